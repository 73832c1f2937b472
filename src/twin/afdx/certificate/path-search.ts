import type { PathModel } from './path-model.js';
import { longerTails, shortestTails, type Tail } from './path-orders.js';
import { type View, viewOf } from './path-views.js';
import { PathWork } from './path-work.js';
import type { WorkBudget } from './work-budget.js';

/** A view with what its groups bring. */
interface Sight {
  readonly view: View;
  readonly work: PathWork;
}

/**
 * The larger of a delay in ticks and of P, the bound of method path for the end of the path without the reception; not above
 * `enough`, and less than P where the steps end behind an order that gives more than the delay. `undefined` when they end before one is
 * found. Orders of which one view bounds the delay by no more than the
 * largest bound so far are left out, with each order that ends alike.
 * Source: docs/afdx-bounds.md, Method path.
 *
 * @param from a delay in ticks
 * @param enough a delay in ticks above which nothing is sought
 * @implements LLR-CCK-024
 */
export function pathDelayOf(
  model: PathModel,
  { from, enough }: { readonly from: number; readonly enough: number },
  budget: WorkBudget,
): number | undefined {
  const own = model.parts.find((part) => part.own);
  if (own === undefined) return undefined;
  return new OrderSearch(model, enough, budget).largest(shortestTails(own), from);
}

/** The search through the orders of one path. */
class OrderSearch {
  readonly #model: PathModel;
  readonly #path: readonly number[];
  readonly #enough: number;
  readonly #budget: WorkBudget;
  readonly #sights = new Map<number, Sight | undefined>();

  constructor(model: PathModel, enough: number, budget: WorkBudget) {
    this.#model = model;
    this.#path = model.ports.map(({ ticksPerBit }) => ticksPerBit);
    this.#enough = enough;
    this.#budget = budget;
  }

  largest(tails: readonly Tail[], from: number): number | undefined {
    const open = tails.map((tail) => ({ tail, least: this.#enough }));
    let largest = from;
    for (let next = open.pop(); next !== undefined && largest < this.#enough; next = open.pop()) {
      if (!this.#budget.step()) break;
      const least = Math.min(next.least, this.#boundOf(next.tail, largest));
      if (least <= largest) continue;
      if (next.tail.port === 1) largest = least;
      else for (const tail of this.#longer(next.tail)) open.push({ tail, least });
    }
    return this.#budget.isSpent && largest === from ? undefined : largest;
  }

  #longer(tail: Tail): readonly Tail[] {
    const { parts } = this.#model;
    return this.#budget.step(parts.length) ? longerTails(tail, parts, this.#path) : [];
  }

  /** V_v, or a number not above `largest` where V_v is not; infinite where the view is left out. */
  #boundOf(tail: Tail, largest: number): number {
    const sight = this.#sightFrom(tail.port);
    if (sight === undefined) return Infinity;
    const { view, work } = sight;
    const { baseTicks, lengths, parts } = view;
    const needed = parts.map(({ part }) => tail.needed.get(part) ?? 0);
    const base = baseTicks + tail.repeatedTicks;
    let most = 0;
    for (const length of lengths) {
      if (base + length.surplusTicks <= Math.max(most, largest)) break;
      if (needed.some((count, at) => count > (length.frames[at] ?? 0))) continue;
      if (this.#budget.isSpent) break;
      most = Math.max(most, Math.min(base + length.surplusTicks, base + work.of(length, tail), length.overTicks));
    }
    return most;
  }

  #sightFrom(port: number): Sight | undefined {
    if (!this.#sights.has(port)) {
      const view = viewOf(this.#model, port);
      this.#sights.set(port, view === undefined ? undefined : { view, work: new PathWork(this.#model, view, this.#budget) });
    }
    return this.#sights.get(port);
  }
}
