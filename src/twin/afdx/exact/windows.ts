import type { TimingPort } from '../timing/timing-network.js';
import type { Encoding, Passing } from './encoding.js';
import { difference } from './smt-script.js';

/** A port of the path, by its position from 1, with the frames that can be sent before the one asked for. */
export interface Window {
  readonly position: number;
  readonly port: TimingPort;
  /** Frames of the priority of the one asked for, or above. */
  readonly members: readonly Passing[];
  /** Frames of a lower priority: one of them can be under way. */
  readonly blockers: readonly Passing[];
  /** Terms of the instants between which the last bits of members come to the port; `lateClosing` for those that overtake. */
  readonly opening: string;
  readonly closing: string;
  readonly lateClosing: string;
}

/**
 * The ports of the path with the frames that count there.
 *
 * @implements LLR-EXA-007
 */
export function windowsOf(encoding: Encoding): readonly Window[] {
  const { flow, path } = encoding.question;
  return path.map((port, index) => {
    const position = index + 1;
    // later frames of the flow itself stay behind
    const others = encoding.passingAt(port).filter(({ frame }) => frame.flow !== flow || frame.copy < 0);
    const counts = ({ frame }: Passing): boolean => flow.priority === 'low' || frame.flow.priority === 'high';
    const latency = encoding.time(port.latencyTicks);
    return {
      position,
      port,
      members: others.filter(counts),
      blockers: others.filter((each) => !counts(each)),
      opening: difference(`b_${position}`, latency),
      closing: `a_${position}`,
      // what overtakes joins the queue before the start of sending
      lateClosing: encoding.scope === 'largest' ? difference(`s_${position}`, latency) : `s_${position}`,
    };
  });
}

/**
 * Whether a frame at a port of the path may be sent before the frame asked for although it comes later.
 *
 * @implements LLR-EXA-007
 */
export function overtakes({ question }: Encoding, { frame }: Passing): boolean {
  return question.flow.priority === 'low' && frame.flow.priority === 'high';
}

/**
 * The truth value that says whether a frame is in the window at a position.
 *
 * @implements LLR-EXA-007
 */
export function isIn({ position }: Window, { frame }: Passing): string {
  return `v_${frame.name}_${position}`;
}

/**
 * The truth value that says whether a frame comes to a window ahead of the frame asked for; `true` for those that cannot overtake.
 *
 * @implements LLR-EXA-007
 */
export function isAhead(encoding: Encoding, { position }: Window, passing: Passing): string {
  return overtakes(encoding, passing) ? `g_${passing.frame.name}_${position}` : 'true';
}

/**
 * The time a port needs for a member if it is in the window and a further condition holds.
 *
 * @implements LLR-EXA-007
 */
export function loadOf(encoding: Encoding, window: Window, passing: Passing, port: TimingPort, further = 'true'): string {
  return encoding.sendingIf(isIn(window, passing), further, passing.frame, port, `w_${passing.frame.name}_${window.position}`);
}
