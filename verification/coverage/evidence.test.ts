// @reads src/**/*.ts
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import main from 'tap';
import ts from 'typescript';
import { NodeFiles } from '../../src/adapters/node-files.js';
import { NodeProcesses } from '../../src/adapters/node-processes.js';
import { withCoverageRecord } from '../../src/cli/commands/coverage/coverage-evidence.js';
import { coverageMeter } from '../../src/cli/commands/coverage/measuring.js';
import { collectedData } from '../../src/toolchain/coverage/evidence/collected-data.js';
import { casesIn, countedCases, countedData } from '../../src/toolchain/coverage/evidence/counted-cases.js';
import { coverageLines } from '../../src/toolchain/coverage/evidence/coverage-rules.js';
import { coverageOutcomeOf } from '../../src/toolchain/coverage/evidence/outcome.js';
import { instrument } from '../../src/toolchain/coverage/instrument/instrument.js';
import { dataHead } from '../../src/toolchain/coverage/instrument/runtime-names.js';
import { recordedData } from '../../src/toolchain/coverage/runtime/recorded-data.js';
import type { EvidenceRecord } from '../../src/toolchain/evidence/record.js';
import { runProcedures } from '../../src/toolchain/evidence/run-procedures.js';
import { gateOf } from '../../src/toolchain/trace/gate.js';
import { projectIn, temporaryFolder, writeAll } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';
import { transpiledModule } from './transpiled-tool.js';
import { certified, dataOf, normal, type PlayedCase, procedureText, robust, valveProject, valveText } from './valve-project.js';

const commands = 'src/cli/commands/coverage';

/** A procedure file for the test runner of Node that tells the recorder which case runs. */
const nodeProcedure = (cases: readonly PlayedCase[]): string =>
  [
    "import test from 'node:test';",
    "const recorder = globalThis[Symbol.for('ampel.coverage')];",
    'function testCase({ id, intent }, run) {',
    "  test(`${id} ${intent}`, () => { recorder?.beginCase(id); run(); recorder?.beginCase(''); });",
    `}\n${procedureText(cases)}`,
  ].join('\n');

testCase(
  {
    id: 'TC-COV-042-01',
    verifies: ['HLR-COV-008', 'LLR-COV-041', 'LLR-COV-042', 'LLR-COV-047'],
    kind: 'normal',
    intent: 'measures the runs whose results are evidence, keeps the data of each file, reuses it, and gives the same bytes when made anew',
  },
  async (t) => {
    const register = transpiledModule(temporaryFolder(main), `${commands}/register.ts`, [`${commands}/loader-hooks.ts`]);
    // from Node 21 on `node --test` takes the names that it is given as patterns, so that one with brackets does not find itself
    const other = `verification/${Number(process.versions.node.split('.')[0]) < 21 ? '[other]' : 'other'} file.test.mjs`;
    const root = temporaryFolder(t, {
      ...valveProject({ cases: [normal] }),
      'verification/valve.test.mjs': nodeProcedure([normal]),
      [other]: nodeProcedure([robust]).replace("kind: 'normal'", "kind: 'robustness'"),
    });
    const world = { files: new NodeFiles(root), environment: {}, progress: () => undefined, toolVersion: '1' };
    const certify = async (): Promise<{
      readonly ran: readonly string[];
      readonly records: readonly EvidenceRecord[];
      readonly verdict: string;
    }> => {
      const before = await projectIn(root);
      const processes = new NodeProcesses(root);
      const done = await runProcedures(before.graph, before.runs, {
        ...world,
        processes,
        coverage: coverageMeter(root, world.files, register),
      });
      t.same(done.diagnostics, []);
      const { project } = withCoverageRecord(world, await projectIn(root));
      const records = project.graph.records.map(({ record }) => record);
      return { ran: done.ran, records, verdict: gateOf(project.graph, project.diagnostics).verdict };
    };
    const first = await certify();
    t.same(first.ran, [other, 'verification/valve.test.mjs']);
    const names = first.records.flatMap(({ predicate }) => (predicate.products ?? []).map(({ name }) => name));
    t.same(
      names,
      [other, 'verification/valve.test.mjs'].map((path) => `.ampel/coverage/collected/tests/${path}.txt`),
    );
    const record = first.records.at(-1);
    t.match(record, {
      _type: 'https://in-toto.io/Statement/v1',
      predicateType: 'urn:ampel:predicate:structural-coverage:v1',
      subject: [{ name: 'structural-coverage' }, { name: 'src/valve.mjs' }],
      predicate: { verdict: 'pass', result: 'PASSED', procedure: 'structural-coverage' },
    });
    const outcome = record === undefined ? undefined : coverageOutcomeOf(record);
    t.match(outcome, { countedCasesCount: 2, findings: [], components: [{ name: 'Valve', open: [], resolved: [] }] });
    t.same(outcome?.components[0]?.measures.decisions, { reached: 2, total: 2 });
    t.equal(first.verdict, 'green');
    t.same((await certify()).ran, [], 'nothing changed, and nothing runs');
    rmSync(join(root, '.ampel'), { recursive: true });
    t.same((await certify()).records, first.records, 'the same bytes');
  },
);

interface V8Report {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

/** A decision that V8 takes for covered by two runs, of which MC/DC is shown for one of six conditions. */
const sixConditions = valveText
  .replace('opens(pressure, isManual)', 'opens(a, b, c, d, e, f)')
  .replace('pressure > 3 || isManual', 'a && b && c && d && e && f');
const sixCases: readonly PlayedCase[] = [
  { ...normal, does: 'opens(true, true, true, true, true, true)' },
  { ...robust, does: 'opens(false, true, true, true, true, true)' },
];

testCase(
  {
    id: 'TC-COV-048-01',
    verifies: ['HLR-COV-001', 'HLR-COV-008', 'LLR-COV-048', 'LLR-COV-047'],
    kind: 'normal',
    intent:
      'turns red at level A for 5 of 6 conditions where V8 counts each line, branch and function as covered, and green with 5 more runs',
  },
  async (t) => {
    const root = temporaryFolder(t, valveProject({ level: 'A', source: sixConditions, cases: sixCases }));
    writeAll(root, { 'drive.mjs': `import { opens } from './src/valve.mjs';\n${sixCases.map(({ does }) => `${does};\n`).join('')}` });
    const ran = await new NodeProcesses(root).run(['node', 'drive.mjs'], { timeoutSeconds: 60, environment: { NODE_V8_COVERAGE: 'v8' } });
    t.match(ran, { exitCode: 0, stderr: '' });
    const files = new NodeFiles(root);
    const reports = files.list({ paths: ['v8/*.json'] }).value.map((path) => JSON.parse(files.readText(path).value ?? '{}') as V8Report);
    const modules = reports.flatMap(({ result }) => result).filter(({ url }) => url.endsWith('src/valve.mjs'));
    const ranges = modules.flatMap(({ functions }) => functions.flatMap((one) => one.ranges));
    t.ok(ranges.length >= 3, 'blocks within the function');
    t.ok(
      ranges.every(({ count }) => count > 0),
      'V8 counts each of them as run',
    );
    const red = await certified(root, { source: sixConditions, cases: sixCases });
    t.equal(red.verdict, 'red');
    t.same(
      red.finds,
      ['b', 'c', 'd', 'e', 'f'].map((_name, index) => `COV-204 src/valve.mjs:6:${12 + 5 * index}`),
    );
    for (const [index, name] of ['b', 'c', 'd', 'e', 'f'].entries()) {
      t.match(red.findings[index]?.message, `independent effect of ${name} is not shown`);
      t.match(red.findings[index]?.message, /the tests of LLR-DEMO-001 do not show it/);
      t.match(red.findings[index]?.fix, `${'T'.repeat(index + 1)}F${'-'.repeat(4 - index)} (false)`);
    }
    const more = [1, 2, 3, 4, 5].map((place): PlayedCase => {
      const values = [0, 1, 2, 3, 4, 5].map((at) => at !== place);
      return { id: `TC-DEMO-001-1${place}`, does: `opens(${values.join(', ')})` };
    });
    writeAll(root, { 'verification/valve.test.mjs': procedureText([...sixCases, ...more]) });
    const green = await certified(root, { source: sixConditions, cases: [...sixCases, ...more] });
    t.same([green.finds, green.verdict], [[], 'green']);
    t.same(coverageLines(green.project.graph), ['✓ Valve: level A, covered by requirement-based tests']);
    t.equal(
      (
        await certified(temporaryFolder(t, valveProject({ source: sixConditions, cases: sixCases })), {
          source: sixConditions,
          cases: sixCases,
        })
      ).verdict,
      'green',
      'level B asks for the outcomes alone',
    );
  },
);

/** Two cases that leave the outcome false open. */
const half: readonly PlayedCase[] = [normal, { ...robust, does: 'opens(1, true)' }];
const gapFinds = ['COV-204 src/valve.mjs:6:7', 'COV-204 src/valve.mjs:7:3', 'COV-204 src/valve.mjs:7:3'];

testCase(
  {
    id: 'TC-COV-048-02',
    verifies: ['HLR-COV-008', 'LLR-COV-042', 'LLR-COV-048', 'LLR-COV-053'],
    kind: 'robustness',
    intent: 'finds each planted fault: no evidence, stale evidence, no data, damaged data, foreign data, gaps; and lets its near miss pass',
  },
  async (t) => {
    const root = temporaryFolder(t, valveProject());
    const weigh = async () => {
      const project = await projectIn(root);
      const { findings, verdict } = gateOf(project.graph, project.diagnostics);
      const codes = findings.filter(({ severity }) => severity !== 'note').map(({ code }) => code);
      return { verdict, codes: [...new Set(codes)], line: coverageLines(project.graph)[0] ?? '' };
    };
    t.match(await weigh(), { verdict: 'red', line: '? Valve: level B, no coverage was recorded' });
    t.ok((await weigh()).codes.includes('COV-201'), 'nothing was run');
    t.same((await certified(root)).finds, []);
    t.match(await weigh(), { verdict: 'green', codes: [], line: '✓ Valve: level B, covered by requirement-based tests' });
    writeAll(root, { 'README.md': 'Another file.\n' });
    t.same((await weigh()).codes, [], 'a file that is no input');
    const old = readFileSync(join(root, 'src/valve.mjs'), 'utf8');
    writeAll(root, { 'src/valve.mjs': `${old}// longer\n` });
    t.ok((await weigh()).codes.includes('COV-202'), 'a source was edited');
    t.match((await weigh()).line, /^\? Valve: level B, its evidence is stale/);
    writeAll(root, { 'src/valve.mjs': old });
    t.same((await weigh()).codes, [], 'and put back');
    writeAll(root, { 'verification/valve.test.mjs': `${procedureText([normal, robust])}// longer\n` });
    t.ok((await weigh()).codes.includes('COV-202'), 'a test was edited');

    const found = async (parts: Parameters<typeof valveProject>[0], played: Parameters<typeof certified>[1]) => {
      const { finds, verdict, project } = await certified(temporaryFolder(t, valveProject(parts)), played);
      return { finds, verdict, line: coverageLines(project.graph)[0] };
    };
    t.same(await found({ cases: half }, { cases: half }), { finds: gapFinds, verdict: 'red', line: '✗ Valve: level B, 3 gaps' });
    t.same(await found({ cases: half, component: ', enforce: false' }, { cases: half }), {
      finds: [],
      verdict: 'green',
      line: '◐ Valve: level B, 3 gaps, not yet enforced',
    });
    t.same((await found({ component: ', enforce: false' }, {})).line, '✓ Valve: level B, covered by requirement-based tests');
    t.same(await found({ level: 'D', cases: half }, { cases: half }), {
      finds: [],
      verdict: 'green',
      line: '– Valve: level D, no structural coverage is asked for',
    });
    t.same(await found({}, { isMeasured: false }), {
      finds: ['COV-203 ampel.config.yaml', 'COV-203 verification/valve.test.mjs'],
      verdict: 'red',
      line: '? Valve: level B, its measurement is incomplete',
    });
    const file = 'of-verification__valve.test.mjs/1.txt';
    const whole = dataOf('src/valve.mjs', valveText, [normal, robust]);
    t.same(
      (await found({}, { data: { [file]: `${whole}p 9 9\n` } })).finds[0],
      'COV-103 .ampel/coverage/collected/tests/verification/valve.test.mjs.txt',
    );
    t.match((await found({}, { data: { [file]: `${whole}p 9 9` } })).verdict, 'green', 'an unfinished line is what a killed process left');
    t.match((await found({}, { data: { [file]: whole.replace(/coverage \d+/, 'coverage 999') } })).finds[0], /^COV-102/);
    t.match((await found({}, { data: { [file]: whole.replace(/[0-9a-f]{64}/, '0'.repeat(64)) } })).finds, ['COV-104 src/valve.mjs']);
    t.same((await found({}, { data: { '1.txt': whole } })).finds[0], 'COV-209 tests');
    t.match((await found({}, { data: {} })).line, /^✗ Valve: level B, \d+ gaps$/, 'a run that reached nothing');
  },
);

testCase(
  {
    id: 'TC-COV-040-01',
    verifies: ['LLR-COV-040', 'LLR-COV-053'],
    kind: 'normal',
    intent: 'gives each component its files, and leaves out level D and what is excluded',
  },
  async (t) => {
    const more = "  exclude: ['**/*.generated.mjs']\n";
    const texts = valveProject({ coverage: more });
    const config = `${texts['ampel.config.yaml']}    - { name: Rest, paths: ['tools/*.{mjs,json}'], level: D }\n    - { name: Core, paths: ['core/**'], level: A, enforce: false }\n`;
    const root = temporaryFolder(t, {
      ...texts,
      'ampel.config.yaml': config,
      'src/table.generated.mjs': '',
      'tools/a.mjs': '',
      'core/x/b.ts': '',
      'core/c.txt': '',
    });
    const { coverage, graph } = await projectIn(root);
    t.same(coverage?.scope.components, [
      { name: 'Valve', level: 'B', isEnforced: true, paths: ['src/valve.mjs'] },
      { name: 'Core', level: 'A', isEnforced: false, paths: ['core/x/b.ts'] },
    ]);
    t.same(coverage?.scope.sources.include, ['src/*.mjs', 'core/**']);
    t.same(
      coverageLines(graph).map((line) => line.slice(0, 8)),
      ['? Valve:', '– Rest: ', '◐ Core: '],
    );
  },
);

testCase(
  {
    id: 'TC-COV-040-02',
    verifies: ['LLR-COV-040'],
    kind: 'robustness',
    intent: 'refuses unknown procedures, names used twice, files of two components and components of nothing, all at once',
  },
  async (t) => {
    const texts = valveProject();
    const config = (texts['ampel.config.yaml'] ?? '')
      .replace('procedures: [tests]', 'procedures: [tests, absent, checks]')
      .replace('coverage:\n', 'CONFIG')
      .replace(
        'CONFIG',
        '  - { id: checks, method: analysis, inputs: [package.json], results: { format: findings } }\n  - { id: structural-coverage, method: test, inputs: [package.json], results: { format: tap } }\ncoverage:\n',
      );
    const root = temporaryFolder(t, {
      ...texts,
      'ampel.config.yaml': `${config}    - { name: Valve, paths: ['src/valve.mjs'], level: B }\n    - { name: Other, paths: ['src/valve.mjs'], level: B }\n    - { name: Nothing, paths: [package.json, 'no/*.ts'], level: C }\n`,
    });
    const messages = (await projectIn(root)).diagnostics
      .filter(({ code }) => /COV-207|PRJ-104/.test(code))
      .map(({ code, message }) => `${code} ${message}`);
    t.same(messages, [
      'COV-207 procedure structural-coverage has the name of the coverage analysis',
      'COV-207 coverage.procedures names absent, which is no procedure',
      'COV-207 procedure checks is no test',
      'COV-207 component Valve is configured twice',
      'COV-207 src/valve.mjs belongs to Valve and to Other',
      'COV-207 component Nothing has no file in a language that is measured',
      'PRJ-104 no file matches a component of coverage: no/*.ts',
    ]);
  },
);

/** Data of three cases, and what there is to measure. */
const threeCases: readonly PlayedCase[] = [...half, { id: 'TC-"3"', does: 'opens(0, false)' }];
const map = instrument(ts, { path: 'src/valve.mjs', text: valveText }, { isLiteral: false })?.map;

/** What data files show, as sorted text. */
function factsIn(texts: readonly string[]): readonly string[] {
  if (map === undefined) throw new Error('the valve can be read');
  const named = new Map(texts.map((text, index) => [`${index}`, text]));
  const { value, diagnostics } = recordedData(named, new Map([[map.path, map]]), false);
  const facts = [...value].flatMap(([path, { points, vectors, overfull }]) => [
    ...[...points].map(([point, cases]) => `${path} p${point} ${[...cases].sort()}`),
    ...[...vectors].flatMap(([decision, seen]) =>
      [...seen].map(([vector, cases]) => `${path} d${decision} ${vector} ${[...cases].sort()}`),
    ),
    ...[...overfull].map((decision) => `${path} o${decision}`),
  ]);
  return [...facts, ...diagnostics.map(({ code }) => code)].sort();
}

testCase(
  {
    id: 'TC-COV-041-01',
    verifies: ['LLR-COV-041'],
    kind: 'normal',
    intent: 'gives the same text for each order of processes and facts, with the facts of the files it was made from',
  },
  (t) => {
    const processes = threeCases.map((one) => dataOf('src/valve.mjs', valveText, [one]));
    const inOne = dataOf('src/valve.mjs', valveText, threeCases);
    const collected = collectedData(processes, dataHead(false));
    t.equal(collectedData([inOne], dataHead(false)), collected);
    t.equal(collectedData([collected], dataHead(false)), collected, 'it is its own form');
    const module = `m 0 9 1 ${'a'.repeat(64)} "a.mjs"\n`;
    const places = collectedData([`${dataHead(false)}${module}p 0 2\nb 0 1,3,7\np 0 8\n`], dataHead(false));
    t.equal(places, `${dataHead(false)}${module}c ""\nb 0 1-3,7-8\n`, 'places that follow one another as one range');
    t.same(factsIn([collected]), factsIn(processes));
    t.ok(factsIn([collected]).length > 8);
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(fc.shuffledSubarray([...processes, inOne], { minLength: 1 }), (some) => {
          const text = collectedData(some, dataHead(false));
          return factsIn([text]).join() === factsIn(some).join() && text === collectedData(some.toReversed(), dataHead(false));
        }),
      ),
    );
  },
);

testCase(
  {
    id: 'TC-COV-041-02',
    verifies: ['LLR-COV-041'],
    kind: 'robustness',
    intent: 'lets the analysis find damaged lines and other versions, and takes no half line',
  },
  (t) => {
    const head = dataHead(false);
    const data = dataOf('src/valve.mjs', valveText, half);
    t.equal(collectedData([], head), head);
    const module = `m 0 9 1 ${'a'.repeat(64)} "a.mjs"\n`;
    for (const ranges of ['3,2', '1-4,4', '5-3', '1,,2', '-1', '1-99999999'])
      t.equal(collectedData([`${head}${module}b 0 ${ranges}\n`], head), `${head}damaged ${JSON.stringify(`b 0 ${ranges}`)}\n`);
    t.equal(collectedData(['', 'ampel'], head), head, 'killed before the first line');
    t.equal(collectedData([data, data.slice(0, -3)], head), collectedData([data], head));
    for (const line of ['x', 'p 0', 'p 5 1', 'm 0 1', 'm 7 1 1 "x"', 'c x', 'd 0 x 1', '\u0000', 'p 0 1 ', 'c "'])
      t.same(factsIn([collectedData([`${data}${line}\n`], head)]), ['COV-103'], JSON.stringify(line));
    t.same(factsIn([collectedData([data, data.replace('operators', 'literal')], head)]), ['COV-102']);
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), (text) =>
          collectedData([`${head}${text}`, text], head).startsWith(text.includes('\n') ? '' : head),
        ),
      ),
    );
  },
);

/** A record of one procedure file with the given cases. */
function testRecord(
  cases: readonly { readonly id: string; readonly outcome?: string; readonly fingerprints?: readonly string[] }[],
): EvidenceRecord {
  const recorded = cases.map(({ id, outcome = 'passed', fingerprints = ['f'] }) => ({
    id,
    outcome,
    verifies: fingerprints.map((fingerprint, index) => ({ id: `LLR-${index}`, fingerprint })),
  }));
  return { predicate: { cases: recorded } } as unknown as EvidenceRecord;
}

testCase(
  {
    id: 'TC-COV-043-01',
    verifies: ['HLR-COV-011', 'LLR-COV-043'],
    kind: 'normal',
    intent: 'counts cases that passed and verify a requirement, and shows which other cases alone reach the code of a gap',
  },
  async (t) => {
    const { requirementsOf, isCounted } = countedCases([
      testRecord([{ id: 'A' }, { id: 'B', fingerprints: ['f', 'g'] }]),
      testRecord([{ id: 'C' }]),
    ]);
    t.same(
      [...requirementsOf],
      [
        ['A', ['LLR-0']],
        ['B', ['LLR-0', 'LLR-1']],
        ['C', ['LLR-0']],
      ],
    );
    t.same(['A', 'B', 'C', '', 'D'].map(isCounted), [true, true, true, true, false]);
    const cases: readonly PlayedCase[] = [
      normal,
      { ...robust, does: 'opens(1, true)' },
      { id: 'TC-DEMO-002-01', does: 'opens(1, false)', verifies: '' },
    ];
    const { findings } = await certified(temporaryFolder(t, valveProject({ cases })), { cases });
    const gaps = findings.filter(({ code }) => code === 'COV-204');
    t.equal(gaps.length, 3);
    for (const gap of gaps) t.match(gap.message, /tests of LLR-DEMO-001 do not show it; only TC-DEMO-002-01 does, which does not count/);
  },
);

testCase(
  {
    id: 'TC-COV-043-02',
    verifies: ['HLR-COV-011', 'LLR-COV-043', 'LLR-COV-047'],
    kind: 'robustness',
    intent: 'counts no case that failed in one record, was skipped, verifies nothing that exists, or is declared nowhere',
  },
  async (t) => {
    const { requirementsOf, isCounted } = countedCases([
      testRecord([{ id: 'A' }, { id: 'B', outcome: 'skipped' }, { id: 'C', fingerprints: [] }, { id: 'D', fingerprints: [''] }]),
      testRecord([{ id: 'A', outcome: 'failed' }]),
    ]);
    t.same([requirementsOf.size, isCounted('')], [0, false], 'and nothing outside of cases');
    const recorded = new Map([
      [
        'x',
        {
          points: new Map([
            [1, new Set(['A', 'B'])],
            [2, new Set(['B'])],
          ]),
          vectors: new Map([[0, new Map([['1', new Set(['B'])]])]]),
          overfull: new Set([0]),
        },
      ],
    ]);
    t.same(casesIn(recorded).toSorted(), ['A', 'B']);
    const kept = countedData(recorded, (id) => id === 'A').get('x');
    t.same([[...(kept?.points ?? [])], kept?.vectors.size, kept?.overfull.has(0)], [[[1, new Set(['A'])]], 0, true]);
    const failing: readonly PlayedCase[] = [normal, { ...robust, outcome: 'not ok' }];
    const failed = await certified(temporaryFolder(t, valveProject({ cases: failing })), { cases: failing });
    t.ok(failed.finds.includes('COV-204 src/valve.mjs:6:7'), 'what the failed case reaches does not count');
    const bare: readonly PlayedCase[] = [normal, robust].map((one) => ({ ...one, verifies: '' }));
    const root = temporaryFolder(t, valveProject({ cases: bare }));
    t.match((await certified(root, { cases: bare })).finds.join(), /COV-203 ampel.config.yaml/);
    const [path = ''] = new NodeFiles(root).list({ paths: ['.ampel/evidence/structural-coverage/*.json'] }).value;
    t.equal((JSON.parse(readFileSync(join(root, path), 'utf8')) as EvidenceRecord).predicate.verdict, 'unknown');
    writeFileSync(join(root, path), readFileSync(join(root, path), 'utf8').replace('unknown', 'pass'));
    t.ok(
      (await projectIn(root)).diagnostics.some(({ code }) => code === 'EVD-101'),
      'a record is not mended by hand',
    );
  },
);
