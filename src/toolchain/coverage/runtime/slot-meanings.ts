import type { CoverageMap, DecisionSource } from '../coverage-map.js';
import { conditionsOfWord } from '../instrument/condition-text.js';
import { type DecisionPaths, decisionPaths, vectorOfPath } from '../instrument/decision-paths.js';

/** What a place in the array of what was reached stands for: points that were, and a vector of a decision, as it is recorded. */
export interface SlotMeaning {
  readonly points: readonly number[];
  readonly vector: { readonly decision: number; readonly text: string } | undefined;
}

/**
 * What each place of a file stands for, with the points that follow from it for certain.
 * @implements LLR-COV-013
 */
export function slotMeanings(map: CoverageMap): (slot: number) => SlotMeaning {
  const owners = new Int32Array(map.slotsCount).fill(-1);
  map.decisions.forEach(({ encoding, firstSlot }, decision) => {
    if (encoding === 'paths' || encoding === 'table') owners[firstSlot] = decision;
  });
  const own = ownPoints(map);
  for (let slot = 1, last = -1; slot < owners.length; slot += 1) {
    if (owners[slot] !== -1) last = owners[slot] ?? -1;
    else if (own.bySlot.has(slot)) last = -1;
    else owners[slot] = last;
  }
  const decoders = new Map<number, (way: number) => { readonly text: string; readonly outcome: boolean }>();
  const known = new Map<number, SlotMeaning>();
  return (slot) => {
    const present = known.get(slot);
    if (present !== undefined) return present;
    const decision = owners[slot] ?? -1;
    let meaning: SlotMeaning = { points: own.bySlot.get(slot) ?? [], vector: undefined };
    const source = map.decisions[decision];
    if (source !== undefined) {
      const decode = decoders.get(decision) ?? decoderOf(source);
      decoders.set(decision, decode);
      const { text, outcome } = decode(slot - source.firstSlot);
      meaning = { points: own.byOutcome.get(keyOf(decision, outcome)) ?? [], vector: { decision, text } };
    }
    known.set(slot, meaning);
    return meaning;
  };
}

const keyOf = (decision: number, outcome: boolean): number => 2 * decision + (outcome ? 1 : 0);

/** The points of each place and of each outcome. A point without place of its own follows from what was told of before it or after it. */
function ownPoints({ points }: CoverageMap): {
  readonly bySlot: ReadonlyMap<number, readonly number[]>;
  readonly byOutcome: ReadonlyMap<number, readonly number[]>;
} {
  const bySlot = new Map<number, number[]>();
  const byOutcome = new Map<number, number[]>();
  points.forEach(({ slot, cause }, point) => {
    if (cause === undefined) add(bySlot, slot, point);
    else if ('slot' in cause) add(bySlot, cause.slot, point);
    else add(byOutcome, keyOf(cause.decision, cause.outcome), point);
  });
  return { bySlot, byOutcome };
}

function add(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function decoderOf({ encoding, tree, conditions }: DecisionSource): (way: number) => { readonly text: string; readonly outcome: boolean } {
  const paths = encoding === 'paths' ? decisionPaths(tree) : undefined;
  if (paths === undefined) return (way) => ({ text: `${way}`, outcome: way % 2 === 1 });
  return (way) => wayText(paths, way, conditions.length);
}

/** A way as the number that decisions are recorded by elsewhere. */
function wayText(paths: DecisionPaths, way: number, count: number): { readonly text: string; readonly outcome: boolean } {
  const { values, outcome } = vectorOfPath(paths, way);
  const wordOf = (from: number, to: number): number => {
    let word = 0;
    for (let place = Math.min(to, count) - 1; place >= from; place -= 1) word = 3 * word + '-FT'.indexOf(values[place] ?? '-');
    return word;
  };
  const low = wordOf(0, conditionsOfWord);
  if (count <= conditionsOfWord) return { text: `${2 * low + (outcome ? 1 : 0)}`, outcome };
  return { text: `${low},${wordOf(conditionsOfWord, count)},${outcome ? 1 : 0}`, outcome };
}
