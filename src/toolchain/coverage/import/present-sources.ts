import { createHash } from 'node:crypto';
import { compareDiagnostics, type Diagnostic } from '../../../kernel/diagnostic.js';
import { sha256 } from '../../../kernel/digest.js';
import type { Read } from '../../../kernel/result.js';
import { importFinding } from './import-finding.js';
import type { ImportedBranch, ImportedCoverage, ImportedFile, ImportedUnknown } from './imported-coverage.generated.js';

/**
 * The coverage bound to the present texts by their SHA-256. A source that is absent, has fewer lines than the data speaks of, or whose
 * line has another checksum is a finding. Where LLVM kept no record of conditions, the text tells whether they form one decision.
 * @param texts by path; undefined for a file that is not there
 * @implements LLR-CVI-012
 */
export function againstSources(coverage: ImportedCoverage, texts: (path: string) => string | undefined): Read<ImportedCoverage> {
  const diagnostics: Diagnostic[] = [];
  const files = coverage.files.map((file) => {
    const text = texts(file.path);
    if (text === undefined) {
      diagnostics.push(importFinding('CVI-109', `${file.path} is not in the project`, { path: file.path }));
      return settled(file, undefined);
    }
    const lines = text.split(/\r\n|\n|\r/);
    diagnostics.push(...staleness(file, text, lines));
    return { ...settled(file, lines), digest: sha256(text) };
  });
  return { value: { ...coverage, files }, diagnostics: diagnostics.sort(compareDiagnostics) };
}

function staleness(file: ImportedFile, text: string, lines: readonly string[]): readonly Diagnostic[] {
  const { path, digest, statements, functions, branches, decisions } = file;
  const stale = (message: string, line: number): Diagnostic => importFinding('CVI-110', message, { path, line });
  if (digest !== undefined && digest !== sha256(text)) return [stale(`${path} has another text than the one that was measured`, 1)];
  // Behind a final line end stands one more empty line, at which some tools place the end of a file.
  let last = 0;
  for (const list of [statements, functions, branches, decisions]) for (const { line } of list) last = Math.max(last, line);
  if (last > lines.length) return [stale(`${path} has ${lines.length} lines, and the data speaks of line ${last}`, lines.length)];
  for (const { line, checksum } of statements) {
    if (checksum === undefined) continue;
    const present = createHash('md5')
      .update(lines[line - 1] ?? '')
      .digest('base64')
      .replace(/=+$/, '');
    if (present !== checksum) return [stale(`${path}:${line} has another text than the one that was measured`, line)];
  }
  return [];
}

/** Decides what the reader had to leave open: conditions without record of their effect that stand in one decision. */
function settled(file: ImportedFile, lines: readonly string[] | undefined): ImportedFile {
  const open = file.branches.filter(({ end }) => end !== undefined).sort((a, b) => a.line - b.line || a.column - b.column);
  const branches = file.branches.map(({ end: _end, ...branch }) => branch);
  if (open.length === 0) return { ...file, branches };
  const unknown: ImportedUnknown[] = [];
  open.forEach((condition, index) => {
    const next = open[index + 1];
    if (next === undefined || (next.line === condition.line && next.column === condition.column)) return;
    const why = lines === undefined ? 'without the source nothing tells which conditions form a decision' : between(lines, condition, next);
    if (why !== undefined) unknown.push({ measure: 'mcdc', line: condition.line, why });
  });
  return { ...file, branches, unknown: [...file.unknown, ...(lines === undefined ? unknown.slice(0, 1) : unknown)] };
}

/** Longest text between two conditions of one decision that is looked at, in lines. */
const linesBetweenMaximum = 20;

function between(lines: readonly string[], { end }: ImportedBranch, next: ImportedBranch): string | undefined {
  if (end === undefined || next.line < end.line || next.line - end.line > linesBetweenMaximum) return undefined;
  const part = lines.slice(end.line - 1, next.line);
  part[part.length - 1] = (part.at(-1) ?? '').slice(0, next.column - 1);
  part[0] = (part[0] ?? '').slice(end.column - 1);
  const text = part.join('\n').replace(/\/\*.*?\*\/|\/\/[^\n]*/gs, '');
  // A name in capitals may be a macro for an operator.
  const isOne = /^[\s()!]*(?:&&|\|\||\band\b|\bor\b|\b[A-Z_][A-Z0-9_]*\b)[\s()!]*(?:not\b[\s()!]*)?$/.test(text);
  return isOne ? 'a decision of several conditions has no MC/DC record; clang writes it with -fcoverage-mcdc' : undefined;
}
