import type { TimingNetwork } from '../timing/timing-network.js';

/**
 * A timing network as flat arrays. Hops and ends (a flow at one destination) are numbered through all flows, in the order of the
 * flows; a list per row is kept as `start[row]` to `start[row + 1]` in one array.
 */
export interface NetworkTables {
  readonly network: TimingNetwork;
  /** First hop of each flow, and the number of all hops behind the last. */
  readonly hopStart: Int32Array;
  readonly hopFlow: Int32Array;
  readonly hopPort: Int32Array;
  /** Hops that follow a hop directly. */
  readonly childStart: Int32Array;
  readonly children: Int32Array;
  /** Hops of a flow at its source. */
  readonly roots: readonly (readonly number[])[];
  /** Ends that a hop leads to. */
  readonly endStart: Int32Array;
  readonly ends: Int32Array;
  readonly endFlow: Int32Array;
  readonly endReceptionTicks: Float64Array;
  readonly streams: readonly Stream[];
  /** The same virtual link at the same end system, on one network or both. */
  readonly receivers: readonly Receiver[];
  /** Receiver of each end. */
  readonly endReceiver: Int32Array;
}

/** A source of frames: the flows of one virtual link, at most one on each network, that carry copies of the same frames. */
export interface Stream {
  readonly virtualLink: number;
  readonly source: string;
  readonly flows: readonly number[];
}

/** Where copies of the frames of a virtual link meet. */
export interface Receiver {
  readonly virtualLink: number;
  readonly stream: number;
  readonly endSystem: string;
  /** Ends by network, at most one on A and one on B. */
  readonly ends: readonly number[];
}

/**
 * The tables of a network, built in linear time.
 *
 * @implements LLR-SIM-003
 */
export function networkTablesOf(network: TimingNetwork): NetworkTables {
  const { flows } = network;
  const hopStart = new Int32Array(flows.length + 1);
  const endBase = new Int32Array(flows.length + 1);
  flows.forEach((flow, index) => {
    hopStart[index + 1] = (hopStart[index] as number) + flow.hops.length;
    endBase[index + 1] = (endBase[index] as number) + flow.destinations.length;
  });
  const hopCount = hopStart[flows.length] as number;
  const endCount = endBase[flows.length] as number;
  const hopFlow = new Int32Array(hopCount);
  const hopPort = new Int32Array(hopCount);
  const childrenOf: number[][] = Array.from({ length: hopCount }, () => []);
  const endsOf: number[][] = Array.from({ length: hopCount }, () => []);
  const roots: number[][] = flows.map(() => []);
  const endFlow = new Int32Array(endCount);
  const endReceptionTicks = new Float64Array(endCount);
  flows.forEach((flow, index) => {
    const start = hopStart[index] as number;
    flow.hops.forEach(({ port, parent }, at) => {
      hopFlow[start + at] = index;
      hopPort[start + at] = port;
      (parent < 0 ? roots[index] : childrenOf[start + parent])?.push(start + at);
    });
    flow.destinations.forEach(({ hop, receptionTicks }, at) => {
      const end = (endBase[index] as number) + at;
      endFlow[end] = index;
      endReceptionTicks[end] = receptionTicks;
      endsOf[start + hop]?.push(end);
    });
  });
  const [childStart, children] = rowsOf(childrenOf);
  const [endStart, ends] = rowsOf(endsOf);
  const streams = streamsOf(network);
  const { receivers, endReceiver } = receiversOf(network, streams, endBase);
  return {
    network,
    hopStart,
    hopFlow,
    hopPort,
    childStart,
    children,
    roots,
    endStart,
    ends,
    endFlow,
    endReceptionTicks,
    streams,
    receivers,
    endReceiver,
  };
}

function rowsOf(lists: readonly (readonly number[])[]): readonly [Int32Array, Int32Array] {
  const start = new Int32Array(lists.length + 1);
  lists.forEach((list, index) => {
    start[index + 1] = (start[index] as number) + list.length;
  });
  return [start, Int32Array.from(lists.flat())];
}

/** Two flows belong together when virtual link and source are the same and the networks differ. */
function streamsOf({ flows }: TimingNetwork): readonly Stream[] {
  const streams: { virtualLink: number; source: string; flows: number[] }[] = [];
  const open = new Map<string, number>();
  for (const { index, virtualLink, source, network } of flows) {
    const key = `${virtualLink} ${source}`;
    const stream = streams[open.get(key) ?? -1];
    if (stream?.flows.every((flow) => flows[flow]?.network !== network)) stream.flows.push(index);
    else {
      open.set(key, streams.length);
      streams.push({ virtualLink, source, flows: [index] });
    }
  }
  return streams;
}

function receiversOf(
  { flows }: TimingNetwork,
  streams: readonly Stream[],
  endBase: Int32Array,
): { readonly receivers: readonly Receiver[]; readonly endReceiver: Int32Array } {
  const receivers: { virtualLink: number; stream: number; endSystem: string; ends: number[] }[] = [];
  const endReceiver = new Int32Array(endBase[flows.length] as number);
  streams.forEach(({ virtualLink, flows: members }, stream) => {
    const known = new Map<string, number>();
    for (const flow of members) {
      flows[flow]?.destinations.forEach(({ endSystem }, at) => {
        const end = (endBase[flow] as number) + at;
        const receiver = known.get(endSystem) ?? receivers.push({ virtualLink, stream, endSystem, ends: [] }) - 1;
        known.set(endSystem, receiver);
        receivers[receiver]?.ends.push(end);
        endReceiver[end] = receiver;
      });
    }
  });
  return { receivers, endReceiver };
}
