import { printableText } from '../../../kernel/diagnostic.js';
import type { IndependencePair } from '../analysis/independence.js';
import type { DecisionResult, FileCoverage } from './file-coverage.js';

/** Most test cases that are named for one run. */
const casesListed = 3;

/**
 * For each condition of each decision the two runs that show it, with their test cases and the requirements these verify; `no case` is a
 * run outside of test cases.
 * @implements LLR-COV-016
 */
export function pairsText(files: readonly FileCoverage[], requirementsOf: (testCase: string) => readonly string[]): string {
  const lines: string[] = [];
  for (const { path, decisions } of files) {
    for (const decision of decisions) {
      if (decision.kind !== 'decision' || decision.conditions.length < 2) continue;
      lines.push(shortened(`${path}:${decision.source.line}:${decision.source.column} ${decision.source.text}`, 100));
      for (const { text, masking, uniqueCause } of decision.conditions) {
        const how = masking === undefined ? 'not shown' : uniqueCause === undefined ? 'by masking' : 'by unique cause';
        lines.push(shortened(`  ${text}: ${how}`, 100));
        const pair = uniqueCause ?? masking;
        if (pair !== undefined) lines.push(...pairLines(decision, pair, requirementsOf));
      }
    }
  }
  return lines.map((line) => `${line}\n`).join('');
}

function pairLines(
  { vectors }: DecisionResult,
  { whenTrue, whenFalse }: IndependencePair,
  requirementsOf: (testCase: string) => readonly string[],
): readonly string[] {
  return [whenTrue, whenFalse].map((place) => {
    const { values = '', outcome = false, cases = [] } = vectors[place] ?? {};
    const named = cases.slice(0, casesListed).map((id) => (id === '' ? 'no case' : [id, ...requirementsOf(id)].join(' ')));
    const more = cases.length > casesListed ? `, and ${cases.length - casesListed} more` : '';
    return shortened(`    ${values} ${outcome ? 'true ' : 'false'} ${named.join(', ')}${more}`, 100);
  });
}

function shortened(text: string, length: number): string {
  const printable = printableText(text);
  return printable.length > length ? `${printable.slice(0, length - 1)}…` : printable;
}
