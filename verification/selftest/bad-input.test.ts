import { cpSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { parse } from 'yaml';
import { NodeFiles } from '../../src/adapters/node-files.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';
import { afterSteps, expectFindings, projectFiles, record, type Step, weigh } from './planted-defects.js';

// @reads verification/selftest/defects/*.yaml verification/selftest/projects/**

const projects = readdirSync('verification/selftest/projects');

testCase(
  {
    id: 'TC-GAT-001-81',
    verifies: ['LLR-GAT-001', 'HLR-GAT-001'],
    kind: 'normal',
    intent: 'finds every defect of a project that has many',
  },
  (t) => expectFindings(t, 'gate', 'TC-GAT-001-81'),
);

testCase(
  {
    id: 'TC-GAT-001-82',
    verifies: ['LLR-GAT-001', 'HLR-GAT-001'],
    kind: 'robustness',
    intent: 'turns red at the first warning beyond the threshold',
  },
  (t) => expectFindings(t, 'gate', 'TC-GAT-001-82'),
);

testCase(
  {
    id: 'TC-GAT-001-83',
    verifies: ['LLR-GAT-001', 'HLR-GAT-001'],
    kind: 'normal',
    intent: 'gives each project on disk the verdict that stands beside it',
  },
  async (t) => {
    for (const name of projects) {
      const expected = parse(readFileSync(`verification/selftest/projects/${name}/expected.yaml`, 'utf8')) as Expected;
      const weighed = await afterSteps({ base: name, steps: [] });
      t.equal(weighed.verdict, expected.verdict, name);
      t.strictSame(weighed.finds, expected.findings.map(({ code, subject }) => `${code} ${subject}`).sort(), name);
    }
  },
);

testCase(
  {
    id: 'TC-GAT-001-84',
    verifies: ['LLR-GAT-001', 'LLR-TRC-103', 'LLR-TRC-111'],
    kind: 'robustness',
    intent: 'weighs chains and rings of 10 000 requirements without running out of stack or time',
  },
  async (t) => {
    const count = 10_000;
    const chain = [...Array(count).keys()].map((index) => entryOf(`V-${index + 1}`, index + 2));
    const shapes = [
      { name: 'chain', text: chain.join(''), finds: [`TRC-102 V-${count}`] },
      { name: 'ring', text: chain.join('').replace(`V-${count + 1}`, 'V-1'), finds: ['TRC-103 V-1'] },
    ];
    for (const { name, text, finds } of shapes) {
      const files = projectFiles('valve-rings');
      const config = files
        .textOf('ampel.config.yaml')
        .replace('parents: [part]', 'parents: [part], evidenceFromChildren: true')
        .replace(/requirements: \[V-1.*/, 'requirements: [V-1]');
      files.writeAtomically('ampel.config.yaml', config);
      files.writeAtomically('requirements/parts.yaml', `module: VLV\nlevel: part\nrequirements:\n${text}`);
      const start = process.hrtime.bigint();
      await record(files);
      t.strictSame(await quietly(() => weigh(files)), { verdict: 'red', finds }, name);
      t.ok(Number(process.hrtime.bigint() - start) / 1e9 < secondsMaximum, `${name} in time`);
    }
  },
);

function entryOf(id: string, next: number): string {
  return `  - id: ${id}\n    title: Part\n    text: The part shall hold 3 bar.\n    parents: [V-${next}]\n    verification: [review]\n    status: active\n`;
}

interface Expected {
  readonly verdict: string;
  readonly findings: readonly { readonly code: string; readonly subject: string }[];
}

testCase(
  {
    id: 'TC-GAT-002-81',
    verifies: ['LLR-GAT-002', 'HLR-GAT-002'],
    kind: 'normal',
    intent: 'accepts a finding under an exception until its day',
  },
  (t) => expectFindings(t, 'gate', 'TC-GAT-002-81'),
);

testCase(
  {
    id: 'TC-GAT-002-82',
    verifies: ['LLR-GAT-002', 'HLR-GAT-002'],
    kind: 'robustness',
    intent: 'accepts nothing under an exception that is expired, foreign or incomplete',
  },
  (t) => expectFindings(t, 'gate', 'TC-GAT-002-82'),
);

testCase(
  { id: 'TC-EVD-003-81', verifies: ['LLR-EVD-003'], kind: 'robustness', intent: 'refuses records that were edited or cut off' },
  (t) => expectFindings(t, 'gate', 'TC-EVD-003-81'),
);

testCase(
  {
    id: 'TC-PRJ-003-81',
    verifies: ['LLR-PRJ-003', 'LLR-PRJ-009'],
    kind: 'normal',
    intent: 'lists the same files in memory and on disk, so that the planted defects are found on disk too',
  },
  (t) => {
    const selections = [
      { paths: ['**/*'] },
      { paths: ['requirements/*.yaml', 'src/**'], exclude: ['**/*.h'] },
      { paths: ['{test,results}/**'] },
      { paths: ['Makefile', 'nothing.txt'] },
    ];
    for (const name of projects) {
      const onDisk = new NodeFiles(`verification/selftest/projects/${name}`);
      const inMemory = projectFiles(name);
      for (const selection of selections) {
        const found = onDisk.list(selection).value.filter((path) => !path.startsWith('.ampel/') && !path.startsWith('trace/'));
        t.strictSame(inMemory.list(selection).value, found, name);
      }
    }
  },
);

testCase(
  {
    id: 'TC-PRJ-003-82',
    verifies: ['LLR-PRJ-003', 'LLR-PRJ-001', 'LLR-REQ-003', 'HLR-PRJ-001'],
    kind: 'robustness',
    intent: 'answers files that cannot be understood',
  },
  (t) => expectFindings(t, 'gate', 'TC-PRJ-003-82'),
);

testCase(
  {
    id: 'TC-PRJ-002-81',
    verifies: ['LLR-PRJ-002', 'HLR-PRJ-002'],
    kind: 'robustness',
    intent: 'answers files that are no text with a finding for each',
  },
  async (t) => {
    const root = copyOf(t, 'pump-c');
    const header = 'module: PMP\nlevel: design\nrequirements: []\n';
    writeFileSync(join(root, 'requirements/latin-1.yaml'), Buffer.from(`# 40 \u00b0C\n${header}`, 'latin1'));
    writeFileSync(join(root, 'requirements/utf-16.yaml'), Buffer.from(`\ufeff${header}`, 'utf16le'));
    writeFileSync(join(root, 'requirements/nul.yaml'), `# \0\n${header}`);
    writeFileSync(join(root, 'requirements/huge.yaml'), header);
    truncateSync(join(root, 'requirements/huge.yaml'), 100 * 1024 * 1024);
    const files = new NodeFiles(root);
    await record(files);
    t.strictSame(await weigh(files), {
      verdict: 'red',
      finds: [
        'FIL-102 requirements/huge.yaml',
        'FIL-102 requirements/latin-1.yaml',
        'FIL-102 requirements/nul.yaml',
        'FIL-102 requirements/utf-16.yaml',
      ],
    });
  },
);

testCase(
  {
    id: 'TC-PRJ-002-82',
    verifies: ['LLR-PRJ-002', 'HLR-PRJ-002'],
    kind: 'robustness',
    intent: 'answers a folder in the place of a file, and a file in the place of a folder',
  },
  async (t) => {
    const root = copyOf(t, 'thermostat-typescript', (text) => text.replace('sources: sources.yaml', 'sources: sources.yaml/inner.yaml'));
    const files = new NodeFiles(root);
    await record(files);
    t.strictSame((await weigh(files)).finds, ['FIL-101 sources.yaml/inner.yaml']);
    const other = new NodeFiles(copyOf(t, 'thermostat-typescript', (text) => text.replace('sources: sources.yaml', 'sources: docs')));
    await record(other);
    t.match((await weigh(other)).finds, [/^FIL-10[12] docs$/]);
  },
);

testCase(
  {
    id: 'TC-PRJ-009-81',
    verifies: ['LLR-PRJ-009', 'HLR-PRJ-002'],
    kind: 'robustness',
    intent: 'ends in a loop of links and reads nothing outside the project',
  },
  async (t) => {
    const root = copyOf(t, 'pump-c');
    const outside = temporaryFolder(t, { 'design.yaml': readFileSync(join(root, 'requirements/design.yaml'), 'utf8') });
    symlinkSync(join(root, 'src'), join(root, 'src/loop'), 'junction');
    symlinkSync(outside, join(root, 'src/outside'), 'junction');
    const files = new NodeFiles(root);
    await record(files);
    t.strictSame([...new Set((await weigh(files)).finds)], ['FIL-103 src/loop', 'FIL-103 src/outside']);
    t.equal(files.readText(`../${outside.split(/[\\/]/).at(-1)}/design.yaml`).value, undefined);
  },
);

/* Generous where the machine is busy; a reader that is quadratic in any of these inputs takes minutes. */
const secondsMaximum = 4;

testCase(
  { id: 'TC-REQ-003-81', verifies: ['LLR-REQ-003'], kind: 'robustness', intent: 'answers hostile YAML with findings, in bounded time' },
  async (t) => {
    const aliases = [
      'a0: &a0 [x, x, x, x, x, x, x, x, x]',
      ...[...Array(30).keys()].map((n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(', ')}]`),
    ].join('\n');
    const texts = {
      'an alias bomb': `${aliases}\n`,
      'lists in lists': '['.repeat(100_000),
      'closed lists in lists': `x: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`,
      'maps in maps': '{a: '.repeat(10_000),
      'sequences in sequences': `${'- '.repeat(20_000)}x\n`,
      'keys of keys': `${'? '.repeat(20_000)}x\n`,
      'indented maps': `${[...Array(2000).keys()].map((depth) => `${' '.repeat(depth)}a:`).join('\n')}\n`,
      'quotes that do not end': `x: ${'"'.repeat(20_001)}`,
      'many anchors': [...Array(10_000).keys()].map((n) => `- &a${n} x`).join('\n'),
      'a long line of colons': `${'a: '.repeat(20_000)}\n`,
      'an endless tag': `!${'!'.repeat(100_000)}\n`,
    };
    for (const [name, text] of Object.entries(texts)) {
      const path = name.includes('in') ? 'requirements/hostile.yaml' : 'ampel.config.yaml';
      const files = projectFiles('valve-rings');
      files.writeAtomically(path, text);
      const start = process.hrtime.bigint();
      const weighed = await quietly(() => weigh(files));
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      t.match(weighed, { verdict: 'red' }, name);
      t.ok(
        typeof weighed !== 'string' && weighed.finds.some((found) => found.endsWith(path)),
        `${name}: ${JSON.stringify(weighed).slice(0, 200)}`,
      );
      t.ok(seconds < secondsMaximum, `${name} took ${seconds} s`);
    }
  },
);

testCase(
  {
    id: 'TC-EVD-006-81',
    verifies: ['LLR-EVD-006'],
    kind: 'robustness',
    intent: 'lets no case pass by a hostile result file, in bounded time',
  },
  async (t) => {
    const xml = readFileSync('verification/selftest/projects/pump-c/results/bench.xml', 'utf8');
    const body = xml.slice(xml.indexOf('<testsuites>'));
    const entities = [...Array(30).keys()].map((n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('');
    const reports = {
      'an entity bomb': `<?xml version="1.0"?><!DOCTYPE t [<!ENTITY e0 "x">${entities}]>${body.replace('"test_pump"', '"&e30;"')}`,
      'suites in suites': `<testsuites>${'<testsuite>'.repeat(100_000)}`,
      'a report cut off': xml.slice(0, -60),
      'no XML at all': `${'<'.repeat(100_000)}`,
      'another root': `<html>${body}</html>`,
      'passing cases behind the end': `<testsuites/>${body}`,
      'an empty file': '',
    };
    for (const [name, text] of Object.entries(reports))
      t.match(await redWith('pump-c', 'results/bench.xml', text), /^TRC-1(10|26|27) /, name);
    const streams = {
      'subtests in subtests': [...Array(3000).keys()].map((depth) => `${' '.repeat(4 * depth)}# Subtest: x`).join('\n'),
      'a plan beyond all numbers': `1..${'9'.repeat(400)}\nok 1 - TC-BCN-1-01 x\nok 2 - TC-BCN-1-02 x\n`,
      'no plan': 'ok 1 - TC-BCN-1-01 x\nok 2 - TC-BCN-1-02 x\n',
      'two plans': '1..2\nok 1 - TC-BCN-1-01 x\nok 2 - TC-BCN-1-02 x\n1..3\n',
      'passes in a block of details': '1..1\nok 1 - other\n  ---\n  ok 1 - TC-BCN-1-01 x\n  ok 2 - TC-BCN-1-02 x\n  ...\n',
      'passes behind a bail out': '1..2\nBail out!\nok 1 - TC-BCN-1-01 x\nok 2 - TC-BCN-1-02 x\n',
    };
    for (const [name, text] of Object.entries(streams))
      t.match(await redWith('beacon-ada', 'results/harness.tap', text), /^TRC-1(10|26|27) /, name);
  },
);

testCase(
  { id: 'TC-TRC-006-81', verifies: ['LLR-TRC-006'], kind: 'robustness', intent: 'answers a hostile review file with one finding' },
  async (t) => {
    const texts = [
      '['.repeat(100_000),
      '{"a":'.repeat(100_000),
      'null',
      '[]',
      '{}',
      '{"acceptances":{},"links":[]}',
      '{"acceptances":[],"links":[null]}',
      `{"acceptances":[],"links":[[${'['.repeat(5000)}${']'.repeat(5000)},1,2,3,4,0]]}`,
    ];
    for (const text of texts) {
      const steps: readonly Step[] = ['record', 'review', { write: 'trace/reviewed.json', text }];
      t.strictSame(
        await quietly(() => afterSteps({ base: 'beacon-ada', steps })),
        { verdict: 'red', finds: ['TRC-130 trace/reviewed.json'] },
        text.slice(0, 40),
      );
    }
  },
);

testCase(
  {
    id: 'TC-IMP-001-81',
    verifies: ['LLR-IMP-001'],
    kind: 'robustness',
    intent: 'answers hostile ReqIF and other exchange files with findings',
  },
  async (t) => {
    const entities = [...Array(30).keys()].map((n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('');
    const texts: readonly (readonly [format: string, text: string])[] = [
      ['reqif', `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "x">${entities}]><REQ-IF>&e30;</REQ-IF>`],
      ['reqif', `<REQ-IF>${'<SPEC-HIERARCHY>'.repeat(100_000)}`],
      ['reqif', ''],
      ['strictdoc', `[DOCUMENT]\nTITLE: x\n${'[[SECTION]]\nTITLE: x\n'.repeat(5_000)}`],
      ['csv', `id,text\n"${'"'.repeat(100_000)}`],
      ['doorstop', '['.repeat(10_000)],
    ];
    for (const [format, text] of texts) {
      const steps: readonly Step[] = [
        { edit: 'ampel.config.yaml', find: 'requirements:\n', put: `requirements:\n  - { paths: ['foreign/*'], format: ${format} }\n` },
        { write: format === 'doorstop' ? 'foreign/SRD001.yml' : `foreign/hostile.${format}`, text },
      ];
      const start = process.hrtime.bigint();
      t.match(await quietly(() => afterSteps({ base: 'beacon-ada', steps })), { verdict: 'red' }, `${format} ${text.slice(0, 40)}`);
      t.ok(Number(process.hrtime.bigint() - start) / 1e9 < secondsMaximum, `${format} ${text.slice(0, 40)} in time`);
    }
  },
);

/** The first finding after a file was replaced and recorded; every case must be lost. */
async function redWith(base: string, path: string, text: string): Promise<string> {
  const start = process.hrtime.bigint();
  const weighed = await quietly(() => afterSteps({ base, steps: [{ write: path, text }] }));
  if (typeof weighed === 'string') return weighed;
  if (Number(process.hrtime.bigint() - start) / 1e9 > secondsMaximum) return 'too slow';
  const lost = weighed.finds.filter((found) => found.startsWith('TRC-'));
  const cases = base === 'pump-c' ? 6 : 2;
  return lost.length === cases ? (lost[0] as string) : JSON.stringify(weighed);
}

/** The answer, or the text of what was thrown. */
async function quietly<T>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work();
  } catch (thrown) {
    return `threw ${String(thrown).slice(0, 200)}`;
  }
}

/** A project of `projects/` in a folder of its own, with another configuration where one is given. */
function copyOf(t: Test, name: string, configured: (text: string) => string = (text) => text): string {
  const root = temporaryFolder(t);
  cpSync(`verification/selftest/projects/${name}`, root, { recursive: true });
  const path = join(root, 'ampel.config.yaml');
  writeFileSync(path, configured(readFileSync(path, 'utf8')));
  return root;
}
