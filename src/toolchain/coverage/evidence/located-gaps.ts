import { canonicalJson } from '../../../kernel/canonical-json.js';
import { sha256 } from '../../../kernel/digest.js';
import type { CodeUnit } from '../../trace/model.js';
import { type CoverageGap, gapsOf, type SoftwareLevel } from '../report/coverage-summary.js';
import type { FileCoverage } from '../report/file-coverage.js';

/** A gap with what it stands in: the unit of code, the requirements, the test cases that come near it. */
export interface LocatedGap extends CoverageGap {
  /** Name of the enclosing unit; empty where the file is. */
  readonly unit: string;
  /** Fingerprint of the text of the unit, without comments and layout, or digest of the file. */
  readonly code: string;
  /** Of path, unit, its code, the place in it and the gap: the same as long as the code of the unit is. */
  readonly fingerprint: string;
  /** Requirements that the enclosing unit implements, or else those of the file. */
  readonly requirements: readonly string[];
  /** Counted test cases that evaluate the decision, or else reach a point of the unit. */
  readonly cases: readonly string[];
  /** Test cases that do not count and close the gap; empty where none does. */
  readonly uncountedCases: readonly string[];
}

/**
 * The gaps of files for a level, each with its unit of code and its fingerprint. The place in the unit is the rank among all measured
 * places of the unit, reached or not, so that neither layout nor closing another gap changes it.
 *
 * @param counted coverage by test cases that count
 * @param all coverage by all test cases; the same when each counts
 * @implements LLR-COV-044
 */
export function locatedGaps(
  counted: readonly FileCoverage[],
  all: readonly FileCoverage[],
  level: SoftwareLevel,
  unitsOf: (path: string) => readonly CodeUnit[],
): readonly LocatedGap[] {
  const openInAll = new Set(all === counted ? [] : gapsOf(all, level).map(keyOf));
  const coverageOf = new Map(counted.map((file) => [file.path, new UnitIndex(file, unitsOf(file.path))]));
  const allOf = new Map(all.map((file) => [file.path, file]));
  return gapsOf(counted, level).map((gap) => {
    const index = coverageOf.get(gap.path);
    if (index === undefined) throw new Error('a gap belongs to a file that was measured');
    const isClosedByOthers = all !== counted && !openInAll.has(keyOf(gap));
    const known = new Set(isClosedByOthers ? index.casesAt(gap) : []);
    const near = isClosedByOthers ? casesAt(allOf.get(gap.path), gap) : [];
    return { ...gap, ...index.locate(gap), uncountedCases: near.filter((id) => id !== '' && !known.has(id)) };
  });
}

function keyOf({ path, line, column, what }: CoverageGap): string {
  return `${path}:${line}:${column} ${what}`;
}

interface At {
  readonly line: number;
  readonly column: number;
}

/** Cases that reach the point or decision at a place. */
function casesAt(file: FileCoverage | undefined, { line, column }: At): readonly string[] {
  const isThere = (place: At): boolean => place.line === line && place.column === column;
  const found = new Set<string>();
  for (const point of file?.points ?? []) if (isThere(point)) for (const id of point.cases) found.add(id);
  for (const { source, vectors } of file?.decisions ?? []) {
    if (isThere(source) || source.conditions.some(isThere)) for (const { cases } of vectors) for (const id of cases) found.add(id);
  }
  return [...found].sort();
}

/** The units of one file and the measured places in each. */
class UnitIndex {
  readonly #file: FileCoverage;
  readonly #units: readonly CodeUnit[];
  readonly #places: readonly At[];

  constructor(file: FileCoverage, units: readonly CodeUnit[]) {
    this.#file = file;
    this.#units = units.filter(({ kind }) => kind !== 'type').sort((a, b) => lengthOf(a) - lengthOf(b));
    const { points, decisions } = file;
    this.#places = distinct([...points, ...decisions.flatMap(({ source }) => [source, ...source.conditions])]);
  }

  casesAt(place: At): readonly string[] {
    return casesAt(this.#file, place);
  }

  locate(gap: CoverageGap): Omit<LocatedGap, keyof CoverageGap | 'uncountedCases'> {
    const around = this.#units.filter((unit) => unit.place.line <= gap.line && gap.line <= unit.lastLine);
    const innermost = around.find(({ kind }) => kind !== 'file');
    const unit = innermost?.name ?? '';
    const code = innermost?.fingerprint ?? this.#file.digest;
    const isInside = ({ line }: At): boolean => innermost === undefined || (innermost.place.line <= line && line <= innermost.lastLine);
    const rank = this.#places.filter(isInside).findIndex(({ line, column }) => line === gap.line && column === gap.column);
    const fingerprint = sha256(canonicalJson([gap.path, unit, code, rank, gap.what]));
    const tagged = around.find(({ implements: tags }) => tags.length > 0);
    const requirements = idsOf(tagged === undefined ? this.#units : [tagged]);
    const atDecision = casesAt(this.#file, gap);
    const cases = atDecision.length > 0 ? atDecision : this.#casesInside(isInside);
    return { unit, code, fingerprint, requirements, cases: cases.filter((id) => id !== '') };
  }

  #casesInside(isInside: (place: At) => boolean): readonly string[] {
    return [...new Set(this.#file.points.filter(isInside).flatMap(({ cases }) => cases))].sort();
  }
}

function lengthOf({ place, lastLine }: CodeUnit): number {
  return lastLine - place.line;
}

function idsOf(units: readonly CodeUnit[]): readonly string[] {
  return [...new Set(units.flatMap((unit) => unit.implements.map(({ id }) => id)))].sort();
}

function distinct(places: readonly At[]): readonly At[] {
  const known = new Map(places.map((place) => [`${place.line}:${place.column}`, place]));
  return [...known.values()].sort((a, b) => a.line - b.line || a.column - b.column);
}
