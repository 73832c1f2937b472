import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import { compareDiagnostics, type Diagnostic, formatDiagnostic } from '../../../kernel/diagnostic.js';
import type { ParameterData } from '../../../twin/pdi/read-data.js';
import { versionText } from '../../../twin/pdi/structure.js';
import { consistencyFindings, consistencyRules } from '../../../twin/pdi/verification/consistency.js';
import { type ItemVerification, verifiedItem } from '../../../twin/pdi/verification/verify-item.js';
import { type CommandContext, exitCodes } from '../../context.js';
import { comparedTexts, folderOf, readItems, requirementFinder } from './read-items.js';

/** What verification found in a folder. */
export interface FolderVerification {
  readonly folder: string;
  readonly verified: readonly ItemVerification[];
  readonly findings: readonly Diagnostic[];
}

/**
 * Verifies each item of a folder and the tables together.
 * @implements LLR-PDV-011
 */
export function verifiedFolder(context: CommandContext, folder: string): FolderVerification {
  const { items, diagnostics } = readItems(context, folder);
  const hasRequirement = requirementFinder(context);
  const verified = items.map((files) => verifiedItem(files, consistencyRules, hasRequirement));
  const tables = new Map<string, ParameterData>(verified.flatMap(({ name, data }) => (data === undefined ? [] : [[name, data] as const])));
  const together = consistencyFindings({ items: tables, texts: comparedTexts(context) });
  const findings = [...diagnostics, ...verified.flatMap((item) => item.diagnostics), ...together].sort(compareDiagnostics);
  return { folder, verified, findings };
}

/**
 * `ampel pdi verify [FOLDER]`: ranges, constraints, consistency, elements, and images against their source.
 * @implements LLR-PDV-011
 */
export async function pdiVerify(context: CommandContext): Promise<number> {
  const folder = folderOf(context, 'verify');
  if (folder === undefined) return exitCodes.usage;
  const { verified, findings } = verifiedFolder(context, folder);
  const isGreen = findings.length === 0 && verified.length > 0;
  if (context.options.json === true) context.out(prettyJson({ folder, findings, items: verified.map(itemJson) } as unknown as Json));
  else {
    const told = `${findings.map((finding) => `${formatDiagnostic(finding)}\n\n`).join('')}${verified.map(itemRow).join('')}`;
    const elements = verified.reduce((sum, { coverage }) => sum + (coverage?.elements ?? 0), 0);
    const verdict =
      verified.length === 0 ? 'no parameter data is here' : `${verified.length} items, ${elements} elements, ${findings.length} errors`;
    context.out(`${told}${isGreen ? '✓' : '✗'} ${folder}: ${verdict}\n`);
  }
  if (verified.length === 0) return exitCodes.usage;
  return isGreen ? exitCodes.green : exitCodes.red;
}

function itemRow({ name, data, coverage, equalElements, diagnostics }: ItemVerification): string {
  if (data === undefined || coverage === undefined) return `✗ ${name.padEnd(20)} ${diagnostics.length} errors in its source\n`;
  const version = versionText(data.item.version).padEnd(7);
  const { elements, traced } = coverage;
  return `${diagnostics.length === 0 ? '✓' : '✗'} ${name.padEnd(20)} ${version} ${String(elements).padStart(5)} elements, ${traced} traced, ${equalElements} equal in the image\n`;
}

function itemJson({ name, data, coverage, equalElements, diagnostics }: ItemVerification): unknown {
  return {
    name,
    version: data === undefined ? null : versionText(data.item.version),
    coverage: coverage ?? null,
    equalElements,
    errors: diagnostics.length,
  };
}
