import { type Claim, type ClaimedFlow, type ClaimedPort, type Claims, countsFrames, type Priority } from './certificate-claims.js';
import type { ExpectedFlow, ExpectedNetwork } from './expected-network.js';
import { type Findings, quoted } from './findings.js';

/** The claims on a flow, by hop and by destination of the expected flow; `undefined` where there is none. */
export interface MatchedFlow {
  readonly pointer: string;
  readonly jitters: readonly (Claim | undefined)[];
  readonly destinations: readonly (ClaimedFlow['destinations'][number] | undefined)[];
}

/** Claims by the index of the expected port and flow that they speak of; `undefined` where there is none. */
export interface MatchedClaims {
  readonly ports: readonly (ClaimedPort | undefined)[];
  readonly flows: readonly (MatchedFlow | undefined)[];
}

/**
 * Finds for each port, priority, flow, hop and destination of the network what the certificate claims. AFDX-343: a claim that is
 * missing; AFDX-344: a claim on what the network does not have, or a second claim on the same.
 * @implements LLR-CCK-005
 */
export function matchedClaimsOf(network: ExpectedNetwork, claims: Claims, findings: Findings): MatchedClaims {
  const matcher = new Matcher(findings);
  const portIds = network.ports.map(({ id }) => id);
  const ports = matcher.matched(portIds, claims.ports, (claim) => claim.port, { what: 'port', pointer: '/ports' });
  const used = prioritiesAtPortsOf(network);
  for (const [index, claim] of ports.entries()) if (claim !== undefined) matcher.priorities(claim, used[index] ?? new Set());
  const flowKeys = network.flows.map(flowName);
  const claimed = matcher.matched(flowKeys, claims.flows, flowName, { what: 'virtual link', pointer: '/flows' });
  const flows = claimed.map((claim, index) => {
    const flow = network.flows[index];
    return claim === undefined || flow === undefined ? undefined : matcher.flow(network, flow, claim, countsFrames(claims.method));
  });
  return { ports, flows };
}

/**
 * The priorities of the flows at each port.
 * @implements LLR-CCK-005
 */
export function prioritiesAtPortsOf(network: ExpectedNetwork): readonly ReadonlySet<Priority>[] {
  const used = network.ports.map(() => new Set<Priority>());
  for (const { hops, priority } of network.flows) for (const { port } of hops) used[port]?.add(priority);
  return used;
}

/**
 * How a flow is named in findings.
 * @implements LLR-CCK-005
 */
export function flowName({ virtualLink, network }: { readonly virtualLink: number; readonly network: string }): string {
  return `${virtualLink} on ${network}`;
}

/** Pairs claims with what the network has. */
class Matcher {
  readonly #findings: Findings;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** The claim for each key, in the order of the keys. */
  matched<T>(
    keys: readonly string[],
    claims: readonly T[],
    keyOf: (claim: T) => string,
    { what, pointer }: { readonly what: string; readonly pointer: string },
  ): readonly (T | undefined)[] {
    const wanted = new Set(keys);
    const found = new Map<string, T>();
    for (const claim of claims) {
      const key = keyOf(claim);
      if (!wanted.has(key)) this.#superfluous(pointer, `${what} ${quoted(key)} is claimed, and the network has none`);
      else if (found.has(key)) this.#superfluous(pointer, `${what} ${key} is claimed twice`);
      else found.set(key, claim);
    }
    for (const key of keys) if (!found.has(key)) this.#missing(pointer, `${what} ${key} is not claimed`);
    return keys.map((key) => found.get(key));
  }

  priorities({ pointer, port, delays }: ClaimedPort, used: ReadonlySet<Priority>): void {
    const place = `${pointer}/delayTicks`;
    for (const priority of ['high', 'low'] as const) {
      const what = `port ${port}: the delay of priority ${priority}`;
      if (used.has(priority) && !delays.has(priority)) this.#missing(place, `${what} is not claimed`);
      if (!used.has(priority) && delays.has(priority)) this.#superfluous(place, `${what} is claimed, and no virtual link there has it`);
    }
  }

  flow(network: ExpectedNetwork, flow: ExpectedFlow, claim: ClaimedFlow, withJitter: boolean): MatchedFlow {
    const name = flowName(flow);
    const portIds = withJitter ? flow.hops.map(({ port }) => network.ports[port]?.id ?? '') : [];
    const jitters = this.matched(portIds, claim.jitters, ({ port }) => port, {
      what: `virtual link ${name}: jitter at port`,
      pointer: `${claim.pointer}/jitterTicks`,
    });
    const endSystems = flow.destinations.map(({ endSystem }) => endSystem);
    const destinations = this.matched(endSystems, claim.destinations, ({ endSystem }) => endSystem, {
      what: `virtual link ${name}: destination`,
      pointer: `${claim.pointer}/destinations`,
    });
    return { pointer: claim.pointer, jitters: jitters.map((jitter) => jitter?.claim), destinations };
  }

  #missing(pointer: string, message: string): void {
    const why = 'what a certificate does not claim is not bounded by it';
    this.#findings.add({ code: 'AFDX-343', pointer, message, why, fix: 'write the certificate anew from this network' });
  }

  #superfluous(pointer: string, message: string): void {
    const why = 'a certificate speaks once of each part of its network and of nothing else';
    this.#findings.add({ code: 'AFDX-344', pointer, message, why, fix: 'write the certificate anew from this network' });
  }
}
