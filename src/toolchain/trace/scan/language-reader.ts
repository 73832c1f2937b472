import type { RawUnit } from './raw-unit.js';
import type { Tag } from './tags.js';
import type { TokenList } from './token-list.js';

/** What the scanner has to know of a language. */
export interface LanguageReader {
  /** Tokens and comments; line ends are `\n`. `extension` tells dialects apart. */
  lex(text: string, extension: string): TokenList;
  /** Named units in any order. */
  units(tokens: TokenList, extension: string): readonly RawUnit[];
  /** Whether the line break before a token changes the meaning. */
  keepsBreak(tokens: TokenList, index: number): boolean;
  /** Whether a token starts an import, a package clause or the like: a comment above it speaks of the file. */
  startsImport(tokens: TokenList, index: number): boolean;
  /** A unit that starts at a token inside `around`, or at the top level, and that only a tag makes worth naming. */
  taggedUnit(tokens: TokenList, at: number, around: RawUnit | undefined, tags: readonly Tag[]): RawUnit | undefined;
  /** Last token of the nameless block that starts at a token. */
  blockLast(tokens: TokenList, at: number): number;
}
