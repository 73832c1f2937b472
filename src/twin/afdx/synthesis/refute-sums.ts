import { compareRationals, decimalRoundedUp, plus, type Rational, rational, times, zero } from '../../../kernel/rational.js';
import { loadWindowMilliseconds, type ReservationGroup, wireOverheadBytes } from '../wire.js';
import { messageOverheadBytes, payloadBytesMax } from './carrier.js';
import { leastWeightOf } from './class-plans.js';
import { mustUse, type PlaceNeed, placeNeedsOf, roomOf } from './least-needs.js';
import { virtualLinkCountMax } from './ledger.js';
import type { MessageClass, PlannedSender, Problem } from './problem.js';
import type { Refutation } from './refute-alone.js';

const groups: readonly ReservationGroup[] = ['safetyCritical', 'missionCritical', 'nonCritical'];
const words: Readonly<Record<ReservationGroup, string>> = {
  safetyCritical: 'DAL A and B',
  missionCritical: 'DAL C',
  nonCritical: 'DAL D and E',
};

/**
 * Limits that messages together exceed whatever their carriers and trees: the least that each needs of a port, of a reserved share, of the
 * cables at a switch, of the transmission jitter or of the number of virtual links of their source comes to more than there is. One refutation for each such limit.
 *
 * @implements LLR-VLO-021
 */
export function refutedBySums(problem: Problem): readonly Refutation[] {
  const bySource = new Map<string, MessageClass[]>();
  for (const own of problem.classes) bySource.set(own.source, [...(bySource.get(own.source) ?? []), own]);
  return [
    ...placeNeedsOf(problem).flatMap((need) => placeRefutations(problem, need)),
    ...problem.senders.flatMap((sender) => burstRefutation(sender, bySource.get(sender.endSystem) ?? [], problem) ?? []),
    ...[...bySource].flatMap(([source, classes]) => countRefutation(source, classes, problem) ?? []),
  ];
}

/** What a class needs of a limit at least. */
interface Need {
  readonly class: MessageClass;
  readonly amount: Rational;
}

/**
 * The largest needs that together exceed what is allowed, and what they come to with what is used already; `undefined` when all of them keep it.
 * Without any one of these the others keep it, as each is at least as large as the last.
 */
function largestBeyond(
  needs: readonly Need[],
  used: number,
  allowed: number,
): { readonly messages: readonly number[]; readonly total: Rational } | undefined {
  const sorted = [...needs].sort((a, b) => compareRationals(b.amount, a.amount) || a.class.index - b.class.index);
  let total = rational(BigInt(used));
  for (let count = 0; count < sorted.length; count += 1) {
    total = plus(total, sorted[count]?.amount ?? zero);
    if (compareRationals(total, rational(BigInt(allowed))) <= 0) continue;
    return { messages: sorted.slice(0, count + 1).flatMap((need) => need.class.messages), total };
  }
  return undefined;
}

function placeRefutations(problem: Problem, { place, classes }: PlaceNeed): readonly Refutation[] {
  const tested = [undefined, ...groups];
  return tested.flatMap((group): readonly Refutation[] => {
    const needs = classes
      .filter((each) => group === undefined || each.class.group === group)
      .map((each) => ({ class: each.class, amount: each.bits }));
    const { fixedBits, allowedBits, rate } = roomOf(problem, place, group);
    const beyond = largestBeyond(needs, fixedBits, allowedBits);
    if (beyond === undefined) return [];
    const percent = decimalRoundedUp(times(beyond.total, rational(100_000n, rate * loadWindowMilliseconds)), 2);
    const share = group === undefined ? '' : `, of which ${problem.network.reservationsPercent[group]} % are reserved for ${words[group]}`;
    return [{ messages: beyond.messages, text: `need at least ${percent} % of ${placeText(place)}${share}` }];
  });
}

function placeText({ kind, id, ports }: PlaceNeed['place']): string {
  if (kind === 'port') return ports.length === 1 ? `the rate of port ${id}` : `the rates of ports ${id}`;
  const cables = ports.length === 1 ? 'the cable' : `the ${ports.length} cables`;
  return kind === 'out' ? `what ${cables} from ${id} to other switches carry` : `what ${cables} from other switches to ${id} carry`;
}

function burstRefutation(sender: PlannedSender, classes: readonly MessageClass[], problem: Problem): Refutation | undefined {
  const needs = classes
    .filter((own) => own.trees[sender.network].length > 0 && mustUse(own, sender.network))
    .map((own) => ({ class: own, amount: rational(leastBurstOf(problem, own)) }));
  const beyond = largestBeyond(needs, sender.fixedBurstBits, sender.burstBitsMax);
  if (beyond === undefined) return undefined;
  const sending = times(beyond.total, rational(1_000_000n, BigInt(rateOf(problem, sender))));
  const jitter = decimalRoundedUp(plus(rational(40n), sending), 2);
  const text = `give ${sender.endSystem} a transmission jitter of at least ${jitter} µs on network ${sender.network}, where 500 µs are allowed`;
  return { messages: beyond.messages, text };
}

function rateOf({ network, topology }: Problem, { endSystem, network: name }: PlannedSender): number {
  const link = network.links.find((each) => each.ends.some(({ node }) => node === endSystem) && topology.networkOf(each) === name);
  return link?.rateBitsPerSecond ?? 1;
}

/** The least burst of a class; of one whose carriers are not all listed, that of every fourth message by falling size. */
function leastBurstOf({ messages, options }: Problem, own: MessageClass): bigint {
  const least = own.cut ? undefined : leastWeightOf(own, ({ burstBits }) => BigInt(burstBits));
  if (least !== undefined) return least;
  const singles = own.messages.map((index) => messages[index]?.sizeBytes ?? 1).map((size) => (size > payloadBytesMax ? 1 : size));
  const sorted = singles.sort((a, b) => b - a).filter((_, at) => !options.share || at % 4 === 0);
  return sorted.reduce((sum, size) => sum + BigInt((size + messageOverheadBytes + wireOverheadBytes) * 8), 0n);
}

function countRefutation(source: string, classes: readonly MessageClass[], problem: Problem): Refutation | undefined {
  const least = (own: MessageClass): bigint => {
    const found = own.cut ? undefined : leastWeightOf(own, () => 1n);
    return found ?? BigInt(problem.options.share ? Math.ceil(own.messages.length / 4) : own.messages.length);
  };
  const needs = classes.map((own) => ({ class: own, amount: rational(least(own)) }));
  const beyond = largestBeyond(needs, problem.fixedCounts.get(source) ?? 0, virtualLinkCountMax);
  if (beyond === undefined) return undefined;
  const count = beyond.total.numerator;
  return { messages: beyond.messages, text: `need at least ${count} virtual links of ${source}, whose table holds ${virtualLinkCountMax}` };
}
