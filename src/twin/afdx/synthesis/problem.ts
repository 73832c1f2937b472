import { compareText } from '../../../kernel/diagnostic.js';
import type { AfdxNetwork, Criticality, NetworkName } from '../network.generated.js';
import { hopKey, networkNames, type Topology, topologyOf, treeOf } from '../topology.js';
import { jitterNanosecondsMax, technologicalJitterNanoseconds } from '../transmission-jitter.js';
import { loadWindowMilliseconds, type ReservationGroup, reservationGroupOf, wireBitsOf, wireBitsPerWindowOf } from '../wire.js';
import { type Carrier, carriersOf, sharedCarriersOf } from './carrier.js';
import type { Message } from './message.js';
import { routeTreesOf, type SwitchGraph, switchGraphOf } from './route-trees.js';

/** What the user of the optimiser decides. */
export interface SynthesisOptions {
  /** Growth margin of the reserved bandwidth, in percent. */
  readonly marginPercent: number;
  /** Switches that a route may pass beyond those of a shortest one. */
  readonly detourSwitchesMax: number;
  /** Trees looked at for each set of destinations on each network. */
  readonly treesMax: number;
  /** Whether messages may share a virtual link. */
  readonly share: boolean;
}

/** An output port with what the virtual links that stay use of it; bits count in 128 ms on the wire. */
export interface PlannedPort {
  readonly key: string;
  readonly network: NetworkName;
  readonly rateBitsPerSecond: number;
  readonly capacityBits: number;
  readonly shareBits: Readonly<Record<ReservationGroup, number>>;
  readonly fixedBits: Readonly<Record<ReservationGroup, number>>;
}

/** The sending side of an end system on one network: what one largest frame of each virtual link may come to. */
export interface PlannedSender {
  readonly endSystem: string;
  readonly network: NetworkName;
  /** Bits on the wire that 500 µs less 40 µs allow. */
  readonly burstBitsMax: number;
  readonly fixedBurstBits: number;
}

/** A tree by the indices of its ports. */
export interface PlannedTree {
  readonly routes: ReadonlyMap<string, readonly string[]>;
  readonly ports: readonly number[];
}

/** Messages with equal source, destinations, criticality and redundancy: those that may share a virtual link. */
export interface MessageClass {
  readonly index: number;
  /** By period and size. Messages of a carrier stand in the order of their indices. */
  readonly messages: readonly number[];
  readonly source: string;
  readonly destinations: readonly string[];
  readonly criticality: Criticality;
  readonly group: ReservationGroup;
  readonly redundancyLevel: 1 | 2;
  readonly trees: Readonly<Record<NetworkName, readonly PlannedTree[]>>;
  readonly carriers: readonly Carrier[];
  /** Whether not each carrier or tree that exists is listed. */
  readonly cut: boolean;
}

/** Everything that the searches look at. */
export interface Problem {
  readonly network: AfdxNetwork;
  readonly topology: Topology;
  readonly messages: readonly Message[];
  readonly options: SynthesisOptions;
  readonly classes: readonly MessageClass[];
  readonly ports: readonly PlannedPort[];
  readonly senders: readonly PlannedSender[];
  /** Virtual links that stay, by source. */
  readonly fixedCounts: ReadonlyMap<string, number>;
}

/** Classes of more messages share only neighbours in the order of period and size. */
const sharedClassMax = 8;
const sharedMessagesMax = 4;

/**
 * The problem of carrying messages over a network whose virtual links stay as they are. The network follows each structural rule and the
 * messages fit it, as `messageFindingsOf` sees to.
 *
 * @implements LLR-VLO-009
 */
export function problemOf(network: AfdxNetwork, messages: readonly Message[], options: SynthesisOptions): Problem {
  const topology = topologyOf(network);
  const ports = new PortTable(network, topology);
  const graphs = { A: switchGraphOf(network, 'A'), B: switchGraphOf(network, 'B') };
  const byKey = new Map<string, number[]>();
  messages.forEach((message, index) => {
    const { source, destinations, criticality, redundancyLevel, advisoryReason } = message;
    const key = JSON.stringify([source, [...destinations].sort(compareText), criticality, redundancyLevel, advisoryReason ?? '']);
    byKey.set(key, [...(byKey.get(key) ?? []), index]);
  });
  const figure = (index: number, key: 'periodMilliseconds' | 'sizeBytes'): number => messages[index]?.[key] ?? 0;
  const compare = (a: number, b: number): number =>
    figure(a, 'periodMilliseconds') - figure(b, 'periodMilliseconds') || figure(a, 'sizeBytes') - figure(b, 'sizeBytes') || a - b;
  const classes = [...byKey.values()].map((members, index) => classOf(members.sort(compare), { index, messages, options, graphs, ports }));
  const fixedCounts = new Map<string, number>();
  for (const { source } of network.virtualLinks) fixedCounts.set(source, (fixedCounts.get(source) ?? 0) + 1);
  return { network, topology, messages, options, classes, ports: ports.list, senders: sendersOf(network, topology), fixedCounts };
}

interface ClassContext {
  readonly index: number;
  readonly messages: readonly Message[];
  readonly options: SynthesisOptions;
  readonly graphs: Readonly<Record<NetworkName, SwitchGraph>>;
  readonly ports: PortTable;
}

function classOf(members: readonly number[], { index, messages, options, graphs, ports }: ClassContext): MessageClass {
  const first = messages[members[0] ?? 0] as Message;
  const { source, criticality, redundancyLevel } = first;
  const destinations = [...first.destinations].sort(compareText);
  const found = networkNames.map((name) => routeTreesOf(graphs[name], source, destinations, options));
  const planned = (at: number): readonly PlannedTree[] =>
    (found[at]?.trees ?? []).map(({ routes, hops }) => ({ routes, ports: hops.map((hop) => ports.indexOf(hop)) }));
  const { carriers, cut } = carriersIn(members, messages, options);
  return {
    index,
    messages: members,
    source,
    destinations,
    criticality,
    group: reservationGroupOf(criticality),
    redundancyLevel,
    trees: { A: planned(0), B: planned(1) },
    carriers,
    cut: cut || found.some((each) => each.cut),
  };
}

function carriersIn(members: readonly number[], messages: readonly Message[], options: SynthesisOptions) {
  const message = (index: number): Message => messages[index] as Message;
  const single = members.map((index) => carriersOf(message(index), index, options.marginPercent));
  const sets = options.share ? sharedSets(members) : [];
  const shared = sets.flatMap((set) =>
    sharedCarriersOf(
      set.map((index) => ({ message: message(index), index })),
      options.marginPercent,
    ),
  );
  const cut = single.some((each) => each.cut) || (options.share && members.length > sharedClassMax);
  return { carriers: [...single.flatMap(({ carriers }) => carriers), ...shared], cut };
}

/** All sets of 2 to 4 messages, each ascending; of a large class only those of neighbours. */
function sharedSets(members: readonly number[]): readonly (readonly number[])[] {
  const sets =
    members.length <= sharedClassMax
      ? subsetsOf(members).filter(({ length }) => length >= 2 && length <= sharedMessagesMax)
      : members.flatMap((_, at) => [2, 3, 4].filter((count) => at + count <= members.length).map((count) => members.slice(at, at + count)));
  return sets.map((set) => [...set].sort((a, b) => a - b));
}

function subsetsOf(items: readonly number[]): readonly (readonly number[])[] {
  const sets: (readonly number[])[] = [[]];
  for (const item of items) sets.push(...sets.map((set) => [...set, item]));
  return sets;
}

/** The ports of all trees, each once, with what the virtual links that stay need. */
class PortTable {
  readonly list: PlannedPort[] = [];
  readonly #index = new Map<string, number>();
  readonly #network: AfdxNetwork;
  readonly #topology: Topology;
  readonly #fixed = new Map<string, Record<ReservationGroup, number>>();

  constructor(network: AfdxNetwork, topology: Topology) {
    this.#network = network;
    this.#topology = topology;
    for (const virtualLink of network.virtualLinks) {
      const group = reservationGroupOf(virtualLink.criticality);
      for (const hop of networkNames.flatMap((name) => treeOf(virtualLink, name))) {
        const bits = this.#fixed.get(hopKey(hop)) ?? { safetyCritical: 0, missionCritical: 0, nonCritical: 0 };
        bits[group] += Number(wireBitsPerWindowOf(virtualLink));
        this.#fixed.set(hopKey(hop), bits);
      }
    }
    for (const key of this.#fixed.keys()) this.indexOf(key);
  }

  indexOf(key: string): number {
    const known = this.#index.get(key);
    if (known !== undefined) return known;
    const [from = '', to = ''] = key.split('>');
    const link = this.#topology.linkBetween({ from, to });
    if (link === undefined) throw new Error(`the hop ${key} follows a link`);
    const window = link.rateBitsPerSecond * Number(loadWindowMilliseconds);
    const { safetyCritical, missionCritical, nonCritical } = this.#network.reservationsPercent;
    const share = (percent: number): number => Math.floor((window * percent) / 100_000);
    this.#index.set(key, this.list.length);
    this.list.push({
      key,
      network: this.#topology.networkOf(link) ?? 'A',
      rateBitsPerSecond: link.rateBitsPerSecond,
      capacityBits: Math.floor(window / 1000),
      shareBits: { safetyCritical: share(safetyCritical), missionCritical: share(missionCritical), nonCritical: share(nonCritical) },
      fixedBits: this.#fixed.get(key) ?? { safetyCritical: 0, missionCritical: 0, nonCritical: 0 },
    });
    return this.list.length - 1;
  }
}

function sendersOf(network: AfdxNetwork, topology: Topology): readonly PlannedSender[] {
  const fixed = new Map<string, number>();
  for (const virtualLink of network.virtualLinks) {
    for (const name of networkNames) {
      if (treeOf(virtualLink, name).length === 0) continue;
      const key = `${virtualLink.source}>${name}`;
      fixed.set(key, (fixed.get(key) ?? 0) + Number(wireBitsOf(virtualLink)));
    }
  }
  const allowedNanoseconds = Number(jitterNanosecondsMax - technologicalJitterNanoseconds);
  return network.links.flatMap((link) => {
    const name = topology.networkOf(link);
    const endSystem = link.ends.map(({ node }) => node).find((node) => topology.endSystems.has(node));
    if (name === undefined || endSystem === undefined) return [];
    const burstBitsMax = Math.floor((link.rateBitsPerSecond * allowedNanoseconds) / 1_000_000_000);
    return [{ endSystem, network: name, burstBitsMax, fixedBurstBits: fixed.get(`${endSystem}>${name}`) ?? 0 }];
  });
}
