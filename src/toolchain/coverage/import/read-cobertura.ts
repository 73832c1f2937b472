import { countFrom, countFromText, type FileDraft, fileDraft, fileFrom, isLine } from './file-draft.js';
import type { ImportFindings } from './import-finding.js';
import type { ImportedFile } from './imported-coverage.generated.js';
import { WayBudget } from './way-budget.js';
import { readXml, wholeNumber, type XmlElement } from './xml-elements.js';

/**
 * The version by which an export of this toolchain says that its branches are outcomes of decisions.
 * @implements LLR-CVI-008
 */
export const coberturaOutcomes = 'ampel coverage: branches are outcomes of decisions';

const noProducer = 'Cobertura does not say whether its branches are outcomes of decisions';
const noMcdc = 'the format does not hold MC/DC';

interface Method {
  readonly name: string;
  readonly hits: number | undefined;
  isFound: boolean;
}

/**
 * Files of a Cobertura report: lines with hits, branches of a line as "taken of all", functions where methods have lines. `condition`
 * elements repeat what `condition-coverage` says as a share and add nothing. Classes of one file are one file.
 * Source: the document type coverage-04, and files of gcovr 5.2 and 7.2 and nyc 18.
 * @param areOutcomes whether the caller vouches that each branch is an outcome of a decision or condition
 * @implements LLR-CVI-008
 */
export function readCobertura(text: string, areOutcomes: boolean, findings: ImportFindings): readonly ImportedFile[] {
  const reader = new CoberturaReader(areOutcomes, findings);
  const isWhole = readXml(text, { open: (element) => reader.open(element), close: (name, own) => reader.close(name, own) }, findings);
  return isWhole ? reader.finish() : [];
}

class CoberturaReader {
  readonly #files = new Map<string, FileDraft>();
  readonly #lines = new Map<FileDraft, Map<number, number>>();
  readonly #roots: string[] = [];
  readonly #findings: ImportFindings;
  readonly #budget = new WayBudget();
  #areOutcomes: boolean;
  #draft: FileDraft | undefined;
  #method: Method | undefined;
  #totals: Readonly<Record<string, string>> = {};

  constructor(areOutcomes: boolean, findings: ImportFindings) {
    this.#areOutcomes = areOutcomes;
    this.#findings = findings;
  }

  open({ name, attributes, line }: XmlElement): void {
    if (name === 'coverage') {
      this.#totals = attributes;
      if (attributes['version'] === coberturaOutcomes) this.#areOutcomes = true;
    } else if (name === 'class') this.#beginClass(attributes['filename'] ?? '', line);
    else if (name === 'method') this.#method = { name: attributes['name'] ?? '', hits: countFromText(attributes['hits']), isFound: false };
    else if (name === 'line') this.#line(attributes, line);
  }

  close(name: string, text: string): void {
    if (name === 'source' && text !== '') this.#roots.push(text);
    else if (name === 'class') this.#draft = undefined;
    else if (name === 'method') this.#method = undefined;
  }

  finish(): readonly ImportedFile[] {
    const drafts = [...this.#files.values()];
    this.#compareTotals(drafts);
    for (const draft of drafts) {
      if (draft.functions.length === 0) draft.unknown.push({ measure: 'entries', line: 1, why: 'the file has no lines of methods' });
      if (!this.#areOutcomes) draft.unknown.push({ measure: 'decisions', line: 1, why: noProducer });
      draft.unknown.push({ measure: 'mcdc', line: 1, why: noMcdc });
    }
    return drafts.map((draft) => fileFrom({ ...draft, roots: this.#roots }));
  }

  #beginClass(path: string, line: number): void {
    if (path === '') this.#findings.add('CVI-104', 'a class names no file', { line });
    if (path === '') return;
    this.#draft = this.#files.get(path) ?? fileDraft(path);
    this.#files.set(path, this.#draft);
  }

  #line(attributes: Readonly<Record<string, string>>, at: number): void {
    const draft = this.#draft;
    const number = wholeNumber(attributes['number']);
    const count = countFromText(attributes['hits']);
    if (draft === undefined || !isLine(number) || count === undefined) {
      this.#findings.add('CVI-104', 'a line has no number and hits, or stands outside of a class', { line: at });
      return;
    }
    const method = this.#method;
    if (method !== undefined) {
      // The lines of a method stand again in the lines of its class; the first tells where it begins and whether it was entered.
      if (!method.isFound) draft.functions.push({ name: method.name, line: number, column: 1, count: method.hits ?? count });
      method.isFound = true;
      return;
    }
    this.#statement(draft, number, count);
    if (attributes['branch'] === 'true') this.#branch(draft, number, attributes['condition-coverage'], at);
  }

  /** Classes of one file may share a line. */
  #statement(draft: FileDraft, line: number, count: number): void {
    const lines = this.#lines.get(draft) ?? new Map<number, number>();
    this.#lines.set(draft, lines);
    const place = lines.get(line);
    const before = place === undefined ? 0 : (draft.statements[place]?.count ?? 0);
    const statement = { line, column: 1, count: countFrom(count + before) ?? count };
    if (place !== undefined) draft.statements[place] = statement;
    else lines.set(line, draft.statements.push(statement) - 1);
  }

  #branch(draft: FileDraft, line: number, share: string | undefined, at: number): void {
    const [, taken, all] = /^[\d.]+% ?\((\d{1,6})\/(\d{1,6})\)$/.exec(share ?? '') ?? [];
    const [reached, total] = [Number(taken), Number(all)];
    const ways = share !== undefined && reached <= total ? this.#budget.ways(reached, total) : undefined;
    if (ways === undefined) {
      const said = JSON.stringify((share ?? '').slice(0, 40));
      this.#findings.add('CVI-104', `condition-coverage ${said} is not a share with "taken/all", or there are too many branches`, {
        line: at,
      });
      return;
    }
    draft.branches.push({ line, column: 1, scope: '', what: 'branch', ways });
  }

  #compareTotals(drafts: readonly FileDraft[]): void {
    const statements = drafts.flatMap((draft) => draft.statements);
    const ways = drafts.flatMap((draft) => draft.branches.flatMap((branch) => branch.ways));
    const counted: Readonly<Record<string, number>> = {
      'lines-valid': statements.length,
      'lines-covered': statements.filter(({ count }) => count > 0).length,
      'branches-valid': ways.length,
      'branches-covered': ways.filter(({ count }) => count > 0).length,
    };
    for (const [key, count] of Object.entries(counted)) {
      const said = this.#totals[key];
      if (said === undefined || Number(said) === count) continue;
      this.#findings.add('CVI-106', `${key} says ${said.slice(0, 20)}, the details give ${count}`, {}, 'warning');
    }
  }
}
