/**
 * A reader for the plain part of YAML 1.2 that requirement files are written in: block mappings and sequences, plain and
 * quoted scalars, literal and folded blocks, one-line flow lists. Whatever lies outside it, or could be read in two ways,
 * is left to the full library by answering `undefined`; a property test holds the two readings equal.
 */
import { flowValue } from './flow-value.js';
import {
  depthMaximum,
  keyPattern,
  outsideSubset,
  plainContinuation,
  plainText,
  quotedScalar,
  reservedWords,
  resolvePlain,
  type YamlValue,
} from './plain-scalar.js';

/** The value of a document, and where (from 1) the first key of each mapping in a block sequence stands. */
export interface BlockDocument {
  readonly value: YamlValue;
  readonly positionOf: ReadonlyMap<object, { readonly line: number; readonly column: number }>;
}

/** Tabs, carriage returns, and the white space of Unicode, which YAML takes for content. */
const otherWhiteSpace = /[^\S \n]|\u0085/;

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
