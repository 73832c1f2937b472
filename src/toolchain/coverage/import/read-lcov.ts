import { countFromText, type FileDraft, fileDraft, fileFrom, isLine } from './file-draft.js';
import type { ImportFindings } from './import-finding.js';
import type { ImportedFile, ImportedWay } from './imported-coverage.generated.js';
import { LcovDecisions } from './lcov-decisions.js';
import { LcovTotals } from './lcov-totals.js';

/**
 * The comment by which an export of this toolchain says what its branch records are.
 * @implements LLR-CVI-006
 */
export const lcovOutcomes = '# ampel coverage: branches are outcomes of decisions';

const noProducer = 'LCOV does not say whether its branches are outcomes of decisions';
const noMcdc = 'the file has no MC/DC records';

/**
 * Files of an LCOV trace file, versions 1.10 to 2.3: TN, SF, VER, FN, FNDA, FNL, FNA, FNF, FNH, BRDA, BRF, BRH, DA, LF, LH, MCDC, MCF,
 * MCH, end_of_record. A test name that is the id of a test case (with `_` where names allow no `-`) is kept with what it reached.
 * Branches of exceptions (`e`) are left out. Source: geninfo(1) of lcov 1.16 and 2.x, and their files.
 * @param areOutcomes whether the caller vouches that each branch record is an outcome of a decision or condition
 * @implements LLR-CVI-006
 */
export function readLcov(text: string, areOutcomes: boolean, findings: ImportFindings): readonly ImportedFile[] {
  const reader = new LcovReader(areOutcomes || text.includes(lcovOutcomes), findings);
  let line = 0;
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    line += 1;
    reader.record(text.slice(at, text[end - 1] === '\r' ? end - 1 : end), line);
    at = end + 1;
  }
  return reader.finish(line);
}

class LcovReader {
  readonly #files: ImportedFile[] = [];
  readonly #areOutcomes: boolean;
  readonly #findings: ImportFindings;
  #case = '';
  #draft: FileDraft | undefined;
  #totals = new LcovTotals();
  #decisions = new LcovDecisions();
  /** Functions by name, and by the number that versions from 2.2 give. */
  #lines = new Map<string, number>();
  #branches = new Map<string, ImportedWay[]>();

  constructor(areOutcomes: boolean, findings: ImportFindings) {
    this.#areOutcomes = areOutcomes;
    this.#findings = findings;
  }

  record(text: string, line: number): void {
    if (text === '' || text.startsWith('#')) return;
    const colon = text.indexOf(':');
    const [key, value] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
    if (key === 'TN') this.#case = testCaseOf(value);
    else if (key === 'SF') this.#begin(value, line);
    else if (key === 'end_of_record') this.#end(line);
    else if (this.#draft === undefined) this.#wrong(line, `${key.slice(0, 20)} stands outside of a file`);
    else if (!this.#detail(this.#draft, key, value)) this.#wrong(line, `${text.slice(0, 60)} is not a record of LCOV`);
  }

  finish(line: number): readonly ImportedFile[] {
    if (this.#draft !== undefined) this.#findings.add('CVI-102', `${this.#draft.path}: the file ends within its record`, { line });
    return this.#files;
  }

  #begin(path: string, line: number): void {
    if (this.#draft !== undefined) this.#wrong(line, 'SF begins before end_of_record');
    if (path === '') this.#wrong(line, 'SF names no file');
    this.#draft = path === '' ? undefined : fileDraft(path);
    this.#totals = new LcovTotals();
    this.#decisions = new LcovDecisions();
    this.#lines = new Map();
    this.#branches = new Map();
  }

  #end(line: number): void {
    const draft = this.#draft;
    if (draft === undefined) {
      this.#wrong(line, 'end_of_record ends nothing');
      return;
    }
    for (const decision of this.#decisions.all()) draft.decisions.push(decision);
    for (const message of this.#totals.contradictions(draft))
      this.#findings.add('CVI-106', `${draft.path}: ${message}`, { line }, 'warning');
    if (draft.functions.length === 0) draft.unknown.push({ measure: 'entries', line: 1, why: 'the file has no records of functions' });
    if (!this.#areOutcomes) draft.unknown.push({ measure: 'decisions', line: 1, why: noProducer });
    if (draft.decisions.length === 0) draft.unknown.push({ measure: 'mcdc', line: 1, why: noMcdc });
    this.#files.push(fileFrom(draft));
    this.#draft = undefined;
  }

  /** Takes a record of a file; whether it is one. */
  #detail(draft: FileDraft, key: string, value: string): boolean {
    const parts = value.split(',');
    switch (key) {
      case 'DA':
        return this.#statement(draft, parts);
      case 'FN':
      case 'FNL':
        return this.#functionLine(key, parts);
      case 'FNDA':
      case 'FNA':
        return this.#functionCount(draft, key, parts);
      case 'BRDA':
        return this.#branch(draft, parts);
      case 'MCDC':
        return this.#decisions.take(parts);
      case 'VER':
        return true;
      default:
        return this.#totals.take(key, value);
    }
  }

  #cases(count: number): { readonly cases?: string[] } {
    return this.#case === '' || count === 0 ? {} : { cases: [this.#case] };
  }

  #statement({ statements }: FileDraft, [at, taken, checksum]: readonly string[]): boolean {
    const [line, count] = [Number(at), countFromText(taken)];
    if (!isLine(line) || count === undefined) return false;
    statements.push({ line, column: 1, count, ...(checksum === undefined ? {} : { checksum }), ...this.#cases(count) });
    return true;
  }

  /** `FN:line[,end],name` and `FNL:number,line[,end]`. */
  #functionLine(key: string, parts: readonly string[]): boolean {
    const line = Number(parts[key === 'FN' ? 0 : 1]);
    const hasEnd = key === 'FN' && parts.length > 2 && /^\d+$/.test(parts[1] ?? '');
    const name = key === 'FN' ? parts.slice(hasEnd ? 2 : 1).join(',') : `#${parts[0]}`;
    if (!isLine(line) || name === '') return false;
    this.#lines.set(name, line);
    return true;
  }

  /** `FNDA:count,name` and `FNA:number,count,name`. */
  #functionCount({ functions }: FileDraft, key: string, parts: readonly string[]): boolean {
    const count = countFromText(parts[key === 'FNDA' ? 0 : 1]);
    const name = parts.slice(key === 'FNDA' ? 1 : 2).join(',');
    const line = this.#lines.get(key === 'FNDA' ? name : `#${parts[0]}`);
    if (line === undefined || count === undefined || name === '') return false;
    functions.push({ name, line, column: 1, count, ...this.#cases(count) });
    return true;
  }

  /** `BRDA:line,[e]block,branch,taken`; the branch may be an expression with commas. */
  #branch({ branches }: FileDraft, parts: readonly string[]): boolean {
    const [line, block, taken] = [Number(parts[0]), parts[1] ?? '', parts.at(-1)];
    const count = taken === '-' ? 0 : countFromText(taken);
    if (parts.length < 4 || !isLine(line) || count === undefined || !/^e?\d+$/.test(block)) return false;
    this.#totals.branch(count);
    if (block.startsWith('e')) return true;
    const key = `${line},${block}`;
    let ways = this.#branches.get(key);
    if (ways === undefined) {
      ways = [];
      this.#branches.set(key, ways);
      branches.push({ line, column: 1, scope: block, what: 'branch', ways });
    }
    ways.push({ what: `way ${parts.slice(2, -1).join(',')}`, count, ...this.#cases(count) });
    return true;
  }

  #wrong(line: number, message: string): void {
    this.#findings.add('CVI-104', message, { line });
  }
}

/** The id of a test case in a test name; empty where the name is none. */
function testCaseOf(name: string): string {
  const id = name.trim().replaceAll('_', '-');
  return /^[A-Z]{2,}(?:-[A-Z0-9]+){2,}$/.test(id) ? id : '';
}
