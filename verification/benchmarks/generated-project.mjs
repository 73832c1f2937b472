// Writes a project of a given size: 5 % system, 25 % high-level, 70 % low-level requirements with two parents each where
// there are two, one tagged code unit and one test case for each low-level requirement, and their JUnit results.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const words =
  'network frame switch link delay bound port queue sensor engine margin cabin pressure valve flow state event model advisory limit rate cycle message table record digest'.split(
    ' ',
  );
const perFile = 50;
const unitsPerFile = 10;

/** A seeded generator of whole numbers below a limit (mulberry32). */
function randomBelow(seed) {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
}

export function writeProject(folder, count) {
  const random = randomBelow(count);
  const phrase = (length) => Array.from({ length }, () => words[random(words.length)]).join(' ');
  const write = (path, text) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const counts = { system: Math.floor(count * 0.05), 'high-level': Math.floor(count * 0.25) };
  counts['low-level'] = count - counts.system - counts['high-level'];
  const prefix = { system: 'SYS', 'high-level': 'HLR', 'low-level': 'LLR' };
  const above = { 'high-level': 'system', 'low-level': 'high-level' };
  const id = (level, n) => `${prefix[level]}-GEN-${String(n).padStart(5, '0')}`;
  for (const level of Object.keys(counts)) {
    for (let start = 1; start <= counts[level]; start += perFile) {
      let text = `# yaml-language-server: $schema=../requirements.schema.json\nmodule: GEN\nlevel: ${level}\nrequirements:\n`;
      for (let n = start; n < Math.min(start + perFile, counts[level] + 1); n += 1) {
        const up = above[level];
        const parents = up === undefined ? [] : [...new Set([1 + (n % counts[up]), 1 + random(counts[up])])].map((p) => id(up, p));
        text += `  - id: ${id(level, n)}\n    title: ${phrase(4)}\n    text: >-\n      The ${phrase(2)} shall ${phrase(12)}\n      within ${1 + random(500)} ms of ${phrase(3)}.\n    rationale: >-\n      ${phrase(14)}.\n`;
        if (parents.length > 0) text += `    parents: [${parents.join(', ')}]\n`;
        text += '    verification: [test]\n    status: active\n';
      }
      write(`requirements/${level}/${String(start).padStart(5, '0')}.yaml`, text);
    }
  }
  const junit = [];
  for (let start = 1; start <= counts['low-level']; start += unitsPerFile) {
    let code = "import { base } from './base.js';\n\n";
    let tests = "import { testCase } from './support.js';\n\n";
    for (let n = start; n < Math.min(start + unitsPerFile, counts['low-level'] + 1); n += 1) {
      const number = String(n).padStart(5, '0');
      code += `/**\n * The ${phrase(8)}.\n * @implements ${id('low-level', n)}\n */\nexport function unit${number}(input: number): number {\n  const limit = ${random(1000)}; // ${phrase(5)}\n  if (input > limit && input < ${random(1000)}) return base(input, 'text with // no comment');\n  return input * ${random(100)} + limit;\n}\n\n`;
      tests += `testCase({ id: 'TC-GEN-${number}-01', verifies: ['${id('low-level', n)}'], kind: 'normal', intent: '${phrase(6)}' }, (t) => {\n  t.equal(unit${number}(${random(100)}), ${random(100)});\n});\n\n`;
      junit.push(`<testcase classname="gen" name="TC-GEN-${number}-01 ${phrase(4)}"/>`);
    }
    const folderName = String(Math.floor(start / 1000)).padStart(3, '0');
    write(`src/${folderName}/unit-${start}.ts`, code);
    write(`tests/${folderName}/unit-${start}.test.ts`, tests);
  }
  write(
    'reports/results.xml',
    `<?xml version="1.0"?>\n<testsuites><testsuite name="gen" tests="${junit.length}">\n${junit.join('\n')}\n</testsuite></testsuites>\n`,
  );
  write(
    'ampel.config.yaml',
    `project: generated ${count}
levels:
  - { name: system, refined: true, evidenceFromChildren: true }
  - { name: high-level, parents: [system], refined: true, evidenceFromChildren: true }
  - { name: low-level, parents: [high-level], code: true, cases: [normal] }
requirements:
  - paths: ['requirements/**/*.yaml']
code: { paths: ['src/**/*.ts'], units: exported }
tests: { paths: ['tests/**/*.ts'] }
procedures:
  - id: unit-tests
    method: test
    inputs: ['src/**/*.ts', 'tests/**/*.ts']
    results: { format: junit, paths: ['reports/results.xml'] }
`,
  );
}
