import type { Diagnostic } from '../../kernel/diagnostic.js';
import type { Read } from '../../kernel/result.js';
import { fingerprintOf } from '../requirements/fingerprint.js';
import type { TraceGraph } from './graph.js';

/** One act of review: who accepted links, on which day (`YYYY-MM-DD`), and why. */
export interface Acceptance {
  readonly by: string;
  readonly on: string;
  readonly why: string;
}

/** A link as last accepted: from and to, kind, fingerprints of both ends, index of the acceptance. */
export type ReviewedLink = readonly [
  from: string,
  to: string,
  kind: LinkKind,
  fromFingerprint: string,
  toFingerprint: string,
  acceptance: number,
];

/** What the review of links has settled so far. */
export interface ReviewedLinks {
  readonly acceptances: readonly Acceptance[];
  readonly links: readonly ReviewedLink[];
}

/** Kinds of link: a requirement to its parent, code to what it implements, a test case to what it verifies. */
export type LinkKind = 'parent' | 'implements' | 'verifies';

/** A link of the trace with both ends' fingerprints as they are now. Code is named without its folder: a move is no change. */
export interface TraceLink {
  readonly from: string;
  readonly to: string;
  readonly kind: LinkKind;
  readonly fromFingerprint: string;
  readonly toFingerprint: string;
  readonly place: { readonly path: string; readonly line: number; readonly column: number };
}

/**
 * A review that has settled nothing yet.
 * @implements LLR-TRC-006
 */
export const noReviewedLinks: ReviewedLinks = { acceptances: [], links: [] };

/** Digits of a fingerprint kept in the file: 128 bits. */
const fingerprintDigits = 32;

/**
 * Links of the graph whose both ends exist, in the order of reading.
 * @implements LLR-TRC-004
 */
export function linksOf(graph: TraceGraph): readonly TraceLink[] {
  const known = remembered.get(graph);
  if (known !== undefined) return known;
  const links: TraceLink[] = [];
  const add = (from: string, kind: LinkKind, fromFingerprint: string, toId: string, place: TraceLink['place']): void => {
    const to = graph.requirementOf.get(toId);
    if (to !== undefined)
      links.push({ from, to: toId, kind, fromFingerprint: short(fromFingerprint), toFingerprint: short(fingerprintOf(to)), place });
  };
  for (const requirement of graph.requirements) {
    for (const parent of requirement.parents) add(requirement.id, 'parent', fingerprintOf(requirement), parent, requirement.place);
  }
  for (const unit of graph.units) for (const tag of unit.implements) add(unit.name, 'implements', unit.fingerprint, tag.id, tag.place);
  for (const testCase of graph.cases)
    for (const tag of testCase.verifies) add(testCase.id, 'verifies', testCase.fingerprint, tag.id, tag.place);
  remembered.set(graph, links);
  return links;
}

const remembered = new WeakMap<TraceGraph, readonly TraceLink[]>();

/** State of each link against the review file: `accepted` with its acceptance, `suspect` with what changed, or `not-reviewed`. */
export type LinkState =
  | { readonly state: 'accepted'; readonly acceptance: Acceptance | undefined }
  | { readonly state: 'suspect'; readonly changed: readonly ('from' | 'to')[]; readonly acceptance: Acceptance | undefined }
  | { readonly state: 'not-reviewed' };

/**
 * A question that answers the state of a link.
 * @implements LLR-TRC-005
 */
export function linkStateOf(reviewed: ReviewedLinks): (link: TraceLink) => LinkState {
  const byEnds = entriesByEnds(reviewed);
  return (link) => {
    const before = byEnds.get(keyOf(link.from, link.to, link.kind));
    const last = before?.at(-1);
    if (before === undefined || last === undefined) return { state: 'not-reviewed' };
    const same = before.find((entry) => entry[3] === link.fromFingerprint && entry[4] === link.toFingerprint);
    if (same !== undefined) return { state: 'accepted', acceptance: reviewed.acceptances[same[5]] };
    const changed: ('from' | 'to')[] = [];
    if (!before.some((entry) => entry[3] === link.fromFingerprint)) changed.push('from');
    if (!before.some((entry) => entry[4] === link.toFingerprint)) changed.push('to');
    return { state: 'suspect', changed, acceptance: reviewed.acceptances[last[5]] };
  };
}

function entriesByEnds(reviewed: ReviewedLinks): ReadonlyMap<string, readonly ReviewedLink[]> {
  const byEnds = new Map<string, ReviewedLink[]>();
  for (const link of reviewed.links) {
    const key = keyOf(link[0], link[1], link[2]);
    const list = byEnds.get(key);
    if (list === undefined) byEnds.set(key, [link]);
    else list.push(link);
  }
  return byEnds;
}

/**
 * The review file after links were accepted: links that no longer exist are dropped, the rest kept, one line a link, sorted.
 * @implements LLR-TRC-006
 */
export function reviewedAfter(
  reviewed: ReviewedLinks,
  change: { readonly present: readonly TraceLink[]; readonly accepted: readonly TraceLink[]; readonly acceptance: Acceptance },
): ReviewedLinks {
  const acceptedNow = new Set(change.accepted);
  const before = entriesByEnds(reviewed);
  const acceptances = [...reviewed.acceptances, change.acceptance];
  const entries = new Map<string, ReviewedLink>();
  for (const link of change.present) {
    if (acceptedNow.has(link)) {
      put(entries, [link.from, link.to, link.kind, link.fromFingerprint, link.toFingerprint, acceptances.length - 1]);
      continue;
    }
    for (const old of before.get(keyOf(link.from, link.to, link.kind)) ?? []) put(entries, old);
  }
  const used = [...new Set([...entries.values()].map((entry) => entry[5]))].sort((a, b) => a - b);
  const links = [...entries.keys()].sort().map((key): ReviewedLink => {
    const [from, to, kind, a, b, index] = entries.get(key) as ReviewedLink;
    return [from, to, kind, a, b, used.indexOf(index)];
  });
  return { acceptances: used.map((index) => acceptances[index] as Acceptance), links };
}

function put(entries: Map<string, ReviewedLink>, link: ReviewedLink): void {
  entries.set(`${link[0]}\u0000${link[1]}\u0000${link[2]}\u0000${link[3]}\u0000${link[4]}`, link);
}

/**
 * The text of the review file: one line an entry, so that a difference in version control shows what was accepted.
 * @implements LLR-TRC-006
 */
export function writeReviewedLinks(reviewed: ReviewedLinks): string {
  const rows = (items: readonly unknown[]): string => items.map((item) => `    ${JSON.stringify(item)}`).join(',\n');
  return `{\n  "acceptances": [\n${rows(reviewed.acceptances)}\n  ],\n  "links": [\n${rows(reviewed.links)}\n  ]\n}\n`;
}

/**
 * Reads the review file.
 * @implements LLR-TRC-006
 */
export function readReviewedLinks(input: { readonly path: string; readonly text: string }): Read<ReviewedLinks> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(input.text);
  } catch (thrown) {
    return unreadable(input.path, thrown instanceof Error ? thrown.message : String(thrown));
  }
  if (!isReviewedLinks(parsed)) return unreadable(input.path, 'it does not have the members "acceptances" and "links" in their form');
  return { value: parsed, diagnostics: [] };
}

function isReviewedLinks(value: unknown): value is ReviewedLinks {
  const { acceptances, links } = (value ?? {}) as { readonly acceptances?: unknown; readonly links?: unknown };
  if (!Array.isArray(acceptances) || !Array.isArray(links)) return false;
  const named = acceptances.every((entry) =>
    ['by', 'on', 'why'].every((key) => typeof (entry as Record<string, unknown>)?.[key] === 'string'),
  );
  return (
    named &&
    links.every(
      (entry) => Array.isArray(entry) && entry.length === 6 && Number.isInteger(entry[5]) && entry[5] >= 0 && entry[5] < acceptances.length,
    )
  );
}

function unreadable(path: string, what: string): Read<ReviewedLinks> {
  const finding: Diagnostic = {
    code: 'TRC-130',
    severity: 'error',
    message: `${path} cannot be read: ${what}`,
    place: { path, line: 1, column: 1 },
    why: 'without it no link counts as reviewed',
    fix: 'restore the file from version control, then run: ampel review',
  };
  return { value: noReviewedLinks, diagnostics: [finding] };
}

function keyOf(from: string, to: string, kind: LinkKind): string {
  return `${from}\u0000${to}\u0000${kind}`;
}

function short(fingerprint: string): string {
  return fingerprint.slice(0, fingerprintDigits);
}
