/** What an instrumented file asks of its recorder; the names are short because the text of each file holds them. */
export interface ModuleRecord {
  /** For each point 1 when it was reached since the test case began. */
  readonly h: Uint8Array;
  /** For each decision the vector seen last, so that a loop that sees it again costs one comparison. */
  readonly k: Float64Array;
  /** For each parameter with a default value how often the value was used by calls whose body has not begun. */
  readonly u: number[];
  hit(point: number): void;
  see(decision: number, vector: number | string): void;
}

/** The recorder of one thread. */
export interface Recorder {
  open(path: string, digest: string, pointsCount: number, decisionsCount: number, defaultsCount: number): ModuleRecord;
  /** Says which test case runs from now on; the empty text is none. */
  beginCase(id: string): void;
}

/**
 * Most different vectors of one decision that one thread records in one test case; what is beyond is told as left out.
 * @implements LLR-COV-012
 */
export const vectorsMaximum = 100_000;

/**
 * A recorder that writes each new fact at once as one line, so that a process that is killed loses none: what is reached for the first
 * time in a test case is new, all else costs a comparison. `write` takes whole lines.
 * @implements LLR-COV-012
 */
export function createRecorder(write: (lines: string) => void): Recorder {
  const modules = new Map<string, { readonly record: ModuleRecord; readonly vectors: (Set<number | string> | undefined)[] }>();
  let current = '';
  const open: Recorder['open'] = (path, digest, pointsCount, decisionsCount, defaultsCount) => {
    const key = `${digest} ${path}`;
    const present = modules.get(key);
    if (present !== undefined) return present.record;
    const number = modules.size;
    const vectors: (Set<number | string> | undefined)[] = [];
    const record: ModuleRecord = {
      h: new Uint8Array(pointsCount),
      k: new Float64Array(decisionsCount).fill(-1),
      u: new Array<number>(defaultsCount).fill(0),
      hit(point) {
        record.h[point] = 1;
        write(`p ${number} ${point}\n`);
      },
      see(decision, vector) {
        if (typeof vector === 'number') record.k[decision] = vector;
        vectors[decision] ??= new Set();
        const seen = vectors[decision];
        if (seen.has(vector) || seen.size > vectorsMaximum) return;
        seen.add(vector);
        write(seen.size > vectorsMaximum ? `o ${number} ${decision}\n` : `d ${number} ${decision} ${vector}\n`);
      },
    };
    modules.set(key, { record, vectors });
    write(`m ${number} ${pointsCount} ${decisionsCount} ${digest} ${JSON.stringify(path)}\n`);
    return record;
  };
  const beginCase = (id: string): void => {
    if (id === current) return;
    current = id;
    for (const { record, vectors } of modules.values()) {
      record.h.fill(0);
      record.k.fill(-1);
      vectors.length = 0;
    }
    write(`c ${JSON.stringify(id)}\n`);
  };
  return { open, beginCase };
}
