import { compareDiagnostics, type Diagnostic } from '../../kernel/diagnostic.js';
import type { Read } from '../../kernel/result.js';
import { brokenConstraints } from './compile-constraints.js';
import { crc32 } from './crc32.js';
import { decodedField, hexOf } from './decode-fields.js';
import { entryCheck } from './encode-image.js';
import { pdiError, startOf } from './findings.js';
import { headerFields } from './header.js';
import { type Group, groupsOf, imageBytesOf, imageForm } from './layout.js';
import type { ItemIdentity } from './read-data.js';
import { type PdiRecord, type PdiValue, type Structure, versionText } from './structure.js';

/** What an image says. */
export interface DecodedImage {
  readonly item: ItemIdentity;
  readonly values: PdiRecord;
}

/** Findings of one image; more would help nobody. */
const findingsMax = 100;

/** What goes wrong, told by offset. */
type Complain = (code: ImageCode, offset: number, message: string) => void;
type ImageCode = 'PDI-120' | 'PDI-121' | 'PDI-122' | 'PDI-123' | 'PDI-124' | 'PDI-125' | 'PDI-126' | 'PDI-127' | 'PDI-128';

/**
 * What the bytes of an image say, or why they say nothing. Total: time and memory are bounded by the length of the bytes. PDI-120: no image;
 * PDI-121: damaged header; PDI-122: of another structure; PDI-123: of another length or with a directory that does not fit; PDI-124: the check
 * over all fails; PDI-125: that of an entry does; PDI-126: a value that the structure does not permit; PDI-127: an unused byte that is not 0;
 * PDI-128: a broken constraint.
 *
 * @implements LLR-PDE-008
 */
export function decodedImage(structure: Structure, path: string, bytes: Uint8Array): Read<DecodedImage | undefined> {
  const diagnostics: Diagnostic[] = [];
  const complain: Complain = (code, offset, message) => {
    if (diagnostics.length >= findingsMax) return;
    diagnostics.push(
      pdiError(code, startOf(path), {
        message: `byte ${offset}: ${message}`,
        why: reasons[code],
        fix: 'load the image anew as it was released; if it is so, build it from its source and compare the two',
      }),
    );
  };
  const value = decoded(structure, bytes, complain);
  return diagnostics.length === 0 ? { value, diagnostics } : { value: undefined, diagnostics: diagnostics.sort(compareDiagnostics) };
}

const reasons: Readonly<Record<ImageCode, string>> = {
  'PDI-120': 'the bytes are no image of parameter data',
  'PDI-121': 'a loader must know what it holds before it reads a value',
  'PDI-122': 'bytes read by another structure have another meaning',
  'PDI-123': 'a part of the image is missing, or there is something that the structure does not know',
  'PDI-124': 'the image is not as it was built',
  'PDI-125': 'the entry is not as it was built, or stands at another place',
  'PDI-126': 'the program was verified for permitted values alone',
  'PDI-127': 'bytes that mean nothing are 0, so that each item has one image',
  'PDI-128': 'values that are right alone can be wrong together',
};

function decoded(structure: Structure, bytes: Uint8Array, complain: Complain): DecodedImage | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const groups = groupsOf(structure.root);
  if (!headerHolds(structure, groups, view, bytes, complain)) return undefined;
  const rows = directoryOf(groups, view, complain);
  if (rows === undefined) return undefined;
  const end = bytes.length - imageForm.checkBytes;
  if (crc32(bytes, 0, end) !== view.getUint32(end)) {
    complain('PDI-124', end, 'the check over the whole image fails');
    for (const row of rows) damagedEntries(row, bytes, view, complain);
    return undefined;
  }
  let isWhole = true;
  for (const row of rows) isWhole = damagedEntries(row, bytes, view, complain) === 0 && isWhole;
  if (!isWhole) return undefined;
  return valuesOf(structure, rows, view, bytes, complain);
}

function headerHolds(structure: Structure, groups: readonly Group[], view: DataView, bytes: Uint8Array, complain: Complain): boolean {
  const smallest = imageForm.headerBytes + imageForm.checkBytes;
  if (bytes.length < smallest) complain('PDI-120', 0, `${bytes.length} bytes are too few; an image has at least ${smallest}`);
  else if (!textIs(bytes, imageForm.magic)) complain('PDI-120', 0, 'the image does not begin with AMPELPDI');
  else if (crc32(bytes, 0, headerAt.headerCheck) !== numberAt(view, 'headerCheck'))
    complain('PDI-121', headerAt.headerCheck, 'the check of the header fails');
  else return identityHolds(structure, groups, view, bytes, complain);
  return false;
}

/** Offsets of header fields by name. */
const headerAt = Object.fromEntries(headerFields.map(({ name, offset }) => [name, offset])) as Readonly<Record<string, number>> & {
  readonly headerCheck: number;
};
const headerBytes = new Map(headerFields.map(({ name, bytes }) => [name, bytes]));

/** A number of the header, which is there. */
function numberAt(view: DataView, name: string): number {
  const offset = headerAt[name] as number;
  return headerBytes.get(name) === 2 ? view.getUint16(offset) : view.getUint32(offset);
}

function identityHolds(structure: Structure, groups: readonly Group[], view: DataView, bytes: Uint8Array, complain: Complain): boolean {
  const [major, minor, patch] = structure.version;
  const expected: readonly (readonly [string, number, ImageCode])[] = [
    ['byteOrderMark', imageForm.byteOrderMark, 'PDI-121'],
    ['formatVersion', imageForm.formatVersion, 'PDI-121'],
    ['reserved', 0, 'PDI-127'],
    ['structureId', structure.id, 'PDI-122'],
    ['structureMajor', major, 'PDI-122'],
    ['structureMinor', minor, 'PDI-122'],
    ['structurePatch', patch, 'PDI-122'],
    ['groupCount', groups.length, 'PDI-122'],
    ['imageBytes', bytes.length, 'PDI-123'],
  ];
  const wrong = expected.filter(([name, value]) => numberAt(view, name) !== value);
  for (const [name, value, code] of wrong) complain(code, headerAt[name] as number, `${name} is ${numberAt(view, name)}, not ${value}`);
  const fingerprint = structure.fingerprint.slice(0, 24);
  const found = hexOf(bytes, headerAt['fingerprint'] as number, 12);
  if (found !== fingerprint)
    complain(
      'PDI-122',
      headerAt['fingerprint'] as number,
      `the image is of another structure than ${structure.name} ${versionText(structure.version)}: fingerprint ${found}`,
    );
  return wrong.length === 0 && found === fingerprint;
}

/** A group as the directory says. */
interface Row {
  readonly group: Group;
  readonly offset: number;
  readonly count: number;
}

function directoryOf(groups: readonly Group[], view: DataView, complain: Complain): readonly Row[] | undefined {
  const tableAt = imageForm.headerBytes + groups.length * imageForm.directoryRowBytes;
  if (view.byteLength < tableAt + imageForm.checkBytes) {
    complain('PDI-123', view.byteLength, 'the directory is cut off');
    return undefined;
  }
  let offset = tableAt;
  let fits = true;
  const rows = groups.map((group, index): Row => {
    const at = imageForm.headerBytes + index * imageForm.directoryRowBytes;
    const [found, count, size] = [view.getUint32(at), view.getUint16(at + 4), view.getUint16(at + 6)];
    const isRight = found === offset && size === group.entryBytes && count >= group.countMin && count <= group.countMax;
    if (!isRight) complain('PDI-123', at, `the directory says ${count} entries of ${size} bytes at ${found} for ${group.name}`);
    fits = fits && isRight;
    const row = { group, offset, count };
    offset += count * (group.entryBytes + imageForm.checkBytes);
    return row;
  });
  const bytes = imageBytesOf(
    groups,
    rows.map(({ count }) => count),
  );
  if (fits && bytes !== view.byteLength)
    complain('PDI-123', view.byteLength, `the entries of the directory need ${bytes} bytes, and there are ${view.byteLength}`);
  return fits && bytes === view.byteLength ? rows : undefined;
}

/** Tells each entry whose check fails; returns how many. */
function damagedEntries({ group, offset, count }: Row, bytes: Uint8Array, view: DataView, complain: Complain): number {
  let damaged = 0;
  for (let index = 0; index < count; index += 1) {
    const at = offset + index * (group.entryBytes + imageForm.checkBytes);
    const end = at + group.entryBytes;
    if (entryCheck(bytes, at, end, group.number, index) === view.getUint32(end)) continue;
    damaged += 1;
    complain('PDI-125', at, `the check of entry ${index} of ${group.name} fails`);
  }
  return damaged;
}

function valuesOf(
  structure: Structure,
  rows: readonly Row[],
  view: DataView,
  bytes: Uint8Array,
  complain: Complain,
): DecodedImage | undefined {
  let isClean = true;
  const tell: Complain = (...told) => {
    isClean = false;
    complain(...told);
  };
  const members = rows.flatMap(({ group, offset, count }): readonly (readonly [string, PdiValue])[] => {
    const stride = group.entryBytes + imageForm.checkBytes;
    const entries = Array.from({ length: count }, (_, index) =>
      decodedField(group.record, { view, bytes, complain: tell }, offset + index * stride),
    );
    return group.number === 0 ? Object.entries(entries[0] as PdiRecord) : [[group.name, entries]];
  });
  if (!isClean) return undefined;
  const named = new Map(members);
  const values = Object.fromEntries(structure.root.fields.map(({ name }) => [name, named.get(name) as PdiValue]));
  for (const { constraint, pointer } of brokenConstraints(structure, values))
    tell('PDI-128', 0, `${pointer || 'the values'} break the constraint ${constraint.id}: ${constraint.text}`);
  return isClean ? { item: itemOf(view), values } : undefined;
}

function itemOf(view: DataView): ItemIdentity {
  return {
    id: numberAt(view, 'itemId'),
    version: [numberAt(view, 'itemMajor'), numberAt(view, 'itemMinor'), numberAt(view, 'itemPatch')],
    sequence: numberAt(view, 'sequence'),
    date: numberAt(view, 'date'),
  };
}

function textIs(bytes: Uint8Array, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (bytes[index] !== text.charCodeAt(index)) return false;
  return true;
}
