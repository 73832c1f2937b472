import type { TimingDestination, TimingFlow, TimingNetwork, TimingPort } from '../../src/twin/afdx/timing/timing-network.js';

/** A frame of the largest size. */
interface Release {
  readonly flow: TimingFlow;
  readonly ticks: number;
}

/** A frame that waits for a port. */
interface Waiting {
  readonly frame: number;
  readonly join: number;
  readonly sending: number;
  readonly isHigh: boolean;
}

/** What is tried: instants on a grid, and how many frames of each flow. */
export interface Grid {
  readonly stepTicks: number;
  readonly fromTicks: number;
  readonly toTicks: number;
  /** By index of the flow: frames beside the one whose delay is sought; 1 unless told, 0 of its own flow. */
  readonly frames?: Readonly<Record<number, number>>;
}

/**
 * The longest delay by trying: each release on the grid, each order that the rules leave open at each port, frames of the largest size and the
 * longest latency. The frame whose delay is sought is released at 0. Where each duration is a whole number of steps and the grid is long
 * enough, nothing off the grid is longer: what an order says of instants are differences by whole steps.
 */
export function exhaustiveWorstCaseTicks(network: TimingNetwork, flow: TimingFlow, destination: TimingDestination, grid: Grid): number {
  const others = network.flows.flatMap((each) =>
    Array.from({ length: grid.frames?.[each.index] ?? (each === flow ? 0 : 1) }, (_, copy) => ({ flow: each, copy })),
  );
  let longest = 0;
  const place = (index: number, releases: readonly Release[]): void => {
    const next = others[index];
    if (next === undefined) {
      longest = Math.max(longest, longestOf(network, releases, destination));
      return;
    }
    const lastOfFlow = next.copy > 0 ? (releases.at(-1)?.ticks ?? 0) + next.flow.gapTicks : grid.fromTicks;
    for (let ticks = lastOfFlow; ticks <= grid.toTicks; ticks += grid.stepTicks) {
      if (next.flow === flow && Math.abs(ticks) < flow.gapTicks) continue;
      place(index + 1, [...releases, { flow: next.flow, ticks }]);
    }
  };
  place(0, [{ flow, ticks: 0 }]);
  return longest;
}

/** The longest delay of the first of some releases, over the orders that the rules leave open. */
function longestOf(network: TimingNetwork, releases: readonly Release[], destination: TimingDestination): number {
  let longest = 0;
  const asked = releases[0] as Release;
  const last = asked.flow.hops[destination.hop]?.port ?? -1;
  const ends = new Map<string, number>();
  const serve = (at: number): void => {
    const port = network.ports[at];
    if (port === undefined) {
      longest = Math.max(longest, ends.get(`0 ${last}`) ?? 0);
      return;
    }
    const waiting = waitingAt(network, releases, port, ends);
    serveIn(waiting, Number.NEGATIVE_INFINITY, port);
  };
  const serveIn = (waiting: readonly Waiting[], free: number, port: TimingPort): void => {
    if (waiting.length === 0) {
      serve(port.index + 1);
      return;
    }
    const start = Math.max(free, Math.min(...waiting.map(({ join }) => join)));
    for (const next of waiting.filter((each) => mayStart(each, waiting, start))) {
      ends.set(`${next.frame} ${port.index}`, start + next.sending);
      serveIn(
        waiting.filter((each) => each !== next),
        start + next.sending,
        port,
      );
    }
  };
  serve(0);
  return longest + (network.ports[last]?.propagationTicks ?? 0) + destination.receptionTicks - asked.ticks;
}

/** First come, first served within a priority; low priority where no frame of high priority came before. */
function mayStart(next: Waiting, waiting: readonly Waiting[], start: number): boolean {
  if (next.join > start) return false;
  if (waiting.some(({ isHigh, join }) => isHigh === next.isHigh && join < next.join)) return false;
  return next.isHigh || !waiting.some(({ isHigh, join }) => isHigh && join < start);
}

function waitingAt(
  network: TimingNetwork,
  releases: readonly Release[],
  port: TimingPort,
  ends: ReadonlyMap<string, number>,
): readonly Waiting[] {
  return releases.flatMap(({ flow, ticks }, frame) => {
    const hop = flow.hops.find((each) => each.port === port.index);
    if (hop === undefined) return [];
    const before = network.ports[flow.hops[hop.parent]?.port ?? -1];
    const arrival = before === undefined ? ticks : (ends.get(`${frame} ${before.index}`) ?? 0) + before.propagationTicks;
    const sending = flow.frameBitsMax * port.ticksPerBit;
    return [{ frame, join: arrival + port.latencyTicks, sending, isHigh: flow.priority === 'high' }];
  });
}
