import type { EndSystem, Switch } from '../network.generated.js';
import { idLengthMax, nodeIdOf } from './names.js';
import { type QuantityForm, shortened, type WopanetsReading } from './wopanets-reading.js';
import type { XmlElement } from './xml-elements.js';

/** A station or switch of a file under its name there. */
export interface ForeignNode {
  readonly id: string;
  readonly name: string;
  readonly kind: 'station' | 'switch';
  readonly element: XmlElement;
  /** Default rate of the links attached, in bits per second; `undefined` when the file gives none. */
  readonly rateBitsPerSecond: number | undefined;
}

/** Nodes by their name in the file. */
export type ForeignNodes = ReadonlyMap<string, ForeignNode>;

/**
 * The form of a link rate, as of a station, switch, link or the network.
 *
 * @implements LLR-CNV-008
 */
export const rateForm: QuantityForm = {
  attribute: 'transmission-capacity',
  kind: 'rate',
  unitWithout: 'bps',
  step: 1n,
  stepName: 'bit/s',
  minimum: 1_000_000,
  maximum: 10_000_000_000,
};

const latencyForm: QuantityForm = {
  attribute: 'tech-latency',
  kind: 'duration',
  unitWithout: 'us',
  step: 1n,
  stepName: 'ns',
  minimum: 0,
  maximum: 1_000_000_000,
};

const firstInFirstOut = ['FIRST_IN_FIRST_OUT', 'FIFO'];
const staticPriority = ['STATIC_PRIORITY', 'STRICT_PRIORITY', 'FIXED_PRIORITY'];

/**
 * The buffer that stands for one whose size is not given: the largest that the schema allows, in bytes.
 *
 * @implements LLR-CNV-005
 */
export const unknownBufferBytes = 1_000_000_000;

/**
 * The stations and switches of a file by name, with findings AFDX-206 for a name that stands twice or becomes the identifier of
 * another node, and AFDX-209 for a service policy or switching technique that a network cannot have.
 *
 * @param rateBitsPerSecond default of the whole network
 * @implements LLR-CNV-007
 */
export function foreignNodesOf(root: XmlElement, rateBitsPerSecond: number | undefined, reading: WopanetsReading): ForeignNodes {
  const nodes = new Map<string, ForeignNode>();
  const names = new Map<string, string>();
  const found = root.children.flatMap((element) => {
    const kind = element.name;
    return kind === 'station' || kind === 'switch' ? [{ kind, element } as const] : [];
  });
  for (const { kind, element } of found) {
    const name = element.attributes.get('name') ?? '';
    if (name.trim() === '') continue;
    const id = nodeIdOf(name);
    checkName(name, id, names.get(id), element, reading);
    names.set(id, name);
    if (nodes.has(name)) continue;
    if (id !== name) reading.assume('names');
    nodes.set(name, { id, name, kind, element, rateBitsPerSecond: reading.quantity(element, rateForm) ?? rateBitsPerSecond });
  }
  return nodes;
}

function checkName(name: string, id: string, earlier: string | undefined, element: XmlElement, reading: WopanetsReading): void {
  const shown = shortened(name);
  if (earlier === name)
    reading.error(
      'AFDX-206',
      element,
      `a node named "${shown}" stands above`,
      'links and paths could mean either',
      'give each node its own name',
    );
  else if (earlier !== undefined) {
    const message = `nodes "${shown}" and "${shortened(earlier)}" both become ${shortened(id)}`;
    reading.error(
      'AFDX-206',
      element,
      message,
      'identifiers hold letters, digits, hyphens, underscores and full stops',
      'rename one of them',
    );
  }
  if (id.length > idLengthMax) {
    const why = `identifiers have at most ${idLengthMax} signs`;
    reading.error('AFDX-204', element, `the name "${shown}" is too long`, why, 'give the node a shorter name');
  }
}

/**
 * The end systems of a file, in its order; AFDX-204 when their addresses do not suffice.
 *
 * @implements LLR-CNV-007
 */
export function endSystemsOf(nodes: ForeignNodes, reading: WopanetsReading): EndSystem[] {
  const stations = [...nodes.values()].filter(({ kind }) => kind === 'station');
  const beyond = stations[65_536];
  if (beyond !== undefined)
    reading.error(
      'AFDX-204',
      beyond.element,
      'this is end system 65 537',
      'two bytes of address tell end systems apart',
      'split the network',
    );
  return stations.map(({ id, name, element }, index): EndSystem => {
    const latency = reading.quantity(element, latencyForm);
    if (latency === undefined) reading.assume('transmission');
    checkPolicy(element, reading);
    return {
      id,
      name,
      ataChapter: 42,
      criticality: 'E',
      networkId: Math.floor(index / 256),
      equipmentId: index % 256,
      transmissionLatencyNanoseconds: latency ?? 0,
      receptionLatencyNanoseconds: 0,
    };
  });
}

/** What of a switch depends on its links. */
export interface SwitchPorts {
  readonly portCount: number;
  readonly hasEndSystem: boolean;
}

/**
 * The switches of a file, in its order.
 *
 * @param isAfdx whether the file says that its technology is AFDX, where no switch cuts through
 * @implements LLR-CNV-007
 */
export function switchesOf(nodes: ForeignNodes, portsOf: (id: string) => SwitchPorts, isAfdx: boolean, reading: WopanetsReading): Switch[] {
  return [...nodes.values()]
    .filter(({ kind }) => kind === 'switch')
    .map(({ id, name, element }): Switch => {
      checkPolicy(element, reading);
      checkTechnique(element, isAfdx, reading);
      const { portCount, hasEndSystem } = portsOf(id);
      return {
        id,
        network: 'A',
        position: name,
        kind: hasEndSystem ? 'edge' : 'core',
        location: 'not known',
        portCount,
        technologicalLatencyNanoseconds: reading.quantity(element, latencyForm) ?? 0,
        outputBufferBytesPerPort: unknownBufferBytes,
      };
    });
}

function checkPolicy(element: XmlElement, reading: WopanetsReading): void {
  const policy = element.attributes.get('service-policy');
  if (policy === undefined) reading.assume('service');
  else if (!firstInFirstOut.includes(policy) && !staticPriority.includes(policy)) {
    const why = 'an output port of the network has two queues of static priority, each first in, first out';
    reading.error(
      'AFDX-209',
      element,
      `service policy "${shortened(policy)}" cannot be represented`,
      why,
      `use ${firstInFirstOut[0]} or ${staticPriority[0]}`,
    );
  }
}

/**
 * A node that serves all frames in one queue, if there is one.
 *
 * @implements LLR-CNV-010
 */
export function oneQueueNodeOf(nodes: ForeignNodes): ForeignNode | undefined {
  return [...nodes.values()].find(({ element }) => firstInFirstOut.includes(element.attributes.get('service-policy') ?? ''));
}

function checkTechnique(element: XmlElement, isAfdx: boolean, reading: WopanetsReading): void {
  const technique = element.attributes.get('switching-technique');
  if (technique === 'STORE_AND_FORWARD') return;
  if (technique === undefined) reading.assume('switching');
  else if (technique === 'CUT_THROUGH' && isAfdx) {
    reading.assume('switching');
    reading.warn(
      element,
      'switching technique CUT_THROUGH is read as STORE_AND_FORWARD',
      'an AFDX switch checks a frame to its last bit before it forwards it, so that it cannot cut through',
      'write STORE_AND_FORWARD; for a switch that does cut through, no bound of this reading holds',
    );
  } else {
    const why = 'the network has switches that store and forward, and no bound holds for others';
    reading.error(
      'AFDX-209',
      element,
      `switching technique "${shortened(technique)}" cannot be represented`,
      why,
      'write STORE_AND_FORWARD if that is what the switch does',
    );
  }
}
