import type { CoverageMeter } from '../../../toolchain/coverage/evidence/measured-run.js';
import { type CoverageSettings, settingsJson, settingsVariable } from './settings.js';

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
export function measuringEnvironment(settings: CoverageSettings, register: string, before: string): Readonly<Record<string, string>> {
  return {
    NODE_OPTIONS: `--import=${register}${before === '' ? '' : ` ${before}`}`,
    [settingsVariable]: JSON.stringify(settingsJson(settings)),
  };
}

/**
 * Measures the procedures of the project in a folder.
 * @implements LLR-COV-042
 */
export function coverageMeter(root: string, register: string = registerModule): CoverageMeter {
  return {
    environmentFor: ({ include, exclude, isLiteral, folder, procedureFiles }) =>
      measuringEnvironment({ root, include, exclude, isLiteral, procedure: { folder, files: procedureFiles } }, register, ''),
  };
}
