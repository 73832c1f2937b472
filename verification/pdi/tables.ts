import { readFileSync } from 'node:fs';
import { encodedImage } from '../../src/twin/pdi/encode-image.js';
import { type ParameterData, readData } from '../../src/twin/pdi/read-data.js';
import { readStructure } from '../../src/twin/pdi/read-structure.js';
import type { Structure } from '../../src/twin/pdi/structure.js';

// @reads config-items/pdi/**/*.json, config-items/pdi/images/*

export const tableNames = [
  'afdx-virtual-links',
  'ecs-limits',
  'failover-policy',
  'model-selection',
  'safety-bounds',
  'satcom-quotas',
] as const;
export type TableName = (typeof tableNames)[number];

export const folder = 'config-items/pdi';
export const structureText = (name: string): string => readFileSync(`config-items/pdi/structures/${name}.structure.json`, 'utf8');
export const dataText = (name: string): string => readFileSync(`config-items/pdi/data/${name}.json`, 'utf8');

/** A structure that is known to be right; throws with the findings of one that is not. */
export function structureFrom(text: string, name = 'random'): Structure {
  const { value, diagnostics } = readStructure({ name, path: `${name}.structure.json`, text });
  if (value === undefined) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return value;
}

/** Data that are known to be right. */
export function dataFrom(structure: Structure, text: string): ParameterData {
  const { value, diagnostics } = readData(structure, { path: 'data.json', text });
  if (value === undefined) throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return value;
}

/** One table of the aircraft, with the image that its source builds. */
export function table(name: TableName): { readonly structure: Structure; readonly data: ParameterData; readonly image: Uint8Array } {
  const structure = structureFrom(structureText(name), name);
  const data = dataFrom(structure, dataText(name));
  return { structure, data, image: encodedImage(structure, data.item, data.values) };
}

/** CRC-32 by long division, bit by bit: a third form beside those of both decoders. */
export function longDivision(bytes: Uint8Array): number {
  let remainder = 0xffffffffn;
  for (const byte of bytes) {
    remainder ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) remainder = (remainder >> 1n) ^ ((remainder & 1n) * 0xedb88320n);
  }
  return Number(remainder ^ 0xffffffffn);
}

/** A changed image whose checks are made right again: of its header, of each entry, of the whole; `firstGroup` is 1 for a structure without head. */
export function sealed(image: Uint8Array, firstGroup = 0): Uint8Array {
  const bytes = image.slice();
  const view = new DataView(bytes.buffer);
  view.setUint32(60, longDivision(bytes.subarray(0, 60)));
  const groups = view.getUint16(34);
  for (let row = 0; row < groups; row += 1) {
    const [offset, count, size] = [view.getUint32(64 + row * 8), view.getUint16(68 + row * 8), view.getUint16(70 + row * 8)];
    for (let entry = 0; entry < count; entry += 1) {
      const start = offset + entry * (size + 4);
      view.setUint32(
        start + size,
        longDivision(Uint8Array.of(0, row + firstGroup, entry >> 8, entry & 255, ...bytes.subarray(start, start + size))),
      );
    }
  }
  view.setUint32(bytes.length - 4, longDivision(bytes.subarray(0, -4)));
  return bytes;
}
