import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compareDiagnostics, type Diagnostic } from '../kernel/diagnostic.js';
import { sha256 } from '../kernel/digest.js';
import type { Obligation, ProofInput } from '../kernel/logic/obligation.js';
import type { Read } from '../kernel/result.js';
import type { ProofEntry } from '../toolchain/project/config.generated.js';
import { obligationFaults } from '../toolchain/proof/check-obligation.js';
import type { CommandContext } from './context.js';

/**
 * The obligations of a project: what `proofObligations(inputs)` of each configured module gives for the texts of its inputs. PRF-101 for a module or
 * input that cannot be read, and the findings of the modules themselves; then `value` holds what could be had.
 *
 * @implements LLR-PRF-001
 */
export async function loadObligations(context: CommandContext, entries: readonly ProofEntry[]): Promise<Read<readonly Obligation[]>> {
  const value: Obligation[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { module, inputs } of entries) {
    const read = inputs.map((path) => inputFrom(context, path, diagnostics));
    const given = read.filter((input) => input !== undefined);
    if (given.length < inputs.length) continue;
    const made = await obligationsOf(context, module, given);
    if ('fault' in made) {
      diagnostics.push(
        fault(
          module,
          made.fault,
          'name a module that exports proofObligations(inputs) in proofs of ampel.config.yaml; build the project first',
        ),
      );
      continue;
    }
    value.push(...made.value);
    diagnostics.push(...made.diagnostics);
  }
  diagnostics.push(...obligationFaults(value, { path: 'ampel.config.yaml', line: 1, column: 1 }));
  return { value, diagnostics: diagnostics.sort(compareDiagnostics) };
}

function inputFrom({ files }: CommandContext, path: string, diagnostics: Diagnostic[]): ProofInput | undefined {
  const { value: text, diagnostics: problems } = files.readText(path);
  if (text === undefined) {
    diagnostics.push(
      ...problems,
      fault(path, 'an input of proof obligations cannot be read', 'correct proofs.inputs in ampel.config.yaml'),
    );
    return undefined;
  }
  const bytes = files.readBytes(path).value;
  return { path, text, sha256: sha256(bytes ?? text) };
}

async function obligationsOf(
  { root }: CommandContext,
  module: string,
  inputs: readonly ProofInput[],
): Promise<Read<readonly Obligation[]> | { readonly fault: string }> {
  const path = resolve(root, module);
  if (!existsSync(path)) return { fault: 'it is not there' };
  try {
    const loaded = (await import(pathToFileURL(path).href)) as { readonly proofObligations?: unknown };
    if (typeof loaded.proofObligations !== 'function') return { fault: 'it exports no function proofObligations' };
    const made = (await loaded.proofObligations(inputs)) as Partial<Read<readonly Obligation[]>> | undefined;
    if (!Array.isArray(made?.value)) return { fault: 'proofObligations does not return { value, diagnostics }' };
    return { value: made.value as readonly Obligation[], diagnostics: made.diagnostics ?? [] };
  } catch (thrown) {
    return { fault: `it ends with: ${thrown instanceof Error ? thrown.message : String(thrown)}` };
  }
}

function fault(path: string, message: string, fix: string): Diagnostic {
  const place = { path, line: 1, column: 1 };
  return {
    code: 'PRF-101',
    severity: 'error',
    message: `proof obligations: ${message}`,
    place,
    why: 'what cannot be read cannot be proved',
    fix,
    subjects: [path],
  };
}
