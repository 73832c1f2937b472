import { join } from 'node:path';
import { runToEnd } from '../../../adapters/program-to-end.js';
import { readIfThere } from '../../../adapters/read-if-there.js';
import { cachePath, isInstrumented, type SourceText } from './cached-text.js';
import { type CoverageSettings, settingsJson } from './settings.js';

/**
 * The instrumented text of a source for a loader that cannot wait. A run instruments its files before it starts; a text that is not among
 * them, such as a file written meanwhile, is instrumented in a process of its own, so that none of the others need the compiler.
 * @implements LLR-COV-015
 */
export function measuredText(settings: CoverageSettings, source: SourceText): string {
  if (isInstrumented(source.text)) return source.text;
  const path = join(settings.root, cachePath(settings, source));
  const present = readIfThere(path);
  if (present !== undefined) return present;
  runToEnd(new URL('./instrument-file.js', import.meta.url), JSON.stringify({ settings: settingsJson(settings), source }));
  return readIfThere(path) ?? source.text;
}
