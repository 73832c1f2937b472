import { crc32 } from '../crc32.js';

/**
 * Two places for one item in a store whose bytes are written one after the other. Each slot begins with a record of 16 bytes: magic, sequence, length,
 * and the CRC-32 of these twelve, most significant byte first; the image follows. A slot counts when its record and its image are whole.
 */

/** Bytes of the record of a slot. */
const recordBytes = 16;
const magic = 0x414d5043;

/** How a store is divided. */
export interface SlotForm {
  /** Bytes of one slot, record included. */
  readonly slotBytes: number;
}

/** The image that a store holds. */
export interface HeldImage {
  readonly slot: 0 | 1;
  readonly sequence: number;
  readonly image: Uint8Array;
}

/** One step of a load: bytes that are written in turn from an offset on. */
export interface SlotWrite {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Gives the sequence of an image that may be used; undefined of one that may not. */
export type Acceptance = (image: Uint8Array) => number | undefined;

/**
 * The image that a loader starts with: of the whole ones the one with the larger sequence. Total for each content of the store.
 *
 * @implements LLR-PDX-010
 */
export function heldImage(store: Uint8Array, form: SlotForm, accept: Acceptance): HeldImage | undefined {
  const held = ([0, 1] as const).map((slot) => imageIn(store, form, slot, accept)).filter((each) => each !== undefined);
  return held.reduce<HeldImage | undefined>((best, each) => (best === undefined || each.sequence > best.sequence ? each : best), undefined);
}

function imageIn(store: Uint8Array, { slotBytes }: SlotForm, slot: 0 | 1, accept: Acceptance): HeldImage | undefined {
  const start = slot * slotBytes;
  if (store.length < start + recordBytes) return undefined;
  const view = new DataView(store.buffer, store.byteOffset + start, recordBytes);
  const [found, sequence, length] = [view.getUint32(0), view.getUint32(4), view.getUint32(8)];
  if (found !== magic || view.getUint32(12) !== crc32(store, start, start + 12)) return undefined;
  if (length > slotBytes - recordBytes || start + recordBytes + length > store.length) return undefined;
  const image = store.subarray(start + recordBytes, start + recordBytes + length);
  return accept(image) === sequence ? { slot, sequence, image } : undefined;
}

/** A load as steps, or why it is refused. */
export type LoadPlan = { readonly writes: readonly SlotWrite[] } | { readonly refused: 'not acceptable' | 'too large' | 'not newer' };

/**
 * The steps that load an image into the slot that is not in use: its record is cleared, the image written, and the new record last. Until the last
 * of its bytes the store holds the old image. Refused is an image that is not acceptable, does not fit, or has no larger sequence than the one held.
 *
 * @implements LLR-PDX-011
 */
export function loadPlan(store: Uint8Array, form: SlotForm, image: Uint8Array, accept: Acceptance): LoadPlan {
  const sequence = accept(image);
  if (sequence === undefined) return { refused: 'not acceptable' };
  if (image.length > form.slotBytes - recordBytes || store.length < form.slotBytes * 2) return { refused: 'too large' };
  const held = heldImage(store, form, accept);
  if (held !== undefined && sequence <= held.sequence) return { refused: 'not newer' };
  const start = (held?.slot === 0 ? 1 : 0) * form.slotBytes;
  const record = new Uint8Array(recordBytes);
  const view = new DataView(record.buffer);
  view.setUint32(0, magic);
  view.setUint32(4, sequence);
  view.setUint32(8, image.length);
  view.setUint32(12, crc32(record, 0, 12));
  return {
    writes: [
      { offset: start, bytes: new Uint8Array(recordBytes) },
      { offset: start + recordBytes, bytes: image },
      { offset: start, bytes: record },
    ],
  };
}

/**
 * A store after some bytes of a load were written and the power was cut: the byte that was being written has any value.
 *
 * @param count bytes that were written whole, in the order of the plan
 * @param torn value of the next byte, when it was begun
 * @implements LLR-PDX-012
 */
export function cutStore(store: Uint8Array, writes: readonly SlotWrite[], count: number, torn: number | undefined): Uint8Array {
  const after = store.slice();
  let left = count;
  for (const { offset, bytes } of writes) {
    after.set(bytes.subarray(0, Math.max(0, left)), offset);
    if (left >= 0 && left < bytes.length && torn !== undefined) after[offset + left] = torn;
    if (left < bytes.length) return after;
    left -= bytes.length;
  }
  return after;
}
