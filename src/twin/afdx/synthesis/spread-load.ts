import { leastCommonMultiple, type Rational, rational, zero } from '../../../kernel/rational.js';
import { hopKey, hopsOf, networkNames, nodesOf } from '../topology.js';
import { loadWindowMilliseconds, wireOverheadBytes } from '../wire.js';
import { leastWeightOf } from './class-plans.js';
import { leastNeedOf } from './least-needs.js';
import type { MessageClass, Problem } from './problem.js';

/** Rounds of reweighting, and how much the most loaded port gains in each, falling from stage to stage. */
const stages: readonly { readonly rounds: number; readonly gain: number }[] = [
  { rounds: 60, gain: 0.5 },
  { rounds: 120, gain: 0.15 },
  { rounds: 160, gain: 0.04 },
];
/** Weights are rounded to this many parts of the largest before the bound is computed exactly. */
const weightParts = 2 ** 30;

/** A class with its trees as sets of ports: of each list of them a solution uses one or more, with all bits of the class together. */
interface Demand {
  readonly bits: number;
  readonly exactBits: Rational;
  readonly choices: readonly (readonly (readonly number[])[])[];
}

/**
 * No solution with the trees of the problem has a highest port load below this share of a rate, however it spreads its virtual links.
 *
 * For weights w of the ports, each 0 or more, and a highest load λ, λ · Σ w · rate is at least Σ w · bits sent. Of that each class
 * brings its least bits times the least weight of a tree, on both networks or one: the dual of the linear program that may
 * split a class over its trees (Plotkin, Shmoys and Tardos, 1995). The bound is exact for whatever weights; good ones are found by raising those of the
 * ports that the lightest trees load most. A class of which not each tree is listed counts at the ports of its source and destinations alone.
 *
 * @implements LLR-VLO-013
 */
export function spreadLoadMinOf(problem: Problem): Rational {
  const demands = problem.classes.map((own) => demandOf(problem, own)).filter(({ choices }) => choices.length > 0);
  if (demands.length === 0) return zero;
  let weights: readonly number[] = problem.ports.map(() => 1);
  let best = { value: 0, weights };
  for (const { rounds, gain } of stages) {
    weights = best.weights;
    for (let round = 0; round < rounds; round += 1) {
      const { value, utilisations } = lightest(problem, demands, weights);
      if (value > best.value) best = { value, weights };
      weights = reweighted(weights, utilisations, gain);
    }
  }
  const exact = best.weights.map((weight) => BigInt(Math.floor(weight * weightParts)));
  return boundFor(problem, demands, exact);
}

function demandOf(problem: Problem, own: MessageClass): Demand {
  const least = own.cut ? undefined : leastWeightOf(own, ({ wireBits }) => BigInt(wireBits));
  const exactBits = least === undefined ? leastNeedOf(problem, own, wireOverheadBytes) : rational(least);
  const sets = networkNames.map((name) =>
    own.cut
      ? own.trees[name].slice(0, 1).map(({ routes, ports }) => endPorts(problem, own, routes).filter((port) => ports.includes(port)))
      : own.trees[name].map(({ ports }) => ports),
  );
  const both = sets.filter((each) => each.length > 0);
  const choices = own.redundancyLevel === 2 ? both : both.length === 0 ? [] : [both.flat()];
  return { bits: Number(exactBits.numerator) / Number(exactBits.denominator), exactBits, choices };
}

/** The ports that each tree passes: that of the source, and those to the destinations. */
function endPorts({ ports }: Problem, { source }: MessageClass, routes: ReadonlyMap<string, readonly string[]>): readonly number[] {
  const keys = new Set<string>();
  for (const [destination, switches] of routes) {
    const hops = hopsOf(nodesOf(source, switches, destination)).map(hopKey);
    keys.add(hops[0] ?? '').add(hops.at(-1) ?? '');
  }
  return ports.flatMap(({ key }, index) => (keys.has(key) ? [index] : []));
}

/** The bound for weights, and the share of its rate that each port would carry if each class took its lightest trees. */
function lightest({ ports }: Problem, demands: readonly Demand[], weights: readonly number[]) {
  const bits = ports.map(({ fixedBits }) => fixedBits.safetyCritical + fixedBits.missionCritical + fixedBits.nonCritical);
  for (const demand of demands) {
    for (const sets of demand.choices) {
      let least = { ports: [] as readonly number[], weight: Number.POSITIVE_INFINITY };
      for (const set of sets) {
        let weight = 0;
        for (const port of set) weight += weights[port] ?? 0;
        if (weight < least.weight) least = { ports: set, weight };
      }
      for (const port of least.ports) bits[port] = (bits[port] ?? 0) + demand.bits;
    }
  }
  let [weighted, rates] = [0, 0];
  ports.forEach(({ rateBitsPerSecond }, port) => {
    weighted += (weights[port] ?? 0) * (bits[port] ?? 0);
    rates += (weights[port] ?? 0) * rateBitsPerSecond;
  });
  return {
    value: rates === 0 ? 0 : weighted / rates,
    utilisations: ports.map((port, index) => (bits[index] ?? 0) / port.rateBitsPerSecond),
  };
}

function reweighted(weights: readonly number[], utilisations: readonly number[], gain: number): readonly number[] {
  const most = utilisations.reduce((a, b) => Math.max(a, b), 0);
  const raised = weights.map((weight, port) => weight * (1 + (gain * (utilisations[port] ?? 0)) / (most === 0 ? 1 : most)));
  const largest = raised.reduce((a, b) => Math.max(a, b), 0);
  return raised.map((weight) => weight / largest);
}

function boundFor({ ports }: Problem, demands: readonly Demand[], weights: readonly bigint[]): Rational {
  const unit = demands.reduce((product, { exactBits: { denominator } }) => leastCommonMultiple(product, denominator), 1n);
  let [bits, rates] = [0n, 0n];
  ports.forEach(({ rateBitsPerSecond, fixedBits }, port) => {
    const fixed = BigInt(fixedBits.safetyCritical + fixedBits.missionCritical + fixedBits.nonCritical);
    bits += (weights[port] ?? 0n) * fixed * unit;
    rates += (weights[port] ?? 0n) * BigInt(rateBitsPerSecond);
  });
  for (const { exactBits, choices } of demands) {
    const own = (exactBits.numerator * unit) / exactBits.denominator;
    for (const sets of choices) {
      const sums = sets.map((set) => set.reduce((sum, port) => sum + (weights[port] ?? 0n), 0n));
      bits += own * sums.reduce((a, b) => (b < a ? b : a));
    }
  }
  if (rates === 0n) return zero;
  return rational(bits * 1000n, rates * unit * loadWindowMilliseconds);
}
