import { present } from '../../../kernel/present.js';
import type { NetworkName } from '../network.generated.js';
import { CaptureReader, recordsOf } from './capture-reader.js';
import type { CaptureInterface, CaptureRecord } from './capture-record.js';
import { FindingLog } from './finding-log.js';
import { timestampToleranceNanosecondsOf } from './pcapng-interface.js';
import { type MonitoredCapture, networkOfName } from './tap.js';

/** What is known of an interface of a capture while it is read. */
export interface InterfaceState {
  readonly interface: CaptureInterface;
  /** `undefined` when neither the command nor its name tells it. */
  readonly network: NetworkName | undefined;
  /** How much a difference of its timestamps may be off. */
  readonly toleranceNanoseconds: bigint;
  records: number;
  afdxFrames: number;
  lastNanoseconds: bigint | undefined;
}

/**
 * A capture while it is read: its records, interfaces, counts and findings.
 *
 * @implements LLR-MON-019
 */
export class CaptureState {
  readonly capture: MonitoredCapture;
  readonly log: FindingLog;
  readonly reader: CaptureReader;
  readonly records: Generator<CaptureRecord, void>;
  /** Networks of which it can hold frames: those of its interfaces, and those of frames on interfaces of no known network. */
  readonly networks = new Set<NetworkName>();
  firstNanoseconds: bigint | undefined;
  lastNanoseconds: bigint | undefined;
  otherFrames = 0;
  damagedFrames = 0;
  misaddressedFrames = 0;
  ended = false;
  readonly #interfaces: InterfaceState[] = [];

  constructor(capture: MonitoredCapture) {
    this.capture = capture;
    this.log = new FindingLog(capture.path);
    this.reader = new CaptureReader(this.log);
    this.records = recordsOf(this.reader, capture.pieces);
  }

  /** Interfaces described so far, in order. */
  get interfaces(): readonly InterfaceState[] {
    for (const description of this.reader.interfaces.slice(this.#interfaces.length)) this.#describe(description);
    return this.#interfaces;
  }

  /** Takes note of a record; gives the interface that it was taken at. */
  note(record: CaptureRecord): InterfaceState {
    const found = this.#interfaces[record.interface.index] ?? present(this.interfaces[record.interface.index], 'interface of a record');
    found.records += 1;
    const time = record.timestampNanoseconds;
    if (time === undefined) return found;
    if (record.remainderNanoseconds.numerator !== 0n)
      this.log.add({
        code: 'AFDX-305',
        severity: 'note',
        record: record.number,
        kind: 'fine',
        message: 'the time was rounded down to nanoseconds',
      });
    if (found.lastNanoseconds !== undefined && time < found.lastNanoseconds) {
      const message = `${found.lastNanoseconds - time} ns before the record before it`;
      this.log.add({ code: 'AFDX-305', record: record.number, kind: 'backwards', message });
    }
    found.lastNanoseconds = time;
    if (this.firstNanoseconds === undefined || time < this.firstNanoseconds) this.firstNanoseconds = time;
    if (this.lastNanoseconds === undefined || time > this.lastNanoseconds) this.lastNanoseconds = time;
    return found;
  }

  #describe(description: CaptureInterface): void {
    const network = this.capture.networks[description.index] ?? this.capture.networks.at(-1) ?? networkOfName(description.name);
    if (network !== undefined) this.networks.add(network);
    this.#interfaces.push({
      interface: description,
      network,
      toleranceNanoseconds: timestampToleranceNanosecondsOf(description.resolutionNanoseconds),
      records: 0,
      afdxFrames: 0,
      lastNanoseconds: undefined,
    });
  }
}

/** A record and the capture that it is in. */
export interface SourcedRecord {
  readonly state: CaptureState;
  readonly record: CaptureRecord;
}

/**
 * The records of some captures in the order of their times; those of one capture stay in their order, those without a time come at
 * once. A capture is marked as ended when its last record has been given.
 *
 * @implements LLR-MON-019
 */
export function* mergedRecords(states: readonly CaptureState[]): Generator<SourcedRecord, void> {
  const heads = states.flatMap((state) => headOf(state) ?? []);
  while (heads.length > 0) {
    const head = heads.reduce((first, each) => (isBefore(each.record, first.record) ? each : first));
    yield head;
    const next = headOf(head.state);
    const at = heads.indexOf(head);
    if (next === undefined) heads.splice(at, 1);
    else heads[at] = next;
  }
}

function headOf(state: CaptureState): SourcedRecord | undefined {
  const next = state.records.next();
  if (next.done !== true) return { state, record: next.value };
  state.ended = true;
  return undefined;
}

function isBefore(a: CaptureRecord, b: CaptureRecord): boolean {
  if (b.timestampNanoseconds === undefined) return false;
  return a.timestampNanoseconds === undefined || a.timestampNanoseconds < b.timestampNanoseconds;
}
