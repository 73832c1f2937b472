import { atLeast, atMost, difference, integer, integerVariable, product, sum } from '../../../kernel/logic/arithmetic.js';
import type { Truth } from '../../../kernel/logic/expression.js';
import type { Assumption, Obligation } from '../../../kernel/logic/obligation.js';
import { all } from '../../../kernel/logic/truth.js';
import { type PolicerAllowance, policedFrameBitsOf } from '../timing-rules/policer-allowances.js';
import { arrivalObligationId, assumption, linearObligation, type ProofContext, ticksText, wholeOf } from './proof-context.js';

/**
 * That the policers of a virtual link drop none of its frames: the account that they grant, full before the first of some frames, pays for
 * each of them as long as they come with the jitter of the certificate.
 *
 * @param allowances what each switch on the paths has to allow
 * @implements LLR-POB-009
 */
export function policerObligation(context: ProofContext, allowances: readonly [PolicerAllowance, ...PolicerAllowance[]]): Obligation {
  const [{ flow }] = allowances;
  const granted = grantedTicksOf(context, flow.virtualLink);
  const accounts = allowances.map((allowance, index) =>
    accountTerms(context, allowance, granted ?? allowance.jitterTicks, `switch${index + 1}`),
  );
  const where = allowances.map(
    ({ switchId, jitterTicks }) => `${switchId} (jitter ${ticksText(BigInt(jitterTicks), context.timing.ticksPerSecond)} µs)`,
  );
  return linearObligation(context, {
    id: `PO-AFDX-POLICER-${flow.virtualLink}`,
    title: `Policers of virtual link ${flow.virtualLink} "${flow.name}"`,
    requirements: ['HLR-POB-005'],
    assumptions: accounts.flatMap(({ assumptions }) => assumptions),
    claim: `The policers of virtual link ${flow.virtualLink} drop no frame that comes with the jitter of the certificate: ${where.join(', ')}.`,
    question: { method: 'valid', claim: all(...accounts.map(({ claim }) => claim)) },
    inWords: (model) =>
      allowances.flatMap(({ switchId }, index) => {
        const [price, balance] = [wholeOf(model, `switch${index + 1}.price`), wholeOf(model, `switch${index + 1}.balance`)];
        if (price <= balance) return [];
        return [
          `switch ${switchId} drops a frame of virtual link ${flow.virtualLink} after ${wholeOf(model, `switch${index + 1}.frames`)} others`,
        ];
      }),
  });
}

/** The jitter that the network file grants, if it says one. */
function grantedTicksOf({ network, timing }: ProofContext, virtualLink: number): number | undefined {
  const granted = network.virtualLinks.find(({ id }) => id === virtualLink)?.policerJitterMicroseconds;
  return granted === undefined ? undefined : granted * (timing.ticksPerSecond / 1_000_000);
}

/** The account is counted in bits times ticks: multiplied by the gap, it is whole. */
function accountTerms(
  context: ProofContext,
  { flow, switchId, jitterTicks }: PolicerAllowance,
  grantedTicks: number,
  name: string,
): { readonly assumptions: readonly Assumption[]; readonly claim: Truth } {
  const frames = integerVariable(`${name}.frames`);
  const span = integerVariable(`${name}.span`, 'tick');
  const spent = integerVariable(`${name}.spent`, 'bit');
  const price = integerVariable(`${name}.price`, 'bit tick');
  const balance = integerVariable(`${name}.balance`, 'bit tick');
  const gap = integer(flow.gapTicks, 'tick');
  const largest = integer(policedFrameBitsOf(flow), 'bit');
  const came = all(
    atLeast(frames, integer(0)),
    atLeast(span, integer(0, 'tick')),
    atMost(product(frames, gap), sum(span, integer(jitterTicks, 'tick'))),
  );
  const sizes = all(atMost(spent, product(largest, frames)), atMost(price, product(largest, gap)));
  const full = product(largest, integer(flow.gapTicks + grantedTicks, 'tick'));
  const account = atLeast(balance, difference(sum(full, product(largest, span)), product(spent, gap)));
  const before = `at switch ${switchId} on network ${flow.network}`;
  return {
    assumptions: [
      assumption(`${name}.came`, came, {
        text: `${before}, before a frame others came since the account was last full; each is a gap from the next, less a jitter of ${jitterTicks} ticks over all`,
        justification: 'the arrivals of the virtual link at this switch; frames that come sooner after the account was full are fewer',
        traces: [arrivalObligationId(context, flow.virtualLink)],
      }),
      assumption(`${name}.sizes`, sizes, {
        text: `no frame is larger than ${policedFrameBitsOf(flow)} bit without preamble and gap`,
        justification: 'the source keeps the contract of the virtual link',
        traces: [],
      }),
      assumption(`${name}.account`, account, {
        text: `the account, full with the largest frame times (1 + ${grantedTicks} ticks / gap), was filled at one largest frame a gap since then and lowered by each frame`,
        justification: 'form of the account of byte-based policing; it was not full in between, and no frame before this one was dropped',
        traces: ['LLR-TMR-002', 'LLR-SIM-020'],
      }),
    ],
    claim: atMost(price, balance),
  };
}
