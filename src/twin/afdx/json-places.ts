import { present } from '../../kernel/present.js';

/** Where a value begins in a text: line and column count from 1, the column in UTF-16 code units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Something that is wrong with a JSON text, and where. */
export interface JsonFault extends TextPosition {
  readonly message: string;
}

/** A JSON value with the position of every value in it, found by its JSON pointer (RFC 6901). */
export interface JsonReading {
  /** The value; `undefined` when the text is not JSON. */
  readonly value: unknown;
  readonly faults: readonly JsonFault[];
  positionOf(pointer: string): TextPosition;
}

/** Values nested deeper than this are refused, so that the reader needs bounded stack. */
const nestingMax = 64;
const failed = Symbol('failed');
const blank = /[ \t\n\r]*/y;
const escapeToken = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const numberToken = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const literalToken = /true|false|null/y;

/**
 * The reference token of a key or an index inside a JSON pointer (RFC 6901, section 3).
 *
 * @implements LLR-AFDX-001
 */
export function pointerToken(key: string | number): string {
  return String(key).replaceAll('~', '~0').replaceAll('/', '~1');
}

/**
 * Reads a JSON text (RFC 8259) and remembers where each value begins.
 * Stops at the first syntax error; reports every repeated key, because readers disagree on which one counts.
 *
 * @implements LLR-AFDX-001
 */
export function readJson(text: string): JsonReading {
  const reader = new JsonReader(text);
  const value = reader.document();
  const starts = lineStartsOf(text);
  const position = (offset: number): TextPosition => positionIn(starts, offset);
  return {
    value: value === failed ? undefined : value,
    faults: reader.faults.map(({ offset, message }) => ({ message, ...position(offset) })),
    positionOf: (pointer) => position(reader.offsets.get(pointer) ?? 0),
  };
}

/** One pass over one text. */
class JsonReader {
  readonly offsets = new Map<string, number>();
  readonly faults: { readonly offset: number; readonly message: string }[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): unknown {
    const value = this.#value('', 0);
    this.#take(blank);
    if (value !== failed && this.#at < this.#text.length) return this.#fail('nothing more after the value');
    return value;
  }

  #value(pointer: string, depth: number): unknown {
    this.#take(blank);
    this.offsets.set(pointer, this.#at);
    const first = this.#text[this.#at];
    if (depth >= nestingMax && (first === '{' || first === '[')) return this.#fail(`at most ${nestingMax} levels of nesting`);
    if (first === '{') return this.#object(pointer, depth);
    if (first === '[') return this.#array(pointer, depth);
    const token = this.#string() ?? this.#take(numberToken) ?? this.#take(literalToken);
    if (token === undefined) return this.#fail(first === '"' ? 'a closed string without control characters' : 'a value');
    return JSON.parse(token) as unknown;
  }

  #object(pointer: string, depth: number): unknown {
    const members = new Map<string, unknown>();
    this.#at += 1;
    if (this.#skip('}')) return {};
    do {
      this.#take(blank);
      const start = this.#at;
      const token = this.#string();
      if (token === undefined) return this.#fail('a key in double quotes');
      const key = JSON.parse(token) as string;
      if (members.has(key)) this.faults.push({ offset: start, message: `key ${token} is repeated in one object` });
      if (!this.#skip(':')) return this.#fail('":" after the key');
      const value = this.#value(`${pointer}/${pointerToken(key)}`, depth + 1);
      if (value === failed) return failed;
      members.set(key, value);
    } while (this.#skip(','));
    return this.#skip('}') ? Object.fromEntries(members) : this.#fail('"," or "}"');
  }

  #array(pointer: string, depth: number): unknown {
    const items: unknown[] = [];
    this.#at += 1;
    if (this.#skip(']')) return items;
    do {
      const value = this.#value(`${pointer}/${items.length}`, depth + 1);
      if (value === failed) return failed;
      items.push(value);
    } while (this.#skip(','));
    return this.#skip(']') ? items : this.#fail('"," or "]"');
  }

  /** A loop and not one expression: a repeated alternative costs the engine stack for each character. */
  #string(): string | undefined {
    const start = this.#at;
    if (this.#text[start] !== '"') return undefined;
    for (let at = start + 1; at < this.#text.length; ) {
      const unit = this.#text.charCodeAt(at);
      if (unit === 0x22) {
        this.#at = at + 1;
        return this.#text.slice(start, this.#at);
      }
      if (unit < 0x20) return undefined;
      escapeToken.lastIndex = at;
      const width = unit === 0x5c ? escapeToken.exec(this.#text)?.[0].length : 1;
      if (width === undefined) return undefined;
      at += width;
    }
    return undefined;
  }

  #skip(sign: string): boolean {
    this.#take(blank);
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #take(token: RegExp): string | undefined {
    token.lastIndex = this.#at;
    const found = token.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #fail(expected: string): typeof failed {
    const found = this.#text.codePointAt(this.#at);
    const shown = found === undefined ? 'the end of the text' : JSON.stringify(String.fromCodePoint(found));
    this.faults.push({ offset: this.#at, message: `expected ${expected}, found ${shown}` });
    return failed;
  }
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

function positionIn(starts: readonly number[], offset: number): TextPosition {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (present(starts[middle], 'the start of a line') <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - present(starts[low], 'the start of a line') + 1 };
}
