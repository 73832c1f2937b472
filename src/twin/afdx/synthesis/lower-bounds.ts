import { compareRationals, plus, type Rational, rational, roundedUp, times, zero } from '../../../kernel/rational.js';
import type { NetworkName } from '../network.generated.js';
import { networkNames } from '../topology.js';
import { loadWindowMilliseconds } from '../wire.js';
import type { Carrier } from './carrier.js';
import { leastWeightOf, plansOf } from './class-plans.js';
import { leastNeedOf, mustUse, placeNeedsOf, roomOf } from './least-needs.js';
import type { MessageClass, Problem } from './problem.js';
import { spreadLoadMinOf } from './spread-load.js';

/** Multipliers tried for one source. */
const pricesMax = 32;

/**
 * No solution reserves less for the messages than this many bits in 128 ms. For each source the sum over its classes of the least
 * that carries them, where a burst has a price, less the price of what the source may send: a Lagrangian bound (Geoffrion, 1974), the
 * largest over several prices and both networks. Delays and loads of ports are not counted.
 *
 * @implements LLR-VLO-013
 */
export function reservedBitsMinOf(problem: Problem): bigint {
  const bySource = new Map<string, MessageClass[]>();
  for (const own of problem.classes) bySource.set(own.source, [...(bySource.get(own.source) ?? []), own]);
  let sum = zero;
  for (const [source, classes] of bySource) sum = plus(sum, sourceMinOf(problem, source, classes));
  return roundedUp(sum);
}

function sourceMinOf(problem: Problem, source: string, classes: readonly MessageClass[]): Rational {
  const free = rational(0n);
  let best = boundAt(problem, classes, { numerator: 0n, denominator: 1n }, undefined, 0);
  for (const name of networkNames) {
    const sender = problem.senders.find((each) => each.endSystem === source && each.network === name);
    if (sender === undefined) continue;
    for (const price of pricesOf(classes)) {
      const bound = boundAt(problem, classes, price, name, sender.burstBitsMax - sender.fixedBurstBits);
      if (compareRationals(bound, best) > 0) best = bound;
    }
  }
  return compareRationals(best, free) < 0 ? free : best;
}

/** Prices at which a class changes from one of its plans to the next: there the bound has its largest value. */
function pricesOf(classes: readonly MessageClass[]): readonly Rational[] {
  const prices = new Map<string, Rational>();
  for (const own of classes) {
    const plans = plansOf(own, () => true);
    for (let at = 1; at < plans.length; at += 1) {
      const [before, after] = [plans[at - 1], plans[at]];
      const relief = (before?.burstBits ?? 0) - (after?.burstBits ?? 0);
      if (relief <= 0) continue;
      const price = rational(BigInt((after?.reservedBits ?? 0) - (before?.reservedBits ?? 0)), BigInt(relief));
      prices.set(`${price.numerator}/${price.denominator}`, price);
    }
  }
  return [...prices.values()].sort(compareRationals).slice(0, pricesMax);
}

function boundAt(
  problem: Problem,
  classes: readonly MessageClass[],
  price: Rational,
  name: NetworkName | undefined,
  burstBitsMax: number,
): Rational {
  let sum = times(price, rational(BigInt(-burstBitsMax)));
  for (const own of classes) {
    const priced = name !== undefined && mustUse(own, name) && !own.cut;
    const weight = ({ reservedBits, burstBits }: Carrier): bigint =>
      BigInt(reservedBits) * price.denominator + (priced ? BigInt(burstBits) * price.numerator : 0n);
    const least = own.cut ? undefined : leastWeightOf(own, weight);
    sum = plus(sum, least === undefined ? leastNeedOf(problem, own, 0) : rational(least, price.denominator));
  }
  return sum;
}

/**
 * No solution with the trees of the problem has a highest port load below this share of a rate. The ports of a source and of a destination carry
 * what is sent and received there, on whatever tree; what enters or leaves a switch shares its cables to other switches; and
 * weights of ports show how well the trees allow to spread the rest.
 *
 * @implements LLR-VLO-013
 */
export function highestLoadMinOf(problem: Problem): Rational {
  let highest = zero;
  for (const { fixedBits, rateBitsPerSecond } of problem.ports) {
    const fixed = fixedBits.safetyCritical + fixedBits.missionCritical + fixedBits.nonCritical;
    const load = rational(BigInt(fixed) * 1000n, BigInt(rateBitsPerSecond) * loadWindowMilliseconds);
    if (compareRationals(load, highest) > 0) highest = load;
  }
  for (const { place, classes } of placeNeedsOf(problem)) {
    const { fixedBits, rate } = roomOf(problem, place);
    const total = classes.reduce((sum, { bits }) => plus(sum, bits), rational(BigInt(fixedBits)));
    const load = times(total, rational(1000n, rate * loadWindowMilliseconds));
    if (compareRationals(load, highest) > 0) highest = load;
  }
  const spread = spreadLoadMinOf(problem);
  return compareRationals(spread, highest) > 0 ? spread : highest;
}
