import type { WeighedGap } from '../evidence/justifications.js';
import { measuresOf } from '../report/coverage-summary.js';
import type { FileCoverage } from '../report/file-coverage.js';
import { decisionSection } from './decision-section.js';
import { escaped, fewOf, markOf, pageFrame, tallyText } from './page-frame.js';
import { openIn, type PagesComponent, type PagesInput } from './pages-input.js';
import { sourceSection } from './source-section.js';

/**
 * The page of one source file: gaps first, those that are resolved with their argument, the decisions with their runs, and the source with
 * what reaches each line.
 * @implements LLR-COV-051
 */
export function coverageFilePage(input: PagesInput, component: PagesComponent, file: FileCoverage): string {
  const { path, digest, decisions } = file;
  const { statements, entriesAndExits, decisions: outcomes, masking, uniqueCause } = measuresOf(file);
  const open = openIn(input, path);
  const resolved = input.gapsOf(path).filter(({ shortcoming }) => shortcoming === '');
  const several = decisions.filter(({ source, kind }) => source.conditions.length > 1 && kind !== 'too-large');
  const figures = [
    ['statements', statements],
    ['in and out', entriesAndExits],
    ['decisions', outcomes],
    ['MC/DC', masking],
    ['unique cause', uniqueCause],
  ] as const;
  return pageFrame(
    `${path} — structural coverage`,
    `<p class="crumbs"><a href="../index.html">Structural coverage</a> · ${escaped(component.name)}, level ${component.level}</p>
<h1 class="path">${escaped(path)}</h1>
<p>${open.length === 0 ? markOf('met', 'no gap is open') : markOf(component.isEnforced ? 'not-met' : 'awaiting', `${open.length} open ${open.length === 1 ? 'gap' : 'gaps'}`)} · ${figures.map(([name, tally]) => `${name} ${tallyText(tally)}`).join(' · ')}</p>
<p class="soft">SHA-256 <code>${digest}</code></p>
${gapsSection('Open gaps', open, input)}
${gapsSection('Gaps resolved by analysis', resolved, input)}
${several.length === 0 ? '' : `<h2 id="decisions">Decisions of several conditions</h2>\n<p class="note">T true, F false, - not evaluated, * free.</p>\n${several.map((decision) => decisionSection(input, decision)).join('\n')}`}
${sourceSection(input, file)}`,
  );
}

/** Gaps of one line share its source and what stands near it. */
function gapsSection(title: string, gaps: readonly WeighedGap[], input: PagesInput): string {
  if (gaps.length === 0) return '';
  const byLine = new Map<number, WeighedGap[]>();
  for (const one of gaps) byLine.set(one.gap.line, [...(byLine.get(one.gap.line) ?? []), one]);
  const items = [...byLine].map(([line, own]) => lineItem(line, own, input));
  return `<section aria-label="${title}"><h2>${title}</h2><ul class="gaps">${items.join('\n')}</ul></section>`;
}

function lineItem(line: number, gaps: readonly WeighedGap[], input: PagesInput): string {
  const [{ gap: first }] = gaps as readonly [WeighedGap];
  const source = (input.textOf(first.path).split('\n')[line - 1] ?? '').trim();
  const whose =
    first.requirements.length === 0 ? 'No requirement is named for this code' : `Not shown by the tests of ${fewOf(first.requirements, 5)}`;
  const cases = [...new Set(gaps.flatMap(({ gap }) => gap.cases))].sort();
  const near = cases.length === 0 ? 'no counted test case comes near' : `near it: ${fewOf(cases, 3)}`;
  const list = gaps.map((gap) => gapItem(gap)).join('');
  return `<li><a href="#l${line}">Line ${line}</a> <span class="soft">${whose}; ${near}</span><pre>${escaped(source)}</pre><ul>${list}</ul></li>`;
}

function gapItem({ gap, justification, shortcoming }: WeighedGap): string {
  const others =
    gap.uncountedCases.length === 0
      ? ''
      : `<span class="more">Reached only by ${fewOf(gap.uncountedCases, 5)}, which did not pass or verifies no requirement</span>`;
  const close = gap.remedy === '' ? '' : `<span class="more">To close it: ${escaped(gap.remedy)}</span>`;
  const record = justification === undefined ? '' : recordOf(justification, shortcoming);
  const state = justification === undefined ? ` ${markOf('not-met', 'unclassified')}` : '';
  return `<li>${escaped(gap.what)} <span class="soft">column ${gap.column}</span>${state}${others}${close}${record}</li>`;
}

function recordOf(entry: NonNullable<WeighedGap['justification']>, shortcoming: string): string {
  const state =
    shortcoming === '' ? markOf('met', `resolved: ${entry.class}`) : `${markOf('awaiting', entry.class)}: ${escaped(shortcoming)}`;
  const { argument, author, reviewer, mechanism, verifiedBy, problemReport, baseline } = entry;
  const rest = [
    mechanism === undefined ? '' : `Mechanism: ${mechanism}`,
    verifiedBy === undefined ? '' : `Verified by ${verifiedBy.join(', ')}`,
    problemReport === undefined ? '' : `Problem report ${problemReport}`,
    `Author ${author}, reviewer ${reviewer ?? 'none yet'}${baseline === undefined ? '' : `, at ${baseline.slice(0, 12)}`}`,
  ].filter((text) => text !== '');
  return `<p>${state}</p><p>${escaped(argument)}</p><span class="more">${rest.map(escaped).join('. ')}</span>`;
}
