import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
import type { ElementCoverage } from '../../../twin/pdi/verification/element-coverage.js';
import { type CommandContext, exitCodes } from '../../context.js';
import { folderOf } from './read-items.js';
import { verifiedFolder } from './verify.js';

/** Findings that concern trace and basis of elements. */
const codes = /^PDI-21[0-6]$/;

/**
 * `ampel pdi coverage [FOLDER]`: how many elements are traced, and by what their values were verified.
 * @implements LLR-PDV-011
 */
export async function pdiCoverage(context: CommandContext): Promise<number> {
  const folder = folderOf(context, 'coverage');
  if (folder === undefined) return exitCodes.usage;
  const { verified, findings } = verifiedFolder(context, folder);
  const own = findings.filter(({ code }) => codes.test(code));
  const unread = verified.filter(({ coverage }) => coverage === undefined);
  const isGreen = own.length === 0 && unread.length === 0 && verified.length > 0;
  if (context.options.json === true)
    context.out(
      prettyJson({
        folder,
        findings: own,
        items: verified.map(({ name, coverage }) => ({ name, coverage: coverage ?? null })),
      } as unknown as Json),
    );
  else {
    const rows = verified.map(({ name, coverage }) => `${name.padEnd(20)} ${coverage === undefined ? 'not read' : cells(coverage)}\n`);
    const assumed = context.options.all === true ? verified.flatMap(assumedLines) : [];
    const errors = own.map(({ code, message }) => `error ${code}: ${message}\n`);
    const verdict = `${isGreen ? '✓' : '✗'} ${folder}: ${own.length} elements or bases with errors, ${unread.length} items not read\n`;
    context.out(
      `${'item'.padEnd(20)} elements  traced  by quote  by item  assumed\n${[...rows, ...assumed, ...errors].join('')}${verdict}`,
    );
  }
  if (verified.length === 0) return exitCodes.usage;
  return isGreen ? exitCodes.green : exitCodes.red;
}

function cells({ elements, traced, byQuote, byConfigurationItem, assumed }: ElementCoverage): string {
  const columns: readonly (readonly [number, number])[] = [
    [elements, 8],
    [traced, 6],
    [byQuote, 8],
    [byConfigurationItem, 7],
    [assumed, 7],
  ];
  return columns.map(([count, width]) => String(count).padStart(width)).join('  ');
}

function assumedLines({ name, data }: ReturnType<typeof verifiedFolder>['verified'][number]): readonly string[] {
  return (data?.basis ?? []).flatMap(({ elements, assumption }) =>
    assumption === undefined ? [] : [`  ? ${name} ${elements}: ${assumption}\n`],
  );
}
