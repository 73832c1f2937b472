import { dividedBy, type Rational, rational, times } from '../../../kernel/rational.js';

/** What a number with a unit measures. */
export type QuantityKind = 'duration' | 'rate' | 'size';

/** Size of each unit: durations in nanoseconds, rates in bits per second, sizes in bytes. */
const units: Readonly<Record<QuantityKind, ReadonlyMap<string, Rational>>> = {
  duration: new Map([
    ['ns', rational(1n)],
    ['us', rational(1_000n)],
    ['µs', rational(1_000n)],
    ['μs', rational(1_000n)],
    ['ms', rational(1_000_000n)],
    ['s', rational(1_000_000_000n)],
  ]),
  rate: new Map([
    ['bps', rational(1n)],
    ['kbps', rational(1_000n)],
    ['Mbps', rational(1_000_000n)],
    ['Gbps', rational(1_000_000_000n)],
    ['bit/s', rational(1n)],
    ['kbit/s', rational(1_000n)],
    ['Mbit/s', rational(1_000_000n)],
    ['Gbit/s', rational(1_000_000_000n)],
  ]),
  size: new Map([
    ['B', rational(1n)],
    ['b', rational(1n, 8n)],
  ]),
};

const quantityForm = /^(\d{1,30})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,2}))?(?: ?([A-Za-zµμ/]+))?$/u;

/**
 * The exact value of a decimal number with or without a unit, in nanoseconds, bits per second or bytes; `undefined` for any other
 * text, a sign and an unknown unit included. Units are told apart by case: `Mb` is not `mb`.
 *
 * @param unitWithout the unit of a number that names none
 * @implements LLR-CNV-002
 */
export function quantityOf(text: string, kind: QuantityKind, unitWithout: string): Rational | undefined {
  const [, whole, part = '', exponent = '0', unit = unitWithout] = quantityForm.exec(text.trim()) ?? [];
  const size = units[kind].get(unit);
  if (whole === undefined || size === undefined) return undefined;
  const digits = rational(BigInt(whole + part), 10n ** BigInt(part.length));
  const power = Number(exponent);
  const scale = rational(10n ** BigInt(Math.abs(power)));
  return times(power < 0 ? dividedBy(digits, scale) : times(digits, scale), size);
}

/**
 * The unit names that a kind of quantity may carry, as a text for people.
 *
 * @implements LLR-CNV-002
 */
export function unitNamesOf(kind: QuantityKind): string {
  return [...units[kind].keys()].filter((unit) => !unit.startsWith('μ')).join(', ');
}

/**
 * A whole number of small units as a decimal of larger ones, exact and without needless zeros: 16500 ns are 16.5 µs.
 *
 * @param digits the power of ten between the two units
 * @implements LLR-CNV-002
 */
export function decimalText(value: number, digits: number): string {
  const text = String(value).padStart(digits + 1, '0');
  const part = text.slice(text.length - digits).replace(/0+$/u, '');
  return `${text.slice(0, text.length - digits)}${part === '' ? '' : `.${part}`}`;
}
