import { Z3Solver } from '../../../adapters/z3-solver.js';
import type { Solver } from '../../../ports/solver.js';
import type { AnalysedCoverage } from '../../../toolchain/coverage/evidence/coverage-analysis.js';
import type { ComponentOutcome, RecordedGap } from '../../../toolchain/coverage/evidence/outcome.js';
import type { DecisionResult } from '../../../toolchain/coverage/report/file-coverage.js';
import { type MissingPart, type SolvedGap, solvedGap } from '../../../toolchain/coverage/solving/solve-gap.js';

/**
 * What a solver finds for the open gaps of components whose decisions compare numbers, by fingerprint of the gap.
 * @implements LLR-COV-052
 */
export async function solvedGaps(
  { files }: AnalysedCoverage,
  components: readonly ComponentOutcome[],
  solver: Solver = new Z3Solver(),
): Promise<ReadonlyMap<string, SolvedGap>> {
  const fileOf = new Map(files.map((file) => [file.path, file]));
  const found = new Map<string, SolvedGap>();
  try {
    for (const gap of components.flatMap((component) => component.open)) {
      for (const decision of fileOf.get(gap.path)?.decisions ?? []) {
        const missing = missingPart(decision, gap);
        const solved = missing === undefined ? undefined : await solvedGap(decision.source, missing, solver);
        if (solved !== undefined) found.set(gap.fingerprint, solved);
      }
    }
  } finally {
    await solver.close();
  }
  return found;
}

/** What a gap says of a decision; undefined when it speaks of another one. */
function missingPart({ source, kind, conditions }: DecisionResult, { line, column, what }: RecordedGap): MissingPart | undefined {
  if (kind !== 'decision') return undefined;
  if (source.line === line && source.column === column) {
    if (what === `never true: ${source.text}`) return { outcome: true };
    if (what === `never false: ${source.text}`) return { outcome: false };
  }
  const condition = source.conditions.findIndex((one) => one.line === line && one.column === column);
  const isShown = condition === -1 || conditions[condition]?.masking !== undefined;
  return isShown || !what.startsWith('independent effect of ') ? undefined : { condition };
}

/**
 * What was found, in words.
 * @implements LLR-COV-052
 */
export function solvedText(solved: SolvedGap): string {
  if (solved.kind === 'unknown') return `by solver: unknown, ${solved.reason}`;
  if (solved.kind === 'none') {
    const whose = solved.for === 'any' ? 'primitive values' : 'numbers (other types were not ruled out)';
    return `by solver: no ${whose} close it, unless a getter or object gives another value at each read`;
  }
  const runs = solved.runs.map(({ values, outcome, operands }) => {
    const given = operands.map(({ text, value }) => `${text} = ${value}`).join(', ');
    return `${given} gives ${values} (${outcome})`;
  });
  return `by solver: ${runs.join('; ')}`;
}
