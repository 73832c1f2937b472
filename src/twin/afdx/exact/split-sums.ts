import type { TimingPort } from '../timing/timing-network.js';
import type { Encoding, Passing } from './encoding.js';
import { writeShaped } from './link-sums.js';
import { all, atMost, difference, implies, not, some, sum } from './smt-script.js';
import { isIn, loadOf, overtakes, type Window } from './windows.js';

/**
 * Writes how a window is cut in two by the first of its frames, z, that is also in the next window: what is sent from z on takes its time before
 * the frame asked for, whether it goes the same way or not; what is sent before z also came before it. `h_f_i` says that frame f is sent
 * at position i-1 from z on, `c_i` is the arrival of z there, `cut_i` says that there is such a frame.
 *
 * Holds where frames keep their order: not when some may overtake the frame asked for.
 *
 * @implements LLR-EXA-008
 */
export function writeSplitSums(encoding: Encoding, window: Window, before: Window, beforeThat: Window | undefined): void {
  if (before.members.some((passing) => overtakes(encoding, passing))) return;
  const { script, scope } = encoding;
  const { position: i } = window;
  const goesOn = (passing: Passing): boolean =>
    window.members.some(({ frame, member }) => frame === passing.frame && member.from === before.port.index);
  const continuing = before.members.filter(goesOn);
  if (continuing.length === 0) return;
  const cut = script.truth(`cut_${i}`);
  const instant = script.real(`c_${i}`);
  for (const passing of continuing) script.assert(implies(all(isIn(before, passing), isIn(window, passing)), cut));
  for (const passing of before.members)
    if (!goesOn(passing)) script.assert(implies(script.truth(`h_${passing.frame.name}_${i}`), isIn(before, passing)));
  const isLate = (passing: Passing): string => (goesOn(passing) ? isIn(window, passing) : `h_${passing.frame.name}_${i}`);
  const late = before.members.map((passing) => ({ passing, further: isLate(passing) }));
  const early = before.members.map((passing) => ({ passing, further: not(isLate(passing)) }));
  const lateWork = sum(...late.map(({ passing, further }) => loadOf(encoding, before, passing, before.port, further)));
  const travel = encoding.time(before.port.propagationTicks);
  // From z on everything is sent without a pause up to the frame asked for, and z comes to the next window.
  const time = difference(sum(`s_${before.position}`, travel), window.opening);
  const first = (passing: Passing): string => `z_${passing.frame.name}_${i}`;
  for (const passing of continuing) {
    script.assert(implies(script.truth(first(passing)), all(isIn(before, passing), isIn(window, passing))));
    const own = loadOf(encoding, before, passing, before.port);
    script.assert(implies(first(passing), atMost(lateWork, sum(own, time))));
  }
  script.assert(implies(cut, some(...continuing.map(first))));
  const latency = scope === 'largest' ? encoding.time(before.port.latencyTicks) : '0';
  script.assert(implies(cut, all(atMost(before.opening, instant), atMost(instant, before.closing))));
  script.assert(implies(cut, atMost(sum(instant, latency, lateWork), `s_${before.position}`)));
  for (const [from, link] of linksOf(encoding, before)) {
    const over = <T extends { readonly passing: Passing }>(each: readonly T[]): readonly T[] =>
      each.filter(({ passing }) => passing.member.from === from);
    // What comes over the link of the frame asked for is there before that link starts to send it.
    const own = beforeThat !== undefined && from === beforeThat.port.index;
    const closing = own ? sum(`s_${beforeThat.position}`, encoding.time(link.propagationTicks)) : before.closing;
    writeShaped(encoding, before, { link, members: over(late) }, { time: difference(closing, instant), unless: not(cut), ifAny: own });
    writeShaped(encoding, before, { link, members: over(early) }, { time: difference(instant, before.opening), unless: not(cut) });
    for (const { passing } of over(continuing.map((each) => ({ passing: each })))) {
      const z = loadOf(encoding, before, passing, link);
      const after = over(late).map((each) => loadOf(encoding, before, each.passing, link, each.further));
      script.assert(implies(first(passing), atMost(sum(...after), sum(z, difference(closing, instant)))));
      const sooner = over(early).map((each) => loadOf(encoding, before, each.passing, link, each.further));
      writeShaped(
        encoding,
        before,
        { link, members: over(early) },
        { time: difference(instant, before.opening), work: sum(...sooner, z), unless: not(first(passing)), ifAny: true },
      );
    }
    // If some came before z, the first over this link was one of them.
    const work = sum(...over(before.members.map((passing) => ({ passing }))).map(({ passing }) => loadOf(encoding, before, passing, link)));
    writeShaped(
      encoding,
      before,
      { link, members: over(early) },
      { time: difference(closing, before.opening), work, unless: not(cut), ifAny: true },
    );
  }
}

function linksOf(encoding: Encoding, { members }: Window): ReadonlyMap<number, TimingPort> {
  const froms = new Set(members.map(({ member }) => member.from).filter((from) => from >= 0));
  return new Map([...froms].map((from) => [from, encoding.question.network.ports[from] as TimingPort]));
}
