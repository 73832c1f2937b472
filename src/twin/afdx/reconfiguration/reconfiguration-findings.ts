import type { Diagnostic, Place } from '../../../kernel/diagnostic.js';
import type { AfdxNetwork } from '../network.generated.js';
import { hopKey } from '../topology.js';
import type { Bottleneck } from './bottlenecks.js';
import type { ProvedNetwork, ProvedOption } from './option-proof.js';
import { percentTextOf } from './percent-text.js';

/** What of a reconfiguration is reported. */
export interface ReconfigurationOutcome {
  readonly bottlenecks: readonly Bottleneck[];
  readonly offered: readonly ProvedOption[];
  readonly before: ProvedNetwork;
  readonly unexamined: number;
}

/**
 * The findings of a reconfiguration: AFDX-262 a loaded port, AFDX-263 a small margin, AFDX-265 a bottleneck without an offer, AFDX-269 changes left
 * unexamined.
 *
 * @implements LLR-RCF-011
 */
export function reconfigurationFindingsOf(
  { bottlenecks, offered, before, unexamined }: ReconfigurationOutcome,
  placeOf: (pointer: string) => Place,
): readonly Diagnostic[] {
  const findings = bottlenecks.flatMap((bottleneck, index): readonly Diagnostic[] => {
    const found = bottleneckFinding(bottleneck, before.network, placeOf);
    const helped = offered.some(({ effects }) => effects.some((effect) => effect.bottleneck === index && effect.relieved));
    return [...(found === undefined ? [] : [found]), ...(helped ? [] : [unhelped(bottleneck, placeOf(''))])];
  });
  return unexamined === 0 ? findings : [...findings, unproved(unexamined, placeOf(''))];
}

function bottleneckFinding(bottleneck: Bottleneck, network: AfdxNetwork, placeOf: (pointer: string) => Place): Diagnostic | undefined {
  if (bottleneck.kind === 'named') return undefined;
  const fix = 'see the options offered, each proved on the whole network';
  if (bottleneck.kind === 'bandwidth') {
    const { linkId, loadPartsPerMillion, hop } = bottleneck;
    return {
      code: 'AFDX-262',
      severity: 'error',
      message: `port ${hopKey(hop)} is loaded with ${percentTextOf(loadPartsPerMillion)} of its rate, above the limit`,
      place: placeOf(`/links/${network.links.findIndex(({ id }) => id === linkId)}`),
      why: 'the limit leaves room for growth and keeps queues short',
      fix,
      subjects: [linkId],
    };
  }
  const { virtualLink, destination, marginPartsPerMillion } = bottleneck;
  return {
    code: 'AFDX-263',
    severity: 'error',
    message: `virtual link ${virtualLink} keeps ${percentTextOf(marginPartsPerMillion)} of its deadline to ${destination} on network ${bottleneck.network}, less than the limit`,
    place: placeOf(`/virtualLinks/${network.virtualLinks.findIndex(({ id }) => id === virtualLink)}/deadlineMicroseconds`),
    why: 'a delay bound close to the deadline leaves no room for growth',
    fix,
    subjects: [`VL-${virtualLink}`],
  };
}

function unhelped(bottleneck: Bottleneck, place: Place): Diagnostic {
  return {
    code: 'AFDX-265',
    severity: 'error',
    message: `no option that passes its proof relieves the ${bottleneck.kind} bottleneck at ${hopKey(bottleneck.hop)}`,
    place,
    why: 'message periods fix the gaps, or there is no other path with room, or each change would break a rule elsewhere',
    fix: 'see why each option was rejected; change messages, frames or cables',
    subjects: [bottleneck.kind === 'latency' ? `VL-${bottleneck.virtualLink}` : bottleneck.linkId],
  };
}

/**
 * AFDX-266: a link is named that the network does not have.
 *
 * @implements LLR-RCF-011
 */
export function unknownLinkFindingOf(linkId: string, place: Place): Diagnostic {
  return {
    code: 'AFDX-266',
    severity: 'error',
    message: `the network has no link ${linkId}`,
    place,
    why: 'nothing was analysed',
    fix: 'name a link by its id as in "links"',
    subjects: [linkId],
  };
}

function unproved(count: number, place: Place): Diagnostic {
  return {
    code: 'AFDX-269',
    severity: 'warning',
    message: `${count} possible changes were not proved`,
    place,
    why: 'the number of proofs is limited; a change that is not proved is not offered',
    fix: 'name the link, or take limits that fewer ports and virtual links exceed',
  };
}
