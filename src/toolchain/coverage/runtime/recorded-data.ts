import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { Read } from '../../../kernel/result.js';
import { conditionsMaximum, type ObservedVector } from '../analysis/decision-tree.js';
import type { CoverageMap } from '../coverage-map.js';
import { conditionsOfWord } from '../instrument/condition-text.js';
import { dataHead } from '../instrument/runtime-names.js';
import { type SlotMeaning, slotMeanings } from './slot-meanings.js';

/** What the data files show of one source file: by point, and by decision and vector, the test cases that reached it. */
export interface RecordedFile {
  readonly points: Map<number, Set<string>>;
  readonly vectors: Map<number, Map<string, Set<string>>>;
  /** Decisions with more vectors than are recorded. */
  readonly overfull: Set<number>;
}

/**
 * The facts of data files by path of the source file. Facts about a text that is not the present one are stale and count for nothing,
 * as do those of another instrumenter; each is a finding. A last line without its end is what a killed process left, and no fault.
 *
 * @param files texts by name
 * @param maps what there is to measure in the present texts, by path
 * @implements LLR-COV-013
 */
export function recordedData(
  files: ReadonlyMap<string, string>,
  maps: ReadonlyMap<string, CoverageMap>,
  isLiteral: boolean,
): Read<ReadonlyMap<string, RecordedFile>> {
  const recorded = new Map<string, RecordedFile>();
  const diagnostics: Diagnostic[] = [];
  const stale = new Set<string>();
  const meanings = new Map<CoverageMap, (slot: number) => SlotMeaning>();
  const meaningsOf = (map: CoverageMap): ((slot: number) => SlotMeaning) => {
    const found = meanings.get(map) ?? slotMeanings(map);
    meanings.set(map, found);
    return found;
  };
  for (const [name, text] of files) {
    const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
    if (lines[0] === '') continue;
    if (`${lines[0]}\n` !== dataHead(isLiteral)) {
      diagnostics.push(otherData(name));
      continue;
    }
    const reader = new DataReader(maps, recorded, stale, meaningsOf);
    for (let line = 1; line < lines.length - 1; line += 1) {
      if (!reader.take(lines[line] ?? '')) {
        diagnostics.push(damaged(name, line + 1));
        break;
      }
    }
  }
  for (const path of [...stale].sort()) diagnostics.push(staleData(path));
  return { value: recorded, diagnostics };
}

/** A file that data speaks of. */
interface Target {
  readonly map: CoverageMap;
  readonly meaningOf: (slot: number) => SlotMeaning;
  readonly file: RecordedFile;
}

/** Reads the lines of one data file in their order. */
class DataReader {
  readonly #maps: ReadonlyMap<string, CoverageMap>;
  readonly #recorded: Map<string, RecordedFile>;
  readonly #stale: Set<string>;
  /** By number; undefined where the data is stale. */
  readonly #modules: (Target | undefined)[] = [];
  readonly #meaningsOf: (map: CoverageMap) => (slot: number) => SlotMeaning;
  #case = '';

  constructor(
    maps: ReadonlyMap<string, CoverageMap>,
    recorded: Map<string, RecordedFile>,
    stale: Set<string>,
    meaningsOf: (map: CoverageMap) => (slot: number) => SlotMeaning,
  ) {
    this.#maps = maps;
    this.#meaningsOf = meaningsOf;
    this.#recorded = recorded;
    this.#stale = stale;
  }

  /** Whether the line could be read. */
  take(line: string): boolean {
    if (line.startsWith('m ')) return this.#module(line);
    if (line.startsWith('c ')) return this.#begin(line.slice(2));
    const match = /^([pbdo]) (\d{1,9}) ([\d,-]+)(?: ([\d,]+))?$/.exec(line);
    if (match === null) return false;
    const [, kind, moduleText, places = '', vector] = match;
    const number = Number(moduleText);
    if (number >= this.#modules.length) return false;
    const target = this.#modules[number];
    if (target === undefined) return true;
    if (kind === 'p' || kind === 'b') return vector === undefined && this.#reached(target, places);
    const { map, file } = target;
    const place = /^\d{1,9}$/.test(places) ? Number(places) : -1;
    const decision = map.decisions[place];
    if (decision?.encoding !== 'digits') return false;
    if (kind === 'o') return file.overfull.add(place).size > 0;
    if (vector === undefined || vectorFrom(vector, decision.conditions.length) === undefined) return false;
    return this.#seen(file, place, vector);
  }

  /** Takes ranges of places, in their order. */
  #reached(target: Target, ranges: string): boolean {
    let next = 1;
    for (const range of ranges.split(',')) {
      const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(range);
      const first = Number(match?.[1] ?? 0);
      const last = Number(match?.[2] ?? first);
      if (match === null || first < next || last < first || last >= target.map.slotsCount) return false;
      for (let slot = first; slot <= last; slot += 1) {
        const { points, vector } = target.meaningOf(slot);
        for (const point of points) added(target.file.points, point, this.#case);
        if (vector !== undefined) this.#seen(target.file, vector.decision, vector.text);
      }
      next = last + 1;
    }
    return true;
  }

  #seen(file: RecordedFile, decision: number, vector: string): true {
    const vectors = file.vectors.get(decision) ?? new Map<string, Set<string>>();
    file.vectors.set(decision, vectors);
    return added(vectors, vector, this.#case);
  }

  #begin(text: string): boolean {
    const id = textFrom(text);
    this.#case = id ?? '';
    return id !== undefined;
  }

  #module(line: string): boolean {
    const match = /^m (\d{1,9}) (\d{1,9}) (\d{1,9}) ([0-9a-f]{64}) (".*")$/.exec(line);
    const path = textFrom(match?.[5] ?? '');
    if (match === null || path === undefined || Number(match[1]) !== this.#modules.length) return false;
    const map = this.#maps.get(path);
    const isPresent = map?.identity === match[4] && map?.slotsCount === Number(match[2]) && map?.decisions.length === Number(match[3]);
    if (map === undefined || !isPresent) {
      this.#modules.push(undefined);
      this.#stale.add(path);
      return true;
    }
    const file = this.#recorded.get(path) ?? { points: new Map(), vectors: new Map(), overfull: new Set() };
    this.#recorded.set(path, file);
    this.#modules.push({ map, file, meaningOf: this.#meaningsOf(map) });
    return true;
  }
}

function added<K>(facts: Map<K, Set<string>>, key: K, id: string): true {
  const cases = facts.get(key);
  if (cases === undefined) facts.set(key, new Set([id]));
  else cases.add(id);
  return true;
}

function textFrom(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The vector that a recorded number stands for: twice the digits of base 3 of the conditions, the first condition lowest, plus the
 * outcome; above 32 conditions two numbers and the outcome with commas. Undefined for what no decision of so many conditions gives.
 * @implements LLR-COV-013
 */
export function vectorFrom(text: string, conditionsCount: number): ObservedVector | undefined {
  if (conditionsCount > conditionsMaximum) return undefined;
  const parts = text.split(',').map(Number);
  const [first = 0, second = 0, third = 0] = parts;
  if (parts.some((part) => !Number.isSafeInteger(part)) || parts.length !== (conditionsCount > conditionsOfWord ? 3 : 1)) return undefined;
  if (parts.length === 3) {
    const [low, high] = [digits(first, conditionsOfWord), digits(second, conditionsCount - conditionsOfWord)];
    return low === undefined || high === undefined || third > 1 ? undefined : { values: low + high, outcome: third === 1 };
  }
  const values = digits(Math.floor(first / 2), conditionsCount);
  return values === undefined ? undefined : { values, outcome: first % 2 === 1 };
}

function digits(word: number, count: number): string | undefined {
  let rest = word;
  let text = '';
  for (let place = 0; place < count; place += 1) {
    text += '-FT'[rest % 3] ?? '';
    rest = Math.floor(rest / 3);
  }
  return rest === 0 ? text : undefined;
}

function otherData(name: string): Diagnostic {
  return {
    code: 'COV-102',
    severity: 'error',
    message: `${name} was not recorded by this version with these options`,
    place: { path: name, line: 1, column: 1 },
    why: 'its numbers mean other points and decisions',
    fix: 'remove the folder, and run ampel coverage run again',
  };
}

function damaged(name: string, line: number): Diagnostic {
  return {
    code: 'COV-103',
    severity: 'error',
    message: `${name} cannot be read from line ${line} on`,
    place: { path: name, line, column: 1 },
    why: 'what stands there is lost, so that coverage is shown lower than it was',
    fix: 'remove the file, and run ampel coverage run again',
  };
}

function staleData(path: string): Diagnostic {
  return {
    code: 'COV-104',
    severity: 'error',
    message: `the data of ${path} is of another text than the present one`,
    place: { path, line: 1, column: 1 },
    why: 'coverage of an earlier text says nothing of this one',
    fix: 'remove the data, and run ampel coverage run again',
  };
}
