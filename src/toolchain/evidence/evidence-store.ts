import type { Diagnostic } from '../../kernel/diagnostic.js';
import { sha256 } from '../../kernel/digest.js';
import type { Read } from '../../kernel/result.js';
import type { Files } from '../../ports/files.js';
import type { ProcedureRun } from './procedure-inputs.js';
import { type DigestedItem, type EvidenceRecord, type HeldRecord, isEvidenceRecord, recordText } from './record.js';

/**
 * Where records are kept between runs; not under version control.
 * @implements LLR-EVD-003
 */
export const evidenceFolder = '.ampel/evidence';

/** Where the products of procedures are kept, named by their SHA-256. */
const productFolder = '.ampel/products/kept';

/**
 * Keeps the products that a procedure left: their digests by name, or the name of one that is not there or older than the run.
 * @implements LLR-EVD-010
 */
export function keepProducts(
  paths: readonly string[],
  files: Files,
  isOld: (path: string) => boolean,
): { readonly products: readonly DigestedItem[]; readonly missing: string } {
  const products: DigestedItem[] = [];
  // a pattern stands for files of which some may be kept from an earlier run
  const named = new Set(paths.filter((path) => !path.includes('*')));
  for (const path of paths) if (!named.has(path) && files.list({ paths: [path] }).value.length === 0) return { products, missing: path };
  const listed = files.list({ paths: paths.filter((path) => !named.has(path)) }).value;
  for (const name of [...new Set([...named, ...listed])].sort()) {
    const bytes = named.has(name) && isOld(name) ? undefined : files.readBytes(name).value;
    if (bytes === undefined) return { products, missing: name };
    const kept = keptProduct(name, bytes, files);
    if (kept === undefined) return { products, missing: name };
    products.push(kept);
  }
  return { products, missing: '' };
}

/**
 * Keeps one product under its digest; undefined when it cannot be written.
 * @implements LLR-EVD-010
 */
export function keptProduct(name: string, bytes: string | Uint8Array, files: Files): DigestedItem | undefined {
  const digest = sha256(bytes);
  const path = `${productFolder}/${digest}`;
  if (!files.exists(path) && files.writeAtomically(path, bytes).length > 0) return undefined;
  return { name, digest: { sha256: digest } };
}

/**
 * The bytes of a kept product; undefined when they are gone or not those of the digest.
 * @implements LLR-EVD-010
 */
export function productBytes({ digest }: DigestedItem, files: Files): Uint8Array | undefined {
  const path = `${productFolder}/${digest.sha256}`;
  const bytes = files.exists(path) ? files.readBytes(path).value : undefined;
  return bytes !== undefined && sha256(bytes) === digest.sha256 ? bytes : undefined;
}

/** Records of other inputs kept for each subject, so that going back to another revision finds its results again. */
const keptPerSubject = 8;

/**
 * Records of the given runs: the one made from exactly today's inputs, else the nearest older one, marked stale.
 * Of several made from today's inputs, one that did not pass counts. A record whose bytes are not what its name says, or that
 * speaks of another procedure, is a finding and does not count.
 * @implements LLR-EVD-003
 */
export function heldRecordsOf(runs: readonly ProcedureRun[], files: Files): Read<readonly HeldRecord[]> {
  const bySubject = new Map<string, string[]>();
  for (const path of files.list({ paths: [`${evidenceFolder}/**/*.json`] }).value) {
    const key = path.slice(0, path.lastIndexOf('.', path.lastIndexOf('.', path.lastIndexOf('.') - 1) - 1));
    const list = bySubject.get(key);
    if (list === undefined) bySubject.set(key, [path]);
    else list.push(path);
  }
  const diagnostics: Diagnostic[] = [];
  const value: HeldRecord[] = [];
  for (const run of runs) {
    const paths = bySubject.get(subjectPath(run)) ?? [];
    const exact = paths.filter((path) => path.startsWith(`${subjectPath(run)}.${run.inputsDigest.slice(0, 16)}.`));
    const records = (exact.length > 0 ? exact : paths).flatMap((path) => readRecord(path, run, files, diagnostics));
    const ranked = records.map(({ id, record }) => ({
      id,
      record,
      changed: changedInputs(record, run),
      passed: record.predicate.verdict === 'pass' ? 1 : 0,
    }));
    const best = ranked.sort((a, b) => a.changed.length - b.changed.length || a.passed - b.passed)[0];
    if (best === undefined) continue;
    const current = exact.length > 0 && best.changed.length === 0;
    value.push({ id: best.id, record: best.record, staleBecause: current ? '' : staleReason(best.changed) });
  }
  return { value, diagnostics };
}

/**
 * Keeps a record under a name that holds its inputs and its own digest, in place of others of the same inputs; of records of
 * other inputs a limited number stays.
 * @implements LLR-EVD-003
 */
export function keepRecord(run: ProcedureRun, record: EvidenceRecord, files: Files): readonly Diagnostic[] {
  const base = subjectPath(run);
  const text = recordText(record);
  const path = `${base}.${run.inputsDigest.slice(0, 16)}.${sha256(text).slice(0, 16)}.json`;
  const listed = files.list({ paths: [`${evidenceFolder}/${run.procedure.id}/*.json`] }).value;
  const others = listed.filter((other) => other !== path && other.startsWith(base) && recordSuffix.test(other.slice(base.length)));
  const problems = files.writeAtomically(path, text);
  if (problems.length > 0) return problems;
  const sameInputs = others.filter((other) => other.startsWith(`${base}.${run.inputsDigest.slice(0, 16)}.`));
  const rest = others.filter((other) => !sameInputs.includes(other));
  for (const other of [...sameInputs, ...rest.slice(0, Math.max(0, rest.length - keptPerSubject))]) files.remove(other);
  return [];
}

/** Digests of the inputs and of the record at the end of a name. */
const recordSuffix = /^\.[0-9a-f]{16}\.[0-9a-f]{16}\.json$/;

function subjectPath(run: ProcedureRun): string {
  return `${evidenceFolder}/${run.procedure.id}/${run.subject.replaceAll('/', '__')}`;
}

function readRecord(
  path: string,
  run: ProcedureRun,
  files: Files,
  diagnostics: Diagnostic[],
): readonly { readonly id: string; readonly record: EvidenceRecord }[] {
  const { value: text, diagnostics: problems } = files.readText(path);
  diagnostics.push(...problems);
  if (text === undefined) return [];
  try {
    const record: unknown = JSON.parse(text);
    const own = isEvidenceRecord(record) && record.predicate.procedure === run.procedure.id && record.subject[0]?.name === run.subject;
    const id = sha256(text);
    if (own && path.endsWith(`.${id.slice(0, 16)}.json`)) return [{ id, record }];
  } catch {
    // Falls through: whatever cannot be read back is damaged.
  }
  diagnostics.push({
    code: 'EVD-101',
    severity: 'error',
    message: `evidence record ${path} is damaged or was edited`,
    place: { path, line: 1, column: 1 },
    why: 'a record is named by the digest of its content, and the content has another digest',
    fix: 'delete the file and run: ampel certify',
  });
  return [];
}

function changedInputs(record: EvidenceRecord, run: ProcedureRun): readonly string[] {
  const before = new Map(record.predicate.configuration.map((item) => [item.name, item.digest.sha256]));
  const changed = run.inputs.filter((item) => before.get(item.name) !== item.digest.sha256).map((item) => item.name);
  const now = new Set(run.inputs.map((item) => item.name));
  return [...changed, ...[...before.keys()].filter((name) => !now.has(name))];
}

function staleReason(changed: readonly string[]): string {
  if (changed.length === 0) return 'its procedure was configured in another way when it ran';
  const more = changed.length > 3 ? ` and ${changed.length - 3} more` : '';
  return `changed since it ran: ${changed.slice(0, 3).join(', ')}${more}`;
}
