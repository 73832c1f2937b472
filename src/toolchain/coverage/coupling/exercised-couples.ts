import { compareText, type Diagnostic } from '../../../kernel/diagnostic.js';
import type { FileCoverage } from '../report/file-coverage.js';
import type { Architecture } from './architecture.js';
import type { Couple, Evidence } from './couple.js';

/** A couple with the test cases that exercise it. */
export interface ExercisedCouple extends Couple {
  readonly cases: readonly string[];
  /** Whether the architecture declares that the one component may use the other. */
  readonly isDeclared: boolean;
}

/**
 * The couples with the test cases that show all of their evidence; what runs outside a test case exercises nothing. A couple is declared
 * when one of its components may use the other: results and callbacks go against the direction of use.
 * @implements LLR-COV-065
 */
export function exercisedCouples(
  couples: readonly Couple[],
  coverages: readonly FileCoverage[],
  { components }: Architecture,
): readonly ExercisedCouple[] {
  const casesOf = evidenceCases(coverages);
  const uses = new Map(components.map((component) => [component.name, new Set(component.uses)]));
  return couples.map((couple) => {
    const [first = new Set<string>(), ...rest] = couple.evidence.map(casesOf);
    const cases = [...first].filter((id) => id !== '' && rest.every((other) => other.has(id))).sort(compareText);
    const { how, from, to } = couple;
    const isBackward = how === 'result' || how === 'callback' || how === 'variable' || how === 'property';
    const isDeclared = uses.get(from)?.has(to) === true || (isBackward && uses.get(to)?.has(from) === true);
    return { ...couple, cases, isDeclared };
  });
}

/** The test cases that show a piece of evidence. */
function evidenceCases(coverages: readonly FileCoverage[]): (evidence: Evidence) => ReadonlySet<string> {
  const found = new Map<string, Set<string>>();
  const add = (key: string, cases: readonly string[]): void => {
    const present = found.get(key) ?? new Set();
    found.set(key, present);
    for (const id of cases) present.add(id);
  };
  for (const { path, points, decisions } of coverages) {
    for (const { kind, what, line, column, cases } of points) {
      add(`${kind === 'branch' ? what : kind} ${path}:${line}:${column}`, cases);
      if (kind === 'statement') add(`file ${path}:1:1`, cases);
    }
    for (const { source, vectors } of decisions) {
      for (const { values, outcome, cases } of vectors) {
        add(`${outcome} ${path}:${source.line}:${source.column}`, cases);
        source.conditions.forEach(({ line, column }, index) => {
          if (values[index] !== '-') add(`condition ${path}:${line}:${column}`, cases);
        });
      }
    }
  }
  const none = new Set<string>();
  return (evidence) => {
    const { kind, path, line, column } = evidence;
    const what = kind === 'point' ? evidence.what : kind === 'outcome' ? `${evidence.outcome}` : 'condition';
    return found.get(`${what} ${path}:${line}:${column}`) ?? none;
  };
}

/**
 * A finding, COV-304, for each pair of components that the code couples and the architecture does not, with the first place.
 * @implements LLR-COV-065
 */
export function undeclaredCouples(couples: readonly ExercisedCouple[]): readonly Diagnostic[] {
  const found = new Map<string, { readonly couple: ExercisedCouple; count: number }>();
  for (const couple of couples) {
    if (couple.isDeclared) continue;
    const key = JSON.stringify([couple.from, couple.to].sort());
    const present = found.get(key);
    if (present === undefined) found.set(key, { couple, count: 1 });
    else present.count += 1;
  }
  return [...found.values()].map(({ couple, count }) => ({
    code: 'COV-304',
    severity: 'error',
    message: `${couple.from} and ${couple.to} are coupled ${count} times, first by ${couple.how} ${couple.name}`,
    place: couple.place,
    why: 'the architecture declares no use between them',
    fix: `remove the couple, or add ${couple.to} to what ${couple.from} uses after review`,
  }));
}
