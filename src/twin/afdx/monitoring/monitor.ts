import { compareDiagnostics } from '../../../kernel/diagnostic.js';
import type { AfdxNetwork, NetworkName } from '../network.generated.js';
import type { CaptureRecord } from './capture-record.js';
import { CaptureState, type InterfaceState, mergedRecords } from './capture-state.js';
import { closingFindings } from './closing-findings.js';
import { constants, type DecodedFrame, decodeFrame, isAfdx, networkOfInterfaceByte } from './decode-frame.js';
import { type FrameTable, frameTableOf, type TableEntry } from './frame-table.js';
import { judgeFrame } from './judge-frame.js';
import { LatencyWatches } from './latency-watches.js';
import { type MonitorReport, monitorReportOf } from './monitor-report.js';
import type { MonitoredCapture } from './tap.js';
import { type MonitorSettings, type Origin, TapWatch } from './tap-watch.js';

/**
 * Compares captures with the configuration of a network: each frame with its virtual link, gaps and jitter with what is allowed at the
 * place of the tap, sequence numbers, the copies on both networks, and where both taps are given the time from source to destination.
 * Captures are read record by record in the order of time; memory grows with the number of virtual links, not of frames.
 * Records with frames that are not AFDX are counted. A capture that cannot be read on is judged up to there.
 *
 * @returns figures by virtual link, network and place, and the findings AFDX-300 to 334, sorted
 * @implements LLR-MON-019
 */
export function monitorCaptures(network: AfdxNetwork, captures: readonly MonitoredCapture[], settings: MonitorSettings): MonitorReport {
  const monitor = new Monitor(network, settings);
  const states = captures.map((capture) => monitor.add(capture));
  for (const { state, record } of mergedRecords(states)) monitor.observe(state, record);
  monitor.end();
  const diagnostics = states.flatMap(({ log }) => log.diagnostics()).sort(compareDiagnostics);
  return monitorReportOf({ ...monitor.results(), states, diagnostics });
}

class Monitor {
  readonly #table: FrameTable;
  readonly #settings: MonitorSettings;
  readonly #taps = new Map<string, TapWatch>();
  readonly #tapOf = new Map<CaptureState, TapWatch>();
  readonly #latencies: LatencyWatches;
  /** Frames of virtual links that are not configured, by identifier. */
  readonly #unknown = new Map<number, number>();
  #startNanoseconds: bigint | undefined;

  constructor(network: AfdxNetwork, settings: MonitorSettings) {
    this.#table = frameTableOf(network);
    this.#settings = settings;
    this.#latencies = new LatencyWatches(settings.delayLimit);
  }

  add(capture: MonitoredCapture): CaptureState {
    const state = new CaptureState(capture);
    const key = `${capture.place}>${capture.endSystem ?? ''}`;
    const tap = this.#taps.get(key) ?? new TapWatch(capture, this.#table, this.#settings);
    this.#taps.set(key, tap);
    this.#tapOf.set(state, tap);
    tap.states.push(state);
    if (capture.place === 'destination') this.#latencies.addDestination(tap);
    return state;
  }

  observe(state: CaptureState, record: CaptureRecord): void {
    const at = state.note(record);
    if (record.timestampNanoseconds !== undefined) this.#startNanoseconds ??= record.timestampNanoseconds;
    if (!isAfdx(record.bytes)) {
      state.otherFrames += 1;
      return;
    }
    at.afdxFrames += 1;
    const frame = decodeFrame({ ...record, checkSequenceBytes: record.checkSequenceBytes ?? state.capture.checkSequenceBytes });
    const network = at.network ?? networkOfInterfaceByte(frame.interfaceByte);
    const { place, endSystem } = state.capture;
    for (const fault of judgeFrame(frame, this.#table, { network: at.network, place, endSystem })) {
      const subject = frame.damaged ? {} : { virtualLink: frame.virtualLink };
      state.log.add({ ...fault, ...subject, record: record.number, kind: network ?? '' });
    }
    this.#follow({ state, at, record }, frame, network);
  }

  /** Frames that no virtual link and network can be named for are counted and not followed. */
  #follow(
    seen: { readonly state: CaptureState; readonly at: InterfaceState; readonly record: CaptureRecord },
    frame: DecodedFrame,
    network: NetworkName | undefined,
  ): void {
    const { state, at, record } = seen;
    if (frame.damaged) state.damagedFrames += 1;
    else if (frame.destinationConstant !== constants.destinationMac || network === undefined) state.misaddressedFrames += 1;
    else {
      const entry = this.#table.entries.get(frame.virtualLink);
      if (entry === undefined) this.#unknown.set(frame.virtualLink, (this.#unknown.get(frame.virtualLink) ?? 0) + 1);
      else {
        state.networks.add(network);
        const origin = { state, record: record.number, toleranceNanoseconds: at.toleranceNanoseconds };
        this.#followStream(entry, network, { frame, origin, timeNanoseconds: record.timestampNanoseconds });
      }
    }
    if (frame.sequenceNumber === undefined)
      state.log.add({
        code: 'AFDX-306',
        record: record.number,
        message: `${record.bytes.length} of ${record.originalBytes} byte were kept`,
      });
  }

  #followStream(
    entry: TableEntry,
    network: NetworkName,
    {
      frame,
      origin,
      timeNanoseconds,
    }: { readonly frame: DecodedFrame; readonly origin: Origin; readonly timeNanoseconds: bigint | undefined },
  ): void {
    const tap = this.#tapOf.get(origin.state) as TapWatch;
    const { sequenceNumber, frameBytes } = frame;
    const isPlaced = sequenceNumber !== undefined && timeNanoseconds !== undefined;
    const latencyNanoseconds = isPlaced
      ? this.#latencies.observe(tap, entry, network, { sequenceNumber, timeNanoseconds, origin })
      : undefined;
    const findings = tap.stream(entry, network).observe({
      record: origin.record,
      timeNanoseconds,
      sinceStartNanoseconds: (timeNanoseconds ?? 0n) - (this.#startNanoseconds ?? 0n),
      toleranceNanoseconds: origin.toleranceNanoseconds,
      frameBytes,
      sequenceNumber,
      latencyNanoseconds,
    });
    for (const finding of findings) origin.state.log.add(finding);
    if (isPlaced && entry.virtualLink.redundancyLevel === 2) tap.copy(entry, { network, sequenceNumber, timeNanoseconds }, origin);
  }

  end(): void {
    for (const tap of this.#taps.values()) tap.end();
    this.#latencies.end();
    closingFindings([...this.#taps.values()]);
  }

  results(): { readonly taps: readonly TapWatch[]; readonly latencies: LatencyWatches; readonly unknown: ReadonlyMap<number, number> } {
    return { taps: [...this.#taps.values()], latencies: this.#latencies, unknown: this.#unknown };
  }
}
