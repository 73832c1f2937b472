import type { NetworkName } from '../network.generated.js';
import type { ReservationGroup } from '../wire.js';
import type { Choice } from './assemble.js';
import type { ChosenCarrier } from './choose-carriers.js';
import { Ledger } from './ledger.js';
import type { MessageClass, PlannedTree, Problem } from './problem.js';

/** Which trees of a class may be used; the first message of a carrier names the virtual link meant. */
export type TreeFilter = (own: MessageClass, network: NetworkName, tree: number, firstMessage: number) => boolean;

/** Rounds of improvement; each lowers the load of a port that is loaded most. */
const roundsMax = 2000;
const passesMax = 20;

/**
 * Gives each carrier a tree on each of its networks. Carriers are placed by falling load, each on the trees on which the highest load of a
 * port stays least; then those on the most loaded port are moved as long as that lowers the highest load of their network, and those
 * of redundancy level 1 to the other network as long as that lowers the highest load of both.
 *
 * @param isAllowed which trees may be used; where it leaves none, each may be
 * @implements LLR-VLO-014
 */
export function placedOn(
  problem: Problem,
  carriers: readonly ChosenCarrier[],
  isAllowed: TreeFilter,
): { readonly choices: Choice[]; readonly ledger: Ledger } {
  const ledger = new Ledger(problem);
  const sorted = [...carriers].sort((a, b) => b.carrier.wireBits - a.carrier.wireBits || first(a) - first(b));
  const choices = sorted.map((each): Choice => {
    const trees: Partial<Record<NetworkName, number>> = {};
    for (const name of each.networks) trees[name] = leastLoaded(problem, ledger, each, allowedTrees(each, name, isAllowed), name);
    const choice = { class: each.class, carrier: each.carrier, trees };
    ledger.add(choice);
    return choice;
  });
  const placement = { ledger, choices, isAllowed };
  for (let pass = 0; pass < passesMax; pass += 1) {
    for (const name of ['A', 'B'] as const) balance(problem, placement, name);
    if (!crossOver(problem, placement)) break;
  }
  return { choices, ledger };
}

const first = ({ carrier }: { readonly carrier: { readonly messages: readonly number[] } }): number => carrier.messages[0] ?? 0;

/**
 * Indices of the trees of a class that a filter allows on a network; all of them when it allows none.
 *
 * @implements LLR-VLO-014
 */
export function allowedTrees(
  choice: { readonly class: MessageClass; readonly carrier: ChosenCarrier['carrier'] },
  name: NetworkName,
  isAllowed: TreeFilter,
): readonly number[] {
  const all = choice.class.trees[name].map((_, index) => index);
  const allowed = all.filter((index) => isAllowed(choice.class, name, index, first(choice)));
  return allowed.length > 0 ? allowed : all;
}

interface Rank {
  /** Bits above a capacity or a share. */
  readonly excess: number;
  readonly highest: number;
  /** What the squares of the loads grow by. */
  readonly growth: number;
}

function leastLoaded(problem: Problem, ledger: Ledger, each: ChosenCarrier, trees: readonly number[], name: NetworkName): number {
  let best: { readonly index: number; readonly rank: Rank } | undefined;
  for (const index of trees) {
    const rank = rankOf(problem, ledger, each, each.class.trees[name][index] as PlannedTree);
    if (best === undefined || isLess(rank, best.rank)) best = { index, rank };
  }
  return best?.index ?? 0;
}

function rankOf(problem: Problem, ledger: Ledger, { class: own, carrier }: ChosenCarrier, tree: PlannedTree): Rank {
  let [excess, highest, growth] = [0, 0, 0];
  for (const port of tree.ports) {
    const { rateBitsPerSecond = 1, capacityBits = 0, shareBits } = problem.ports[port] ?? {};
    const share = carrier.wireBits / rateBitsPerSecond;
    const load = ledger.loadOf(port) + share;
    excess += Math.max(0, ledger.portBits(port) + carrier.wireBits - capacityBits);
    excess += Math.max(0, ledger.portBits(port, own.group) + carrier.wireBits - (shareBits?.[own.group] ?? 0));
    highest = Math.max(highest, load);
    growth += (2 * load - share) * share;
  }
  return { excess, highest, growth };
}

function isLess(a: Rank, b: Rank): boolean {
  if (a.excess !== b.excess) return a.excess < b.excess;
  if (a.highest !== b.highest) return a.highest < b.highest;
  return a.growth < b.growth;
}

interface Placement {
  readonly ledger: Ledger;
  readonly choices: Choice[];
  readonly isAllowed: TreeFilter;
}

/** Moves virtual links off ports whose shares are overdrawn, then off the most loaded port, while that helps. */
function balance(problem: Problem, placement: Placement, name: NetworkName): void {
  const { ledger, choices } = placement;
  const ports = problem.ports.flatMap(({ network }, index) => (network === name ? [index] : []));
  const users = new Map<number, Set<number>>(ports.map((port) => [port, new Set()]));
  choices.forEach((choice, at) => {
    for (const port of treeOf(choice, name)?.ports ?? []) users.get(port)?.add(at);
  });
  const apply = ({ at, tree }: Move): void => {
    const before = choices[at] as Choice;
    const after = { ...before, trees: { ...before.trees, [name]: tree } };
    for (const port of treeOf(before, name)?.ports ?? []) users.get(port)?.delete(at);
    for (const port of treeOf(after, name)?.ports ?? []) users.get(port)?.add(at);
    ledger.add(before, -1);
    ledger.add(after);
    choices[at] = after;
  };
  const off = (port: number, below: number, group?: ReservationGroup): Move | undefined => {
    const meant = [...(users.get(port) ?? [])].filter((at) => group === undefined || choices[at]?.class.group === group);
    return moveOff(problem, placement, { port, users: meant, name, below });
  };
  for (let round = 0; round < roundsMax; round += 1) {
    const over = ports.flatMap((port) => overdrawnGroups(problem, ledger, port).map((group) => off(port, Number.POSITIVE_INFINITY, group)));
    const move = over.find((each) => each !== undefined);
    if (move === undefined) break;
    apply(move);
  }
  for (let round = 0; round < roundsMax; round += 1) {
    const top = ports.reduce((a, b) => (ledger.loadOf(b) > ledger.loadOf(a) ? b : a), ports[0] ?? -1);
    const move = off(top, ledger.loadOf(top));
    if (move === undefined) return;
    apply(move);
  }
}

/** Moves virtual links of redundancy level 1 off the most loaded port to the other network while that helps; whether it did. */
function crossOver(problem: Problem, { ledger, choices, isAllowed }: Placement): boolean {
  let moved = false;
  for (let round = 0; round < roundsMax; round += 1) {
    const top = problem.ports.reduce((best, _, port) => (ledger.loadOf(port) > ledger.loadOf(best) ? port : best), 0);
    const from = problem.ports[top]?.network ?? 'A';
    const to = from === 'A' ? 'B' : 'A';
    const crossing = (choice: Choice): number | undefined => {
      const { class: own, carrier } = choice;
      const isThere = own.redundancyLevel === 1 && treeOf(choice, from)?.ports.includes(top) === true;
      const sender = ledger.senderOf(own.source, to);
      if (!isThere || ledger.burstBits(sender) + carrier.burstBits > (problem.senders[sender]?.burstBitsMax ?? 0)) return undefined;
      const isFree = (port: number): boolean => isRoom(problem, ledger, choice, port, ledger.loadOf(top));
      return own.trees[to].length === 0
        ? undefined
        : allowedTrees(choice, to, isAllowed).find((tree) => own.trees[to][tree]?.ports.every(isFree));
    };
    const at = choices.findIndex((choice) => crossing(choice) !== undefined);
    const choice = choices[at];
    const tree = choice === undefined ? undefined : crossing(choice);
    if (choice === undefined || tree === undefined) return moved;
    const after: Choice = { ...choice, trees: { [to]: tree } };
    ledger.add(choice, -1);
    ledger.add(after);
    choices[at] = after;
    moved = true;
  }
  return moved;
}

interface Move {
  /** Index of the choice, and of its new tree. */
  readonly at: number;
  readonly tree: number;
}

function overdrawnGroups(problem: Problem, ledger: Ledger, port: number): readonly ReservationGroup[] {
  const groups: readonly ReservationGroup[] = ['safetyCritical', 'missionCritical', 'nonCritical'];
  return groups.filter((group) => ledger.portBits(port, group) > (problem.ports[port]?.shareBits[group] ?? 0));
}

/** A virtual link and a tree without the port, whose other new ports have room in their share and stay below a load. */
function moveOff(
  problem: Problem,
  { ledger, choices, isAllowed }: Placement,
  from: { readonly port: number; readonly users: readonly number[]; readonly name: NetworkName; readonly below: number },
): Move | undefined {
  const sorted = [...from.users].sort((a, b) => wire(choices[b]) - wire(choices[a]) || a - b);
  for (const at of sorted) {
    const choice = choices[at] as Choice;
    const now = new Set(treeOf(choice, from.name)?.ports ?? []);
    for (const tree of allowedTrees(choice, from.name, isAllowed)) {
      const ports = choice.class.trees[from.name][tree]?.ports ?? [];
      if (ports.includes(from.port)) continue;
      const added = ports.filter((each) => !now.has(each));
      if (added.every((each) => isRoom(problem, ledger, choice, each, from.below))) return { at, tree };
    }
  }
  return undefined;
}

function isRoom(problem: Problem, ledger: Ledger, { class: own, carrier }: Choice, port: number, below: number): boolean {
  const { rateBitsPerSecond = 1, capacityBits = 0, shareBits } = problem.ports[port] ?? {};
  if (ledger.portBits(port, own.group) + carrier.wireBits > (shareBits?.[own.group] ?? 0)) return false;
  if (ledger.portBits(port) + carrier.wireBits > capacityBits) return false;
  return ledger.loadOf(port) + carrier.wireBits / rateBitsPerSecond < below;
}

function treeOf(choice: Choice, name: NetworkName): PlannedTree | undefined {
  const index = choice.trees[name];
  return index === undefined ? undefined : choice.class.trees[name][index];
}

function wire(choice: Choice | undefined): number {
  return choice?.carrier.wireBits ?? 0;
}
