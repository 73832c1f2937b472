import { compareText } from '../../../kernel/diagnostic.js';

/** What one source file and one test case have in common: fact lines without the number of the module. */
interface CollectedModule {
  /** Counts and digest as recorded. */
  readonly head: string;
  readonly path: string;
  /** By test case: places that were reached, and lines of decisions that are recorded by digits. */
  readonly facts: Map<string, CollectedFacts>;
}

interface CollectedFacts {
  readonly places: Set<number>;
  readonly lines: Set<string>;
}

/** Most places of one file: more than a line of data can honestly name. */
const placesMaximum = 10_000_000;

/**
 * Data files of the processes of one procedure file as one text of the same form, the same whatever the order in which processes ran
 * and facts came. A last line without its end is what a killed process left. A text that cannot be read, or of another version, keeps
 * the line at fault, so that reading the result finds it.
 * @param head first line of data of this version
 * @implements LLR-COV-041
 */
export function collectedData(texts: readonly string[], head: string): string {
  const modules = new Map<string, CollectedModule>();
  for (const text of texts) {
    const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
    if (lines[0] === '') continue;
    if (`${lines[0]}\n` !== head) return `${lines[0]}\n`;
    const fault = collect(lines.slice(1, -1), modules);
    if (fault !== undefined) return `${head}damaged ${JSON.stringify(fault)}\n`;
  }
  return head + writtenModules([...modules.values()]);
}

/** Takes the lines of one file; the first that cannot be read. */
function collect(lines: readonly string[], modules: Map<string, CollectedModule>): string | undefined {
  const opened: CollectedModule[] = [];
  let testCase = '""';
  for (const line of lines) {
    const kind = line.slice(0, 2);
    if (kind === 'c ') {
      if (!isText(line.slice(2))) return line;
      testCase = line.slice(2);
    } else if (kind === 'm ') {
      const match = /^m (\d+) (\d+ \d+ [0-9a-f]{64}) (".*")$/.exec(line);
      const [, number, head = '', path = ''] = match ?? [];
      if (Number(number) !== opened.length || !isText(path)) return line;
      const key = `${path} ${head}`;
      const module = modules.get(key) ?? { head, path, facts: new Map() };
      modules.set(key, module);
      opened.push(module);
    } else {
      const match = /^([pbdo]) (\d{1,9}) ([\d,-]+(?: [\d,]+)?)$/.exec(line);
      const [, factKind = '', number = Number.NaN, fact = ''] = match ?? [];
      const module = opened[Number(number)];
      if (match === null || module === undefined) return line;
      const facts = module.facts.get(testCase) ?? { places: new Set(), lines: new Set() };
      module.facts.set(testCase, facts);
      if (factKind === 'd' || factKind === 'o') facts.lines.add(`${factKind} ${fact}`);
      else if (!addRanges(fact, facts.places)) return line;
    }
  }
  return undefined;
}

/** Adds places such as `3,7-12`, which rise; false where they do not. */
function addRanges(text: string, places: Set<number>): boolean {
  let next = 0;
  for (const range of text.split(',')) {
    const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(range);
    const first = Number(match?.[1] ?? 0);
    const last = Number(match?.[2] ?? first);
    if (match === null || first < next || last < first || last > placesMaximum) return false;
    for (let place = first; place <= last; place += 1) places.add(place);
    next = last + 1;
  }
  return true;
}

/** Places in their order, those that follow one another as a range. */
function rangesOf(places: ReadonlySet<number>): string {
  const ranges: string[] = [];
  const sorted = [...places].sort((a, b) => a - b);
  for (let at = 0; at < sorted.length; at += 1) {
    const first = sorted[at] ?? 0;
    while (sorted[at + 1] === (sorted[at] ?? 0) + 1) at += 1;
    ranges.push(sorted[at] === first ? `${first}` : `${first}-${sorted[at]}`);
  }
  return ranges.join(',');
}

function isText(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'string';
  } catch {
    return false;
  }
}

function writtenModules(found: readonly CollectedModule[]): string {
  const sorted = [...found].sort((a, b) => compareText(a.path, b.path) || compareText(a.head, b.head));
  const lines = sorted.map(({ head, path }, number) => `m ${number} ${head} ${path}\n`);
  const cases = [...new Set(sorted.flatMap(({ facts }) => [...facts.keys()]))].sort(compareText);
  for (const testCase of cases) {
    lines.push(`c ${testCase}\n`);
    sorted.forEach(({ facts }, number) => {
      const own = facts.get(testCase);
      if (own === undefined) return;
      if (own.places.size > 0) lines.push(`b ${number} ${rangesOf(own.places)}\n`);
      for (const fact of [...own.lines].sort(compareFacts)) lines.push(`${fact[0]} ${number} ${fact.slice(2)}\n`);
    });
  }
  return lines.join('');
}

/** By kind, then by number, then by vector. */
function compareFacts(a: string, b: string): number {
  return compareText(a[0] ?? '', b[0] ?? '') || Number.parseInt(a.slice(2), 10) - Number.parseInt(b.slice(2), 10) || compareText(a, b);
}
