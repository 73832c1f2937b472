import type { ModuleStatus } from '../module-status.js';

/**
 * A table of modules: requirements of the top level verified / active / all.
 * @implements LLR-GAT-008
 */
export function statusText(modules: readonly ModuleStatus[], level: string, titles: Readonly<Record<string, string>> = {}): string {
  const width = Math.max(6, ...modules.map((entry) => entry.module.length));
  const row = (cells: readonly string[]): string =>
    `${(cells[0] ?? '').padEnd(width)}${cells
      .slice(1)
      .map((cell) => cell.padStart(11))
      .join('')}`;
  const lines = [`${level} requirements by module`, row(['module', 'verified', 'awaiting', 'not met', 'planned', 'all'])];
  for (const { module, verified, awaiting, notMet, planned, all } of modules) {
    const mark = all === 0 ? '–' : planned === all ? '○' : notMet > 0 ? '✗' : awaiting > 0 ? '◐' : verified === all ? '✓' : '◔';
    lines.push(
      `${row([module, `${verified}`, `${awaiting}`, `${notMet}`, `${planned}`, `${all}`])}  ${mark} ${titles[module] ?? ''}`.trimEnd(),
    );
  }
  const sum = (of: (entry: ModuleStatus) => number): string => String(modules.reduce((total, entry) => total + of(entry), 0));
  lines.push(
    row([
      'total',
      sum((entry) => entry.verified),
      sum((entry) => entry.awaiting),
      sum((entry) => entry.notMet),
      sum((entry) => entry.planned),
      sum((entry) => entry.all),
    ]),
  );
  lines.push('✓ all verified · ◔ verified so far, others planned · ◐ awaits a person · ✗ not met · ○ planned');
  return `${lines.join('\n')}\n`;
}
