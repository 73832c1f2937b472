import { sha256 } from '../../../kernel/digest.js';
import type { Files } from '../../../ports/files.js';
import type { TypeFacts } from '../../../toolchain/coverage/instrument/type-span.js';
import { type CoverageSettings, coverageFolder } from './settings.js';

/**
 * Where a run keeps what the compiler told of types.
 * @implements LLR-COV-062
 */
export const typesPath = `${coverageFolder}/types.json`;

/**
 * What the compiler told of types when the run began, by path; undefined where the syntax alone was asked.
 * @throws Error when the file is not the one that the settings name
 * @implements LLR-COV-062
 */
export function keptTypeFacts(files: Files, { typesDigest }: CoverageSettings): ReadonlyMap<string, TypeFacts> | undefined {
  if (typesDigest === undefined) return undefined;
  const { value } = files.exists(typesPath) ? files.readText(typesPath) : { value: undefined };
  if (value === undefined || sha256(value) !== typesDigest) throw new Error(`${typesPath} is not what the run wrote`);
  return new Map(Object.entries((JSON.parse(value) as { readonly files: Record<string, TypeFacts> }).files));
}
