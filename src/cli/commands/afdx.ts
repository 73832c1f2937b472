import { type Json, prettyJson } from '../../kernel/canonical-json.js';
import { type Diagnostic, formatDiagnostic } from '../../kernel/diagnostic.js';
import { checkNetwork } from '../../twin/afdx/check-network.js';
import { summaryOf } from '../../twin/afdx/summary.js';
import { type CommandContext, exitCodes } from '../context.js';

/**
 * The aircraft's own network.
 * @implements LLR-CLI-015
 */
export const aircraftNetwork = 'config-items/afdx/network.json';

/**
 * `ampel afdx check [FILE]`: the structural rules on one network configuration, the aircraft's own by default.
 * @implements LLR-CLI-015
 */
export async function afdx(context: CommandContext): Promise<number> {
  const [verb, path = aircraftNetwork, ...more] = context.positionals;
  if (verb !== 'check' || more.length > 0) {
    process.stderr.write(
      `error CLI-102: ${verb === undefined ? 'a verb is needed' : `"${[verb, ...more].join(' ')}" is not understood`}\n  why: nothing was checked\n  fix: ampel afdx check [FILE]\n`,
    );
    return exitCodes.usage;
  }
  const { value: text, diagnostics: unreadable } = context.files.readText(path);
  const read = text === undefined ? { value: undefined, diagnostics: unreadable } : checkNetwork({ path, text });
  const errors = read.diagnostics.filter((finding) => finding.severity === 'error').length;
  const summary = read.value === undefined ? undefined : summaryOf(read.value);
  if (context.options.json === true)
    context.out(prettyJson({ path, findings: read.diagnostics, summary: summary ?? null } as unknown as Json));
  else
    context.out(
      `${report(path, read.diagnostics)}${summary === undefined ? '' : prettyJson(summary as unknown as Json)}${errors === 0 ? '✓' : '✗'} ${path}: ${errors} errors; timing is not checked yet\n`,
    );
  if (text === undefined) return exitCodes.usage;
  return errors === 0 ? exitCodes.green : exitCodes.red;
}

function report(path: string, findings: readonly Diagnostic[]): string {
  return findings.length === 0
    ? `${path} follows every structural rule\n`
    : findings.map((finding) => `${formatDiagnostic(finding)}\n\n`).join('');
}
