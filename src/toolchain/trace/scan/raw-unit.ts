import type { CodeUnit } from '../model.js';

/** A unit as a language's reader finds it: token indices instead of lines and digests. */
export interface RawUnit {
  readonly name: string;
  readonly kind: CodeUnit['kind'];
  readonly exported: boolean;
  /** First token, decorators and modifiers included. */
  readonly first: number;
  /** Last token of the head: a comment before or inside the head documents the unit. */
  readonly head: number;
  /** Last token, both ends included. */
  readonly last: number;
  /** Left out of the list unless a tag stands on it. */
  readonly onlyTagged: boolean;
}
