// Throughput of encoding and decoding the virtual-link table, beside protobufjs on the same values in one run. protobufjs is no dependency:
//   npm install --prefix /tmp/pb protobufjs@8 && AMPEL_PROTOBUFJS=/tmp/pb node verification/benchmarks/pdi.mjs
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { crc32 } from '../../dist/twin/pdi/crc32.js';
import { decodedImage } from '../../dist/twin/pdi/decode-image.js';
import { encodedImage } from '../../dist/twin/pdi/encode-image.js';
import { readData } from '../../dist/twin/pdi/read-data.js';
import { readStructure } from '../../dist/twin/pdi/read-structure.js';

const name = 'afdx-virtual-links';
const folder = 'config-items/pdi';
const structure = readStructure({ name, path: name, text: readFileSync(`${folder}/structures/${name}.structure.json`, 'utf8') }).value;
const data = readData(structure, { path: name, text: readFileSync(`${folder}/data/${name}.json`, 'utf8') }).value;
const image = encodedImage(structure, data.item, data.values);

const proto = `syntax = "proto3";
message Destination { string endSystem = 1; repeated uint32 pathA = 2; repeated uint32 pathB = 3; }
message VirtualLink { uint32 id = 1; uint32 bandwidthAllocationGap = 2; uint32 maximumFrame = 3; string source = 4; uint32 criticality = 5; uint32 redundancyLevel = 6; repeated Destination destinations = 7; }
message Table { string networkVersion = 1; repeated VirtualLink virtualLinks = 2; }`;
const switches = ['SW1A', 'SW2A', 'SW3A', 'SW4A', 'SW5A', 'SW1B', 'SW2B', 'SW3B', 'SW4B', 'SW5B'];
const codes = (path) => path.map((id) => switches.indexOf(id) + 1);
const coded = {
  networkVersion: data.values.networkVersion,
  virtualLinks: data.values.virtualLinks.map((link) => ({
    ...link,
    criticality: 'ABCDE'.indexOf(link.criticality) + 1,
    destinations: link.destinations.map(({ endSystem, pathA, pathB }) => ({ endSystem, pathA: codes(pathA), pathB: codes(pathB) })),
  })),
};

/** Median seconds of processor time of one call over nine rounds of at least 0.2 s each; other work on the machine counts less than in seconds of the clock. */
function secondsOf(work) {
  work();
  const rounds = Array.from({ length: 9 }, () => {
    let calls = 0;
    const start = performance.now();
    const before = process.cpuUsage();
    while (performance.now() - start < 200) {
      work();
      calls += 1;
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / calls / 1e6;
  });
  return rounds.sort((a, b) => a - b)[4];
}

function row(what, bytes, work) {
  const seconds = secondsOf(work);
  console.log(
    `${what.padEnd(52)} ${String(bytes).padStart(7)} bytes  ${(seconds * 1e6).toFixed(0).padStart(7)} µs  ${(bytes / seconds / 1e6).toFixed(0).padStart(5)} MB/s`,
  );
}

console.log(`${data.values.virtualLinks.length} virtual links; node ${process.version}; median of 9 rounds`);
row('ours: encode, with checks', image.length, () => encodedImage(structure, data.item, data.values));
row('ours: decode, with checks, ranges and constraints', image.length, () => decodedImage(structure, 'x', image));
const free = { ...structure, constraints: [] };
row('ours: decode, with checks and ranges', image.length, () => decodedImage(free, 'x', image));
row('ours: CRC-32 of the image alone', image.length, () => crc32(image));
const from = process.env.AMPEL_PROTOBUFJS;
if (from === undefined) console.log('protobufjs: not compared; see the head of this file');
else {
  const protobuf = createRequire(resolve(from, 'package.json'))('protobufjs');
  const Table = protobuf.parse(proto).root.lookupType('Table');
  const bytes = Table.encode(coded).finish();
  row('protobufjs: encode, without verify', bytes.length, () => Table.encode(coded).finish());
  row('protobufjs: verify and encode', bytes.length, () => (Table.verify(coded) === null ? Table.encode(coded).finish() : undefined));
  row('protobufjs: decode', bytes.length, () => Table.decode(bytes));
}
