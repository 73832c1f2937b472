import { present } from '../../../kernel/present.js';
import type { Link } from '../network.generated.js';
import { idLengthMax, linkIdOf } from './names.js';
import { type ForeignNode, type ForeignNodes, rateForm } from './wopanets-nodes.js';
import { shortened, type WopanetsReading } from './wopanets-reading.js';
import type { XmlElement } from './xml-elements.js';

/** The links of a file, with the element of each. */
export interface ForeignLinks {
  readonly links: readonly Link[];
  readonly elements: readonly XmlElement[];
  readonly joins: (from: ForeignNode, to: ForeignNode) => boolean;
}

interface Cable {
  readonly id: string;
  readonly element: XmlElement;
  readonly ends: readonly [ForeignNode, ForeignNode];
  readonly rateBitsPerSecond: number;
}

/** Ports are counted from 0 in the file and from 1 to 255 in the network. */
const portNumberForm = /^(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-4])$/u;

/**
 * The cables of a file in its order. Two links between the same nodes in opposite directions are one cable when their ports are the
 * same or are no numbers. AFDX-206 doubled name, AFDX-207 unknown node, AFDX-208 links that are no full-duplex cable of one rate.
 *
 * @implements LLR-CNV-008
 */
export function foreignLinksOf(root: XmlElement, nodes: ForeignNodes, reading: WopanetsReading): ForeignLinks {
  const cables = new Map<string, Cable>();
  const names = new Set<string>();
  for (const element of root.children.filter(({ name }) => name === 'link')) {
    const cable = cableOf(element, nodes, names, reading);
    if (cable === undefined) continue;
    const [from, to] = cable.ends;
    const earlier = cables.get(`${from.id}>${to.id}`) ?? cables.get(`${to.id}>${from.id}`);
    if (earlier === undefined) cables.set(`${from.id}>${to.id}`, cable);
    else mergeInto(earlier, cable, reading);
  }
  const list = [...cables.values()];
  const ports = portsOf(list, reading);
  return {
    elements: list.map(({ element }) => element),
    links: list.map(({ id, ends: [from, to], rateBitsPerSecond }, index): Link => {
      const [fromPort, toPort] = present(ports[index], 'the ports of a cable');
      const ends: Link['ends'] = [
        { node: from.id, port: fromPort },
        { node: to.id, port: toPort },
      ];
      return { id, ends, rateBitsPerSecond, propagationDelayNanoseconds: 0 };
    }),
    joins: (from, to) => cables.has(`${from.id}>${to.id}`) || cables.has(`${to.id}>${from.id}`),
  };
}

function cableOf(element: XmlElement, nodes: ForeignNodes, names: Set<string>, reading: WopanetsReading): Cable | undefined {
  const id = idOf(element, names, reading);
  const from = endOf(element, 'from', nodes, reading);
  const to = endOf(element, 'to', nodes, reading);
  if (id === undefined || from === undefined || to === undefined) return undefined;
  if (from === to) {
    reading.error('AFDX-208', element, `link ${shortened(id)} joins a node with itself`, 'a cable has two ends', 'correct from or to');
    return undefined;
  }
  return { id, element, ends: [from, to], rateBitsPerSecond: rateOf(element, from, to, reading) };
}

function idOf(element: XmlElement, names: Set<string>, reading: WopanetsReading): string | undefined {
  const name = element.attributes.get('name') ?? '';
  if (name.trim() === '') return undefined;
  const id = linkIdOf(name);
  if (id !== name) reading.note(element, `the name "${shortened(name)}" of a link is carried over as "${shortened(id)}"`);
  if (names.has(id))
    reading.error(
      'AFDX-206',
      element,
      `a link named "${shortened(id)}" stands above`,
      'results could mean either',
      'give each link its own name',
    );
  names.add(id);
  if (id.length <= idLengthMax) return id;
  reading.error(
    'AFDX-204',
    element,
    `the name "${shortened(name)}" is too long`,
    `identifiers have at most ${idLengthMax} signs`,
    'give the link a shorter name',
  );
  return undefined;
}

function endOf(element: XmlElement, attribute: 'from' | 'to', nodes: ForeignNodes, reading: WopanetsReading): ForeignNode | undefined {
  const name = element.attributes.get(attribute) ?? '';
  const node = nodes.get(name);
  if (node === undefined && name.trim() !== '')
    reading.error(
      'AFDX-207',
      element,
      `${attribute} names "${shortened(name)}", which is no node`,
      'a cable ends at nodes of the network',
      'correct the name, or add the station or switch',
    );
  return node;
}

/** The rate of the link itself, else the one of both its nodes. Without one, the network cannot be analysed, and the least stands in. */
function rateOf(element: XmlElement, from: ForeignNode, to: ForeignNode, reading: WopanetsReading): number {
  if (element.attributes.has(rateForm.attribute)) return reading.quantity(element, rateForm) ?? rateForm.minimum;
  const [rate, other] = [from.rateBitsPerSecond, to.rateBitsPerSecond];
  if (rate !== undefined && rate === other) return rate;
  const isGiven = rate !== undefined && other !== undefined;
  reading.error(
    'AFDX-208',
    element,
    isGiven ? `the link would have ${rate} bit/s one way and ${other} bit/s the other` : 'the link has no rate',
    'a cable has one rate in both directions: its own transmission-capacity, else that of its nodes, else that of the network',
    'give the link a transmission-capacity',
  );
  return rateForm.minimum;
}

function mergeInto(earlier: Cable, later: Cable, reading: WopanetsReading): void {
  const { element } = later;
  const [from, to] = later.ends;
  const isOpposite = earlier.ends[0] === to && earlier.ends[1] === from;
  if (!isOpposite || !hasSamePorts(earlier.element, element)) {
    const message = `link ${shortened(later.id)} joins the nodes that link ${shortened(earlier.id)} joins`;
    const why = 'a path names nodes, so that it could mean either cable';
    reading.error('AFDX-208', element, message, why, 'remove one of them; for two directions of one cable give both the same ports');
  } else if (earlier.rateBitsPerSecond !== later.rateBitsPerSecond) {
    const message = `links ${shortened(earlier.id)} and ${shortened(later.id)} have different rates`;
    reading.error(
      'AFDX-208',
      element,
      message,
      'they are the two directions of one cable, which has one rate',
      'give both the same transmission-capacity',
    );
  } else
    reading.note(
      element,
      `link ${shortened(later.id)} is the other direction of link ${shortened(earlier.id)}, and its name is not carried over`,
    );
}

/** Whether two opposite links end at the same ports. Ports without numbers are named by direction, and say nothing. */
function hasSamePorts(forth: XmlElement, back: XmlElement): boolean {
  const ports = [
    forth.attributes.get('fromPort'),
    back.attributes.get('toPort'),
    forth.attributes.get('toPort'),
    back.attributes.get('fromPort'),
  ];
  return !ports.every(isPortNumber) || (ports[0] === ports[1] && ports[2] === ports[3]);
}

function isPortNumber(port: string | undefined): boolean {
  return portNumberForm.test(port ?? '');
}

/** The two ports of each cable: the numbers of the file and one, or, when one of them is no such number, the next free of each node. */
function portsOf(cables: readonly Cable[], reading: WopanetsReading): readonly (readonly [number, number])[] {
  const given = cables.map(({ element }) => [element.attributes.get('fromPort'), element.attributes.get('toPort')] as const);
  if (given.every(([from, to]) => isPortNumber(from) && isPortNumber(to)))
    return given.map(([from, to]) => [Number(from) + 1, Number(to) + 1]);
  reading.assume('ports');
  if (given.some(([from, to]) => from !== undefined || to !== undefined))
    reading.note(present(cables[0], 'a cable with a port').element, 'ports that are no numbers from 0 to 254 are not carried over');
  const used = new Map<string, number>();
  const next = ({ id }: ForeignNode, element: XmlElement): number => {
    const port = (used.get(id) ?? 0) + 1;
    used.set(id, port);
    if (port === 256)
      reading.error('AFDX-204', element, `node ${id} has more than 255 links`, 'ports are numbered from 1 to 255', 'split the node');
    return port;
  };
  return cables.map(({ ends: [from, to], element }) => [next(from, element), next(to, element)]);
}
