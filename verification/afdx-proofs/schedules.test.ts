import { Z3Solver } from '../../src/adapters/z3-solver.js';
import { canonicalJson, type Json } from '../../src/kernel/canonical-json.js';
import { sha256 } from '../../src/kernel/digest.js';
import { discharged } from '../../src/toolchain/proof/prove.js';
import { proofObligations } from '../../src/twin/afdx/proofs/schedule-obligations.js';
import { smallAfdxNetwork } from '../support/small-afdx-network.js';
import { testCase } from '../support/test-case.js';

/** Three virtual links of one end system, each 4, 8 and 16 ms, and one of another. */
const network = smallAfdxNetwork({
  cables: ['e1-S', 'e2-S', 'S-d'],
  virtualLinks: [4, 8, 16, 4].map((gapMilliseconds, at) => ({ source: at < 3 ? 'e1' : 'e2', routes: { d: ['S'] }, gapMilliseconds })),
});
const networkText = JSON.stringify(network);
const file = (offsets: readonly number[], change: object = {}): string =>
  JSON.stringify({
    network: { sha256: sha256(canonicalJson(network as unknown as Json)) },
    virtualLinks: offsets.map((offset, at) => ({ virtualLink: at + 1, offsetMicroseconds: `${offset}.000` })),
    ...change,
  });
const asked = (schedule: string) =>
  proofObligations([
    { path: 'network.json', text: networkText, sha256: sha256(networkText) },
    { path: 'schedule.json', text: schedule, sha256: sha256(schedule) },
  ]);

testCase(
  {
    id: 'TC-POB-014-01',
    verifies: ['LLR-POB-014', 'HLR-POB-009'],
    kind: 'normal',
    intent: 'proves that 0, 1 and 2 ms in gaps of 4, 8 and 16 ms never meet, for each end system, from both files',
  },
  async (t) => {
    const { value, diagnostics } = asked(file([0, 1000, 2000, 0]));
    t.same(diagnostics, []);
    t.same(
      value.map(({ id, subjects }) => [id, subjects.map(({ name }) => name)]),
      [
        ['PO-TTS-e1', ['network.json', 'schedule.json']],
        ['PO-TTS-e2', ['network.json', 'schedule.json']],
      ],
    );
    const solver = new Z3Solver();
    for (const obligation of value) t.equal((await discharged(obligation, { solver, identity: 'Z3' })).certificate.verdict, 'proved');
    await solver.close();
  },
);

testCase(
  {
    id: 'TC-POB-014-02',
    verifies: ['LLR-POB-014', 'HLR-POB-009'],
    kind: 'robustness',
    intent:
      'refutes offsets that meet once in 16 ms, or by a microsecond, in words and replayed; and states nothing of files that are no schedule of this network',
  },
  async (t) => {
    const solver = new Z3Solver();
    // 2 ms + 16 k and 6 ms + 8 m never meet 0 + 4 n; 4 ms + 16 k and 0 + 4 n do
    for (const offsets of [
      [0, 1000, 4000, 0],
      [0, 999, 2000, 0],
      [0, 1000, 3001, 0],
    ]) {
      const [obligation] = asked(file(offsets)).value;
      if (obligation === undefined) throw new Error('there is an obligation');
      const { certificate } = await discharged(obligation, { solver, identity: 'Z3' });
      t.equal(certificate.verdict, 'refuted', `${offsets}`);
      t.match(certificate.counterexample?.words[0], /^e1 would send in one slot: virtual link \d at \d+ us and virtual link \d at \d+ us$/);
      t.equal(certificate.counterexample?.replay?.confirmed, true);
    }
    await solver.close();
    const messageOf = (schedule: string): string | undefined => {
      const { value, diagnostics } = asked(schedule);
      return value.length === 0 ? `${diagnostics[0]?.code} ${diagnostics[0]?.message}` : undefined;
    };
    t.equal(messageOf('['), 'AFDX-364 the schedule is no JSON text');
    t.equal(messageOf('null'), 'AFDX-364 the file is no schedule');
    t.equal(messageOf(file([0, 1000, 2000, 0], { network: { sha256: 'x' } })), 'AFDX-364 the schedule is one of another network');
    t.equal(messageOf(file([0, 1000, 2000])), 'AFDX-364 the schedule has no offset for virtual link 4');
    t.equal(messageOf(file([0, 1000, 16_000, 0])), 'AFDX-364 the offset of virtual link 3 is not within its gap');
    t.equal(messageOf(file([0, -1, 2000, 0])), 'AFDX-364 an entry of the schedule has no virtual link or no whole offset');
    t.equal(proofObligations([]).diagnostics[0]?.code, 'AFDX-364');
    t.equal(
      proofObligations([
        { path: 'n', text: '[', sha256: '' },
        { path: 's', text: '', sha256: '' },
      ]).diagnostics[0]?.code,
      'AFDX-100',
    );
  },
);
