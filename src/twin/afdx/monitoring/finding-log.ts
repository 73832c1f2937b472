import type { Diagnostic, Place, Severity } from '../../../kernel/diagnostic.js';
import { findingTexts, type MonitoringCode } from './finding-texts.js';

/** One finding before its place, reason and remedy are added. */
export interface MonitoringFinding {
  readonly code: MonitoringCode;
  readonly message: string;
  /** Number of the record in its capture, counted from 1; 0 when the finding speaks of the capture as a whole. */
  readonly record: number;
  /** Virtual link that the finding speaks of. */
  readonly virtualLink?: number;
  /** What distinguishes kinds of one code; findings of equal code, virtual link and kind are limited together. */
  readonly kind?: string;
  /** Another severity than that of the code. */
  readonly severity?: Severity;
}

interface Group {
  readonly first: MonitoringFinding;
  count: number;
  last: MonitoringFinding;
}

/** Findings of one group that are kept one by one; of the others the number and the last are kept. */
const findingsPerGroupMax = 3;

/**
 * Collects the findings on one capture. A capture of millions of frames can have the same defect in each of them, so the first
 * three of a group are kept and one finding more tells how many followed.
 *
 * @implements LLR-MON-005
 */
export class FindingLog {
  readonly #path: string;
  readonly #kept: Diagnostic[] = [];
  readonly #groups = new Map<string, Group>();

  constructor(path: string) {
    this.#path = path;
  }

  /** Adds a finding, or counts it when its group has three already. */
  add(finding: MonitoringFinding): void {
    const key = `${finding.code} ${finding.virtualLink ?? ''} ${finding.kind ?? ''}`;
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, { first: finding, count: 1, last: finding });
    else {
      group.count += 1;
      group.last = finding;
      if (group.count > findingsPerGroupMax) return;
    }
    this.#kept.push(this.#diagnosticOf(finding, finding.message));
  }

  /** What was kept, and for each group with more one finding that tells how many more there were. */
  diagnostics(): readonly Diagnostic[] {
    const more = [...this.#groups.values()]
      .filter(({ count }) => count > findingsPerGroupMax)
      .map(({ count, last }) => this.#diagnosticOf(last, `${count - findingsPerGroupMax} more like this, the last: ${last.message}`));
    return [...this.#kept, ...more];
  }

  /** Number of findings of a code, those that were only counted included. */
  countOf(code: MonitoringCode): number {
    let count = 0;
    for (const group of this.#groups.values()) if (group.first.code === code) count += group.count;
    return count;
  }

  #diagnosticOf({ code, record, virtualLink, severity }: MonitoringFinding, message: string): Diagnostic {
    const text = findingTexts[code];
    const place: Place = { path: this.#path, line: Math.max(1, record), column: 1 };
    return {
      code,
      severity: severity ?? text.severity,
      message: record > 0 ? `record ${record}: ${message}` : message,
      place,
      why: text.why,
      fix: text.fix,
      ...(virtualLink === undefined ? {} : { subjects: [`VL-${virtualLink}`] }),
    };
  }
}
