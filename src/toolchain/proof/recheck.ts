import { compareText, type Diagnostic } from '../../kernel/diagnostic.js';
import { sha256 } from '../../kernel/digest.js';
import type { Obligation } from '../../kernel/logic/obligation.js';
import type { Files } from '../../ports/files.js';
import type { Processes } from '../../ports/processes.js';
import { campaignForm } from './campaign-form.js';
import { fingerprintOf, type ProofCertificate } from './certificate.js';
import { certificateFromText } from './certificate-text.js';
import { certificatePath, resourceUnitsDefault } from './prove.js';

/** A solver of another house that reads SMT-LIB files. */
export interface SolverProgram {
  readonly name: string;
  /** Command that answers the queries of one file. */
  readonly command: (path: string) => readonly string[];
  readonly version: readonly string[];
  /** What brings the program. */
  readonly bring: string;
}

/**
 * The programs that re-check certificates.
 *
 * @implements LLR-PRF-020
 */
export const solverPrograms: readonly SolverProgram[] = [
  { name: 'z3', command: (path) => ['z3', '-smt2', path], version: ['z3', '--version'], bring: 'Debian package z3' },
  { name: 'cvc5', command: (path) => ['cvc5', '--lang=smt2', path], version: ['cvc5', '--version'], bring: 'Debian package cvc5' },
];

/** Seconds that a program may take for one query. */
const secondsMaximum = 300;

/** What one program said of the certificates. */
export interface ProgramCheck {
  readonly name: string;
  /** Version as the program says; empty when it is not there. */
  readonly version: string;
  readonly confirmed: number;
  readonly contradicted: number;
  readonly unknown: number;
}

/** The result of a re-check. */
export interface Recheck {
  readonly certificates: number;
  readonly queries: number;
  readonly programs: readonly ProgramCheck[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What a re-check works with. */
export interface RecheckWorld {
  readonly files: Files;
  readonly processes: Processes;
  readonly folder: string;
  readonly programs: readonly SolverProgram[];
  /** Programs that run at the same time. */
  readonly atOnce: number;
}

/**
 * Re-checks each certificate without trusting the engine that wrote it: its bytes against the list of the campaign, its files against its digests, its
 * subjects as they are now, its obligation against the present one, and each query by each program. Green is what each program confirms.
 * PRF-120 to PRF-127.
 *
 * @param obligations the present obligations
 * @implements LLR-PRF-020
 */
export async function recheck(obligations: readonly Obligation[], world: RecheckWorld): Promise<Recheck> {
  const diagnostics: Diagnostic[] = [];
  const listed = listedDigests(world, diagnostics);
  const present = new Map(obligations.map((obligation) => [obligation.id, obligation]));
  const queries: Asked[] = [];
  let certificates = 0;
  for (const id of [...new Set([...present.keys(), ...listed.keys()])].sort(compareText)) {
    const certificate = intactCertificate(id, listed.get(id), world, diagnostics);
    if (certificate === undefined) continue;
    certificates += 1;
    diagnostics.push(...ageFaults(certificate, present.get(id), world));
    for (const query of certificate.queries) {
      // what a proof rests on; of an obligation that is not proved, what was found
      const expected = certificate.verdict === 'proved' ? query.expected : query.verdict;
      if (expected === 'unknown') continue;
      const path = `${world.folder}/${id}/${query.file}`;
      const bytes = world.files.exists(path) ? world.files.readBytes(path).value : undefined;
      if (bytes === undefined || sha256(bytes) !== query.sha256) {
        const message = `${id}: ${bytes === undefined ? 'a query file is gone' : 'a query file is not the one of the certificate'}: ${query.file}`;
        diagnostics.push(fault('PRF-121', message, path, 'what would be checked is not what was proved', 'run ampel prove --fresh', id));
      } else queries.push({ id, name: query.name, expected, path });
    }
  }
  if (certificates === 0)
    diagnostics.push(
      fault('PRF-120', 'there is no certificate to check', world.folder, 'nothing is confirmed', 'run ampel prove', world.folder),
    );
  const programs: ProgramCheck[] = [];
  for (const program of world.programs) programs.push(await checkedBy(program, queries, world, diagnostics));
  return { certificates, queries: queries.length, programs, diagnostics };
}

interface Asked {
  readonly id: string;
  readonly name: string;
  readonly expected: 'sat' | 'unsat';
  readonly path: string;
}

/** Digest of each certificate by the list of the campaign. */
function listedDigests({ files, folder }: RecheckWorld, diagnostics: Diagnostic[]): ReadonlyMap<string, string> {
  const path = `${folder}/campaign.json`;
  const text = files.exists(path) ? files.readText(path).value : undefined;
  try {
    const value = JSON.parse(text ?? '') as { format?: unknown; obligations?: readonly { id?: unknown; certificateSha256?: unknown }[] };
    if (value.format === campaignForm && Array.isArray(value.obligations))
      return new Map(value.obligations.map(({ id, certificateSha256 }) => [String(id), String(certificateSha256)]));
  } catch {
    // Falls through: a list that cannot be read is none.
  }
  const why = 'it holds the digest of each certificate; without it an edited one would not be noticed';
  diagnostics.push(fault('PRF-120', 'the list of the campaign is not there or cannot be read', path, why, 'run ampel prove', path));
  return new Map();
}

function intactCertificate(
  id: string,
  digest: string | undefined,
  { files, folder }: RecheckWorld,
  diagnostics: Diagnostic[],
): ProofCertificate | undefined {
  const path = certificatePath(folder, id);
  const text = files.exists(path) ? files.readText(path).value : undefined;
  if (text === undefined) {
    diagnostics.push(
      fault('PRF-120', `${id} has no certificate`, path, 'nobody has proved it, or the file is gone', 'run ampel prove', id),
    );
    return undefined;
  }
  const certificate = certificateFromText(text);
  if (certificate === undefined || certificate.id !== id || sha256(text) !== digest) {
    const why =
      certificate === undefined
        ? 'it has not the form of a certificate, or its content is not that of the digest in it'
        : 'its SHA-256 is not the one in the list of the campaign';
    diagnostics.push(fault('PRF-121', `the certificate of ${id} was edited`, path, why, 'run ampel prove --fresh', id));
    return undefined;
  }
  if (certificate.verdict !== 'proved')
    diagnostics.push(
      fault('PRF-127', `${id} is ${certificate.verdict}: ${certificate.why}`, path, 'only a proof is evidence', 'see ampel prove', id),
    );
  return certificate;
}

/** What has changed since the certificate was written. */
function ageFaults(certificate: ProofCertificate, present: Obligation | undefined, { files, folder }: RecheckWorld): readonly Diagnostic[] {
  const { id } = certificate;
  const path = certificatePath(folder, id);
  const faults: Diagnostic[] = [];
  for (const { name, sha256: digest } of certificate.subjects) {
    const bytes = files.exists(name) ? files.readBytes(name).value : undefined;
    if (bytes === undefined || sha256(bytes) !== digest)
      faults.push(
        fault('PRF-126', `${id}: its subject ${name} has changed since`, name, 'the proof speaks of other bytes', 'run ampel prove', id),
      );
  }
  if (present === undefined) {
    faults.push(fault('PRF-122', `${id} is no longer an obligation of the project`, path, 'nobody asks for it', 'run ampel prove', id));
  } else if (fingerprintOf(present, present.resourceUnits ?? resourceUnitsDefault) !== certificate.fingerprint) {
    faults.push(
      fault('PRF-122', `${id} has changed since it was proved`, path, 'the proof is one of another obligation', 'run ampel prove', id),
    );
  }
  return faults;
}

async function checkedBy(
  program: SolverProgram,
  queries: readonly Asked[],
  { processes, atOnce }: RecheckWorld,
  diagnostics: Diagnostic[],
): Promise<ProgramCheck> {
  const version = await processes.run(program.version, { timeoutSeconds: 30 });
  if (version.exitCode !== 0) {
    const why = 'what it would have said is unknown, and unknown is never green';
    diagnostics.push(fault('PRF-125', `${program.name} is not there`, program.name, why, `install it: ${program.bring}`, program.name));
    return { name: program.name, version: '', confirmed: 0, contradicted: 0, unknown: queries.length };
  }
  const counts = { confirmed: 0, contradicted: 0, unknown: 0 };
  const said = new Map<Asked, string>();
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < queries.length; at = next++) {
      const asked = queries[at] as Asked;
      const { stdout, failure } = await processes.run(program.command(asked.path), { timeoutSeconds: secondsMaximum });
      said.set(asked, failure === '' ? (stdout.trim().split('\n')[0] ?? '') : failure);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, atOnce) }, work));
  for (const asked of queries) {
    const { id, name, expected, path } = asked;
    const answer = said.get(asked) ?? '';
    if (answer === expected) counts.confirmed += 1;
    else if (answer === 'sat' || answer === 'unsat') {
      counts.contradicted += 1;
      const message = `${id}, query ${name}: ${program.name} says ${answer}, and the certificate ${expected}`;
      const fix = 'look at the query with both solvers; do not use the proof until one of them is known to be wrong';
      diagnostics.push(fault('PRF-123', message, path, 'two solvers contradict each other', fix, id));
    } else {
      counts.unknown += 1;
      const message = `${id}, query ${name}: ${program.name} gives no answer (${answer.slice(0, 200)})`;
      diagnostics.push(
        fault(
          'PRF-124',
          message,
          path,
          'the query is not confirmed',
          'give the solver more time or state the obligation in another way',
          id,
        ),
      );
    }
  }
  return { name: program.name, version: (version.stdout.trim().split('\n')[0] ?? '').slice(0, 100), ...counts };
}

function fault(code: string, message: string, path: string, why: string, fix: string, subject: string): Diagnostic {
  return { code, severity: 'error', message, place: { path, line: 1, column: 1 }, why, fix, subjects: [subject] };
}
