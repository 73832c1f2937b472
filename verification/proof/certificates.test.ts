import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeFiles } from '../../src/adapters/node-files.js';
import { SolverPool } from '../../src/adapters/solver-pool.js';
import { Z3Solver } from '../../src/adapters/z3-solver.js';
import { product } from '../../src/kernel/logic/arithmetic.js';
import { type Obligation, safeIntegers } from '../../src/kernel/logic/obligation.js';
import { rational } from '../../src/kernel/rational.js';
import type { Processes, ProcessResult } from '../../src/ports/processes.js';
import type { Solver, SolverAnswer } from '../../src/ports/solver.js';
import { campaignForm } from '../../src/toolchain/proof/campaign-form.js';
import {
  certificateForm,
  certificateText,
  fingerprintOf,
  type ProofCertificate,
  queryFileText,
} from '../../src/toolchain/proof/certificate.js';
import { certificateFromText } from '../../src/toolchain/proof/certificate-text.js';
import { obligationFaults } from '../../src/toolchain/proof/check-obligation.js';
import { proofPage } from '../../src/toolchain/proof/proof-page.js';
import { campaignText, certificatePath, type ProofWorld, prove, resourceUnitsDefault } from '../../src/toolchain/proof/prove.js';
import { recheck, solverPrograms } from '../../src/toolchain/proof/recheck.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';
import {
  countAtMost,
  counter,
  frameBits,
  huge,
  idle,
  obligation,
  sendingTicks,
  sentWithin,
  sizes,
  subjectText,
} from './demo-obligations.js';

const z3 = new Z3Solver();
const place = { path: 'ampel.config.yaml', line: 1, column: 1 };
const folder = '.ampel/proofs';

/** A solver that counts what it is asked. */
function counting(solver: Solver): Solver & { asked: number } {
  return {
    asked: 0,
    identity: () => solver.identity(),
    ask(question) {
      this.asked += 1;
      return solver.ask(question);
    },
    close: () => solver.close(),
  };
}

function worldIn(root: string, solver: Solver = z3, change: Partial<ProofWorld> = {}): ProofWorld {
  return { solver, identity: 'Z3 5', files: new NodeFiles(root), folder, atOnce: 2, isFresh: false, progress: () => undefined, ...change };
}

const sample = (): readonly Obligation[] => [
  obligation('B', sentWithin(123_040)),
  obligation('A', { method: 'optimal', direction: 'largest', objective: sendingTicks, optimum: rational(123_040n) }),
  obligation('C', { method: 'invariant', system: counter, property: countAtMost(5), depth: 1, invariants: [] }, { assumptions: [] }),
];

/** The sample proved in a folder, with its list. */
async function provedIn(root: string, obligations = sample()) {
  const world = worldIn(root);
  const { results, diagnostics } = await prove(obligations, world);
  world.files.writeAtomically(`${folder}/campaign.json`, campaignText(results, 'Z3 5'));
  return { results, diagnostics, world };
}

/** Programs of the machine, played by a function from the text of a file to what is written. */
function programs(root: string, answer: (name: string, text: string) => Partial<ProcessResult>): Processes {
  return {
    run: async (command) => {
      const [name = '', ...words] = command;
      const path = words.find((word) => word.endsWith('.smt2'));
      const whole = { exitCode: 0, failure: '', stderr: '', stdout: `${name} 1.0\n` };
      return { ...whole, ...answer(name, path === undefined ? '' : readFileSync(join(root, path), 'utf8')) };
    },
  };
}
const expectedOf = (text: string): Partial<ProcessResult> =>
  text === '' ? {} : { stdout: `${/expected to be unsatisfiable/.test(text) ? 'unsat' : 'sat'}\n` };

async function recheckedIn(
  root: string,
  obligations: readonly Obligation[],
  answer: (name: string, text: string) => Partial<ProcessResult> = (_, text) => expectedOf(text),
) {
  return recheck(obligations, {
    files: new NodeFiles(root),
    processes: programs(root, answer),
    folder,
    programs: solverPrograms,
    atOnce: 2,
  });
}
const codesOf = ({ diagnostics }: { readonly diagnostics: readonly { readonly code: string }[] }) =>
  [...new Set(diagnostics.map(({ code }) => code))].sort();

testCase(
  {
    id: 'TC-PRF-016-01',
    verifies: ['LLR-PRF-016', 'LLR-PRF-018', 'LLR-PRF-019', 'LLR-PRF-021', 'HLR-PRF-005', 'HLR-PRF-006'],
    kind: 'normal',
    intent: 'writes the same bytes however many solvers work and in whatever order obligations come, and reuses them without asking',
  },
  async (t) => {
    const root = temporaryFolder(t, { 'subject.txt': subjectText });
    const { results, diagnostics } = await provedIn(root);
    t.same(diagnostics, []);
    t.same(
      results.map(({ certificate: { id, verdict } }) => `${id} ${verdict}`),
      ['PO-DEMO-A proved', 'PO-DEMO-B proved', 'PO-DEMO-C proved'],
    );
    const other = temporaryFolder(t);
    const pool = new SolverPool([new Z3Solver(), new Z3Solver()]);
    const again = await prove([...sample()].reverse(), worldIn(other, pool, { atOnce: 5 }));
    await pool.close();
    t.same(
      again.results.map(({ sha256 }) => sha256),
      results.map(({ sha256 }) => sha256),
    );
    for (const { certificate } of results)
      for (const path of [
        certificatePath(folder, certificate.id),
        ...certificate.queries.map(({ file }) => `${folder}/${certificate.id}/${file}`),
      ])
        t.equal(readFileSync(join(root, path), 'utf8'), readFileSync(join(other, path), 'utf8'));
    const silent = counting(z3);
    const kept = await prove(sample(), worldIn(root, silent));
    t.same([silent.asked, kept.results.map(({ isReused }) => isReused)], [0, [true, true, true]]);
    const first = certificateFromText(readFileSync(join(root, certificatePath(folder, 'PO-DEMO-B')), 'utf8'));
    t.same([first?.format, first?.resourceUnitsMaximum, first?.solver], [certificateForm, resourceUnitsDefault, 'Z3 5']);
    t.match(campaignText(results, 'Z3 5'), campaignForm);
  },
);

testCase(
  {
    id: 'TC-PRF-016-02',
    verifies: ['LLR-PRF-016', 'LLR-PRF-018', 'LLR-PRF-019', 'LLR-PRF-021', 'HLR-PRF-005', 'HLR-PRF-006', 'HLR-PRF-008'],
    kind: 'robustness',
    intent:
      'proves anew for another solver, an edited certificate or query, a changed limit, or on demand; takes no other text for a certificate; and removes queries that are no longer asked',
  },
  async (t) => {
    const root = temporaryFolder(t);
    await provedIn(root);
    const asked = async (change: Partial<ProofWorld>, obligations = sample()): Promise<number> => {
      const solver = counting(z3);
      await prove(obligations, worldIn(root, solver, change));
      return solver.asked > 0 ? 1 : 0;
    };
    const at = (name: string) => join(root, folder, 'PO-DEMO-B', name);
    t.same([await asked({}), await asked({ identity: 'Z3 6' }), await asked({ isFresh: true }), await asked({})], [0, 1, 1, 0]);
    writeFileSync(at('certificate.json'), readFileSync(at('certificate.json'), 'utf8').replace('in time', 'in tine'));
    t.equal(await asked({}), 1);
    writeFileSync(at('claim.smt2'), readFileSync(at('claim.smt2'), 'utf8').replace('12304', '12305'));
    t.equal(await asked({}), 1);
    rmSync(at('claim.smt2'));
    t.equal(await asked({}), 1);
    const limited = sample().map((each) => ({ ...each, resourceUnits: 5_000_000 }));
    t.same([await asked({}, limited), await asked({}, limited)], [1, 0]);
    writeFileSync(at('old.smt2'), '');
    await asked({ isFresh: true });
    t.throws(() => readFileSync(at('old.smt2')), 'a query that is not asked is gone');
    const text = readFileSync(at('certificate.json'), 'utf8');
    const value = JSON.parse(text) as ProofCertificate;
    t.equal(certificateText(value), text);
    const others = [
      '',
      'null',
      '[]',
      JSON.stringify({ ...value, format: 'ampel360-proof/2' }),
      JSON.stringify({ ...value, verdict: 1 }),
      JSON.stringify({ ...value, queries: [{ ...value.queries[0], file: '../../etc/passwd.smt2' }] }),
      JSON.stringify({ ...value, queries: [null] }),
    ];
    t.same(
      others.map(certificateFromText),
      others.map(() => undefined),
    );
    t.throws(() => new SolverPool([]), 'a pool has a solver');
  },
);

testCase(
  {
    id: 'TC-PRF-018-01',
    verifies: ['LLR-PRF-018', 'LLR-PRF-003', 'HLR-PRF-008'],
    kind: 'robustness',
    intent: 'ends a hard query at its resource limit, survives a solver that ends by itself, and does not keep what is not proved',
  },
  async (t) => {
    const root = temporaryFolder(t);
    const limited = obligation('L', sentWithin(123_040), { resourceUnits: 10 });
    const { results } = await prove([limited], worldIn(root));
    t.match(results[0]?.certificate, { verdict: 'unknown', why: /resource limit reached/ });
    t.equal((await prove([limited], worldIn(root))).results[0]?.isReused, false);
    const gone: Solver = {
      ...counting(z3),
      ask: async () => ({ verdict: 'unknown', reason: 'the solver ended by itself (exit code 9)', seconds: 0 }) as SolverAnswer,
    };
    t.match((await prove(sample(), worldIn(root, gone, { isFresh: true }))).results[0]?.certificate.why, 'the solver ended by itself');
  },
);

testCase(
  {
    id: 'TC-PRF-018-02',
    verifies: ['LLR-PRF-018', 'HLR-PRF-008'],
    kind: 'normal',
    intent: 'spends the same resources on the same query each time, within its limit, and says so in the certificate',
  },
  async (t) => {
    const unitsOf = async (): Promise<readonly (number | null)[]> => {
      const { results } = await prove([obligation('L', sentWithin(123_040), { resourceUnits: 50_000 })], worldIn(temporaryFolder(t)));
      t.match(results[0]?.certificate, { verdict: 'proved', resourceUnitsMaximum: 50_000 });
      return results[0]?.certificate.queries.map(({ resourceUnits }) => resourceUnits) ?? [];
    };
    const [first, second] = [await unitsOf(), await unitsOf()];
    t.same(first, second);
    t.ok(first.length === 2 && first.every((units) => units !== null && 0 < units && units <= 50_000), `${first}`);
  },
);

testCase(
  {
    id: 'TC-PRF-017-01',
    verifies: ['LLR-PRF-017', 'HLR-PRF-006'],
    kind: 'normal',
    intent: 'is the same for an obligation built twice, for each method',
  },
  (t) => {
    const prints = (obligations: readonly Obligation[]) => obligations.map((each) => fingerprintOf(each, 1));
    t.same(prints(sample()), prints(sample()));
    t.equal(new Set(prints(sample())).size, 3);
    t.match(queryFileText('(set-logic ALL)\n'), /\(check-sat\)\n$/);
  },
);

testCase(
  {
    id: 'TC-PRF-017-02',
    verifies: ['LLR-PRF-017', 'HLR-PRF-005'],
    kind: 'robustness',
    intent: 'is another one for each change of a text, formula, question, subject or limit',
  },
  (t) => {
    const base = obligation('A', sentWithin(123_040));
    const changed: readonly (readonly [Obligation, number])[] = [
      [base, 1],
      [base, 2],
      [{ ...base, title: 'x' }, 1],
      [{ ...base, claim: 'x' }, 1],
      [{ ...base, logic: 'ALL' }, 1],
      [{ ...base, requirements: ['X'] }, 1],
      [{ ...base, subjects: [{ name: 'subject.txt', sha256: '0'.repeat(64) }] }, 1],
      [{ ...base, assumptions: [{ ...sizes, justification: 'x' }] }, 1],
      [{ ...base, assumptions: [{ ...sizes, formula: huge.formula }] }, 1],
      [{ ...base, assumptions: [] }, 1],
      [{ ...base, question: sentWithin(123_041) }, 1],
      [{ ...base, question: { ...sentWithin(123_040), method: 'satisfiable' } as Obligation['question'] }, 1],
      [{ ...base, question: { method: 'infeasible' } }, 1],
      [{ ...base, question: { method: 'all-models', over: [frameBits], count: 1 } }, 1],
      [{ ...base, question: { method: 'all-models', over: [frameBits], count: 2 } }, 1],
      [{ ...base, question: { method: 'equivalent', left: frameBits, right: frameBits } }, 1],
      [{ ...base, question: { method: 'bounded', system: counter, property: countAtMost(5), steps: 1 } }, 1],
      [{ ...base, question: { method: 'bounded', system: counter, property: countAtMost(5), steps: 2 } }, 1],
      [
        {
          ...base,
          question: { method: 'bounded', system: { ...counter, next: { count: counter.initial } }, property: countAtMost(5), steps: 2 },
        },
        1,
      ],
      [{ ...base, question: { method: 'invariant', system: counter, property: countAtMost(5), depth: 1, invariants: [] } }, 1],
      [
        {
          ...base,
          question: {
            method: 'invariant',
            system: counter,
            property: countAtMost(5),
            depth: 1,
            invariants: [{ name: 'i', text: 'i', formula: countAtMost(6) }],
          },
        },
        1,
      ],
      [{ ...base, faithful: { kind: 'data', where: 'elsewhere' } }, 1],
    ];
    t.equal(new Set(changed.map(([each, units]) => fingerprintOf(each, units))).size, changed.length);
  },
);

testCase(
  {
    id: 'TC-PRF-002-01',
    verifies: ['LLR-PRF-002', 'HLR-PRF-001'],
    kind: 'normal',
    intent: 'finds nothing wrong with obligations that are well formed',
  },
  (t) => {
    t.same(obligationFaults(sample(), place), []);
  },
);

testCase(
  {
    id: 'TC-PRF-002-02',
    verifies: ['LLR-PRF-002', 'HLR-PRF-001'],
    kind: 'robustness',
    intent: 'reports identifiers, subjects, assumptions and formulas that are wrong, all at once',
  },
  (t) => {
    const good = obligation('A', sentWithin(1));
    const stateful = { method: 'invariant', system: { ...counter, next: {} }, property: countAtMost(5), depth: 0, invariants: [] } as const;
    const wrong: readonly Obligation[] = [
      good,
      good,
      { ...good, id: 'PO-demo' },
      { ...good, id: 'PO-DEMO-B', requirements: [], subjects: [] },
      { ...good, id: 'PO-DEMO-C', assumptions: [sizes, { ...sizes, text: ' ' }, { ...idle, name: 'a b', justification: '' }] },
      { ...good, id: 'PO-DEMO-D', question: stateful, assumptions: [{ ...idle, formula: countAtMost(1) }] },
      { ...good, id: 'PO-DEMO-H', question: { method: 'exact-range', expressions: [product(frameBits, frameBits)], range: safeIntegers } },
      { ...good, id: 'PO-DEMO-E', question: { method: 'infeasible' }, assumptions: [] },
      { ...good, id: 'PO-DEMO-F', question: { method: 'bounded', system: counter, property: countAtMost(5), steps: -1 } },
      {
        ...good,
        id: 'PO-DEMO-G',
        assumptions: [
          sizes,
          {
            ...idle,
            formula: {
              ...idle.formula,
              form: {
                kind: 'operation',
                operator: 'not',
                operands: [{ sort: 'Bool', unit: '', form: { kind: 'variable', name: 'frame' } }],
              },
            },
          },
        ],
      },
    ];
    t.same(
      obligationFaults(wrong, place).map(({ code, message }) => `${code} ${message}`),
      [
        'PRF-102 PO-DEMO-A is used twice',
        'PRF-102 "PO-demo" is no identifier of an obligation',
        'PRF-103 PO-DEMO-B discharges no requirement',
        'PRF-103 PO-DEMO-B names no subject with its SHA-256',
        'PRF-104 PO-DEMO-C: two assumptions are named sizes',
        'PRF-104 PO-DEMO-C: assumption sizes has no text',
        'PRF-104 PO-DEMO-C: "a b" is no name of an assumption',
        'PRF-104 PO-DEMO-C: assumption a b has no justification',
        'PRF-105 PO-DEMO-C: the name assume.sizes is used twice for different things',
        'PRF-105 PO-DEMO-D: count has no next value',
        'PRF-105 PO-DEMO-D: an assumption speaks of count, which changes from state to state',
        'PRF-105 PO-DEMO-D: induction has a depth of 1 or more',
        'PRF-105 PO-DEMO-H: QF_LIA is linear, and a formula multiplies two variables',
        'PRF-105 PO-DEMO-E: nothing can be infeasible without statements',
        'PRF-105 PO-DEMO-F: the number of steps is 0 or more',
        'PRF-105 PO-DEMO-G: variable frame: Int and Bool do not go together',
      ],
    );
  },
);

testCase(
  {
    id: 'TC-PRF-020-01',
    verifies: ['LLR-PRF-020', 'HLR-PRF-007'],
    kind: 'normal',
    intent: 'confirms each query of each certificate by each program',
  },
  async (t) => {
    const root = temporaryFolder(t, { 'subject.txt': subjectText });
    await provedIn(root);
    const { certificates, queries, programs: found, diagnostics } = await recheckedIn(root, sample());
    t.same(diagnostics, []);
    t.same([certificates, queries], [3, 9]);
    t.same(found, [
      { name: 'z3', version: 'z3 1.0', confirmed: 9, contradicted: 0, unknown: 0 },
      { name: 'cvc5', version: 'cvc5 1.0', confirmed: 9, contradicted: 0, unknown: 0 },
    ]);
  },
);

testCase(
  {
    id: 'TC-PRF-020-02',
    verifies: ['LLR-PRF-020', 'LLR-PRF-019', 'HLR-PRF-007'],
    kind: 'robustness',
    intent: 'has a finding of its own for each way in which a certificate can be no evidence, and none of them is green',
  },
  async (t) => {
    const root = temporaryFolder(t, { 'subject.txt': subjectText });
    await provedIn(root);
    const at = (name: string) => join(root, folder, name);
    const plant = async (name: string, change: (text: string) => string | undefined): Promise<readonly string[]> => {
      const before = readFileSync(at(name), 'utf8');
      const text = change(before);
      if (text === undefined) rmSync(at(name));
      else writeFileSync(at(name), text);
      const codes = codesOf(await recheckedIn(root, sample()));
      writeFileSync(at(name), before);
      return codes;
    };
    t.same(await plant('PO-DEMO-B/certificate.json', (text) => text.replace('in time', 'in tine')), ['PRF-121'], 'one character');
    t.same(await plant('PO-DEMO-B/certificate.json', () => '{}'), ['PRF-121']);
    t.same(await plant('PO-DEMO-B/certificate.json', () => undefined), ['PRF-120']);
    t.same(await plant('PO-DEMO-B/claim.smt2', (text) => text.replace('123040', '123041')), ['PRF-121']);
    t.same(await plant('PO-DEMO-B/claim.smt2', () => undefined), ['PRF-121']);
    t.same(await plant('campaign.json', () => '{"format":"other"}'), ['PRF-120', 'PRF-121']);
    t.same(codesOf(await recheckedIn(root, [obligation('B', sentWithin(123_041)), ...sample().slice(1)])), ['PRF-122'], 'another claim');
    t.same(codesOf(await recheckedIn(root, sample().slice(1))), ['PRF-122'], 'an obligation that is gone');
    writeFileSync(join(root, 'subject.txt'), 'changed\n');
    t.same(codesOf(await recheckedIn(root, sample())), ['PRF-126']);
    writeFileSync(join(root, 'subject.txt'), subjectText);
    const contrary = (name: string, text: string): Partial<ProcessResult> =>
      name === 'cvc5' && text.includes('Denied: a frame') ? { stdout: 'sat\n' } : expectedOf(text);
    t.same(codesOf(await recheckedIn(root, sample(), contrary)), ['PRF-123']);
    const slow = (name: string, text: string): Partial<ProcessResult> =>
      (name === 'cvc5' && text !== ''
        ? { exitCode: undefined, failure: 'it ran longer than 300 s' }
        : expectedOf(text)) as Partial<ProcessResult>;
    t.same(codesOf(await recheckedIn(root, sample(), slow)), ['PRF-124']);
    const absent = (name: string, text: string): Partial<ProcessResult> =>
      name === 'z3'
        ? ({ exitCode: undefined, failure: 'program z3 was not found' } as unknown as Partial<ProcessResult>)
        : expectedOf(text);
    const missing = await recheckedIn(root, sample(), absent);
    t.same([codesOf(missing), missing.programs[0]?.unknown], [['PRF-125'], 9]);
    await provedIn(root, [obligation('B', sentWithin(123_039))]);
    const refuted = (_: string, text: string): Partial<ProcessResult> => (text === '' ? {} : { stdout: 'sat\n' });
    t.same(
      codesOf(await recheckedIn(root, [obligation('B', sentWithin(123_039))], refuted)),
      ['PRF-127'],
      'confirmed to be refuted is no proof',
    );
    t.same(codesOf(await recheckedIn(temporaryFolder(t), [])), ['PRF-120'], 'nothing at all');
  },
);

testCase(
  {
    id: 'TC-PRF-025-01',
    verifies: ['LLR-PRF-025', 'HLR-PRF-009'],
    kind: 'normal',
    intent: 'lists each proof with claim, assumptions, need and files, by method with its soundness, and how to confirm them',
  },
  async (t) => {
    const root = temporaryFolder(t);
    const { results } = await provedIn(root, [...sample(), obligation('D', sentWithin(123_040), { assumptions: [sizes, idle] })]);
    const page = proofPage(
      'demo',
      results.map(({ certificate }) => certificate),
    );
    t.match(page, '4 of 4 obligations proved');
    for (const part of [
      'href="PO-DEMO-B/claim.smt2"',
      'href="PO-DEMO-B/certificate.json"',
      'a frame has 84 to 1538 byte',
      'not needed by the claim',
      'Method invariant: 1 obligation',
      'No assumptions.',
      'cvc5 --lang=smt2',
    ])
      t.match(page, part);
    t.notMatch(page, /<script|https?:/);
    await z3.close();
  },
);

testCase(
  {
    id: 'TC-PRF-025-02',
    verifies: ['LLR-PRF-025', 'HLR-PRF-009'],
    kind: 'robustness',
    intent: 'shows what is not proved first, with counterexample and conflict, and escapes what it shows',
  },
  async (t) => {
    const root = temporaryFolder(t);
    const bad = [
      obligation('A', sentWithin(1), { claim: '<b>late</b>', replay: () => ({ confirmed: false, seen: '"x"' }) }),
      obligation('B', sentWithin(1), { assumptions: [sizes, huge] }),
    ];
    const { results } = await provedIn(root, bad);
    const page = proofPage(
      '<demo>',
      results.map(({ certificate }) => certificate),
    );
    t.match(page, /0 of 2 obligations proved[\s\S]*Not proved[\s\S]*PO-DEMO-A<\/a> is refuted[\s\S]*PO-DEMO-B<\/a> is vacuous/);
    t.match(page, /Counterexample<\/dt><dd>frame = \d+ bit<br>Replayed on the code: not confirmed: &quot;x&quot;/);
    t.match(page, /In conflict<\/dt><dd>sizes, huge/);
    t.notMatch(page, '<b>');
    await z3.close();
  },
);
