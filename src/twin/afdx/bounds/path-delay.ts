import type { PathPart, PathTraffic } from './path-traffic.js';
import { type Kind, PathView, type Tail } from './path-view.js';

/** Ends of orders that are looked at before a path is left to the sum of its ports. */
const tailsMax = 20_000;

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
  /** The largest frames first: they lead to long delays early. */
  readonly #bySize: readonly PathPart[];
  #longest = 0;
  #tails = 0;

  constructor(path: PathTraffic, enough: number) {
    this.#path = path;
    this.#enough = enough;
    this.#views = path.ports.map((_, port) => new PathView(path, port));
    this.#own = path.parts[0] as PathPart;
    this.#bySize = [...path.parts].sort((one, other) => other.flow.frameBitsMax - one.flow.frameBitsMax);
  }

  longest(): number | undefined {
    this.#search(this.#path.ports.length - 1, this.#own, undefined, this.#enough);
    return this.#tails > tailsMax || this.#longest >= this.#enough ? undefined : this.#longest;
  }

  #search(port: number, next: PathPart, rest: Tail | undefined, limit: number): void {
    for (const kind of this.#kindsAt(port, next)) {
      this.#tails += 1;
      if (this.#tails > tailsMax || this.#longest >= this.#enough) return;
      const tail = this.#tail(port, kind, next, rest);
      const bound = Math.min(limit, this.#views[port]?.delayTicks(tail, this.#longest) ?? limit);
      if (bound <= this.#longest) continue;
      if (port === 0) this.#longest = bound;
      else for (const part of this.#beginnersAt(port, kind, next)) this.#search(port - 1, part, tail, bound);
    }
  }

  #kindsAt(port: number, next: PathPart): readonly Kind[] {
    if (port === 0) return ['move'];
    return next.entry < port ? ['stay', 'move'] : next === this.#own ? ['move'] : ['move', 'join'];
  }

  /** Whose frame can begin the busy period at a port. */
  #beginnersAt(port: number, kind: Kind, next: PathPart): readonly PathPart[] {
    if (kind === 'stay') return [next];
    return this.#bySize.filter(({ entry, leave }) => entry < port && leave >= port);
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
