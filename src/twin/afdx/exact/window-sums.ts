import type { TimingPort } from '../timing/timing-network.js';
import type { Encoding, Passing } from './encoding.js';
import { sendingTicks } from './exact-question.js';
import { writeLinkSums } from './link-sums.js';
import { all, atMost, difference, equal, implies, sum } from './smt-script.js';
import { writeSplitSums } from './split-sums.js';
import { isAhead, isIn, loadOf, overtakes, type Window, windowsOf } from './windows.js';

/**
 * Writes what the sums of work in the windows of the path allow (docs/afdx-exact.md, section "Sums"), and returns the term of the delay.
 * At position i, counted from 1: `a_i` arrival, `b_i` begin of the busy period, `s_i` start of sending, `l_i` time for which a frame of
 * lower priority is still sent. `v_f_i` says whether frame f is sent in that busy period before the frame asked for, `g_f_i` whether it
 * comes over the same link ahead of it.
 *
 * @implements LLR-EXA-007
 */
export function writeWindowSums(encoding: Encoding): string {
  const windows = windowsOf(encoding);
  windows.forEach((window, index) => {
    const before = windows[index - 1];
    writeWindow(encoding, window, before);
    writeLinkSums(encoding, window, before);
    if (before !== undefined) writeSplitSums(encoding, window, before, windows[index - 2]);
    writeRepetitions(encoding, window);
  });
  const last = windows.at(-1);
  if (last === undefined) throw new Error('a path has a port');
  return sum(`s_${last.position}`, passageOf(encoding, last.port), encoding.time(encoding.question.destination.receptionTicks));
}

/** From the start of sending the frame asked for to its arrival at the next node. */
function passageOf(encoding: Encoding, port: TimingPort): string {
  const [asked] = encoding.frames;
  if (asked === undefined) throw new Error('the first frame is the one asked for');
  return sum(encoding.sending(asked, port), encoding.time(port.propagationTicks));
}

function writeWindow(encoding: Encoding, window: Window, before: Window | undefined): void {
  const { script, scope } = encoding;
  const { position: i, port, members } = window;
  const latency = encoding.time(port.latencyTicks);
  script.note(`${i}: output port ${port.id}`);
  const [arrival, begin, start] = [script.real(`a_${i}`), script.real(`b_${i}`), script.real(`s_${i}`)];
  for (const passing of members) declareMember(encoding, window, passing, before);
  script.assert(equal(arrival, before === undefined ? '0' : sum(`s_${before.position}`, passageOf(encoding, before.port))));
  script.assert(atMost(begin, sum(arrival, latency)));
  script.assert(atMost(scope === 'largest' ? sum(arrival, latency) : arrival, start));
  const work = members.map((passing) => loadOf(encoding, window, passing, port));
  script.assert(atMost(start, sum(begin, ...work, lowerWork(encoding, window))));
}

function declareMember(encoding: Encoding, window: Window, passing: Passing, before: Window | undefined): void {
  const condition = encoding.script.truth(isIn(window, passing));
  encoding.declareSizeIf(condition, passing.frame, `w_${passing.frame.name}_${window.position}`);
  if (before === undefined || passing.member.from !== before.port.index || !overtakes(encoding, passing)) return;
  const ahead = encoding.script.truth(isAhead(encoding, window, passing));
  encoding.script.assert(implies(isIn(before, passing), ahead));
}

/** At most one frame of lower priority is under way when the busy period begins. */
function lowerWork(encoding: Encoding, { position, port, blockers }: Window): string {
  if (blockers.length === 0) return '0';
  const longest = Math.max(...blockers.map(({ frame }) => sendingTicks(frame.flow.frameBitsMax, port)));
  const work = encoding.script.real(`l_${position}`);
  encoding.script.assert(all(atMost('0', work), atMost(work, encoding.time(longest))));
  return work;
}

/** Two frames of one flow in a window are a gap apart, less the spread of their arrival. */
function writeRepetitions(encoding: Encoding, window: Window): void {
  const { limits, flow: asked } = encoding.question;
  for (const passing of window.members) {
    const { flow, copy } = passing.frame;
    const arrival = limits.arrivals[flow.index]?.[passing.member.hop] ?? { shortestTicks: 0, longestTicks: 0 };
    const spread = arrival.longestTicks - arrival.shortestTicks;
    const time = difference(overtakes(encoding, passing) ? window.lateClosing : window.closing, window.opening);
    const apart = (copies: number): string => atMost(encoding.timeRoundedDown(Math.max(0, copies * flow.gapTicks - spread)), time);
    if (flow === asked) encoding.script.assert(implies(isIn(window, passing), apart(-copy)));
    for (const other of window.members) {
      if (other.frame.flow !== flow || other.frame.copy >= copy) continue;
      encoding.script.assert(implies(all(isIn(window, passing), isIn(window, other)), apart(copy - other.frame.copy)));
    }
  }
}
