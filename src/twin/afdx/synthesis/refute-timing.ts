import type { NetworkName } from '../network.generated.js';
import { microsecondsText } from '../timing-rules/timing-rule.js';
import { networkNames } from '../topology.js';
import { wireOverheadBytes } from '../wire.js';
import { type Choice, linksOf } from './assemble.js';
import type { Carrier } from './carrier.js';
import { type BoundsFunction, judgementOf } from './judge.js';
import { mustUse } from './least-needs.js';
import type { MessageClass, Problem } from './problem.js';
import { isForced, type Refutation } from './refute-alone.js';

/**
 * Why a message is late beside messages that cannot avoid its ports; `undefined` when this is not known. Each class with one tree sends at least one virtual
 * link along it, with at least its smallest frame and at most its longest gap. When with no more than these, one for each class that
 * meets the message, each carrier of the message is late on each of its trees, no solution holds them all: a bound does not fall when virtual links are
 * added, frames grow or gaps shrink.
 *
 * @implements LLR-VLO-021
 */
export function refutedByTiming(problem: Problem, bounds: BoundsFunction, index: number): Refutation | undefined {
  const own = problem.classes.find(({ messages }) => messages.includes(index));
  const message = problem.messages[index];
  if (own === undefined || message === undefined || own.cut) return undefined;
  const carriers = own.carriers.filter(({ messages }) => messages.length === 1 && messages[0] === index);
  for (const name of networkNames.filter((each) => mustUse(own, each))) {
    const met = new Set(own.trees[name].flatMap(({ ports }) => ports));
    const others = problem.classes.filter(
      (each) =>
        each !== own && each.carriers.length > 0 && isForced(each, name) && each.trees[name][0]?.ports.some((port) => met.has(port)),
    );
    const weakest = others.map((each): Choice => ({ class: each, carrier: weakestOf(each), trees: { [name]: 0 } }));
    const least = others.length === 0 ? undefined : leastLate(problem, bounds, { class: own, carriers, name, weakest });
    if (least !== undefined) {
      return {
        messages: [index, ...others.flatMap(({ messages }) => messages)],
        text: `cannot all be in time: beside the others "${message.name}" needs at least ${least} µs on network ${name}, and its deadline is ${message.deadlineMicroseconds} µs`,
      };
    }
  }
  return undefined;
}

/** A virtual link that delays others no more than what each solution sends for a class. */
function weakestOf({ carriers }: MessageClass): Carrier {
  const frameBytes = Math.min(...carriers.map((carrier) => carrier.frameBytes));
  const gapMilliseconds = Math.max(...carriers.map((carrier) => carrier.gapMilliseconds));
  const burstBits = (frameBytes + wireOverheadBytes) * 8;
  return {
    messages: carriers[0]?.messages.slice(0, 1) ?? [],
    gapMilliseconds,
    parts: 1,
    frameBytes,
    deadlineMicroseconds: 10_000_000,
    reservedBits: (frameBytes * 8 * 128) / gapMilliseconds,
    wireBits: (burstBits * 128) / gapMilliseconds,
    burstBits,
  };
}

/** The least latency of a message in µs when it is late with each of its carriers on each of its trees; `undefined` when one is in time. */
function leastLate(
  problem: Problem,
  bounds: BoundsFunction,
  given: {
    readonly class: MessageClass;
    readonly carriers: readonly Carrier[];
    readonly name: NetworkName;
    readonly weakest: readonly Choice[];
  },
): string | undefined {
  const { class: own, name } = given;
  const deadline = problem.messages[given.carriers[0]?.messages[0] ?? 0]?.deadlineMicroseconds ?? 0;
  let least: bigint | undefined;
  for (const carrier of given.carriers) {
    for (let tree = 0; tree < own.trees[name].length; tree += 1) {
      const meant: Choice = { class: own, carrier, trees: { [name]: tree } };
      const links = linksOf(problem, [meant, ...given.weakest]);
      const id = links.find(({ choice }) => choice === meant)?.virtualLink.id;
      const { misses } = judgementOf(problem.network, links, bounds, 'sound');
      const late = misses.flatMap((miss) => (miss.kind === 'late' && miss.virtualLink === id ? [miss.delayPicoseconds] : []));
      if (late.length === 0) return undefined;
      const longest = late.reduce((a, b) => (b > a ? b : a)) + BigInt(deadline - carrier.deadlineMicroseconds) * 1_000_000n;
      if (least === undefined || longest < least) least = longest;
    }
  }
  return least === undefined ? undefined : microsecondsText(least);
}
