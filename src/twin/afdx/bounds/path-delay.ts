import type { PathPart, PathTraffic } from './path-traffic.js';
import { type Kind, PathView, type Tail } from './path-view.js';

/** Steps of work, a group looked at or an end of an order, before a path is left to the sum of its ports. */
const stepsMax = 400_000;

/**
 * The longest time, in ticks, from the release of a frame to its arrival behind the last port of its path, over all orders of the
 * busy periods on the way; `undefined` when it is not below `sumTicks`, or would take too many steps.
 * Source: docs/afdx-bounds.md, Method path.
 *
 * @implements LLR-BND-026
 */
export function pathDelayTicksOf(path: PathTraffic, sumTicks: number): number | undefined {
  return new OrderSearch(path, sumTicks).longest();
}

/** Goes from the last port back to the source, and leaves an order as soon as one of its ends allows no more than was found. */
class OrderSearch {
  readonly #path: PathTraffic;
  readonly #enough: number;
  readonly #views: readonly PathView[];
  readonly #own: PathPart;
  /** Whose frames can begin the busy period at each port. */
  readonly #beginners: readonly (readonly PathPart[])[];
  #longest = 0;
  readonly #work = { steps: 0 };

  constructor(path: PathTraffic, enough: number) {
    this.#path = path;
    this.#enough = enough;
    this.#views = path.ports.map((_, port) => new PathView(path, port, this.#work));
    this.#own = path.parts[0] as PathPart;
    this.#beginners = path.ports.map((_, port) => beginnersAt(path, port));
  }

  longest(): number | undefined {
    this.#search(this.#path.ports.length - 1, this.#own, undefined, this.#enough);
    return this.#work.steps > stepsMax || this.#longest >= this.#enough ? undefined : this.#longest;
  }

  #search(port: number, next: PathPart, rest: Tail | undefined, limit: number): void {
    for (const kind of this.#kindsAt(port, next)) {
      this.#work.steps += 10;
      if (this.#work.steps > stepsMax || this.#longest >= this.#enough) return;
      const tail = this.#tail(port, kind, next, rest);
      const bound = Math.min(limit, this.#views[port]?.delayTicks(tail, this.#longest) ?? limit);
      if (bound <= this.#longest) continue;
      if (port === 0) this.#longest = bound;
      else for (const part of kind === 'stay' ? [next] : (this.#beginners[port] ?? [])) this.#search(port - 1, part, tail, bound);
    }
  }

  #kindsAt(port: number, next: PathPart): readonly Kind[] {
    if (port === 0) return ['move'];
    return next.entry < port ? ['stay', 'move'] : next === this.#own ? ['move'] : ['move', 'join'];
  }

  #tail(port: number, kind: Kind, next: PathPart, rest: Tail | undefined): Tail {
    const { ports } = this.#path;
    if (rest === undefined) return { port, kind, next, rest, nextMove: ports.length, againTicks: 0, uses: new Map([[next, 1]]) };
    const ticksPerBit = Math.max(ports[port]?.ticksPerBit ?? 0, ports[rest.port]?.ticksPerBit ?? 0);
    return {
      port,
      kind,
      next,
      rest,
      nextMove: rest.kind === 'move' ? rest.port : rest.nextMove,
      againTicks: rest.againTicks + next.flow.frameBitsMax * ticksPerBit,
      uses:
        rest.kind === 'stay'
          ? rest.uses
          : rest.kind === 'join'
            ? new Map([[next, 1]])
            : new Map(rest.uses).set(next, (rest.uses.get(next) ?? 0) + 1),
    };
  }
}

/**
 * The flows that can begin a busy period at a port, the largest frames first: they lead to long delays early. Of flows that join together as many are
 * kept as there are ports, so that one of them is always free, and further ones only if their smallest frame is below those: a smaller frame that
 * joins alike never delays longer.
 */
function beginnersAt({ ports, parts }: PathTraffic, port: number): readonly PathPart[] {
  const kept = new Map<string, { count: number; smallestBits: number }>();
  return [...parts]
    .filter(({ entry, leave }) => entry < port && leave >= port)
    .sort((one, other) => other.flow.frameBitsMax - one.flow.frameBitsMax || one.index - other.index)
    .filter(({ entry, from, flow }) => {
      const alike = kept.get(`${entry} ${from}`) ?? { count: 0, smallestBits: Number.POSITIVE_INFINITY };
      if (alike.count >= ports.length && flow.frameBitsMin >= alike.smallestBits) return false;
      kept.set(`${entry} ${from}`, { count: alike.count + 1, smallestBits: Math.min(alike.smallestBits, flow.frameBitsMin) });
      return true;
    });
}
