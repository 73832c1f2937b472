import type { TimingDestination, TimingFlow, TimingNetwork, TimingPort } from '../timing/timing-network.js';
import type { DelayObservation } from './delay-statistics.js';
import { type LossCause, lossCauses } from './losses.js';
import type { NetworkTables } from './network-tables.js';
import type { ReceiverCounts } from './redundancy-manager.js';
import type { Simulation } from './simulation.js';
import type { SimulationOptions } from './simulation-options.js';

/** What a simulation saw. */
export interface SimulationResult {
  readonly network: TimingNetwork;
  readonly durationTicks: number;
  readonly seed: number;
  /** Frames released by regulators; the copies on A and B count once unless they were released apart. */
  readonly framesReleased: number;
  /** Copies received with a valid check sequence, over all ends. */
  readonly framesReceived: number;
  readonly framesLost: number;
  /** Copies on their way at the end of the releases, one for each branch of a multicast tree that was reached. */
  readonly copiesUnderWayAtEnd: number;
  readonly eventCount: number;
  /** SHA-256 over the sequence of all copies received; see DeliveryDigest. */
  readonly digest: string;
  /** In the order of the flows and of their destinations. */
  readonly ends: readonly EndObservation[];
  /** In the order of the ports. */
  readonly ports: readonly PortObservation[];
  /** Virtual links at their destinations, where one or two networks lead. */
  readonly receivers: readonly ReceiverObservation[];
  /** Copies lost, by flow and hop; no entry where none was. */
  readonly losses: readonly Loss[];
  /** Only with the pattern `messages`. */
  readonly messages: readonly MessageObservation[];
}

/** One flow at one destination, before redundancy management. */
export interface EndObservation extends DelayObservation {
  readonly flow: TimingFlow;
  readonly destination: TimingDestination;
  readonly framesReleased: number;
  /** Copies that the integrity check rejected. */
  readonly framesRejected: number;
}

/** One output port. */
export interface PortObservation {
  readonly port: TimingPort;
  readonly sentFrames: number;
  readonly backlogBitsMax: number;
  /** Ticks of sending before the end of the releases. */
  readonly busyTicks: number;
  /** Share of the time up to the end of the releases, rounded down. */
  readonly utilisationPartsPerMillion: number;
}

/** Integrity check and redundancy management of a virtual link at one end system. */
export interface ReceiverObservation {
  readonly virtualLink: number;
  readonly endSystem: string;
  readonly framesReleased: number;
  /** Frames passed on, each once where copies are matched. */
  readonly delivered: number;
  readonly discardedDuplicates: number;
  readonly passedDuplicates: number;
  /** Frames of which no copy was passed on; `undefined` where copies come over two networks and are not matched. */
  readonly framesLost: number | undefined;
  /** Longest time between two valid copies of a frame; `undefined` when no frame came twice. */
  readonly skewTicksMax: number | undefined;
}

/** Copies of a flow that were lost on one hop for one cause. */
export interface Loss {
  readonly flow: TimingFlow;
  /** Index in `flow.hops`. */
  readonly hop: number;
  readonly cause: LossCause;
  /** The switch that dropped or failed; of a lost link and of an end system the node that sends. */
  readonly node: string;
  readonly frames: number;
}

/** A sub-virtual link. */
export interface MessageObservation {
  readonly virtualLink: number;
  readonly name: string;
  readonly messagesReleased: number;
  /** Longest time from the hand-over to the release of the last frame. */
  readonly longestQueueTicks: number;
  /** Deliveries of the last frame of a message, counted at each destination. */
  readonly messagesDelivered: number;
  /** Longest time from the hand-over to such a delivery; `undefined` when there was none. */
  readonly longestDelayTicks: number | undefined;
}

/**
 * The result of a simulation that has run.
 *
 * @implements LLR-SIM-040
 */
export function simulationResultOf(tables: NetworkTables, options: SimulationOptions, run: Simulation): SimulationResult {
  const releasedOf = releasedByFlow(tables, run);
  const ends = endsOf(tables, run, releasedOf);
  const losses = lossesOf(tables, run);
  return {
    network: tables.network,
    durationTicks: options.durationTicks,
    seed: options.seed,
    framesReleased: run.released.reduce((sum, count) => sum + count, 0),
    framesReceived: ends.reduce((sum, { frames }) => sum + frames, 0),
    framesLost: losses.reduce((sum, { frames }) => sum + frames, 0),
    copiesUnderWayAtEnd: run.underWayAtEnd,
    eventCount: run.eventCount,
    digest: run.digest.text(),
    ends,
    ports: portsOf(tables, options, run),
    receivers: receiversOf(tables, run, releasedOf),
    losses,
    messages: messagesOf(tables, run),
  };
}

function releasedByFlow({ network }: NetworkTables, run: Simulation): readonly number[] {
  const released = network.flows.map(() => 0);
  run.source.emitters.forEach((flows, emitter) => {
    for (const flow of flows) released[flow] = run.released[emitter] as number;
  });
  return released;
}

function endsOf({ network }: NetworkTables, run: Simulation, releasedOf: readonly number[]): readonly EndObservation[] {
  let end = 0;
  return network.flows.flatMap((flow) =>
    flow.destinations.map((destination): EndObservation => {
      const framesRejected = run.redundancy.rejected[end] as number;
      end += 1;
      return { flow, destination, framesReleased: releasedOf[flow.index] ?? 0, framesRejected, ...run.delays.observation(end - 1) };
    }),
  );
}

function receiversOf(
  { receivers, streams }: NetworkTables,
  { redundancy }: Simulation,
  releasedOf: readonly number[],
): readonly ReceiverObservation[] {
  return receivers.map(({ virtualLink, endSystem, stream, ends }, index): ReceiverObservation => {
    const { delivered, discardedDuplicates, passedDuplicates, skewTicksMax } = redundancy.counts[index] as ReceiverCounts;
    const framesReleased = (streams[stream]?.flows ?? []).reduce((most, flow) => Math.max(most, releasedOf[flow] ?? 0), 0);
    const isCounted = ends.length === 1 || redundancy.isMatched(index);
    return {
      virtualLink,
      endSystem,
      framesReleased,
      delivered,
      discardedDuplicates,
      passedDuplicates,
      framesLost: isCounted ? Math.max(0, framesReleased - delivered) : undefined,
      skewTicksMax: skewTicksMax < 0 ? undefined : skewTicksMax,
    };
  });
}

function portsOf({ network }: NetworkTables, { durationTicks }: SimulationOptions, { ports }: Simulation): readonly PortObservation[] {
  return network.ports.map((port, index): PortObservation => {
    const busyTicks = ports.busyTicks[index] as number;
    return {
      port,
      sentFrames: ports.sentFrames[index] as number,
      backlogBitsMax: ports.backlogBitsMax[index] as number,
      busyTicks,
      utilisationPartsPerMillion: Number((BigInt(busyTicks) * 1_000_000n) / BigInt(durationTicks)),
    };
  });
}

function lossesOf({ network, hopStart }: NetworkTables, { losses }: Simulation): readonly Loss[] {
  return network.flows.flatMap((flow) =>
    flow.hops.flatMap(({ port }, hop) =>
      lossCauses.flatMap((cause): readonly Loss[] => {
        const frames = losses.count((hopStart[flow.index] as number) + hop, cause);
        if (frames === 0) return [];
        const { node, toward } = network.ports[port] as TimingPort;
        return [{ flow, hop, cause, node: isAtFarEnd(cause) ? toward : node, frames }];
      }),
    ),
  );
}

function isAtFarEnd(cause: LossCause): boolean {
  return cause === 'policing' || cause === 'frame-check' || cause === 'failed-receiver';
}

function messagesOf({ streams }: NetworkTables, { source, messagesDelivered }: Simulation): readonly MessageObservation[] {
  return source.queues().map(({ stream, name, messagesReleased, longestQueueTicks }, queue) => ({
    virtualLink: streams[stream]?.virtualLink ?? -1,
    name,
    messagesReleased,
    longestQueueTicks,
    messagesDelivered: messagesDelivered.get(queue)?.messages ?? 0,
    longestDelayTicks: messagesDelivered.get(queue)?.longestTicks,
  }));
}
