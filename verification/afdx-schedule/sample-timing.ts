import type { Criticality } from '../../src/twin/afdx/network.generated.js';
import type { TimingFlow, TimingNetwork, TimingPort } from '../../src/twin/afdx/timing/timing-network.js';

/** A port of a sample, by index in the order of the list; each flow passes ports of rising index. */
export interface SamplePort {
  readonly ticksPerBit?: number;
  readonly latencyTicks?: number;
  readonly propagationTicks?: number;
}

/** A flow of a sample with one destination. */
export interface SampleFlow {
  readonly gapTicks: number;
  readonly bits: number;
  readonly bitsMin?: number;
  readonly priority?: 'high' | 'low';
  readonly criticality?: Criticality;
  readonly source?: string;
  /** Indices of the ports passed. */
  readonly route?: readonly number[];
  readonly deadlineTicks?: number;
}

/** A timing network of a few ports and flows, made by hand; one virtual link for each flow, numbered from 1. */
export function sampleTiming(ports: readonly SamplePort[], flows: readonly SampleFlow[], ticksPerSecond = 1_000_000_000): TimingNetwork {
  return {
    ticksPerSecond,
    ports: ports.map(
      ({ ticksPerBit = 1, latencyTicks = 0, propagationTicks = 0 }, index): TimingPort => ({
        index,
        id: `N${index}>N${index + 1}`,
        node: `N${index}`,
        toward: `N${index + 1}`,
        network: 'A',
        owner: index === 0 ? 'end-system' : 'switch',
        rateBitsPerSecond: ticksPerSecond / ticksPerBit,
        ticksPerBit,
        latencyTicks,
        propagationTicks,
        bufferBits: index === 0 ? undefined : 1_000_000,
      }),
    ),
    flows: flows.map((flow, index): TimingFlow => {
      const route = flow.route ?? [0];
      return {
        index,
        virtualLink: index + 1,
        name: `flow ${index + 1}`,
        network: 'A',
        source: flow.source ?? 'E1',
        gapTicks: flow.gapTicks,
        frameBitsMax: flow.bits,
        frameBitsMin: flow.bitsMin ?? flow.bits,
        priority: flow.priority ?? 'low',
        criticality: flow.criticality ?? 'C',
        hops: route.map((port, at) => ({ port, parent: at - 1 })),
        destinations: [
          { endSystem: 'D', hop: route.length - 1, receptionTicks: 0, deadlineTicks: flow.deadlineTicks ?? Number.MAX_SAFE_INTEGER },
        ],
      };
    }),
  };
}

/** Chance for a simulation. */
export interface Chance {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
}

/** A frame as it goes through a simulation. */
interface Frame {
  readonly flow: TimingFlow;
  readonly bits: number;
  readonly releaseTicks: number;
  at: number;
}

/** How a simulated frame is released: when, and how large; not at all when the size is 0. */
export type ReleaseOf = (flow: TimingFlow, nth: number) => { readonly ticks: number; readonly bits: number };

/**
 * Sends frames through a network: store and forward, a latency by chance at each port with order kept, two priorities, a frame that is
 * being sent is not interrupted. Returns for each flow the longest time to the last bit sent by each port of its route.
 */
export function simulatedDelays(
  network: TimingNetwork,
  releases: ReleaseOf,
  count: number,
  chance: Chance,
): readonly (readonly number[])[] {
  const longest = network.flows.map(({ hops }) => hops.map(() => 0));
  const frames = network.flows.flatMap((flow) =>
    Array.from({ length: count }, (_, nth): Frame => {
      const { ticks, bits } = releases(flow, nth);
      return { flow, bits, releaseTicks: ticks, at: ticks };
    }).filter(({ bits }) => bits > 0),
  );
  for (const port of network.ports) {
    const here = frames.filter(({ flow }) => flow.hops.some((hop) => hop.port === port.index));
    const order = here.map((frame) => ({ frame, tie: chance.below(1000) })).sort((a, b) => a.frame.at - b.frame.at || a.tie - b.tie);
    const queue = queuedOf(
      order.map(({ frame }) => frame),
      port,
      chance,
    );
    serve(queue, port.ticksPerBit);
    for (const { frame, sent } of queue) {
      const hop = frame.flow.hops.findIndex((each) => each.port === port.index);
      const delays = longest[frame.flow.index] as number[];
      delays[hop] = Math.max(delays[hop] ?? 0, sent - frame.releaseTicks);
      frame.at = sent + port.propagationTicks;
    }
  }
  return longest;
}

interface Queued {
  readonly frame: Frame;
  readonly ready: number;
  sent: number;
}

function queuedOf(frames: readonly Frame[], port: TimingPort, chance: Chance): Queued[] {
  let last = Number.NEGATIVE_INFINITY;
  const mode = chance.below(3);
  return frames.map((frame) => {
    const latency = mode === 0 ? port.latencyTicks : mode === 1 ? 0 : chance.below(port.latencyTicks + 1);
    last = Math.min(Math.max(last, frame.at + latency), frame.at + port.latencyTicks);
    return { frame, ready: last, sent: 0 };
  });
}

/** Two queues, first come first served each. */
function serve(queue: readonly Queued[], ticksPerBit: number): void {
  const waiting = [...queue];
  let free = Number.NEGATIVE_INFINITY;
  while (waiting.length > 0) {
    const begin = Math.max(free, Math.min(...waiting.map(({ ready }) => ready)));
    const arrived = waiting.filter(({ ready }) => ready <= begin);
    const next = (arrived.find(({ frame }) => frame.flow.priority === 'high') ?? arrived[0]) as Queued;
    free = begin + next.frame.bits * ticksPerBit;
    next.sent = free;
    waiting.splice(waiting.indexOf(next), 1);
  }
}
