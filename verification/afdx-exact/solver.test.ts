import fc from 'fast-check';
import { Z3Solver } from '../../src/adapters/z3-solver.js';
import { rational } from '../../src/kernel/rational.js';
import { rationalOfTerm, type SmtTerm, smtTermsOf, smtText } from '../../src/kernel/smt-terms.js';
import { testCase } from '../support/test-case.js';

const limits = { resourceUnits: 0, wallSeconds: 20 };

/** Whether so many pigeons find so many holes less one, each its own: short to write, and far beyond seconds from about ten pigeons on. */
function pigeons(count: number): string {
  const names = Array.from({ length: count }, (_, pigeon) => Array.from({ length: count - 1 }, (_, hole) => `p${pigeon}_${hole}`));
  const lines = names.flat().map((name) => `(declare-const ${name} Bool)`);
  for (const row of names) lines.push(`(assert (or ${row.join(' ')}))`);
  for (let hole = 0; hole < count - 1; hole += 1)
    for (let first = 0; first < count; first += 1)
      for (let second = 0; second < first; second += 1) lines.push(`(assert (not (and ${names[first]?.[hole]} ${names[second]?.[hole]})))`);
  return lines.join('\n');
}

testCase(
  {
    id: 'TC-EXA-001-01',
    verifies: ['LLR-EXA-001', 'LLR-EXA-002'],
    kind: 'normal',
    intent: 'answers sat with the wanted values, and unsat, to questions asked at once',
  },
  async (t) => {
    const solver = new Z3Solver();
    try {
      const script = '(set-logic QF_LRA)(declare-const x Real)(declare-const b Bool)(assert (= (* 3 x) (- 2)))(assert b)';
      const [sat, unsat, again] = await Promise.all([
        solver.ask({ script, values: ['x', 'b'], limits }),
        solver.ask({ script: `${script}(assert (> x 0))`, limits }),
        solver.ask({ script: '(declare-const x Int)(assert (= x 7))', values: ['x'], limits }),
      ]);
      t.equal(unsat?.verdict, 'unsat');
      if (sat?.verdict !== 'sat' || again?.verdict !== 'sat') throw new Error('there are models');
      t.equal(sat.values.get('b'), 'true');
      t.strictSame(rationalOfTerm(smtTermsOf(sat.values.get('x') ?? '')?.[0] ?? ''), rational(-2n, 3n));
      t.equal(again.values.get('x'), '7', 'names of earlier questions are forgotten');
      t.match(await solver.identity(), /^Z3 of z3-solver \d+\.\d+/);
    } finally {
      await solver.close();
    }
  },
);

testCase(
  {
    id: 'TC-EXA-001-02',
    verifies: ['LLR-EXA-001', 'HLR-EXA-003'],
    kind: 'robustness',
    intent: 'refused text, spent resources and spent time are unknown with a reason, and the next question is answered',
  },
  async (t) => {
    const solver = new Z3Solver();
    try {
      const ask = (script: string, more: Partial<typeof limits> = {}) => solver.ask({ script, limits: { ...limits, ...more } });
      for (const script of [
        '(declare-const x Real)(declare-const x Real)(assert (= y 1))',
        '(assert (',
        '(declare-const x Nothing)(assert false)',
      ]) {
        const refused = await ask(script);
        t.equal(refused.verdict, 'unknown', script);
        t.match(refused.verdict === 'unknown' ? refused.reason : '', /^refused: /);
      }
      const nameless = await solver.ask({ script: '', values: ['nobody'], limits });
      t.equal(nameless.verdict, 'unknown', 'a value that does not exist');
      const spent = await ask(pigeons(11), { resourceUnits: 20_000 });
      t.match(spent, { verdict: 'unknown', reason: /resource limit/ });
      const stopped = await ask(pigeons(12), { wallSeconds: 0.5 });
      t.match(stopped, { verdict: 'unknown', reason: 'stopped after 0.5 s' });
      t.ok(stopped.seconds < 10, 'the process is ended');
      t.equal((await ask('(assert false)')).verdict, 'unsat', 'another process answers');
    } finally {
      await solver.close();
    }
    t.equal((await solver.ask({ script: '(assert true)', limits })).verdict, 'sat', 'and so after the solver was closed');
    await solver.close();
    await solver.close();
  },
);

const anyTerm = fc.letrec<{ term: SmtTerm; atom: SmtTerm; list: readonly SmtTerm[] }>((tie) => ({
  term: fc.oneof({ maxDepth: 4 }, tie('atom'), tie('list')),
  atom: fc.oneof(
    fc.stringMatching(/^[a-z_<>=+*/-][a-z0-9_.]{0,6}$/),
    fc.stringMatching(/^\d{1,9}$/),
    fc.constantFrom('"a ""b"" ("', '|a )|'),
  ),
  list: fc.array(tie('term'), { maxLength: 5 }),
})).term;

testCase(
  {
    id: 'TC-EXA-002-01',
    verifies: ['LLR-EXA-002'],
    kind: 'normal',
    intent: 'reads back each term that is written, and the number of each form of value',
  },
  (t) => {
    t.ok(
      fc.check(
        fc.property(fc.array(anyTerm), (terms) => {
          const text = terms.map(smtText).join(' ; not ) read\n');
          return JSON.stringify(smtTermsOf(text)) === JSON.stringify(terms);
        }),
      ).failed === false,
    );
    const numberOf = (text: string) => rationalOfTerm(smtTermsOf(text)?.[0] ?? '');
    t.strictSame(numberOf('12'), rational(12n, 1n));
    t.strictSame(numberOf('4.50'), rational(9n, 2n));
    t.strictSame(numberOf('(- 3.0)'), rational(-3n, 1n));
    t.strictSame(numberOf('(/ (- 1.0) 2.0)'), rational(-1n, 2n));
    t.strictSame(numberOf('(- (/ 1 (- 3)))'), rational(1n, 3n));
  },
);

testCase(
  {
    id: 'TC-EXA-002-02',
    verifies: ['LLR-EXA-002'],
    kind: 'robustness',
    intent: 'brackets and quotes that do not match, and terms that are no number, give nothing',
  },
  (t) => {
    for (const text of ['(', ')', '(a))', '((a)', '"open', '|open', 'a "b']) t.equal(smtTermsOf(text), undefined, text);
    t.strictSame(smtTermsOf(''), []);
    for (const text of ['true', '(/ 1 0)', '(- 1 2)', '(+ 1)', '(/ 1)', '(root-obj (+ (^ x 2) (- 2)) 1)', '()', '1e5', '(- x)'])
      t.equal(rationalOfTerm(smtTermsOf(text)?.[0] ?? ''), undefined, text);
    t.ok(fc.check(fc.property(fc.string(), (text) => smtTermsOf(text) === undefined || Array.isArray(smtTermsOf(text)))).failed === false);
  },
);
