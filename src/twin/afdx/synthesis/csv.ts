/** A field of a table with the place where it begins; the column counts from 1 in UTF-16 code units. */
export interface CsvField {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** A row that is not empty. */
export interface CsvRow {
  readonly line: number;
  readonly fields: readonly CsvField[];
}

/** Something that is wrong with the form of a table. */
export interface CsvFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A table as read: every row, and every fault of form. */
export interface CsvTable {
  readonly separator: string;
  readonly rows: readonly CsvRow[];
  readonly faults: readonly CsvFault[];
}

/**
 * Reads a table of separated values (RFC 4180): quoted fields may hold separators, line ends and doubled quotes; lines end with LF or
 * CR LF; a byte order mark is skipped; rows without any text are left out. Spaces around a field that is not quoted are not part of it.
 * A quote that is never closed, and text after a closing quote, are faults; reading goes on behind them.
 *
 * @param separator sign between fields; when absent, that one of `,` `;` and tab that occurs most often outside of quotes in the first row
 * @implements LLR-VLO-002
 */
export function readCsv(text: string, separator?: string): CsvTable {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const sign = separator ?? likelySeparatorOf(body);
  const reader = new CsvReader(body, sign);
  const rows = reader.rows().filter(({ fields }) => fields.some((field) => field.text !== ''));
  return { separator: sign, rows, faults: reader.faults };
}

function likelySeparatorOf(text: string): string {
  const counts = new Map([
    [',', 0],
    [';', 0],
    ['\t', 0],
  ]);
  let quoted = false;
  for (const sign of text) {
    if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === '\n' && [...counts.values()].some((count) => count > 0)) break;
    else if (!quoted && counts.has(sign)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

class CsvReader {
  readonly faults: CsvFault[] = [];
  readonly #text: string;
  readonly #separator: string;
  #at = 0;
  #line = 1;
  #lineStart = 0;

  constructor(text: string, separator: string) {
    this.#text = text;
    this.#separator = separator;
  }

  rows(): readonly CsvRow[] {
    const rows: CsvRow[] = [];
    while (this.#at < this.#text.length) {
      const line = this.#line;
      const fields = [this.#field()];
      while (this.#text.startsWith(this.#separator, this.#at)) {
        this.#at += 1;
        fields.push(this.#field());
      }
      rows.push({ line, fields });
      this.#lineEnd();
    }
    return rows;
  }

  /** The field that begins here; ends before a separator, a line end or the end of the text. */
  #field(): CsvField {
    const [line, column] = [this.#line, this.#at - this.#lineStart + 1];
    const opening = /[ ]*"/y;
    opening.lastIndex = this.#at;
    if (opening.test(this.#text)) {
      this.#at = opening.lastIndex;
      return { text: this.#quoted(line, column), line, column };
    }
    return { text: this.#plain().trim(), line, column };
  }

  #quoted(line: number, column: number): string {
    const parts: string[] = [];
    for (;;) {
      const end = this.#text.indexOf('"', this.#at);
      const part = this.#text.slice(this.#at, end < 0 ? undefined : end);
      parts.push(part);
      this.#countLines(part, this.#at);
      if (end < 0) {
        this.#at = this.#text.length;
        this.faults.push({ line, column, message: 'the quote that opens this field is never closed' });
        return parts.join('');
      }
      this.#at = end + 1;
      if (this.#text[this.#at] !== '"') break;
      parts.push('"');
      this.#at += 1;
    }
    const after = this.#plain();
    if (after.trim() !== '') this.faults.push({ line, column, message: 'text follows the closing quote of this field' });
    return `${parts.join('')}${after.trim()}`;
  }

  #plain(): string {
    const start = this.#at;
    while (this.#at < this.#text.length && this.#text[this.#at] !== this.#separator && this.#text[this.#at] !== '\n') this.#at += 1;
    return this.#text.slice(start, this.#at);
  }

  #countLines(part: string, start: number): void {
    for (let at = part.indexOf('\n'); at >= 0; at = part.indexOf('\n', at + 1)) {
      this.#line += 1;
      this.#lineStart = start + at + 1;
    }
  }

  #lineEnd(): void {
    if (this.#text[this.#at] !== '\n') return;
    this.#at += 1;
    this.#line += 1;
    this.#lineStart = this.#at;
  }
}
