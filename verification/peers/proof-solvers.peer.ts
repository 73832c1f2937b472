import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NativeZ3 } from '../../src/adapters/native-z3.js';
import { NodeFiles } from '../../src/adapters/node-files.js';
import { NodeProcesses } from '../../src/adapters/node-processes.js';
import { Z3Solver } from '../../src/adapters/z3-solver.js';
import { bits, bitsBelow, bitsVariable, bitwise } from '../../src/kernel/logic/bit-vectors.js';
import type { Obligation } from '../../src/kernel/logic/obligation.js';
import { rational } from '../../src/kernel/rational.js';
import type { Solver } from '../../src/ports/solver.js';
import { campaignText, prove } from '../../src/toolchain/proof/prove.js';
import { recheck, solverPrograms } from '../../src/toolchain/proof/recheck.js';
import {
  countAtMost,
  counter,
  firstInRange,
  huge,
  idle,
  obligation,
  pair,
  pairEqual,
  secondAtMost,
  sendingTicks,
  sentWithin,
  sizes,
  subjectText,
} from '../proof/demo-obligations.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';

const folder = '.ampel/proofs';
const word = bitsVariable('word', 16);

/** An obligation of each method that holds. */
const holding: readonly Obligation[] = [
  obligation('VALID', sentWithin(123_040)),
  obligation('OPTIMAL', { method: 'optimal', direction: 'largest', objective: sendingTicks, optimum: rational(123_040n) }),
  obligation('INFEASIBLE', { method: 'infeasible' }, { assumptions: [sizes, idle, huge] }),
  obligation('BOUNDED', { method: 'bounded', system: counter, property: countAtMost(4), steps: 4 }, { assumptions: [] }),
  obligation(
    'INVARIANT',
    {
      method: 'invariant',
      system: pair,
      property: secondAtMost(6),
      depth: 1,
      invariants: [
        { name: 'equal', text: 'both are equal', formula: pairEqual },
        { name: 'range', text: 'the first is even and 0 to 6', formula: firstInRange },
      ],
    },
    { assumptions: [] },
  ),
  obligation(
    'WORDS',
    { method: 'valid', claim: bitsBelow(bitwise('bit-and', word, bits(0xff, 16)), bits(0x100, 16)) },
    { assumptions: [], logic: 'QF_BV' },
  ),
];

async function provedIn(root: string, obligations: readonly Obligation[], solver: Solver) {
  const identity = await solver.identity();
  const files = new NodeFiles(root);
  const { results } = await prove(obligations, { solver, identity, files, folder, atOnce: 1, isFresh: true, progress: () => undefined });
  files.writeAtomically(`${folder}/campaign.json`, campaignText(results, identity));
  return results.map(({ certificate }) => certificate);
}
const recheckedIn = (root: string, obligations: readonly Obligation[]) =>
  recheck(obligations, { files: new NodeFiles(root), processes: new NodeProcesses(root), folder, programs: solverPrograms, atOnce: 2 });

testCase(
  {
    id: 'TC-PRF-020-03',
    verifies: ['LLR-PRF-020', 'LLR-PRF-022', 'HLR-PRF-007'],
    kind: 'normal',
    intent: 'z3 and cvc5 confirm each query of each method, and the native solver comes to the same verdicts as WebAssembly',
  },
  async (t) => {
    const root = temporaryFolder(t, { 'subject.txt': subjectText });
    const wasm = new Z3Solver();
    const certificates = await provedIn(root, holding, wasm);
    await wasm.close();
    t.same(
      certificates.map(({ verdict }) => verdict),
      holding.map(() => 'proved'),
    );
    const { programs, diagnostics, queries } = await recheckedIn(root, holding);
    t.same(diagnostics, []);
    t.same(
      programs.map(({ name, confirmed }) => [name, confirmed]),
      [
        ['z3', queries],
        ['cvc5', queries],
      ],
    );
    const native = await provedIn(temporaryFolder(t, { 'subject.txt': subjectText }), holding, new NativeZ3());
    t.same(
      native.map(({ id, verdict, queries: asked }) => [id, verdict, asked.map(({ sha256, verdict: answer }) => [sha256, answer])]),
      certificates.map(({ id, verdict, queries: asked }) => [id, verdict, asked.map(({ sha256, verdict: answer }) => [sha256, answer])]),
    );
    t.match(native[0]?.solver, /^Z3 4\.|^Z3 \d/);
  },
);

testCase(
  {
    id: 'TC-PRF-020-04',
    verifies: ['LLR-PRF-020', 'LLR-PRF-022', 'HLR-PRF-007'],
    kind: 'robustness',
    intent: 'a claim that is false by one tick stays refuted, and a planted wrong verdict is contradicted by both',
  },
  async (t) => {
    const root = temporaryFolder(t, { 'subject.txt': subjectText });
    const late = [obligation('LATE', sentWithin(123_039))];
    const [refuted] = await provedIn(root, late, new NativeZ3());
    t.match(refuted, { verdict: 'refuted', counterexample: { values: { frame: '12304' } } });
    t.same(
      (await recheckedIn(root, late)).diagnostics.map(({ code }) => code),
      ['PRF-127'],
    );
    // a solver that says unsat to everything but the assumptions
    const lying: Solver = {
      identity: async () => 'a liar',
      ask: async ({ script }) =>
        script.includes('claim.denied')
          ? { verdict: 'unsat', core: ['assume.sizes', 'claim.denied'], seconds: 0 }
          : { verdict: 'sat', values: new Map([['frame', '700']]), seconds: 0 },
      close: async () => undefined,
    };
    const [lie] = await provedIn(root, late, lying);
    t.equal(lie?.verdict, 'proved');
    const contradicted = await recheckedIn(root, late);
    t.same(
      contradicted.diagnostics.map(({ code, message }) => [code, message.replace(/^.*: /, '')]),
      [
        ['PRF-123', 'z3 says sat, and the certificate unsat'],
        ['PRF-123', 'cvc5 says sat, and the certificate unsat'],
      ],
    );
    writeFileSync(join(root, 'subject.txt'), 'another\n');
    t.ok((await recheckedIn(root, late)).diagnostics.some(({ code }) => code === 'PRF-126'));
  },
);
