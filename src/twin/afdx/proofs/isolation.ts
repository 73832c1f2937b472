import type { Obligation } from '../../../kernel/logic/obligation.js';
import type { TimingFlow } from '../timing/timing-network.js';
import { deadlineObligation } from './deadlines.js';
import { type ProofContext, portObligationId } from './proof-context.js';

/**
 * That a virtual link of DAL A keeps its deadline whatever the sources below DAL A send, as far as the policers of the switches admit it.
 *
 * @param flows a virtual link of DAL A of a sound source, on each network that it uses
 * @param context the case in which sources are faulty
 * @implements LLR-POB-010
 */
export function isolationObligation(context: ProofContext, flows: readonly [TimingFlow, ...TimingFlow[]]): Obligation {
  return deadlineObligation(context, flows, {
    id: `PO-AFDX-ISOLATION-${flows[0].virtualLink}`,
    title: 'Deadline beside faulty sources',
    requirement: 'HLR-POB-006',
    when: 'whatever the sources below DAL A send, as far as the policers admit it',
    ports: context.bounds.ports,
    justification:
      'these delays hold beside faulty sources by the obligations of the ports; each bound is whole, so that whole ticks suffice',
    tracesOf: (port, flow) => [portObligationId(context, port, flow.priority)],
  });
}
