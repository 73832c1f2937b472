import type { Test } from 'tap';
import type { ProcedureRun } from '../../src/toolchain/evidence/procedure-inputs.js';
import { touchedObjectives } from '../../src/toolchain/objectives/touched-objectives.js';
import { baselineDiff } from '../../src/toolchain/trace/baseline-diff.js';
import { type Impact, type ImpactStart, impactOf } from '../../src/toolchain/trace/impact.js';
import { generatedMark, matricesOf } from '../../src/toolchain/trace/matrices.js';
import { caseOf, configOf, graphOf, requirement, unit } from '../support/plain-graph.js';
import { testCase } from '../support/test-case.js';

const high = requirement({ id: 'HLR-1' });
const low = requirement({ id: 'LLR-1', parents: ['HLR-1'] });
const other = requirement({ id: 'LLR-2', parents: ['HLR-1', 'HLR-0'], status: 'planned' });
const cases = [caseOf('TC-2', ['LLR-1'], { kind: 'robustness' }), caseOf('TC-1', ['LLR-1', 'HLR-1'])];
const parts = {
  requirements: [other, low, high],
  units: [unit('sub', ['LLR-1'], { place: { path: 'src/b.ts', line: 9, column: 1 } }), unit('add', ['LLR-1']), unit('free')],
  cases,
};

function matrix(name: string, of: Parameters<typeof graphOf>[0] = parts): string {
  return matricesOf(graphOf(of)).find((file) => file.path === name)?.text ?? 'absent';
}

/** Cells of a CSV text after RFC 4180, written for this test from the grammar of its section 2. */
function cellsOf(text: string): readonly (readonly string[])[] {
  return [...text.matchAll(/((?:(?:"(?:[^"]|"")*"|[^",\n]*)(?:,|(?=\n)))*)\n/g)].map((line) =>
    [...(line[1] ?? '').matchAll(/(?:^|,)("(?:[^"]|"")*"|[^",]*)/g)].map((cell) =>
      cell[1]?.startsWith('"') ? cell[1].slice(1, -1).replaceAll('""', '"') : (cell[1] ?? ''),
    ),
  );
}

testCase(
  {
    id: 'TC-TRC-009-01',
    verifies: ['LLR-TRC-009', 'HLR-TRC-004'],
    kind: 'normal',
    intent: 'the matrices show the trace down, up, level to level and its gaps, sorted by id',
  },
  (t) => {
    t.same(
      matricesOf(graphOf(parts)).map((file) => file.path),
      ['down', 'up-requirements', 'up-code', 'up-cases', 'high-level-to-low-level', 'gaps'].flatMap((name) => [
        `${name}.csv`,
        `${name}.md`,
      ]),
    );
    t.equal(
      matrix('down.csv'),
      'requirement,title,status,children,code,test cases\nHLR-1,Title of HLR-1,active,LLR-1 LLR-2,,TC-1\nLLR-1,Title of LLR-1,active,,src/a.ts#add src/b.ts#sub,TC-1 TC-2\nLLR-2,Title of LLR-2,planned,,,\n',
    );
    t.equal(
      matrix('up-requirements.csv'),
      'requirement,level,parents,derived\nHLR-1,high-level,,\nLLR-1,low-level,HLR-1,\nLLR-2,low-level,HLR-0 HLR-1,\n',
    );
    t.equal(matrix('up-code.csv'), 'file,unit,implements\nsrc/a.ts,add,LLR-1\nsrc/b.ts,sub,LLR-1\n');
    t.equal(
      matrix('up-cases.csv'),
      'test case,kind,procedure,verifies,intent\nTC-1,normal,verification/a.test.ts,HLR-1 LLR-1,intent of TC-1\nTC-2,robustness,verification/a.test.ts,LLR-1,intent of TC-2\n',
    );
    t.equal(matrix('high-level-to-low-level.csv'), 'high-level,low-level\nHLR-1,LLR-1 LLR-2\n');
    t.equal(
      matrix('gaps.csv'),
      'requirement,level,status,missing\nHLR-1,high-level,active,robustness case\nLLR-2,low-level,planned,code normal case planned robustness case\n',
    );
    t.match(matrix('gaps.md'), '| LLR-2 | low-level | planned |');
    t.ok(matrix('gaps.md').includes(generatedMark));
  },
);

testCase(
  {
    id: 'TC-TRC-009-02',
    verifies: ['LLR-TRC-009', 'HLR-TRC-004'],
    kind: 'robustness',
    intent: 'order of reading, line numbers, texts and results do not change a matrix, and hostile text stays in its cell',
  },
  (t) => {
    const moved = { path: 'r2.yaml', line: 77, column: 3 };
    const same = {
      requirements: [{ ...high, place: moved, text: 'Other shall be.' }, low, other].reverse(),
      units: [...parts.units].reverse().map((entry) => ({ ...entry, place: { ...entry.place, line: 50 } })),
      cases: [...cases].reverse(),
    };
    t.same(matricesOf(graphOf(same)), matricesOf(graphOf(parts)));
    const hostile = ['=1+1', '+A1', '-2', '@SUM(A1)', '\tx', '\rx', 'a,b', 'say "x"', 'line\nbreak', 'pipe | and \\| and <script>'];
    const texts = { requirements: hostile.map((title, index) => requirement({ id: `HLR-${index}`, title })) };
    const rows = cellsOf(matrix('down.csv', texts)).slice(1);
    t.same(
      rows.map((row) => row[1]),
      ["'=1+1", "'+A1", "'-2", "'@SUM(A1)", "'\tx", "'\rx", 'a,b', 'say "x"', 'line\nbreak', 'pipe | and \\| and <script>'],
    );
    t.ok(rows.every((row) => row.length === 6));
    const lines = matrix('down.md', texts)
      .split('\n')
      .filter((line) => line.startsWith('| HLR-'));
    t.equal(lines.length, hostile.length, 'one line for each row');
    for (const line of lines) t.equal(line.replace(/\\./g, '').split('|').length, 8, line);
    t.notMatch(matrix('down.md', texts), /(?<!\\)<script/);
    t.same(
      matricesOf(graphOf({})).map((file) => file.text.split('\n').length < 9),
      Array.from({ length: 12 }, () => true),
      'an empty trace has empty tables',
    );
    t.equal(matrix('high-level-to-low-level.csv', { ...parts, config: configOf({ levels: [{ name: 'high-level' }] }) }), 'absent');
  },
);

testCase(
  {
    id: 'TC-TRC-010-01',
    verifies: ['LLR-TRC-010', 'HLR-TRC-005'],
    kind: 'normal',
    intent: 'each kind of difference between two baselines is named, sorted by kind and id',
  },
  (t) => {
    const after = {
      requirements: [
        { ...high, text: 'The unit shall differ.', verification: ['proof' as const] },
        { ...low, title: 'New', parents: ['HLR-1', 'HLR-9'], status: 'planned' as const, place: { path: 'r2.yaml', line: 1, column: 1 } },
        requirement({ id: 'LLR-9' }),
      ],
      units: [unit('add', ['LLR-9'], { fingerprint: 'x' }), unit('sub', ['LLR-1'], { place: { path: 'src/c.ts', line: 1, column: 1 } })],
      cases: [caseOf('TC-1', ['LLR-1', 'HLR-1'], { fingerprint: 'y' }), caseOf('TC-3')],
    };
    t.same(
      baselineDiff(graphOf(parts), graphOf(after)).map((change) => `${change.item} ${change.id} ${change.change}`),
      [
        'requirement HLR-1 meaning',
        'requirement LLR-1 wording',
        'requirement LLR-1 links',
        'requirement LLR-1 status',
        'requirement LLR-1 moved',
        'requirement LLR-2 removed',
        'requirement LLR-9 added',
        'code add meaning',
        'code add links',
        'code free removed',
        'code sub moved',
        'test case TC-1 meaning',
        'test case TC-2 removed',
        'test case TC-3 added',
      ],
    );
    t.same(baselineDiff(graphOf(parts), graphOf(after))[0]?.details, [
      'was: The unit shall do HLR-1.',
      'is:  The unit shall differ.',
      'verification: test → proof',
    ]);
  },
);

testCase(
  {
    id: 'TC-TRC-010-02',
    verifies: ['LLR-TRC-010', 'HLR-TRC-005'],
    kind: 'robustness',
    intent: 'reflow, reordering and equal unit names in two files are no difference, and two empty baselines have none',
  },
  (t) => {
    const reflowed = {
      requirements: [
        { ...low, text: low.text.replaceAll(' ', '\n'), verification: [...low.verification].reverse() },
        { ...other, parents: ['HLR-0', 'HLR-1'] },
        high,
      ],
      units: [...parts.units].reverse(),
      cases: [...cases].reverse(),
    };
    t.same(baselineDiff(graphOf(parts), graphOf(reflowed)), []);
    t.same(baselineDiff(graphOf({}), graphOf({})), []);
    const twins = [
      unit('same', [], { place: { path: 'a.ts', line: 1, column: 1 } }),
      unit('same', [], { place: { path: 'b.ts', line: 1, column: 1 }, fingerprint: 'b' }),
    ];
    t.same(baselineDiff(graphOf({ units: twins }), graphOf({ units: [...twins].reverse() })), []);
    t.same(
      baselineDiff(
        graphOf({ units: twins }),
        graphOf({ units: [twins[0] as (typeof twins)[0], { ...(twins[1] as (typeof twins)[0]), fingerprint: 'c' }] }),
      ).map((change) => `${change.id} ${change.change}`),
      ['b.ts#same meaning'],
    );
    const one = { requirements: [requirement({ id: '__proto__' }), requirement({ id: 'constructor' })] };
    t.same(
      baselineDiff(graphOf(one), graphOf({})).map((change) => `${change.id} ${change.change}`),
      ['__proto__ removed', 'constructor removed'],
    );
  },
);

const runOf = (subject: string, inputs: readonly string[]): ProcedureRun => ({
  procedure: { id: 'tests', method: 'test', results: { format: 'tap' } },
  subject,
  inputs: inputs.map((name) => ({ name, digest: { sha256: '0' } })),
  inputsDigest: '0',
});
const runs = [
  runOf('verification/a.test.ts', ['src/a.ts', 'verification/a.test.ts']),
  runOf('verification/b.test.ts', ['src/b.ts', 'verification/b.test.ts', 'package.json']),
];
const nothing: ImpactStart = { requirements: new Set(), units: new Set(), cases: new Set(), paths: new Set() };

/** Asserts the named lists of an impact exactly. */
function has(t: Test, actual: Impact, expected: Partial<Impact>): void {
  t.same(Object.fromEntries(Object.entries(actual).filter(([name]) => name in expected)), expected);
}

testCase(
  {
    id: 'TC-TRC-011-01',
    verifies: ['LLR-TRC-011', 'HLR-TRC-005', 'HLR-OBJ-001'],
    kind: 'normal',
    intent:
      'a change is followed down to what refines, implements and verifies, up to what it serves, and out to procedures and objectives',
  },
  (t) => {
    const graph = graphOf(parts);
    t.same(impactOf(graph, runs, { ...nothing, requirements: new Set(['HLR-1']) }), {
      requirements: ['HLR-1', 'LLR-1', 'LLR-2'],
      above: [],
      code: ['src/a.ts#add', 'src/b.ts#sub'],
      cases: ['TC-1', 'TC-2'],
      procedures: ['verification/a.test.ts'],
      objectives: ['A-2-1', 'A-3-1', 'A-3-2', 'A-3-4', 'A-3-6', 'A-4-1', 'A-4-6', 'A-6-1', 'A-6-2', 'A-6-3', 'A-6-4', 'A-7-2', 'A-7-3'],
    });
    const sub = graph.units.filter((entry) => entry.name === 'sub');
    has(t, impactOf(graph, runs, { ...nothing, units: new Set(sub) }), {
      requirements: [],
      above: ['HLR-1', 'LLR-1'],
      code: ['src/b.ts#sub'],
      cases: ['TC-1', 'TC-2'],
      procedures: ['verification/a.test.ts', 'verification/b.test.ts'],
    });
    has(t, impactOf(graph, runs, { ...nothing, cases: new Set([cases[0] as (typeof cases)[0]]) }), {
      above: ['HLR-1', 'LLR-1'],
      cases: ['TC-2'],
      procedures: ['verification/a.test.ts'],
    });
    has(t, impactOf(graph, runs, { ...nothing, paths: new Set(['package.json']) }), {
      requirements: [],
      code: [],
      cases: [],
      procedures: ['verification/b.test.ts'],
      objectives: ['A-6-1', 'A-6-2', 'A-6-3', 'A-6-4', 'A-7-2'],
    });
  },
);

testCase(
  {
    id: 'TC-TRC-011-02',
    verifies: ['LLR-TRC-011', 'HLR-TRC-005', 'HLR-OBJ-001'],
    kind: 'robustness',
    intent: 'no change has no impact, cycles end, chains of 100 000 end, and unknown ids do not fail',
  },
  (t) => {
    t.same(impactOf(graphOf(parts), runs, nothing), { requirements: [], above: [], code: [], cases: [], procedures: [], objectives: [] });
    const cycle = graphOf({
      requirements: [requirement({ id: 'LLR-1', parents: ['LLR-2'] }), requirement({ id: 'LLR-2', parents: ['LLR-1'] })],
    });
    has(t, impactOf(cycle, [], { ...nothing, requirements: new Set(['LLR-1']) }), { requirements: ['LLR-1', 'LLR-2'], above: [] });
    const chain = graphOf({
      requirements: Array.from({ length: 100_000 }, (_, index) =>
        requirement({ id: `LLR-${index}`, parents: index === 0 ? [] : [`LLR-${index - 1}`] }),
      ),
    });
    t.equal(impactOf(chain, [], { ...nothing, requirements: new Set(['LLR-0']) }).requirements.length, 100_000);
    t.equal(impactOf(chain, [], { ...nothing, requirements: new Set(['LLR-99999']) }).above.length, 99_999);
    t.same(impactOf(graphOf(parts), runs, { ...nothing, requirements: new Set(['GONE']) }).requirements, ['GONE']);
  },
);

testCase(
  {
    id: 'TC-OBJ-001-01',
    verifies: ['LLR-OBJ-001', 'HLR-OBJ-001'],
    kind: 'normal',
    intent: 'each kind of change names objectives of the tables that speak of it',
  },
  (t) => {
    const tables = (objectives: readonly string[]): readonly string[] => [
      ...new Set(objectives.map((objective) => objective.split('-')[1] ?? '')),
    ];
    t.same(tables(touchedObjectives.system), ['2', '3']);
    t.same(tables(touchedObjectives['high-level']), ['2', '3', '4', '6', '7']);
    t.same(tables(touchedObjectives['low-level']), ['2', '4', '5', '6', '7']);
    t.same(tables(touchedObjectives.code), ['2', '5', '6', '7']);
    t.same([tables(touchedObjectives['test case']), tables(touchedObjectives['test result'])], [['7'], ['6', '7']]);
    t.ok(
      touchedObjectives['low-level'].includes('A-5-1') && touchedObjectives.code.includes('A-5-1'),
      'source code complies with low-level requirements',
    );
  },
);

testCase(
  {
    id: 'TC-OBJ-001-02',
    verifies: ['LLR-OBJ-001'],
    kind: 'robustness',
    intent: 'no objective is named twice, out of order, or beyond the rows of its table',
  },
  (t) => {
    const rows: Readonly<Record<string, number>> = { '2': 7, '3': 7, '4': 13, '5': 9, '6': 5, '7': 9 };
    for (const [kind, objectives] of Object.entries(touchedObjectives)) {
      const numbers = objectives.map((objective) => {
        const [table = '', row = ''] = objective.slice(2).split('-');
        t.ok(Number(row) >= 1 && Number(row) <= (rows[table] ?? 0), `${kind}: ${objective}`);
        return Number(table) * 100 + Number(row);
      });
      t.same(
        numbers,
        [...new Set(numbers)].sort((a, b) => a - b),
        kind,
      );
    }
  },
);
