import { hopKey, networkNames } from '../topology.js';
import type { ReservationGroup } from '../wire.js';
import type { Choice } from './assemble.js';
import type { Problem } from './problem.js';

/** A limit of the structural rules that a sum over virtual links must keep. */
export type Limit =
  | { readonly kind: 'port'; readonly port: number }
  | { readonly kind: 'share'; readonly port: number; readonly group: ReservationGroup }
  | { readonly kind: 'burst'; readonly sender: number }
  | { readonly kind: 'count'; readonly endSystem: string };

/** A limit with what is used of it and what it allows: bits in 128 ms, bits of one frame each, or virtual links. */
export interface LimitUse {
  readonly limit: Limit;
  readonly used: number;
  readonly allowed: number;
}

/**
 * The most virtual links of which an end system is the source (AFDX-140).
 *
 * @implements LLR-VLO-009
 */
export const virtualLinkCountMax = 128;

/** What a set of choices uses of each limit, kept up to date while a search adds and removes choices. */
export class Ledger {
  readonly #problem: Problem;
  readonly #ports: Record<ReservationGroup, number>[];
  readonly #bursts: number[];
  readonly #counts: Map<string, number>;
  readonly #senders = new Map<string, number>();

  /**
   * Starts with the virtual links that stay.
   *
   * @implements LLR-VLO-009
   */
  constructor(problem: Problem) {
    this.#problem = problem;
    this.#ports = problem.ports.map(({ fixedBits }) => ({ ...fixedBits }));
    this.#bursts = problem.senders.map(({ fixedBurstBits }) => fixedBurstBits);
    this.#counts = new Map(problem.fixedCounts);
    problem.senders.forEach(({ endSystem, network }, index) => {
      this.#senders.set(hopKey({ from: endSystem, to: network }), index);
    });
  }

  /**
   * Counts a choice, or takes it back with the sign -1.
   *
   * @implements LLR-VLO-009
   */
  add({ class: own, carrier, trees }: Choice, sign: 1 | -1 = 1): void {
    for (const name of networkNames) {
      const tree = trees[name] === undefined ? undefined : own.trees[name][trees[name]];
      if (tree === undefined) continue;
      for (const port of tree.ports) {
        const bits = this.#ports[port];
        if (bits !== undefined) bits[own.group] += sign * carrier.wireBits;
      }
      const sender = this.#senders.get(hopKey({ from: own.source, to: name })) ?? -1;
      this.#bursts[sender] = (this.#bursts[sender] ?? 0) + sign * carrier.burstBits;
    }
    this.#counts.set(own.source, (this.#counts.get(own.source) ?? 0) + sign);
  }

  /**
   * Bits in 128 ms at a port, of all groups or of one.
   *
   * @implements LLR-VLO-009
   */
  portBits(port: number, group?: ReservationGroup): number {
    const bits = this.#ports[port] ?? { safetyCritical: 0, missionCritical: 0, nonCritical: 0 };
    return group === undefined ? bits.safetyCritical + bits.missionCritical + bits.nonCritical : bits[group];
  }

  /**
   * The load of a port as a share of its rate; for comparisons of a search, not for results.
   *
   * @implements LLR-VLO-009
   */
  loadOf(port: number): number {
    return this.portBits(port) / (this.#problem.ports[port]?.rateBitsPerSecond ?? 1);
  }

  /**
   * The index of the sending side of an end system on a network; -1 when it has none.
   *
   * @implements LLR-VLO-009
   */
  senderOf(endSystem: string, network: string): number {
    return this.#senders.get(hopKey({ from: endSystem, to: network })) ?? -1;
  }

  /**
   * Each limit that is exceeded.
   *
   * @implements LLR-VLO-009
   */
  exceeded(): readonly LimitUse[] {
    return limitUsesOf(this.#problem, this).filter(({ used, allowed }) => used > allowed);
  }

  /**
   * Bits of one largest frame of each virtual link of a sender.
   *
   * @implements LLR-VLO-009
   */
  burstBits(sender: number): number {
    return this.#bursts[sender] ?? 0;
  }

  /**
   * Number of virtual links of which an end system is the source.
   *
   * @implements LLR-VLO-009
   */
  countOf(endSystem: string): number {
    return this.#counts.get(endSystem) ?? 0;
  }
}

/**
 * The use of each limit of a problem, in the order of ports, groups, senders and end systems.
 *
 * @implements LLR-VLO-009
 */
export function limitUsesOf(problem: Problem, ledger: Ledger): readonly LimitUse[] {
  return [
    ...problem.ports.flatMap(({ capacityBits, shareBits }, port): readonly LimitUse[] => [
      { limit: { kind: 'port', port }, used: ledger.portBits(port), allowed: capacityBits },
      ...(['safetyCritical', 'missionCritical', 'nonCritical'] as const).map(
        (group): LimitUse => ({ limit: { kind: 'share', port, group }, used: ledger.portBits(port, group), allowed: shareBits[group] }),
      ),
    ]),
    ...problem.senders.map(
      ({ burstBitsMax }, sender): LimitUse => ({ limit: { kind: 'burst', sender }, used: ledger.burstBits(sender), allowed: burstBitsMax }),
    ),
    ...[...new Set(problem.classes.map(({ source }) => source))].map(
      (endSystem): LimitUse => ({ limit: { kind: 'count', endSystem }, used: ledger.countOf(endSystem), allowed: virtualLinkCountMax }),
    ),
  ];
}
