import type { TimingFlow, TimingNetwork } from '../timing/timing-network.js';
import { type ExactQuestion, sendingTicks } from './exact-question.js';

/** The way of a flow from its source to a port, through ports that are not followed. */
export interface OffPath {
  /** By port passed: ticks from the start of sending there to the arrival, when the frame meets no queue. */
  readonly tailTicks: ReadonlyMap<number, number>;
  /** Ticks from the release to the arrival, when the frame meets no queue. */
  readonly totalTicks: number;
}

/**
 * How a flow comes to one of its hops without meeting a queue; `undefined` when a followed port lies on that way, so that the arrival
 * depends on what happens there.
 *
 * @param followed indexes of the ports that are followed
 * @implements LLR-EXA-009
 */
export function offPathOf(network: TimingNetwork, flow: TimingFlow, hop: number, followed: ReadonlySet<number>): OffPath | undefined {
  const tailTicks = new Map<number, number>();
  let totalTicks = 0;
  for (let at = flow.hops[hop]?.parent ?? -1; at >= 0; at = flow.hops[at]?.parent ?? -1) {
    const port = network.ports[flow.hops[at]?.port ?? -1];
    if (port === undefined || followed.has(port.index)) return undefined;
    totalTicks += sendingTicks(flow.frameBitsMax, port) + port.propagationTicks;
    tailTicks.set(port.index, totalTicks);
    totalTicks += port.latencyTicks;
  }
  return { tailTicks, totalTicks };
}

/**
 * Ticks by which a frame of the second flow has to arrive after one of the first so that neither meets a queue on the ports that both
 * pass before; 0 when they share none.
 *
 * @implements LLR-EXA-009
 */
export function apartTicksOf(
  network: TimingNetwork,
  first: readonly [TimingFlow, OffPath],
  second: readonly [TimingFlow, OffPath],
): number {
  let apart = 0;
  for (const [index, tail] of second[1].tailTicks) {
    const other = first[1].tailTicks.get(index);
    const port = network.ports[index];
    if (other !== undefined && port !== undefined) apart = Math.max(apart, sendingTicks(first[0].frameBitsMax, port) + tail - other);
  }
  return apart;
}

/**
 * Whether each flow of a question comes to the path from its source only: none of them leaves the path and comes back to it.
 *
 * @implements LLR-EXA-009
 */
export function entersOnce({ network, path, members }: ExactQuestion): boolean {
  const followed = new Set(path.map(({ index }) => index));
  return path.every(({ index }) =>
    (members.get(index) ?? []).every(({ flow, hop, from }) => followed.has(from) || offPathOf(network, flow, hop, followed) !== undefined),
  );
}
