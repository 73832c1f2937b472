import type { Carrier } from './carrier.js';
import type { MessageClass } from './problem.js';

/** A way to carry each message of a class exactly once, with its sums. */
export interface ClassPlan {
  readonly carriers: readonly Carrier[];
  readonly reservedBits: number;
  readonly wireBits: number;
  readonly burstBits: number;
}

/** Plans kept at each step; the one of least bandwidth is always among them. */
const plansMax = 24;

/**
 * Plans of a class of which none is beaten by another in reserved bandwidth, burst, wire load and number of virtual links at once, in the order of
 * rising reserved bandwidth; at most 24. Empty when a message has no carrier left.
 *
 * @param isAllowed which carriers may be used
 * @implements LLR-VLO-012
 */
export function plansOf(own: MessageClass, isAllowed: (carrier: Carrier) => boolean): readonly ClassPlan[] {
  const byLast = carriersByLast(own, isAllowed);
  const known = new Map<string, readonly ClassPlan[]>([['', [{ carriers: [], reservedBits: 0, wireBits: 0, burstBits: 0 }]]]);
  const planned = (left: readonly number[]): readonly ClassPlan[] => {
    const key = left.join(',');
    const found = known.get(key);
    if (found !== undefined) return found;
    const last = left.at(-1) ?? -1;
    const plans = (byLast.get(last) ?? [])
      .filter(({ messages }) => messages.every((message) => left.includes(message)))
      .flatMap((carrier) => planned(left.filter((message) => !carrier.messages.includes(message))).map((plan) => extended(plan, carrier)));
    const best = unbeaten(plans);
    known.set(key, best);
    return best;
  };
  for (let count = 1; count < own.messages.length; count += 1) planned(own.messages.slice(0, count));
  return planned(own.messages);
}

/**
 * The least sum of a weight of carriers over all ways to carry each message of a class exactly once; `undefined` when there is none.
 *
 * @implements LLR-VLO-013
 */
export function leastWeightOf(own: MessageClass, weight: (carrier: Carrier) => bigint): bigint | undefined {
  const byLast = carriersByLast(own, () => true);
  const known = new Map<string, bigint | undefined>([['', 0n]]);
  const least = (left: readonly number[]): bigint | undefined => {
    const key = left.join(',');
    if (known.has(key)) return known.get(key);
    let best: bigint | undefined;
    for (const carrier of byLast.get(left.at(-1) ?? -1) ?? []) {
      if (!carrier.messages.every((message) => left.includes(message))) continue;
      const rest = least(left.filter((message) => !carrier.messages.includes(message)));
      if (rest !== undefined && (best === undefined || rest + weight(carrier) < best)) best = rest + weight(carrier);
    }
    known.set(key, best);
    return best;
  };
  for (let count = 1; count < own.messages.length; count += 1) least(own.messages.slice(0, count));
  return least(own.messages);
}

function carriersByLast(own: MessageClass, isAllowed: (carrier: Carrier) => boolean): ReadonlyMap<number, readonly Carrier[]> {
  const place = new Map(own.messages.map((message, at) => [message, at]));
  const byLast = new Map<number, Carrier[]>();
  for (const carrier of own.carriers.filter(isAllowed)) {
    const last = carrier.messages.reduce((a, b) => ((place.get(b) ?? 0) > (place.get(a) ?? 0) ? b : a));
    const list = byLast.get(last) ?? [];
    list.push(carrier);
    byLast.set(last, list);
  }
  return byLast;
}

function extended(plan: ClassPlan, carrier: Carrier): ClassPlan {
  return {
    carriers: [...plan.carriers, carrier],
    reservedBits: plan.reservedBits + carrier.reservedBits,
    wireBits: plan.wireBits + carrier.wireBits,
    burstBits: plan.burstBits + carrier.burstBits,
  };
}

function unbeaten(plans: readonly ClassPlan[]): readonly ClassPlan[] {
  const sorted = [...plans].sort((a, b) => a.reservedBits - b.reservedBits || a.burstBits - b.burstBits || a.wireBits - b.wireBits);
  const best: ClassPlan[] = [];
  for (const plan of sorted) {
    const beaten = best.some(
      (other) => other.burstBits <= plan.burstBits && other.wireBits <= plan.wireBits && other.carriers.length <= plan.carriers.length,
    );
    if (!beaten) best.push(plan);
  }
  return thinned(best);
}

/** At most 24 plans, evenly spread, the first and the last included. */
function thinned(plans: readonly ClassPlan[]): readonly ClassPlan[] {
  if (plans.length <= plansMax) return plans;
  return Array.from({ length: plansMax }, (_, at) => plans[Math.floor((at * (plans.length - 1)) / (plansMax - 1))] as ClassPlan);
}
