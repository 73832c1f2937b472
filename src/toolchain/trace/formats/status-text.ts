import { printableText } from '../../../kernel/diagnostic.js';
import type { ModuleStatus } from '../module-status.js';
import { wrapLine } from './gate-text.js';

const heads = ['active', 'verified', 'awaiting', 'not met', 'planned', 'all'];

/**
 * A table of modules: requirements of one level that are active, of these verified, awaiting a person and not met; planned; all.
 * @implements LLR-GAT-008
 */
export function statusText(
  modules: readonly ModuleStatus[],
  level: string,
  titles: Readonly<Record<string, string>> = {},
  coverage: readonly string[] = [],
): string {
  const width = Math.max(6, ...modules.map((entry) => entry.module.length));
  const row = (name: string, cells: readonly (string | number)[]): string =>
    `${name.padEnd(width)}${cells.map((cell) => String(cell).padStart(10)).join('')}`;
  const counts = modules.map(countsOf);
  const totals = heads.map((_head, column) => counts.reduce((sum, count) => sum + (count[column] ?? 0), 0));
  return [
    `${level} requirements by module`,
    row('module', heads),
    ...modules.map((entry) => `${row(entry.module, countsOf(entry))}  ${markOf(entry)} ${titles[entry.module] ?? ''}`.trimEnd()),
    row('total', totals),
    '✓ all verified · ◔ verified so far, others planned · ◐ awaits a person · ✗ not met · ○ planned',
    ...(coverage.length === 0
      ? []
      : ['', 'structural coverage by component', ...coverage.map((line) => wrapLine(`  ${printableText(line)}`))]),
    '',
  ].join('\n');
}

function countsOf({ verified, awaiting, notMet, planned, all }: ModuleStatus): readonly number[] {
  return [all - planned, verified, awaiting, notMet, planned, all];
}

function markOf({ verified, awaiting, notMet, planned, all }: ModuleStatus): string {
  if (all === 0) return '–';
  if (planned === all) return '○';
  if (notMet > 0) return '✗';
  if (awaiting > 0) return '◐';
  return verified === all ? '✓' : '◔';
}
