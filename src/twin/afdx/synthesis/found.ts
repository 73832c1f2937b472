import { compareText } from '../../../kernel/diagnostic.js';
import type { Choice } from './assemble.js';
import type { Carrier } from './carrier.js';
import type { Judgement } from './judge.js';
import type { LimitUse } from './ledger.js';

/** What a search found: virtual links, and what of the rules they do not keep; nothing of both when it is a solution. */
export interface Found {
  readonly choices: readonly Choice[];
  readonly exceeded: readonly LimitUse[];
  readonly judgement: Judgement;
  /** Messages that no allowed carrier carries. */
  readonly missing: readonly number[];
}

/** What may not be used again after a round that missed a bound. */
export interface Bans {
  readonly carriers: ReadonlySet<string>;
  readonly trees: ReadonlySet<string>;
  /** Whether routes keep the up-down rule. */
  readonly ordered: boolean;
}

/**
 * Identifies a carrier among those of a problem.
 *
 * @implements LLR-VLO-015
 */
export function carrierKey({ messages, gapMilliseconds, parts, frameBytes }: Carrier): string {
  return `${messages.join('+')}/${gapMilliseconds}/${parts}/${frameBytes}`;
}

/**
 * Identifies a tree for the virtual link whose first message is given.
 *
 * @implements LLR-VLO-015
 */
export function treeKey(firstMessage: number, network: string, tree: number): string {
  return `${firstMessage}/${network}/${tree}`;
}

/**
 * Whether a search found a solution: each message carried, each limit and each bound kept.
 *
 * @implements LLR-VLO-015
 */
export function isSolution({ exceeded, judgement, missing }: Found): boolean {
  return exceeded.length === 0 && judgement.misses.length === 0 && missing.length === 0;
}

/**
 * Choices in the order of their first messages, so that two searches with one answer give one text.
 *
 * @implements LLR-VLO-015
 */
export function sortedChoices(choices: readonly Choice[]): readonly Choice[] {
  return [...choices].sort(
    (a, b) => (a.carrier.messages[0] ?? 0) - (b.carrier.messages[0] ?? 0) || compareText(carrierKey(a.carrier), carrierKey(b.carrier)),
  );
}
