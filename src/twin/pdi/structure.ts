import type { Truth } from '../../kernel/logic/expression.js';
import type { Rational } from '../../kernel/rational.js';

/** Whole numbers as they stand in an image, most significant byte first; signed ones in two's complement. */
export type Encoding = 'u8' | 'u16' | 'u32' | 'i8' | 'i16' | 'i32';

/** What each field says of itself. */
interface FieldBase {
  readonly name: string;
  /** Names from the root, lists as `*`: `virtualLinks.*.id`. */
  readonly path: string;
  readonly description: string;
  /** Requirements that the field is traced to; those of the record around it when it names none. */
  readonly traces: readonly string[];
}

/** A whole or fixed-point number. Its value is a whole number of steps of `scale`; ranges are in steps. */
export interface NumberField extends FieldBase {
  readonly kind: 'number';
  readonly encoding: Encoding;
  /** One step, in the unit; 1 for whole numbers. */
  readonly scale: Rational;
  readonly minimum: number;
  readonly maximum: number;
  /** Empty for a plain number. */
  readonly unit: string;
}

/** One name out of a list, one byte in the image. */
export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly choices: readonly { readonly name: string; readonly code: number }[];
}

/** A truth value, one byte that is 0 or 1. */
export interface FlagField extends FieldBase {
  readonly kind: 'flag';
}

/** Printable ASCII, filled with bytes of 0 up to `bytes`. */
export interface TextField extends FieldBase {
  readonly kind: 'text';
  readonly bytes: number;
  readonly lengthMin: number;
}

/** A fixed number of bytes, as lower-case hexadecimal text. */
export interface BytesField extends FieldBase {
  readonly kind: 'bytes';
  readonly bytes: number;
}

/** Up to `countMax` fields of one form. Inside an entry each place is there, and unused ones are bytes of 0. */
export interface ListField extends FieldBase {
  readonly kind: 'list';
  readonly items: Field;
  readonly countMin: number;
  readonly countMax: number;
}

/** Fields in the order of the image. */
export interface RecordField extends FieldBase {
  readonly kind: 'record';
  readonly fields: readonly Field[];
}

/** A part of a structure. */
export type Field = NumberField | ChoiceField | FlagField | TextField | BytesField | ListField | RecordField;

/** The value of a field: numbers in steps of their scale. */
export type PdiValue = number | string | boolean | readonly PdiValue[] | PdiRecord;

/** Values by field name. */
export interface PdiRecord {
  readonly [name: string]: PdiValue;
}

/** Major, minor, patch. */
export type Version = readonly [number, number, number];

/** What must hold between elements. */
export interface Constraint {
  readonly id: string;
  readonly text: string;
  readonly traces: readonly string[];
  /** What it demands, as canonical text. */
  readonly meaning: string;
  /** List whose elements it is about, each alone; absent when it is about the whole. */
  readonly each: string | undefined;
  /** Values of a list that must differ: fields of its elements; absent when `holds` says what must hold. */
  readonly unique: { readonly list: string; readonly by: readonly string[] } | undefined;
  /** The statement about given counts of the lists that it adds up. */
  readonly holds: ((counts: ReadonlyMap<string, number>) => Truth) | undefined;
}

/** The structure of one kind of parameter data item. */
export interface Structure {
  /** File name without folder and ending: `failover-policy`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** From 1 to 65535, carried in each image. */
  readonly id: number;
  readonly version: Version;
  readonly root: RecordField;
  readonly constraints: readonly Constraint[];
  /** SHA-256 of what decides the meaning of an image: names, order, encodings, scales, units, ranges, bounds and constraints. */
  readonly fingerprint: string;
}

/**
 * A version as text, `1.0.3`.
 *
 * @implements LLR-PDE-002
 */
export function versionText(version: Version): string {
  return version.join('.');
}

/**
 * Reads what `versionText` writes; each number is at most 65535.
 *
 * @implements LLR-PDE-002
 */
export function versionFrom(text: string): Version | undefined {
  const [, major, minor, patch] = /^(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})$/.exec(text) ?? [];
  const version = [Number(major), Number(minor), Number(patch)] as const;
  return patch === undefined || version.some((part) => part > 65535) ? undefined : version;
}

/**
 * Negative, 0 or positive as the first version is older, the same or newer.
 *
 * @implements LLR-PDE-002
 */
export function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/**
 * Bytes and range of each encoding.
 *
 * @implements LLR-PDE-002
 */
export const encodings: Readonly<Record<Encoding, { readonly bytes: number; readonly minimum: number; readonly maximum: number }>> = {
  u8: { bytes: 1, minimum: 0, maximum: 0xff },
  u16: { bytes: 2, minimum: 0, maximum: 0xffff },
  u32: { bytes: 4, minimum: 0, maximum: 0xffffffff },
  i8: { bytes: 1, minimum: -0x80, maximum: 0x7f },
  i16: { bytes: 2, minimum: -0x8000, maximum: 0x7fff },
  i32: { bytes: 4, minimum: -0x80000000, maximum: 0x7fffffff },
};
