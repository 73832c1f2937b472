import type { LoadHook } from 'node:module';
import { fileURLToPath } from 'node:url';
import { toldPaths } from './cached-text.js';
import { measuredText } from './load-measured.js';
import type { ProcessSettings } from './settings.js';

let measured: ReturnType<typeof toldPaths> = () => undefined;
let settings: ProcessSettings | undefined;

/**
 * Takes the settings from the thread that registered the hooks.
 * @implements LLR-COV-015
 */
export function initialize(given: ProcessSettings): void {
  settings = given;
  measured = toldPaths(given);
}

/**
 * Gives the instrumented text of measured modules to the loaders that were registered later, such as the test runner's TypeScript.
 * @implements LLR-COV-015
 */
export const load: LoadHook = async (url, context, nextLoad) => {
  const loaded = await nextLoad(url, context);
  const path = url.startsWith('file:') ? measured(fileURLToPath(url)) : undefined;
  if (path === undefined || settings === undefined || loaded.source === undefined || loaded.source === null) return loaded;
  const text = typeof loaded.source === 'string' ? loaded.source : Buffer.from(loaded.source as Uint8Array).toString('utf8');
  return { ...loaded, source: measuredText(settings, { path, text }) };
};
