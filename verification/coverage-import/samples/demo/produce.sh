#!/bin/sh
# Makes the files beside this folder anew. On Debian 13: sh produce.sh FOLDER new (gcc-14, g++-14, gnat-14, lcov 2.3, gcovr,
# clang-19, llvm-19); on Debian 12: sh produce.sh FOLDER old (gcc, lcov, gcovr).
set -eu
out=$(realpath "$1")
here=$(realpath "$(dirname "$0")")
work=$(mktemp -d /tmp/demo.XXXXXX)
trap 'rm -rf "$work"' EXIT
cp "$here"/*.c "$here"/*.h "$here"/*.cpp "$here"/*.adb "$work"
cd "$work"
fresh() { rm -f ./*.gcda ./*.gcno ./*.gcov.json.gz ./*.o ./*.ali demo; }
plain() { gzip -dc "$1" | sed "s#$work#/demo#g"; }

if [ "$2" = old ]; then
fresh
gcc --coverage -O0 -c valve.c main.c
gcc --coverage valve.o main.o -o demo && ./demo
gcov --json-format --branch-probabilities valve.gcda main.gcda >/dev/null
plain valve.gcov.json.gz >"$out/gcc12-valve.gcov.json"
lcov --gcov-tool gcov --capture --directory . --rc lcov_branch_coverage=1 --checksum --test-name TC_VLV_001_01 --output-file lcov1.info --quiet
sed "s#$work#/demo#g" lcov1.info >"$out/gcc12-lcov1.info"
gcovr --root . --xml cobertura.xml
sed "s#$work#/demo#g" cobertura.xml >"$out/gcc12-gcovr.cobertura.xml"
exit 0
fi

gcc-14 --coverage -fcondition-coverage -O0 -c valve.c main.c
gcc-14 --coverage valve.o main.o -o demo && ./demo
gcov-14 --json-format --branch-probabilities --conditions valve.gcda main.gcda >/dev/null
plain valve.gcov.json.gz >"$out/gcc14-valve.gcov.json"
plain main.gcov.json.gz >"$out/gcc14-main.gcov.json"
lcov --gcov-tool gcov-14 --capture --directory . --branch-coverage --mcdc-coverage --test-name TC_VLV_001_01 --output-file lcov2.info --quiet
sed "s#$work#/demo#g" lcov2.info >"$out/gcc14-lcov2.info"
gcovr --gcov-executable gcov-14 --root . --cobertura cobertura.xml
sed "s#$work#/demo#g" cobertura.xml >"$out/gcc14-gcovr.cobertura.xml"

fresh
g++-14 --coverage -fcondition-coverage -O0 -c shapes.cpp
g++-14 --coverage shapes.o -o demo && ./demo
gcov-14 --json-format --branch-probabilities --conditions shapes.gcda >/dev/null
plain shapes.gcov.json.gz >shapes.all.json
python3 -c '
import json
every = json.load(open("shapes.all.json"))
every["files"] = [one for one in every["files"] if one["file"] == "shapes.cpp"]
print(json.dumps(every))' >"$out/gcc14-shapes.gcov.json"

fresh
gnatmake-14 -q -f gate.adb -cargs --coverage -fcondition-coverage -O0 -largs --coverage && ./gate
gcov-14 --json-format --branch-probabilities --conditions gate.gcda >/dev/null
plain gate.gcov.json.gz >"$out/gcc14-gate.gcov.json"

fresh
clang-19 -fprofile-instr-generate -fcoverage-mapping -fcoverage-mcdc -O0 valve.c main.c -o demo
LLVM_PROFILE_FILE=demo.profraw ./demo
llvm-profdata-19 merge demo.profraw -o demo.profdata
llvm-cov-19 export -instr-profile demo.profdata demo | sed "s#$work#/demo#g" >"$out/clang19-demo.json"
llvm-cov-19 export -format lcov -instr-profile demo.profdata demo | sed "s#$work#/demo#g" >"$out/clang19-demo.info"
