/** What an instrumented file asks of its recorder; the names are short because the text of each file holds them. */
export interface ModuleRecord {
  /** For each place 1 when it was reached since the test case began. */
  readonly h: Uint8Array;
  /** For each decision that is recorded by digits the vector seen last, so that a loop that sees it again costs one comparison. */
  readonly k: Float64Array;
  /** For each parameter with a default value how often the value was used by calls whose body has not begun. */
  readonly u: number[];
  hit(slot: number): void;
  /** For each loop that calls nothing the bits of the places that were reached since the test case began. */
  readonly m: Int32Array;
  /** Takes the bits of a loop, for places from one on, and looks up to another for those that were reached and not written. */
  look(loop: number, bits: number, from: number, to: number): void;
  see(decision: number, vector: number | string): void;
}

/** The recorder of one thread. */
export interface Recorder {
  open(path: string, digest: string, slotsCount: number, decisionsCount: number, defaultsCount: number, loopsCount: number): ModuleRecord;
  /** Says which test case runs from now on; the empty text is none. */
  beginCase(id: string): void;
  /** Writes what the running test case reached and an earlier one of this thread had reached before it. */
  flush(): void;
}

/**
 * Most different vectors of one decision that is recorded by digits that one thread records in one test case; what is beyond is told as
 * left out.
 * @implements LLR-COV-012
 */
export const vectorsMaximum = 100_000;

/** The memory of one file. */
interface Opened {
  readonly number: number;
  readonly record: ModuleRecord;
  /** For each place the ordinal of the test case, from 1, in which it was written last; 0 for a place that none reached. */
  readonly writtenIn: Uint32Array;
  readonly vectors: (Set<number | string> | undefined)[];
}

/** How much of each kind a file has. */
interface Counts {
  readonly slotsCount: number;
  readonly decisionsCount: number;
  readonly defaultsCount: number;
  readonly loopsCount: number;
}

/** What the recorders of the files of a thread share. */
interface Thread {
  readonly write: (lines: string) => void;
  /** Files of which the running test case reached something. */
  readonly touched: Set<Opened>;
  /** Ordinal of the running test case. */
  ordinal: number;
}

/**
 * A recorder that writes what no test case of the thread reached before at once as one line, so that a process that is killed loses none
 * of its coverage. What an earlier test case reached too is written for the present one when that ends. `write` takes whole lines.
 * @implements LLR-COV-012
 */
export function createRecorder(write: (lines: string) => void): Recorder {
  const files = new Map<string, Opened>();
  const thread: Thread = { write, touched: new Set(), ordinal: 1 };
  let current = '';
  const open: Recorder['open'] = (path, digest, slotsCount, decisionsCount, defaultsCount, loopsCount) => {
    const key = `${digest} ${path}`;
    const present = files.get(key);
    if (present !== undefined) return present.record;
    const opened = openedFile(thread, files.size, { slotsCount, decisionsCount, defaultsCount, loopsCount });
    files.set(key, opened);
    write(`m ${opened.number} ${slotsCount} ${decisionsCount} ${digest} ${JSON.stringify(path)}\n`);
    return opened.record;
  };
  const flush = (): void => {
    let lines = '';
    for (const { number, record, writtenIn } of thread.touched) {
      const known = rangesOf(record.h, writtenIn, thread.ordinal);
      if (known !== '') lines += `b ${number} ${known}\n`;
    }
    if (lines !== '') write(lines);
  };
  const beginCase = (id: string): void => {
    if (id === current) return;
    flush();
    current = id;
    thread.ordinal += 1;
    for (const { record, vectors } of thread.touched) {
      record.h.fill(0);
      record.k.fill(-1);
      record.m.fill(0);
      vectors.length = 0;
    }
    thread.touched.clear();
    write(`c ${JSON.stringify(id)}\n`);
  };
  return { open, beginCase, flush };
}

function openedFile(thread: Thread, number: number, { slotsCount, decisionsCount, defaultsCount, loopsCount }: Counts): Opened {
  const writtenIn = new Uint32Array(slotsCount);
  const vectors: (Set<number | string> | undefined)[] = [];
  const record: ModuleRecord = {
    h: new Uint8Array(slotsCount),
    k: new Float64Array(decisionsCount).fill(-1),
    u: new Array<number>(defaultsCount).fill(0),
    m: new Int32Array(loopsCount),
    hit(slot) {
      record.h[slot] = 1;
      thread.touched.add(opened);
      if (writtenIn[slot] !== 0) return;
      writtenIn[slot] = thread.ordinal;
      thread.write(`p ${number} ${slot}\n`);
    },
    look(loop, bits, from, to) {
      record.m[loop] = (record.m[loop] ?? 0) | (bits & 0x3fff_ffff);
      for (let slot = from; slot < to; slot += 1)
        if (record.h[slot] === 1 || (slot - from < 30 && ((bits >> (slot - from)) & 1) === 1)) record.hit(slot);
    },
    see(decision, vector) {
      if (typeof vector === 'number') record.k[decision] = vector;
      thread.touched.add(opened);
      vectors[decision] ??= new Set();
      const seen = vectors[decision];
      if (seen.has(vector) || seen.size > vectorsMaximum) return;
      seen.add(vector);
      thread.write(seen.size > vectorsMaximum ? `o ${number} ${decision}\n` : `d ${number} ${decision} ${vector}\n`);
    },
  };
  const opened: Opened = { number, record, writtenIn, vectors };
  return opened;
}

/** The places reached that were not written in this test case, as ranges with commas; they are then taken as written. */
function rangesOf(reached: Uint8Array, writtenIn: Uint32Array, ordinal: number): string {
  const ranges: string[] = [];
  for (let slot = reached.indexOf(1); slot !== -1; slot = reached.indexOf(1, slot + 1)) {
    const first = slot;
    let isNew = false;
    for (; reached[slot] === 1; slot += 1) {
      if (writtenIn[slot] !== ordinal) isNew = true;
      writtenIn[slot] = ordinal;
    }
    if (isNew) ranges.push(slot - first === 1 ? `${first}` : `${first}-${slot - 1}`);
  }
  return ranges.join(',');
}
