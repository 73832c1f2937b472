import type { SeededRandom } from '../../src/kernel/seeded-random.js';
import type { ExactQuestion } from '../../src/twin/afdx/exact/exact-question.js';
import { type PlayedFrame, playOf } from '../../src/twin/afdx/exact/play.js';
import { delayTicksIn, type Evaluation, evaluatedSchedule, type Schedule } from '../../src/twin/afdx/exact/schedule.js';
import type { TimingNetwork } from '../../src/twin/afdx/timing/timing-network.js';
import { bytesOf, networkWithGaps, unitTicks } from './questions.js';

/**
 * A network of one to three switches, sizes of one to four units, two priorities and now and then a multicast; gaps are as short as the highest load
 * of a port permits.
 */
export function randomNetwork(random: SeededRandom, loadPercent: number): TimingNetwork {
  const switches = 1 + random.below(3);
  const parents = Array.from({ length: switches }, (_, index) => (index === 0 ? -1 : random.below(index)));
  const homes = Array.from({ length: 4 + random.below(2) }, () => random.below(switches));
  const upFrom = (at: number): readonly number[] => (at < 0 ? [] : [at, ...upFrom(parents[at] ?? -1)]);
  const wayOf = (from: number, to: number): readonly string[] => {
    const [up, down] = [upFrom(from), upFrom(to)];
    const top = up.findIndex((each) => down.includes(each));
    const back = down.slice(0, down.indexOf(up[top] ?? 0));
    return [...up.slice(0, top + 1), ...[...back].reverse()].map((each) => `S${each}`);
  };
  const twoPriorities = random.below(2) === 0;
  const virtualLinks = Array.from({ length: 3 + random.below(3) }, () => {
    const source = random.below(homes.length);
    const others = homes.flatMap((home, index) => (index === source ? [] : [[`e${index}`, wayOf(homes[source] ?? 0, home)] as const]));
    const count = random.below(3) === 0 ? 2 : 1;
    const begin = random.below(others.length - 1);
    return {
      source: `e${source}`,
      routes: Object.fromEntries(others.slice(begin, begin + count)),
      frameBytes: bytesOf(1 + random.below(4)),
      frameBytesMin: 64,
      priority: twoPriorities && random.below(2) === 0 ? ('low' as const) : ('high' as const),
    };
  });
  const trunks = parents.flatMap((parent, index) => (parent < 0 ? [] : [`S${parent}-S${index}`]));
  const small = {
    cables: [...trunks, ...homes.map((home, index) => `e${index}-S${home}`)],
    virtualLinks,
    switchLatencyNanoseconds: random.below(3) * unitTicks,
  };
  const network = networkWithGaps(small);
  const weights = network.flows.map(() => 1 << random.below(4));
  const work = network.ports.map(({ index }) =>
    network.flows.reduce(
      (sum, { hops, frameBitsMax }, at) => sum + (hops.some(({ port }) => port === index) ? (frameBitsMax * 10) / (weights[at] ?? 1) : 0),
      0,
    ),
  );
  const gapUnits = (100 * Math.max(...work)) / loadPercent / unitTicks;
  return networkWithGaps(
    small,
    weights.map((weight) => Math.ceil(weight * gapUnits)),
  );
}

/** Two to four frames of each flow of a question at random, the one asked for first. */
export function randomSchedule(
  question: ExactQuestion,
  random: SeededRandom,
): { readonly schedule: Schedule; readonly evaluation: Evaluation } {
  const { flow: asked, network, members } = question;
  const flows = new Set([...members.values()].flat().map(({ flow }) => flow));
  const frames: PlayedFrame[] = [{ flow: asked, copy: 0, releaseTicks: 0, rank: random.below(50) }];
  const begin = -random.below(16);
  for (const flow of flows) {
    const own = flow === asked;
    let at = own ? 0 : (begin + random.below(5)) * unitTicks;
    for (let copy = own ? -1 : 1; copy >= -2 && copy <= (own ? -1 : 2 + random.below(3)); copy += own ? -1 : 1) {
      const pause = flow.gapTicks + (random.below(3) === 0 ? random.below(6) * unitTicks : 0);
      if (own) at -= pause;
      frames.push({ flow, copy, releaseTicks: at, rank: random.below(50) });
      if (!own) at += pause;
    }
  }
  const { schedule } = playOf(question, frames);
  return { schedule, evaluation: evaluatedSchedule(network, schedule) };
}

/** A window of a schedule at a port of the path: its begin, and which frames are sent in it before the one asked for. */
export interface SeenWindow {
  readonly beginTicks: number;
  readonly startTicks: number;
  readonly members: readonly number[];
}

/** The busy periods of a schedule in which its first frame is sent, cut at that frame: read off from joins and ends alone. */
export function windowsIn(question: ExactQuestion, schedule: Schedule, { startTicks }: Evaluation): readonly SeenWindow[] {
  return question.path.map((port) => {
    const at = schedule.frames.flatMap(({ flow, releaseTicks }, frame) => {
      const hop = flow.hops.find((each) => each.port === port.index);
      const start = startTicks.get(port.index)?.get(frame);
      if (hop === undefined || start === undefined) return [];
      if (question.flow.priority === 'high' && flow.priority === 'low') return [];
      const before = question.network.ports[flow.hops[hop.parent]?.port ?? -1];
      const sentBefore = startTicks.get(before?.index ?? -1)?.get(frame) ?? 0;
      const arrival = before === undefined ? releaseTicks : sentBefore + flow.frameBitsMax * before.ticksPerBit + before.propagationTicks;
      return [{ frame, join: arrival + port.latencyTicks, start, end: start + flow.frameBitsMax * port.ticksPerBit }];
    });
    const asked = at.find(({ frame }) => frame === 0);
    if (asked === undefined) throw new Error('the frame asked for passes each port of the path');
    const ahead = at.filter(({ start }) => start <= asked.start);
    // the latest join at or before which everything that came earlier has been sent
    const begins = ahead
      .map(({ join }) => join)
      .filter((begin) => begin <= asked.join && ahead.every(({ join, end }) => join >= begin || end <= begin));
    const beginTicks = Math.max(...begins);
    const members = ahead.filter(({ frame, join }) => frame !== 0 && join >= beginTicks).map(({ frame }) => frame);
    return { beginTicks, startTicks: asked.start, members };
  });
}

/** The delay of the first frame of a schedule. */
export function delayTicksOf(question: ExactQuestion, schedule: Schedule, evaluation: Evaluation): number {
  return delayTicksIn(question, schedule, evaluation, 0) ?? Number.NaN;
}
