import { type FileDraft, fileDraft, fileFrom, isLine } from './file-draft.js';
import type { ImportFindings } from './import-finding.js';
import type { ImportedFile, ImportedFunction } from './imported-coverage.generated.js';
import { WayBudget } from './way-budget.js';
import { readXml, wholeNumber, type XmlElement } from './xml-elements.js';

const noMcdc = 'the format does not hold MC/DC';

/**
 * Files of a JaCoCo report: lines by their instructions of bytecode, run in part where some were missed; branches as the jumps of a
 * line, of which the file says how many were taken and not which; methods. It holds no counts: what was reached counts once.
 * Source: the document type "-//JACOCO//DTD Report 1.1//EN", and a file of JaCoCo 0.8.6.
 * @implements LLR-CVI-009
 */
export function readJacoco(text: string, findings: ImportFindings): readonly ImportedFile[] {
  const reader = new JacocoReader(findings);
  const isWhole = readXml(text, { open: (element) => reader.open(element), close: (name) => reader.close(name) }, findings);
  return isWhole ? reader.finish() : [];
}

interface Method {
  readonly path: string;
  readonly name: string;
  readonly line: number;
}

class JacocoReader {
  readonly #findings: ImportFindings;
  readonly #budget = new WayBudget();
  readonly #files = new Map<string, FileDraft>();
  readonly #functions: (readonly [path: string, one: ImportedFunction])[] = [];
  #package = '';
  #class = { name: '', file: '' };
  #method: Method | undefined;
  #draft: FileDraft | undefined;

  constructor(findings: ImportFindings) {
    this.#findings = findings;
  }

  open({ name, attributes, line }: XmlElement): void {
    if (name === 'package') this.#package = attributes['name'] ?? '';
    else if (name === 'class') this.#class = { name: attributes['name'] ?? '', file: attributes['sourcefilename'] ?? '' };
    else if (name === 'method') this.#beginMethod(attributes, line);
    else if (name === 'sourcefile') this.#begin(attributes['name'] ?? '', line);
    else if (name === 'line') this.#line(attributes, line);
    else if (name === 'counter') this.#counter(attributes, line);
  }

  close(name: string): void {
    if (name === 'method') this.#method = undefined;
    else if (name === 'sourcefile') this.#draft = undefined;
  }

  finish(): readonly ImportedFile[] {
    for (const [path, one] of this.#functions) this.#files.get(path)?.functions.push(one);
    return [...this.#files.values()].map((draft) => {
      if (draft.branches.length > 0) draft.unknown.push({ measure: 'mcdc', line: 1, why: noMcdc });
      return fileFrom(draft);
    });
  }

  #pathOf(file: string): string {
    return this.#package === '' ? file : `${this.#package}/${file}`;
  }

  #begin(file: string, line: number): void {
    if (file === '') this.#findings.add('CVI-104', 'a source file has no name', { line });
    if (file === '') return;
    const path = this.#pathOf(file);
    this.#draft = this.#files.get(path) ?? fileDraft(path);
    this.#files.set(path, this.#draft);
  }

  #beginMethod(attributes: Readonly<Record<string, string>>, at: number): void {
    const line = wholeNumber(attributes['line']);
    if (line === undefined) return;
    if (!isLine(line)) this.#findings.add('CVI-104', 'a method has no line', { line: at });
    else {
      const name = `${this.#class.name}.${attributes['name'] ?? ''}${attributes['desc'] ?? ''}`;
      this.#method = { path: this.#pathOf(this.#class.file), name, line };
    }
  }

  #line(attributes: Readonly<Record<string, string>>, at: number): void {
    const number = wholeNumber(attributes['nr']);
    const [mi, ci, mb, cb] = ['mi', 'ci', 'mb', 'cb'].map((key) => wholeNumber(attributes[key] ?? '0'));
    const isBad = mi === undefined || ci === undefined || mb === undefined || cb === undefined;
    const ways = isBad ? undefined : this.#budget.ways(cb, mb + cb);
    if (this.#draft === undefined || !isLine(number) || isBad || ways === undefined) {
      this.#findings.add('CVI-104', 'a line has no number, or counts that are none, or stands outside of a source file', { line: at });
      return;
    }
    const isPartial = mi > 0 && ci > 0;
    this.#draft.statements.push({ line: number, column: 1, count: ci > 0 ? 1 : 0, ...(isPartial ? { isPartial: true as const } : {}) });
    if (mb + cb > 0) this.#draft.branches.push({ line: number, column: 1, scope: '', what: 'branch', ways });
  }

  #counter(attributes: Readonly<Record<string, string>>, at: number): void {
    const { type } = attributes;
    const [missed, covered] = [wholeNumber(attributes['missed']), wholeNumber(attributes['covered'])];
    if (missed === undefined || covered === undefined) {
      this.#findings.add('CVI-104', 'a counter has no numbers', { line: at });
    } else if (this.#method !== undefined) {
      const { path, name, line } = this.#method;
      if (type === 'METHOD') this.#functions.push([path, { name, line, column: 1, count: covered > 0 ? 1 : 0 }]);
    } else if (this.#draft !== undefined) this.#compare(this.#draft, type ?? '', missed, covered, at);
  }

  #compare({ path, statements, branches }: FileDraft, type: string, missed: number, covered: number, at: number): void {
    const isReached =
      type === 'LINE' ? statements.map(({ count }) => count > 0) : branches.flatMap(({ ways }) => ways.map(({ count }) => count > 0));
    if (type !== 'LINE' && type !== 'BRANCH') return;
    const reached = isReached.filter(Boolean).length;
    if (reached === covered && isReached.length - reached === missed) return;
    const details = `the details give ${isReached.length - reached} and ${reached}`;
    this.#findings.add(
      'CVI-106',
      `${path}: counter ${type} says ${missed} missed and ${covered} covered, ${details}`,
      { line: at },
      'warning',
    );
  }
}
