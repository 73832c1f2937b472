import { normalText } from '../../kernel/normal-text.js';
import type { Requirement } from '../requirements/model.js';
import type { TraceGraph } from './graph.js';
import type { RuleFinding } from './rule.js';

/**
 * Reports each requirement of which `problemOf` says something: what is unclear, and how to mend it.
 * @implements LLR-TRC-013
 */
export function reportWording(
  graph: TraceGraph,
  report: (finding: RuleFinding) => void,
  problemOf: (requirement: Requirement) => { readonly says: string; readonly fix: string } | undefined,
): void {
  for (const requirement of graph.requirements) {
    const problem = problemOf(requirement);
    if (problem === undefined) continue;
    report({ message: `${requirement.id} ${problem.says}`, place: requirement.place, fix: problem.fix, subjects: [requirement.id] });
  }
}

/**
 * Matches of a pattern with the global flag, each once, in order; a line break inside a phrase counts as a blank.
 * @implements LLR-TRC-013
 */
export function wordsIn(text: string, pattern: RegExp): readonly string[] {
  return [...new Set(normalText(text).match(pattern) ?? [])];
}

/**
 * `"a", "b"`, for messages.
 * @implements LLR-TRC-013
 */
export function quotedList(words: readonly string[]): string {
  return words.map((word) => `"${word}"`).join(', ');
}
