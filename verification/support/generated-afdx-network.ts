import { type SeededRandom, seededRandom } from '../../src/kernel/seeded-random.js';
import type { AfdxNetwork, Criticality, NetworkName, VirtualLink } from '../../src/twin/afdx/network.generated.js';

/** What a generated network looks like. Each network of the two has its own switches, of the same shape. */
export interface NetworkShape {
  readonly seed: number;
  /** Switches of each network. */
  readonly switches: number;
  readonly endSystems: number;
  readonly virtualLinks: number;
  /** How the switches are joined: each to the one before, or each to any earlier one; `tree` unless told. */
  readonly joined?: 'line' | 'tree';
  /** Most destinations of a virtual link; 3 unless told. */
  readonly destinationsMax?: number;
  /** Highest load of an output port in percent; 70 unless told. */
  readonly loadPercentMax?: number;
  /** Whether each virtual link uses both networks; otherwise one in eight uses A or B alone, which is so unless told. */
  readonly redundant?: boolean;
  readonly rateBitsPerSecond?: number;
}

/** Shares of a port by criticality, in percent; the load of each group stays below. */
const shares: Readonly<Record<Criticality, number>> = { A: 40, B: 40, C: 30, D: 20, E: 20 };
const reservationsPercent = { safetyCritical: 40, missionCritical: 30, nonCritical: 20, spare: 10 };
const windowMilliseconds = 128;
/** The largest frames of an end system may take 460 µs together: with 40 µs for its electronics the jitter is 500 µs. */
const endSystemMicroseconds = 460;

/**
 * A network that a seed determines and that follows each structural rule: gaps of 2 to 128 ms, frames of 64 to 1518 byte, one to four
 * sub-virtual links, both priorities, all levels, ports loaded below the limit.
 *
 * @throws Error when the virtual links do not fit: take more end systems
 */
export function generatedAfdxNetwork(shape: NetworkShape): AfdxNetwork {
  return new Generator(shape).network();
}

class Generator {
  readonly #shape: NetworkShape;
  readonly #random: SeededRandom;
  /** Switch before each switch on the way to the first; -1 for the first. */
  readonly #parents: readonly number[];
  /** Switch of each end system. */
  readonly #homes: readonly number[];
  readonly #levels: readonly Criticality[];
  readonly #bitsPerWindow = new Map<string, number>();

  constructor(shape: NetworkShape) {
    this.#shape = shape;
    this.#random = seededRandom(shape.seed);
    this.#parents = Array.from({ length: shape.switches }, (_, index) =>
      index === 0 || shape.joined === 'line' ? index - 1 : this.#random.below(index),
    );
    this.#homes = Array.from({ length: shape.endSystems }, (_, index) => index % shape.switches);
    this.#levels = Array.from({ length: shape.endSystems }, () => this.#oneOf(['A', 'B', 'C', 'C', 'D', 'E']));
  }

  network(): AfdxNetwork {
    const { seed, endSystems } = this.#shape;
    const links = (['A', 'B'] as const).flatMap((name) => this.#links(name));
    return {
      title: `generated ${seed}`,
      version: '1.0.0',
      reservationsPercent,
      switches: (['A', 'B'] as const).flatMap((name) => this.#switches(name, links)),
      endSystems: Array.from({ length: endSystems }, (_, index) => ({
        id: `E${index}`,
        name: `end system ${index}`,
        ataChapter: 46,
        criticality: this.#levels[index] ?? 'E',
        networkId: index >> 8,
        equipmentId: index & 255,
        transmissionLatencyNanoseconds: 0,
        receptionLatencyNanoseconds: 20_000,
      })),
      links,
      virtualLinks: this.#virtualLinks(),
    };
  }

  #switches(network: NetworkName, links: AfdxNetwork['links']): AfdxNetwork['switches'] {
    return this.#parents.map((parent, index) => ({
      id: `S${index}${network}`,
      network,
      position: `S${index}`,
      kind: parent < 0 ? 'core' : 'edge',
      location: 'generated',
      portCount: links.filter(({ ends }) => ends.some(({ node }) => node === `S${index}${network}`)).length,
      technologicalLatencyNanoseconds: 8_000,
      outputBufferBytesPerPort: 262_144,
    }));
  }

  #links(network: NetworkName): AfdxNetwork['links'] {
    const used = new Map<string, number>();
    const plug = (node: string): { node: string; port: number } => {
      used.set(node, (used.get(node) ?? 0) + 1);
      return { node, port: used.get(node) ?? 1 };
    };
    const { rateBitsPerSecond = 100_000_000 } = this.#shape;
    const rate = { rateBitsPerSecond, propagationDelayNanoseconds: 50 };
    const trunks = this.#parents.flatMap((parent, index) =>
      parent < 0
        ? []
        : [{ id: `T${index}${network}`, ends: [plug(`S${parent}${network}`), plug(`S${index}${network}`)] as const, ...rate }],
    );
    const stubs = this.#homes.map((home, index) => ({
      id: `L${index}${network}`,
      ends: [{ node: `E${index}`, port: network === 'A' ? 1 : 2 }, plug(`S${home}${network}`)] as const,
      ...rate,
    }));
    return [...trunks, ...stubs].map(({ ends, ...link }) => ({ ...link, ends: [ends[0], ends[1]] }));
  }

  #virtualLinks(): VirtualLink[] {
    const { virtualLinks, endSystems, rateBitsPerSecond = 100_000_000 } = this.#shape;
    const sources = Array.from({ length: virtualLinks }, () => this.#random.below(endSystems));
    const left = new Map<number, number>();
    for (const source of sources) left.set(source, (left.get(source) ?? 0) + 1);
    const room = Array.from({ length: endSystems }, () => Math.floor((endSystemMicroseconds * rateBitsPerSecond) / 8_000_000));
    return sources.map((source, id) => {
      const count = left.get(source) ?? 1;
      left.set(source, count - 1);
      const most = (room[source] ?? 0) - (count - 1) * 84 - 20;
      if (most < 64) throw new Error(`end system E${source} has too many virtual links for its jitter`);
      const fair = Math.min(1518, most, Math.max(64, Math.floor((2 * (room[source] ?? 0)) / count) - 20));
      const link = this.#virtualLink(id, source, 64 + this.#random.below(fair - 63));
      room[source] = (room[source] ?? 0) - link.maximumFrameBytes - 20;
      return link;
    });
  }

  #virtualLink(id: number, source: number, frameBytes: number): VirtualLink {
    const { destinationsMax = 3, endSystems, virtualLinks, redundant = false } = this.#shape;
    const destinations = new Set<number>();
    const count = 1 + this.#random.below(Math.min(destinationsMax, endSystems - 1));
    while (destinations.size < count) {
      const destination = this.#random.below(endSystems);
      if (destination !== source) destinations.add(destination);
    }
    const single = !redundant && this.#random.below(8) === 0;
    const names: readonly NetworkName[] = single ? [this.#oneOf(['A', 'B'])] : ['A', 'B'];
    const routes = [...destinations].map((to) => ({ to, switches: this.#path(this.#homes[source] ?? 0, this.#homes[to] ?? 0) }));
    const criticality = this.#levels[source] ?? 'E';
    const fitted = this.#fitted(
      { source, routes, names, criticality, remaining: virtualLinks - id },
      { gap: 2 << this.#random.below(7), bytes: frameBytes },
    );
    const higher = [...destinations].filter((to) => ['A', 'B'].includes(this.#levels[to] ?? '') && (this.#levels[to] ?? '') < criticality);
    return {
      id,
      name: `flow ${id}`,
      purpose: 'generated',
      source: `E${source}`,
      destinations: [...destinations].map((to) => `E${to}`) as [string, ...string[]],
      criticality,
      priority: criticality < 'C' ? 'high' : criticality > 'C' ? 'low' : this.#oneOf(['high', 'low']),
      redundancyLevel: single ? 1 : 2,
      bandwidthAllocationGapMilliseconds: fitted.gap,
      minimumFrameBytes: 64,
      maximumFrameBytes: fitted.bytes,
      deadlineMicroseconds: 100_000,
      skewMaximumMicroseconds: single ? 0 : 2_000,
      ...(higher.length === 0
        ? {}
        : { advisoryUse: { destinations: higher.map((to) => `E${to}`) as [string, ...string[]], reason: 'generated' } }),
      subVirtualLinks: this.#queues(fitted),
      paths: Object.fromEntries(
        names.map((name) => [
          name,
          Object.fromEntries(routes.map(({ to, switches }) => [`E${to}`, switches.map((at) => `S${at}${name}`)])),
        ]),
      ),
    };
  }

  /**
   * Doubles the gap, then halves the frame, until the virtual link takes at most eight times an even share of what is left at each of
   * its ports; then takes the room.
   */
  #fitted(
    link: {
      readonly source: number;
      readonly routes: readonly { readonly to: number; readonly switches: readonly number[] }[];
      readonly names: readonly NetworkName[];
      readonly criticality: Criticality;
      /** Virtual links still to come, with this one. */
      readonly remaining: number;
    },
    wish: { readonly gap: number; readonly bytes: number },
  ): { readonly gap: number; readonly bytes: number } {
    const { loadPercentMax = 70, rateBitsPerSecond = 100_000_000 } = this.#shape;
    const ports = new Set<string>();
    for (const name of link.names) {
      for (const { to, switches } of link.routes) {
        const nodes = [`E${link.source}`, ...switches.map((at) => `S${at}${name}`), `E${to}`];
        nodes.slice(1).forEach((node, index) => {
          ports.add(`${name} ${nodes[index]}>${node}`);
        });
      }
    }
    const window = (rateBitsPerSecond / 1000) * windowMilliseconds;
    const group = link.criticality < 'C' ? 'safety' : link.criticality === 'C' ? 'mission' : 'other';
    const loadOf = (key: string): number => this.#bitsPerWindow.get(key) ?? 0;
    const room = Math.min(
      ...[...ports].flatMap((port) => [
        (window * loadPercentMax) / 100 - loadOf(port),
        (window * shares[link.criticality]) / 100 - loadOf(`${group} ${port}`),
      ]),
    );
    let { gap, bytes } = wish;
    const bitsPerWindow = (): number => ((bytes + 20) * 8 * windowMilliseconds) / gap;
    while (bitsPerWindow() * Math.max(1, link.remaining / 8) > room) {
      if (gap < 128) gap *= 2;
      else if (bytes > 64) bytes = Math.max(64, bytes >> 1);
      else throw new Error('the ports have no room for so many virtual links');
    }
    for (const key of [...ports].flatMap((port) => [port, `${group} ${port}`])) this.#bitsPerWindow.set(key, loadOf(key) + bitsPerWindow());
    return { gap, bytes };
  }

  /** Switches from one to another through the tree, both included. */
  #path(from: number, to: number): readonly number[] {
    const up = [from];
    const down = [to];
    while (up.at(-1) !== down.at(-1)) {
      // a switch is joined to one of a lower number, so the higher of both goes up
      if ((up.at(-1) ?? 0) > (down.at(-1) ?? 0)) up.push(this.#parents[up.at(-1) ?? 0] ?? 0);
      else down.push(this.#parents[down.at(-1) ?? 0] ?? 0);
    }
    return [...up, ...down.reverse().slice(1)];
  }

  #queues({ gap, bytes }: { readonly gap: number; readonly bytes: number }): VirtualLink['subVirtualLinks'] {
    const count = 1 + this.#random.below(4);
    const queues = Array.from({ length: count }, (_, index) => ({
      name: `message ${index}`,
      payloadBytes: 1 + this.#random.below(bytes - 47),
      maximumFrameBytes: bytes,
      periodMilliseconds: gap * (count === 1 ? 1 : 4),
    }));
    return queues as VirtualLink['subVirtualLinks'];
  }

  #oneOf<T>(choices: readonly T[]): T {
    return choices[this.#random.below(choices.length)] as T;
  }
}
