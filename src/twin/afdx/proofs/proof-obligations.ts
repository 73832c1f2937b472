import { compareDiagnostics, type Diagnostic } from '../../../kernel/diagnostic.js';
import type { Obligation, ProofInput } from '../../../kernel/logic/obligation.js';
import type { Read } from '../../../kernel/result.js';
import { readNetwork } from '../read-network.js';
import { afdxObligations } from './afdx-obligations.js';

/**
 * The proof obligations of network files, as `ampel prove` asks for them; identifiers of several files would meet, so there is one.
 *
 * @param inputs one network file in our JSON form
 * @implements LLR-POB-013
 */
export function proofObligations(inputs: readonly ProofInput[]): Read<readonly Obligation[]> {
  const [input, ...more] = inputs;
  if (input === undefined || more.length > 0) {
    const place = { path: 'ampel.config.yaml', line: 1, column: 1 };
    const fault: Diagnostic = {
      code: 'AFDX-360',
      severity: 'error',
      message: `the proof obligations of a network take one network file, not ${inputs.length}`,
      place,
      why: 'identifiers name virtual links and ports, which two files would share',
      fix: 'name one file in inputs',
    };
    return { value: [], diagnostics: [fault] };
  }
  const { network, diagnostics } = readNetwork({ path: input.path, text: input.text });
  if (network === undefined) return { value: [], diagnostics };
  const made = afdxObligations(network, { name: input.path, sha256: input.sha256 });
  return { value: made.value, diagnostics: [...diagnostics, ...made.diagnostics].sort(compareDiagnostics) };
}
