import { leastCommonMultiple } from '../../../kernel/rational.js';
import type { AfdxNetwork, Link, NetworkName, Routes, VirtualLink } from '../network.generated.js';
import type { Priority } from './certificate-claims.js';
import type { Findings } from './findings.js';

/** An output port that a flow passes. Times are in ticks. */
export interface ExpectedPort {
  /** `node>toward`. */
  readonly id: string;
  readonly ticksPerBit: number;
  readonly latencyTicks: number;
  readonly propagationTicks: number;
}

/** A virtual link on one network. Sizes are bits on the wire. */
export interface ExpectedFlow {
  readonly virtualLink: number;
  readonly network: NetworkName;
  readonly priority: Priority;
  readonly gapTicks: number;
  readonly largestBits: number;
  readonly smallestBits: number;
  /** The tree: each hop after the one before it; `before` is an index in this list, -1 at the source. */
  readonly hops: readonly { readonly port: number; readonly before: number }[];
  /** The end systems, each with the last hop before it. */
  readonly destinations: readonly { readonly endSystem: string; readonly hop: number; readonly receptionTicks: number }[];
}

/** What the network file says a certificate must speak of. */
export interface ExpectedNetwork {
  readonly ticksPerSecond: number;
  readonly ports: readonly ExpectedPort[];
  readonly flows: readonly ExpectedFlow[];
}

interface Node {
  readonly kind: 'switch' | 'end system';
  readonly latencyNanoseconds: number;
  readonly receptionNanoseconds: number;
}

/** Preamble, start delimiter and inter-frame gap, in bytes. */
const wireOverheadBytes = 20;

/**
 * The ports and flows of a network, with finding AFDX-342 for each reason why no bound of it can be confirmed; `undefined` when there
 * is one: an identifier used twice, a route over a node or link that is not there, a fork that rejoins, destinations other than those
 * of the routes, a smallest frame above the largest, rates without a common tick that JSON can hold, or no virtual link.
 * @implements LLR-CCK-004
 */
export function expectedNetworkOf(network: AfdxNetwork, findings: Findings): ExpectedNetwork | undefined {
  const before = findings.count;
  const derivation = new Derivation(network, findings);
  const flows = network.virtualLinks.flatMap((virtualLink) => derivation.flowsOf(virtualLink));
  if (flows.length === 0) derivation.refuse('the network has no virtual link', 'a certificate of an empty network confirms nothing');
  return findings.count > before ? undefined : { ticksPerSecond: derivation.ticksPerSecond, ports: derivation.ports, flows };
}

/** Derives the ports and flows of one network. */
class Derivation {
  readonly ticksPerSecond: number;
  readonly ports: ExpectedPort[] = [];
  readonly #findings: Findings;
  readonly #nodes = new Map<string, Node>();
  /** Cables by `node>toward`, in both directions; `undefined` when more than one joins the two. */
  readonly #links = new Map<string, Link | undefined>();
  readonly #portIndices = new Map<string, number>();
  readonly #virtualLinks = new Set<number>();

  constructor(network: AfdxNetwork, findings: Findings) {
    this.#findings = findings;
    const ticksPerSecond = network.links.reduce((common, link) => leastCommonMultiple(common, BigInt(link.rateBitsPerSecond)), 10n ** 9n);
    this.ticksPerSecond = this.#safe(ticksPerSecond, 'the rates of the links have no common tick', 'ticksPerSecond is a JSON number');
    for (const { id, technologicalLatencyNanoseconds } of network.switches)
      this.#addNode(id, { kind: 'switch', latencyNanoseconds: technologicalLatencyNanoseconds, receptionNanoseconds: 0 });
    for (const { id, transmissionLatencyNanoseconds, receptionLatencyNanoseconds } of network.endSystems) {
      const times = { latencyNanoseconds: transmissionLatencyNanoseconds, receptionNanoseconds: receptionLatencyNanoseconds };
      this.#addNode(id, { kind: 'end system', ...times });
    }
    for (const link of network.links) {
      const [one, other] = link.ends;
      for (const id of [`${one.node}>${other.node}`, `${other.node}>${one.node}`])
        this.#links.set(id, this.#links.has(id) ? undefined : link);
    }
  }

  flowsOf(virtualLink: VirtualLink): readonly ExpectedFlow[] {
    if (this.#virtualLinks.has(virtualLink.id)) {
      this.refuse(`virtual link ${virtualLink.id} is there twice`, 'claims of a virtual link are found by its identifier');
      return [];
    }
    this.#virtualLinks.add(virtualLink.id);
    if (virtualLink.minimumFrameBytes > virtualLink.maximumFrameBytes)
      this.refuse(
        `virtual link ${virtualLink.id} has a smallest frame above its largest`,
        'the shortest passage rests on the smallest frame',
      );
    return (['A', 'B'] as const).flatMap((name) => {
      const routes = virtualLink.paths[name];
      return routes === undefined ? [] : [this.#flow(virtualLink, name, routes)];
    });
  }

  refuse(message: string, why: string): void {
    const fix = 'correct the network file until ampel afdx check and ampel afdx bounds accept it, and write the certificate anew';
    this.#findings.add({ code: 'AFDX-342', pointer: '', message: `the network cannot be bounded: ${message}`, why, fix });
  }

  #flow(virtualLink: VirtualLink, network: NetworkName, routes: Routes): ExpectedFlow {
    const { id, destinations } = virtualLink;
    const reached = Object.keys(routes);
    if (reached.length !== destinations.length || !destinations.every((endSystem) => Object.hasOwn(routes, endSystem)))
      this.refuse(`the routes of virtual link ${id} on ${network} do not lead to its destinations`, 'each destination has one route');
    const tree = new Tree(virtualLink.source);
    const ends = Object.entries(routes).map(([endSystem, switches]) => {
      const hop = this.#walk(tree, [virtualLink.source, ...switches, endSystem], `virtual link ${id} on ${network}`);
      return { endSystem, hop, receptionTicks: this.#ticks(this.#nodes.get(endSystem)?.receptionNanoseconds ?? 0) };
    });
    return {
      virtualLink: id,
      network,
      priority: virtualLink.priority,
      gapTicks: this.#ticks(virtualLink.bandwidthAllocationGapMilliseconds * 1_000_000),
      largestBits: (virtualLink.maximumFrameBytes + wireOverheadBytes) * 8,
      smallestBits: (virtualLink.minimumFrameBytes + wireOverheadBytes) * 8,
      hops: tree.hops,
      destinations: ends,
    };
  }

  /** Adds a route to a tree; the index of its last hop. */
  #walk(tree: Tree, route: readonly string[], flow: string): number {
    let at = -1;
    for (const [index, toward] of route.entries()) {
      if (index === 0) continue;
      const node = route[index - 1] ?? '';
      const kind = index === 1 ? 'end system' : 'switch';
      if (this.#nodes.get(node)?.kind !== kind) this.refuse(`${flow} passes ${node}, which is no ${kind}`, 'a route leads over switches');
      const port = this.#portIndex(node, toward, flow);
      const hop = tree.extended(at, port, toward);
      if (hop === undefined) {
        this.refuse(`${flow} reaches ${toward} in two ways`, 'the routes of a virtual link on one network form a tree');
        return -1;
      }
      at = hop;
    }
    const last = route.at(-1) ?? '';
    if (this.#nodes.get(last)?.kind !== 'end system') this.refuse(`${flow} ends at ${last}, which is no end system`, 'end systems receive');
    return at;
  }

  #portIndex(node: string, toward: string, flow: string): number {
    const id = `${node}>${toward}`;
    const known = this.#portIndices.get(id);
    if (known !== undefined) return known;
    const link = this.#links.get(id);
    if (link === undefined)
      this.refuse(`${flow} needs one cable from ${node} to ${toward}`, 'neighbours on a route are joined by one cable');
    this.#portIndices.set(id, this.ports.length);
    this.ports.push({
      id,
      ticksPerBit: this.ticksPerSecond / (link?.rateBitsPerSecond ?? this.ticksPerSecond),
      latencyTicks: this.#ticks(this.#nodes.get(node)?.latencyNanoseconds ?? 0),
      propagationTicks: this.#ticks(link?.propagationDelayNanoseconds ?? 0),
    });
    return this.ports.length - 1;
  }

  #addNode(id: string, node: Node): void {
    if (this.#nodes.has(id)) this.refuse(`node ${id} is there twice`, 'routes name nodes by their identifier');
    this.#nodes.set(id, node);
  }

  #ticks(nanoseconds: number): number {
    const ticks = (BigInt(nanoseconds) * BigInt(this.ticksPerSecond)) / 1_000_000_000n;
    return this.#safe(ticks, `${nanoseconds} ns are ${ticks} ticks`, 'whole numbers are exact up to 2^53 - 1');
  }

  #safe(value: bigint, message: string, why: string): number {
    if (value <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(value);
    this.refuse(message, why);
    return 1_000_000_000;
  }
}

/** The hops of one flow while its routes are joined. */
class Tree {
  readonly hops: { readonly port: number; readonly before: number }[] = [];
  /** Hop by which a node is reached; the source by none. */
  readonly #reachedBy: Map<string, number>;

  constructor(source: string) {
    this.#reachedBy = new Map([[source, -1]]);
  }

  /** The hop through a port to a node after another hop; `undefined` when the node is reached in another way already. */
  extended(before: number, port: number, toward: string): number | undefined {
    const known = this.#reachedBy.get(toward);
    if (known === undefined) {
      this.#reachedBy.set(toward, this.hops.length);
      return this.hops.push({ port, before }) - 1;
    }
    return this.hops[known]?.port === port ? known : undefined;
  }
}
