import { canonicalJson, type Json } from '../../kernel/canonical-json.js';
import { compareText } from '../../kernel/diagnostic.js';
import { sha256 } from '../../kernel/digest.js';
import type { Files } from '../../ports/files.js';
import type { MeasuredSources } from '../coverage/evidence/components.js';
import type { ProcedureEntry } from '../project/config.generated.js';
import type { DigestedItem } from './record.js';

/** One unit of verification work that leaves one record: a procedure, or one file of it, and all that its result depends on. */
export interface ProcedureRun {
  readonly procedure: ProcedureEntry;
  /** Path of the procedure file, or the procedure's id when it has no files. */
  readonly subject: string;
  readonly inputs: readonly DigestedItem[];
  readonly inputsDigest: string;
  /** What of the sources is instrumented while it runs; absent: nothing. */
  readonly measured?: MeasuredSources;
}

/** How the digests and the imports of project files are asked for; each file is read once. */
export interface SourceIndex {
  /** SHA-256 of the bytes; undefined when the file is not there. */
  readonly digestOf: (path: string) => string | undefined;
  /** Project files that a file imports; empty for files that are no code. */
  readonly importsOf: (path: string) => readonly string[];
  /** Patterns that the file itself declares with `@reads`. */
  readonly readsOf: (path: string) => readonly string[];
}

/**
 * The runs of a procedure: one for each of its files with that file's imports, followed to the end, or one for the whole.
 * @implements LLR-EVD-002
 */
export function procedureRunsOf(
  procedure: ProcedureEntry,
  files: Files,
  index: SourceIndex,
  measured?: MeasuredSources,
): readonly ProcedureRun[] {
  const shared = files.list({ paths: procedure.inputs ?? [] }).value;
  if (procedure.files === undefined) return [runOf({ procedure, subject: procedure.id, paths: shared, measured }, index)];
  return files.list({ paths: procedure.files }).value.map((subject) => {
    const reached = closureOf(subject, index);
    const declared = [...reached].flatMap((path) => index.readsOf(path));
    const read = declared.length === 0 ? [] : files.list({ paths: [...new Set(declared)] }).value;
    return runOf({ procedure, subject, paths: [...shared, ...reached, ...read], measured }, index);
  });
}

interface RunParts extends Pick<ProcedureRun, 'procedure' | 'subject'> {
  readonly paths: readonly string[];
  readonly measured: MeasuredSources | undefined;
}

function runOf({ procedure, subject, paths, measured }: RunParts, index: SourceIndex): ProcedureRun {
  const inputs: DigestedItem[] = [];
  for (const name of [...new Set(paths)].sort(compareText)) {
    const digest = index.digestOf(name);
    if (digest !== undefined) inputs.push({ name, digest: { sha256: digest } });
  }
  const work = {
    id: procedure.id,
    method: procedure.method,
    subject,
    command: procedure.command ?? [],
    results: procedure.results,
    ...(procedure.products === undefined ? {} : { products: procedure.products }),
    requirements: [...(procedure.requirements ?? [])].sort(),
    inputs,
    ...(measured === undefined ? {} : { measured }),
  };
  const inputsDigest = sha256(canonicalJson(work as unknown as Json));
  return { procedure, subject, inputs, inputsDigest, ...(measured === undefined ? {} : { measured }) };
}

function closureOf(start: string, index: SourceIndex): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const path of reached) for (const imported of index.importsOf(path)) reached.add(imported);
  return reached;
}
