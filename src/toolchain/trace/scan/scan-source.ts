import { compareDiagnostics, type Diagnostic } from '../../../kernel/diagnostic.js';
import type { CodeUnit, Reference, TestCase } from '../model.js';
import { attachTags, type TaggedUnit } from './attach-tags.js';
import { type CanonicalText, canonicalTextOf } from './canonical-text.js';
import { scanFinding } from './findings.js';
import { importsOf } from './imports.js';
import { extensionOf, type Language, languageOf } from './language.js';
import { readerOf } from './language-readers.js';
import { LineTable } from './line-table.js';
import type { RawUnit } from './raw-unit.js';
import type { Tag } from './tags.js';
import { testCaseCalls } from './test-case-calls.js';
import { NEWLINE, type TokenList } from './token-list.js';

/** What the trace takes from one source file. Units and cases stand in the order of the file. */
export interface ScannedFile {
  readonly path: string;
  readonly language: Language;
  readonly units: readonly CodeUnit[];
  readonly cases: readonly TestCase[];
  /** SHA-256 of the file's tokens; comments and white space within a line do not change it. */
  readonly codeDigest: string;
  /** Literal module specifiers of TypeScript and JavaScript, sorted, each once; empty for other languages. */
  readonly imports: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A source file: path from the project root with forward slashes, and its text. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
  /** Overrides what the extension says. */
  readonly language?: Language;
}

/**
 * Reads the units, tags, test cases and imports of one source file. Tags count in comments only. Never throws; time
 * and memory grow linearly with the text. An unknown language gives a file without units or tags.
 * @implements LLR-SCN-010, LLR-SCN-011
 */
export function scanSource(input: SourceText): ScannedFile {
  const { path } = input;
  const language = input.language ?? languageOf(path);
  const text = input.text.includes('\r') ? input.text.replace(/\r\n?/g, '\n') : input.text;
  const extension = extensionOf(path);
  const reader = readerOf(language);
  const tokens = reader.lex(text, extension);
  const canonical = canonicalTextOf(tokens, (index) => reader.keepsBreak(tokens, index));
  const lines = new LineTable(path, text);
  const fileName = path.slice(path.lastIndexOf('/') + 1);
  const tagged = attachTags({ tokens, units: reader.units(tokens, extension), reader, lines, fileName });
  const builder = new Builder(tokens, canonical, lines, language);
  for (const unit of tagged) builder.add(unit);
  const ecmascript = language === 'typescript' || language === 'javascript';
  if (ecmascript) builder.addCalls();
  builder.addUnterminated();
  return { path, language, ...builder.result(), codeDigest: canonical.digest, imports: ecmascript ? importsOf(tokens) : [] };
}

class Builder {
  private readonly units: CodeUnit[] = [];
  private readonly cases: TestCase[] = [];
  private readonly diagnostics: Diagnostic[] = [];

  constructor(
    private readonly tokens: TokenList,
    private readonly canonical: CanonicalText,
    private readonly lines: LineTable,
    private readonly language: Language,
  ) {}

  result(): Pick<ScannedFile, 'units' | 'cases' | 'diagnostics'> {
    const { units, cases, diagnostics } = this;
    return { units: units.sort(byPlace), cases: cases.sort(byPlace), diagnostics: diagnostics.sort(compareDiagnostics) };
  }

  add(tagged: TaggedUnit): void {
    for (const tag of tagged.tags) this.checkIds(tag);
    if (tagged.tags.some(({ name }) => name === 'verifies' || name === 'testcase')) this.addCase(tagged);
    else this.addUnit(tagged);
  }

  addCalls(): void {
    const declared = testCaseCalls(this.tokens, this.canonical, this.lines);
    this.cases.push(...declared.cases);
    this.diagnostics.push(...declared.diagnostics);
  }

  addUnterminated(): void {
    for (const { what, start } of this.tokens.unterminated) {
      const code = what === 'comment' ? 'SCN-102' : 'SCN-103';
      this.diagnostics.push(scanFinding(code, `a ${what} is not closed`, this.lines.placeOf(start)));
    }
  }

  private addUnit({ unit, tags }: TaggedUnit): void {
    const { name, kind, exported } = unit;
    const { place, lastLine, fingerprint } = this.span(unit);
    this.units.push({
      name,
      kind,
      exported,
      language: this.language,
      implements: this.references(tags, 'implements'),
      place,
      lastLine,
      fingerprint,
    });
  }

  private addCase({ unit, tags }: TaggedUnit): void {
    const named = tags.filter(({ name }) => name === 'testcase').flatMap(({ ids }) => ids);
    const first = tags[0] as Tag;
    const id = named[0]?.id ?? unit.name;
    const second = named.find((other) => other.id !== id);
    if (second !== undefined) this.report('SCN-105', `the test case ${id} carries a second id, ${second.id}`, second.at, [second.id]);
    if (named.length === 0 && unit.kind === 'block') this.report('SCN-108', 'a test case has no name', first.at);
    const implementing = tags.find(({ name }) => name === 'implements');
    if (implementing !== undefined)
      this.report('SCN-107', `the test case ${id} says that it implements a requirement`, implementing.at, [id]);
    this.cases.push({
      id,
      verifies: this.references(tags, 'verifies'),
      kind: this.kindOf(tags, id),
      intent: tags.find(({ name }) => name === 'intent')?.rest ?? '',
      ...(unit.kind === 'block' || unit.name === id ? {} : { unit: unit.name }),
      ...this.span(unit),
    });
  }

  private kindOf(tags: readonly Tag[], id: string): TestCase['kind'] {
    const tag = tags.find(({ name }) => name === 'kind');
    const kind = tag === undefined ? 'normal' : (/^[\w-]*/.exec(tag.rest)?.[0] ?? '');
    if (tag !== undefined && kind !== 'normal' && kind !== 'robustness')
      this.report('SCN-106', `the kind of ${id} is "${kind}"`, tag.at, [id]);
    return kind === 'robustness' ? 'robustness' : 'normal';
  }

  private references(tags: readonly Tag[], name: Tag['name']): readonly Reference[] {
    const references: Reference[] = [];
    for (const tag of tags) if (tag.name === name) for (const { id, at } of tag.ids) references.push({ id, place: this.lines.placeOf(at) });
    return references;
  }

  private checkIds(tag: Tag): void {
    if (tag.ids.length > 0 || tag.name === 'kind' || tag.name === 'intent') return;
    this.report('SCN-101', `a tag "${tag.name}" names no id`, tag.at);
  }

  private span({ first, last, kind }: RawUnit): Pick<CodeUnit, 'place' | 'lastLine' | 'fingerprint'> {
    const { tokens, lines } = this;
    if (kind === 'file')
      return {
        place: lines.placeOf(0),
        lastLine: lines.lineOf(tokens.text.trimEnd().length),
        fingerprint: this.canonical.digestOf(first, last),
      };
    const from = first < tokens.count ? (tokens.starts[first] as number) : tokens.text.length;
    const place = lines.placeOf(from);
    let real = last;
    while (real > first && tokens.kindOf(real) >= NEWLINE) real -= 1;
    const end = last >= first ? (tokens.ends[real] as number) - 1 : from;
    return { place, lastLine: Math.max(place.line, lines.lineOf(end)), fingerprint: this.canonical.digestOf(first, last) };
  }

  private report(code: Parameters<typeof scanFinding>[0], message: string, at: number, subjects: readonly string[] = []): void {
    this.diagnostics.push(scanFinding(code, message, this.lines.placeOf(at), subjects));
  }
}

function byPlace(a: { readonly place: CodeUnit['place'] }, b: { readonly place: CodeUnit['place'] }): number {
  return a.place.line - b.place.line || a.place.column - b.place.column;
}
