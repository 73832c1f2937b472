import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import { NodeFiles } from '../../../adapters/node-files.js';
import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { Files } from '../../../ports/files.js';
import { readForeignNetwork } from '../../../twin/afdx/exchange/read-foreign-network.js';
import type { NetworkReading } from '../../../twin/afdx/read-network.js';
import type { CommandContext } from '../../context.js';

/**
 * The aircraft's own network, which commands take when no file is named.
 * @implements LLR-CLI-015
 */
export const aircraftNetwork = 'config-items/afdx/network.json';

/**
 * Where to read or write a file that the command line names: below the project as the project's own files, elsewhere in its folder.
 * @implements LLR-CLI-015
 */
export function fileNamed(context: CommandContext, path: string): { readonly files: Files; readonly path: string } {
  const below = relative(context.root, resolve(context.root, path));
  if (!below.startsWith('..') && !isAbsolute(below)) return { files: context.files, path };
  const absolute = resolve(context.root, path);
  return { files: new NodeFiles(dirname(absolute)), path: basename(absolute) };
}

/** A network file as read: the network when it conforms to its schema, and every finding with its place. */
export interface NetworkFile {
  readonly path: string;
  /** `undefined` when the file cannot be read at all. */
  readonly text: string | undefined;
  readonly reading: NetworkReading;
}

/**
 * Reads a network file of one of the known forms.
 * @implements LLR-CLI-015
 */
export function readAfdxNetwork(context: CommandContext, path: string): NetworkFile {
  const named = fileNamed(context, path);
  const { value: text, diagnostics } = named.files.readText(named.path);
  if (text !== undefined) return { path, text, reading: readForeignNetwork({ path, text }) };
  const placeOf = () => ({ path, line: 1, column: 1 });
  return {
    path,
    text,
    reading: { network: undefined, placeOf, diagnostics: diagnostics.map((finding): Diagnostic => ({ ...finding, place: placeOf() })) },
  };
}
