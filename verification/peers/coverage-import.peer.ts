import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import t, { type Test } from 'tap';
import { seededRandom } from '../../src/kernel/seeded-random.js';
import { type ConditionCoverage, decisionCoverage } from '../../src/toolchain/coverage/analysis/independence.js';
import { writeCobertura } from '../../src/toolchain/coverage/export/write-cobertura.js';
import { writeLcov } from '../../src/toolchain/coverage/export/write-lcov.js';
import type { ImportedDecision, ImportedFile } from '../../src/toolchain/coverage/import/imported-coverage.generated.js';
import { importedCoverageOf } from '../../src/toolchain/coverage/import/imported-coverage-of.js';
import { mergedCoverage } from '../../src/toolchain/coverage/import/merged-coverage.js';
import { againstSources } from '../../src/toolchain/coverage/import/present-sources.js';
import { measured } from '../coverage/measured-text.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { observed, programOf, type RandomDecision, randomDecision } from './random-decisions.js';

/**
 * Compares the imports and the MC/DC analysis with compilers and coverage tools that are installed. gcc 14 and later write MC/DC by
 * masking: Debian 13 has the package gcc-14; elsewhere AMPEL_GCC and AMPEL_GCOV name its programs. AMPEL_DECISIONS is the number of
 * random decisions, AMPEL_SEED their seed.
 */
const programs = {
  gcc: process.env.AMPEL_GCC ?? 'gcc-14',
  gcov: process.env.AMPEL_GCOV ?? 'gcov-14',
  clang: 'clang-19',
  profdata: 'llvm-profdata-19',
  llvmCov: 'llvm-cov-19',
};
const count = Number(process.env.AMPEL_DECISIONS ?? 300);
const seed = Number(process.env.AMPEL_SEED ?? 20260101);
const demo = 'verification/coverage-import/samples/demo';

function isThere(...names: readonly string[]): boolean {
  return names.every((name) => spawnSync(name, ['--version']).status === 0);
}

/** What a program writes. @throws when it fails */
function output(folder: string, program: string, ...words: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, words, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${program} ${words.join(' ')}: ${error?.message ?? stderr.slice(-2000)}`);
  return stdout;
}

/** The gcov JSON of C files, compiled and run; `options` are those of the compiler beside --coverage. */
function gcovFiles(
  folder: string,
  { gcc, gcov }: { readonly gcc: string; readonly gcov: string },
  names: readonly string[],
  options: readonly string[],
) {
  for (const name of names) output(folder, gcc, '--coverage', '-O0', ...options, '-c', `${name}.c`);
  output(folder, gcc, '--coverage', '-static', ...names.map((name) => `${name}.o`), '-o', 'program');
  output(folder, './program');
  output(
    folder,
    gcov,
    '--json-format',
    '--branch-probabilities',
    ...(options.length > 0 ? ['--conditions'] : []),
    ...names.map((name) => `${name}.gcda`),
  );
  const texts = readdirSync(folder).filter((name) => name.endsWith('.gcov.json.gz'));
  return mergedCoverage(texts.map((name) => importedCoverageOf(gunzipSync(readFileSync(join(folder, name))).toString('utf8'), name).value))
    .value;
}

function clangExport(folder: string, names: readonly string[], form: string): string {
  output(
    folder,
    programs.clang,
    '-w',
    '-fprofile-instr-generate',
    '-fcoverage-mapping',
    '-fcoverage-mcdc',
    '-O0',
    ...names.map((name) => `${name}.c`),
    '-o',
    'program',
  );
  output(folder, './program');
  output(folder, programs.profdata, 'merge', 'default.profraw', '-o', 'program.profdata');
  return output(folder, programs.llvmCov, 'export', '-format', form, '-instr-profile', 'program.profdata', 'program');
}

function randomDecisions(): readonly RandomDecision[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => randomDecision(random));
}

/** The one decision of a line with the number of conditions that the text has. */
function decisionAt(file: ImportedFile | undefined, index: number, { size }: RandomDecision): ImportedDecision | undefined {
  const [first, ...more] = file?.decisions.filter(({ line }) => line === index + 2) ?? [];
  return more.length === 0 && first?.conditions.length === size ? first : undefined;
}

function ownConditions(decision: RandomDecision): readonly ConditionCoverage[] {
  const vectors = decision.runs.map((input) => observed(decision, input));
  return decisionCoverage(decision.tree, vectors, 'short-circuit').conditions;
}

t.test(`masking MC/DC of ${count} random decisions is that of gcc`, (test) => {
  if (!isThere(programs.gcc, programs.gcov)) return skip(test, 'gcc-14, or AMPEL_GCC and AMPEL_GCOV');
  const folder = temporaryFolder(test);
  const decisions = randomDecisions();
  writeFileSync(join(folder, 'random.c'), programOf(decisions));
  const [file] = gcovFiles(folder, programs, ['random'], ['-fcondition-coverage']).files;
  const differing = decisions.flatMap((decision, index) => {
    const found = decisionAt(file, index, decision);
    if (found === undefined) return [`no record of ${decision.text}`];
    return ownConditions(decision).flatMap(({ decidedTrue, decidedFalse, masking }, place) => {
      const { shownTrue, shownFalse } = found.conditions[place] ?? {};
      // gcc moves negations down to the conditions, and speaks of the value behind them.
      const [whenTrue, whenFalse] = decision.isNegated[place] === true ? [shownFalse, shownTrue] : [shownTrue, shownFalse];
      const isSame = whenTrue === decidedTrue && whenFalse === decidedFalse && (decidedTrue && decidedFalse) === (masking !== undefined);
      return isSame ? [] : [`condition ${place} of ${decision.text} in ${decision.runs}`];
    });
  });
  test.same(differing, []);
  test.same(file?.unknown, [], 'each branch has a record of conditions');
  test.end();
});

t.test(`unique cause MC/DC of ${count} random decisions is that of clang, and what it leaves out is unknown`, (test) => {
  if (!isThere(programs.clang, programs.profdata, programs.llvmCov)) return skip(test, 'clang-19 and llvm-19');
  const folder = temporaryFolder(test);
  const decisions = randomDecisions();
  const source = programOf(decisions);
  writeFileSync(join(folder, 'random.c'), source);
  const imported = importedCoverageOf(clangExport(folder, ['random'], 'text'), 'random.json').value;
  const [file] = againstSources(imported, () => source).value.files;
  const unknown = new Set(file?.unknown.map(({ line }) => line));
  const differing = decisions.flatMap((decision, index) => {
    const found = decisionAt(file, index, decision);
    if (found === undefined) return unknown.has(index + 2) ? [] : [`${decision.text} is neither recorded nor unknown`];
    const isSame = ownConditions(decision).every(
      ({ uniqueCause }, place) => found.conditions[place]?.shownTrue === (uniqueCause !== undefined),
    );
    return isSame && !unknown.has(index + 2) ? [] : [`${decision.text} in ${decision.runs}`];
  });
  test.same(differing, []);
  test.ok(unknown.size < count / 2, `clang has records of ${count - unknown.size} of ${count} decisions`);
  test.end();
});

/** Lines of each file with their counts. */
function linesOf(files: readonly ImportedFile[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    files.map(({ path, statements }) => [
      path.slice(path.lastIndexOf('/') + 1),
      statements.map(({ line, count: taken }) => `${line}:${taken}`),
    ]),
  );
}

t.test('gcov JSON, LCOV and Cobertura of one run of the present gcc have the same lines', (test) => {
  if (!isThere('gcc', 'gcov', 'lcov', 'gcovr')) return skip(test, 'gcc, lcov and gcovr');
  const folder = temporaryFolder(test);
  for (const name of ['valve.c', 'main.c', 'guard.h']) writeFileSync(join(folder, name), readFileSync(join(demo, name)));
  const direct = gcovFiles(folder, { gcc: 'gcc', gcov: 'gcov' }, ['valve', 'main'], []);
  output(folder, 'lcov', '--capture', '--directory', '.', '--rc', 'lcov_branch_coverage=1', '--output-file', 'demo.info');
  output(folder, 'gcovr', '--root', '.', '--xml', 'demo.xml');
  const lcov = importedCoverageOf(readFileSync(join(folder, 'demo.info'), 'utf8'), 'demo.info');
  const cobertura = importedCoverageOf(readFileSync(join(folder, 'demo.xml'), 'utf8'), 'demo.xml');
  test.same([...lcov.diagnostics, ...cobertura.diagnostics], []);
  test.same(linesOf(lcov.value.files), linesOf(direct.files));
  test.same(linesOf(cobertura.value.files), linesOf(direct.files));
  test.equal(direct.files.length, 3);
  test.end();
});

t.test('lines from the JSON of llvm-cov are those of its LCOV', (test) => {
  if (!isThere(programs.clang, programs.profdata, programs.llvmCov)) return skip(test, 'clang-19 and llvm-19');
  const folder = temporaryFolder(test);
  for (const name of ['valve.c', 'main.c', 'guard.h']) writeFileSync(join(folder, name), readFileSync(join(demo, name)));
  const names = ['valve', 'main'];
  const json = importedCoverageOf(clangExport(folder, names, 'text'), 'demo.json');
  const lcov = importedCoverageOf(clangExport(folder, names, 'lcov'), 'demo.info');
  test.same(linesOf(json.value.files), linesOf(lcov.value.files));
  test.equal(json.value.files.length, 3);
  test.end();
});

/** Own coverage of a program with each kind of branch, a part of which ran. */
function ownCoverage() {
  return measured(
    'function f(a: number, b = 2) {\n  for (const x of [a]) if (x > 1 && b) return x;\n  switch (a) {\n    case 1: a += 1;\n    case 2: return a ?? b;\n  }\n  try { return a || b; } catch { return 0; }\n}\n',
    'f(1); f(2); f(0, 1);',
    { path: 'own.ts' },
  ).coverage;
}

t.test('lcov and genhtml read the export as it was measured', (test) => {
  if (!isThere('lcov', 'genhtml')) return skip(test, 'lcov');
  const folder = temporaryFolder(test);
  const text = writeLcov([ownCoverage()]);
  writeFileSync(join(folder, 'own.info'), text);
  writeFileSync(join(folder, 'own.ts'), '\n'.repeat(9));
  const option = /version 1\./.test(output(folder, 'lcov', '--version')) ? ['--rc', 'lcov_branch_coverage=1'] : ['--branch-coverage'];
  const summary = output(folder, 'lcov', ...option, '--summary', 'own.info');
  for (const [name, kind] of [
    ['lines', 'L'],
    ['functions', 'FN'],
    ['branches', 'BR'],
  ] as const) {
    const [found, hit] = ['F', 'H'].map((end) => new RegExp(`^${kind}${end}:(\\d+)$`, 'm').exec(text)?.[1]);
    test.match(summary, new RegExp(`${name}\\.+: [\\d.]+% \\(${hit} of ${found} `), name);
  }
  output(folder, 'genhtml', '--branch-coverage', '--output-directory', 'html', 'own.info');
  test.ok(readdirSync(join(folder, 'html')).includes('index.html'));
  test.end();
});

/** Elements and attributes of the Cobertura report, as its document type coverage-04 has them, in words of our own. */
const documentType = `<!ELEMENT coverage (sources?, packages)>
<!ATTLIST coverage line-rate CDATA #REQUIRED branch-rate CDATA #REQUIRED lines-covered CDATA #REQUIRED lines-valid CDATA #REQUIRED
  branches-covered CDATA #REQUIRED branches-valid CDATA #REQUIRED complexity CDATA #REQUIRED version CDATA #REQUIRED timestamp CDATA #REQUIRED>
<!ELEMENT sources (source*)> <!ELEMENT source (#PCDATA)> <!ELEMENT packages (package*)> <!ELEMENT package (classes)>
<!ATTLIST package name CDATA #REQUIRED line-rate CDATA #REQUIRED branch-rate CDATA #REQUIRED complexity CDATA #REQUIRED>
<!ELEMENT classes (class*)> <!ELEMENT class (methods, lines)>
<!ATTLIST class name CDATA #REQUIRED filename CDATA #REQUIRED line-rate CDATA #REQUIRED branch-rate CDATA #REQUIRED complexity CDATA #REQUIRED>
<!ELEMENT methods (method*)> <!ELEMENT method (lines)>
<!ATTLIST method name CDATA #REQUIRED signature CDATA #REQUIRED line-rate CDATA #REQUIRED branch-rate CDATA #REQUIRED complexity CDATA #REQUIRED>
<!ELEMENT lines (line*)> <!ELEMENT line (conditions*)>
<!ATTLIST line number CDATA #REQUIRED hits CDATA #REQUIRED branch CDATA "false" condition-coverage CDATA "100%">
<!ELEMENT conditions (condition*)> <!ELEMENT condition EMPTY>
<!ATTLIST condition number CDATA #REQUIRED type CDATA #REQUIRED coverage CDATA #REQUIRED>
`;

t.test('xmllint finds the Cobertura export and that of gcovr valid by the document type', (test) => {
  if (!isThere('xmllint')) return skip(test, 'xmllint (Debian package libxml2-utils)');
  const folder = temporaryFolder(test);
  writeFileSync(join(folder, 'coverage.dtd'), documentType);
  writeFileSync(join(folder, 'own.xml'), writeCobertura([ownCoverage()]));
  writeFileSync(join(folder, 'gcovr.xml'), readFileSync('verification/coverage-import/samples/gcc14-gcovr.cobertura.xml'));
  writeFileSync(join(folder, 'broken.xml'), writeCobertura([ownCoverage()]).replace(' hits=', ' hit='));
  const isValid = (name: string): boolean =>
    spawnSync('xmllint', ['--nonet', '--noout', '--dtdvalid', 'coverage.dtd', name], { cwd: folder }).status === 0;
  test.same([isValid('own.xml'), isValid('gcovr.xml'), isValid('broken.xml')], [true, true, false]);
  test.end();
});

function skip(test: Test, programsMissing: string): void {
  test.pass('not run', { skip: `install ${programsMissing}` });
  test.end();
}
