import { type Diagnostic, formatDiagnostic } from '../../kernel/diagnostic.js';
import { certificatePath, type ProofResult } from '../../toolchain/proof/prove.js';
import type { Recheck } from '../../toolchain/proof/recheck.js';

/** Findings shown of one kind. */
const findingsShown = 20;

const codes = { refuted: 'PRF-110', vacuous: 'PRF-111', unknown: 'PRF-112' } as const;

const fixes = {
  refuted: 'mend what the counterexample shows, or the claim',
  vacuous: 'correct the assumptions until they can hold together',
  unknown: 'raise resourceUnits, state the obligation in another way, or add an invariant',
} as const;

/**
 * A finding for each obligation that is not proved, and a warning for each one with an assumption that its claim does not need.
 *
 * @implements LLR-PRF-024
 */
export function proofFindings(results: readonly ProofResult[], folder: string): readonly Diagnostic[] {
  return results.flatMap(({ certificate }): readonly Diagnostic[] => {
    const { id, verdict, why, counterexample, conflict, title } = certificate;
    const place = { path: certificatePath(folder, id), line: 1, column: 1 };
    if (verdict !== 'proved') {
      const words = counterexample?.words.slice(0, 12) ?? [];
      const replay = counterexample?.replay ?? undefined;
      const seen =
        replay === undefined ? [] : [`replayed on the code: ${replay.confirmed ? 'confirmed' : 'NOT confirmed'}: ${replay.seen}`];
      const details = [...(conflict.length === 0 ? [] : [`in conflict: ${conflict.join(', ')}`]), ...words, ...seen];
      const reason = [why, ...details].join('\n       ');
      return [
        {
          code: codes[verdict],
          severity: 'error',
          message: `${id} is ${verdict}: ${title}`,
          place,
          why: reason,
          fix: fixes[verdict],
          subjects: [id],
        },
      ];
    }
    if (certificate.method === 'infeasible') return [];
    const idle = certificate.assumptions.filter(({ needed }) => needed === false).map(({ name }) => name);
    if (idle.length === 0) return [];
    const message = `${id} does not need ${idle.length === 1 ? 'its assumption' : 'its assumptions'} ${idle.slice(0, 5).join(', ')}${idle.length > 5 ? ` and ${idle.length - 5} more` : ''}`;
    const reason = 'an assumption that nothing rests on hides what the claim really depends on';
    return [
      { code: 'PRF-113', severity: 'warning', message, place, why: reason, fix: 'leave it out, or strengthen the claim', subjects: [id] },
    ];
  });
}

/**
 * The results of a campaign as text: what is not proved first, the verdict last.
 *
 * @implements LLR-PRF-024
 */
export function proofText(
  results: readonly ProofResult[],
  {
    identity,
    folder,
    isAll,
    findings,
  }: { readonly identity: string; readonly folder: string; readonly isAll: boolean; readonly findings: readonly Diagnostic[] },
): string {
  const lines: string[] = [];
  if (isAll) {
    const width = results.reduce((most, { certificate }) => Math.max(most, certificate.id.length), 0);
    for (const { certificate } of results)
      lines.push(
        `${certificate.id.padEnd(width)}  ${certificate.verdict.padEnd(7)}  ${certificate.method.padEnd(12)}  ${certificate.title}`,
      );
    lines.push('');
  }
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  for (const finding of errors) lines.push(formatDiagnostic(finding), '');
  if (isAll) for (const finding of warnings) lines.push(formatDiagnostic(finding), '');
  const count = (verdict: string): number => results.filter(({ certificate }) => certificate.verdict === verdict).length;
  const reused = results.filter(({ isReused }) => isReused).length;
  const queries = results.reduce((sum, { certificate }) => sum + certificate.queries.length, 0);
  lines.push(
    `${results.length} obligations, ${queries} queries, ${reused} kept from before; solver ${identity}; certificates in ${folder}`,
  );
  if (!isAll && warnings.length > 0)
    lines.push(
      `${warnings.length} ${warnings.length === 1 ? 'obligation does' : 'obligations do'} not need each of its assumptions (PRF-113); --all lists them`,
    );
  const rest = (['refuted', 'vacuous', 'unknown'] as const)
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) => `${count(verdict)} ${verdict}`);
  lines.push(rest.length === 0 ? `✓ ${count('proved')} proved` : `✗ ${count('proved')} proved, ${rest.join(', ')}`);
  return `${lines.join('\n')}\n`;
}

/**
 * What a re-check found, by program, the verdict last.
 *
 * @implements LLR-PRF-024
 */
export function recheckText({ certificates, queries, programs, diagnostics }: Recheck): string {
  const lines = diagnostics.slice(0, findingsShown).flatMap((finding) => [formatDiagnostic(finding), '']);
  if (diagnostics.length > findingsShown) lines.push(`… ${diagnostics.length - findingsShown} more findings; --json lists them`, '');
  lines.push(`${certificates} certificates, ${queries} queries`);
  for (const { name, version, confirmed, contradicted, unknown } of programs)
    lines.push(
      version === ''
        ? `${name}: not there, unknown`
        : `${name} (${version}): ${confirmed} confirmed, ${contradicted} contradicted, ${unknown} unknown`,
    );
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  lines.push(errors === 0 ? '✓ each certificate is confirmed by each solver' : `✗ ${errors} findings`);
  return `${lines.join('\n')}\n`;
}
