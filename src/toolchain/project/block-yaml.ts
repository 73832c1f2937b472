/**
 * A reader for the plain part of YAML 1.2 that requirement files are written in: block mappings and sequences, plain and
 * quoted scalars, literal and folded blocks, one-line flow lists. Whatever lies outside it, or could be read in two ways,
 * is left to the full library by answering `undefined`; a property test holds the two readings equal.
 */

/** A value of the YAML core schema. */
export type YamlValue = null | boolean | number | string | YamlValue[] | { [key: string]: YamlValue };

/** The value of a document, and where (from 1) the first key of each mapping in a block sequence stands. */
export interface BlockDocument {
  readonly value: YamlValue;
  readonly positionOf: ReadonlyMap<object, { readonly line: number; readonly column: number }>;
}

/** Thrown inside this file only, to leave a document to the full library. */
const outsideSubset = Symbol('outside the subset');

const keyPattern = /^([A-Za-z][A-Za-z0-9_-]*):(?: +(.*))?$/;
/** Tabs, carriage returns, and the white space of Unicode, which YAML takes for content. */
const otherWhiteSpace = /[^\S \n]|\u0085/;
/** Levels of nesting; deeper documents go to the library. */
const depthMaximum = 32;
const numberStart = /^[-+.0-9]/;
const decimalInteger = /^-?(?:0|[1-9][0-9]{0,14})$/;
/** Every form of number in the core schema (YAML 1.2, section 10.3.2); those beyond plain integers go to the library. */
const anyNumber =
  /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const reservedWords = new Set(['', '~', 'null', 'Null', 'NULL', 'true', 'True', 'TRUE', 'false', 'False', 'FALSE']);

/**
 * Reads a document of the subset in one pass over its lines.
 * @returns `undefined` when the text is not of the subset; that says nothing about its being valid YAML.
 * @implements LLR-REQ-002
 */
export function readBlockYaml(text: string): BlockDocument | undefined {
  if (otherWhiteSpace.test(text)) return undefined;
  try {
    return new BlockReader(text.split('\n')).document();
  } catch (thrown) {
    if (thrown === outsideSubset) return undefined;
    throw thrown;
  }
}

class BlockReader {
  readonly #lines: readonly string[];
  readonly #positionOf = new Map<object, { readonly line: number; readonly column: number }>();
  #at = 0;
  #depth = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  document(): BlockDocument {
    this.#skipBlank();
    if (this.#lines[this.#at] === '---') {
      this.#at += 1;
      this.#skipBlank();
    }
    if (this.#at >= this.#lines.length) throw outsideSubset;
    const value = this.#node(this.#indentHere());
    this.#skipBlank();
    if (this.#at < this.#lines.length) throw outsideSubset;
    return { value, positionOf: this.#positionOf };
  }

  #skipBlank(): void {
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at] as string;
      const content = line.trimStart();
      if (content !== '' && content.charCodeAt(0) !== 35) return;
      this.#at += 1;
    }
  }

  #indentHere(): number {
    const line = this.#lines[this.#at];
    if (line === undefined) return -1;
    let indent = 0;
    while (line.charCodeAt(indent) === 32) indent += 1;
    return indent;
  }

  #node(indent: number): YamlValue {
    if (this.#depth === depthMaximum) throw outsideSubset;
    this.#depth += 1;
    const content = (this.#lines[this.#at] as string).slice(indent);
    const value = content.startsWith('- ') || content === '-' ? this.#sequence(indent) : this.#mapping(indent, content);
    this.#depth -= 1;
    return value;
  }

  #sequence(indent: number): YamlValue[] {
    const items: YamlValue[] = [];
    for (;;) {
      this.#skipBlank();
      if (this.#indentHere() !== indent) break;
      const content = (this.#lines[this.#at] as string).slice(indent);
      if (!content.startsWith('- ')) break;
      items.push(this.#item(indent, content));
    }
    if (this.#indentHere() > indent) throw outsideSubset;
    return items;
  }

  #item(indent: number, content: string): YamlValue {
    let offset = 2;
    while (content.charCodeAt(offset) === 32) offset += 1;
    const rest = content.slice(offset);
    if (keyPattern.test(rest)) {
      const line = this.#at + 1;
      const mapping = this.#mapping(indent + offset, rest);
      this.#positionOf.set(mapping as object, { line, column: indent + offset + 1 });
      return mapping;
    }
    if (rest === '' || rest.startsWith('- ')) throw outsideSubset;
    return this.#inlineValue(rest, indent);
  }

  #mapping(indent: number, firstContent: string): YamlValue {
    const mapping: { [key: string]: YamlValue } = {};
    let content = firstContent;
    for (;;) {
      const match = keyPattern.exec(content);
      const key = match?.[1];
      if (key === undefined || reservedWords.has(key) || Object.hasOwn(mapping, key)) throw outsideSubset;
      mapping[key] = this.#memberValue(match?.[2] ?? '', indent);
      this.#skipBlank();
      const next = this.#indentHere();
      if (next > indent) throw outsideSubset;
      if (next < indent) return mapping;
      content = (this.#lines[this.#at] as string).slice(indent);
      if (content.startsWith('- ')) return mapping;
    }
  }

  #memberValue(rest: string, indent: number): YamlValue {
    if (rest !== '' && rest.charCodeAt(0) !== 35) return this.#inlineValue(rest, indent);
    this.#at += 1;
    this.#skipBlank();
    const next = this.#indentHere();
    if (next > indent) return this.#node(next);
    if (next === indent && this.#lines[this.#at]?.startsWith('- ', indent)) return this.#sequence(indent);
    return null;
  }

  /** A value that begins on the current line, after its key or dash; leaves the cursor behind it. */
  #inlineValue(rest: string, indent: number): YamlValue {
    const first = rest.charAt(0);
    if (first === '|' || first === '>') return this.#blockScalar(rest.trimEnd(), indent);
    if (first === '[' || first === '{') {
      this.#at += 1;
      return flowValue(rest);
    }
    if (first === '"' || first === "'") {
      this.#at += 1;
      return quotedScalar(rest);
    }
    return this.#plainScalar(rest, indent);
  }

  #plainScalar(rest: string, indent: number): YamlValue {
    const first = plainText(rest);
    this.#at += 1;
    const parts = [first.text];
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at] as string;
      const continued = line.trim();
      if (continued === '' || continued.charCodeAt(0) === 35) break;
      if (this.#indentHere() <= indent) break;
      if (first.commented) throw outsideSubset;
      const part = plainContinuation(continued);
      parts.push(part);
      this.#at += 1;
    }
    if (parts.length === 1) return resolvePlain(first.text);
    if (this.#continuesAfterBlank(indent)) throw outsideSubset;
    return parts.join(' ');
  }

  #continuesAfterBlank(indent: number): boolean {
    let at = this.#at;
    while (at < this.#lines.length && (this.#lines[at] as string).trim() === '') at += 1;
    const line = this.#lines[at];
    return line !== undefined && line.length - line.trimStart().length > indent;
  }

  #blockScalar(header: string, indent: number): string {
    if (header !== '|' && header !== '|-' && header !== '>' && header !== '>-') throw outsideSubset;
    this.#at += 1;
    const blockIndent = this.#indentHere();
    if (blockIndent <= indent || (this.#lines[this.#at] as string).trim() === '') throw outsideSubset;
    const content: string[] = [];
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at] as string;
      if (line.trim() === '') {
        if (line.length > blockIndent) throw outsideSubset;
        content.push('');
      } else if (this.#indentHere() < blockIndent) break;
      else content.push(line.slice(blockIndent));
      this.#at += 1;
    }
    while (content.at(-1) === '') content.pop();
    if (this.#indentHere() > indent) throw outsideSubset;
    const text = header.startsWith('|') ? content.join('\n') : foldLines(content);
    return header.endsWith('-') ? text : `${text}\n`;
  }
}

/** Folding of YAML 1.2, section 8.1.3, for content without more-indented lines. */
function foldLines(content: readonly string[]): string {
  let text = '';
  let pendingBreaks = -1;
  for (const line of content) {
    if (line.startsWith(' ')) throw outsideSubset;
    if (line === '') pendingBreaks = Math.max(pendingBreaks, 0) + 1;
    else {
      if (text !== '') text += pendingBreaks > 0 ? '\n'.repeat(pendingBreaks) : ' ';
      text += line;
      pendingBreaks = -1;
    }
  }
  return text;
}

const plainForbiddenStart = new Set([...'&*!@`%,]}|>"\'#[{?:-']);

function plainText(rest: string): { readonly text: string; readonly commented: boolean } {
  const first = rest.charAt(0);
  if (plainForbiddenStart.has(first) && !(first === '-' && /^-[^ \s-]/.test(rest))) throw outsideSubset;
  const comment = rest.indexOf(' #');
  const text = (comment < 0 ? rest : rest.slice(0, comment)).trimEnd();
  if (text.includes(': ') || text.endsWith(':')) throw outsideSubset;
  return { text, commented: comment >= 0 };
}

function plainContinuation(text: string): string {
  if (text.includes(': ') || text.endsWith(':') || text.includes(' #')) throw outsideSubset;
  if (text.startsWith('---') || text.startsWith('...')) throw outsideSubset;
  return text;
}

function resolvePlain(text: string): YamlValue {
  if (reservedWords.has(text)) return reservedValue(text);
  if (!numberStart.test(text)) return text;
  if (decimalInteger.test(text)) return text === '-0' ? -0 : Number(text);
  if (!anyNumber.test(text)) return text;
  throw outsideSubset;
}

function reservedValue(text: string): YamlValue {
  const lower = text.toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : null;
}

function quotedScalar(rest: string): string {
  const single = rest.charAt(0) === "'";
  const match = single ? /^'((?:[^']|'')*)'(?: +#.*| *)$/.exec(rest) : /^"([^"\\]*(?:\\["\\/nbfrt][^"\\]*)*)"(?: +#.*| *)$/.exec(rest);
  const body = match?.[1];
  if (body === undefined) throw outsideSubset;
  if (single) return body.replaceAll("''", "'");
  return body.includes('\\') ? (JSON.parse(`"${body}"`) as string) : body;
}

/** A flow list or mapping on one line, and nothing but a comment behind it. */
function flowValue(rest: string): YamlValue {
  const reader = new FlowReader(rest);
  const value = reader.value(0);
  if (!/^(?: +#.*| *)$/.test(rest.slice(reader.at))) throw outsideSubset;
  return value;
}

/** Plain text in a flow collection, more narrowly than YAML allows it. */
const flowPlain = /[^\s,[\]{}"'#&*!|>%@`:?-][^,[\]{}"'#:]*/y;
const flowKey = /([A-Za-z][A-Za-z0-9_-]*): */y;
const flowSingleQuoted = /'(?:[^']|'')*'/y;
const flowDoubleQuoted = /"[^"\\]*"/y;

class FlowReader {
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): YamlValue {
    if (depth > depthMaximum) throw outsideSubset;
    switch (this.#text.charAt(this.at)) {
      case '[':
        return this.#items(']', () => this.value(depth + 1));
      case '{': {
        const entries = this.#items('}', () => [this.#key(), this.value(depth + 1)] as const);
        const mapping = Object.fromEntries(entries);
        if (Object.keys(mapping).length !== entries.length) throw outsideSubset;
        return mapping;
      }
      case "'":
        return this.#match(flowSingleQuoted).slice(1, -1).replaceAll("''", "'");
      case '"':
        return this.#match(flowDoubleQuoted).slice(1, -1);
      default:
        return resolvePlain(plainText(this.#match(flowPlain).trimEnd()).text);
    }
  }

  #items<T>(close: string, item: () => T): T[] {
    const items: T[] = [];
    this.at += 1;
    this.#skipSpaces();
    if (this.#text.charAt(this.at) === close) {
      this.at += 1;
      return items;
    }
    for (;;) {
      items.push(item());
      this.#skipSpaces();
      const next = this.#text.charAt(this.at);
      if (next !== ',' && next !== close) throw outsideSubset;
      this.at += 1;
      if (next === close) return items;
      this.#skipSpaces();
    }
  }

  #key(): string {
    const key = this.#match(flowKey).replace(/: *$/, '');
    if (!this.#text.startsWith(' ', this.at - 1) || reservedWords.has(key)) throw outsideSubset;
    return key;
  }

  #skipSpaces(): void {
    while (this.#text.charCodeAt(this.at) === 32) this.at += 1;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) throw outsideSubset;
    this.at += found.length;
    return found;
  }
}
