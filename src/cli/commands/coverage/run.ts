import Module from 'node:module';
import { runInForeground } from '../../../adapters/foreground-process.js';
import { prettyJson } from '../../../kernel/canonical-json.js';
import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { type CommandContext, exitCodes, optionText } from '../../context.js';
import { complain, openConfig } from '../../open-project.js';
import { askTypes } from './ask-types.js';
import { instrumentedText, measuredFiles, measuredPaths, patternSources } from './instrumented-text.js';
import { type CoverageSettings, coverageFolder, type ProcessSettings, settingsJson, settingsVariable } from './settings.js';

/**
 * `ampel coverage run -- COMMAND`: runs a command with its sources instrumented, its child processes and worker threads too, and keeps
 * what they reach.
 * @param register module that each process loads first
 * @implements LLR-COV-015
 */
export async function coverageRun(
  context: CommandContext,
  register: string = new URL('./register.js', import.meta.url).href,
): Promise<number> {
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
  const told = instrumentAhead(context, settings);
  const before = process.env['NODE_OPTIONS'] ?? '';
  const environment = {
    NODE_OPTIONS: [`--import=${register}`, ...withoutRequiredModules(), ...(before === '' ? [] : [before])].join(' '),
    [settingsVariable]: JSON.stringify(told),
  };
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

/**
 * Some versions of Node load modules that `require` asks for past all hooks. Without that they are loaded through the hooks, or the
 * program ends with ERR_REQUIRE_ESM, which is seen; coverage that is silently lost is not.
 */
function withoutRequiredModules(): readonly string[] {
  const { require_module: isOffered } = process.features as { readonly require_module?: boolean };
  return isOffered === true && !('registerHooks' in Module) ? ['--no-experimental-require-module'] : [];
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

/** Instruments each file before the command starts, so that no process of the run has to load the compiler. */
function instrumentAhead(context: CommandContext, settings: CoverageSettings): ProcessSettings {
  const paths = measuredFiles(context.files, settings);
  for (const path of paths) {
    const { value: text } = context.files.readText(path);
    if (text !== undefined) instrumentedText(context.files, settings, { path, text });
  }
  const isScriptOnly = paths.length > 0 && paths.every((path) => /\.[cm]?jsx?$/.test(path));
  return { ...settings, ...patternSources(settings), isScriptOnly };
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
