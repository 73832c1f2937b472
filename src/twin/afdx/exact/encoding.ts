import { greatestCommonDivisor } from '../../../kernel/rational.js';
import type { TimingFlow, TimingPort } from '../timing/timing-network.js';
import { type ExactQuestion, type Member, sendingTicks } from './exact-question.js';
import type { Frame } from './frames.js';
import { counted, numeral, SmtScript } from './smt-script.js';

/**
 * Which behaviours a question is about. `each`: frames of each size from the smallest to the largest, each technological latency from 0
 * to the longest. `latencies`: frames of the largest size, each latency. `largest`: frames of the largest size, the longest latency.
 */
export type Scope = 'each' | 'latencies' | 'largest';

/** A frame at an output port. */
export interface Passing {
  readonly frame: Frame;
  readonly member: Member;
}

/**
 * A solver text in the making: the question, its frames, and how their durations are written. Times are counted in a unit that divides
 * each of them.
 *
 * @implements LLR-EXA-006
 */
export class Encoding {
  readonly script = new SmtScript();
  readonly question: ExactQuestion;
  readonly scope: Scope;
  readonly frames: readonly Frame[];
  /** Ticks in a unit of time of the text. */
  readonly unitTicks: number;

  constructor(question: ExactQuestion, scope: Scope, frames: readonly Frame[]) {
    this.question = question;
    this.scope = scope;
    this.frames = frames;
    this.unitTicks = unitTicksOf(question);
    const { flow, destination } = question;
    this.script.note(`Delay of virtual link ${flow.virtualLink} on network ${flow.network} to ${destination.endSystem}`);
    this.script.note(`Times in units of ${this.unitTicks} / ${question.network.ticksPerSecond} s, counted from its release`);
    for (const frame of frames) this.script.note(`${frame.name} is a frame of virtual link ${frame.flow.virtualLink}`);
    if (scope === 'each') for (const frame of frames) this.#declareSize(frame);
  }

  /** Frames at a port, that whose delay is sought included. */
  passingAt(port: TimingPort): readonly Passing[] {
    const members = this.question.members.get(port.index) ?? [];
    return this.frames.flatMap((frame) => {
      const member = members.find(({ flow }) => flow === frame.flow);
      return member === undefined ? [] : [{ frame, member }];
    });
  }

  /** A duration in units. Throws when the unit does not divide it, which is a fault of the caller. */
  time(ticks: number): string {
    if (ticks % this.unitTicks !== 0) throw new RangeError(`${ticks} ticks are no whole number of units`);
    return numeral(ticks / this.unitTicks);
  }

  /** A duration in units, rounded down. */
  timeRoundedDown(ticks: number): string {
    return numeral(Math.floor(ticks / this.unitTicks));
  }

  /** A duration in units, rounded up. */
  timeRoundedUp(ticks: number): string {
    return numeral(Math.ceil(ticks / this.unitTicks));
  }

  /** How long a port sends a frame. */
  sending(frame: Frame, port: TimingPort): string {
    return this.#isSized(frame.flow) ? this.#bitsAs(`z_${frame.name}`, port) : this.time(sendingTicks(frame.flow.frameBitsMax, port));
  }

  /**
   * How long a port sends the frame if both conditions hold, else 0.
   *
   * @param bits a variable that `declareSizeIf` has declared for the first condition
   */
  sendingIf(condition: string, further: string, { flow }: Frame, port: TimingPort, bits: string): string {
    if (this.#isSized(flow)) return counted(further, this.#bitsAs(bits, port));
    const both = further === 'true' ? condition : `(and ${condition} ${further})`;
    return counted(both, this.time(sendingTicks(flow.frameBitsMax, port)));
  }

  /** Declares a variable for the size of a frame if the condition holds, and 0 else; nothing when the size is fixed. */
  declareSizeIf(condition: string, frame: Frame, bits: string): void {
    if (!this.#isSized(frame.flow)) return;
    this.script.real(bits);
    this.script.assert(`(= ${bits} (ite ${condition} z_${frame.name} 0))`);
  }

  #bitsAs(bits: string, port: TimingPort): string {
    const units = port.ticksPerBit / this.unitTicks;
    return units === 1 ? bits : `(* ${numeral(units)} ${bits})`;
  }

  #isSized(flow: TimingFlow): boolean {
    return this.scope === 'each' && flow.frameBitsMin < flow.frameBitsMax;
  }

  #declareSize(frame: Frame): void {
    if (!this.#isSized(frame.flow)) return;
    const bits = this.script.real(`z_${frame.name}`);
    this.script.assert(`(<= ${frame.flow.frameBitsMin} ${bits} ${frame.flow.frameBitsMax})`);
  }
}

/** The largest unit that divides each duration of the question: bits, latencies, travel, gaps. */
function unitTicksOf({ closure, destination, flow, members }: ExactQuestion): number {
  const durations = new Set([destination.receptionTicks, flow.gapTicks]);
  for (const port of closure) {
    durations.add(port.ticksPerBit).add(port.latencyTicks).add(port.propagationTicks);
    for (const member of members.get(port.index) ?? []) durations.add(member.flow.gapTicks);
  }
  return Number([...durations].reduce((unit, ticks) => greatestCommonDivisor(unit, BigInt(ticks)), 0n));
}
