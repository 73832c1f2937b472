import type { Obligation } from '../../../kernel/logic/obligation.js';
import type { TimingFlow } from '../timing/timing-network.js';
import type { FrameBounds } from '../timing-rules/frame-bounds.js';
import { deadlineObligation } from './deadlines.js';
import type { ProofContext } from './proof-context.js';

/**
 * That a virtual link of DAL A keeps its deadline whatever the sources below DAL A send, as far as the policers of the switches admit it.
 *
 * @param flows a virtual link of DAL A of a sound source, on each network that it uses
 * @param contained the bounds that hold then
 * @implements LLR-POB-010
 */
export function isolationObligation(
  context: ProofContext,
  flows: readonly [TimingFlow, ...TimingFlow[]],
  contained: FrameBounds,
): Obligation {
  return deadlineObligation(context, flows, {
    id: `PO-AFDX-ISOLATION-${flows[0].virtualLink}`,
    title: 'Deadline beside faulty sources',
    requirement: 'HLR-POB-006',
    when: 'whatever the sources below DAL A send, as far as the policers admit it',
    ports: contained.ports,
    justification:
      'the delays that the analysis of contained traffic gives: the policers admit of each virtual link no more than their account pays for; they are the result of that analysis and no claim of another obligation',
    tracesOf: () => ['LLR-TMR-011', 'LLR-TMR-016'],
  });
}
