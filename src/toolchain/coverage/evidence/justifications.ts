import { compareDiagnostics, type Diagnostic } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import type { Files } from '../../../ports/files.js';
import { readYamlFile } from '../../project/read-yaml-file.js';
import { conforms } from './justification-file.check.generated.js';
import { type JustificationEntry, type JustificationFile, justificationFileSchema } from './justification-file.generated.js';
import type { LocatedGap } from './located-gaps.js';

/** A record with the line where it stands. */
export interface PlacedJustification extends JustificationEntry {
  readonly place: NonNullable<Diagnostic['place']>;
}

/** A gap with the record that speaks of it. `shortcoming` says why the record resolves nothing; empty when it does. */
export interface WeighedGap {
  readonly gap: LocatedGap;
  readonly justification: PlacedJustification | undefined;
  readonly shortcoming: string;
}

/**
 * The records of a file; none when there is no such file yet.
 * @implements LLR-COV-045
 */
export function readJustifications(files: Files, path: string | undefined): Read<readonly PlacedJustification[]> {
  if (path === undefined || !files.exists(path)) return { value: [], diagnostics: [] };
  const { value: text, diagnostics: unread } = files.readText(path);
  if (text === undefined) return { value: [], diagnostics: unread };
  const { value, placeOf, diagnostics } = readYamlFile<JustificationFile>(
    { path, text },
    { schema: justificationFileSchema, conforms, code: 'COV-210', why: 'a record that cannot be read justifies nothing' },
  );
  if (value === undefined) return { value: [], diagnostics };
  return {
    value: value.justifications.map((entry, index) => ({ ...entry, place: placeOf(['justifications', index, 'path']) })),
    diagnostics,
  };
}

/**
 * Gaps with their records, and findings on records that fit no gap: COV-205 where the code is another one now, COV-206 where the code is
 * the same and has no such gap, or a second record speaks of it.
 *
 * @param codeIn fingerprints of the units of a file
 * @implements LLR-COV-046
 */
export function weighedGaps(
  gaps: readonly LocatedGap[],
  justifications: readonly PlacedJustification[],
  known: { readonly codeIn: (path: string) => ReadonlySet<string>; readonly isCase: (id: string) => boolean },
): { readonly gaps: readonly WeighedGap[]; readonly diagnostics: readonly Diagnostic[] } {
  const byFingerprint = new Map<string, PlacedJustification>();
  const diagnostics: Diagnostic[] = [];
  const open = new Set(gaps.map(({ fingerprint }) => fingerprint));
  for (const entry of justifications) {
    if (open.has(entry.fingerprint) && !byFingerprint.has(entry.fingerprint)) byFingerprint.set(entry.fingerprint, entry);
    else if (open.has(entry.fingerprint)) diagnostics.push(superfluous(entry, 'another record speaks of the same gap'));
    else if (known.codeIn(entry.path).has(entry.code)) diagnostics.push(superfluous(entry, 'the code has no such gap'));
    else diagnostics.push(expired(entry));
  }
  const weighed = gaps.map((gap) => {
    const justification = byFingerprint.get(gap.fingerprint);
    return { gap, justification, shortcoming: justification === undefined ? 'unclassified' : shortcomingOf(justification, known.isCase) };
  });
  return { gaps: weighed, diagnostics: diagnostics.sort(compareDiagnostics) };
}

/**
 * Why a record does not resolve its gap; empty when it does. A test or requirement that is missing, and extraneous code, are not resolved
 * by words. Source: DO-178C section 6.4.4.3.
 * @implements LLR-COV-046
 */
export function shortcomingOf(entry: JustificationEntry, isCase: (id: string) => boolean): string {
  switch (entry.class) {
    case 'missing-test':
      return 'a test is missing: it stays open until one is added';
    case 'missing-requirement':
      return 'a requirement is missing: it stays open until it is written, traced and tested';
    case 'extraneous':
      return `the code is extraneous: it stays open until it is removed${entry.problemReport === undefined ? ', and no problem report is named' : ''}`;
    case 'deactivated-never-run':
      if (entry.mechanism === undefined) return 'it does not say what keeps the code from running (mechanism)';
      break;
    case 'deactivated-other-configuration': {
      if (entry.mechanism === undefined) return 'it does not say what selects the configuration (mechanism)';
      if (entry.verifiedBy === undefined) return 'it names no test case that verifies the code in the other configuration (verifiedBy)';
      const unknown = entry.verifiedBy.find((id) => !isCase(id));
      if (unknown !== undefined) return `it names ${unknown}, which is no test case`;
      break;
    }
    case 'untestable':
      break;
  }
  if (entry.reviewer === undefined) return 'it awaits review';
  return entry.reviewer.trim().toLowerCase() === entry.author.trim().toLowerCase() ? 'its author reviewed it: another person must' : '';
}

function expired(entry: PlacedJustification): Diagnostic {
  return {
    code: 'COV-205',
    severity: 'error',
    message: `the justification of a gap in ${entry.unit === '' ? entry.path : `${entry.unit} (${entry.path})`} has expired: ${entry.gap}`,
    place: entry.place,
    why: 'the code that it speaks of was changed or is gone, and the argument was made for other code',
    fix: 'judge the present code anew (ampel coverage gaps), then record it again or remove this entry',
    subjects: [entry.path],
  };
}

function superfluous(entry: PlacedJustification, because: string): Diagnostic {
  return {
    code: 'COV-206',
    severity: 'warning',
    message: `the justification in ${entry.path} resolves nothing, ${because}: ${entry.gap}`,
    place: entry.place,
    why: 'a record left behind would hide the next gap of the same place',
    fix: 'remove the entry',
    subjects: [entry.path],
  };
}
