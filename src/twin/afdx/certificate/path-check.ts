import { frameGroupOf, type Jitters } from './claimed-jitters.js';
import type { ExpectedFlow, ExpectedNetwork } from './expected-network.js';
import type { PathDelays, PathNeed } from './flow-check.js';
import { FrameArrivals } from './frame-arrivals.js';
import { busyPeriodOf } from './frame-needs.js';
import type { MatchedClaims } from './matched-claims.js';
import { type PathModel, type PathPort, partsOn, pathTo } from './path-model.js';
import { pathDelayOf } from './path-search.js';
import { type Group, largestBitsOf } from './port-traffic.js';
import { WorkBudget } from './work-budget.js';

/**
 * Steps of the search through the orders of all paths of one certificate. That of 1149 destinations of an aircraft needs 700 000; one with
 * lowered delays asks for more.
 * @implements LLR-CCK-024
 */
export const pathStepsMax = 10_000_000;

/** Ports of a path; a longer one is not decided. */
const pathPortsMax = 1000;

const picosecondsPerSecond = 10n ** 12n;

/** What the path bounds of a certificate rest on. */
export interface PathInput {
  readonly network: ExpectedNetwork;
  readonly traffic: readonly (readonly Group[])[];
  readonly claims: MatchedClaims;
  readonly jitters: Jitters;
}

/**
 * What method path needs for delays that are claimed below the sum of the ports, from the claims on the ports.
 * Source: docs/afdx-bounds.md, Method path.
 * @implements LLR-CCK-025
 */
export class PathNeeds implements PathDelays {
  readonly #input: PathInput;
  readonly #steps: WorkBudget;
  readonly #stepsMax: number;
  readonly #events = new WorkBudget();
  readonly #busy = new Map<string, number | undefined>();

  constructor(input: PathInput, stepsMax = pathStepsMax) {
    this.#input = input;
    this.#steps = new WorkBudget(stepsMax);
    this.#stepsMax = stepsMax;
  }

  needed(flowIndex: number, place: number, { claimed, sum }: { readonly claimed: bigint; readonly sum: bigint }): PathNeed {
    const { network } = this.#input;
    const flow = network.flows[flowIndex];
    const destination = flow?.destinations[place];
    if (flow === undefined || destination === undefined) return { picoseconds: sum };
    const path = pathTo(flow, destination.hop);
    if (path.length > pathPortsMax) return { undecided: `the path has more than ${pathPortsMax} ports` };
    const model = this.#modelOf(flow, path);
    if (model === undefined) return { picoseconds: sum };
    const perSecond = BigInt(network.ticksPerSecond);
    const reception = BigInt(destination.receptionTicks);
    const ticksOf = (picoseconds: bigint): number => Number((picoseconds * perSecond) / picosecondsPerSecond - reception);
    const [from, enough] = [ticksOf(claimed), ticksOf(sum)];
    const ticks = pathDelayOf(model, { from, enough }, this.#steps);
    if (ticks === undefined) return { undecided: `the orders of the paths need more than ${this.#stepsMax} steps` };
    if (ticks <= from) return { picoseconds: claimed };
    if (ticks >= enough) return { picoseconds: sum };
    return { picoseconds: ((BigInt(ticks) + reception) * picosecondsPerSecond + perSecond - 1n) / perSecond };
  }

  /** `undefined` where the method says nothing: low priority meets high, a busy period has no end, or a claim is missing. */
  #modelOf(flow: ExpectedFlow, path: readonly number[]): PathModel | undefined {
    const { network, claims, jitters } = this.#input;
    const ports: PathPort[] = [];
    let reachTicks = 0;
    for (const index of path) {
      const port = network.ports[index];
      const delay = claims.ports[index]?.delays.get(flow.priority)?.value;
      const busy = this.#busyTicks(index, flow.priority);
      if (port === undefined || delay === undefined || busy === undefined) return undefined;
      const fixedTicks = port.latencyTicks + port.propagationTicks + port.ticksPerBit * this.#blockingBits(index, flow.priority);
      ports.push({ ticksPerBit: port.ticksPerBit, fixedTicks, reachTicks, busyTicks: busy + port.propagationTicks });
      reachTicks += Number(delay.numerator) + port.propagationTicks;
    }
    const parts = partsOn(network, path, { own: flow, priority: flow.priority }, jitters);
    return parts === undefined || !Number.isSafeInteger(reachTicks) ? undefined : { ports, parts };
  }

  #blockingBits(port: number, priority: ExpectedFlow['priority']): number {
    return priority === 'low' ? 0 : largestBitsOf((this.#input.traffic[port] ?? []).filter((group) => group.priority === 'low'));
  }

  #busyTicks(port: number, priority: ExpectedFlow['priority']): number | undefined {
    const key = `${port} ${priority}`;
    if (!this.#busy.has(key)) this.#busy.set(key, this.#longestBusy(port, priority));
    return this.#busy.get(key);
  }

  #longestBusy(index: number, priority: ExpectedFlow['priority']): number | undefined {
    const { network, traffic, jitters } = this.#input;
    const port = network.ports[index];
    const groups = traffic[index] ?? [];
    if (port === undefined || (priority === 'low' && groups.some((group) => group.priority === 'high'))) return undefined;
    const same = groups.filter((group) => group.priority === priority);
    const frames = same.flatMap((group) => frameGroupOf(group, jitters) ?? []);
    if (frames.length < same.length) return undefined;
    return busyPeriodOf(port, new FrameArrivals(frames, this.#events), this.#blockingBits(index, priority));
  }
}
