import { canonicalJson, type Json } from '../../../kernel/canonical-json.js';
import { compareText } from '../../../kernel/diagnostic.js';
import { sha256 } from '../../../kernel/digest.js';
import type { ProcedureRun, SourceIndex } from '../../evidence/procedure-inputs.js';
import type { DigestedItem, HeldRecord } from '../../evidence/record.js';
import type { ProcedureEntry } from '../../project/config.generated.js';
import { type CoverageScope, coverageProcedureId } from './components.js';

/** Raised when the analysis of the same data comes to another result. */
const analysisVersion = 1;

/**
 * Start of the names of coverage data among the products of a record.
 * @implements LLR-COV-042
 */
export const collectedFolder = '.ampel/coverage/collected/';

/**
 * The name of the coverage data of one run.
 * @implements LLR-COV-042
 */
export function collectedName({ procedure, subject }: Pick<ProcedureRun, 'procedure' | 'subject'>): string {
  return `${collectedFolder}${procedure.id}/${subject}.txt`;
}

/** A measured run with its current record and the coverage data that the record names. */
export interface MeasuredRun {
  readonly held: HeldRecord;
  readonly product: DigestedItem;
}

/** The coverage analysis as a run that depends on sources, justifications and the records of the measured runs. */
export interface CoverageRun {
  readonly run: ProcedureRun;
  readonly measured: readonly MeasuredRun[];
  /** Runs that were to be measured and have no current record with coverage data. */
  readonly missing: readonly ProcedureRun[];
}

const procedure: ProcedureEntry = {
  id: coverageProcedureId,
  method: 'analysis',
  command: ['ampel', 'certify'],
  results: { format: 'findings' },
  tool: 'ampel',
};

/**
 * The coverage analysis of a project as a run, so that its record is kept, found and found stale like the others.
 * @implements LLR-COV-047
 */
export function coverageRunOf(
  scope: CoverageScope,
  runs: readonly ProcedureRun[],
  records: readonly HeldRecord[],
  index: Pick<SourceIndex, 'digestOf'>,
  justifications: string | undefined,
): CoverageRun {
  const bySubject = new Map(records.map((held) => [`${held.record.predicate.procedure} ${held.record.subject[0]?.name}`, held]));
  const measured: MeasuredRun[] = [];
  const missing: ProcedureRun[] = [];
  for (const run of runs) {
    if (run.measured === undefined) continue;
    const held = bySubject.get(`${run.procedure.id} ${run.subject}`);
    const product = held?.record.predicate.products?.find(({ name }) => name === collectedName(run));
    if (held === undefined || held.staleBecause !== '' || product === undefined) missing.push(run);
    else measured.push({ held, product });
  }
  const files = [...scope.components.flatMap(({ paths }) => paths), ...(justifications === undefined ? [] : [justifications])];
  const inputs = [
    ...files.flatMap((name): readonly DigestedItem[] => {
      const digest = index.digestOf(name);
      return digest === undefined ? [] : [{ name, digest: { sha256: digest } }];
    }),
    ...measured.map(({ held }) => ({ name: `evidence of ${held.record.subject[0]?.name ?? ''}`, digest: { sha256: held.id } })),
  ].sort((a, b) => compareText(a.name, b.name));
  const components = scope.components.map(({ name, level, paths }) => ({ name, level, paths }));
  const work = { analysisVersion, components, sources: scope.sources, inputs };
  const inputsDigest = sha256(canonicalJson(work as unknown as Json));
  return { run: { procedure, subject: coverageProcedureId, inputs, inputsDigest }, measured, missing };
}
