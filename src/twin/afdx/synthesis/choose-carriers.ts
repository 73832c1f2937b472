import type { NetworkName } from '../network.generated.js';
import { networkNames } from '../topology.js';
import type { Carrier } from './carrier.js';
import { type ClassPlan, plansOf } from './class-plans.js';
import { Ledger, virtualLinkCountMax } from './ledger.js';
import type { MessageClass, Problem } from './problem.js';

/** A carrier that a source uses, with the networks that it is sent on. */
export interface ChosenCarrier {
  readonly class: MessageClass;
  readonly carrier: Carrier;
  readonly networks: readonly NetworkName[];
}

/** A class of a source while its plan is being chosen. */
interface Open {
  readonly class: MessageClass;
  readonly networks: readonly NetworkName[];
  readonly plans: readonly ClassPlan[];
  at: number;
}

/** What a source may send, and what its present plans come to. */
interface Allowance {
  readonly burstBitsMax: Readonly<Record<NetworkName, number>>;
  readonly countMax: number;
}

/**
 * Carriers for each message with little reserved bandwidth, such that each source keeps its transmission jitter and its number of
 * virtual links where this search finds a way: from the plans of least bandwidth it changes, one class at a time, to the plan that
 * costs least bandwidth for what it relieves, and then changes back what turned out not to be needed. A class of redundancy level 1 uses the network on
 * which its source sends less. A class without a plan is left out.
 *
 * @param isAllowed which carriers may be used
 * @implements LLR-VLO-012
 */
export function chosenCarriersOf(problem: Problem, isAllowed: (carrier: Carrier) => boolean): readonly ChosenCarrier[] {
  const bySource = new Map<string, MessageClass[]>();
  for (const own of problem.classes) bySource.set(own.source, [...(bySource.get(own.source) ?? []), own]);
  const ledger = new Ledger(problem);
  return [...bySource].flatMap(([source, classes]) => {
    const free = (name: NetworkName): number => {
      const sender = ledger.senderOf(source, name);
      return (problem.senders[sender]?.burstBitsMax ?? 0) - (problem.senders[sender]?.fixedBurstBits ?? 0);
    };
    const allowance = {
      burstBitsMax: { A: free('A'), B: free('B') },
      countMax: virtualLinkCountMax - (problem.fixedCounts.get(source) ?? 0),
    };
    const open = openClasses(classes, isAllowed, allowance);
    relieve(open, allowance);
    restore(open, allowance);
    return open.flatMap((each) =>
      (each.plans[each.at]?.carriers ?? []).map((carrier) => ({ class: each.class, carrier, networks: each.networks })),
    );
  });
}

function openClasses(classes: readonly MessageClass[], isAllowed: (carrier: Carrier) => boolean, allowance: Allowance): readonly Open[] {
  const sent = { A: 0, B: 0 };
  const sorted = [...classes].sort((a, b) => b.redundancyLevel - a.redundancyLevel || a.index - b.index);
  const open = sorted.map((own): Open => {
    const plans = plansOf(own, isAllowed);
    const reached = networkNames.filter((name) => own.trees[name].length > 0);
    const left = (name: NetworkName): number => allowance.burstBitsMax[name] - sent[name];
    const one = reached.length > 1 && left('B') > left('A') ? reached.slice(1) : reached.slice(0, 1);
    const networks = own.redundancyLevel === 2 ? reached : one;
    for (const name of networks) sent[name] += plans[0]?.burstBits ?? 0;
    return { class: own, networks, plans, at: 0 };
  });
  return open.sort((a, b) => a.class.index - b.class.index);
}

/** By how much the present plans exceed what the source may send; 0 when they keep it. Virtual links weigh as a smallest frame. */
function excessOf(open: readonly Open[], { burstBitsMax, countMax }: Allowance): number {
  const burst = { A: 0, B: 0 };
  let count = 0;
  for (const { plans, at, networks } of open) {
    for (const name of networks) burst[name] += plans[at]?.burstBits ?? 0;
    count += plans[at]?.carriers.length ?? 0;
  }
  const over = (used: number, allowed: number): number => Math.max(0, used - allowed);
  return over(burst.A, burstBitsMax.A) + over(burst.B, burstBitsMax.B) + over(count, countMax) * 672;
}

/** Changes plans until the source keeps its limits or no change brings it nearer. */
function relieve(open: readonly Open[], allowance: Allowance): void {
  for (let excess = excessOf(open, allowance); excess > 0; ) {
    let best: { readonly each: Open; readonly at: number; readonly price: number; readonly excess: number } | undefined;
    for (const each of open) {
      const before = each.at;
      for (let at = 0; at < each.plans.length; at += 1) {
        each.at = at;
        const after = excessOf(open, allowance);
        if (after >= excess) continue;
        const price = ((each.plans[at]?.reservedBits ?? 0) - (each.plans[before]?.reservedBits ?? 0)) / (excess - after);
        if (best === undefined || price < best.price) best = { each, at, price, excess: after };
      }
      each.at = before;
    }
    if (best === undefined) return;
    best.each.at = best.at;
    excess = best.excess;
  }
}

/** Takes each class back to the plan of least bandwidth that the limits still allow, those with the most to gain first. */
function restore(open: readonly Open[], allowance: Allowance): void {
  if (excessOf(open, allowance) > 0) return;
  const gain = ({ plans, at }: Open): number => (plans[at]?.reservedBits ?? 0) - (plans[0]?.reservedBits ?? 0);
  for (const each of [...open].sort((a, b) => gain(b) - gain(a) || a.class.index - b.class.index)) {
    const before = each.at;
    for (each.at = 0; each.at < before; each.at += 1) if (excessOf(open, allowance) === 0) break;
  }
}
