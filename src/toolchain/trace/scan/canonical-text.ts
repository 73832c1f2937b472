import { sha256 } from '../../../kernel/digest.js';
import { DEDENT, INDENT, LINE_BREAK, NEWLINE, type TokenList } from './token-list.js';

/**
 * The tokens of a file as bytes: comments gone, white space folded, literals exact. Two texts that differ only in
 * comments, layout or the place they stand at give the same bytes for the same tokens.
 */
export interface CanonicalText {
  /** SHA-256 of all tokens, separated by a blank or, where a line break separated them, by a line feed. */
  readonly digest: string;
  /** SHA-256 of the tokens `first` to `last`, both included, separated by one blank. */
  digestOf(first: number, last: number): string;
  /** Like {@link digestOf}, without the tokens from `cutFirst` to `cutLast`. */
  digestWithout(first: number, last: number, cutFirst: number, cutLast: number): string;
}

const BLANK = 0x20;
const LINE_FEED = 0x0a;
const emptyDigest = sha256('');

/**
 * Builds the canonical text of a token list. `keepsBreak` names the tokens whose line break changes the meaning
 * (such as the operand of `return` in JavaScript): there the separator stays a line feed.
 * @implements LLR-SCN-004
 */
export function canonicalTextOf(tokens: TokenList, keepsBreak: (index: number) => boolean): CanonicalText {
  const offsets = new Int32Array(tokens.count + 1);
  const bytes = encode(tokens, offsets);
  const digest = tokens.count === 0 ? emptyDigest : sha256(bytes.subarray(0, (offsets[tokens.count] as number) - 1));
  for (let index = 1; index < tokens.count; index += 1) {
    if (((tokens.breaks[index] as number) & LINE_BREAK) === 0 || keepsBreak(index)) continue;
    bytes[(offsets[index] as number) - 1] = BLANK;
  }
  const part = (first: number, last: number): Uint8Array =>
    last < first ? bytes.subarray(0, 0) : bytes.subarray(offsets[first], (offsets[last + 1] as number) - 1);
  return {
    digest,
    digestOf: (first, last) => sha256(part(first, last)),
    digestWithout: (first, last, cutFirst, cutLast) =>
      sha256(Buffer.concat([part(first, cutFirst - 1), Buffer.from([BLANK]), part(cutLast + 1, last)])),
  };
}

/** Writes the tokens as UTF-8; `offsets[i]` is where token i starts, the separator standing before it. */
function encode(tokens: TokenList, offsets: Int32Array): Uint8Array {
  const { text, count, starts, ends, kinds, breaks } = tokens;
  let bytes: Uint8Array = Buffer.allocUnsafe(text.length + count + 64);
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (index > 0) bytes[at - 1] = ((breaks[index] as number) & LINE_BREAK) === 0 ? BLANK : LINE_FEED;
    offsets[index] = at;
    const start = starts[index] as number;
    const end = ends[index] as number;
    const needed = at + 3 * (end - start) + 4;
    if (needed > bytes.length) bytes = enlarged(bytes, needed);
    at = (kinds[index] as number) >= NEWLINE ? writeLayout(bytes, at, kinds[index] as number) : writeText(bytes, at, text, start, end);
    at += 1;
  }
  offsets[count] = at;
  return bytes;
}

function enlarged(bytes: Uint8Array, needed: number): Uint8Array {
  const larger = Buffer.allocUnsafe(Math.max(needed, Math.ceil(bytes.length * 1.5)));
  larger.set(bytes);
  return larger;
}

function writeLayout(bytes: Uint8Array, at: number, kind: number): number {
  bytes[at] = kind === INDENT ? 0x0e : kind === DEDENT ? 0x0f : LINE_FEED;
  return at + 1;
}

function writeText(bytes: Uint8Array, from: number, text: string, start: number, end: number): number {
  let at = from;
  for (let index = start; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x80) bytes[at++] = code;
    else return at + writeWide(bytes, at, text.slice(index, end));
  }
  return at;
}

function writeWide(bytes: Uint8Array, at: number, rest: string): number {
  const encoded = Buffer.from(rest, 'utf8');
  bytes.set(encoded, at);
  return encoded.length;
}
