import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { Files } from '../../../ports/files.js';
import { keptProduct } from '../../evidence/evidence-store.js';
import type { ProcedureRun } from '../../evidence/procedure-inputs.js';
import type { DigestedItem } from '../../evidence/record.js';
import type { ProcedureEntry } from '../../project/config.generated.js';
import { dataHead } from '../instrument/runtime-names.js';
import { collectedData } from './collected-data.js';
import type { MeasuredSources } from './components.js';
import { collectedName } from './coverage-run.js';
import { subjectFolderName } from './data-folder.js';

/** Where the processes of a measured procedure leave their data. */
const dataFolder = '.ampel/coverage/runs';

/** What a measured procedure tells its processes: what to instrument, and where the data of each of its files goes. */
export interface MeasuredProcedure extends MeasuredSources {
  /** Folder below the project root; each procedure file has a folder in it. */
  readonly folder: string;
  /** Patterns of the procedure files; empty: all data belongs to the procedure itself. */
  readonly procedureFiles: readonly string[];
}

/** Measures the coverage of programs that are started with its environment. */
export interface CoverageMeter {
  readonly environmentFor: (procedure: MeasuredProcedure) => Readonly<Record<string, string>>;
}

/**
 * The environment in which the coverage of a procedure is measured, after old data was removed; empty where nothing is measured.
 * @implements LLR-COV-042
 */
export function beginMeasuring(
  procedure: ProcedureEntry,
  runs: readonly ProcedureRun[],
  { files, coverage }: { readonly files: Files; readonly coverage?: CoverageMeter },
): Readonly<Record<string, string>> {
  const sources = runs.find(({ measured }) => measured !== undefined)?.measured;
  if (coverage === undefined || sources === undefined) return {};
  const folder = `${dataFolder}/${procedure.id}`;
  files.remove(folder);
  return coverage.environmentFor({ ...sources, folder, procedureFiles: procedure.files ?? [] });
}

/**
 * The coverage data of one run, merged from what its processes left and kept under its digest; a run that reached nothing has data too.
 * @implements LLR-COV-042
 */
export function collectedProducts(run: ProcedureRun, files: Files): readonly DigestedItem[] {
  const { procedure, subject, measured } = run;
  if (measured === undefined) return [];
  const start = procedure.files === undefined ? `${dataFolder}/${procedure.id}/` : subjectFolder(procedure.id, subject);
  const paths = dataPaths(procedure, files).filter((path) => path.startsWith(start));
  const texts = paths.flatMap((path) => files.readText(path).value ?? []);
  const product = keptProduct(collectedName(run), collectedData(texts, dataHead(measured.isLiteral)), files);
  return product === undefined ? [] : [product];
}

/** All data of a procedure; the names of its files may hold what means something in a pattern. */
function dataPaths({ id }: ProcedureEntry, files: Files): readonly string[] {
  return files.list({ paths: [`${dataFolder}/${id}/**/*.txt`] }).value;
}

function subjectFolder(id: string, subject: string): string {
  return `${dataFolder}/${id}/${subjectFolderName(subject)}/`;
}

/**
 * A finding when a process that runs no procedure file reached measured code: nobody can say of which run the data is.
 * @implements LLR-COV-042
 */
export function strayData(procedure: ProcedureEntry, files: Files): readonly Diagnostic[] {
  if (procedure.files === undefined) return [];
  const start = `${dataFolder}/${procedure.id}/`;
  const stray = dataPaths(procedure, files).filter((path) => !path.slice(start.length).includes('/'));
  if (stray.length === 0) return [];
  return [
    {
      code: 'COV-209',
      severity: 'error',
      message: `${stray.length} ${stray.length === 1 ? 'process' : 'processes'} of procedure ${procedure.id} reached measured code outside of a procedure file`,
      place: { path: 'ampel.config.yaml', line: 1, column: 1 },
      why: 'its coverage belongs to no record and does not count',
      fix: 'let the runner start a process for each procedure file, or leave out files in the procedure, so that it has one record',
      subjects: [procedure.id],
    },
  ];
}
