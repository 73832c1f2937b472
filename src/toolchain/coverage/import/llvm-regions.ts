import { countFrom, isLine } from './file-draft.js';
import type { ImportFindings } from './import-finding.js';
import type { ImportedStatement } from './imported-coverage.generated.js';
import type { JsonObject, JsonValues } from './json-values.js';

/** A region of the source text with what was counted. `file` is the place of its path in the list of the function. */
export interface LlvmSpan {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly counts: readonly number[];
  readonly file: number;
  readonly kind: number;
}

/**
 * A region as LLVM writes it: four numbers of place, the counts, file, expanded file, and the kind at the end; undefined for what is none.
 * @implements LLR-CVI-004
 */
export function llvmSpan(value: unknown, countsLength: number): LlvmSpan | undefined {
  if (!Array.isArray(value)) return undefined;
  const [line, column, endLine, endColumn, ...rest] = value as readonly unknown[];
  if (!isLine(line) || !isLine(column) || !isLine(endLine) || !isLine(endColumn)) return undefined;
  const counts = rest.slice(0, countsLength).map(countFrom);
  const [file, , kind] = rest.slice(countsLength);
  if (counts.length < countsLength || counts.includes(undefined) || typeof file !== 'number' || typeof kind !== 'number') return undefined;
  return { line, column, endLine, endColumn, counts: counts.filter((count) => count !== undefined), file, kind };
}

interface Segment {
  readonly line: number;
  readonly count: number;
  readonly hasCount: boolean;
  readonly isEntry: boolean;
}

/** Most lines that the segments of one file may span: a damaged number would fill the memory. */
const linesMaximum = 1_000_000;

/**
 * Lines with counts from the segments of a file, by the rule of llvm-cov: the largest count of the segments that begin on the line, or
 * that of the segment which goes on from the line before. A line is partial where a region that begins on it was not run.
 * @implements LLR-CVI-004
 */
export function llvmLines(file: JsonObject, values: JsonValues, findings: ImportFindings): ImportedStatement[] {
  const byLine = new Map<number, Segment[]>();
  let [last, first] = [0, Number.POSITIVE_INFINITY];
  values.list(file, 'segments').forEach((value, index) => {
    const segment = segmentFrom(value);
    if (segment === undefined || segment.line > linesMaximum) {
      findings.add('CVI-104', `${file.path}.segments[${index}] is not a segment`);
      return;
    }
    const beside = byLine.get(segment.line);
    if (beside === undefined) byLine.set(segment.line, [segment]);
    else beside.push(segment);
    [first, last] = [Math.min(first, segment.line), Math.max(last, segment.line)];
  });
  const lines: ImportedStatement[] = [];
  let wrapped: Segment | undefined;
  for (let line = first; line <= last; line += 1) {
    const segments = byLine.get(line) ?? [];
    const entries = segments.filter(({ isEntry, hasCount }) => isEntry && hasCount);
    const isSkipped = segments[0] !== undefined && !segments[0].hasCount && segments[0].isEntry;
    if (!isSkipped && (wrapped?.hasCount === true || entries.length > 0)) {
      const count = entries.reduce((most, segment) => Math.max(most, segment.count), wrapped?.hasCount === true ? wrapped.count : 0);
      const isPartial = count > 0 && entries.some((segment) => segment.count === 0);
      lines.push({ line, column: 1, count, ...(isPartial ? { isPartial: true as const } : {}) });
    }
    wrapped = segments.at(-1) ?? wrapped;
  }
  return lines;
}

/** A segment: line, column, count, whether it has one, whether a region begins, and in newer versions whether that is a gap. */
function segmentFrom(value: unknown): Segment | undefined {
  if (!Array.isArray(value)) return undefined;
  const [line, , count, hasCount, isEntry, isGap] = value as readonly unknown[];
  const counted = countFrom(count);
  if (!isLine(line) || counted === undefined) return undefined;
  return {
    line,
    count: counted,
    hasCount: hasCount === true || hasCount === 1,
    isEntry: (isEntry === true || isEntry === 1) && isGap !== true,
  };
}
