import { dividedBy, type Rational, rational, rationalFrom, roundedUp, times } from '../../../kernel/rational.js';
import type { Criticality } from '../network.generated.js';
import type { AfdxColumns } from './columns.generated.js';

/** A figure of a table in the unit of the optimiser. `changed` says how, when it was rounded to the safe side. */
export type TableValue<T> = { readonly value: T; readonly changed?: string } | { readonly fault: string };

type Unit<K extends 'size' | 'period' | 'deadline'> = NonNullable<NonNullable<AfdxColumns['units']>[K]>;

/** A number as tables write it: digits with a decimal point or a decimal comma. */
function numberOf(text: string): Rational | undefined {
  if (!/^\d{1,15}([.,]\d{1,15})?$/.test(text)) return undefined;
  return rationalFrom(text.replace(',', '.'));
}

/**
 * A size in whole bytes, rounded up; from 1 to 65535.
 *
 * @implements LLR-VLO-003
 */
export function sizeBytesOf(text: string, unit: Unit<'size'>): TableValue<number> {
  const given = numberOf(text);
  if (given === undefined) return { fault: `"${text}" is not a size` };
  const bytes = roundedUp(unit === 'bit' ? dividedBy(given, rational(8n)) : given);
  if (bytes < 1n || bytes > 65535n) return { fault: `the size ${text} ${unit} is not within 1 to 65535 byte` };
  return { value: Number(bytes) };
}

/**
 * A period in whole milliseconds, rounded down, so that the optimiser plans for messages at least as frequent; from 1 to 3600000.
 *
 * @implements LLR-VLO-003
 */
export function periodMillisecondsOf(text: string, unit: Unit<'period'>): TableValue<number> {
  const given = numberOf(text);
  if (given === undefined || given.numerator === 0n) return { fault: `"${text}" is not a ${unit === 'Hz' ? 'rate' : 'period'}` };
  const factors = { us: rational(1n, 1000n), ms: rational(1n), s: rational(1000n) };
  const exact = unit === 'Hz' ? dividedBy(rational(1000n), given) : times(given, factors[unit]);
  const whole = roundedDown(exact);
  if (whole < 1n || whole > 3_600_000n) return { fault: `the period of ${text} ${unit} is not within 1 ms to one hour` };
  return exact.denominator === 1n
    ? { value: Number(whole) }
    : { value: Number(whole), changed: `the period of ${text} ${unit} is planned as ${whole} ms` };
}

/**
 * A deadline in whole microseconds, rounded down; from 1 to 10 000 000.
 *
 * @implements LLR-VLO-003
 */
export function deadlineMicrosecondsOf(text: string, unit: Unit<'deadline'>): TableValue<number> {
  const given = numberOf(text);
  if (given === undefined) return { fault: `"${text}" is not a deadline` };
  const factors = { us: rational(1n), ms: rational(1000n), s: rational(1_000_000n) };
  const exact = times(given, factors[unit]);
  const whole = roundedDown(exact);
  if (whole < 1n || whole > 10_000_000n) return { fault: `the deadline of ${text} ${unit} is not within 1 µs to 10 s` };
  return exact.denominator === 1n
    ? { value: Number(whole) }
    : { value: Number(whole), changed: `the deadline of ${text} ${unit} is planned as ${whole} µs` };
}

/**
 * A design assurance level: a word of the mapping, or A to E with or without DAL before it.
 *
 * @implements LLR-VLO-003
 */
export function criticalityOf(text: string, words: Readonly<Record<string, Criticality | undefined>>): TableValue<Criticality> {
  const own = Object.hasOwn(words, text) ? words[text] : undefined;
  if (own !== undefined) return { value: own };
  const level = /^(?:DAL[ _-]?)?([A-E])$/i.exec(text)?.[1]?.toUpperCase();
  return level === undefined ? { fault: `"${text}" is not a design assurance level` } : { value: level as Criticality };
}

/**
 * A redundancy level: 1 or 2, or the networks used: A, B (one of them), AB, A+B, A/B (both).
 *
 * @implements LLR-VLO-003
 */
export function redundancyLevelOf(text: string): TableValue<1 | 2> {
  if (/^(?:1|A|B)$/i.test(text)) return { value: 1 };
  if (/^(?:2|A ?[+/&,]? ?B)$/i.test(text)) return { value: 2 };
  return { fault: `"${text}" is not a redundancy level` };
}

function roundedDown({ numerator, denominator }: Rational): bigint {
  return numerator / denominator;
}
