import { Z3Solver } from '../../src/adapters/z3-solver.js';
import { evaluatedAll } from '../../src/kernel/logic/evaluate.js';
import { type Expression, variable, variablesOf } from '../../src/kernel/logic/expression.js';
import { smtLibText, valueFromText, valueText } from '../../src/kernel/logic/smt-lib.js';
import { sortText } from '../../src/kernel/logic/sort.js';
import { equal, not, some } from '../../src/kernel/logic/truth.js';
import { type SeededRandom, seededRandom } from '../../src/kernel/seeded-random.js';
import { testCase } from '../support/test-case.js';
import { randomSample, randomValue, type Sample, sorts, termOf } from './random-expressions.js';

const limits = { resourceUnits: 0, wallSeconds: 60 };

/** Asserts that some root has another value than ours, where the variables have their values; `spoil` makes one of ours wrong. */
function differenceText(samples: readonly Sample[], random: SeededRandom, spoil: boolean): string {
  const results: Expression[] = [];
  const given: string[] = [];
  const declared: string[] = [];
  const differences = samples.flatMap(({ roots, values }, at) => {
    for (const { form, sort } of variablesOf(roots))
      given.push(`(assert (= ${form.name} ${termOf(values.get(form.name) ?? false, sort)}))`);
    return evaluatedAll(roots, values).map((value, index) => {
      const { sort } = roots[index] as Expression;
      const result = variable(`result${results.length}`, sort);
      results.push(result);
      let shown = termOf(value, sort);
      while (spoil && at === 0 && index === 1 && shown === termOf(value, sort)) shown = termOf(randomValue(random, sort), sort);
      declared.push(`(assert (= ${`result${results.length - 1}`} ${shown}))`);
      return not(equal(roots[index] as Expression, result));
    });
  });
  const text = smtLibText('ALL', ['random'], [{ name: 'differs', text: '', formula: some(...differences) }]);
  return [text, ...given, ...declared].join('\n');
}

testCase(
  {
    id: 'TC-LOG-008-01',
    verifies: ['LLR-LOG-008', 'LLR-LOG-009', 'LLR-LOG-004', 'LLR-LOG-005', 'LLR-LOG-006', 'LLR-LOG-007', 'HLR-LOG-002'],
    kind: 'normal',
    intent: 'Z3 gives random expressions of each operator the values that the evaluation gives them',
  },
  async (t) => {
    const solver = new Z3Solver();
    const seed = 20260101;
    const random = seededRandom(seed);
    const count = 25;
    try {
      for (let batch = 0; batch < 10; batch += 1) {
        const samples = Array.from({ length: count }, (_, at) => randomSample(random, `s${at}`, 60 + random.below(60)));
        const answer = await solver.ask({ script: differenceText(samples, random, false), limits });
        t.equal(answer.verdict, 'unsat', `seed ${seed} batch ${batch} ${answer.verdict === 'unknown' ? answer.reason : ''}`);
        const spoiled = await solver.ask({ script: differenceText(samples.slice(0, 2), random, true), limits });
        t.equal(spoiled.verdict, 'sat', `seed ${seed} batch ${batch}: one wrong value is noticed`);
      }
    } finally {
      await solver.close();
    }
  },
);

testCase(
  {
    id: 'TC-LOG-010-01',
    verifies: ['LLR-LOG-010', 'HLR-LOG-002'],
    kind: 'normal',
    intent: 'values come back from the text that stands for them and from models of Z3',
  },
  async (t) => {
    const random = seededRandom(7);
    const plain = sorts.filter((sort) => typeof sort === 'string' || sort.kind === 'bit-vector');
    for (const sort of plain)
      for (let run = 0; run < 100; run += 1) {
        const value = randomValue(random, sort);
        t.strictSame(valueFromText(valueText(value, sort), sort), value, `${sortText(sort)} ${valueText(value, sort)}`);
      }
    const solver = new Z3Solver();
    try {
      for (const sort of sorts)
        for (let run = 0; run < 4; run += 1) {
          const value = randomValue(random, sort);
          const x = variable('x', sort);
          const script = `(declare-const x ${sortText(sort)})(assert (= x ${termOf(value, sort)}))`;
          const answer = await solver.ask({ script, values: ['x'], limits });
          const [own] = evaluatedAll([x], new Map([['x', value]]));
          const text = answer.verdict === 'sat' ? (answer.values.get('x') ?? '') : answer.verdict;
          t.strictSame(valueFromText(text, sort), own, text);
        }
    } finally {
      await solver.close();
    }
  },
);
