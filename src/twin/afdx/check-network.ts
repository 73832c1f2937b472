import { compareDiagnostics, type Diagnostic, type Place } from '../../kernel/diagnostic.js';
import type { Read } from '../../kernel/result.js';
import type { AfdxNetwork } from './network.generated.js';
import { readNetwork } from './read-network.js';
import { bandwidthAllocationGap } from './rules/bandwidth-allocation-gap.js';
import { criticality } from './rules/criticality.js';
import { criticalityReservation } from './rules/criticality-reservation.js';
import { deadline } from './rules/deadline.js';
import { endPoints } from './rules/end-points.js';
import { endSystemAttachment } from './rules/end-system-attachment.js';
import { endSystemJitter } from './rules/end-system-jitter.js';
import { equipmentAddress } from './rules/equipment-address.js';
import { frameSize } from './rules/frame-size.js';
import { linkEnds } from './rules/link-ends.js';
import { messagePeriod } from './rules/message-period.js';
import { networkSeparation } from './rules/network-separation.js';
import { pathCoverage } from './rules/path-coverage.js';
import { pathLinks } from './rules/path-links.js';
import { pathTree } from './rules/path-tree.js';
import { portLoad } from './rules/port-load.js';
import { priority } from './rules/priority.js';
import type { Rule } from './rules/rule.js';
import { skew } from './rules/skew.js';
import { subVirtualLinks } from './rules/sub-virtual-links.js';
import { switchLatency } from './rules/switch-latency.js';
import { switchPorts } from './rules/switch-ports.js';
import { uniqueIdentifiers } from './rules/unique-identifiers.js';
import { virtualLinksPerEndSystem } from './rules/virtual-links-per-end-system.js';
import { topologyOf } from './topology.js';

const rules: readonly Rule[] = [
  uniqueIdentifiers,
  equipmentAddress,
  linkEnds,
  switchPorts,
  endSystemAttachment,
  switchLatency,
  bandwidthAllocationGap,
  messagePeriod,
  frameSize,
  subVirtualLinks,
  endPoints,
  pathCoverage,
  pathLinks,
  pathTree,
  networkSeparation,
  virtualLinksPerEndSystem,
  endSystemJitter,
  portLoad,
  criticalityReservation,
  priority,
  criticality,
  deadline,
  skew,
];

/**
 * Reads an AFDX network from the text of its JSON file and applies every structural rule.
 * AFDX-100: not JSON; AFDX-101: not as the schema says; in both cases the value is `undefined` and no other rule is
 * applied. All findings are returned, sorted. Timing is not analysed.
 *
 * @param input path of the file as shown in findings, and its text
 * @implements LLR-AFDX-003
 */
export function checkNetwork(input: { readonly path: string; readonly text: string }): Read<AfdxNetwork | undefined> {
  const { network, placeOf, diagnostics } = readNetwork(input);
  if (network === undefined) return { value: undefined, diagnostics };
  return { value: network, diagnostics: structuralFindingsOf(network, placeOf) };
}

/**
 * The findings of every structural rule on a network, sorted.
 *
 * @param placeOf the place of the value at a JSON pointer of the network
 * @implements LLR-AFDX-003
 */
export function structuralFindingsOf(network: AfdxNetwork, placeOf: (pointer: string) => Place): readonly Diagnostic[] {
  const context = { network, topology: topologyOf(network), placeOf };
  return rules.flatMap((rule) => rule(context)).sort(compareDiagnostics);
}
