import { basename } from 'node:path';
import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import { formatDiagnostic } from '../../../kernel/diagnostic.js';
import { structureDifferences, versionFindings } from '../../../twin/pdi/change/structure-change.js';
import { readStructure } from '../../../twin/pdi/read-structure.js';
import { type Structure, versionText } from '../../../twin/pdi/structure.js';
import { type CommandContext, exitCodes } from '../../context.js';
import { complain } from '../../open-project.js';
import { fileNamed } from '../afdx/read-network.js';
import { wrongUsage } from './read-items.js';

/**
 * `ampel pdi compat OLD NEW`: the differences of two versions of a structure, and whether its version says so.
 * @implements LLR-PDV-011
 */
export async function pdiCompat(context: CommandContext): Promise<number> {
  const [, old, young, ...more] = context.positionals;
  if (old === undefined || young === undefined || more.length > 0)
    return wrongUsage('two structure files are compared', 'ampel pdi compat OLD-STRUCTURE NEW-STRUCTURE');
  const [before, after] = [structureAt(context, old), structureAt(context, young)];
  if (before === undefined || after === undefined) return exitCodes.usage;
  const differences = structureDifferences(before, after);
  const findings = versionFindings(before, after, young);
  if (context.options.json === true)
    context.out(
      prettyJson({ before: versionText(before.version), after: versionText(after.version), differences, findings } as unknown as Json),
    );
  else {
    context.out(differences.map(({ path, kind, text }) => `${kind.padEnd(9)} ${path === '' ? 'structure' : path}: ${text}\n`).join(''));
    context.out(findings.map((finding) => `${formatDiagnostic(finding)}\n`).join(''));
    context.out(
      `${findings.length === 0 ? '✓' : '✗'} ${after.name} ${versionText(before.version)} to ${versionText(after.version)}: ${differences.length} differences\n`,
    );
  }
  return findings.length === 0 ? exitCodes.green : exitCodes.red;
}

function structureAt(context: CommandContext, path: string): Structure | undefined {
  const named = fileNamed(context, path);
  const { value: text, diagnostics } = named.files.readText(named.path);
  complain(diagnostics);
  if (text === undefined) return undefined;
  const read = readStructure({ name: basename(path).replace(/\.structure\.json$/, ''), path, text });
  complain(read.diagnostics);
  return read.value;
}
