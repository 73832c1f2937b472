/** Captures made by hand from the published layouts, apart from the writer under test. `little` is the order of bytes. */

/** Numbers of 8, 16, 32 or 64 bits and bytes, one after the other. */
export type Field = readonly [8 | 16 | 32, number] | readonly [64, bigint] | Uint8Array;

/** The bytes of some fields. */
export function bytesOf(little: boolean, fields: readonly Field[]): Uint8Array {
  const parts = fields.map((field) => {
    if (field instanceof Uint8Array) return field;
    const view = new DataView(new ArrayBuffer(field[0] / 8));
    if (field[0] === 64) view.setBigUint64(0, BigInt.asUintN(64, field[1]), little);
    else if (field[0] === 32) view.setUint32(0, field[1], little);
    else if (field[0] === 16) view.setUint16(0, field[1], little);
    else view.setUint8(0, field[1]);
    return new Uint8Array(view.buffer);
  });
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** A pcap file header; `kind` is the field of the link type with what stands above it. */
export function pcapHeader(little: boolean, { magic = 0xa1b2c3d4, snapLength = 65_535, kind = 1, major = 2, minor = 4 } = {}): Uint8Array {
  return bytesOf(little, [
    [32, magic],
    [16, major],
    [16, minor],
    [32, 0],
    [32, 0],
    [32, snapLength],
    [32, kind],
  ]);
}

/** A pcap record. */
export function pcapRecord(
  little: boolean,
  { seconds = 0, fraction = 0, data, original }: { seconds?: number; fraction?: number; data: Uint8Array; original?: number },
): Uint8Array {
  return bytesOf(little, [[32, seconds], [32, fraction], [32, data.length], [32, original ?? data.length], data]);
}

/** Zeros up to a multiple of 4. */
export function padding(length: number): Uint8Array {
  return new Uint8Array((4 - (length % 4)) % 4);
}

/** A pcapng block. */
export function block(little: boolean, type: number, fields: readonly Field[]): Uint8Array {
  const body = bytesOf(little, fields);
  const length = body.length + 12;
  return bytesOf(little, [[32, type], [32, length], body, [32, length]]);
}

/** A section header block. */
export function section(little: boolean, { major = 1, minor = 0 } = {}): Uint8Array {
  return block(little, 0x0a0d0d0a, [
    [32, 0x1a2b3c4d],
    [16, major],
    [16, minor],
    [64, -1n],
  ]);
}

/** An option of a block. */
export function option(code: number, value: Uint8Array): readonly Field[] {
  return [[16, code], [16, value.length], value, padding(value.length)];
}

/** An interface description block. */
export function interfaceBlock(
  little: boolean,
  { linkType = 1, snapLength = 0, options = [] }: { linkType?: number; snapLength?: number; options?: readonly Field[] } = {},
): Uint8Array {
  return block(little, 1, [[16, linkType], [16, 0], [32, snapLength], ...options]);
}

/** An enhanced packet block. */
export function enhanced(
  little: boolean,
  {
    index = 0,
    time = 0n,
    data,
    original,
    options = [],
  }: { index?: number; time?: bigint; data: Uint8Array; original?: number; options?: readonly Field[] },
): Uint8Array {
  return block(little, 6, [
    [32, index],
    [32, Number(time >> 32n)],
    [32, Number(time & 0xffffffffn)],
    [32, data.length],
    [32, original ?? data.length],
    data,
    padding(data.length),
    ...options,
  ]);
}

/** Bytes one after the other. */
export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** Bytes in pieces of a length. */
export function piecesOf(bytes: Uint8Array, length: number): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) => bytes.slice(index * length, (index + 1) * length));
}
