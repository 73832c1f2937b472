import { type Rational, rational, roundedUp, times } from '../../../kernel/rational.js';
import { type ByteOrder, word16, word32 } from './capture-parser.js';
import type { CaptureInterface } from './capture-record.js';

/** An option of a pcapng block. */
export interface BlockOption {
  readonly code: number;
  readonly value: Uint8Array;
}

/** An interface of a pcapng section with the way from its clock to time. */
export interface PcapngInterface {
  readonly interface: CaptureInterface;
  /** Time of a count of its clock since 1970, exact. */
  timeOf(count: bigint): { readonly nanoseconds: bigint; readonly remainder: Rational };
}

const optionCodes = { end: 0, name: 2, description: 3, resolution: 9, checkSequence: 13, offset: 14 } as const;
const nanosecondsPerSecond = 1_000_000_000n;
const nothing: Rational = { numerator: 0n, denominator: 1n };
/** Characters of an interface name that are kept. */
const nameLengthMax = 64;

/**
 * The options from a place to the end of a block body. `broken` says that one reaches beyond the end; those before it are given.
 *
 * @implements LLR-MON-002
 */
export function optionsOf(
  body: Uint8Array,
  from: number,
  order: ByteOrder,
): { readonly options: readonly BlockOption[]; readonly broken: boolean } {
  const options: BlockOption[] = [];
  for (let at = from; at + 4 <= body.length; ) {
    const [code, length] = [word16(body, at, order), word16(body, at + 2, order)];
    if (code === optionCodes.end) return { options, broken: false };
    if (at + 4 + length > body.length) return { options, broken: true };
    options.push({ code, value: body.subarray(at + 4, at + 4 + length) });
    at += 4 + length + (-length & 3);
  }
  return { options, broken: false };
}

/**
 * The interface that the body of an interface description block describes, and what is wrong with it. The name option is preferred
 * over the description; the length of the check sequence is taken as 4 byte when the option says 4 or 32, because writers use both
 * units, and as unknown for other values than 0.
 *
 * @param body at least 8 byte
 * @implements LLR-MON-002
 */
export function pcapngInterfaceOf(
  body: Uint8Array,
  order: ByteOrder,
  index: number,
): { readonly value: PcapngInterface; readonly faults: readonly string[] } {
  const { options, broken } = optionsOf(body, 8, order);
  const faults = broken ? ['an option reaches beyond the block'] : [];
  const fixed = (code: number, length: number, name: string): Uint8Array | undefined => {
    const value = options.find((option) => option.code === code)?.value;
    if (value === undefined || value.length === length) return value;
    faults.push(`option ${name} has ${value.length} byte instead of ${length}`);
    return undefined;
  };
  const resolution = resolutionNanosecondsOf(fixed(optionCodes.resolution, 1, 'if_tsresol')?.[0] ?? 6);
  const check = fixed(optionCodes.checkSequence, 1, 'if_fcslen')?.[0];
  if (check !== undefined && ![0, 4, 32].includes(check)) faults.push(`option if_fcslen is ${check}, neither 0 nor 4 byte (32 bit)`);
  const offset = fixed(optionCodes.offset, 8, 'if_tsoffset');
  const text = (code: number): string => textOf(options.find((option) => option.code === code)?.value);
  const value: CaptureInterface = {
    index,
    name: text(optionCodes.name) || text(optionCodes.description),
    linkType: word16(body, 0, order),
    snapLengthBytes: word32(body, 4, order),
    resolutionNanoseconds: resolution,
    checkSequenceBytes: check === 0 ? 0 : check === 4 || check === 32 ? 4 : undefined,
  };
  return { value: { interface: value, timeOf: clockOf(resolution, offset === undefined ? 0n : secondsOf(offset, order)) }, faults };
}

/**
 * The resolution that option if_tsresol states, in nanoseconds: 10 to the power of minus its value, or 2 to the power of minus its
 * lower 7 bits when the highest bit is set.
 *
 * @implements LLR-MON-003
 */
export function resolutionNanosecondsOf(value: number): Rational {
  const base = (value & 0x80) === 0 ? 10n : 2n;
  return rational(nanosecondsPerSecond, base ** BigInt(value & 0x7f));
}

/**
 * By how much the difference of two timestamps of a resolution can differ from that of the instants that they stand for, in
 * nanoseconds, where instants are whole nanoseconds and timestamps were rounded down: 0 at 1 ns, 999 at 1 µs.
 *
 * @implements LLR-MON-003
 */
export function timestampToleranceNanosecondsOf(resolution: Rational): bigint {
  return resolution.denominator === 1n ? resolution.numerator - 1n : roundedUp(resolution);
}

function clockOf(resolution: Rational, offsetSeconds: bigint): PcapngInterface['timeOf'] {
  const offset = offsetSeconds * nanosecondsPerSecond;
  if (resolution.denominator === 1n) return (count) => ({ nanoseconds: count * resolution.numerator + offset, remainder: nothing });
  return (count) => {
    const time = times(rational(count), resolution);
    const nanoseconds = time.numerator / time.denominator;
    return { nanoseconds: nanoseconds + offset, remainder: rational(time.numerator - nanoseconds * time.denominator, time.denominator) };
  };
}

function secondsOf(value: Uint8Array, order: ByteOrder): bigint {
  const [first, second] = [BigInt(word32(value, 0, order)), BigInt(word32(value, 4, order))];
  return BigInt.asIntN(64, order.littleEndian ? (second << 32n) | first : (first << 32n) | second);
}

function textOf(value: Uint8Array | undefined): string {
  if (value === undefined) return '';
  const text = new TextDecoder().decode(value.subarray(0, 4 * nameLengthMax));
  return text.replace(/\0.*/s, '').slice(0, nameLengthMax);
}
