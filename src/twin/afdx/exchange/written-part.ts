import type { AfdxNetwork, EndSystem, Link, NetworkName, Switch, VirtualLink } from '../network.generated.js';
import { routesOf, type Topology } from '../topology.js';
import { frameBytesMin, wireOverheadBytes } from '../wire.js';
import { type Assumption, assumedTitle, assumptionTexts } from './assumptions.js';
import { nodeIdOf, virtualLinkIdsOf } from './names.js';
import { isXmlName } from './xml-text.js';

/** What of a network goes into a file: the part on one of the two networks. */
export interface WrittenPart {
  readonly name: NetworkName;
  readonly switches: readonly Switch[];
  readonly endSystems: readonly EndSystem[];
  readonly links: readonly Link[];
  readonly virtualLinks: readonly VirtualLink[];
  /** Whether the names of virtual links are kept; else each is called VL and its identifier. */
  readonly keepsNames: boolean;
  /** Whether virtual links of both priorities are among them. */
  readonly hasBothPriorities: boolean;
  readonly overheadBytes: number;
  /** Whether an optional value is left out again, as an assumption of the network says that its source did. */
  readonly isLeftOut: (assumption: Assumption) => boolean;
  /** The rate of the links when all have the same: tools take it from the nodes too, where no link says otherwise. */
  readonly rateBitsPerSecond: number | undefined;
  /** The name of a node in the file by its identifier. */
  readonly nodeNames: ReadonlyMap<string, string>;
}

/** Overhead of a frame of AFDX beyond its payload on the wire: 47 byte of headers, sequence number and check sequence, and 20 byte. */
const usualOverheadBytes = 67;
const payloadBytesMax = 65_535;

/**
 * The part of a network on network A or B, with the names and the overhead that let a reader find the same values again.
 *
 * @implements LLR-CNV-012
 */
export function writtenPartOf(network: AfdxNetwork, name: NetworkName, topology: Topology): WrittenPart {
  const virtualLinks = network.virtualLinks.filter((virtualLink) => routesOf(virtualLink, name).length > 0);
  const { ids } = virtualLinkIdsOf(virtualLinks.map((virtualLink) => virtualLink.name));
  const links = linksOf(network, name, topology);
  const changed = new Set<Assumption>([
    ...(network.title === assumedTitle ? [] : (['title'] as const)),
    ...(areNumberedInOrder(links) ? [] : (['ports'] as const)),
  ]);
  const isLeftOut = (assumption: Assumption): boolean =>
    network.assumptions?.includes(assumptionTexts[assumption]) === true && !changed.has(assumption);
  const rates = new Set(links.map(({ rateBitsPerSecond }) => rateBitsPerSecond));
  return {
    name,
    virtualLinks,
    switches: network.switches.filter((node) => node.network === name),
    endSystems: network.endSystems,
    links,
    rateBitsPerSecond: rates.size === 1 ? [...rates][0] : undefined,
    keepsNames: virtualLinks.every((virtualLink, index) => virtualLink.id === ids[index] && isXmlName(virtualLink.name)),
    isLeftOut,
    hasBothPriorities: new Set(virtualLinks.map(({ priority }) => priority)).size > 1,
    overheadBytes: overheadOf(virtualLinks, isLeftOut),
    nodeNames: new Map([
      ...network.switches.map(({ id, position }) => [id, writtenName(id, position)] as const),
      ...network.endSystems.map((node) => [node.id, writtenName(node.id, node.name)] as const),
    ]),
  };
}

/** Whether the ports are those that a reader gives to links without port numbers. */
function areNumberedInOrder(links: readonly Link[]): boolean {
  const used = new Map<string, number>();
  return links.every(({ ends }) =>
    ends.every(({ node, port }) => {
      const next = (used.get(node) ?? 0) + 1;
      used.set(node, next);
      return port === next;
    }),
  );
}

/** The foreign name that an identifier was made from, when that is how the node is called; else the identifier. */
function writtenName(id: string, name: string): string {
  return nodeIdOf(name) === id && isXmlName(name) ? name : id;
}

/**
 * The links of the network, and those between two end systems, which belong to none: they go with the routes that lead over them,
 * and to network A when there are none.
 */
function linksOf(network: AfdxNetwork, name: NetworkName, topology: Topology): readonly Link[] {
  const usedOn = (each: NetworkName): ReadonlySet<string> => new Set(network.virtualLinks.flatMap((link) => directHopsOf(link, each)));
  const [own, onB] = [usedOn(name), usedOn('B')];
  return network.links.filter((link) => {
    const key = endsKey(link);
    const isUsed = own.has(key) || (name === 'A' && !onB.has(key));
    return (topology.networkOf(link) ?? (isUsed ? name : undefined)) === name;
  });
}

/** Routes without a switch, which go over a cable of no network. */
function directHopsOf(virtualLink: VirtualLink, name: NetworkName): readonly string[] {
  return routesOf(virtualLink, name)
    .filter(([, switches]) => switches.length === 0)
    .map(([destination]) => [virtualLink.source, destination].sort().join('>'));
}

function endsKey({ ends }: Link): string {
  return [ends[0].node, ends[1].node].sort().join('>');
}

/**
 * Whether the smallest payload of a virtual link is written; it is not when the reader fills in the same.
 *
 * @implements LLR-CNV-012
 */
export function hasMinimum(virtualLink: VirtualLink, isLeftOut: WrittenPart['isLeftOut']): boolean {
  return !isLeftOut('minimumFrame') || virtualLink.minimumFrameBytes !== Math.min(frameBytesMin, virtualLink.maximumFrameBytes);
}

/** The overhead that makes each message a payload when there is one for all, else the usual one; less when a frame is smaller. */
function overheadOf(virtualLinks: readonly VirtualLink[], isLeftOut: WrittenPart['isLeftOut']): number {
  let minimum = 0;
  let maximum = payloadBytesMax;
  for (const virtualLink of virtualLinks) {
    const wireBytes = virtualLink.maximumFrameBytes + wireOverheadBytes;
    minimum = Math.max(minimum, wireBytes - payloadBytesMax);
    maximum = Math.min(maximum, wireBytes - 1);
    if (!hasMinimum(virtualLink, isLeftOut)) continue;
    minimum = Math.max(minimum, virtualLink.minimumFrameBytes + wireOverheadBytes - payloadBytesMax);
    maximum = Math.min(maximum, virtualLink.minimumFrameBytes + wireOverheadBytes);
  }
  const overheads = new Set(
    virtualLinks.map(({ subVirtualLinks: [message, ...others], maximumFrameBytes }) =>
      others.length === 0 ? maximumFrameBytes + wireOverheadBytes - message.payloadBytes : Number.NaN,
    ),
  );
  const [common] = overheads;
  const isCommon = overheads.size === 1 && common !== undefined && common >= minimum && common <= maximum;
  return isCommon ? common : Math.max(minimum, Math.min(usualOverheadBytes, maximum));
}
