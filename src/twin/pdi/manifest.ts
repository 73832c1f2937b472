import { prettyJson } from '../../kernel/canonical-json.js';
import { sha256 } from '../../kernel/digest.js';
import type { ParameterData } from './read-data.js';
import { versionText } from './structure.js';

/** What a manifest is made from. */
export interface ManifestInput {
  readonly data: ParameterData;
  readonly image: Uint8Array;
  readonly dataText: string;
  readonly structureText: string;
}

/**
 * The manifest of an image as text of JSON: who the item is, and the SHA-256 of image, data file and structure file. No clock is read.
 *
 * @implements LLR-PDE-009
 */
export function manifestOf({ data, image, dataText, structureText }: ManifestInput): string {
  const { structure, item } = data;
  const day = String(item.date);
  return prettyJson({
    form: 'urn:ampel:pdi-manifest:v1',
    item: {
      id: item.id,
      version: versionText(item.version),
      sequence: item.sequence,
      date: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`,
    },
    structure: {
      name: structure.name,
      id: structure.id,
      version: versionText(structure.version),
      fingerprint: structure.fingerprint,
      sha256: sha256(structureText),
    },
    source: { sha256: sha256(dataText) },
    image: { bytes: image.length, sha256: sha256(image) },
  });
}
