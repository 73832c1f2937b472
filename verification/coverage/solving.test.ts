import vm from 'node:vm';
import fc from 'fast-check';
import main from 'tap';
import ts from 'typescript';
import { Z3Solver } from '../../src/adapters/z3-solver.js';
import { solvedGaps, solvedText } from '../../src/cli/commands/coverage/solve-gaps.js';
import type { Solver } from '../../src/ports/solver.js';
import { replayed } from '../../src/toolchain/coverage/analysis/decision-tree.js';
import { decisionCoverage } from '../../src/toolchain/coverage/analysis/independence.js';
import type { DecisionSource } from '../../src/toolchain/coverage/coverage-map.js';
import type { AnalysedCoverage } from '../../src/toolchain/coverage/evidence/coverage-analysis.js';
import type { ComponentOutcome } from '../../src/toolchain/coverage/evidence/outcome.js';
import { instrument } from '../../src/toolchain/coverage/instrument/instrument.js';
import { projectCoverage } from '../../src/toolchain/coverage/report/project-coverage.js';
import { comparisonFrom } from '../../src/toolchain/coverage/solving/comparisons.js';
import { type MissingPart, type SolvedGap, solvedGap } from '../../src/toolchain/coverage/solving/solve-gap.js';
import { testCase } from '../support/test-case.js';

const solver = new Z3Solver();
main.teardown(() => solver.close());

function decisionIn(text: string): DecisionSource {
  const decision = instrument(ts, { path: 'x.ts', text: `if (${text}) y();\n` }, { isLiteral: false })?.map.decisions[0];
  if (decision === undefined) throw new Error('a decision of a test can be read');
  return decision;
}

const solved = (text: string, missing: MissingPart): Promise<SolvedGap | undefined> => solvedGap(decisionIn(text), missing, solver);

/** The vector that the language itself gives for values of x and y; undefined when a comparison throws. */
function vectorsOf(source: DecisionSource): (x: unknown, y: unknown) => { readonly values: string; readonly outcome: boolean } | undefined {
  const functionOf = (text: string) => vm.runInNewContext(`(x, y) => Boolean(${text})`) as (x: unknown, y: unknown) => boolean;
  const [whole, ...conditions] = [source, ...source.conditions].map(({ text }) => functionOf(text));
  return (x, y) => {
    const outcome = whole?.(x, y) ?? false;
    const results = conditions.map((condition) => condition(x, y));
    // conditions that the evaluation leaves out: of the 2^n ways to drop conditions, the one that the replay accepts
    for (let dropped = 0; dropped < 2 ** results.length; dropped += 1) {
      const seen = results.map((result, index) => (Math.floor(dropped / 2 ** index) % 2 === 1 ? '-' : result ? 'T' : 'F')).join('');
      if (replayed(source.tree, seen, 'short-circuit') === outcome) return { values: seen, outcome };
    }
    return undefined;
  };
}

const values: readonly unknown[] = [
  Number.NaN,
  -0,
  0,
  1,
  2,
  1.5,
  -1,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.MAX_VALUE,
  5e-324,
  1n,
  2n,
  '1',
  '10',
  '9',
  'a',
  '',
  '1.5',
  true,
  null,
  undefined,
];

/** Whether some pair of values closes the gap, found by trying all. */
function closable(source: DecisionSource, missing: MissingPart): boolean {
  const seen = new Map<string, { readonly values: string; readonly outcome: boolean }>();
  const vectorOf = vectorsOf(source);
  for (const x of values) {
    for (const y of values) {
      const vector = vectorOf(x, y);
      if (vector !== undefined) seen.set(vector.values, vector);
    }
  }
  const coverage = decisionCoverage(source.tree, [...seen.values()], 'short-circuit');
  if ('outcome' in missing) return missing.outcome ? coverage.wasTrue : coverage.wasFalse;
  return coverage.conditions[missing.condition]?.masking !== undefined;
}

testCase(
  {
    id: 'TC-COV-052-01',
    verifies: ['HLR-COV-013', 'LLR-COV-052'],
    kind: 'normal',
    intent: 'gives values that close a gap of comparisons, and says of those that exclude each other that none do',
  },
  async (t) => {
    const cases: readonly (readonly [string, MissingPart, SolvedGap['kind']])[] = [
      ['x > 1 && x < 0', { outcome: true }, 'none'],
      ['x > 1 && x < 0', { condition: 0 }, 'none'],
      ['x > 1 && x < 3', { condition: 1 }, 'runs'],
      ['x > 1 || x <= 1', { outcome: false }, 'runs'],
      ['x > 1 || x <= 1 || x !== x', { outcome: false }, 'none'],
      ['x === 0 && x !== -0', { outcome: true }, 'none'],
      ['x === 1 || x === 2', { condition: 1 }, 'runs'],
      ['x < y && y < z && z < x', { outcome: true }, 'none'],
      ['x < y && y < z && z < w', { outcome: true }, 'runs'],
      ['ok && count.size >= 10 && count.size < 10', { outcome: true }, 'none'],
      ['ok && x > 9007199254740993n', { condition: 1 }, 'runs'],
      ['x > 0.1 && x < 0.2 === true', { outcome: true }, 'runs'],
      ['x > 1e3 && (x > 1_000 || y > 2)', { condition: 2 }, 'none'],
    ];
    for (const [decision, missing, kind] of cases)
      t.equal((await solved(decision, missing))?.kind, kind, `${decision} ${JSON.stringify(missing)}`);
    t.same(await solved('x > 1 && x < 0', { outcome: true }), { kind: 'none', for: 'any' });
    const nan = await solved('x > 1 || x <= 1', { outcome: false });
    t.match(nan, { kind: 'runs', runs: [{ values: 'FF', outcome: false, operands: [{ text: 'x', value: 'NaN' }] }] });
    t.equal(nan && solvedText(nan), 'by solver: x = NaN gives FF (false)');
    t.match(solvedText({ kind: 'none', for: 'any' }), 'no primitive values close it, unless a getter or object');
    const path = 'x.ts';
    const text = 'export const f = (x: number) => { if (x > 1 && x < 0) return 1; return 2; };\n';
    const { value: files } = projectCoverage(ts, new Map([[path, text]]), new Map(), false);
    const open = [
      { path, line: 1, column: text.indexOf('x > 1') + 1, what: 'never true: x > 1 && x < 0', fingerprint: 'a' },
      {
        path,
        line: 1,
        column: text.indexOf('x < 0') + 1,
        what: 'independent effect of x < 0 is not shown in x > 1 && x < 0',
        fingerprint: 'b',
      },
      { path, line: 1, column: 3, what: 'statement is not run', fingerprint: 'c' },
    ];
    const own: Solver = { identity: () => solver.identity(), ask: (question) => solver.ask(question), close: async () => undefined };
    const found = await solvedGaps({ files } as unknown as AnalysedCoverage, [{ open }] as unknown as readonly ComponentOutcome[], own);
    t.same(
      [...found].map(([key, one]) => [key, one.kind]),
      [
        ['a', 'none'],
        ['b', 'none'],
      ],
    );
  },
);

testCase(
  {
    id: 'TC-COV-052-02',
    verifies: ['HLR-COV-013', 'LLR-COV-052'],
    kind: 'robustness',
    intent:
      'says never "none" where trying numbers, NaN, infinities, bigints and texts finds a run, and claims nothing of calls, words and casts',
  },
  async (t) => {
    for (const text of [
      'f(x) > 1',
      'x == 1',
      'x > undefined',
      'x === null',
      'x > "1"',
      'x in y',
      'x > y in z',
      'x as any > 1',
      'a[0] > 1',
      'x > 1 > y',
      'x ? y : z',
      '0x10 > x',
      'x > 1e999',
      'x << 2 > 1',
      '',
      'x',
      '> 1',
    ])
      t.equal(comparisonFrom(text), undefined, text);
    t.match(comparisonFrom('a?.b - 1 >= -1_0.5e1'), {
      left: { kind: 'operand', text: 'a?.b - 1' },
      right: { value: { numerator: -105n } },
    });
    t.equal(await solved('ok && other', { condition: 0 }), undefined, 'nothing is compared');
    t.match(await solved('x > 1 && f(x) && x < 0', { outcome: true }), { kind: 'unknown', reason: /calls or assigns/ });
    t.match(await solved('x > 1 && x++ < 0', { outcome: true }), { kind: 'unknown' });
    const silent: Solver = {
      ...solver,
      identity: solver.identity,
      close: async () => undefined,
      ask: async () => ({ verdict: 'unknown', reason: 'limit', seconds: 0 }),
    };
    t.same(await solvedGap(decisionIn('x > 1 && x < 0'), { outcome: true }, silent), { kind: 'unknown', reason: 'limit' });
    t.match(await solved("x > 2 && '' + x < y && y < 1", { outcome: true }), { kind: 'runs' }, 'a text is free');
    const side = fc.constantFrom('x', 'y', '0', '1', '1.5', '2', '-1', '1n');
    const condition = fc.oneof(
      {
        weight: 5,
        arbitrary: fc
          .tuple(fc.constantFrom('x', 'y'), fc.constantFrom('<', '<=', '>', '>=', '===', '!=='), side)
          .map((parts) => parts.join(' ')),
      },
      { weight: 1, arbitrary: fc.constantFrom('x == 1', 'y') },
    );
    const text = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 2, depthIdentifier: 'd' },
        condition,
        fc.tuple(tie('node'), fc.constantFrom('&&', '||'), tie('node')).map(([a, gate, b]) => `(${a} ${gate} ${b})`),
        tie('node').map((a) => `!(${a})`),
      ),
    })).node;
    const counts = { runs: 0, none: 0, unknown: 0, undefined: 0 };
    const wrong: string[] = [];
    for (const [decision, pick] of fc.sample(fc.tuple(text, fc.nat(5)), {
      numRuns: Number(process.env['AMPEL_FUZZ_RUNS'] ?? 60),
      seed: 20260101,
    })) {
      const source = decisionIn(decision);
      const missing: MissingPart = pick < 2 ? { outcome: pick === 1 } : { condition: pick % source.conditions.length };
      const answer = await solvedGap(source, missing, solver);
      counts[answer?.kind ?? 'undefined'] += 1;
      if (answer?.kind === 'none' && answer.for === 'any' && closable(source, missing))
        wrong.push(`${decision} ${JSON.stringify(missing)}`);
      if (answer?.kind !== 'runs' || source.conditions.some(({ text: one }) => comparisonFrom(one) === undefined)) continue;
      const vectors = answer.runs.map(({ operands }) => {
        const held = new Map(operands.map(({ text: name, value }) => [name, vm.runInNewContext(value) as unknown]));
        return vectorsOf(source)(held.get('x'), held.get('y'));
      });
      if (vectors.some((vector, index) => vector?.values !== answer.runs[index]?.values)) wrong.push(`${decision} gives other vectors`);
    }
    t.same(wrong, []);
    t.ok(counts.runs > 10 && counts.none > 3, JSON.stringify(counts));
  },
);
