import { compareDiagnostics, compareText, type Diagnostic } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import { type ImportCode, importFinding } from './import-finding.js';
import type { ImportedCoverage, ImportedDecision, ImportedFile, ImportedUnknown, ImportedWay } from './imported-coverage.generated.js';

/**
 * Coverage of several files as one, as of one run after the other.
 * @implements LLR-CVI-010
 */
export function mergedCoverage(all: readonly ImportedCoverage[]): Read<ImportedCoverage> {
  const { value, diagnostics } = mergedFiles(
    all.flatMap(({ files }) => files),
    '',
  );
  return { value: { format: 'ampel360-coverage/1', sources: all.flatMap(({ sources }) => sources), files: [...value] }, diagnostics };
}

/**
 * Files of the same path as one: counts are added, effects of conditions are united, what is unknown in one stays so. Where one text
 * cannot have given both, the first is kept and the other is a finding.
 * @param name file that the findings name; the path of the source file where it is empty
 * @implements LLR-CVI-010
 */
export function mergedFiles(files: readonly ImportedFile[], name: string): Read<readonly ImportedFile[]> {
  const byPath = new Map<string, ImportedFile[]>();
  for (const file of files) {
    const same = byPath.get(file.path);
    if (same === undefined) byPath.set(file.path, [file]);
    else same.push(file);
  }
  const diagnostics: Diagnostic[] = [];
  const merged = [...byPath].map(([path, same]) => {
    const conflicts = new Set<string>();
    const one = mergedFile(same, (line, what) => conflicts.add(`${line}:${what}`));
    for (const conflict of [...conflicts].slice(0, conflictsMaximum)) {
      const [line, ...what] = conflict.split(':');
      const code: ImportCode = 'CVI-107';
      diagnostics.push(
        importFinding(code, `${path}:${line}: ${what.join(':')}`, {
          path: name === '' ? path : name,
          line: name === '' ? Number(line) : 1,
        }),
      );
    }
    return one;
  });
  return { value: merged.sort((a, b) => compareText(a.path, b.path)), diagnostics: diagnostics.sort(compareDiagnostics) };
}

/** Most conflicts of one file that are named. */
const conflictsMaximum = 20;

type Conflict = (line: number, what: string) => void;

function mergedFile(files: readonly ImportedFile[], conflict: Conflict): ImportedFile {
  const first = files[0] as ImportedFile;
  const same = files.filter(({ unit, digest }) => {
    const isSame = unit === first.unit && (digest ?? first.digest) === (first.digest ?? digest);
    if (!isSame) conflict(1, unit === first.unit ? 'two imports are of different texts' : 'one import counts lines, another statements');
    return isSame;
  });
  const digest = same.find((file) => file.digest !== undefined)?.digest;
  return {
    path: first.path,
    roots: [...new Set(same.flatMap(({ roots }) => roots))],
    ...(digest === undefined ? {} : { digest }),
    unit: first.unit,
    statements: united(
      same.flatMap((file) => file.statements),
      ({ line, column }) => `${line}:${column}`,
      (a, b) => {
        if ((a.checksum ?? b.checksum) !== (b.checksum ?? a.checksum)) {
          conflict(a.line, 'two imports have different checksums of the line');
          return a;
        }
        const { isPartial, ...rest } = { ...b, ...a, ...counted(a, b) };
        const isWhole = (a.count > 0 && a.isPartial !== true) || (b.count > 0 && b.isPartial !== true);
        return isWhole || (a.isPartial ?? b.isPartial) !== true ? rest : { ...rest, isPartial: true as const };
      },
    ),
    functions: united(
      same.flatMap((file) => file.functions),
      ({ name, line }) => `${line}:${name}`,
      (a, b) => ({ ...a, ...counted(a, b) }),
    ),
    branches: united(
      inOrder(same, (file) => file.branches),
      ({ key }) => key,
      ({ key, item: a }, { item: b }) => {
        if (a.ways.length !== b.ways.length) conflict(a.line, `one import has ${a.ways.length} ways, another ${b.ways.length}`);
        return {
          key,
          item: a.ways.length === b.ways.length ? { ...a, ways: a.ways.map((way, index) => unitedWay(way, b.ways[index])) } : a,
        };
      },
    ).map(({ item }) => item),
    decisions: united(
      inOrder(same, (file) => file.decisions),
      ({ key }) => key,
      ({ key, item: a }, { item: b }) => {
        const isSame = a.conditions.length === b.conditions.length;
        if (!isSame) conflict(a.line, `one import has ${a.conditions.length} conditions, another ${b.conditions.length}`);
        return { key, item: isSame ? unitedDecision(a, b) : a };
      },
    ).map(({ item }) => item),
    unknown: united(
      same.flatMap((file) => file.unknown),
      ({ measure, line, why }: ImportedUnknown) => `${measure} ${line} ${why}`,
      (a) => a,
    ),
  };
}

/** Items with the same key as one, in the order of their lines and columns. */
function united<T>(items: readonly T[], keyOf: (item: T) => string, both: (a: T, b: T) => T): T[] {
  const byKey = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    const present = byKey.get(key);
    byKey.set(key, present === undefined ? item : both(present, item));
  }
  return [...byKey.values()].sort((a, b) => lineOf(a) - lineOf(b) || columnOf(a) - columnOf(b));
}

interface Keyed<T> {
  readonly key: string;
  readonly item: T;
}

/** Branches and decisions by function, place, and their turn among those of the same place in one file. */
function inOrder<T extends { readonly line: number; readonly column: number; readonly scope: string }>(
  files: readonly ImportedFile[],
  of: (file: ImportedFile) => readonly T[],
): readonly Keyed<T>[] {
  return files.flatMap((file) => {
    const turns = new Map<string, number>();
    return of(file).map((item) => {
      const place = `${item.line}:${item.column}:${item.scope}`;
      const turn = (turns.get(place) ?? 0) + 1;
      turns.set(place, turn);
      return { key: `${turn}:${place}`, item };
    });
  });
}

function lineOf(item: unknown): number {
  const { line, item: inner } = item as { readonly line?: number; readonly item?: { readonly line: number } };
  return line ?? inner?.line ?? 0;
}

function columnOf(item: unknown): number {
  const { column, item: inner } = item as { readonly column?: number; readonly item?: { readonly column: number } };
  return column ?? inner?.column ?? 0;
}

function counted(
  a: { readonly count: number; readonly cases?: string[] | undefined },
  b: typeof a,
): { readonly count: number; readonly cases?: string[] } {
  const count = Math.min(a.count + b.count, Number.MAX_SAFE_INTEGER);
  const cases = [...new Set([...(a.cases ?? []), ...(b.cases ?? [])])].sort();
  return cases.length === 0 ? { count } : { count, cases };
}

function unitedWay(a: ImportedWay, b: ImportedWay | undefined): ImportedWay {
  return b === undefined ? a : { ...a, ...counted(a, b) };
}

/** What was shown in one run is shown in both; a criterion that differs is stated by neither. */
function unitedDecision(a: ImportedDecision, b: ImportedDecision): ImportedDecision {
  const conditions = a.conditions.map((condition, index) => ({
    ...condition,
    shownTrue: condition.shownTrue || b.conditions[index]?.shownTrue === true,
    shownFalse: condition.shownFalse || b.conditions[index]?.shownFalse === true,
  }));
  return { ...a, criterion: a.criterion === b.criterion ? a.criterion : 'unstated', conditions };
}
