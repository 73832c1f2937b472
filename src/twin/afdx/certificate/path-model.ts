import type { Priority } from './certificate-claims.js';
import type { ExpectedFlow, ExpectedNetwork } from './expected-network.js';

/** A port of a path. Times are in ticks. */
export interface PathPort {
  readonly ticksPerBit: number;
  /** F_h: latency, cable and a low frame that was being sent. */
  readonly fixedTicks: number;
  /** R_h: from the release to the arrival at this port at the latest. */
  readonly reachTicks: number;
  /** The longest busy period and the cable. */
  readonly busyTicks: number;
}

/** What a flow does on the ports from `entry` to `leave` of a path, which it passes in a row. */
export interface PathPart {
  readonly own: boolean;
  readonly entry: number;
  readonly leave: number;
  readonly largestBits: number;
  readonly smallestBits: number;
  readonly gapTicks: number;
  /** Jitter at each port from `entry` to `leave`. */
  readonly jitterTicks: readonly number[];
  /** The link over which it comes to its entry: index of the port before, -1 at the source. */
  readonly link: number;
  /** Ticks to send one bit on that link; 0 at the source. */
  readonly linkTicksPerBit: number;
}

/** A path and what shares its ports. Port h is `ports[h - 1]`; entry and leave count from 1 as well. */
export interface PathModel {
  readonly ports: readonly PathPort[];
  readonly parts: readonly PathPart[];
}

/**
 * The ports on the way of a flow to a hop, from the source.
 * @implements LLR-CCK-019
 */
export function pathTo({ hops }: ExpectedFlow, hop: number): readonly number[] {
  const path: number[] = [];
  for (let at = hop; at >= 0; at = hops[at]?.before ?? -1) path.push(hops[at]?.port ?? 0);
  return path.reverse();
}

/**
 * The parts of the flows of one priority on a path; `undefined` where a jitter is not known.
 * Source: docs/afdx-bounds.md, Method path, Path.
 *
 * @param path indices of its ports
 * @param jitters jitter by flow and hop
 * @implements LLR-CCK-019
 */
export function partsOn(
  network: ExpectedNetwork,
  path: readonly number[],
  { own, priority }: { readonly own: ExpectedFlow; readonly priority: Priority },
  jitters: readonly (readonly (number | undefined)[])[],
): readonly PathPart[] | undefined {
  const places = new Map(path.map((port, at) => [port, at + 1]));
  const parts: PathPart[] = [];
  for (const [index, flow] of network.flows.entries()) {
    if (flow.priority !== priority) continue;
    for (const run of runsOf(flow, places)) {
      const jitterTicks = run.hops.map((hop) => jitters[index]?.[hop]);
      if (!jitterTicks.every((jitter) => jitter !== undefined)) return undefined;
      const before = flow.hops[flow.hops[run.hops[0] ?? -1]?.before ?? -1]?.port ?? -1;
      parts.push({
        own: flow === own,
        entry: run.entry,
        leave: run.entry + run.hops.length - 1,
        largestBits: flow.largestBits,
        smallestBits: flow.smallestBits,
        gapTicks: flow.gapTicks,
        jitterTicks,
        link: before,
        linkTicksPerBit: network.ports[before]?.ticksPerBit ?? 0,
      });
    }
  }
  return parts;
}

/** The hops of a flow on the ports of a path, in runs of neighbours; `places` gives the number of a port on the path. */
function runsOf(
  { hops }: ExpectedFlow,
  places: ReadonlyMap<number, number>,
): readonly { readonly entry: number; readonly hops: number[] }[] {
  const passed = hops
    .flatMap(({ port }, hop) => {
      const place = places.get(port);
      return place === undefined ? [] : [{ place, hop }];
    })
    .sort((one, other) => one.place - other.place);
  const runs: { readonly entry: number; readonly hops: number[] }[] = [];
  for (const { place, hop } of passed) {
    const last = runs.at(-1);
    if (last !== undefined && last.entry + last.hops.length === place && hops[hop]?.before === last.hops.at(-1)) last.hops.push(hop);
    else runs.push({ entry: place, hops: [hop] });
  }
  return runs;
}
