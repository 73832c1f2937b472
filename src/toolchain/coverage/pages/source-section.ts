import type { FileCoverage } from '../report/file-coverage.js';
import { requirementsOf } from './decision-section.js';
import { escaped, type Mark, markOf } from './page-frame.js';
import { openIn, type PagesInput } from './pages-input.js';

/** What is known of a line: whether something on it is reached, and by which test cases. */
interface LineFacts {
  isReached: boolean;
  isMeasured: boolean;
  readonly cases: Set<string>;
}

/**
 * The source with a mark for each line and the set of requirements whose tests reach it. Sets are numbered and listed once, because lines
 * share them.
 * @implements LLR-COV-051
 */
export function sourceSection(input: PagesInput, file: FileCoverage): string {
  const open = new Set(openIn(input, file.path).map(({ gap }) => gap.line));
  const resolved = new Set(input.gapsOf(file.path).map(({ gap }) => gap.line));
  const facts = lineFacts(file);
  const sets = new Map<string, { readonly number: number; readonly requirements: readonly string[]; readonly casesCount: number }>();
  const rows = input
    .textOf(file.path)
    .split(/\r?\n/)
    .map((text, index) => {
      const line = index + 1;
      const known = facts.get(line);
      const mark = markFor(known, open.has(line), resolved.has(line));
      return `<tr id="l${line}"${open.has(line) ? ' class="gap"' : ''}><td class="line"><a href="#l${line}">${line}</a></td><td class="mark ${mark}">${shapes[mark]}</td><td class="by">${setLink(input, known, sets)}</td><td class="text">${escaped(text)}</td></tr>`;
    });
  const listed = [...sets.values()].map(
    ({ number, requirements, casesCount }) =>
      `<li id="r${number}">${requirements.length === 0 ? 'loading of the code, outside of test cases' : requirements.map(escaped).join(', ')} <span class="soft">(${casesCount} test ${casesCount === 1 ? 'case' : 'cases'})</span></li>`,
  );
  return `<section aria-labelledby="source"><h2 id="source">Source</h2>
<p class="legend">${markOf('met', 'reached')} ${markOf('not-met', 'has an open gap')} ${markOf('awaiting', 'resolved by analysis')} <span class="soft">no mark: nothing is measured on the line. The number links the requirements whose tests reach it.</span></p>
<div class="wide" tabindex="0" role="region" aria-label="Source text"><table class="source"><tbody>
${rows.join('\n')}
</tbody></table></div></section>
${listed.length === 0 ? '' : `<section aria-labelledby="sets"><h2 id="sets">Requirements whose tests reach the lines</h2><ol>${listed.join('\n')}</ol></section>`}`;
}

const shapes: Readonly<Record<Mark, string>> = {
  met: '<span role="img" aria-label="reached">✓</span>',
  'not-met': '<span role="img" aria-label="open gap">✗</span>',
  awaiting: '<span role="img" aria-label="resolved by analysis">◐</span>',
  unknown: '',
  none: '',
};

function markFor(facts: LineFacts | undefined, isOpen: boolean, isResolved: boolean): Mark {
  if (isOpen) return 'not-met';
  if (isResolved) return 'awaiting';
  return facts?.isReached === true ? 'met' : 'none';
}

function lineFacts({ points, decisions }: FileCoverage): ReadonlyMap<number, LineFacts> {
  const found = new Map<number, LineFacts>();
  const at = (line: number): LineFacts => {
    const facts = found.get(line) ?? { isReached: false, isMeasured: true, cases: new Set<string>() };
    found.set(line, facts);
    return facts;
  };
  const note = (line: number, cases: readonly string[], isReached: boolean): void => {
    const facts = at(line);
    if (isReached) facts.isReached = true;
    for (const id of cases) facts.cases.add(id);
  };
  for (const { line, cases, isReached } of points) note(line, cases, isReached);
  for (const { source, vectors } of decisions) for (const { cases } of vectors) note(source.line, cases, true);
  return found;
}

type Sets = Map<string, { readonly number: number; readonly requirements: readonly string[]; readonly casesCount: number }>;

function setLink(input: PagesInput, facts: LineFacts | undefined, sets: Sets): string {
  if (facts === undefined || facts.cases.size === 0) return '';
  const cases = [...facts.cases].filter((id) => id !== '').sort();
  const requirements = requirementsOf(input, cases);
  const key = `${requirements.join()} ${cases.length}`;
  const set = sets.get(key) ?? { number: sets.size + 1, requirements, casesCount: cases.length };
  sets.set(key, set);
  return `<a href="#r${set.number}">${requirements.length === 0 ? 'loading' : `${requirements.length} req.`}</a>`;
}
