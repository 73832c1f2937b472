import { relative, sep } from 'node:path';
import { sha256 } from '../../../kernel/digest.js';
import { instrumenterVersion, recorderKey } from '../../../toolchain/coverage/instrument/runtime-names.js';
import { type CoverageSettings, coverageFolder, type ProcessSettings } from './settings.js';

/** Endings of what can be instrumented. */
const languages = /\.[cm]?[jt]sx?$/;

/** A source file, with its path from the project root. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/**
 * Path from the project root of a file that could be measured; undefined for others. Nothing here is loaded beyond what each process has,
 * since each process of a run does it.
 * @implements LLR-COV-015
 */
export function measurablePath(root: string, absolute: string): string | undefined {
  if (!languages.test(absolute)) return undefined;
  const path = relative(root, absolute).split(sep).join('/');
  return path.startsWith('../') ? undefined : path;
}

/**
 * Whether a file of the project is measured by what a process was told; its path from the project root, or undefined.
 * @implements LLR-COV-015
 */
export function toldPaths({ root, included, excluded }: ProcessSettings): (absolute: string) => string | undefined {
  const [inside, outside] = [included, excluded].map((list) => list.map((source) => new RegExp(source)));
  return (absolute) => {
    const path = measurablePath(root, absolute);
    if (path === undefined || outside?.some((pattern) => pattern.test(path))) return undefined;
    return inside?.some((pattern) => pattern.test(path)) ? path : undefined;
  };
}

/**
 * Where the instrumented text of a source is kept.
 * @implements LLR-COV-015
 */
export function cachePath({ isLiteral, typesDigest = '' }: CoverageSettings, { path, text }: SourceText): string {
  return `${coverageFolder}/cache/${sha256(JSON.stringify([instrumenterVersion, isLiteral, typesDigest, path, text]))}.txt`;
}

/**
 * Whether a text is instrumented already, as that of a module is that came through more than one loader.
 * @implements LLR-COV-015
 */
export function isInstrumented(text: string): boolean {
  return text.includes(`G.Symbol.for("${recorderKey}")`);
}
