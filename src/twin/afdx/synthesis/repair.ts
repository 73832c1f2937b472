import { compareRationals, plus, type Rational, rational, zero } from '../../../kernel/rational.js';
import type { NetworkName } from '../network.generated.js';
import { hopKey, hopsOf, nodesOf } from '../topology.js';
import { type Choice, linksOf } from './assemble.js';
import { type Bans, carrierKey, type Found, treeKey } from './found.js';
import type { Judgement, Miss } from './judge.js';
import { priorityOf } from './message.js';
import { highestLoadOf } from './outcome.js';
import type { Problem } from './problem.js';

/** Misses looked at in one round. */
const missesMax = 16;

type DeadlineMiss = Extract<Miss, { kind: 'late' }>;

/**
 * What to forbid after a round that is no solution, so that the next one is better: for a virtual link that is late, its tree when
 * another one has less delay, else its carrier when another one has a smaller frame or a later deadline, else the tree or the carrier of the
 * largest virtual link at the slowest port of its route. After ports that wait in a circle, routes keep the up-down rule.
 * `undefined` when there is nothing left to forbid.
 *
 * @implements LLR-VLO-015
 */
export function nextBansOf(problem: Problem, found: Found, bans: Bans): Bans | undefined {
  const { misses } = found.judgement;
  if (misses.some(({ kind }) => kind === 'circle')) return bans.ordered ? undefined : { ...bans, ordered: true };
  const repair = new Repair(problem, found, bans);
  const late = misses.filter((miss): miss is DeadlineMiss => miss.kind === 'late');
  const worst = [...late].sort((a, b) => Number(excessOf(b) - excessOf(a)) || a.virtualLink - b.virtualLink);
  for (const miss of worst.slice(0, missesMax)) repair.late(miss);
  for (const miss of misses) if (miss.kind === 'buffer') repair.crowded(miss.port);
  if (misses.some(({ kind }) => kind === 'unbounded')) repair.crowded(highestLoadOf(problem, found.choices).port ?? '');
  for (const { limit } of found.exceeded) if ('port' in limit) repair.crowded(problem.ports[limit.port]?.key ?? '');
  return repair.bans();
}

function excessOf({ delayPicoseconds, limitPicoseconds }: DeadlineMiss): bigint {
  return delayPicoseconds - limitPicoseconds;
}

class Repair {
  readonly #problem: Problem;
  readonly #choices: readonly Choice[];
  readonly #byId: ReadonlyMap<number, Choice>;
  readonly #delays: ReadonlyMap<string, Readonly<Record<'high' | 'low', Rational | undefined>>>;
  readonly #carriers: Set<string>;
  readonly #trees: Set<string>;
  readonly #before: Bans;

  constructor(problem: Problem, { choices, judgement }: Found, bans: Bans) {
    this.#problem = problem;
    this.#choices = choices;
    this.#byId = new Map(linksOf(problem, choices).map(({ choice, virtualLink }) => [virtualLink.id, choice]));
    this.#delays = delaysOf(judgement);
    this.#carriers = new Set(bans.carriers);
    this.#trees = new Set(bans.trees);
    this.#before = bans;
  }

  bans(): Bans | undefined {
    const grown = this.#carriers.size > this.#before.carriers.size || this.#trees.size > this.#before.trees.size;
    return grown ? { ...this.#before, carriers: this.#carriers, trees: this.#trees } : undefined;
  }

  late({ virtualLink, network, destination }: DeadlineMiss): void {
    const choice = this.#byId.get(virtualLink);
    if (choice !== undefined && this.#otherTree(choice, network, destination)) return;
    if (choice !== undefined && this.#otherCarrier(choice)) return;
    const route = choice === undefined ? this.#fixedRoute(virtualLink, network, destination) : this.#route(choice, network, destination);
    const priority = choice === undefined ? 'high' : priorityOf(choice.class.criticality);
    const slowest = [...route].sort((a, b) => compareRationals(this.#delay(b, priority), this.#delay(a, priority)));
    for (const port of slowest) if (this.crowded(port, choice)) return;
  }

  /** Takes the largest virtual link that can leave a port, or be smaller there, away from it. */
  crowded(port: string, but?: Choice): boolean {
    const index = this.#problem.ports.findIndex(({ key }) => key === port);
    const network = this.#problem.ports[index]?.network ?? 'A';
    const users = this.#choices.filter((choice) => choice !== but && this.#ports(choice, network).includes(index));
    const sorted = [...users].sort(
      (a, b) => b.carrier.burstBits - a.carrier.burstBits || (a.carrier.messages[0] ?? 0) - (b.carrier.messages[0] ?? 0),
    );
    return sorted.some((user) => this.#leaves(user, network, index) || this.#otherCarrier(user));
  }

  #otherTree(choice: Choice, network: NetworkName, destination: string): boolean {
    const now = this.#sum(this.#route(choice, network, destination), choice);
    const better = choice.class.trees[network].some((_, tree) => {
      if (tree === choice.trees[network] || this.#trees.has(this.#treeKey(choice, network, tree))) return false;
      const route = this.#route({ ...choice, trees: { [network]: tree } }, network, destination);
      return compareRationals(this.#sum(route, choice), now) < 0;
    });
    if (better) this.#trees.add(this.#treeKey(choice, network, choice.trees[network] ?? 0));
    return better;
  }

  #otherCarrier({ class: own, carrier }: Choice): boolean {
    if (this.#carriers.has(carrierKey(carrier))) return false;
    const free = own.carriers.filter((other) => other !== carrier && !this.#carriers.has(carrierKey(other)));
    const isBetter = carrier.messages.every((message) =>
      free.some(
        (other) =>
          other.messages.includes(message) &&
          (other.burstBits < carrier.burstBits || other.deadlineMicroseconds > carrier.deadlineMicroseconds),
      ),
    );
    if (isBetter) this.#carriers.add(carrierKey(carrier));
    return isBetter;
  }

  #leaves(choice: Choice, network: NetworkName, port: number): boolean {
    const now = choice.trees[network] ?? 0;
    const other = choice.class.trees[network].some(
      ({ ports }, tree) => !ports.includes(port) && !this.#trees.has(this.#treeKey(choice, network, tree)),
    );
    const key = this.#treeKey(choice, network, now);
    if (!other || this.#trees.has(key)) return false;
    this.#trees.add(key);
    return true;
  }

  #treeKey({ carrier }: Choice, network: NetworkName, tree: number): string {
    return treeKey(carrier.messages[0] ?? 0, network, tree);
  }

  #ports(choice: Choice, network: NetworkName): readonly number[] {
    return choice.trees[network] === undefined ? [] : (choice.class.trees[network][choice.trees[network]]?.ports ?? []);
  }

  #route(choice: Choice, network: NetworkName, destination: string): readonly string[] {
    const switches = choice.class.trees[network][choice.trees[network] ?? 0]?.routes.get(destination) ?? [];
    return hopsOf(nodesOf(choice.class.source, switches, destination)).map(hopKey);
  }

  #fixedRoute(virtualLink: number, network: NetworkName, destination: string): readonly string[] {
    const fixed = this.#problem.network.virtualLinks.find(({ id }) => id === virtualLink);
    const switches = fixed?.paths[network]?.[destination] ?? [];
    return fixed === undefined ? [] : hopsOf(nodesOf(fixed.source, switches, destination)).map(hopKey);
  }

  #sum(route: readonly string[], choice: Choice): Rational {
    return route.map((port) => this.#delay(port, priorityOf(choice.class.criticality))).reduce(plus, zero);
  }

  /** The delay bound of a port for a priority; of a port that carries none of it, 0. */
  #delay(port: string, priority: 'high' | 'low'): Rational {
    return this.#delays.get(port)?.[priority] ?? zero;
  }
}

function delaysOf({ timing, bounds }: Judgement): ReadonlyMap<string, Readonly<Record<'high' | 'low', Rational | undefined>>> {
  return new Map(
    (timing?.ports ?? []).map(({ id, index }) => {
      const ticks = bounds?.ports[index]?.delayTicks;
      return [id, { high: ticks?.high ?? rational(0n), low: ticks?.low ?? rational(0n) }];
    }),
  );
}
