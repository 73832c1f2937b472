import { readJson } from '../json-places.js';
import { type NetworkReading, readNetwork } from '../read-network.js';
import { readWopanets } from './read-wopanets.js';
import { saihuFindingOf } from './saihu-network.js';

/** The forms of a network file that are read. */
export type NetworkFormat = 'json' | 'wopanets-xml';

/** A network as read from a text, and the form of the text. */
export interface ForeignReading extends NetworkReading {
  readonly format: NetworkFormat;
}

/**
 * Reads a network from a text of one of the known forms, told apart by the first sign: XML begins with `<`. Findings are those of
 * `readWopanets` and of `readNetwork`, and AFDX-212 for an output-port network of Saihu. No rule is applied.
 *
 * @param file path as shown in findings, and text
 * @implements LLR-CNV-016
 */
export function readForeignNetwork(file: { readonly path: string; readonly text: string }): ForeignReading {
  if (/^\uFEFF?\s*</u.test(file.text)) return { ...readWopanets(file), format: 'wopanets-xml' };
  const reading = readNetwork(file);
  const isOther = reading.network === undefined && reading.diagnostics.some(({ code }) => code === 'AFDX-101');
  const saihu = isOther ? saihuFindingOf(file.path, readJson(file.text)) : undefined;
  return { ...reading, format: 'json', diagnostics: saihu === undefined ? reading.diagnostics : [saihu] };
}
