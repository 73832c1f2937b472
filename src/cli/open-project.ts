import { type Diagnostic, formatDiagnostic } from '../kernel/diagnostic.js';
import type { ProjectConfig } from '../toolchain/project/config.generated.js';
import { configurationFile, loadConfig } from '../toolchain/project/load-config.js';
import { type LoadedProject, loadProject } from '../toolchain/project/load-project.js';
import { type CommandContext, exitCodes, optionText } from './context.js';

/**
 * Writes findings that end a command to standard error.
 * @implements LLR-CLI-003
 */
export function complain(diagnostics: readonly Diagnostic[]): void {
  for (const finding of diagnostics) process.stderr.write(`${formatDiagnostic(finding)}\n`);
}

/**
 * The project's configuration; undefined after its problems were written, and then the command ends with exit code 2.
 * @implements LLR-CLI-003
 */
export function openConfig(context: CommandContext): ProjectConfig | undefined {
  const { config, diagnostics } = loadConfig(context.files, optionText(context, 'config') ?? configurationFile);
  if (config === undefined) complain(diagnostics);
  return config;
}

/**
 * Opens the project in the current folder and hands it to the command's own work.
 * @implements LLR-CLI-003
 */
export async function withProject(context: CommandContext, work: (project: LoadedProject) => number | Promise<number>): Promise<number> {
  const config = openConfig(context);
  if (config === undefined) return exitCodes.usage;
  return work(await loadProject(context.files, config, context.clock.today()));
}

/**
 * Whether a file of the project could not be read, after its problems were written. What is derived from the rest would be
 * incomplete, so that a command must not write it over what is there.
 * @implements LLR-CLI-003
 */
export function isReadInPart(project: LoadedProject): boolean {
  const unread = project.diagnostics.filter(
    (finding) => finding.severity === 'error' && !finding.code.startsWith('EVD-') && finding.code !== 'PRJ-104',
  );
  complain(unread);
  return unread.length > 0;
}
