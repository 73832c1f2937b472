import type { NetworkName } from '../network.generated.js';
import { microsecondsText } from '../timing-rules/timing-rule.js';
import { networkNames } from '../topology.js';
import { frameBytesMax } from '../wire.js';
import { linksOf } from './assemble.js';
import { type Carrier, payloadBytesMax } from './carrier.js';
import { allowancePicosecondsOf, type BoundsFunction, judgementOf } from './judge.js';
import { mustUse } from './least-needs.js';
import type { MessageClass, Problem } from './problem.js';

/** Messages that no solution carries together, and why, in words. */
export interface Refutation {
  readonly messages: readonly number[];
  readonly text: string;
}

/**
 * Why a message cannot be carried even when no other message is; `undefined` when it can, or when this is not known. Virtual links that stay count.
 * A message alone is never late on its own virtual link when it is in time on a shared one, so shared carriers are not looked at.
 *
 * @implements LLR-VLO-020
 */
export function refutedAlone(problem: Problem, bounds: BoundsFunction, index: number): Refutation | undefined {
  const own = problem.classes.find(({ messages }) => messages.includes(index));
  const message = problem.messages[index];
  if (own === undefined || message === undefined) return undefined;
  const refuted = (text: string): Refutation => ({ messages: [index], text: `"${message.name}" ${text}` });
  const unreached = networkNames.filter((name) => own.trees[name].length === 0);
  if (unreached.length > 0 && (own.redundancyLevel === 2 || unreached.length === 2)) {
    return refuted(
      `goes from ${own.source} to ${own.destinations.join(', ')}, which network ${unreached.join(' and network ')} does not join`,
    );
  }
  const carriers = own.carriers.filter(({ messages }) => messages.length === 1 && messages[0] === index);
  if (carriers.length === 0) return refuted(noCarrierText(message));
  if (own.cut) return undefined;
  const least = networkNames
    .filter((name) => own.trees[name].length > 0)
    .map((name) => leastLatency(problem, bounds, { class: own, name, carriers }));
  const late = least.filter(({ isKept }) => !isKept);
  const isLost = own.redundancyLevel === 2 ? late.length > 0 : late.length === least.length;
  if (!isLost) return undefined;
  const [{ picoseconds, route, network }] = late as [Latency];
  if (picoseconds === undefined) return refuted(`would let virtual links that stay miss their bounds on network ${network}`);
  const least1 = `${microsecondsText(picoseconds)} µs`;
  return refuted(
    `has a deadline of ${message.deadlineMicroseconds} µs and needs ${least1} at best, over ${route} on network ${network} with no other message sent`,
  );
}

function noCarrierText(message: {
  readonly sizeBytes: number;
  readonly periodMilliseconds: number;
  readonly deadlineMicroseconds: number;
}): string {
  const parts = Math.ceil(message.sizeBytes / payloadBytesMax);
  const what = `of ${message.sizeBytes} byte is sent in ${parts} parts, ${parts === 1 ? 'and' : 'one in each gap of 1 ms or more, and'}`;
  if (parts > message.periodMilliseconds) return `${what} its period of ${message.periodMilliseconds} ms is too short for them`;
  const wait = `the last part leaves ${parts - 1} ms after the first at the earliest`;
  if ((parts - 1) * 1000 >= message.deadlineMicroseconds) return `${what} ${wait}; its deadline is ${message.deadlineMicroseconds} µs`;
  return `${what} with its growth margin no gap gives a frame of at most ${frameBytesMax} byte`;
}

interface Latency {
  readonly network: NetworkName;
  readonly isKept: boolean;
  /** Least bound of the whole message; `undefined` when only virtual links that stay miss theirs. */
  readonly picoseconds: bigint | undefined;
  readonly route: string;
}

/** The least latency of a message over all its carriers and trees on one network, and whether one of them keeps each bound for sound sources or has none. */
function leastLatency(
  problem: Problem,
  bounds: BoundsFunction,
  given: { readonly class: MessageClass; readonly name: NetworkName; readonly carriers: readonly Carrier[] },
): Latency {
  const { class: own, name } = given;
  const deadline = problem.messages[given.carriers[0]?.messages[0] ?? 0]?.deadlineMicroseconds ?? 0;
  let best: { readonly picoseconds: bigint; readonly route: string } | undefined;
  for (const carrier of given.carriers) {
    for (let tree = 0; tree < own.trees[name].length; tree += 1) {
      const links = linksOf(problem, [{ class: own, carrier, trees: { [name]: tree } }]);
      const { misses, bounds: found } = judgementOf(problem.network, links, bounds, 'sound');
      if (misses.length === 0 || found === undefined) return { network: name, isKept: true, picoseconds: undefined, route: '' };
      const id = links[0]?.virtualLink.id;
      const wait = BigInt(deadline - carrier.deadlineMicroseconds) * 1_000_000n;
      const [last] = found.ends
        .filter(({ flow }) => flow.virtualLink === id)
        .sort((a, b) => (a.delayPicoseconds < b.delayPicoseconds ? 1 : -1));
      if (last === undefined || !misses.some((miss) => miss.kind === 'late' && miss.virtualLink === id)) continue;
      const picoseconds = last.delayPicoseconds + wait + allowancePicosecondsOf(problem.network);
      const switches = own.trees[name][tree]?.routes.get(last.destination.endSystem) ?? [];
      if (best === undefined || picoseconds < best.picoseconds) {
        best = { picoseconds, route: [own.source, ...switches, last.destination.endSystem].join(' > ') };
      }
    }
  }
  return { network: name, isKept: false, picoseconds: best?.picoseconds, route: best?.route ?? '' };
}

/**
 * Whether a class has only one tree on a network that each solution sends it on.
 *
 * @implements LLR-VLO-021
 */
export function isForced(own: MessageClass, name: NetworkName): boolean {
  return mustUse(own, name) && own.trees[name].length === 1 && !own.cut;
}
