import type { Group } from './layout.js';
import { imageForm } from './layout.js';
import type { ItemIdentity } from './read-data.js';
import type { Structure } from './structure.js';

/** One field of the header. */
export interface HeaderField {
  readonly name: string;
  readonly offset: number;
  readonly bytes: number;
  readonly meaning: string;
}

/**
 * The header, byte by byte; the layout document, the exports and the codec take their offsets from here.
 *
 * @implements LLR-PDE-006
 */
export const headerFields: readonly HeaderField[] = placed([
  ['magic', 8, 'ASCII "AMPELPDI"'],
  ['byteOrderMark', 2, '0x0102: the most significant byte comes first'],
  ['formatVersion', 2, 'version of this form of images, 1'],
  ['imageBytes', 4, 'length of the whole image'],
  ['structureId', 2, 'number of the structure'],
  ['structureMajor', 2, 'version of the structure'],
  ['structureMinor', 2, 'version of the structure'],
  ['structurePatch', 2, 'version of the structure'],
  ['itemId', 4, 'number of the parameter data item'],
  ['itemMajor', 2, 'version of the content'],
  ['itemMinor', 2, 'version of the content'],
  ['itemPatch', 2, 'version of the content'],
  ['groupCount', 2, 'rows of the directory'],
  ['fingerprint', 12, 'first bytes of the SHA-256 of the meaning of the structure'],
  ['sequence', 4, 'number of the release, which does not fall'],
  ['date', 4, 'day of the release as a decimal number, 20260131, as the source states it'],
  ['reserved', 4, '0'],
  ['headerCheck', 4, 'CRC-32 of the bytes before it'],
]);

function placed(rows: readonly (readonly [string, number, string])[]): readonly HeaderField[] {
  let offset = 0;
  return rows.map(([name, bytes, meaning]) => {
    const field = { name, offset, bytes, meaning };
    offset += bytes;
    return field;
  });
}

/** The numbers of a header; `fingerprint` apart. */
export type HeaderNumbers = Readonly<Record<string, number>>;

/**
 * The numbers that stand in the header of an image of an item.
 *
 * @implements LLR-PDE-007
 */
export function headerNumbersOf(structure: Structure, item: ItemIdentity, groups: readonly Group[], imageBytes: number): HeaderNumbers {
  const [structureMajor, structureMinor, structurePatch] = structure.version;
  const [itemMajor, itemMinor, itemPatch] = item.version;
  return {
    byteOrderMark: imageForm.byteOrderMark,
    formatVersion: imageForm.formatVersion,
    imageBytes,
    structureId: structure.id,
    structureMajor,
    structureMinor,
    structurePatch,
    itemId: item.id,
    itemMajor,
    itemMinor,
    itemPatch,
    groupCount: groups.length,
    sequence: item.sequence,
    date: item.date,
    reserved: 0,
  };
}
