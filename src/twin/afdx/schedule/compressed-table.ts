import type { Diagnostic } from '../../../kernel/diagnostic.js';
import { type Rational, rational } from '../../../kernel/rational.js';
import type { Read } from '../../../kernel/result.js';
import type { SlotTable } from './slot-table.js';

/** A slot table in short form. */
export interface CompressedTable {
  readonly slots: number;
  /** Sets of virtual links that occur in more than one slot, each once, in the order in which they occur first. */
  readonly basePatterns: readonly (readonly number[])[];
  /** For each slot that is no exception, in order, the index of its pattern. */
  readonly patternNumbers: readonly number[];
  /** Slots without a pattern, ascending, with their virtual links. */
  readonly exceptions: readonly { readonly slot: number; readonly virtualLinks: readonly number[] }[];
}

/** Sizes of a table by the convention of the requirement, in bytes, and how many times smaller the short form is. */
export interface Compression {
  readonly originalBytes: number;
  readonly compressedBytes: number;
  /** Exact; `undefined` for a table without slots. */
  readonly ratio: Rational | undefined;
  /** Slots whose virtual links do not fit the 16 byte of an entry, at 16 bit for an identifier. */
  readonly slotsBeyondEntry: number;
}

/** Numbers of 2 byte name this many patterns. */
const basePatternsMax = 65_536;
/** Tables longer than this are refused: more than the steps of each hyperperiod that is scheduled. */
const slotsMax = 1_048_576;
const entryBytes = 16;
const patternNumberBytes = 2;
const virtualLinksInEntry = 8;

/**
 * The short form of a table. A set that occurs once becomes an exception (16 byte) and no base pattern (16 + 2 byte); one that occurs
 * n > 1 times costs 16 + 2 n byte instead of 16 n. So no other choice of patterns is smaller.
 *
 * @implements LLR-TTS-016
 */
export function compressedTableOf(table: SlotTable): CompressedTable {
  const uses = new Map<string, number>();
  for (const slot of table) uses.set(keyOf(slot), (uses.get(keyOf(slot)) ?? 0) + 1);
  const numbers = new Map<string, number>();
  const basePatterns: (readonly number[])[] = [];
  const patternNumbers: number[] = [];
  const exceptions: { slot: number; virtualLinks: readonly number[] }[] = [];
  table.forEach((virtualLinks, slot) => {
    const key = keyOf(virtualLinks);
    let number = numbers.get(key);
    if (number === undefined && (uses.get(key) ?? 0) > 1 && basePatterns.length < basePatternsMax) {
      number = basePatterns.push(virtualLinks) - 1;
      numbers.set(key, number);
    }
    if (number === undefined) exceptions.push({ slot, virtualLinks });
    else patternNumbers.push(number);
  });
  return { slots: table.length, basePatterns, patternNumbers, exceptions };
}

/**
 * The table that a short form stands for, slot for slot. AFDX-260, without a table: a number without pattern, an exception out of place,
 * or numbers and exceptions that do not make up the slots.
 *
 * @implements LLR-TTS-017
 */
export function restoredTableOf(compressed: CompressedTable): Read<SlotTable | undefined> {
  const fault = faultOf(compressed);
  if (fault !== undefined) return { value: undefined, diagnostics: [unreadable(fault)] };
  const table: (readonly number[])[] = [];
  let next = 0;
  let exception = 0;
  for (let slot = 0; slot < compressed.slots; slot += 1) {
    const entry = compressed.exceptions[exception];
    if (entry?.slot === slot) {
      table.push(entry.virtualLinks);
      exception += 1;
    } else {
      table.push(compressed.basePatterns[compressed.patternNumbers[next] ?? -1] ?? []);
      next += 1;
    }
  }
  return { value: table, diagnostics: [] };
}

/**
 * The sizes of a table: 16 byte for each slot; in short form 16 byte for each base pattern, 2 for each pattern number, 16 for each
 * exception.
 *
 * @implements LLR-TTS-018
 */
export function compressionOf({ slots, basePatterns, patternNumbers, exceptions }: CompressedTable): Compression {
  const originalBytes = slots * entryBytes;
  const compressedBytes = (basePatterns.length + exceptions.length) * entryBytes + patternNumbers.length * patternNumberBytes;
  const long = basePatterns.map(({ length }) => length > virtualLinksInEntry);
  return {
    originalBytes,
    compressedBytes,
    ratio: compressedBytes === 0 ? undefined : rational(BigInt(originalBytes), BigInt(compressedBytes)),
    slotsBeyondEntry:
      patternNumbers.filter((number) => long[number]).length +
      exceptions.filter(({ virtualLinks }) => virtualLinks.length > virtualLinksInEntry).length,
  };
}

function keyOf(virtualLinks: readonly number[]): string {
  return virtualLinks.join(' ');
}

function faultOf({ slots, basePatterns, patternNumbers, exceptions }: CompressedTable): string | undefined {
  if (!Number.isSafeInteger(slots) || slots < 0 || slots > slotsMax) return `it has ${slots} slots, not 0 to ${slotsMax}`;
  if (patternNumbers.length + exceptions.length !== slots) {
    return `${patternNumbers.length} pattern numbers and ${exceptions.length} exceptions do not make up ${slots} slots`;
  }
  const unknown = patternNumbers.find((number) => basePatterns[number] === undefined);
  if (unknown !== undefined) return `there is no base pattern ${unknown}`;
  const misplaced = exceptions.find(
    ({ slot }, index) => !Number.isSafeInteger(slot) || slot >= slots || slot <= (exceptions[index - 1]?.slot ?? -1),
  );
  return misplaced === undefined ? undefined : `the exception of slot ${misplaced.slot} is not in ascending order from 0 to ${slots - 1}`;
}

function unreadable(fault: string): Diagnostic {
  return {
    code: 'AFDX-260',
    severity: 'error',
    message: `the compressed schedule table cannot be restored: ${fault}`,
    why: 'a table that is not restored slot for slot is not the schedule that was verified',
    fix: 'make the table again with "ampel afdx schedule"',
  };
}
