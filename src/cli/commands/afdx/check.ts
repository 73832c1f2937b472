import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import { type Diagnostic, formatDiagnostic } from '../../../kernel/diagnostic.js';
import { structuralFindingsOf } from '../../../twin/afdx/check-network.js';
import { summaryOf } from '../../../twin/afdx/summary.js';
import { type CommandContext, exitCodes } from '../../context.js';
import { aircraftNetwork, readAfdxNetwork } from './read-network.js';

/**
 * `ampel afdx check [FILE]`: the structural rules on one network configuration, the aircraft's own by default.
 * @implements LLR-CLI-015
 */
export async function afdxCheck(context: CommandContext): Promise<number> {
  const [, path = aircraftNetwork, ...more] = context.positionals;
  if (more.length > 0) return oneFileOnly('check', more);
  const { text, reading } = readAfdxNetwork(context, path);
  const { network } = reading;
  const findings = [...reading.diagnostics, ...(network === undefined ? [] : structuralFindingsOf(network, reading.placeOf))];
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const summary = network === undefined ? undefined : summaryOf(network);
  if (context.options.json === true) context.out(prettyJson({ path, findings, summary: summary ?? null } as unknown as Json));
  else
    context.out(
      `${report(path, findings)}${summary === undefined ? '' : prettyJson(summary as unknown as Json)}${errors === 0 ? '✓' : '✗'} ${path}: ${errors} errors; ampel afdx bounds checks the timing\n`,
    );
  if (text === undefined) return exitCodes.usage;
  return errors === 0 ? exitCodes.green : exitCodes.red;
}

/**
 * Says that a command takes one file.
 * @implements LLR-CLI-015
 */
export function oneFileOnly(verb: string, more: readonly string[]): number {
  process.stderr.write(
    `error CLI-102: "${more.join(' ')}" is not understood\n  why: the command takes one file, and nothing was done\n  fix: ampel afdx ${verb} [FILE]\n`,
  );
  return exitCodes.usage;
}

function report(path: string, findings: readonly Diagnostic[]): string {
  return findings.length === 0
    ? `${path} follows every structural rule\n`
    : findings.map((finding) => `${formatDiagnostic(finding)}\n\n`).join('');
}
