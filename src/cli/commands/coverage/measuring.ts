import Module from 'node:module';
import type { Files } from '../../../ports/files.js';
import type { CoverageMeter } from '../../../toolchain/coverage/evidence/measured-run.js';
import { instrumentedText, measuredFiles, patternSources } from './instrumented-text.js';
import { type CoverageSettings, caseVariable, type ProcessSettings, settingsVariable, subjectVariable } from './settings.js';

/**
 * The module that each measured process loads first.
 * @implements LLR-COV-015
 */
export const registerModule = new URL('./register.js', import.meta.url).href;

/**
 * The environment that makes Node processes measure themselves.
 * @param before options that Node is given already
 * @implements LLR-COV-015
 */
export function measuringEnvironment(told: ProcessSettings, register: string, before: string): Readonly<Record<string, string>> {
  return {
    NODE_OPTIONS: [`--import=${register}`, ...withoutRequiredModules(), ...(before === '' ? [] : [before])].join(' '),
    [settingsVariable]: JSON.stringify(told),
    // a run inside of a run has cases and procedure files of its own
    [caseVariable]: '',
    [subjectVariable]: '',
  };
}

/**
 * Some versions of Node load modules that `require` asks for past all hooks. Without that they are loaded through the hooks, or the
 * program ends with ERR_REQUIRE_ESM, which is seen; coverage that is silently lost is not.
 */
function withoutRequiredModules(): readonly string[] {
  const { require_module: isOffered } = process.features as { readonly require_module?: boolean };
  return isOffered === true && !('registerHooks' in Module) ? ['--no-experimental-require-module'] : [];
}

/**
 * What the processes of a run are told. Each file is instrumented before the run starts, so that none of its processes has to load the
 * compiler.
 * @implements LLR-COV-015
 */
export function toldSettings(files: Files, settings: CoverageSettings): ProcessSettings {
  const paths = measuredFiles(files, settings);
  for (const path of paths) {
    const { value: text } = files.readText(path);
    if (text !== undefined) instrumentedText(files, settings, { path, text });
  }
  const isScriptOnly = paths.length > 0 && paths.every((path) => /\.[cm]?jsx?$/.test(path));
  return { ...settings, ...patternSources(settings), isScriptOnly };
}

/**
 * Measures the procedures of the project in a folder.
 * @implements LLR-COV-042
 */
export function coverageMeter(root: string, files: Files, register: string = registerModule): CoverageMeter {
  return {
    environmentFor: ({ include, exclude, isLiteral, folder, procedureFiles }) =>
      measuringEnvironment(
        toldSettings(files, { root, include, exclude, isLiteral, procedure: { folder, files: procedureFiles } }),
        register,
        '',
      ),
  };
}
