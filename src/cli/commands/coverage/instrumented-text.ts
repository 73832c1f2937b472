import { createRequire } from 'node:module';
import { relative, sep } from 'node:path';
import picomatch from 'picomatch';
import { sha256 } from '../../../kernel/digest.js';
import type { Files } from '../../../ports/files.js';
import type { Compiler } from '../../../toolchain/coverage/instrument/boolean-syntax.js';
import { instrument, instrumenterVersion } from '../../../toolchain/coverage/instrument/instrument.js';
import { type CoverageSettings, coverageFolder } from './settings.js';

/** Endings of what can be instrumented. */
const languages = /\.[cm]?[jt]sx?$/;

/**
 * Whether a file of the project is measured; its path from the project root, or undefined.
 * @implements LLR-COV-015
 */
export function measuredPaths({ root, include, exclude }: CoverageSettings): (absolute: string) => string | undefined {
  const isIncluded = picomatch([...include], { dot: true });
  const isExcluded = picomatch(['**/node_modules/**', '**/*.d.ts', ...exclude], { dot: true });
  return (absolute) => {
    const path = relative(root, absolute).split(sep).join('/');
    if (path.startsWith('../') || !languages.test(path)) return undefined;
    return isIncluded(path) && !isExcluded(path) ? path : undefined;
  };
}

/**
 * Instrumented text of a file, from the cache where it is there: the compiler takes most of a second to load. A text that cannot be read
 * as TypeScript or JavaScript is left as it is.
 * @implements LLR-COV-015
 */
export function instrumentedText(
  files: Files,
  settings: CoverageSettings,
  source: { readonly path: string; readonly text: string },
): string {
  const { isLiteral } = settings;
  const key = sha256(JSON.stringify([instrumenterVersion, isLiteral, source.path, source.text]));
  const cached = `${coverageFolder}/cache/${key}.txt`;
  if (files.exists(cached)) {
    const { value } = files.readText(cached);
    if (value !== undefined) return value;
  }
  const text = instrument(loadCompiler(), source, { isLiteral })?.text ?? source.text;
  files.writeAtomically(cached, text);
  return text;
}

/**
 * The TypeScript compiler, loaded when it is needed, and at once, since modules of CommonJS cannot wait.
 * @implements LLR-COV-015
 */
export function loadCompiler(): Compiler {
  return createRequire(import.meta.url)('typescript') as Compiler;
}
