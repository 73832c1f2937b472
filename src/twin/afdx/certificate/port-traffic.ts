import { leastCommonMultiple } from '../../../kernel/rational.js';
import type { Priority } from './certificate-claims.js';
import type { ExpectedFlow, ExpectedNetwork, ExpectedPort } from './expected-network.js';

/** A flow at a port, with the index of the hop in its tree. */
export interface Passage {
  readonly flow: ExpectedFlow;
  readonly flowIndex: number;
  readonly hop: number;
}

/** The flows of one priority that come to a port over one link, or from the source itself. */
export interface Group {
  readonly priority: Priority;
  /** Ticks to send one bit on the link; `undefined` at a source. */
  readonly linkTicksPerBit: number | undefined;
  /** Index of the port before; -1 at a source. */
  readonly before: number;
  readonly passages: readonly Passage[];
}

/**
 * The groups of each port, in the order of the ports of the network.
 * @implements LLR-CCK-006
 */
export function groupsOf(network: ExpectedNetwork): readonly (readonly Group[])[] {
  const byPort = network.ports.map(() => new Map<string, Group & { readonly passages: Passage[] }>());
  for (const [flowIndex, flow] of network.flows.entries()) {
    for (const [hop, { port, before }] of flow.hops.entries()) {
      const portBefore = flow.hops[before]?.port ?? -1;
      const groups = byPort[port] as Map<string, Group & { readonly passages: Passage[] }>;
      const key = `${portBefore} ${flow.priority}`;
      const group = groups.get(key) ?? {
        priority: flow.priority,
        linkTicksPerBit: network.ports[portBefore]?.ticksPerBit,
        before: portBefore,
        passages: [],
      };
      groups.set(key, group);
      group.passages.push({ flow, flowIndex, hop });
    }
  }
  return byPort.map((groups) => [...groups.values()]);
}

/**
 * The largest frame of some groups in bits; 0 without any.
 * @implements LLR-CCK-006
 */
export function largestBitsOf(groups: readonly Group[]): number {
  return groups.reduce((largest, { passages }) => passages.reduce((most, { flow }) => Math.max(most, flow.largestBits), largest), 0);
}

/**
 * Whether the flows of a port need more than its rate, in which case no bound holds.
 * @implements LLR-CCK-006
 */
export function isOverloaded({ ticksPerBit }: ExpectedPort, groups: readonly Group[]): boolean {
  const bitsByGap = new Map<number, number>();
  for (const { passages } of groups)
    for (const { flow } of passages) bitsByGap.set(flow.gapTicks, (bitsByGap.get(flow.gapTicks) ?? 0) + flow.largestBits);
  const window = [...bitsByGap.keys()].reduce((common, gapTicks) => leastCommonMultiple(common, BigInt(gapTicks)), 1n);
  let bits = 0n;
  for (const [gapTicks, sum] of bitsByGap) bits += BigInt(sum) * (window / BigInt(gapTicks));
  return bits * BigInt(ticksPerBit) > window;
}
