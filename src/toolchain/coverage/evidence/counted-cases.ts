import type { EvidenceRecord } from '../../evidence/record.js';
import type { RecordedFile } from '../runtime/recorded-data.js';

/** Which test cases count, and what each of them verifies. */
export interface CountedCases {
  /** Requirements by case, of cases that passed and verify at least one that exists. */
  readonly requirementsOf: ReadonlyMap<string, readonly string[]>;
  /** Whether what happens outside of cases counts: the loading of modules by procedure files that hold a case that counts. */
  readonly isCounted: (testCase: string) => boolean;
}

/**
 * The cases whose coverage counts: those that passed and verify a requirement. What runs outside of test cases is the loading of the code
 * and counts when a case that counts is among the records.
 * @implements LLR-COV-043
 */
export function countedCases(records: readonly EvidenceRecord[]): CountedCases {
  const requirementsOf = new Map<string, readonly string[]>();
  const refused = new Set<string>();
  for (const { predicate } of records) {
    for (const { id, outcome, verifies } of predicate.cases) {
      const known = verifies.filter(({ fingerprint }) => fingerprint !== '').map((requirement) => requirement.id);
      if (outcome === 'passed' && known.length > 0) requirementsOf.set(id, known);
      else refused.add(id);
    }
  }
  for (const id of refused) requirementsOf.delete(id);
  return { requirementsOf, isCounted: (id) => requirementsOf.has(id) || (id === '' && requirementsOf.size > 0) };
}

/**
 * What remains of recorded data when only some test cases count.
 * @implements LLR-COV-043
 */
export function countedData(
  recorded: ReadonlyMap<string, RecordedFile>,
  isCounted: (testCase: string) => boolean,
): ReadonlyMap<string, RecordedFile> {
  const kept = <K>(facts: ReadonlyMap<K, Set<string>>): Map<K, Set<string>> => {
    const counted = new Map<K, Set<string>>();
    for (const [key, cases] of facts) {
      const some = new Set([...cases].filter(isCounted));
      if (some.size > 0) counted.set(key, some);
    }
    return counted;
  };
  const files = [...recorded].map(([path, { points, vectors, overfull }]): [string, RecordedFile] => {
    const own = [...vectors].map(([decision, seen]): [number, Map<string, Set<string>>] => [decision, kept(seen)]);
    return [path, { points: kept(points), vectors: new Map(own.filter(([, seen]) => seen.size > 0)), overfull }];
  });
  return new Map(files);
}

/**
 * The test cases that reached something; the empty text is none.
 * @implements LLR-COV-043
 */
export function casesIn(recorded: ReadonlyMap<string, RecordedFile>): readonly string[] {
  const found = new Set<string>();
  for (const { points, vectors } of recorded.values()) {
    for (const facts of [points, ...vectors.values()]) for (const cases of facts.values()) for (const id of cases) found.add(id);
  }
  return [...found];
}
