import { type Json, prettyJson } from '../../../kernel/canonical-json.js';
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
    context.out(`${'item'.padEnd(20)} elements  traced  by quote  by item  assumed\n`);
    for (const { name, coverage } of verified) {
      const cells =
        coverage === undefined
          ? ['not read']
          : [
              cell(coverage.elements, 8),
              cell(coverage.traced, 6),
              cell(coverage.byQuote, 8),
              cell(coverage.byConfigurationItem, 7),
              cell(coverage.assumed, 7),
            ];
      context.out(`${name.padEnd(20)} ${cells.join('  ')}\n`);
    }
    if (context.options.all === true) for (const line of verified.flatMap(assumedLines)) context.out(`${line}\n`);
    context.out(own.map(({ code, message }) => `error ${code}: ${message}\n`).join(''));
    context.out(`${isGreen ? '✓' : '✗'} ${folder}: ${own.length} elements or bases with errors, ${unread.length} items not read\n`);
  }
  if (verified.length === 0) return exitCodes.usage;
  return isGreen ? exitCodes.green : exitCodes.red;
}

function cell(count: number, width: number): string {
  return String(count).padStart(width);
}

function assumedLines({ name, data }: ReturnType<typeof verifiedFolder>['verified'][number]): readonly string[] {
  return (data?.basis ?? []).flatMap(({ elements, assumption }) =>
    assumption === undefined ? [] : [`  ? ${name} ${elements}: ${assumption}`],
  );
}
