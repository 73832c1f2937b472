import { certificateForm, contentDigestOf, type ProofCertificate } from './certificate.js';

/**
 * A certificate from its text; `undefined` when it has not the form of one or was edited.
 *
 * @implements LLR-PRF-016
 */
export function certificateFromText(text: string): ProofCertificate | undefined {
  try {
    const value = JSON.parse(text) as Partial<ProofCertificate> | null;
    if (typeof value !== 'object' || value === null || value.format !== certificateForm) return undefined;
    const texts = [
      value.id,
      value.title,
      value.claim,
      value.method,
      value.logic,
      value.verdict,
      value.why,
      value.solver,
      value.fingerprint,
    ];
    const queries = value.queries;
    if (!texts.every((each) => typeof each === 'string') || !Array.isArray(queries) || !Array.isArray(value.assumptions)) return undefined;
    const sound = queries.every(
      (query: Partial<ProofCertificate['queries'][number]> | null) =>
        typeof query?.file === 'string' &&
        /^[A-Za-z0-9-]+\.smt2$/.test(query.file) &&
        typeof query.sha256 === 'string' &&
        ['sat', 'unsat'].includes(query.expected ?? ''),
    );
    return sound && contentDigestOf(value as ProofCertificate) === value.contentSha256 ? (value as ProofCertificate) : undefined;
  } catch {
    return undefined;
  }
}
