import type { Diagnostic } from '../../kernel/diagnostic.js';
import { sha256 } from '../../kernel/digest.js';
import type { Read } from '../../kernel/result.js';
import type { Files } from '../../ports/files.js';
import { readYamlFile } from '../project/read-yaml-file.js';
import { type EvidenceRecord, type HeldRecord, predicateTypeOf, recordIdOf } from './record.js';
import { conforms } from './review-file.check.generated.js';
import { type ReviewFile, reviewFileSchema } from './review-file.generated.js';

/**
 * Reviews under version control as evidence records of the method review. A review speaks for the texts whose fingerprints it
 * holds: for a requirement that was rewritten since, it counts no longer.
 * @implements LLR-EVD-009
 */
export function readReviewFiles(files: Files, patterns: readonly string[]): Read<readonly HeldRecord[]> {
  const diagnostics: Diagnostic[] = [];
  const value: HeldRecord[] = [];
  for (const path of files.list({ paths: patterns }).value) {
    const { value: text, diagnostics: unread } = files.readText(path);
    diagnostics.push(...unread);
    if (text === undefined) continue;
    const read = readYamlFile<ReviewFile>(
      { path, text },
      { schema: reviewFileSchema, conforms, code: 'EVD-105', why: 'a review that cannot be read is no evidence' },
    );
    diagnostics.push(...read.diagnostics);
    if (read.value === undefined) continue;
    const record = recordOf(read.value, path, text);
    value.push({ id: recordIdOf(record), record, staleBecause: '', reviewFile: path });
  }
  return { value, diagnostics };
}

function recordOf(review: ReviewFile, path: string, text: string): EvidenceRecord {
  const accepted = review.verdict === 'accepted';
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: path, digest: { sha256: sha256(text) } }],
    predicateType: predicateTypeOf.review,
    predicate: {
      result: accepted ? 'PASSED' : 'FAILED',
      configuration: [{ name: path, digest: { sha256: sha256(text) } }],
      passedTests: [],
      warnedTests: [],
      failedTests: [],
      verdict: accepted ? 'pass' : 'fail',
      procedure: review.id,
      method: 'review',
      tool: { name: review.by, version: review.on },
      environment: {},
      repeat: `read ${review.requirements.map((entry) => entry.id).join(', ')} against the statement in ${path}`,
      cases: [],
      requirements: review.requirements,
      findings: accepted ? [] : [review.statement],
    },
  };
}
