import type { SeededRandom } from '../../../kernel/seeded-random.js';
import { DelayStatistics } from './delay-statistics.js';
import { DeliveryDigest } from './delivery-digest.js';
import { EventHeap } from './event-heap.js';
import { FaultPlan } from './fault-plan.js';
import { FrameCopies } from './frame-copies.js';
import { type LossCause, Losses } from './losses.js';
import type { NetworkTables } from './network-tables.js';
import { OutputPorts } from './output-ports.js';
import { Policer } from './policer.js';
import { type RandomStreams, randomStreamsOf, wholeBelow } from './random-streams.js';
import { RedundancyManager, sequenceNumberOf } from './redundancy-manager.js';
import { type ReleaseSource, releaseSourceOf } from './release-source.js';
import type { ExplicitRelease, SimulationOptions } from './simulation-options.js';
import { type TieRank, tieRankOf } from './tie-rank.js';

/**
 * Kinds of event, in the upper part of the rank of an event. Within a tick what arrives or is released comes before what ports do, so
 * that a port chooses among all frames that are there. Events of a kind follow the order of hops, emitters and ports.
 */
const arrival = 0;
const release = 2 ** 40;
const failure = 2 ** 41;
const service = 2 ** 42;

/**
 * One run of the discrete-event simulation. Time goes from tick to tick; in each tick first frames arrive and are released, then
 * those bound for a queue are put in order by the tie rule and handed to their ports, then the ports are served.
 */
export class Simulation {
  readonly delays: DelayStatistics;
  readonly digest = new DeliveryDigest();
  readonly losses: Losses;
  readonly ports: OutputPorts;
  readonly redundancy: RedundancyManager;
  readonly source: ReleaseSource;
  /** Frames released by each emitter. */
  readonly released: Float64Array;
  /** Messages of each queue of a sub-virtual link that were delivered with their last frame, and the longest time that took. */
  readonly messagesDelivered = new Map<number, { messages: number; longestTicks: number }>();
  /** Copies under way at the end of the releases; -1 when the end was not passed. */
  underWayAtEnd = -1;
  eventCount = 0;
  readonly #events = new EventHeap();
  readonly #reached = new EventHeap();
  readonly #copies = new FrameCopies();
  readonly #tables: NetworkTables;
  readonly #options: SimulationOptions;
  readonly #policer: Policer | undefined;
  readonly #faults: FaultPlan | undefined;
  readonly #latencies: SeededRandom;
  readonly #tieRank: TieRank;
  readonly #explicit: readonly (readonly ExplicitRelease[])[] | undefined;
  readonly #tapped: Uint8Array;
  /** Number of the first frame after the last reset, by emitter. */
  readonly #resetNumber: Float64Array;
  /** Stream of each emitter. */
  readonly #streams: readonly number[];
  /** Resets that happened, by emitter. */
  readonly #resets: Int32Array;
  #reachedCount = 0;

  /**
   * @param options options that nothing is wrong with
   * @implements LLR-SIM-005
   */
  constructor(tables: NetworkTables, options: SimulationOptions) {
    const randoms: RandomStreams = randomStreamsOf(options.seed);
    this.#tables = tables;
    this.#options = options;
    this.#latencies = randoms.latencies;
    const faults = options.faults ?? [];
    this.#faults = faults.length === 0 ? undefined : new FaultPlan(faults, tables, randoms.corruption);
    this.#policer = options.policing === undefined ? undefined : new Policer(tables, options.policing);
    this.#explicit = options.pattern.kind === 'explicit' ? options.pattern.releases : undefined;
    this.#tieRank = tieRankOf(options.ties ?? { kind: 'index' }, randoms.ties);
    this.#tapped = new Uint8Array(tables.network.ports.length);
    for (const port of options.tap?.ports ?? []) this.#tapped[port] = 1;
    this.delays = new DelayStatistics(tables.endFlow.length);
    this.losses = new Losses(tables.hopFlow.length);
    this.redundancy = new RedundancyManager(tables, options.redundancy);
    this.source = releaseSourceOf(tables, options, randoms, this.#faults?.babbling ?? new Map());
    this.released = new Float64Array(this.source.emitters.length);
    this.#resetNumber = new Float64Array(this.source.emitters.length);
    this.#resets = new Int32Array(this.source.emitters.length);
    const streamOf = new Map(tables.streams.flatMap(({ flows }, stream) => flows.map((flow) => [flow, stream])));
    this.#streams = this.source.emitters.map((flows) => streamOf.get(flows[0] ?? -1) ?? -1);
    const { durationTicks, limitedBuffers = true } = options;
    const events = {
      wake: (port: number, tick: number): void => this.#events.push(tick, service + port, port),
      arrive: (row: number, tick: number): void => this.#events.push(tick, arrival + (this.#copies.hop[row] as number), row),
    };
    this.ports = new OutputPorts(
      tables,
      { copies: this.#copies, losses: this.losses, faults: this.#faults, events },
      { durationTicks, limitedBuffers },
    );
  }

  /**
   * Runs until no frame is under way.
   *
   * @implements LLR-SIM-005
   * @implements LLR-SIM-042
   */
  run(): void {
    for (let emitter = 0; emitter < this.source.emitters.length; emitter += 1) this.#schedule(emitter, this.source.firstTick(emitter));
    for (const { port, tick } of this.#faults?.failures ?? []) this.#events.push(tick, failure + port, port);
    while (this.#events.size > 0) this.#runTick(this.#events.tick);
    if (this.underWayAtEnd < 0) this.underWayAtEnd = 0;
  }

  #runTick(tick: number): void {
    const events = this.#events;
    if (this.underWayAtEnd < 0 && tick >= this.#options.durationTicks) this.underWayAtEnd = this.#copies.underWay;
    while (events.size > 0 && events.tick === tick && events.rank < service) {
      const rank = events.rank;
      const item = events.pop();
      this.eventCount += 1;
      if (rank < release) this.#arrive(item, tick);
      else if (rank < failure) this.#release(item, tick);
      else this.ports.flush(item);
    }
    while (this.#reached.size > 0) this.#join(this.#reached.pop(), tick);
    this.#reachedCount = 0;
    while (events.size > 0 && events.tick === tick) {
      this.eventCount += 1;
      this.ports.serve(events.pop(), tick);
    }
  }

  #schedule(emitter: number, tick: number): void {
    if (tick < this.#options.durationTicks) this.#events.push(tick, release + emitter, emitter);
  }

  #release(emitter: number, tick: number): void {
    const copies = this.#copies;
    const { bits, messageQueue, messageTick } = this.source.frameAt(emitter, tick);
    const number = this.released[emitter] as number;
    this.released[emitter] = number + 1;
    this.#resetIfDue(emitter, tick, number);
    const sequence = sequenceNumberOf(number - (this.#resetNumber[emitter] as number));
    for (const flow of this.source.emitters[emitter] ?? []) {
      for (const hop of this.#tables.roots[flow] ?? []) {
        const row = copies.take();
        copies.hop[row] = hop;
        copies.bits[row] = bits;
        copies.number[row] = number;
        copies.sequence[row] = sequence;
        copies.released[row] = tick;
        copies.messageQueue[row] = messageQueue;
        copies.messageTick[row] = messageTick;
        this.#reach(row);
      }
    }
    this.#schedule(emitter, this.source.nextTick(emitter, tick));
  }

  /** Counts frames anew from this one, the first after a reset. */
  #resetIfDue(emitter: number, tick: number, number: number): void {
    const resets = this.#faults?.resets.get(this.#streams[emitter] ?? -1) ?? [];
    for (let at = this.#resets[emitter] as number; at < resets.length && (resets[at] as number) <= tick; at += 1) {
      this.#resetNumber[emitter] = number;
      this.#resets[emitter] = at + 1;
    }
  }

  #arrive(row: number, tick: number): void {
    const copies = this.#copies;
    const hop = copies.hop[row] as number;
    const port = this.#tables.hopPort[hop] as number;
    const lost = this.#faults === undefined ? undefined : this.#lossOnTheWay(this.#faults, row, port, tick);
    const corrupted = lost === undefined && (this.#faults?.isCorrupted(hop, tick) ?? false);
    if (lost === undefined && this.#tapped[port] === 1) this.#tap(row, tick, corrupted);
    const loss = lost ?? (corrupted ? 'frame-check' : this.#policed(hop, row, tick));
    if (loss === undefined) this.#passOn(row, hop, tick);
    else this.losses.add(hop, loss);
    copies.end(row);
  }

  #lossOnTheWay(faults: FaultPlan, row: number, port: number, tick: number): LossCause | undefined {
    const copies = this.#copies;
    const start = copies.sent[row] as number;
    const sent = start + (copies.bits[row] as number) * (this.#tables.network.ports[port]?.ticksPerBit ?? 1);
    if (faults.isOwnerDown(port, { start, end: sent })) return 'failed-sender';
    if (faults.isLost(port, { start, end: tick })) return 'lost-link';
    return faults.isFarEndDown(port, tick) ? 'failed-receiver' : undefined;
  }

  #policed(hop: number, row: number, tick: number): LossCause | undefined {
    const isSwitch = (this.#tables.childStart[hop] as number) < (this.#tables.childStart[hop + 1] as number);
    if (this.#policer === undefined || !isSwitch) return undefined;
    return this.#policer.passes(hop, this.#copies.bits[row] as number, tick) ? undefined : 'policing';
  }

  #passOn(row: number, hop: number, tick: number): void {
    const { childStart, children, endStart, ends } = this.#tables;
    const lastEnd = endStart[hop + 1] as number;
    for (let at = endStart[hop] as number; at < lastEnd; at += 1) this.#deliver(row, ends[at] as number, tick);
    const lastChild = childStart[hop + 1] as number;
    for (let at = childStart[hop] as number; at < lastChild; at += 1) this.#reach(this.#copies.fork(row, children[at] as number));
  }

  #deliver(row: number, end: number, tick: number): void {
    const copies = this.#copies;
    const number = copies.number[row] as number;
    const verdict = this.redundancy.verdictOf(end, copies.sequence[row] as number, number, tick);
    const delivered = tick + this.#latency(this.#tables.endReceptionTicks[end] as number);
    this.delays.add(end, copies.released[row] as number, delivered, number);
    this.digest.add(copies, row, end, verdict, delivered);
    const queue = copies.messageQueue[row] as number;
    if (queue >= 0 && verdict === 0) this.#countMessage(queue, delivered - (copies.messageTick[row] as number));
  }

  #countMessage(queue: number, ticks: number): void {
    const count = this.messagesDelivered.get(queue) ?? { messages: 0, longestTicks: 0 };
    this.messagesDelivered.set(queue, count);
    count.messages += 1;
    if (ticks > count.longestTicks) count.longestTicks = ticks;
  }

  /** A copy is at the node that owns its port; it is handed to the port when all of the tick are known. */
  #reach(row: number): void {
    const hop = this.#copies.hop[row] as number;
    const flow = this.#tables.hopFlow[hop] as number;
    const at = hop - (this.#tables.hopStart[flow] as number);
    const rank = this.#explicitOf(flow, row)?.ranks?.[at] ?? this.#tieRank(flow, at);
    this.#reached.push(rank, this.#reachedCount, row);
    this.#reachedCount += 1;
  }

  #join(row: number, tick: number): void {
    const hop = this.#copies.hop[row] as number;
    const flow = this.#tables.hopFlow[hop] as number;
    const longest = this.#tables.network.ports[this.#tables.hopPort[hop] as number]?.latencyTicks ?? 0;
    const listed = this.#explicitOf(flow, row)?.latencyTicks?.[hop - (this.#tables.hopStart[flow] as number)];
    this.ports.accept(row, tick, listed ?? this.#latency(longest));
  }

  #explicitOf(flow: number, row: number): ExplicitRelease | undefined {
    return this.#explicit?.[flow]?.[this.#copies.number[row] as number];
  }

  #latency(longest: number): number {
    const { latency = 'maximum' } = this.#options;
    if (latency === 'maximum') return longest;
    return latency === 'zero' || longest === 0 ? 0 : wholeBelow(this.#latencies, longest + 1);
  }

  #tap(row: number, tick: number, corrupted: boolean): void {
    const copies = this.#copies;
    const hop = copies.hop[row] as number;
    const flow = this.#tables.hopFlow[hop] as number;
    const { virtualLink = 0, network = 'A' } = this.#tables.network.flows[flow] ?? {};
    this.#options.tap?.sink({
      tick,
      flow,
      virtualLink,
      network,
      sequenceNumber: copies.sequence[row] as number,
      frameNumber: copies.number[row] as number,
      frameBits: copies.bits[row] as number,
      port: this.#tables.hopPort[hop] as number,
      releaseTick: copies.released[row] as number,
      corrupted,
    });
  }
}
