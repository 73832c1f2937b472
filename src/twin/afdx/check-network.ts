import { compareDiagnostics, type Diagnostic, type Place } from '../../kernel/diagnostic.js';
import type { Read } from '../../kernel/result.js';
import { type JsonReading, readJson } from './json-places.js';
import type { AfdxNetwork } from './network.generated.js';
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
import { schemaConformityOf } from './schema-conformity.js';
import { topologyOf } from './topology.js';

/** Texts longer than this are refused unread, because the reader keeps the position of each value. */
const textLengthMax = 16_000_000;

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
  if (input.text.length > textLengthMax) return { value: undefined, diagnostics: [tooLong(input.path)] };
  const reading = readJson(input.text);
  if (reading.faults.length > 0) return { value: undefined, diagnostics: jsonFindings(input.path, reading) };
  const placeOf = (pointer: string): Place => ({ path: input.path, ...reading.positionOf(pointer) });
  const conformity = schemaConformityOf(reading.value);
  if ('faults' in conformity) {
    const findings = conformity.faults.map(({ pointer, message }) => schemaFinding(placeOf(pointer), pointer, message));
    return { value: undefined, diagnostics: findings.sort(compareDiagnostics) };
  }
  const { network } = conformity;
  const context = { network, topology: topologyOf(network), placeOf };
  return { value: network, diagnostics: rules.flatMap((rule) => rule(context)).sort(compareDiagnostics) };
}

function tooLong(path: string): Diagnostic {
  return {
    code: 'AFDX-100',
    severity: 'error',
    message: `the file is longer than ${textLengthMax} characters`,
    place: { path, line: 1, column: 1 },
    why: 'the reader keeps the position of each value and needs a bound for its memory',
    fix: 'check that this is the network file',
  };
}

function jsonFindings(path: string, { faults }: JsonReading): readonly Diagnostic[] {
  return faults
    .map(
      ({ message, line, column }): Diagnostic => ({
        code: 'AFDX-100',
        severity: 'error',
        message,
        place: { path, line, column },
        why: 'the file is not a JSON text (RFC 8259) with one meaning',
        fix: 'correct the syntax at this place',
      }),
    )
    .sort(compareDiagnostics);
}

function schemaFinding(place: Place, pointer: string, message: string): Diagnostic {
  return {
    code: 'AFDX-101',
    severity: 'error',
    message: `${pointer === '' ? 'the network' : pointer} ${message}`,
    place,
    why: 'network.schema.json says otherwise',
    fix: 'see the description of the field in the schema',
  };
}
