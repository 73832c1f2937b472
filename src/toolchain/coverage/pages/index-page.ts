import { compareText } from '../../../kernel/diagnostic.js';
import { type Measures, measuresOf, totalOf } from '../report/coverage-summary.js';
import { escaped, filePageName, type Mark, markOf, pageFrame, tallyText } from './page-frame.js';
import { openIn, type PagesComponent, type PagesInput } from './pages-input.js';

/** Files that are named as those to begin with. */
const firstFiles = 3;

/**
 * The first page: where each component stands against its level, what to do next, and each file with what it lacks, most first.
 * @implements LLR-COV-051
 */
export function coverageIndexPage(input: PagesInput): string {
  const errors = input.findings.filter(({ severity }) => severity === 'error');
  const open = input.components.reduce((sum, component) => sum + openCount(input, component), 0);
  const isMet = errors.length === 0 && open === 0 && input.components.length > 0;
  const verdict: readonly [Mark, string] = isMet
    ? ['met', 'Each component is covered at its level']
    : errors.length > 0
      ? ['unknown', `Unknown: ${errors.length} findings make the measurement incomplete`]
      : ['not-met', `${open} ${open === 1 ? 'gap is' : 'gaps are'} open`];
  return pageFrame(
    `${input.project} — structural coverage`,
    `<p class="crumbs">Structural coverage</p>
<h1>${escaped(input.project)}</h1>
<p class="verdict ${verdict[0]}">${markOf(...verdict)}</p>
<p class="soft">${escaped(input.scope)}. Counted is what test cases reach that passed and verify a requirement.</p>
${findingsSection(input)}
<section aria-labelledby="components"><h2 id="components">Components against their level</h2>
<p class="note">Level A asks for statements, decisions and MC/DC by masking, B for statements and decisions, C for statements; A and B also for each entry and exit.</p>
<div class="wide" tabindex="0" role="region" aria-label="Components">
<table><thead><tr><th scope="col">Component</th><th scope="col">Level</th>${measureHeads}<th scope="col" class="n">Open gaps</th><th scope="col" class="n">Resolved</th><th scope="col">State</th></tr></thead><tbody>
${input.components.map((component) => componentRow(input, component, errors.length > 0)).join('\n')}
</tbody></table></div></section>
${nextSection(input)}
${input.components.map((component) => filesSection(input, component)).join('\n')}`,
  );
}

const measureHeads = ['Statements', 'In and out', 'Decisions', 'MC/DC', 'Unique cause']
  .map((head) => `<th scope="col" class="n">${head}</th>`)
  .join('');

function measureCells({ statements, entriesAndExits, decisions, masking, uniqueCause }: Measures): string {
  return [statements, entriesAndExits, decisions, masking, uniqueCause].map((tally) => `<td class="n">${tallyText(tally)}</td>`).join('');
}

function openCount(input: PagesInput, { files }: PagesComponent): number {
  return files.reduce((sum, { path }) => sum + openIn(input, path).length, 0);
}

function componentRow(input: PagesInput, component: PagesComponent, isUnknown: boolean): string {
  const open = openCount(input, component);
  const all = component.files.reduce((sum, { path }) => sum + input.gapsOf(path).length, 0);
  const late = component.isEnforced ? '' : ', not yet enforced';
  const state: readonly [Mark, string] = isUnknown
    ? ['unknown', `unknown${late}`]
    : open === 0
      ? ['met', 'covered']
      : component.isEnforced
        ? ['not-met', 'not covered']
        : ['awaiting', 'not covered, not yet enforced'];
  const cells = measureCells(totalOf(component.files.map(measuresOf)));
  return `<tr><th scope="row"><a href="#${anchorOf(input, component)}">${escaped(component.name)}</a></th><td>${component.level}</td>${cells}<td class="n">${open}</td><td class="n">${all - open}</td><td>${markOf(...state)}</td></tr>`;
}

function anchorOf({ components }: PagesInput, component: PagesComponent): string {
  return `component-${components.indexOf(component) + 1}`;
}

function nextSection(input: PagesInput): string {
  const files = input.components.flatMap((component) => component.files.map(({ path }) => ({ path, open: openIn(input, path).length })));
  const worst = files.filter(({ open }) => open > 0).sort((a, b) => b.open - a.open || compareText(a.path, b.path));
  if (worst.length === 0) return '';
  const items = worst
    .slice(0, firstFiles)
    .map(
      ({ path, open }) =>
        `<li><a class="path" href="${filePageName(path)}">${escaped(path)}</a>: ${open} open ${open === 1 ? 'gap' : 'gaps'}</li>`,
    );
  return `<section aria-labelledby="next"><h2 id="next">What to do next</h2><p>Begin where most is missing. Each gap says which requirement's tests do not show it and what would close it.</p><ol>${items.join('')}</ol></section>`;
}

function filesSection(input: PagesInput, component: PagesComponent): string {
  const rows = component.files
    .map((file) => ({ file, open: openIn(input, file.path).length, all: input.gapsOf(file.path).length }))
    .sort((a, b) => b.open - a.open || compareText(a.file.path, b.file.path))
    .map(
      ({ file, open, all }) =>
        `<tr><th scope="row"><a class="path" href="${filePageName(file.path)}">${escaped(file.path)}</a></th>${measureCells(measuresOf(file))}<td class="n">${open}</td><td class="n">${all - open}</td></tr>`,
    );
  return `<section aria-labelledby="${anchorOf(input, component)}"><h2 id="${anchorOf(input, component)}">${escaped(component.name)}, level ${component.level}</h2>
<div class="wide" tabindex="0" role="region" aria-label="Files of ${escaped(component.name)}"><table><thead><tr><th scope="col">File</th>${measureHeads}<th scope="col" class="n">Open gaps</th><th scope="col" class="n">Resolved</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div></section>`;
}

function findingsSection({ findings }: PagesInput): string {
  if (findings.length === 0) return '';
  const rows = findings.map(
    ({ code, message, path, line, fix }) =>
      `<tr><td>${escaped(code)}</td><td>${escaped(message)}</td><td class="path">${escaped(path)}:${line}</td><td>${escaped(fix)}</td></tr>`,
  );
  return `<section aria-labelledby="findings"><h2 id="findings">Findings on the measurement</h2><div class="wide" tabindex="0" role="region" aria-label="Findings"><table><thead><tr><th scope="col">Code</th><th scope="col">Finding</th><th scope="col">Place</th><th scope="col">How to mend it</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></div></section>`;
}
