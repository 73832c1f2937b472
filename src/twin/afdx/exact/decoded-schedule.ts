import { compareRationals, type Rational } from '../../../kernel/rational.js';
import { rationalOfTerm, smtTermsOf } from '../../../kernel/smt-terms.js';
import type { TimingPort } from '../timing/timing-network.js';
import type { Found } from './draft.js';
import type { ExactQuestion } from './exact-question.js';
import type { Frame } from './frames.js';
import { type PlayedFrame, playedDelayTicksOf, playOf } from './play.js';
import { joinName, releaseName, startName } from './port-orders.js';
import { delayTicksIn, evaluatedSchedule, type Schedule } from './schedule.js';
import type { DelayText } from './texts.js';

/**
 * The schedule of a model: its releases, cut to whole units, and its orders at the given ports; elsewhere frames are sent as they come.
 * Rules between two instants differ by whole units, so the cut keeps each of them. `undefined` when a value is missing.
 *
 * @implements LLR-EXA-010
 */
export function decodedSchedule(
  question: ExactQuestion,
  { encoding }: DelayText,
  ports: readonly TimingPort[],
  values: ReadonlyMap<string, string>,
): Found | undefined {
  const unit = encoding.unitTicks;
  const numberOf = (name: string): Rational | undefined => {
    const [term] = smtTermsOf(values.get(name) ?? '') ?? [];
    return term === undefined ? undefined : rationalOfTerm(term);
  };
  const frames: PlayedFrame[] = [];
  for (const [index, frame] of encoding.frames.entries()) {
    const release = numberOf(releaseName(frame));
    if (release === undefined) return undefined;
    frames.push({ flow: frame.flow, copy: frame.copy, releaseTicks: roundedDown(release) * unit, rank: index });
  }
  const ranks = new Map(ports.map((port) => [port.index, ranksAt(encoding.frames, port, numberOf)]));
  const play = playOf(question, frames, ranks);
  return { schedule: play.schedule, delayTicks: playedDelayTicksOf(question, play) };
}

/**
 * The schedule of a model of the orders upstream with free latencies: releases, joins and orders of the model, cut to whole units as above.
 * `undefined` when a value is missing or the replay finds a fault.
 *
 * @implements LLR-EXA-010
 */
export function decodedWithLatencies(
  question: ExactQuestion,
  { encoding }: DelayText,
  values: ReadonlyMap<string, string>,
): Found | undefined {
  const ticksOf = (name: string): number => {
    const [term] = smtTermsOf(values.get(name) ?? '') ?? [];
    const value = term === undefined ? undefined : rationalOfTerm(term);
    return value === undefined ? Number.NaN : roundedDown(value) * encoding.unitTicks;
  };
  const indexOf = new Map(encoding.frames.map((frame, index) => [frame, index]));
  const at = (port: TimingPort, nameOf: (frame: Frame, port: TimingPort) => string): readonly (readonly [number, number])[] =>
    encoding.passingAt(port).map(({ frame }) => [indexOf.get(frame) ?? -1, ticksOf(nameOf(frame, port))] as const);
  const inOrder = (port: TimingPort): readonly number[] => [...at(port, startName)].sort((a, b) => a[1] - b[1]).map(([index]) => index);
  const schedule: Schedule = {
    frames: encoding.frames.map((frame) => ({ flow: frame.flow, copy: frame.copy, releaseTicks: ticksOf(releaseName(frame)) })),
    orders: new Map(question.closure.map((port) => [port.index, inOrder(port)])),
    joinTicks: new Map(question.closure.map((port) => [port.index, new Map(at(port, joinName))])),
  };
  const evaluation = evaluatedSchedule(question.network, schedule);
  const delayTicks = delayTicksIn(question, schedule, evaluation, 0);
  return evaluation.faults.length > 0 || delayTicks === undefined || Number.isNaN(delayTicks) ? undefined : { schedule, delayTicks };
}

function ranksAt(
  frames: readonly Frame[],
  port: TimingPort,
  numberOf: (name: string) => Rational | undefined,
): ReadonlyMap<number, number> {
  const starts = frames.flatMap((frame, index) => {
    const start = numberOf(startName(frame, port));
    return start === undefined ? [] : [{ index, start }];
  });
  const inOrder = starts.sort((a, b) => compareRationals(a.start, b.start));
  return new Map(inOrder.map(({ index }, rank) => [index, rank]));
}

function roundedDown({ numerator, denominator }: Rational): number {
  const quotient = numerator / denominator;
  return Number(numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient);
}

/**
 * The schedule without the frames that do not matter to its delay; as it is where latencies vary.
 *
 * @implements LLR-EXA-010
 */
export function prunedSchedule(question: ExactQuestion, found: Found): Found {
  let { schedule } = found;
  if (schedule.joinTicks !== undefined) return found;
  for (const frame of found.schedule.frames.slice(1)) {
    const kept = schedule.frames.filter((each) => each !== frame);
    const indexOf = new Map(kept.map((each, index) => [schedule.frames.indexOf(each), index]));
    const ranks = new Map(
      [...schedule.orders].map(([port, order]) => [
        port,
        new Map(order.flatMap((each, rank) => (indexOf.has(each) ? [[indexOf.get(each) ?? 0, rank] as const] : []))),
      ]),
    );
    const play = playOf(
      question,
      kept.map((each) => ({ ...each, rank: 0 })),
      ranks,
    );
    if (playedDelayTicksOf(question, play) >= found.delayTicks && evaluatedSchedule(question.network, play.schedule).faults.length === 0)
      schedule = play.schedule;
  }
  return { schedule, delayTicks: found.delayTicks };
}
