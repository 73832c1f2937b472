import { type Choice, linksOf } from './assemble.js';
import { type ChosenCarrier, chosenCarriersOf } from './choose-carriers.js';
import { type Bans, carrierKey, type Found, isSolution, treeKey } from './found.js';
import { type BoundsFunction, type Judgement, judgementOf } from './judge.js';
import type { Ledger } from './ledger.js';
import { placedOn, type TreeFilter } from './place-trees.js';
import type { Problem } from './problem.js';
import { nextBansOf } from './repair.js';
import { switchGraphOf } from './route-trees.js';
import { upDownRuleOf } from './up-down.js';

/** Rounds of a search, unless it is given another number. */
const roundsDefault = 24;

/**
 * Searches for virtual links by choosing carriers, placing trees, and comparing the bounds with the deadlines; after a miss it forbids what
 * caused it and goes on. Returns the first solution, or else the round with the fewest misses. The same problem gives the same answer.
 *
 * @param roundsMax rounds at most, 24 when not given
 * @implements LLR-VLO-015
 */
export function searched(problem: Problem, bounds: BoundsFunction, roundsMax = roundsDefault): Found {
  const rules = { A: upDownRuleOf(switchGraphOf(problem.network, 'A')), B: upDownRuleOf(switchGraphOf(problem.network, 'B')) };
  let bans: Bans = { carriers: new Set(), trees: new Set(), ordered: false };
  let best: Found | undefined;
  for (let round = 0; round < roundsMax; round += 1) {
    const now = bans;
    const isAllowed: TreeFilter = (own, network, tree, firstMessage) =>
      !now.trees.has(treeKey(firstMessage, network, tree)) &&
      (!now.ordered || [...(own.trees[network][tree]?.routes.values() ?? [])].every(rules[network]));
    const carriers = chosenCarriersOf(problem, (carrier) => !now.carriers.has(carrierKey(carrier)));
    const found = foundWith(problem, bounds, carriers, isAllowed);
    if (best === undefined || isBetter(found, best)) best = found;
    if (isSolution(found)) break;
    const next = nextBansOf(problem, found, now);
    if (next === undefined) break;
    bans = next;
  }
  return best as Found;
}

function foundWith(problem: Problem, bounds: BoundsFunction, carriers: readonly ChosenCarrier[], isAllowed: TreeFilter): Found {
  const joined = carriers.filter(({ class: own, networks }) => networks.length === own.redundancyLevel);
  const placed = placedOn(problem, joined, isAllowed);
  const exceeded = placed.ledger.exceeded();
  const carried = new Set(placed.choices.flatMap(({ carrier }) => carrier.messages));
  const missing = problem.messages.flatMap((_, index) => (carried.has(index) ? [] : [index]));
  return { choices: placed.choices, exceeded, missing, judgement: judged(problem, placed.choices, placed.ledger, bounds) };
}

/** A port above its rate has no bound: then nothing is judged. */
function judged(problem: Problem, choices: readonly Choice[], ledger: Ledger, bounds: BoundsFunction): Judgement {
  if (ledger.exceeded().some(({ limit }) => limit.kind === 'port'))
    return { misses: [], bounds: undefined, timing: undefined, faultCase: undefined };
  return judgementOf(problem.network, linksOf(problem, choices), bounds);
}

function isBetter(a: Found, b: Found): boolean {
  const rank = ({ exceeded, judgement, missing }: Found): readonly number[] => [
    missing.length,
    exceeded.length,
    judgement.misses.filter(({ kind }) => kind === 'circle').length,
    judgement.misses.length,
  ];
  const [ranksA, ranksB] = [rank(a), rank(b)];
  const at = ranksA.findIndex((value, index) => value !== ranksB[index]);
  return at >= 0 && (ranksA[at] ?? 0) < (ranksB[at] ?? 0);
}
