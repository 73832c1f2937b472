import { type SeededRandom, seededRandom } from '../../src/kernel/seeded-random.js';

/** A flow at a port; times in ticks, sizes in bits. */
export interface PortFlow {
  readonly priority: 'high' | 'low';
  readonly largest: number;
  readonly smallest: number;
  readonly gap: number;
  readonly jitter: number;
}

/** A port of few bits and ticks: what reaches it over each link, 0 ticks per bit standing for a source. */
export interface SmallPort {
  readonly ticksPerBit: number;
  readonly latency: number;
  readonly links: readonly { readonly ticksPerBit: number; readonly flows: readonly PortFlow[] }[];
}

/** A small port that a seed determines; `undefined` when the flows of the seed load the port or a link above 95 %. */
export function smallPort(seed: number): SmallPort | undefined {
  const random = seededRandom(seed);
  const from = (low: number, high: number): number => low + random.below(high - low + 1);
  const [ticksPerBit, latency] = [from(1, 4), from(0, 3) === 0 ? 0 : from(1, 6)];
  const links = Array.from({ length: from(1, 3) }, () => {
    const link = from(0, 5) === 0 ? 0 : from(1, 6);
    const flows = Array.from({ length: from(1, 3) }, (): PortFlow => {
      const largest = from(1, 5);
      const jitter = link === 0 ? 0 : from(0, 60);
      return { priority: from(0, 1) === 0 ? 'high' : 'low', largest, smallest: from(1, largest), gap: from(20, 70), jitter };
    });
    return { ticksPerBit: link, flows };
  });
  const load = (flows: readonly PortFlow[], ticks: number): number =>
    flows.reduce((sum, flow) => sum + (flow.largest * ticks) / flow.gap, 0);
  const flows = links.flatMap((link) => link.flows);
  const overloaded = load(flows, ticksPerBit) > 0.95 || links.some((link) => load(link.flows, link.ticksPerBit) > 0.95);
  return overloaded ? undefined : { ticksPerBit, latency, links };
}

/** The longest delay of each priority and the largest number of bits held that a run saw. */
export interface Seen {
  high: number;
  low: number;
  held: number;
}

interface Frame {
  readonly flow: PortFlow;
  readonly latest: number;
  readonly size: number;
  received: number;
  queued: number;
  sent: number;
}

/**
 * Sends random frames through a port as its model says: released a gap or more apart, received within the jitter and one after the
 * other on a link, queued within the latency in order, high first, without interruption. What the model leaves open is drawn.
 */
export function simulated(port: SmallPort, random: SeededRandom): Seen | undefined {
  const frames = framesOf(port, random);
  if (frames === undefined) return undefined;
  queue(frames, port.latency, random);
  send(frames, port.ticksPerBit, random);
  const seen: Seen = { high: 0, low: 0, held: 0 };
  for (const frame of frames) {
    seen[frame.flow.priority] = Math.max(seen[frame.flow.priority], frame.sent - frame.received);
    const held = frames.filter(({ received, sent }) => received <= frame.received && sent > frame.received);
    seen.held = Math.max(
      seen.held,
      held.reduce((sum, { size }) => sum + size, 0),
    );
  }
  return seen;
}

function framesOf(port: SmallPort, random: SeededRandom): Frame[] | undefined {
  const frames: Frame[] = [];
  for (const link of port.links) {
    const own: Frame[] = [];
    for (const flow of link.flows) {
      let release = random.below(4) > 0 ? Math.max(0, flow.gap - flow.jitter + random.below(5)) : random.below(flow.gap);
      let last = 0;
      for (let left = 1 + random.below(3); left > 0; left -= 1) {
        const use = [0, flow.jitter, random.below(flow.jitter + 1)][random.below(3)] ?? 0;
        last = Math.max(last, release + use);
        const size = random.below(3) > 0 ? flow.largest : flow.smallest;
        own.push({ flow, latest: release + flow.jitter, size, received: last, queued: 0, sent: 0 });
        release += flow.gap + (random.below(3) > 0 ? 0 : random.below(5));
      }
    }
    own.sort((a, b) => a.received - b.received || random.below(3) - 1);
    let end = Number.NEGATIVE_INFINITY;
    for (const frame of own) {
      if (link.ticksPerBit > 0) frame.received = Math.max(frame.received, end + frame.size * link.ticksPerBit);
      if (frame.received > frame.latest) return undefined;
      end = frame.received;
    }
    frames.push(...own);
  }
  return frames.sort((a, b) => a.received - b.received || random.below(3) - 1);
}

function queue(frames: readonly Frame[], latency: number, random: SeededRandom): void {
  let last = 0;
  for (const frame of frames) {
    const use = [0, latency, random.below(latency + 1)][random.below(3)] ?? 0;
    last = Math.max(last, frame.received + use);
    frame.queued = last;
  }
}

function send(frames: readonly Frame[], ticksPerBit: number, random: SeededRandom): void {
  const waiting = { high: [] as Frame[], low: [] as Frame[] };
  let [now, next] = [0, 0];
  for (let sent = 0; sent < frames.length; sent += 1) {
    const idle = (): boolean => waiting.high.length + waiting.low.length === 0;
    if (idle()) now = Math.max(now, frames[next]?.queued ?? 0);
    // a frame that is queued at the very instant of a choice may come in time or too late for it
    for (let frame = frames[next]; frame !== undefined && frame.queued <= now; frame = frames[next]) {
      if (frame.queued === now && !idle() && random.below(4) === 0) break;
      waiting[frame.flow.priority].push(frame);
      next += 1;
    }
    const frame = waiting.high.shift() ?? waiting.low.shift();
    if (frame === undefined) throw new Error('a frame waits');
    now += frame.size * ticksPerBit;
    frame.sent = now;
  }
}
