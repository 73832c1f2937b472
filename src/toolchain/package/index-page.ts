import type { Diagnostic } from '../../kernel/diagnostic.js';
import type { GateResult } from '../trace/gate.js';
import type { ModuleStatus } from '../trace/module-status.js';
import { indexPageStyle } from './index-page-style.js';
import type { VerificationSummary } from './summary.js';

/** What the first page of a package shows. */
export interface IndexPageInput {
  readonly project: string;
  readonly commit: string;
  readonly commitDate: string;
  readonly toolVersion: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly gate: GateResult;
  readonly summary: VerificationSummary;
  readonly reasons: readonly string[];
  readonly nextSteps: readonly string[];
  readonly topLevel: string;
  readonly modules: readonly ModuleStatus[];
  /** Module code → title for people; empty where none is configured. */
  readonly moduleTitles: Readonly<Record<string, string>>;
  readonly procedures: readonly {
    readonly id: string;
    readonly method: string;
    readonly records: number;
    readonly current: number;
    readonly passed: number;
    readonly repeat: string;
  }[];
  /** Where the components of structural coverage stand, a line for each. */
  readonly coverage?: readonly string[];
  readonly files: readonly { readonly path: string; readonly what: string }[];
}

/** Errors shown on the first page; all of them stand in the trace page. */
const findingsMaximum = 20;

/**
 * The first page of a package: verdict, scope, what to do next, then the tables behind it. Plain HTML without script.
 * @implements LLR-PKG-004
 */
export function indexPage(input: IndexPageInput): string {
  const green = input.gate.verdict === 'green';
  const errors = input.gate.findings.filter((finding) => finding.severity === 'error');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text(input.project)} — verification package</title>
<style>${indexPageStyle}</style>
</head>
<body>
<main>
<header>
<p class="kicker">Verification package</p>
<h1>${text(input.project)}</h1>
<p class="verdict ${green ? 'green' : 'red'}"><span aria-hidden="true">${green ? '✓' : '✗'}</span> The gate is <strong>${green ? 'green' : 'red'}</strong></p>
<p class="scope">Commit <code>${text(input.commit)}</code>${input.commitDate === '' ? '' : ` of ${text(input.commitDate)}`} · ampel ${text(input.toolVersion)} · ${text(Object.values(input.environment).join(', '))}</p>
</header>
<section aria-labelledby="why"><h2 id="why">What this verdict says</h2>
<ul>${input.reasons.map((reason) => `<li>${text(reason)}</li>`).join('')}</ul>
<p class="note">The verdict weighs the trace and the recorded evidence. It is no certification: that is for the authority to give.</p></section>
<section aria-labelledby="next"><h2 id="next">What to do next</h2>
<ol>${input.nextSteps.map((step) => `<li>${text(step)}</li>`).join('')}</ol></section>
<p><a class="open" href="trace.html">Open the trace: every requirement with its code, test cases and results</a></p>
${findingsSection(errors)}
${exceptionsSection(input.gate)}
${coverageSection(input)}
${modulesSection(input)}
${proceduresSection(input)}
<section aria-labelledby="files"><h2 id="files">What is in this package</h2>
<table><thead><tr><th scope="col">File</th><th scope="col">Content</th></tr></thead><tbody>
${input.files.map((file) => `<tr><td><a href="${text(encodeURI(file.path))}">${text(file.path)}</a></td><td>${text(file.what)}</td></tr>`).join('\n')}
</tbody></table>
<p>To check that no file was changed: <code>sha256sum -c SHA256SUMS</code>, in the folder of the package.</p></section>
</main>
</body>
</html>
`;
}

function findingsSection(errors: readonly Diagnostic[]): string {
  if (errors.length === 0) return '';
  const rows = errors.slice(0, findingsMaximum).map((finding) => {
    const place = finding.place === undefined ? '' : `${finding.place.path}:${finding.place.line}`;
    return `<tr><td>${text(finding.code)}</td><td>${text(finding.message)}</td><td><code>${text(place)}</code></td><td>${text(finding.fix)}</td></tr>`;
  });
  const more =
    errors.length > findingsMaximum
      ? `<p>${errors.length - findingsMaximum} more stand in the <a href="trace.html#/findings">trace page</a>.</p>`
      : '';
  return `<section aria-labelledby="findings"><h2 id="findings">Findings that keep the gate red</h2>
<table><thead><tr><th scope="col">Rule</th><th scope="col">Finding</th><th scope="col">Place</th><th scope="col">How to mend it</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>${more}</section>`;
}

function exceptionsSection(gate: GateResult): string {
  if (gate.excepted.length === 0) return '';
  const rows = gate.excepted.map(
    ({ finding, exception }) =>
      `<tr><td>${text(exception.rule)}</td><td>${text(finding.message)}</td><td>${text(exception.reason)}</td><td>${text(exception.owner)}</td><td>${text(exception.expires)}</td></tr>`,
  );
  return `<section aria-labelledby="exceptions"><h2 id="exceptions">Exceptions in force</h2>
<table><thead><tr><th scope="col">Rule</th><th scope="col">Finding set aside</th><th scope="col">Reason</th><th scope="col">Owner</th><th scope="col">Until</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></section>`;
}

function coverageSection({ coverage = [], files }: IndexPageInput): string {
  if (coverage.length === 0) return '';
  const hasPages = files.some(({ path }) => path === 'coverage/index.html');
  const link = hasPages ? '<p><a href="coverage/index.html">Open the coverage: gaps, decisions with their runs, source</a></p>' : '';
  return `<section aria-labelledby="coverage"><h2 id="coverage">Structural coverage, by component</h2>
<ul class="plain">${coverage.map((line) => `<li>${text(line)}</li>`).join('')}</ul>${link}</section>`;
}

function modulesSection(input: IndexPageInput): string {
  const rows = input.modules.map((entry) => {
    const state = stateOf(entry);
    const cells = [entry.verified, entry.awaiting, entry.notMet, entry.planned, entry.all]
      .map((count) => `<td class="n">${count}</td>`)
      .join('');
    return `<tr><th scope="row">${text(entry.module)} <span class="soft">${text(input.moduleTitles[entry.module] ?? '')}</span></th>${cells}<td>${state}</td></tr>`;
  });
  return `<section aria-labelledby="modules"><h2 id="modules">${text(input.topLevel)}, by module</h2>
<table><thead><tr><th scope="col">Module</th><th scope="col" class="n">Verified</th><th scope="col" class="n">Awaiting a person</th><th scope="col" class="n">Not met</th><th scope="col" class="n">Planned</th><th scope="col" class="n">All</th><th scope="col">State</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></section>`;
}

function stateOf(entry: ModuleStatus): string {
  if (entry.notMet > 0) return '✗ not met';
  if (entry.awaiting > 0) return '◐ awaits a person';
  if (entry.planned === entry.all) return '○ planned';
  return entry.verified === entry.all ? '✓ verified' : '◔ verified so far, rest planned';
}

function proceduresSection(input: IndexPageInput): string {
  const rows = input.procedures.map(
    (entry) =>
      `<tr><th scope="row">${text(entry.id)}</th><td>${text(entry.method)}</td><td class="n">${entry.records}</td><td class="n">${entry.current}</td><td class="n">${entry.passed}</td><td><code>${text(entry.repeat)}</code></td></tr>`,
  );
  return `<section aria-labelledby="procedures"><h2 id="procedures">Verification procedures</h2>
<table><thead><tr><th scope="col">Procedure</th><th scope="col">Method</th><th scope="col" class="n">Runs</th><th scope="col" class="n">With current record</th><th scope="col" class="n">Passed</th><th scope="col">To repeat</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></section>`;
}

function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
