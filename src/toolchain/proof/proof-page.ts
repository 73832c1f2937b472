import { compareText } from '../../kernel/diagnostic.js';
import { indexPageStyle } from '../package/index-page-style.js';
import type { ProofCertificate } from './certificate.js';

/**
 * The page of proofs of a package: each obligation with its claim, assumptions and verdict, the files of its queries, what proofs of its method rest
 * on, and how to confirm them without this tool. Plain HTML without script; links lead to files beside it.
 *
 * @param certificates all certificates of the package
 * @implements LLR-PRF-025
 */
export function proofPage(project: string, certificates: readonly ProofCertificate[]): string {
  const sorted = [...certificates].sort((a, b) => compareText(a.id, b.id));
  const proved = sorted.filter(({ verdict }) => verdict === 'proved').length;
  const isWhole = proved === sorted.length;
  const open = sorted.filter(({ verdict }) => verdict !== 'proved');
  const solvers = [...new Set(sorted.map(({ solver }) => solver))].join(', ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text(project)} — proofs</title>
<style>${indexPageStyle}${style}</style>
</head>
<body>
<main>
<header>
<p class="kicker"><a href="../index.html">Verification package</a></p>
<h1>Proofs of ${text(project)}</h1>
<p class="verdict ${isWhole ? 'green' : 'red'}"><span aria-hidden="true">${isWhole ? '✓' : '✗'}</span> ${proved} of ${sorted.length} obligations proved</p>
<p class="scope">Solver: ${text(solvers)}. Each query is a file in SMT-LIB 2 that stands for itself; a second solver confirms it.</p>
</header>
${open.length === 0 ? '' : `<section><h2>Not proved</h2><ul>${open.map(({ id, verdict, why }) => `<li><a href="#${id}">${id}</a> is ${verdict}: ${text(why)}</li>`).join('')}</ul></section>`}
<section><h2>How to confirm them without this tool</h2>
<p>In this folder, with the programs of any operating system; the answer of each file is the one that its fourth comment line and <code>certificate.json</code> expect:</p>
<pre><code>for f in PO-*/*.smt2; do echo "$f $(z3 -smt2 "$f") $(cvc5 --lang=smt2 "$f")"; done</code></pre></section>
${methodSections(sorted)}
</main>
</body>
</html>
`;
}

const style = `
.proof{margin:.6rem 0;padding:.2rem .8rem;border-left:4px solid var(--ok)}.proof.open{border-color:var(--bad);display:block}
.proof h3{margin:.2rem 0;font-size:1rem}.proof p{margin:.2rem 0;max-width:60rem}
.proof dl{display:grid;grid-template-columns:8rem 1fr;gap:.15rem .8rem;margin:.3rem 0}.proof dt{color:var(--soft)}.proof dd{margin:0}
summary{cursor:pointer}pre{overflow-x:auto;background:var(--band);padding:.6rem .8rem}
`;

/** Obligations by method, each with the soundness of the method once. */
function methodSections(certificates: readonly ProofCertificate[]): string {
  const methods = [...new Set(certificates.map(({ method }) => method))].sort(compareText);
  return methods
    .map((method) => {
      const own = certificates.filter((certificate) => certificate.method === method);
      const [first] = own;
      const soundness =
        first === undefined
          ? ''
          : `<p class="soft">${text(first.soundness.statement)}</p><p class="soft">Stands in for: ${text(first.soundness.replaces)} Leaves: ${text(first.soundness.leaves)}</p>`;
      return `<section><h2>Method ${text(method)}: ${own.length} ${own.length === 1 ? 'obligation' : 'obligations'}</h2>${soundness}${own.map(proofArticle).join('')}</section>`;
    })
    .join('\n');
}

function proofArticle({
  id,
  title,
  verdict,
  why,
  claim,
  requirements,
  assumptions,
  faithful,
  queries,
  counterexample,
  conflict,
}: ProofCertificate): string {
  const files = queries.map(
    ({ file, name, expected, verdict: answer }) =>
      `<a href="${id}/${file}">${text(name)}</a> (${answer}${answer === expected ? '' : `, expected ${expected}`})`,
  );
  const counter =
    counterexample === null
      ? ''
      : `<dt>Counterexample</dt><dd>${counterexample.words.map(text).join('<br>')}${replayText(counterexample.replay)}</dd>`;
  const conflicting = conflict.length === 0 ? '' : `<dt>In conflict</dt><dd>${conflict.map(text).join(', ')}</dd>`;
  return `<article class="proof${verdict === 'proved' ? '' : ' open'}" id="${id}"><h3>${id} · ${verdict} · ${text(title)}</h3><p>${text(claim)}</p><dl><dt>Requirements</dt><dd>${requirements.map(text).join(', ')}</dd>${why === '' ? '' : `<dt>Why</dt><dd>${text(why)}</dd>`}${counter}${conflicting}<dt>Queries</dt><dd>${files.join(' · ')} · <a href="${id}/certificate.json">certificate</a></dd><dt>Speaks of</dt><dd>${text(faithful.kind)}: ${text(faithful.where)}${faithful.kind === 'differential-test' ? ` (${text(faithful.testCase)})` : ''}</dd></dl>${assumptionList(assumptions)}</article>`;
}

function replayText(replay: { readonly confirmed: boolean; readonly seen: string } | null): string {
  return replay === null ? '' : `<br>Replayed on the code: ${replay.confirmed ? 'confirmed' : 'not confirmed'}: ${text(replay.seen)}`;
}

/** Assumptions of one proof that the page shows. */
const assumptionsShown = 12;

function assumptionList(assumptions: ProofCertificate['assumptions']): string {
  if (assumptions.length === 0) return '<p class="soft">No assumptions.</p>';
  const shown = assumptions.slice(0, assumptionsShown);
  const items = shown.map(({ name, text: words, justification, traces, needed }) => {
    return `<li><code>${text(name)}</code> ${text(words)} <span class="soft">Because: ${text(justification)}${traces.length === 0 ? '' : ` (${traces.map(text).join(', ')})`}${needed === false ? ' — not needed by the claim' : ''}</span></li>`;
  });
  return `<details><summary>${assumptions.length} ${assumptions.length === 1 ? 'assumption' : 'assumptions'}</summary><ul>${items.join('')}</ul>${shown.length < assumptions.length ? '<p class="soft">The others stand in the certificate.</p>' : ''}</details>`;
}

function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
