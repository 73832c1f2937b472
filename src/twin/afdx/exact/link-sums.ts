import type { TimingPort } from '../timing/timing-network.js';
import type { Encoding, Passing } from './encoding.js';
import { sendingTicks } from './exact-question.js';
import { all, atMost, difference, implies, not, some, sum } from './smt-script.js';
import { isAhead, isIn, loadOf, overtakes, type Window } from './windows.js';

/** Members that come over one link, with the condition under which each counts beside being in the window. */
export interface Stream {
  readonly link: TimingPort;
  readonly members: readonly { readonly passing: Passing; readonly further: string }[];
}

/**
 * Writes what each link can bring to a window: the last bits of its frames come one after the other. Frames that come over the link of
 * the frame asked for were moreover sent before it there, or overtake it.
 *
 * @implements LLR-EXA-008
 */
export function writeLinkSums(encoding: Encoding, window: Window, before: Window | undefined): void {
  const links = new Map<number, Passing[]>();
  for (const passing of window.members) {
    const { from } = passing.member;
    if (from >= 0) links.set(from, [...(links.get(from) ?? []), passing]);
  }
  for (const [from, passings] of links) {
    const link = encoding.question.network.ports[from] as TimingPort;
    if (before !== undefined && from === before.port.index) writeOwnLink(encoding, window, before, passings);
    else writeOtherLink(encoding, window, link, passings);
  }
}

function writeOtherLink(encoding: Encoding, window: Window, link: TimingPort, passings: readonly Passing[]): void {
  const stream = (each: readonly Passing[]): Stream => ({ link, members: each.map((passing) => ({ passing, further: 'true' })) });
  const inOrder = passings.filter((passing) => !overtakes(encoding, passing));
  if (inOrder.length > 0) writeShaped(encoding, window, stream(inOrder), { time: difference(window.closing, window.opening) });
  if (inOrder.length === passings.length) return;
  writeShaped(encoding, window, stream(passings), { time: difference(window.lateClosing, window.opening) });
}

/** What is said of the work of a stream. */
interface Claim {
  /** Term of the time. */
  readonly time: string;
  /** Term of the work; of the members of the stream themselves unless told. */
  readonly work?: string;
  /** Whether the claim holds only if there is a frame. */
  readonly ifAny?: boolean;
  /** Condition without which the claim holds. */
  readonly unless?: string;
}

/**
 * The work is at most a time and the first of the frames of a stream, whose size is not known: for each size, either a larger frame is
 * among them or the first is at most of that size.
 *
 * @implements LLR-EXA-008
 */
export function writeShaped(encoding: Encoding, window: Window, stream: Stream, { time, work, ifAny = false, unless }: Claim): void {
  const { link, members } = stream;
  const present = members.map(({ passing, further }) => all(isIn(window, passing), ...(further === 'true' ? [] : [further])));
  const own = sum(...members.map(({ passing, further }) => loadOf(encoding, window, passing, link, further)));
  const longest = members.map(({ passing }) => sendingTicks(passing.frame.flow.frameBitsMax, link));
  const exceptions = [...(unless === undefined ? [] : [unless]), ...(ifAny ? [not(some(...present))] : [])];
  for (const ticks of [...new Set(longest)].sort((a, b) => a - b)) {
    const larger = present.filter((_, index) => (longest[index] ?? 0) > ticks);
    encoding.script.assert(some(...exceptions, ...larger, atMost(work ?? own, sum(encoding.time(ticks), time))));
  }
}

function writeOwnLink(encoding: Encoding, window: Window, before: Window, passings: readonly Passing[]): void {
  const { script } = encoding;
  const link = before.port;
  const travel = encoding.time(link.propagationTicks);
  const ahead = passings.map((passing) => ({ passing, further: isAhead(encoding, window, passing) }));
  writeShaped(
    encoding,
    window,
    { link, members: ahead },
    { time: difference(sum(`s_${before.position}`, travel), window.opening), ifAny: true },
  );
  const behind = ahead.filter(({ further }) => further !== 'true');
  if (behind.length > 0) {
    const work = behind.map(({ passing, further }) => loadOf(encoding, window, passing, link, not(further)));
    script.assert(atMost(sum(...work), difference(window.lateClosing, window.closing)));
  }
  // Those ahead that are not in the window before were sent when it began, and all of that window which goes the same way follows them.
  const someOld = script.truth(`old_${window.position}`);
  const old = ahead.map(({ passing, further }) => {
    const sentBefore = not(isIn(before, passing));
    return { passing, further: further === 'true' ? sentBefore : all(further, sentBefore) };
  });
  for (const { passing, further } of old) {
    script.assert(implies(all(isIn(window, passing), further), someOld));
    script.assert(implies(all(someOld, isIn(before, passing)), isIn(window, passing)));
  }
  writeShaped(
    encoding,
    window,
    { link, members: old },
    { time: difference(sum(`b_${before.position}`, travel), window.opening), ifAny: true },
  );
}
