import { createRequire } from 'node:module';
import picomatch from 'picomatch';
import type { Files } from '../../../ports/files.js';
import type { Compiler } from '../../../toolchain/coverage/instrument/boolean-syntax.js';
import { instrument } from '../../../toolchain/coverage/instrument/instrument.js';
import { cachePath, measurablePath, type SourceText } from './cached-text.js';
import { keptTypeFacts } from './kept-types.js';
import type { CoverageSettings, ProcessSettings } from './settings.js';

/** What is never measured. */
const neverMeasured = ['**/node_modules/**', '**/*.d.ts', '**/*.d.mts', '**/*.d.cts'];

/**
 * Whether a file of the project is measured; its path from the project root, or undefined.
 * @implements LLR-COV-015
 */
export function measuredPaths({ root, include, exclude }: CoverageSettings): (absolute: string) => string | undefined {
  const isIncluded = picomatch([...include], { dot: true });
  const isExcluded = picomatch([...neverMeasured, ...exclude], { dot: true });
  return (absolute) => {
    const path = measurablePath(root, absolute);
    return path !== undefined && isIncluded(path) && !isExcluded(path) ? path : undefined;
  };
}

/**
 * The measured files of a project, sorted.
 * @implements LLR-COV-015
 */
export function measuredFiles(files: Files, settings: CoverageSettings): readonly string[] {
  const measured = measuredPaths({ ...settings, root: '/' });
  return files.list({ paths: settings.include, exclude: settings.exclude }).value.filter((path) => measured(`/${path}`) !== undefined);
}

/**
 * The patterns of the settings as regular expressions.
 * @implements LLR-COV-015
 */
export function patternSources({
  include,
  exclude,
  procedure,
}: CoverageSettings): Pick<ProcessSettings, 'included' | 'excluded' | 'procedureFiles'> {
  const sources = (patterns: readonly string[]): readonly string[] =>
    patterns.map((pattern) => picomatch.makeRe(pattern, { dot: true }).source);
  return { included: sources(include), excluded: sources([...neverMeasured, ...exclude]), procedureFiles: sources(procedure?.files ?? []) };
}

/**
 * Instrumented text of a file, from the cache where it is there: the compiler takes most of a second to load. A text that cannot be read
 * as TypeScript or JavaScript is left as it is.
 * @implements LLR-COV-015
 */
export function instrumentedText(files: Files, settings: CoverageSettings, source: SourceText): string {
  const cached = cachePath(settings, source);
  if (files.exists(cached)) {
    const { value } = files.readText(cached);
    if (value !== undefined) return value;
  }
  const { isLiteral } = settings;
  const types = keptTypeFacts(files, settings)?.get(source.path);
  const text = instrument(loadCompiler(), source, { isLiteral, types })?.text ?? source.text;
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
