import type { NetworkName } from '../network.generated.js';
import { type Choice, linksOf } from './assemble.js';
import { type BoundsFunction, type Judgement, judgementOf, type Miss } from './judge.js';
import { portCircleOf } from './port-circle.js';
import type { Problem } from './problem.js';

/**
 * Virtual links of which not all can be part of a solution: together, and with those that stay, they miss a bound. As a bound does not fall when a
 * virtual link is added, each set of choices that contains them misses it too.
 */
export interface Cut {
  readonly members: readonly CutMember[];
}

/** A virtual link of a cut on one network. `late` when it is its deadline that is missed. */
export interface CutMember {
  readonly choice: Choice;
  readonly network: NetworkName;
  readonly late: boolean;
}

/** Misses of one solution of which cuts are made. */
const cutsMax = 4;

/**
 * Cuts for choices that miss a bound, each reduced until removing one more member ends the miss.
 *
 * @implements LLR-VLO-017
 */
export function cutsOf(problem: Problem, choices: readonly Choice[], judgement: Judgement, bounds: BoundsFunction): readonly Cut[] {
  const circle = portCircleOf(problem, choices);
  if (circle !== undefined) {
    const members = circle.flatMap(({ choice, network }) => (choice === undefined ? [] : [{ choice, network, late: false }]));
    return [{ members: distinct(members) }];
  }
  const ids = new Map(linksOf(problem, choices).map(({ choice, virtualLink }) => [virtualLink.id, choice]));
  const missed = new Map<string, { readonly miss: Miss; readonly late: Choice | undefined }>();
  for (const miss of judgement.misses) {
    if (miss.kind === 'circle') throw new Error('a circle that the analysis meets is found by the search for circles');
    const key = miss.kind === 'late' ? `${miss.virtualLink}/${miss.network}` : miss.port;
    if (!missed.has(key)) missed.set(key, { miss, late: miss.kind === 'late' ? ids.get(miss.virtualLink) : undefined });
  }
  return [...missed.values()].slice(0, cutsMax).map(({ miss, late }) => cutFor(problem, choices, { miss, late, bounds }));
}

interface Missed {
  readonly miss: Miss;
  readonly late: Choice | undefined;
  readonly bounds: BoundsFunction;
}

function cutFor(problem: Problem, choices: readonly Choice[], { miss, late, bounds }: Missed): Cut {
  const network = networkOf(problem, miss);
  const onNetwork = (choice: Choice): Choice => ({ ...choice, trees: { [network]: choice.trees[network] ?? 0 } });
  let members = choices.filter((choice) => choice.trees[network] !== undefined);
  const isMissed = (some: readonly Choice[]): boolean => {
    const links = linksOf(problem, some.map(onNetwork));
    const own = links.find(({ choice }) => choice.carrier === late?.carrier)?.virtualLink.id;
    const { misses } = judgementOf(problem.network, links, bounds);
    return misses.some((each) => isSame(each, miss, own));
  };
  for (const choice of [...members].reverse()) {
    if (choice === late) continue;
    const rest = members.filter((each) => each !== choice);
    if (isMissed(rest)) members = rest;
  }
  return { members: members.map((choice) => ({ choice, network, late: choice === late })) };
}

function networkOf(problem: Problem, miss: Miss): NetworkName {
  if (miss.kind === 'late') return miss.network;
  return problem.ports.find(({ key }) => miss.kind === 'buffer' && key === miss.port)?.network ?? 'A';
}

/** Whether a miss is the one that is meant, at whatever destination; identifiers change when virtual links are left out, so `own` gives that of the late one. */
function isSame(found: Miss, meant: Miss, own: number | undefined): boolean {
  if (found.kind === 'buffer') return meant.kind === 'buffer' && found.port === meant.port;
  if (found.kind === 'circle' || meant.kind !== 'late') return false;
  return found.virtualLink === (own ?? meant.virtualLink) && found.network === meant.network;
}

function distinct(members: readonly CutMember[]): readonly CutMember[] {
  return [...new Map(members.map((member) => [`${member.choice.carrier.messages[0]}/${member.network}`, member])).values()];
}
