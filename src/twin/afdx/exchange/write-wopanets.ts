import type { Place } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import type { AfdxNetwork, EndSystem, Link, NetworkName, Switch, VirtualLink } from '../network.generated.js';
import { uniqueIdentifiers } from '../rules/unique-identifiers.js';
import { routesOf, topologyOf } from '../topology.js';
import { wireOverheadBytes } from '../wire.js';
import { countsOf, type NetworkCounts } from './network-counts.js';
import { decimalText } from './quantities.js';
import { deadlineMicrosecondsMax } from './wopanets-flows.js';
import { lossesOf } from './wopanets-losses.js';
import { hasMinimum, type WrittenPart, writtenPartOf } from './written-part.js';
import { attributesText, xmlText } from './xml-text.js';

/** A network in the WoPANets form, and what of it the form cannot carry, in plain words. */
export interface WrittenNetwork {
  readonly text: string;
  readonly counts: NetworkCounts;
  readonly notes: readonly string[];
}

/**
 * The part of a network on network A or B in the XML form of WoPANets and Open-Timaeus-Net. `readWopanets` gives from it the same
 * ports and flows, but for what `notes` name. AFDX-102 when identifiers are used twice: then there is no text.
 *
 * @param placeOf the place of the value at a JSON pointer, for findings
 * @implements LLR-CNV-012
 */
export function writeWopanets(
  network: AfdxNetwork,
  name: NetworkName,
  placeOf: (pointer: string) => Place,
): Read<WrittenNetwork | undefined> {
  const topology = topologyOf(network);
  const diagnostics = uniqueIdentifiers({ network, topology, placeOf });
  if (diagnostics.length > 0) return { value: undefined, diagnostics };
  const part = writtenPartOf(network, name, topology);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<elements>',
    headerLine(network, part),
    ...part.endSystems.map((endSystem) => stationLine(endSystem, part)),
    ...part.switches.map((node) => switchLine(node, part)),
    ...part.links.map((link) => linkLine(link, part)),
    ...part.virtualLinks.flatMap((virtualLink) => flowLines(virtualLink, part)),
    '</elements>',
  ];
  const text = `${lines.join('\n')}\n`;
  return { value: { text, counts: countsOf(part, [name]), notes: lossesOf(network, part) }, diagnostics };
}

function headerLine(network: AfdxNetwork, part: WrittenPart): string {
  return attributesText('<network', '/>', [
    ['name', part.isLeftOut('title') ? undefined : xmlText(network.title)],
    ['overhead', String(part.overheadBytes)],
    ['technology', part.isLeftOut('technology') ? undefined : 'AFDX'],
    ['transmission-capacity', rateText(part.rateBitsPerSecond)],
    ['x-type', part.isLeftOut('duplex') ? undefined : 'FULL'],
  ]);
}

function rateText(bitsPerSecond: number | undefined): string | undefined {
  if (bitsPerSecond === undefined) return undefined;
  return bitsPerSecond % 1_000_000 === 0 ? `${bitsPerSecond / 1_000_000}Mbps` : String(bitsPerSecond);
}

/** Both priorities on one port need two queues, which the reader takes from no other policy without a warning. */
function policyOf(part: WrittenPart): string | undefined {
  if (part.isLeftOut('service')) return undefined;
  return part.hasBothPriorities ? 'STATIC_PRIORITY' : 'FIRST_IN_FIRST_OUT';
}

function stationLine({ id, transmissionLatencyNanoseconds }: EndSystem, part: WrittenPart): string {
  const isSilent = transmissionLatencyNanoseconds === 0 && part.isLeftOut('transmission');
  return attributesText('<station', '/>', [
    ['name', nameOf(id, part)],
    ['transmission-capacity', rateText(part.rateBitsPerSecond)],
    ['service-policy', policyOf(part)],
    ['tech-latency', isSilent ? undefined : decimalText(transmissionLatencyNanoseconds, 3)],
  ]);
}

function switchLine({ id, technologicalLatencyNanoseconds }: Switch, part: WrittenPart): string {
  return attributesText('<switch', '/>', [
    ['name', nameOf(id, part)],
    ['transmission-capacity', rateText(part.rateBitsPerSecond)],
    ['service-policy', policyOf(part)],
    ['switching-technique', part.isLeftOut('switching') ? undefined : 'STORE_AND_FORWARD'],
    ['tech-latency', decimalText(technologicalLatencyNanoseconds, 3)],
  ]);
}

function linkLine({ id, ends: [from, to], rateBitsPerSecond }: Link, part: WrittenPart): string {
  const port = (number: number): string | undefined => (part.isLeftOut('ports') ? undefined : String(number - 1));
  return attributesText('<link', '/>', [
    ['name', id],
    ['from', nameOf(from.node, part)],
    ['fromPort', port(from.port)],
    ['to', nameOf(to.node, part)],
    ['toPort', port(to.port)],
    ['transmission-capacity', rateText(rateBitsPerSecond)],
  ]);
}

function flowLines(virtualLink: VirtualLink, part: WrittenPart): readonly string[] {
  const { id, name, minimumFrameBytes, maximumFrameBytes, deadlineMicroseconds, priority } = virtualLink;
  const payload = (frameBytes: number): string => String(frameBytes + wireOverheadBytes - part.overheadBytes);
  const hasDeadline = !part.isLeftOut('deadline') || deadlineMicroseconds !== deadlineMicrosecondsMax;
  return [
    attributesText('<flow', '>', [
      ['name', part.keepsNames ? name : `VL${id}`],
      ['source', nameOf(virtualLink.source, part)],
      ['max-payload', payload(maximumFrameBytes)],
      ['min-payload', hasMinimum(virtualLink, part.isLeftOut) ? payload(minimumFrameBytes) : undefined],
      ['period', String(virtualLink.bandwidthAllocationGapMilliseconds)],
      ['deadline', hasDeadline ? decimalText(deadlineMicroseconds, 3) : undefined],
      ['jitter', part.isLeftOut('jitter') ? undefined : '0'],
      ['priority', part.isLeftOut('priority') && priority === 'low' ? undefined : priority === 'high' ? 'High' : 'Low'],
    ]),
    ...routesOf(virtualLink, part.name).map(([destination, switches]) => {
      const steps = [...switches, destination].map((node) => attributesText('<path', '/>', [['node', nameOf(node, part)]]));
      return `${attributesText('<target', '>', [['name', nameOf(destination, part)]])}${steps.join('')}</target>`;
    }),
    '</flow>',
  ];
}

function nameOf(id: string, { nodeNames }: WrittenPart): string {
  return nodeNames.get(id) ?? id;
}
