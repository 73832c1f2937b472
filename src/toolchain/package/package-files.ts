import { type Json, prettyJson } from '../../kernel/canonical-json.js';
import { compareText, type Diagnostic } from '../../kernel/diagnostic.js';
import { sha256 } from '../../kernel/digest.js';
import type { Commit } from '../../ports/git.js';
import { coverageLines } from '../coverage/evidence/coverage-rules.js';
import { collectedFolder } from '../coverage/evidence/coverage-run.js';
import { type DigestedItem, recordText } from '../evidence/record.js';
import type { LoadedProject } from '../project/load-project.js';
import type { ProofCertificate } from '../proof/certificate.js';
import { certificateFromText } from '../proof/certificate-text.js';
import { proofPage } from '../proof/proof-page.js';
import { writeExchange } from '../requirements/exchange/formats.js';
import { gateJson } from '../trace/formats/gate-json.js';
import { gateSarif } from '../trace/formats/gate-sarif.js';
import type { GateResult } from '../trace/gate.js';
import { matricesOf } from '../trace/matrices.js';
import { moduleStatusOf } from '../trace/module-status.js';
import type { Standing } from '../trace/standing.js';
import { indexPage } from './index-page.js';
import { nextSteps, summaryOf, verdictReasons } from './summary.js';
import { writeTracePage } from './trace-page/write-trace-page.js';
import { tracePageInputOf } from './trace-page-input.js';

/** What a package is made from beside the project's trace. */
export interface PackageFrame {
  readonly commit: string;
  readonly commitDate: string;
  readonly toolVersion: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly gate: GateResult;
  readonly standings: ReadonlyMap<string, Standing>;
  /** Bytes of a product of a procedure, as kept with its record. */
  readonly productOf: (product: DigestedItem) => Uint8Array | undefined;
  readonly blameOf: (path: string) => readonly (Commit | undefined)[];
  /** Pages on structural coverage by their path; absent where none is configured. */
  readonly coveragePages?: ReadonlyMap<string, string>;
  /** Text of the committed note that stays in the folder; empty when there is none. */
  readonly readme: string;
}

/** A package as file texts by path, and what could not be carried. */
export interface PackageFiles {
  readonly files: ReadonlyMap<string, string>;
  /** Products of procedures, such as certificates, by path. */
  readonly products: ReadonlyMap<string, Uint8Array>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Date used where a format needs one and there is no commit. */
const dateWithoutCommit = '1970-01-01';

/**
 * The files of a package, in the order of their paths; the last is SHA256SUMS over all others. Same project, same bytes.
 * @implements LLR-PKG-005
 */
export async function packageFilesOf(project: LoadedProject, frame: PackageFrame): Promise<PackageFiles> {
  const { graph, config } = project;
  const summary = summaryOf(project, frame.standings);
  const reasons = verdictReasons(frame.gate, summary);
  const steps = nextSteps(frame.gate, summary);
  const files = new Map<string, string>();
  const time = `${frame.commitDate === '' ? dateWithoutCommit : frame.commitDate}T00:00:00Z`;
  const reqif = await writeExchange('reqif', graph.requirements, { project: config.project, time });
  files.set('requirements/requirements.reqif', reqif.value);
  files.set('requirements/requirements.csv', (await writeExchange('csv', graph.requirements, { project: config.project, time })).value);
  for (const matrix of matricesOf(graph)) files.set(`matrices/${matrix.path}`, matrix.text);
  for (const held of graph.records) files.set(`evidence/${held.id}.json`, recordText(held.record));
  files.set('gate.json', gateJson(frame.gate, config.project));
  files.set('gate.sarif', gateSarif(frame.gate, frame.toolVersion));
  files.set(
    'summary.json',
    prettyJson({ project: config.project, commit: frame.commit, verdict: frame.gate.verdict, ...summary } as unknown as Json),
  );
  files.set('trace.html', writeTracePage(tracePageInputOf(project, { ...frame, nextSteps: steps, verdictReasons: reasons })));
  const level = config.levels[0];
  const carried = productsOf(project, frame);
  files.set(
    'index.html',
    indexPage({
      ...frame,
      project: config.project,
      summary,
      reasons,
      nextSteps: steps,
      topLevel: level.title ?? level.name,
      moduleTitles: config.modules ?? {},
      modules: moduleStatusOf(graph, frame.standings, level.name),
      procedures: proceduresOf(project),
      files: contentsList(graph.records.length, [...carried.products.keys()], frame.coveragePages !== undefined),
      coverage: coverageLines(graph),
    }),
  );
  const certificates = certificatesIn(carried.products);
  if (certificates.length > 0) files.set('proofs/index.html', proofPage(config.project, certificates));
  for (const [path, page] of frame.coveragePages ?? []) files.set(`coverage/${path}`, page);
  if (frame.readme !== '') files.set('README.md', frame.readme);
  const sorted = new Map([...files].sort((a, b) => compareText(a[0], b[0])));
  const { products, diagnostics } = carried;
  const sums = [...sorted, ...products].sort((a, b) => compareText(a[0], b[0]));
  sorted.set('SHA256SUMS', sums.map(([path, content]) => `${sha256(content)}  ${path}\n`).join(''));
  return { files: sorted, products, diagnostics: [...reqif.diagnostics, ...diagnostics] };
}

/**
 * The products that current records name, in a folder for each procedure.
 * @implements LLR-PKG-005
 */
function productsOf({ graph }: LoadedProject, frame: PackageFrame): Pick<PackageFiles, 'products' | 'diagnostics'> {
  const products = new Map<string, Uint8Array>();
  const diagnostics: Diagnostic[] = [];
  for (const { record, staleBecause } of graph.records) {
    if (staleBecause !== '') continue;
    for (const product of record.predicate.products ?? []) {
      const bytes = frame.productOf(product);
      const path = packagePathOf(product.name, record.predicate.procedure);
      if (bytes !== undefined) products.set(path, bytes);
      else diagnostics.push(productGone(record.predicate.procedure, product));
    }
  }
  return { products, diagnostics };
}

/** The proof certificates among the products. */
function certificatesIn(products: ReadonlyMap<string, Uint8Array>): readonly ProofCertificate[] {
  const texts = [...products].filter(([path]) => path.startsWith('proofs/') && path.endsWith('/certificate.json'));
  return texts.flatMap(([, bytes]) => certificateFromText(new TextDecoder().decode(bytes)) ?? []);
}

/** Proof certificates keep their folders, because each has a file of the same name; other products stand in the folder of the procedure. */
function packagePathOf(name: string, procedure: string): string {
  if (name.startsWith(proofFolder)) return `proofs/${name.slice(proofFolder.length)}`;
  if (name.startsWith(collectedFolder)) return `coverage/data/${name.slice(collectedFolder.length)}`;
  return `products/${procedure}/${name.slice(name.lastIndexOf('/') + 1)}`;
}

const proofFolder = '.ampel/proofs/';

function productGone(procedure: string, { name, digest }: DigestedItem): Diagnostic {
  return {
    code: 'EVD-106',
    severity: 'error',
    message: `${name} of procedure ${procedure} is no longer kept with its record`,
    place: { path: 'ampel.config.yaml', line: 1, column: 1 },
    why: `the record names its bytes by the digest ${digest.sha256}, and nobody can look at them`,
    fix: 'run ampel certify again',
    subjects: [procedure],
  };
}

function proceduresOf(project: LoadedProject): Parameters<typeof indexPage>[0]['procedures'] {
  return (project.config.procedures ?? []).map((procedure) => {
    const held = project.graph.records.filter((entry) => entry.record.predicate.procedure === procedure.id);
    const current = held.filter((entry) => entry.staleBecause === '');
    return {
      id: procedure.id,
      method: procedure.method,
      records: project.runs.filter((run) => run.procedure === procedure).length,
      current: current.length,
      passed: current.filter((entry) => entry.record.predicate.verdict === 'pass').length,
      repeat: (procedure.command ?? ['ampel', 'record', procedure.id]).join(' '),
    };
  });
}

function contentsList(
  records: number,
  products: readonly string[],
  hasCoverage: boolean,
): readonly { readonly path: string; readonly what: string }[] {
  return [
    { path: 'trace.html', what: 'The whole trace in one page, for reading without network' },
    { path: 'matrices/down.md', what: 'Matrices in both directions and by pair of levels, as Markdown and CSV, in the folder matrices' },
    { path: 'matrices/gaps.csv', what: 'What is missing, by requirement' },
    { path: 'requirements/requirements.reqif', what: 'Requirements for exchange, ReqIF 1.2' },
    { path: 'requirements/requirements.csv', what: 'Requirements as a table' },
    { path: 'gate.json', what: 'The verdict with each finding' },
    { path: 'gate.sarif', what: 'The findings for code hosts, SARIF 2.1.0' },
    {
      path: 'summary.json',
      what: `The figures of this page; the ${records} evidence records (in-toto statements) are in the folder evidence, named by their SHA-256`,
    },
    ...(products.some((path) => path.startsWith('proofs/'))
      ? [
          {
            path: 'proofs/index.html',
            what: 'Each proof with claim, assumptions and verdict; its SMT-LIB files and certificate are in a folder of its own',
          },
        ]
      : []),
    ...products
      .filter((path) => !path.startsWith('proofs/') && !path.startsWith('coverage/'))
      .map((path) => ({ path, what: 'Product of a procedure, named by digest in its record' })),
    ...(hasCoverage
      ? [{ path: 'coverage/index.html', what: 'Structural coverage by component and file; the data of each test file is in coverage/data' }]
      : []),
    { path: 'SHA256SUMS', what: 'Digest of each file' },
  ];
}
