import { rational, rationalFrom, rationalText, times } from '../../../kernel/rational.js';

/**
 * A second reader of images, written from the layout document and sharing no code with the first: it walks the structure file itself, has a
 * check of its own, and gives each element as text. What both say alike, one fault in one of them does not explain.
 */

/** Members of a structure file that this reader looks at. */
interface Shape {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly 'x-encoding'?: string;
  readonly 'x-scale'?: string;
  readonly 'x-codes'?: readonly number[];
}

/** The bytes do not follow the layout; caught in this file. */
class NotAnImage extends Error {}

/**
 * Each element of an image by JSON pointer, numbers as fractions in their unit; a text instead says why the bytes are no image of the structure.
 *
 * @param structure a structure file as parsed JSON
 * @implements LLR-PDV-001
 */
export function elementsOfImage(structure: unknown, image: Uint8Array): ReadonlyMap<string, string> | string {
  try {
    const walk = new Walk(image);
    walk.image(structure as Shape);
    return walk.elements;
  } catch (thrown) {
    if (thrown instanceof NotAnImage) return thrown.message;
    throw thrown;
  }
}

class Walk {
  readonly elements = new Map<string, string>();
  readonly #image: Uint8Array;
  #at = 0;

  constructor(image: Uint8Array) {
    this.#image = image;
  }

  image(shape: Shape): void {
    const properties = Object.entries(shape.properties ?? {});
    const lists = properties.filter(([, { type }]) => type === 'array');
    const head = properties.filter(([, { type }]) => type !== 'array');
    const length = this.#image.length;
    if (length < 68) throw new NotAnImage(`${length} bytes are no image`);
    if (this.#check(0, length - 4) !== this.#numberAt(length - 4))
      throw new NotAnImage('the last four bytes are not the check of those before');
    const rows = (head.length > 0 ? 1 : 0) + lists.length;
    this.#at = 64 + rows * 8;
    if (this.#at > length) throw new NotAnImage('the directory is cut off');
    let row = 0;
    if (head.length > 0) {
      const start = this.#at;
      for (const [name, inner] of head) this.#value(inner, `/${name}`);
      this.#entryCheck(0, 0, start);
      row = 1;
    }
    for (const [index, [name, list]] of lists.entries()) {
      const count = (this.#byte(64 + (row + index) * 8 + 4) << 8) | this.#byte(64 + (row + index) * 8 + 5);
      for (let entry = 0; entry < count; entry += 1) {
        const start = this.#at;
        this.#value(list.items ?? {}, `/${name}/${entry}`);
        this.#entryCheck(index + 1, entry, start);
      }
    }
    if (this.#at !== length - 4) throw new NotAnImage(`the entries end at byte ${this.#at}, the image at ${length - 4}`);
  }

  #value(shape: Shape, pointer: string): void {
    if (shape.type === 'object') {
      for (const [name, inner] of Object.entries(shape.properties ?? {})) this.#value(inner, `${pointer}/${name}`);
    } else if (shape.type === 'array') this.#list(shape, pointer);
    else if (shape.enum !== undefined) this.elements.set(pointer, this.#name(shape));
    else if (shape.type === 'boolean') this.elements.set(pointer, this.#take(1)[0] === 1 ? 'true' : 'false');
    else if (shape.type === 'string') this.elements.set(pointer, this.#string(shape));
    else this.elements.set(pointer, this.#number(shape));
  }

  #name({ enum: names = [], 'x-codes': codes = [] }: Shape): string {
    const code = this.#take(1)[0] ?? -1;
    const index = codes.indexOf(code);
    return names[index] ?? `code ${code}`;
  }

  #string({ maxLength = 0, 'x-encoding': encoding }: Shape): string {
    if (encoding === 'bytes') return Buffer.from(this.#take(maxLength / 2)).toString('hex');
    return Buffer.from(this.#take(maxLength)).toString('latin1').replace(/\0+$/, '');
  }

  #number({ 'x-encoding': encoding = '', 'x-scale': scale = '1' }: Shape): string {
    const width = Number(encoding.slice(1));
    const unsigned = this.#take(width / 8).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
    const steps = encoding.startsWith('i') ? BigInt.asIntN(width, unsigned) : unsigned;
    return rationalText(times(rational(steps), rationalFrom(scale) ?? rational(1n)));
  }

  #list({ maxItems = 0, items = {} }: Shape, pointer: string): void {
    const count = this.#take(maxItems > 255 ? 2 : 1).reduce((sum, byte) => sum * 256 + byte, 0);
    if (count > maxItems) throw new NotAnImage(`${pointer} has ${count} elements of at most ${maxItems}`);
    for (let index = 0; index < count; index += 1) this.#value(items, `${pointer}/${index}`);
    const unused = this.#take((maxItems - count) * widthOf(items));
    if (unused.some((byte) => byte !== 0)) throw new NotAnImage(`an unused place of ${pointer} is not 0`);
  }

  #entryCheck(group: number, entry: number, start: number): void {
    const found = this.#take(4).reduce((sum, byte) => sum * 256 + byte, 0);
    const place = Uint8Array.of(group >> 8, group & 255, entry >> 8, entry & 255);
    const made = slowCheck([place, this.#image.subarray(start, this.#at - 4)]);
    if (made !== found) throw new NotAnImage(`the check of entry ${entry} of group ${group} is not that of its bytes`);
  }

  #check(from: number, to: number): number {
    return slowCheck([this.#image.subarray(from, to)]);
  }

  #numberAt(at: number): number {
    return this.#image.subarray(at, at + 4).reduce((sum, byte) => sum * 256 + byte, 0);
  }

  #byte(at: number): number {
    return this.#image[at] ?? 0;
  }

  #take(count: number): Uint8Array {
    if (this.#at + count > this.#image.length) throw new NotAnImage('the image ends inside an element');
    this.#at += count;
    return this.#image.subarray(this.#at - count, this.#at);
  }
}

/** Bytes of a value, by the layout document. */
function widthOf(shape: Shape): number {
  if (shape.type === 'object') return Object.values(shape.properties ?? {}).reduce((sum, inner) => sum + widthOf(inner), 0);
  if (shape.type === 'array') return ((shape.maxItems ?? 0) > 255 ? 2 : 1) + (shape.maxItems ?? 0) * widthOf(shape.items ?? {});
  if (shape.type === 'boolean' || shape.enum !== undefined) return 1;
  if (shape.type === 'string') return (shape.maxLength ?? 0) / (shape['x-encoding'] === 'bytes' ? 2 : 1);
  return Number((shape['x-encoding'] ?? 'u8').slice(1)) / 8;
}

/** The check bit by bit, as a division of polynomials over GF(2): no table. */
function slowCheck(parts: readonly Uint8Array[]): number {
  let remainder = 0xffffffff;
  for (const part of parts) {
    for (const byte of part) {
      for (let bit = 0; bit < 8; bit += 1) {
        const carry = (remainder ^ (byte >>> bit)) & 1;
        remainder = (remainder >>> 1) ^ (carry === 1 ? 0xedb88320 : 0);
      }
    }
  }
  return ~remainder >>> 0;
}
