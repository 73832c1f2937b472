import type { TimingFlow, TimingNetwork, TimingPort } from '../../src/twin/afdx/timing/timing-network.js';

/** A frame that a source puts into the queue of its port, or that a faulty one has put on its link. */
export interface SentFrame {
  readonly flow: number;
  /** Of a sound source the instant of release; of a faulty one that at which the last bit is at the first switch. */
  readonly ticks: number;
  readonly frameBits: number;
  /** The smaller goes first of two that come at the same instant. */
  readonly tie: number;
  /** Share of the latency that each port takes, in percent. */
  readonly latencyPercent: number;
}

/** What happened to one frame at one port. */
export interface Passing {
  readonly frame: SentFrame;
  readonly hop: number;
  readonly port: number;
  /** Last bit at the node, in the queue, first bit sent, last bit sent. */
  readonly arrival: number;
  readonly queued: number;
  readonly start: number;
  readonly end: number;
}

/** Everything that happened, and what policers dropped. */
export interface Watched {
  readonly passings: readonly Passing[];
  readonly dropped: readonly { readonly flow: number; readonly switchId: string }[];
  /** Bits that waited at most, by port. */
  readonly backlogBits: readonly number[];
}

/** Sources that send what they like, and the account in whole bytes that each switch keeps for a flow. */
export interface Policing {
  readonly faultySources: ReadonlySet<string>;
  accountBytesOf(flow: TimingFlow): bigint;
}

interface Coming {
  readonly frame: SentFrame;
  readonly hop: number;
  readonly ticks: number;
}

/** Plays frames through a network, port after port in the order of the ports. Made for this folder, without code of simulator or analysis. */
export function watchedFrames(network: TimingNetwork, frames: readonly SentFrame[], policing?: Policing): Watched {
  const coming = network.ports.map((): Coming[] => []);
  const passings: Passing[] = [];
  const dropped: { flow: number; switchId: string }[] = [];
  const backlogBits = network.ports.map(() => 0);
  const atSwitch = network.flows.map(() => new Map<number, Coming[]>());
  const reach = (frame: SentFrame, hop: number, ticks: number): void => {
    const entered = atSwitch[frame.flow] as Map<number, Coming[]>;
    entered.set(hop, [...(entered.get(hop) ?? []), { frame, hop, ticks }]);
  };
  for (const frame of frames) {
    const flow = network.flows[frame.flow] as TimingFlow;
    if (policing?.faultySources.has(flow.source)) reach(frame, 0, frame.ticks);
    else coming[flow.hops[0]?.port ?? 0]?.push({ frame, hop: 0, ticks: frame.ticks });
  }
  for (const port of network.ports) {
    // what ports before have sent to this node goes through its policers now, once for all ports of the node
    network.flows.forEach((flow, index) => {
      flow.hops.forEach(({ port: at, parent }) => {
        const entered = atSwitch[index]?.get(parent);
        if (at !== port.index || parent < 0 || entered === undefined) return;
        atSwitch[index]?.delete(parent);
        const admitted = policing === undefined ? entered : policed(flow, entered, policing.accountBytesOf(flow));
        for (let lost = admitted.length; lost < entered.length; lost += 1) dropped.push({ flow: index, switchId: port.node });
        flow.hops.forEach((hop, next) => {
          if (hop.parent !== parent) return;
          for (const { frame, ticks } of admitted) coming[hop.port]?.push({ frame, hop: next, ticks });
        });
      });
    });
    const here = sentBy(network, port, coming[port.index] ?? []);
    passings.push(...here);
    backlogBits[port.index] = Math.max(
      0,
      ...here.map(({ arrival: at }) =>
        here.reduce((sum, { arrival, end, frame }) => (arrival <= at && end > at ? sum + frame.frameBits : sum), 0),
      ),
    );
    for (const { frame, hop, end } of here) {
      if (network.flows[frame.flow]?.hops.some(({ parent }) => parent === hop)) reach(frame, hop, end + port.propagationTicks);
    }
  }
  return { passings, dropped, backlogBits };
}

/** The byte account of a switch: full at first, filled at the rate of the flow, debited by each frame that it holds. */
function policed(flow: TimingFlow, entered: readonly Coming[], accountBytes: bigint): readonly Coming[] {
  const gap = BigInt(flow.gapTicks);
  const sizeMax = BigInt(flow.frameBitsMax / 8 - 20);
  const full = accountBytes * gap;
  let account = full;
  let before: number | undefined;
  return [...entered]
    .sort((a, b) => a.ticks - b.ticks || a.frame.tie - b.frame.tie)
    .filter(({ frame, ticks }) => {
      const filled = account + BigInt(ticks - (before ?? ticks)) * sizeMax;
      account = filled < full ? filled : full;
      before = ticks;
      const size = BigInt(frame.frameBits / 8 - 20);
      if (size < 64n || size > sizeMax || size * gap > account) return false;
      account -= size * gap;
      return true;
    });
}

function sentBy(network: TimingNetwork, port: TimingPort, coming: readonly Coming[]): readonly Passing[] {
  let latest = Number.NEGATIVE_INFINITY;
  const queue = [...coming]
    .sort((a, b) => a.ticks - b.ticks || a.frame.tie - b.frame.tie)
    .map((each) => {
      latest = Math.max(latest, each.ticks + Math.floor((port.latencyTicks * each.frame.latencyPercent) / 100));
      return { ...each, queued: latest, isHigh: network.flows[each.frame.flow]?.priority === 'high' };
    });
  const sent: Passing[] = [];
  let free = Number.NEGATIVE_INFINITY;
  while (queue.length > 0) {
    const start = Math.max(free, Math.min(...queue.map(({ queued }) => queued)));
    const ready = queue.filter(({ queued }) => queued <= start);
    const next = ready.find(({ isHigh }) => isHigh) ?? ready[0];
    if (next === undefined) throw new Error('one frame is ready');
    queue.splice(queue.indexOf(next), 1);
    free = start + next.frame.frameBits * port.ticksPerBit;
    const { frame, hop, ticks, queued } = next;
    sent.push({ frame, hop, port: port.index, arrival: ticks, queued, start, end: free });
  }
  return sent;
}

/** Longest delay of a flow to a destination from the release, reception included; 0 when no frame came. */
export function longestDelayOf(network: TimingNetwork, { passings }: Watched, flow: TimingFlow, endSystem: string): number {
  const destination = flow.destinations.find((each) => each.endSystem === endSystem);
  if (destination === undefined) throw new Error(`${endSystem} is a destination`);
  return passings
    .filter(({ frame, hop }) => frame.flow === flow.index && hop === destination.hop)
    .reduce(
      (longest, { frame, end, port }) =>
        Math.max(longest, end + (network.ports[port]?.propagationTicks ?? 0) + destination.receptionTicks - frame.ticks),
      0,
    );
}
