import { depthMaximum, outsideSubset, plainText, reservedWords, resolvePlain, type YamlValue } from './plain-scalar.js';

/**
 * A flow list or mapping on one line, and nothing but a comment behind it.
 * @implements LLR-REQ-002
 */
export function flowValue(rest: string): YamlValue {
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
