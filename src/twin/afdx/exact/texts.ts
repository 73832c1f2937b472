import type { TimingPort } from '../timing/timing-network.js';
import { Encoding, type Scope } from './encoding.js';
import { type ExactQuestion, sendingTicks } from './exact-question.js';
import type { FrameCount } from './frame-counts.js';
import { type Frame, framesOf } from './frames.js';
import { joinName, releaseName, startName, writePortOrders } from './port-orders.js';
import type { Evaluation, Schedule } from './schedule.js';
import { atMost, equal, sum } from './smt-script.js';
import { writeWindowSums } from './window-sums.js';

/** A solver text about the delay, and how to ask it. */
export interface DelayText {
  readonly encoding: Encoding;
  readonly text: string;
  /** Term of the delay in units. */
  readonly delay: string;
}

/**
 * Text in which the sums of work along the path bound the delay.
 *
 * @implements LLR-EXA-007
 */
export function sumsText(question: ExactQuestion, scope: Scope, counts: readonly FrameCount[]): DelayText {
  const encoding = new Encoding(question, scope, framesOf(question, question.path, counts));
  const delay = writeWindowSums(encoding);
  return { encoding, delay, text: encoding.script.text() };
}

/**
 * Which ports are followed frame by frame. `path`: those of the path, while other frames come over their links at any instant: more than
 * can happen. `through`: those of the path, while other frames meet no queue before: less than can happen. `closure`: each port upstream:
 * what can happen.
 */
export type Followed = 'path' | 'through' | 'closure';

/**
 * Text in which the orders of sending at followed ports bound the delay, with the sums as a help.
 *
 * @implements LLR-EXA-009
 */
export function ordersText(question: ExactQuestion, scope: Scope, followed: Followed, counts: readonly FrameCount[]): DelayText {
  const ports = followed === 'closure' ? question.closure : question.path;
  const encoding = new Encoding(question, scope, framesOf(question, ports, counts));
  const delay = writeWindowSums(encoding);
  writePortOrders(encoding, { ports, entries: followed === 'through' ? 'through' : 'free' }, true);
  return { encoding, delay, text: encoding.script.text() };
}

/**
 * The text with the further assertion that the delay is more than so many ticks.
 *
 * @implements LLR-EXA-007
 */
export function above({ encoding, text, delay }: DelayText, ticks: number): string {
  return `${text}(assert (> ${delay} ${encoding.time(ticks)}))\n`;
}

/**
 * The text with the further assertion that the delay is so many ticks or more.
 *
 * @implements LLR-EXA-007
 */
export function atLeast({ encoding, text, delay }: DelayText, ticks: number): string {
  return `${text}(assert ${atMost(encoding.time(ticks), delay)})\n`;
}

/**
 * Text of one schedule in the plain rules of the network: it has a model if, and only if, the network can behave so and the delay comes
 * to the value. Neither sums nor any other derived fact are in it.
 *
 * @param delayTicks the delay of the first frame of the schedule
 * @implements LLR-EXA-010
 */
export function scheduleText(question: ExactQuestion, schedule: Schedule, { startTicks }: Evaluation, delayTicks: number): string {
  const frames = schedule.frames.map(
    ({ flow, copy }, index): Frame => ({ flow, copy, name: index === 0 ? 'm' : `f${flow.index}_${index}` }),
  );
  const encoding = new Encoding(question, schedule.joinTicks === undefined ? 'largest' : 'latencies', frames);
  writePortOrders(encoding, { ports: question.closure, entries: 'free' }, false);
  const { script } = encoding;
  script.note('the schedule');
  frames.forEach((frame, index) => {
    script.assert(equal(releaseName(frame), encoding.time(schedule.frames[index]?.releaseTicks ?? 0)));
    for (const [port, starts] of startTicks) {
      const start = starts.get(index);
      if (start !== undefined) script.assert(equal(startName(frame, question.network.ports[port] as TimingPort), encoding.time(start)));
    }
  });
  for (const [port, joins] of schedule.joinTicks ?? [])
    for (const [index, ticks] of joins)
      script.assert(equal(joinName(frames[index] as Frame, question.network.ports[port] as TimingPort), encoding.time(ticks)));
  const last = question.path.at(-1) as TimingPort;
  const after = sendingTicks(question.flow.frameBitsMax, last) + last.propagationTicks + question.destination.receptionTicks;
  script.assert(equal(sum(startName(frames[0] as Frame, last), encoding.time(after)), encoding.time(delayTicks)));
  return script.text();
}

/**
 * The names of what a text about orders must tell so that a schedule can be made of its model: releases, starts at the given ports, and
 * where latencies are free, joins.
 *
 * @implements LLR-EXA-010
 */
export function scheduleNames({ encoding }: DelayText, ports: readonly TimingPort[]): readonly string[] {
  return [
    ...encoding.frames.map(releaseName),
    ...ports.flatMap((port) => encoding.passingAt(port).map(({ frame }) => startName(frame, port))),
    ...(encoding.scope === 'largest' ? [] : ports.flatMap((port) => encoding.passingAt(port).map(({ frame }) => joinName(frame, port)))),
  ];
}
