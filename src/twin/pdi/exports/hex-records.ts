/** Bytes of data in a record. */
const recordBytes = 16;

/** Bytes in upper-case hexadecimal. */
function hex(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
}

function sumOf(bytes: readonly number[]): number {
  return bytes.reduce((sum, byte) => sum + byte, 0);
}

/** The pieces of an image with their addresses; none crosses a border of 64 KiB. */
function pieces(image: Uint8Array, address: number): readonly { readonly address: number; readonly data: readonly number[] }[] {
  const found: { readonly address: number; readonly data: readonly number[] }[] = [];
  for (let at = 0; at < image.length; ) {
    const here = address + at;
    const length = Math.min(recordBytes, image.length - at, 0x10000 - (here % 0x10000));
    found.push({ address: here, data: [...image.subarray(at, at + length)] });
    at += length;
  }
  return found;
}

/**
 * An image as Intel HEX with 32-bit addresses: records 04 for the upper half of the address, 00 for data, 01 at the end.
 *
 * @param address of the first byte, from 0; the last byte lies below 2^32
 * @implements LLR-PDX-003
 */
export function intelHex(image: Uint8Array, address = 0): string {
  const record = (kind: number, at: number, data: readonly number[]): string => {
    const bytes = [data.length, (at >>> 8) & 0xff, at & 0xff, kind, ...data];
    return `:${hex([...bytes, (0x100 - (sumOf(bytes) % 0x100)) % 0x100])}\n`;
  };
  let upper = -1;
  const lines = pieces(image, address).map(({ address: at, data }) => {
    const half = Math.floor(at / 0x10000);
    const before = half === upper ? '' : record(4, 0, [half >>> 8, half & 0xff]);
    upper = half;
    return before + record(0, at % 0x10000, data);
  });
  return `${lines.join('')}${record(1, 0, [])}`;
}

/**
 * An image as Motorola S-records with 32-bit addresses: S0 with a name, S3 for data, S5 or S6 with their number, S7 at the end.
 *
 * @param name printable ASCII, cut after 32 characters
 * @implements LLR-PDX-003
 */
export function sRecords(image: Uint8Array, name: string, address = 0): string {
  const record = (kind: number, at: readonly number[], data: readonly number[]): string => {
    const bytes = [at.length + data.length + 1, ...at, ...data];
    return `S${kind}${hex([...bytes, 0xff - (sumOf(bytes) % 0x100)])}\n`;
  };
  const word = (value: number): readonly number[] => [
    Math.floor(value / 0x1000000) % 0x100,
    (value >>> 16) & 0xff,
    (value >>> 8) & 0xff,
    value & 0xff,
  ];
  const header = record(
    0,
    [0, 0],
    [...name.slice(0, 32)].map((character) => character.charCodeAt(0) & 0x7f),
  );
  const data = pieces(image, address);
  const count = data.length <= 0xffff ? record(5, word(data.length).slice(2), []) : record(6, word(data.length).slice(1), []);
  return `${header}${data.map(({ address: at, data: bytes }) => record(3, word(at), bytes)).join('')}${count}${record(7, word(address), [])}`;
}
