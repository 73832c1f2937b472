import { type Json, prettyJson } from '../../kernel/canonical-json.js';
import { compareText, type Diagnostic } from '../../kernel/diagnostic.js';
import { sha256 } from '../../kernel/digest.js';
import type { Obligation } from '../../kernel/logic/obligation.js';
import { equal } from '../../kernel/logic/truth.js';
import type { Files } from '../../ports/files.js';
import type { Solver } from '../../ports/solver.js';
import { campaignForm } from './campaign-form.js';
import { type CertificateFiles, certificateFrom, certificateText, fingerprintOf, type ProofCertificate } from './certificate.js';
import { certificateFromText } from './certificate-text.js';
import type { Discharge } from './finding.js';
import { dischargeBounded, dischargeInvariant } from './induction.js';
import {
  dischargeAllModels,
  dischargeExactRange,
  dischargeInfeasible,
  dischargeOptimal,
  dischargeSatisfiable,
  dischargeValid,
} from './methods.js';
import { Inquirer, type Query } from './query.js';

/**
 * Resource units after which one query is given up, when the obligation says nothing: the same point on each machine.
 *
 * @implements LLR-PRF-018
 */
export const resourceUnitsDefault = 200_000_000;

/** Seconds after which a query is given up whatever it has spent, so that a hanging solver ends. */
const wallSecondsMaximum = 900;

/** What a campaign works with. */
export interface ProofWorld {
  readonly solver: Solver;
  /** Name and version of the solver as certificates show it. */
  readonly identity: string;
  readonly files: Files;
  /** Folder of certificates. */
  readonly folder: string;
  /** Obligations in work at the same time. */
  readonly atOnce: number;
  /** Whether certificates that are there are made anew. */
  readonly isFresh: boolean;
  /** Called when an obligation is done. */
  readonly progress: (done: ProofResult) => void;
}

/** What became of one obligation. */
export interface ProofResult {
  readonly certificate: ProofCertificate;
  /** SHA-256 of the file of the certificate. */
  readonly sha256: string;
  /** Whether a certificate of the same obligation was there. */
  readonly isReused: boolean;
}

/**
 * Discharges obligations and keeps their certificates: `FOLDER/ID/certificate.json` and one SMT-LIB file for each query. One whose obligation and
 * solver did not change is not proved again.
 *
 * @returns in the order of the identifiers, and what could not be written
 * @implements LLR-PRF-018
 */
export async function prove(
  obligations: readonly Obligation[],
  world: ProofWorld,
): Promise<{ readonly results: readonly ProofResult[]; readonly diagnostics: readonly Diagnostic[] }> {
  const sorted = [...obligations].sort((a, b) => compareText(a.id, b.id));
  const results: ProofResult[] = new Array(sorted.length);
  const diagnostics: Diagnostic[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < sorted.length; at = next++) {
      const obligation = sorted[at] as Obligation;
      const known = world.isFresh ? undefined : keptCertificate(obligation, world);
      const result = known ?? keep(await discharged(obligation, world), world, diagnostics);
      results[at] = result;
      world.progress(result);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, world.atOnce) }, work));
  return { results, diagnostics };
}

/**
 * Discharges one obligation.
 *
 * @implements LLR-PRF-018
 */
export async function discharged(
  obligation: Obligation,
  { solver, identity }: Pick<ProofWorld, 'solver' | 'identity'>,
): Promise<CertificateFiles> {
  const resourceUnits = obligation.resourceUnits ?? resourceUnitsDefault;
  const inquirer = new Inquirer(solver, { resourceUnits, wallSeconds: wallSecondsMaximum }, (query) => headerOf(obligation, query));
  const discharge = await dischargeOf(obligation, inquirer);
  return certificateFrom(obligation, discharge, { queries: inquirer.kept, solver: identity, resourceUnits });
}

function dischargeOf(obligation: Obligation, inquirer: Inquirer): Promise<Discharge> {
  const { question } = obligation;
  switch (question.method) {
    case 'valid':
      return dischargeValid(obligation, question.claim, inquirer);
    case 'equivalent':
      return dischargeValid(obligation, equal(question.left, question.right), inquirer);
    case 'exact-range':
      return dischargeExactRange({ ...obligation, question }, inquirer);
    case 'satisfiable':
      return dischargeSatisfiable({ ...obligation, question }, inquirer);
    case 'optimal':
      return dischargeOptimal({ ...obligation, question }, inquirer);
    case 'all-models':
      return dischargeAllModels({ ...obligation, question }, inquirer);
    case 'infeasible':
      return dischargeInfeasible({ ...obligation, question }, inquirer);
    case 'bounded':
      return dischargeBounded({ ...obligation, question }, inquirer);
    case 'invariant':
      return dischargeInvariant({ ...obligation, question }, inquirer);
  }
}

function headerOf({ id, title, requirements, claim, faithful, subjects }: Obligation, { purpose }: Query): readonly string[] {
  return [
    `${id}: ${title}`,
    `Requirements: ${requirements.join(', ')}`,
    `Claim: ${claim}`,
    `This query is expected to be ${purpose}`,
    `Rests on: ${faithful.kind}, ${faithful.where}`,
    ...subjects.map((subject) => `Subject: ${subject.name}, SHA-256 ${subject.sha256}`),
    '',
  ];
}

/**
 * Where the certificate of an obligation stands.
 *
 * @implements LLR-PRF-018
 */
export function certificatePath(folder: string, id: string): string {
  return `${folder}/${id}/certificate.json`;
}

/** A certificate of the same obligation by the same solver that proves it, with its files as they were written. */
function keptCertificate(obligation: Obligation, { files, folder, identity }: ProofWorld): ProofResult | undefined {
  const path = certificatePath(folder, obligation.id);
  const text = files.exists(path) ? files.readText(path).value : undefined;
  const certificate = text === undefined ? undefined : certificateFromText(text);
  if (text === undefined || certificate?.verdict !== 'proved' || certificate.solver !== identity) return undefined;
  if (certificate.fingerprint !== fingerprintOf(obligation, obligation.resourceUnits ?? resourceUnitsDefault)) return undefined;
  if (certificateText(certificate) !== text) return undefined;
  const intact = certificate.queries.every(({ file, sha256: digest }) => {
    const bytes = files.exists(`${folder}/${obligation.id}/${file}`)
      ? files.readBytes(`${folder}/${obligation.id}/${file}`).value
      : undefined;
    return bytes !== undefined && sha256(bytes) === digest;
  });
  return intact ? { certificate, sha256: sha256(text), isReused: true } : undefined;
}

function keep({ certificate, scripts }: CertificateFiles, { files, folder }: ProofWorld, diagnostics: Diagnostic[]): ProofResult {
  const text = certificateText(certificate);
  for (const old of files.list({ paths: [`${folder}/${certificate.id}/*`] }).value)
    if (!scripts.has(old.slice(old.lastIndexOf('/') + 1))) files.remove(old);
  for (const [file, script] of scripts) diagnostics.push(...files.writeAtomically(`${folder}/${certificate.id}/${file}`, script));
  diagnostics.push(...files.writeAtomically(certificatePath(folder, certificate.id), text));
  return { certificate, sha256: sha256(text), isReused: false };
}

/**
 * The list of a campaign as it is kept beside the certificates: each obligation with verdict, requirements and the digest of its certificate.
 *
 * @implements LLR-PRF-019
 */
export function campaignText(results: readonly ProofResult[], identity: string): string {
  return prettyJson({
    format: campaignForm,
    solver: identity,
    obligations: results.map(({ certificate: { id, title, requirements, subjects, method, claim, verdict, why }, sha256: digest }) => {
      return { id, title, requirements, subjects, method, claim, verdict, why, certificateSha256: digest };
    }),
  } as unknown as Json);
}
