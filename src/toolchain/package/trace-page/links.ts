import { codeUnitKey, type PageLink, type TracePageInput } from './input.js';

/** A link between two numbered items; `from` is the lower end. */
export interface NumberedLink {
  readonly kind: PageLink['kind'];
  readonly from: number;
  readonly to: number;
  readonly review: PageLink['review'];
  readonly reviewer: string;
}

/**
 * Items are numbered through: requirements, code units, test cases, evidence, and last the ids that links name and no
 * item carries.
 */
export interface NumberedLinks {
  readonly links: readonly NumberedLink[];
  readonly missing: readonly string[];
}

/** The items that have upper links of one kind: their numbers by the name that a link uses. */
type NumbersByName = ReadonlyMap<string, readonly number[]>;

/** Links by lower and upper end in one number, so that 200,000 of them need no text for a key. */
interface LinkTable {
  readonly byEnds: Map<number, NumberedLink>;
  readonly keyOf: (from: number, to: number) => number;
  readonly numberOf: (id: string) => number;
}

/**
 * Every link that an item declares or that `links` names, once each, sorted by lower then upper end. The review state
 * comes from `links`; a link without one there is not reviewed. A link of `links` whose lower end is not an item is
 * left out, because there is nowhere to show it. Where two items carry one id, the first has the links from below.
 * @implements LLR-VWR-003
 */
export function numberedLinks(input: TracePageInput): NumberedLinks {
  const missing: string[] = [];
  const table = emptyTable(input, missing);
  addDeclared(table, input);
  addReviews(table, input);
  return { links: [...table.byEnds.values()].sort((a, b) => a.from - b.from || a.to - b.to), missing };
}

function emptyTable(input: TracePageInput, missing: string[]): LinkTable {
  const firstMissing = itemCountOf(input);
  const spread = firstMissing + countOfNames(input) + 1;
  const numbers = new Map<string, number>();
  input.requirements.forEach(({ id }, index) => {
    if (!numbers.has(id)) numbers.set(id, index);
  });
  const numberOf = (id: string): number => {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    const number = firstMissing + missing.push(id) - 1;
    numbers.set(id, number);
    return number;
  };
  return { byEnds: new Map(), keyOf: (from, to) => from * spread + to, numberOf };
}

/** An upper bound of the ids that can turn out to be missing. */
function countOfNames(input: TracePageInput): number {
  let count = input.links.length;
  for (const { upper } of lowerEnds(input)) count += upper.length;
  return count;
}

function itemCountOf(input: TracePageInput): number {
  return input.requirements.length + input.codeUnits.length + input.testCases.length + input.evidence.length;
}

/** Every item in the order of its number, with the ids it names above it. */
function* lowerEnds(input: TracePageInput): Generator<{ kind: PageLink['kind']; name: string; upper: readonly string[] }> {
  for (const item of input.requirements) yield { kind: 'parent', name: item.id, upper: item.parents };
  for (const unit of input.codeUnits) yield { kind: 'implements', name: codeUnitKey(unit), upper: unit.implements };
  for (const item of input.testCases) yield { kind: 'verifies', name: item.id, upper: item.verifies };
  for (const item of input.evidence) yield { kind: 'evidence', name: item.id, upper: item.requirements };
}

function addDeclared(table: LinkTable, input: TracePageInput): void {
  let from = 0;
  for (const { kind, upper } of lowerEnds(input)) {
    for (const id of upper) {
      const to = table.numberOf(id);
      table.byEnds.set(table.keyOf(from, to), { kind, from, to, review: 'not-reviewed', reviewer: '' });
    }
    from++;
  }
}

/** A named link goes to each item of that name which declares it, or, when none does, to the first. */
function addReviews(table: LinkTable, input: TracePageInput): void {
  const numbers = numbersByKind(input);
  for (const { kind, from: name, to: id, review, reviewer } of input.links) {
    const named = numbers[kind].get(name) ?? [];
    if (named.length === 0) continue;
    const to = table.numberOf(id);
    const declaring = named.filter((from) => table.byEnds.has(table.keyOf(from, to)));
    for (const from of declaring.length > 0 ? declaring : named.slice(0, 1)) {
      table.byEnds.set(table.keyOf(from, to), { kind, from, to, review, reviewer });
    }
  }
}

function numbersByKind(input: TracePageInput): Readonly<Record<PageLink['kind'], NumbersByName>> {
  const numbers = { parent: new Map(), implements: new Map(), verifies: new Map(), evidence: new Map() } satisfies Record<
    string,
    Map<string, number[]>
  >;
  let number = 0;
  for (const { kind, name } of lowerEnds(input)) {
    const byName: Map<string, number[]> = numbers[kind];
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [number]);
    else same.push(number);
    number++;
  }
  return numbers;
}
