import type { IndependencePair } from '../analysis/independence.js';
import type { DecisionResult } from '../report/file-coverage.js';
import { escaped, fewOf, markOf } from './page-frame.js';
import type { PagesInput } from './pages-input.js';

/** Test cases and requirements that are named in one cell. */
const namedMaximum = 3;
/** Vectors of one decision that are shown. */
const vectorsMaximum = 64;

/**
 * A decision of several conditions with its truth table as seen, by test case and requirement, and for each condition the two runs that
 * show it or what would.
 * @implements LLR-COV-051
 */
export function decisionSection(input: PagesInput, decision: DecisionResult): string {
  const { source, vectors, conditions, kind } = decision;
  const shown = vectors.slice(0, vectorsMaximum);
  const heads = source.conditions
    .map(({ text }, index) => `<th scope="col" class="v" title="${escaped(text)}">${letterOf(index)}</th>`)
    .join('');
  const rows = shown.map(
    ({ values, outcome, cases }, place) =>
      `<tr><th scope="row" class="n">${place + 1}</th>${[...values].map((value) => `<td class="v">${value}</td>`).join('')}<td class="v">${outcome ? 'T' : 'F'}</td><td>${casesText(cases)}</td><td>${fewOf(requirementsOf(input, cases), namedMaximum)}</td></tr>`,
  );
  const more = vectors.length > shown.length ? `<p class="note">and ${vectors.length - shown.length} more vectors</p>` : '';
  const table =
    vectors.length === 0
      ? '<p class="note">No counted test case evaluates it.</p>'
      : `<div class="wide" tabindex="0" role="region" aria-label="Vectors"><table class="vectors"><thead><tr><th scope="col" class="n">Run</th>${heads}<th scope="col" class="v">Gives</th><th scope="col">Test cases</th><th scope="col">Requirements</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>${more}`;
  const list = source.conditions.map(({ text }, index) => {
    const state = kind === 'decision' ? conditionState(conditions[index]) : '';
    return `<li><code>${letterOf(index)} = ${escaped(text)}</code>${state === '' ? '' : `: ${state}`}</li>`;
  });
  const what = kind === 'selection' ? '<p class="note">It selects a value: its ways are branches, and MC/DC does not apply.</p>' : '';
  return `<section><h3 id="d${source.line}-${source.column}"><a href="#l${source.line}">Line ${source.line}</a> <code>${escaped(source.text)}</code></h3>${what}<ul>${list.join('')}</ul>${table}</section>`;
}

/** A, B, …, Z, A1, B1, … */
function letterOf(index: number): string {
  return `${String.fromCharCode(65 + (index % 26))}${index < 26 ? '' : Math.floor(index / 26)}`;
}

function conditionState(condition: DecisionResult['conditions'][number] | undefined): string {
  if (condition === undefined) return '';
  const { masking, uniqueCause, closing } = condition;
  const runs = (pair: IndependencePair): string => `runs ${pair.whenTrue + 1} and ${pair.whenFalse + 1}`;
  if (uniqueCause !== undefined) return `${markOf('met', `shown by ${runs(uniqueCause)}`)} (unique cause)`;
  if (masking !== undefined) return `${markOf('met', `shown by ${runs(masking)}`)} (masking)`;
  const would =
    closing?.kind === 'vectors'
      ? `needs ${closing.vectors.map(({ values, outcome }) => `<code>${values}</code> giving ${outcome ? 'T' : 'F'}`).join(' and ')}`
      : closing?.kind === 'impossible'
        ? 'coupled conditions leave no such runs'
        : 'no such runs were found';
  return `${markOf('not-met', 'not shown')}, ${would}`;
}

function casesText(cases: readonly string[]): string {
  const named = cases.filter((id) => id !== '');
  return fewOf(named.length < cases.length ? [...named, 'outside of cases'] : named, namedMaximum);
}

/**
 * The requirements that test cases verify, sorted.
 * @implements LLR-COV-051
 */
export function requirementsOf(input: Pick<PagesInput, 'requirementsOf'>, cases: readonly string[]): readonly string[] {
  return [...new Set(cases.flatMap((id) => input.requirementsOf(id)))].sort();
}
