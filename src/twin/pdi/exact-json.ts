import type { Diagnostic, Place } from '../../kernel/diagnostic.js';
import { type Rational, rational, rationalFrom, times } from '../../kernel/rational.js';
import { readJson } from '../afdx/json-places.js';
import { pdiError, startOf } from './findings.js';

/** Texts longer than this are refused unread, because the reader keeps the position of each value. */
const textLengthMax = 16_000_000;

/** A JSON text whose numbers can be read as they are written. */
export interface ExactJson {
  /** `undefined` when there are findings. */
  readonly value: unknown;
  readonly placeOf: (pointer: string) => Place;
  /** The number at a pointer, exactly as its digits say. */
  readonly numberAt: (pointer: string) => Rational | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a JSON text; the code is that of the finding when it is none.
 *
 * @implements LLR-PDE-003
 */
export function readExactJson(path: string, text: string, code: `PDI-${number}`): ExactJson {
  const start = startOf(path);
  if (text.length > textLengthMax) return unread(start, [fault(start, `the file is longer than ${textLengthMax} characters`, code)]);
  const reading = readJson(text);
  if (reading.faults.length > 0)
    return unread(
      start,
      reading.faults.map(({ message, line, column }) => fault({ path, line, column }, message, code)),
    );
  const lines = text.split('\n');
  const numberAt = (pointer: string): Rational | undefined => {
    const { line, column } = reading.positionOf(pointer);
    numberToken.lastIndex = column - 1;
    return exactNumber(numberToken.exec(lines[line - 1] ?? '')?.[0] ?? '');
  };
  return { value: reading.value, placeOf: (pointer) => ({ path, ...reading.positionOf(pointer) }), numberAt, diagnostics: [] };
}

const numberToken = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
/** No field needs more, and larger powers would cost memory. */
const exponentMax = 100;
const digitsMax = 100;

/**
 * The number that a JSON token writes, without rounding; undefined for text that is none or is longer than a figure of a table can be.
 *
 * @implements LLR-PDE-003
 */
export function exactNumber(token: string): Rational | undefined {
  const [, mantissa = '', exponent = '0'] = /^(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?)(?:[eE]([+-]?[0-9]+))?$/.exec(token) ?? [];
  const power = Number(exponent);
  if (mantissa === '' || mantissa.length > digitsMax || Math.abs(power) > exponentMax) return undefined;
  const value = rationalFrom(mantissa);
  if (value === undefined) return undefined;
  const scale = 10n ** BigInt(Math.abs(power));
  return times(value, power < 0 ? rational(1n, scale) : rational(scale));
}

function unread(place: Place, diagnostics: readonly Diagnostic[]): ExactJson {
  return { value: undefined, placeOf: () => place, numberAt: () => undefined, diagnostics };
}

function fault(place: Place, message: string, code: `PDI-${number}`): Diagnostic {
  return pdiError(code, place, {
    message,
    why: 'the file is not a JSON text (RFC 8259) with one meaning',
    fix: 'correct the syntax at this place',
  });
}
