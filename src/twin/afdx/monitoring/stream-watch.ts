import { present } from '../../../kernel/present.js';
import { type Rational, roundedUp } from '../../../kernel/rational.js';
import type { NetworkName, VirtualLink } from '../network.generated.js';
import { microsecondsText } from './duration-text.js';
import type { MonitoringFinding } from './finding-log.js';
import { CycleMetrics } from './history.js';
import { LinkTime, type TimestampInstant } from './link-time.js';
import { PolicerWatch } from './policer-watch.js';
import { type ScheduleVerdict, ScheduleWatch } from './schedule-watch.js';
import { SequenceWatch } from './sequence-watch.js';

/** What a virtual link on one network at one place is held to. */
export interface StreamContract {
  readonly virtualLink: VirtualLink;
  readonly network: NetworkName;
  /** Jitter allowed at this place; `undefined` when it is not known, and then gap, jitter and policing are not judged. */
  readonly jitterNanoseconds: bigint | undefined;
  /** Jitter that the account of a policing switch allows here; as above when the configuration does not say. */
  readonly policerJitterNanoseconds: bigint | undefined;
  /** Rate of the link at which frames are seen. */
  readonly rateBitsPerSecond: number;
  readonly instant: TimestampInstant;
}

/** A frame of a stream. */
export interface StreamFrame {
  readonly record: number;
  /** `undefined` when the record has no time; then only the sequence number is judged. */
  readonly timeNanoseconds: bigint | undefined;
  /** Since the first record of the monitored captures. */
  readonly sinceStartNanoseconds: bigint;
  /** How much a difference of timestamps may be off. */
  readonly toleranceNanoseconds: bigint;
  readonly frameBytes: number;
  readonly sequenceNumber: number | undefined;
  /** Time from the tap at the source, when it is known. */
  readonly latencyNanoseconds: bigint | undefined;
}

type TimedFrame = StreamFrame & { readonly timeNanoseconds: bigint };

const nanosecondsPerMillisecond = 1_000_000n;

/**
 * Watches the frames of one virtual link on one network at one place: gap, jitter, policing, sequence numbers, metrics by cycle.
 *
 * @implements LLR-MON-012
 * @implements LLR-MON-013
 * @implements LLR-MON-015
 */
export class StreamWatch {
  readonly contract: StreamContract;
  readonly sequence = new SequenceWatch();
  readonly cycles = new CycleMetrics();
  readonly #time: LinkTime;
  readonly #schedule: ScheduleWatch;
  readonly #policer: PolicerWatch;
  readonly #gapNanoseconds: bigint;
  #frames = 0;
  #bytes = 0n;
  #firstNanoseconds: bigint | undefined;
  #lastNanoseconds: bigint | undefined;
  #earlyFrames = 0;
  #policedFrames = 0;
  #wraps = 0;

  constructor(contract: StreamContract) {
    const { virtualLink } = contract;
    this.contract = contract;
    this.#gapNanoseconds = BigInt(virtualLink.bandwidthAllocationGapMilliseconds) * nanosecondsPerMillisecond;
    this.#time = new LinkTime(contract.rateBitsPerSecond, contract.instant);
    this.#schedule = new ScheduleWatch(this.#time.units(this.#gapNanoseconds));
    this.#policer = new PolicerWatch(this.#time.units(this.#gapNanoseconds), virtualLink.maximumFrameBytes);
  }

  get frames(): number {
    return this.#frames;
  }

  get bytes(): bigint {
    return this.#bytes;
  }

  get gapNanoseconds(): bigint {
    return this.#gapNanoseconds;
  }

  /** Least time of a frame. */
  get firstNanoseconds(): bigint | undefined {
    return this.#firstNanoseconds;
  }

  /** Time of the latest frame. */
  get lastNanoseconds(): bigint | undefined {
    return this.#lastNanoseconds;
  }

  get smallestGapNanoseconds(): Rational | undefined {
    return this.#schedule.smallestGap === undefined ? undefined : this.#time.nanoseconds(this.#schedule.smallestGap);
  }

  /** The jitter that the frames prove. */
  get jitterNanoseconds(): Rational {
    return this.#time.nanoseconds(this.#schedule.earliest);
  }

  /** Frames that broke the gap or the allowed jitter. */
  get earlyFrames(): number {
    return this.#earlyFrames;
  }

  /** Frames that a policing switch would discard. */
  get policedFrames(): number {
    return this.#policedFrames;
  }

  /** Judges the next frame; gives what is wrong with it. */
  observe(frame: StreamFrame): readonly MonitoringFinding[] {
    const findings: MonitoringFinding[] = [];
    const say = (finding: Omit<MonitoringFinding, 'record' | 'virtualLink'>): void => {
      const kind = `${this.contract.network} ${finding.kind ?? ''}`;
      findings.push({ ...finding, kind, record: frame.record, virtualLink: this.contract.virtualLink.id });
    };
    this.#frames += 1;
    this.#bytes += BigInt(frame.frameBytes);
    const missing = frame.sequenceNumber === undefined ? 0 : this.#judgeSequence(frame.sequenceNumber, say);
    if (frame.timeNanoseconds === undefined) return findings;
    const early = this.#judgeTime({ ...frame, timeNanoseconds: frame.timeNanoseconds }, say);
    const jitterNanoseconds = early === undefined ? undefined : roundedUp(this.#time.nanoseconds(early));
    const { sinceStartNanoseconds, latencyNanoseconds } = frame;
    this.cycles.add({ sinceStartNanoseconds, latencyNanoseconds, jitterNanoseconds, missing });
    return findings;
  }

  #judgeTime(frame: TimedFrame, say: Say): bigint | undefined {
    const { timeNanoseconds: time, frameBytes, toleranceNanoseconds } = frame;
    if (this.#lastNanoseconds !== undefined && time < this.#lastNanoseconds) {
      this.#schedule.restart();
      this.#policer.restart();
    }
    if (this.#firstNanoseconds === undefined || time < this.#firstNanoseconds) this.#firstNanoseconds = time;
    this.#lastNanoseconds = time;
    const { jitterNanoseconds, policerJitterNanoseconds } = this.contract;
    const allowed = jitterNanoseconds === undefined ? undefined : this.#time.units(jitterNanoseconds + toleranceNanoseconds);
    const verdict = this.#schedule.observe(this.#time.firstBit(time, frameBytes), allowed);
    const policerJitter = policerJitterNanoseconds ?? jitterNanoseconds;
    if (policerJitter !== undefined) this.#police(frame, policerJitter + toleranceNanoseconds, say);
    this.#sayEarly(verdict, say);
    return verdict.gap === undefined ? undefined : verdict.early;
  }

  #sayEarly({ gap, early, gapTooShort, tooEarly }: ScheduleVerdict, say: Say): void {
    if (!gapTooShort && !tooEarly) return;
    this.#earlyFrames += 1;
    const configured = microsecondsText(this.#gapNanoseconds);
    const jitter = microsecondsText(present(this.contract.jitterNanoseconds, 'jitter that a frame was judged by'));
    if (gapTooShort) {
      const found = microsecondsText(this.#time.nanoseconds(present(gap, 'gap that is too short')));
      say({ code: 'AFDX-320', message: `${found} after the frame before; configured are ${configured} less ${jitter} of jitter` });
    } else {
      const found = microsecondsText(this.#time.nanoseconds(early));
      say({ code: 'AFDX-321', message: `${found} earlier than one frame in ${configured} permits; allowed are ${jitter}` });
    }
  }

  #police({ timeNanoseconds, frameBytes }: TimedFrame, jitter: bigint, say: Say): void {
    const instant = this.#time.lastBit(timeNanoseconds, frameBytes);
    if (this.#policer.passes(instant, frameBytes, this.#time.units(jitter))) return;
    this.#policedFrames += 1;
    say({
      code: 'AFDX-322',
      message: `the account of ${microsecondsText(jitter)} of jitter does not hold this frame of ${frameBytes} byte`,
    });
  }

  #judgeSequence(number: number, say: Say): number {
    const before = this.sequence.previous;
    const { step, missing } = this.sequence.observe(number);
    const follows = `sequence number ${number} follows ${before}`;
    if (step === 'one-missing') say({ code: 'AFDX-323', severity: 'warning', kind: 'one', message: `${follows}: one is missing` });
    if (step === 'several-missing') say({ code: 'AFDX-323', kind: 'several', message: `${follows}: ${missing} are missing` });
    if (step === 'old') say({ code: 'AFDX-323', kind: 'old', message: `${follows}: it was due before` });
    if (step === 'duplicate') say({ code: 'AFDX-324', message: `sequence number ${number} comes again` });
    if (step === 'reset') say({ code: 'AFDX-325', message: `${follows}: the source was reset` });
    if (step === 'zero-after-255') this.#judgeWrap(say);
    return missing;
  }

  /** Once, it may be a reset by chance. */
  #judgeWrap(say: Say): void {
    this.#wraps += 1;
    const message = 'sequence number 0 follows 255, where 1 is due';
    say({ code: 'AFDX-325', kind: this.#wraps > 1 ? 'wraps' : 'wrap', message, severity: this.#wraps > 1 ? 'error' : 'warning' });
  }
}

type Say = (finding: Omit<MonitoringFinding, 'record' | 'virtualLink'>) => void;
