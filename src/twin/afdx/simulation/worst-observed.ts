import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import { type SeededRandom, seededRandom } from '../../../kernel/seeded-random.js';
import { routeOf, type TimingDestination, type TimingFlow, type TimingNetwork } from '../timing/timing-network.js';
import { adversarialOffsetsOf, travelTicksOf } from './adversarial-offsets.js';
import { patternFindingsOf } from './check-pattern.js';
import { type NetworkTables, networkTablesOf } from './network-tables.js';
import { wholeBelow } from './random-streams.js';
import { Simulation } from './simulation.js';
import { optionFinding } from './simulation-finding.js';
import type { ExplicitRelease, FrameSink, SimulationOptions, Target } from './simulation-options.js';

const roundsMax = 1_000_000;
/** Rounds without a longer delay after which the search goes on from another start, or from the best that it had. */
const patienceRounds = 60;

/** The longest delay that a search found, and the simulation that shows it. */
export interface WorstObserved {
  readonly delayTicks: number;
  /** Given to `simulate`, they show the delay again. */
  readonly options: SimulationOptions;
}

/**
 * Searches releases, latencies and tie orders that delay a flow to one of its destinations for long: hill climbing from the offsets of
 * the pattern `adversarial`. What it finds has happened in the model, so it is a lower bound of the worst case; it need not be the
 * worst case. AFDX-273: no such target; AFDX-271, AFDX-272: seed or rounds out of range.
 *
 * @param seed whole number from 0 to 2^32 - 1
 * @param rounds simulations to run after the first, 0 to 1000000; each covers some journeys through the network
 * @implements LLR-SIM-050
 */
export function worstObservedOf(network: TimingNetwork, target: Target, seed: number, rounds: number): Read<WorstObserved | undefined> {
  const diagnostics: Diagnostic[] = [...patternFindingsOf(network, { kind: 'adversarial', target }, 1)];
  if (!Number.isSafeInteger(seed) || seed < 0 || seed >= 2 ** 32) {
    diagnostics.push(
      optionFinding('AFDX-271', `${seed} is no seed`, 'the generator is seeded by 32 bits', 'choose a whole number from 0 to 4294967295'),
    );
  }
  if (!Number.isSafeInteger(rounds) || rounds < 0 || rounds > roundsMax) {
    diagnostics.push(
      optionFinding('AFDX-272', `${rounds} rounds cannot be run`, `the search runs 0 to ${roundsMax} rounds`, 'choose another number'),
    );
  }
  if (diagnostics.length > 0) return { value: undefined, diagnostics };
  return { value: new WorstSearch(network, target, seededRandom(seed)).run(rounds), diagnostics };
}

/** What the search varies, by flow. */
interface Candidate {
  readonly ticks: number[];
  readonly ranks: number[];
  /** Latency by hop; `undefined` where each is the longest. */
  readonly latencies: (readonly number[] | undefined)[];
}

class WorstSearch {
  readonly #network: TimingNetwork;
  readonly #tables: NetworkTables;
  readonly #target: Target;
  readonly #random: SeededRandom;
  /** Index of the target among all ends. */
  readonly #end: number;
  /** Ports of the target in order. */
  readonly #route: readonly number[];
  /** Flows other than the target with a port on its route. */
  readonly #rivals: readonly number[];
  /** Release of the frame that the others are set against. */
  readonly #start: number;
  readonly #durationTicks: number;
  /** Port before each port of a flow, by flow and port; -1 at the source. */
  readonly #before: readonly ReadonlyMap<number, number>[];
  readonly #tapped: readonly number[];
  /** Ticks at which frames reached a port of the route in the run that counts, by `keyOf`; releases are not among them. */
  #reached: ReadonlyMap<number, readonly number[]> = new Map();

  constructor(network: TimingNetwork, target: Target, random: SeededRandom) {
    this.#network = network;
    this.#tables = networkTablesOf(network);
    this.#target = target;
    this.#random = random;
    const { flows } = network;
    const flow = flows[target.flow] as TimingFlow;
    this.#route = routeOf(flow, flow.destinations[target.destination] as TimingDestination).map(({ port }) => port);
    this.#end = flows.slice(0, target.flow).reduce((sum, { destinations }) => sum + destinations.length, target.destination);
    this.#before = flows.map(({ hops }) => new Map(hops.map(({ port, parent }) => [port, hops[parent]?.port ?? -1])));
    this.#rivals = flows.flatMap(({ index }) => (index !== target.flow && this.#sharedBy(index).length > 0 ? [index] : []));
    const befores = [...this.#rivals, target.flow].flatMap((index) =>
      this.#sharedBy(index).map((port) => this.#before[index]?.get(port) ?? -1),
    );
    this.#tapped = [...new Set(befores)].filter((port) => port >= 0);
    const journey = flows.reduce((longest, each) => Math.max(longest, ...travelTicksOf(network, each).values()), 1);
    this.#start = 4 * journey;
    this.#durationTicks = 8 * journey;
  }

  run(rounds: number): WorstObserved {
    let best = this.#firstCandidate();
    let bestDelay = this.#delayOf(best);
    let current = best;
    let currentDelay = bestDelay;
    let idle = 0;
    let starts = 0;
    for (let round = 0; round < rounds; round += 1) {
      const isNewStart = idle >= patienceRounds;
      if (isNewStart) starts += 1;
      const next = !isNewStart ? this.#neighbourOf(current) : starts % 2 === 1 ? this.#otherStart() : this.#neighbourOf(best);
      const reached = this.#reached;
      const delay = this.#delayOf(next);
      idle = isNewStart || delay > currentDelay ? 0 : idle + 1;
      if (!isNewStart && delay < currentDelay) {
        this.#reached = reached;
        continue;
      }
      current = next;
      currentDelay = delay;
      if (delay > bestDelay) {
        best = next;
        bestDelay = delay;
      }
    }
    return { delayTicks: bestDelay, options: this.#optionsOf(best) };
  }

  #firstCandidate(): Candidate {
    const offsets = adversarialOffsetsOf(this.#network, this.#target);
    const shift = this.#start - (offsets[this.#target.flow] ?? 0);
    const { flows } = this.#network;
    const ranks = flows.map(({ index }) => index);
    ranks[this.#target.flow] = flows.length;
    return { ticks: offsets.map((offset) => offset + shift), ranks, latencies: flows.map(() => undefined) };
  }

  /** Each rival meets the target at some port of its route, and ties are in another order. */
  #otherStart(): Candidate {
    const candidate = this.#firstCandidate();
    this.#delayOf(candidate);
    for (const flow of this.#rivals) this.#align(candidate, flow);
    for (const flow of this.#rivals) this.#swapRank(candidate, flow);
    return candidate;
  }

  #neighbourOf({ ticks, ranks, latencies }: Candidate): Candidate {
    const candidate: Candidate = { ticks: [...ticks], ranks: [...ranks], latencies: [...latencies] };
    const { flows } = this.#network;
    for (let count = this.#random.below(3); count >= 0; count -= 1) {
      const among = this.#random.below(8) === 0 || this.#rivals.length === 0 ? undefined : this.#rivals;
      const flow = among === undefined ? this.#random.below(flows.length) : (among[this.#random.below(among.length)] ?? 0);
      if (flow !== this.#target.flow) this.#change(candidate, flow);
    }
    return candidate;
  }

  #change(candidate: Candidate, flow: number): void {
    const { gapTicks, frameBitsMax, hops } = this.#network.flows[flow] as TimingFlow;
    const sending = frameBitsMax * (this.#network.ports[hops[0]?.port ?? -1]?.ticksPerBit ?? 1);
    switch (this.#random.below(6)) {
      case 0:
        candidate.ticks[flow] = this.#start - wholeBelow(this.#random, gapTicks);
        break;
      case 1:
        candidate.ticks[flow] = (candidate.ticks[flow] as number) + this.#step(sending);
        break;
      case 2:
        this.#swapRank(candidate, flow);
        break;
      case 3:
        candidate.latencies[flow] = hops.map(({ port }) => {
          const longest = this.#network.ports[port]?.latencyTicks ?? 0;
          return [longest, longest, 0, wholeBelow(this.#random, longest + 1)][this.#random.below(4)] ?? longest;
        });
        break;
      default:
        this.#align(candidate, flow);
    }
  }

  /** A step forth or back of up to a sending time, each order of magnitude equally likely. */
  #step(sendingTicks: number): number {
    const orders = Math.min(31, sendingTicks.toString(2).length);
    const step = 1 + wholeBelow(this.#random, 1 << this.#random.below(orders));
    return this.#random.below(2) === 0 ? step : -step;
  }

  /**
   * Lets a flow reach one of the shared ports when the target does, or up to two of its frames before, as far as the last run tells.
   * Those that come over the same cable may move with it, because they push each other.
   */
  #align(candidate: Candidate, flow: number): void {
    const shared = this.#sharedBy(flow);
    if (shared.length === 0) return;
    const port = shared[this.#random.below(shared.length)] ?? -1;
    const { frameBitsMax } = this.#network.flows[flow] as TimingFlow;
    const sending = frameBitsMax * (this.#network.ports[port]?.ticksPerBit ?? 1);
    const early = [0, 0, 1, sending, wholeBelow(this.#random, 2 * sending)][this.#random.below(5)] ?? 0;
    const meeting = nearest(this.#ticksAt(this.#target.flow, port, [this.#start]), this.#start);
    const own = nearest(this.#ticksAt(flow, port, [candidate.ticks[flow] as number]), meeting);
    const via = this.#before[flow]?.get(port);
    const moved =
      via === -1 || this.#random.below(2) === 0 ? [flow] : this.#rivals.filter((rival) => this.#before[rival]?.get(port) === via);
    for (const each of moved) candidate.ticks[each] = (candidate.ticks[each] as number) + meeting - own - early;
  }

  #sharedBy(flow: number): readonly number[] {
    return this.#route.filter((port) => this.#before[flow]?.has(port));
  }

  /** When frames of a flow reached a port in the last run; at its source the releases that are given. */
  #ticksAt(flow: number, port: number, releases: readonly number[]): readonly number[] {
    const before = this.#before[flow]?.get(port) ?? -1;
    return before < 0 ? releases : (this.#reached.get(this.#keyOf(flow, before)) ?? releases);
  }

  #keyOf(flow: number, port: number): number {
    return flow * this.#network.ports.length + port;
  }

  /** The target stays last. */
  #swapRank({ ranks }: Candidate, flow: number): void {
    const other = this.#random.below(ranks.length);
    if (other === this.#target.flow) return;
    const rank = ranks[flow] as number;
    ranks[flow] = ranks[other] as number;
    ranks[other] = rank;
  }

  #delayOf(candidate: Candidate): number {
    const reached = new Map<number, number[]>();
    const sink: FrameSink = ({ flow, port, tick, releaseTick }) => {
      // of the target only the frame that counts
      if (flow === this.#target.flow && releaseTick !== this.#start) return;
      const key = this.#keyOf(flow, port);
      const ticks = reached.get(key);
      if (ticks === undefined) reached.set(key, [tick]);
      else ticks.push(tick);
    };
    const run = new Simulation(this.#tables, { ...this.#optionsOf(candidate), tap: { ports: this.#tapped, sink } });
    run.run();
    this.#reached = reached;
    return run.delays.observation(this.#end).delayTicksMax ?? 0;
  }

  #optionsOf({ ticks, ranks, latencies }: Candidate): SimulationOptions {
    const releases = this.#network.flows.map(({ index, gapTicks }): readonly ExplicitRelease[] => {
      const latencyTicks = latencies[index];
      const list: ExplicitRelease[] = [];
      const tick = (ticks[index] as number) % gapTicks;
      for (let at = tick < 0 ? tick + gapTicks : tick; at < this.#durationTicks; at += gapTicks) {
        list.push(latencyTicks === undefined ? { tick: at } : { tick: at, latencyTicks });
      }
      return list;
    });
    return {
      durationTicks: this.#durationTicks,
      seed: 0,
      pattern: { kind: 'explicit', releases },
      ties: { kind: 'flows', ranks },
      limitedBuffers: false,
    };
  }
}

/** The value of a list that is not empty that is nearest to `goal`. */
function nearest(values: readonly number[], goal: number): number {
  return values.reduce((best, value) => (Math.abs(value - goal) < Math.abs(best - goal) ? value : best));
}
