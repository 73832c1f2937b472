import { runInForeground } from '../../../adapters/foreground-process.js';
import { prettyJson } from '../../../kernel/canonical-json.js';
import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';
import { complain, openConfig } from '../../open-project.js';
import { askTypes } from './ask-types.js';
import { measuredPaths } from './instrumented-text.js';
import { measuringEnvironment, registerModule, toldSettings } from './measuring.js';
import { type CoverageSettings, coverageFolder, settingsJson } from './settings.js';

/**
 * `ampel coverage run -- COMMAND`: runs a command with its sources instrumented, its child processes and worker threads too, and keeps
 * what they reach.
 * @param register module that each process loads first
 * @implements LLR-COV-015
 */
export async function coverageRun(context: CommandContext, register: string = registerModule): Promise<number> {
  const command = context.positionals.slice(1);
  if (command.length === 0) {
    process.stderr.write(
      'error CLI-101: ampel coverage run needs a command\n  why: nothing was run\n  fix: ampel coverage run -- npx tap\n',
    );
    return exitCodes.usage;
  }
  const settings = typedSettings(context, settingsOf(context));
  if (settings === undefined) return exitCodes.usage;
  if (context.options.append !== true) context.files.remove(`${coverageFolder}/data`);
  const problems = context.files.writeAtomically(`${coverageFolder}/settings.json`, prettyJson(settingsJson(settings)));
  if (problems.length > 0) {
    complain(problems);
    return exitCodes.usage;
  }
  const environment = measuringEnvironment(toldSettings(context.files, settings), register, process.env['NODE_OPTIONS'] ?? '');
  const { exitCode, failure } = await runInForeground(command, { folder: context.root, environment });
  if (failure !== '') {
    process.stderr.write(
      `error COV-101: ${failure}\n  why: coverage of a run that did not end by itself is incomplete\n  fix: mend the command\n`,
    );
    return exitCode === undefined ? exitCodes.usage : exitCodes.red;
  }
  context.files.forget();
  if (context.files.list({ paths: [`${coverageFolder}/data/*.txt`] }).value.length === 0) complain([nothingLoaded]);
  if (exitCode !== 0)
    context.progress(`the command ended with exit code ${exitCode}; its coverage is kept, and counts for passing tests alone`);
  return exitCode === 0 ? exitCodes.green : exitCodes.red;
}

const nothingLoaded: Diagnostic = {
  code: 'COV-306',
  severity: 'warning',
  message: 'no process of the run loaded a measured file through a loader that can be extended',
  why: 'the report will show that nothing is covered; runners that read and transform files themselves, as vitest and jest do, pass by loaders',
  fix: 'ampel coverage build --output FOLDER --with TESTS, and run the runner in that folder',
};

/**
 * Settings with what the compiler tells of types, where it is asked; undefined after a complaint.
 * @implements LLR-COV-062
 */
export function typedSettings(context: CommandContext, settings: CoverageSettings | undefined): CoverageSettings | undefined {
  if (settings === undefined || context.options.types !== true) return settings;
  const { value, diagnostics } = askTypes(context.files, context.root, measuredPaths(settings));
  complain(diagnostics);
  return value === undefined ? undefined : { ...settings, typesDigest: value };
}

/**
 * Settings from the options, or else the code of the configuration; undefined after a complaint.
 * @implements LLR-COV-015
 */
export function settingsOf(context: CommandContext): CoverageSettings | undefined {
  const isLiteral = context.options.literal === true;
  const include = patternsIn(optionText(context, 'include'));
  const exclude = patternsIn(optionText(context, 'exclude'));
  if (include.length > 0) return { root: context.root, include, exclude, isLiteral };
  const config = openConfig(context);
  if (config === undefined) return undefined;
  const paths = config.code?.paths ?? [];
  if (paths.length === 0) {
    process.stderr.write(
      'error COV-101: nothing says what is measured\n  why: nothing was run\n  fix: give --include, or code.paths in ampel.config.yaml\n',
    );
    return undefined;
  }
  return { root: context.root, include: paths, exclude: [...(config.code?.exclude ?? []), ...exclude], isLiteral };
}

/**
 * Patterns with commas between them.
 * @implements LLR-COV-015
 */
export function patternsIn(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(/,(?![^{]*\})/).filter((pattern) => pattern !== '');
}
