/** Eight tables: byte b, followed by k bytes of 0, taken through the register. */
const tables = tablesOf();

function tablesOf(): readonly Uint32Array[] {
  const first = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte += 1) {
    let register = byte;
    for (let bit = 0; bit < 8; bit += 1) register = register & 1 ? (register >>> 1) ^ 0xedb88320 : register >>> 1;
    first[byte] = register >>> 0;
  }
  const all = [first];
  for (let step = 1; step < 8; step += 1) {
    const before = all[step - 1] as Uint32Array;
    all.push(before.map((register) => (first[register & 0xff] as number) ^ (register >>> 8)));
  }
  return all;
}

/**
 * CRC-32/ISO-HDLC of the bytes from `start` up to and without `end`: polynomial 0x04C11DB7, register begun with 0xFFFFFFFF, input and
 * output reflected, result inverted. The check value of the nine bytes `123456789` is 0xCBF43926. Source: IEEE 802.3, 3.2.9; eight bytes
 * are taken at a step.
 *
 * @param before CRC-32 of bytes that go before these; 0 when none does
 * @implements LLR-PDE-001
 */
export function crc32(bytes: Uint8Array, start = 0, end = bytes.length, before = 0): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as unknown as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  let register = before ^ 0xffffffff;
  let at = start;
  for (const last = end - 7; at < last; at += 8) {
    const low =
      register ^
      ((bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24));
    register =
      (t7[low & 0xff] as number) ^
      (t6[(low >>> 8) & 0xff] as number) ^
      (t5[(low >>> 16) & 0xff] as number) ^
      (t4[low >>> 24] as number) ^
      (t3[bytes[at + 4] as number] as number) ^
      (t2[bytes[at + 5] as number] as number) ^
      (t1[bytes[at + 6] as number] as number) ^
      (t0[bytes[at + 7] as number] as number);
  }
  for (; at < end; at += 1) register = (t0[(register ^ (bytes[at] as number)) & 0xff] as number) ^ (register >>> 8);
  return (register ^ 0xffffffff) >>> 0;
}
