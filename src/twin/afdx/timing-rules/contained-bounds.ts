import { type Rational, rational } from '../../../kernel/rational.js';
import { type EndBound, exactDelayTicksOf, type PortBound, picosecondsRoundedUp } from '../bounds/bounds.js';
import { InexactNumber, whole } from '../bounds/exact-number.js';
import type { FrameFlow, FrameGroup, FrameTraffic } from '../bounds/frame-arrivals.js';
import { backlogBitsOf, firstComeDelayTicksOf, lowDelayTicksOf } from '../bounds/frame-port.js';
import { type Passage, type Priority, passagesOf } from '../bounds/port-traffic.js';
import type { TimingFlow, TimingNetwork, TimingPort } from '../timing/timing-network.js';
import { dividedUp, frameBytesMin, wireOverheadBytes } from '../wire.js';
import type { FrameBounds } from './frame-bounds.js';
import { grantedJitterTicksOf, policedFrameBitsOf } from './policer-allowances.js';

/** What is assumed to have failed, and what the switches admit all the same. */
export interface Containment {
  /** End systems that may send anything at any time on each of their virtual links. */
  readonly faultySources: ReadonlySet<string>;
  /** Jitter for which the policers of a flow are sized, in ticks, the same at each switch. */
  allowanceTicksOf(flow: TimingFlow): number;
}

/** Bounds without ends of flows of faulty sources, or why there are none. */
export type ContainedBounds = { readonly bounds: FrameBounds } | { readonly obstacle: string };

/**
 * Bounds that hold whatever the faulty sources send, all of them at once, as long as the switches police each of their virtual links.
 *
 * A policer admits no frame longer than Smax, none shorter than 64 byte, and in a closed interval of t at most N + t · Smax / BAG byte, N being
 * Smax · (1 + J / BAG) rounded up, whether each frame costs its own size or Smax. A frame of s byte takes s + 20 on the wire, at most 84 / 64 of
 * its size; with L = Smax · 84 / 64 and J' the jitter that N grants this is at most L · (1 + (t + J') / BAG). The analysis counts frames, so the
 * flow is cut into eighths: L / 8 each BAG / 8 with jitter J' + BAG bring L / 8 · (1 + ⌊8 (t + J') / BAG + 8⌋), which is not less.
 * This holds anew behind the policer of each switch. The largest single frame, which a frame of high priority can find on the
 * wire, remains Smax + 20. Of the flows of faulty sources themselves nothing is said: neither jitter nor delay of theirs is used.
 * Everything else is method `frame`.
 *
 * @implements LLR-TMR-011
 */
export function containedBoundsOf(bounds: FrameBounds, containment: Containment): ContainedBounds {
  try {
    return analysed(bounds, containment);
  } catch (error) {
    // the engine refuses a busy period of too many events, as near 100 % load, and numbers that are not exact
    if (error instanceof InexactNumber) return { obstacle: error.message };
    throw error;
  }
}

function analysed({ network, ends }: FrameBounds, containment: Containment): ContainedBounds {
  const analysis = new ContainedAnalysis(network, containment);
  const overloaded = analysis.overloadedPorts();
  if (overloaded.length > 0) return { obstacle: `the policers admit more than the rate of ${overloaded.map(({ id }) => id).join(', ')}` };
  const ports = analysis.portBounds();
  const kept = ends.flatMap((end): readonly EndBound[] => {
    if (containment.faultySources.has(end.flow.source)) return [];
    const delay = exactDelayTicksOf(ports, network, end.flow, end.destination);
    return [{ ...end, delayPicoseconds: picosecondsRoundedUp(delay, network.ticksPerSecond) }];
  });
  return { bounds: { method: 'frame', network, ports, ends: kept, jitterTicks: analysis.jitterTicks } };
}

/** Parts into which the flow of a faulty source is cut: the more, the closer to the token bucket, and the more events. */
const parts = 8;

class ContainedAnalysis {
  readonly #network: TimingNetwork;
  readonly #passages: readonly (readonly Passage[])[];
  /** What policers admit of each flow of a faulty source; `undefined` for the others. */
  readonly #admitted: readonly (FrameFlow | undefined)[];
  /** By flow and hop, once the ports before have their bounds. */
  readonly jitterTicks: number[][];

  constructor(network: TimingNetwork, { faultySources, allowanceTicksOf }: Containment) {
    this.#network = network;
    this.#passages = passagesOf(network);
    this.jitterTicks = network.flows.map(({ hops }) => hops.map(() => 0));
    this.#admitted = network.flows.map((flow) => (faultySources.has(flow.source) ? admittedOf(flow, allowanceTicksOf(flow)) : undefined));
  }

  /** Ports of switches at which what can come in the long run is more than the rate. */
  overloadedPorts(): readonly TimingPort[] {
    return this.#network.ports.filter((port) => {
      if (this.#isOfFaultySource(port)) return false;
      const load = (this.#passages[port.index] ?? []).reduce(
        (sum, { flow }) => {
          const { frameBits, gapTicks } = this.#admitted[flow.index] ?? { frameBits: flow.frameBitsMax, gapTicks: flow.gapTicks };
          return {
            numerator: sum.numerator * BigInt(gapTicks) + BigInt(frameBits) * sum.denominator,
            denominator: sum.denominator * BigInt(gapTicks),
          };
        },
        { numerator: 0n, denominator: 1n },
      );
      return load.numerator * BigInt(port.ticksPerBit) > load.denominator;
    });
  }

  /** In the order of the ports, which the jitter needs. */
  portBounds(): readonly PortBound[] {
    return this.#network.ports.map((port) => this.#boundAt(port));
  }

  #boundAt(port: TimingPort): PortBound {
    const isFaulty = this.#isOfFaultySource(port);
    const [high, low] = [this.#trafficAt(port, 'high'), this.#trafficAt(port, 'low')];
    const delays = isFaulty
      ? { high: undefined, low: undefined }
      : { high: firstComeDelayTicksOf(port, high, low.frameBitsMax), low: lowDelayTicksOf(port, { high, low }) };
    for (const passage of this.#passages[port.index] ?? []) this.#spreadJitter(port, passage, delays[passage.flow.priority] ?? 0);
    const backlogBits = isFaulty ? 0 : backlogBitsOf(port, this.#trafficAt(port, 'both'));
    return { delayTicks: { high: wholeOf(delays.high), low: wholeOf(delays.low) }, backlogBits };
  }

  /** The output port of a faulty source: only its own flows pass it. */
  #isOfFaultySource({ index }: TimingPort): boolean {
    return (this.#passages[index] ?? []).some(({ flow, from }) => from < 0 && this.#admitted[flow.index] !== undefined);
  }

  #trafficAt(port: TimingPort, priority: Priority | 'both'): FrameTraffic {
    const groups = new Map<number, { linkTicksPerBit: number; frameBitsMax: number; flows: FrameFlow[] }>();
    const sizes: number[] = [];
    for (const { flow, hop, from } of this.#passages[port.index] ?? []) {
      if (priority !== 'both' && flow.priority !== priority) continue;
      const group = groups.get(from) ?? { linkTicksPerBit: this.#network.ports[from]?.ticksPerBit ?? 0, frameBitsMax: 0, flows: [] };
      groups.set(from, group);
      group.frameBitsMax = Math.max(group.frameBitsMax, flow.frameBitsMax);
      const jitterTicks = this.jitterTicks[flow.index]?.[hop] ?? 0;
      group.flows.push(this.#admitted[flow.index] ?? { frameBits: flow.frameBitsMax, gapTicks: flow.gapTicks, jitterTicks });
      // the delay of low priority is asked for frames of other sources only, so theirs is the smallest that counts
      sizes.push(this.#admitted[flow.index] === undefined ? flow.frameBitsMin : flow.frameBitsMax);
    }
    const merged: readonly FrameGroup[] = [...groups.values()];
    const frameBitsMax = merged.reduce((largest, group) => Math.max(largest, group.frameBitsMax), 0);
    return { groups: merged, frameBitsMax, frameBitsMin: sizes.length === 0 ? 0 : sizes.reduce((least, each) => Math.min(least, each)) };
  }

  /** As in method `frame`, for the flows whose delay is known. */
  #spreadJitter(port: TimingPort, { flow, hop }: Passage, delayTicks: number): void {
    const jitterTicks = this.jitterTicks[flow.index] ?? [];
    flow.hops.forEach(({ parent }, next) => {
      if (parent !== hop) return;
      const admitted = this.#admitted[flow.index];
      const grown = (jitterTicks[hop] ?? 0) + delayTicks - flow.frameBitsMin * port.ticksPerBit;
      jitterTicks[next] = whole(admitted === undefined ? grown : admitted.jitterTicks);
    });
  }
}

/**
 * Frames that bring not less than what a policer admits of a flow, as derived at `containedBoundsOf`.
 *
 * @param allowanceTicks jitter for which the policer is sized
 * @implements LLR-TMR-011
 */
export function admittedOf(flow: TimingFlow, allowanceTicks: number): FrameFlow {
  const frameBits = dividedUp(BigInt(policedFrameBitsOf(flow)) * BigInt(frameBytesMin + wireOverheadBytes), BigInt(frameBytesMin * parts));
  return {
    frameBits: Number(frameBits),
    gapTicks: Math.floor(flow.gapTicks / parts),
    jitterTicks: whole(grantedJitterTicksOf(flow, allowanceTicks) + flow.gapTicks),
  };
}

function wholeOf(value: number | undefined): Rational | undefined {
  return value === undefined ? undefined : rational(BigInt(value));
}
