import type { TimingFlow, TimingNetwork, TimingPort } from '../../src/twin/afdx/timing/timing-network.js';

/** A frame that is released by the regulator of its flow. */
export interface Release {
  readonly flow: number;
  readonly ticks: number;
  readonly frameBits: number;
  /** Decides between frames that come to a queue at the same instant: the smaller goes first. */
  readonly tie: number;
  /** Share of the technological latency that each port takes, in percent. */
  readonly latencyPercent: number;
}

/** A frame at a node. */
interface Arrival {
  readonly release: Release;
  readonly hop: number;
  readonly ticks: number;
}

/** What one run shows. */
export interface Observation {
  /** Longest delay seen by `flow>destination`, reception included. */
  readonly delays: ReadonlyMap<string, number>;
  /** Most bits seen waiting by port, in the order of the ports. */
  readonly backlogBits: readonly number[];
  /** Arrival instants by `flow>port`, in order. */
  readonly arrivals: ReadonlyMap<string, readonly number[]>;
}

/**
 * Plays releases through a network, one port after the other in the order of the ports: nothing of the event-driven simulator or of
 * the analysis is used. Quadratic, for small networks.
 */
export function playedPortByPort(network: TimingNetwork, releases: readonly Release[]): Observation {
  const waiting = network.ports.map((): Arrival[] => []);
  const delays = new Map<string, number>();
  const arrivals = new Map<string, number[]>();
  const backlogBits = network.ports.map(() => 0);
  for (const release of releases) {
    const flow = network.flows[release.flow] as TimingFlow;
    waiting[flow.hops[0]?.port ?? 0]?.push({ release, hop: 0, ticks: release.ticks });
  }
  for (const port of network.ports) {
    const here = waiting[port.index] ?? [];
    for (const { release, ticks } of here) {
      const key = `${release.flow}>${port.id}`;
      arrivals.set(
        key,
        [...(arrivals.get(key) ?? []), ticks].sort((a, b) => a - b),
      );
    }
    const sent = sentBy(network, port, here);
    backlogBits[port.index] = mostWaiting(sent, here);
    for (const { arrival, end } of sent) {
      const flow = network.flows[arrival.release.flow] as TimingFlow;
      const there = end + port.propagationTicks;
      flow.hops.forEach((hop, index) => {
        if (hop.parent === arrival.hop) waiting[hop.port]?.push({ release: arrival.release, hop: index, ticks: there });
      });
      for (const { endSystem, hop, receptionTicks } of flow.destinations) {
        if (hop !== arrival.hop) continue;
        const key = `${flow.index}>${endSystem}`;
        delays.set(key, Math.max(delays.get(key) ?? 0, there + receptionTicks - arrival.release.ticks));
      }
    }
  }
  return { delays, backlogBits, arrivals };
}

interface Sent {
  readonly arrival: Arrival;
  readonly queued: number;
  readonly end: number;
}

function sentBy(network: TimingNetwork, port: TimingPort, arrivals: readonly Arrival[]): readonly Sent[] {
  const priorityOf = (arrival: Arrival): number => (network.flows[arrival.release.flow]?.priority === 'high' ? 0 : 1);
  const ordered = [...arrivals].sort((a, b) => a.ticks - b.ticks || a.release.tie - b.release.tie);
  let latest = Number.NEGATIVE_INFINITY;
  const queue = ordered.map((arrival) => {
    latest = Math.max(latest, arrival.ticks + Math.floor((port.latencyTicks * arrival.release.latencyPercent) / 100));
    return { arrival, queued: latest };
  });
  const sent: Sent[] = [];
  let free = Number.NEGATIVE_INFINITY;
  while (queue.length > 0) {
    const start = Math.max(free, Math.min(...queue.map(({ queued }) => queued)));
    const ready = queue.filter(({ queued }) => queued <= start);
    const best = Math.min(...ready.map(({ arrival }) => priorityOf(arrival)));
    const next = ready.find(({ arrival }) => priorityOf(arrival) === best) as (typeof queue)[number];
    queue.splice(queue.indexOf(next), 1);
    free = start + next.arrival.release.frameBits * port.ticksPerBit;
    sent.push({ ...next, end: free });
  }
  return sent;
}

/** Bits received and not yet sent to their end, at the instant at which they are most. */
function mostWaiting(sent: readonly Sent[], arrivals: readonly Arrival[]): number {
  return Math.max(
    0,
    ...arrivals.map(({ ticks }) =>
      sent.reduce((sum, { arrival, end }) => (arrival.ticks <= ticks && end > ticks ? sum + arrival.release.frameBits : sum), 0),
    ),
  );
}
