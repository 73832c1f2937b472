import type { NetworkName } from '../network.generated.js';
import { networkNames } from '../topology.js';
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
  /**
   * Whether a member stands for its carrier alone. Otherwise it stands for larger frames and shorter gaps too, as a bound for sound sources
   * does not fall with them; what policers admit of faulty ones is rounded to bytes and can.
   */
  readonly isExact: boolean;
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
    return [{ members: distinct(members), isExact: false }];
  }
  const ids = new Map(linksOf(problem, choices).map(({ choice, virtualLink }) => [virtualLink.id, choice]));
  const missed = new Map<string, { readonly miss: Miss; readonly late: Choice | undefined }>();
  for (const miss of judgement.misses) {
    if (miss.kind === 'circle' || miss.kind === 'overload') throw new Error('the limits of ports and the search for circles exclude this');
    const key = miss.kind === 'late' ? `${miss.virtualLink}/${miss.network}` : miss.kind === 'buffer' ? miss.port : miss.kind;
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
  const sources = 'sources' in miss ? miss.sources : 'faulty';
  const networks = miss.kind === 'unbounded' ? networkNames : [networkOf(problem, miss)];
  let parts = networks.flatMap((network) =>
    choices.flatMap((choice): readonly Part[] => {
      const tree = choice.trees[network];
      return tree === undefined ? [] : [{ choice, network, alone: { ...choice, trees: { [network]: tree } } }];
    }),
  );
  const isMissed = (some: readonly Part[]): boolean => {
    const meant = some.find(({ choice }) => choice === late)?.alone;
    const links = linksOf(
      problem,
      some.map(({ alone }) => alone),
    );
    const own = links.find(({ choice }) => choice === meant)?.virtualLink.id;
    const { misses } = judgementOf(problem.network, links, bounds, sources);
    return misses.some((each) => isSame(each, miss, own));
  };
  for (const part of [...parts].reverse()) {
    if (part.choice === late) continue;
    const rest = parts.filter((each) => each !== part);
    if (isMissed(rest)) parts = rest;
  }
  const members = parts.map(({ choice, network }) => ({ choice, network, late: choice === late }));
  return { members, isExact: sources === 'faulty' };
}

/** A choice on one of its networks. */
interface Part {
  readonly choice: Choice;
  readonly network: NetworkName;
  readonly alone: Choice;
}

function networkOf(problem: Problem, miss: Miss): NetworkName {
  if (miss.kind === 'late') return miss.network;
  return problem.ports.find(({ key }) => miss.kind === 'buffer' && key === miss.port)?.network ?? 'A';
}

/** Whether a miss is the one that is meant, at whatever destination; identifiers change when virtual links are left out, so `own` gives that of the late one. */
function isSame(found: Miss, meant: Miss, own: number | undefined): boolean {
  if (found.kind === 'buffer') return meant.kind === 'buffer' && found.port === meant.port;
  if (found.kind === 'unbounded') return meant.kind === 'unbounded';
  if (found.kind !== 'late' || meant.kind !== 'late') return false;
  return found.virtualLink === (own ?? meant.virtualLink) && found.network === meant.network;
}

function distinct(members: readonly CutMember[]): readonly CutMember[] {
  return [...new Map(members.map((member) => [`${member.choice.carrier.messages[0]}/${member.network}`, member])).values()];
}
