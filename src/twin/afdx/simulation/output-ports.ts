import type { TimingPort } from '../timing/timing-network.js';
import type { FaultPlan } from './fault-plan.js';
import type { FrameCopies } from './frame-copies.js';
import type { Losses } from './losses.js';
import type { NetworkTables } from './network-tables.js';

/** Frames that an end system holds at most for one port; reached only when it sends more than its gaps permit. */
const endSystemFramesMax = 65_536;

/** Told by a port what comes of it. */
export interface PortEvents {
  /** The port wants to be served at a tick. */
  wake(port: number, tick: number): void;
  /** The last bit of a copy reaches the far end of the cable at a tick. */
  arrive(row: number, tick: number): void;
}

/**
 * Output ports. A frame that reaches the node takes its latency behind those that came before it to the same port, joins the queue
 * of its priority, and is sent whole: the first of the high priority, else the first of the low priority, whenever the port is free.
 * What ends at a tick frees its memory for what comes at that tick, and what joins at a tick joins before the port chooses.
 */
export class OutputPorts {
  /** Largest backlog in bits: frames from their last bit received, or their release, to their last bit sent. */
  readonly backlogBitsMax: Float64Array;
  /** Ticks of sending before the end of the releases. */
  readonly busyTicks: Float64Array;
  readonly sentFrames: Float64Array;
  readonly #backlog: Float64Array;
  /** Heads and tails of three lists a port: in latency, high, low. -1 when empty. */
  readonly #heads: Int32Array;
  readonly #tails: Int32Array;
  readonly #waiting: Float64Array;
  /** Tick at which the sending ends; -1 when the port is free. */
  readonly #busyUntil: Float64Array;
  readonly #sendingBits: Float64Array;
  /** Tick for which the port asked to be served; -1 when for none. */
  readonly #wakeAt: Float64Array;
  readonly #isHigh: Uint8Array;
  readonly #ports: readonly TimingPort[];
  readonly #tables: NetworkTables;
  readonly #copies: FrameCopies;
  readonly #losses: Losses;
  readonly #faults: FaultPlan | undefined;
  readonly #events: PortEvents;
  readonly #limits: { readonly durationTicks: number; readonly limitedBuffers: boolean };

  /**
   * @implements LLR-SIM-004
   */
  constructor(
    tables: NetworkTables,
    world: { readonly copies: FrameCopies; readonly losses: Losses; readonly faults: FaultPlan | undefined; readonly events: PortEvents },
    limits: { readonly durationTicks: number; readonly limitedBuffers: boolean },
  ) {
    const { ports, flows } = tables.network;
    const column = (): Float64Array => new Float64Array(ports.length);
    this.#tables = tables;
    this.#ports = ports;
    this.#copies = world.copies;
    this.#losses = world.losses;
    this.#faults = world.faults;
    this.#events = world.events;
    this.#limits = limits;
    this.backlogBitsMax = column();
    this.busyTicks = column();
    this.sentFrames = column();
    this.#backlog = column();
    this.#waiting = column();
    this.#busyUntil = column().fill(-1);
    this.#sendingBits = column();
    this.#wakeAt = column().fill(-1);
    this.#heads = new Int32Array(3 * ports.length).fill(-1);
    this.#tails = new Int32Array(3 * ports.length).fill(-1);
    this.#isHigh = Uint8Array.from(tables.hopFlow, (flow) => (flows[flow]?.priority === 'high' ? 1 : 0));
  }

  /**
   * Takes a copy that reached the node at `tick`, or drops it when there is no memory for it.
   *
   * @param latencyTicks time it takes before the queue, if nobody is before it
   * @implements LLR-SIM-004
   */
  accept(row: number, tick: number, latencyTicks: number): void {
    const port = this.#tables.hopPort[this.#copies.hop[row] as number] as number;
    const bits = this.#copies.bits[row] as number;
    const leaving = this.#busyUntil[port] === tick ? (this.#sendingBits[port] as number) : 0;
    const held = (this.#backlog[port] as number) - leaving + bits;
    if (!this.#hasRoom(port, held)) {
      this.#lose(row, 'overflow');
      return;
    }
    this.#backlog[port] = held + leaving;
    this.#waiting[port] = (this.#waiting[port] as number) + 1;
    if (held > (this.backlogBitsMax[port] as number)) this.backlogBitsMax[port] = held;
    const queued = tick + latencyTicks;
    this.#copies.queued[row] = queued;
    this.#append(3 * port, row);
    if ((this.#busyUntil[port] as number) < 0 && (this.#wakeAt[port] as number) < 0) this.#wake(port, queued);
  }

  /**
   * Does what is due at a port: ends a sending, lets frames join, begins a sending.
   *
   * @implements LLR-SIM-004
   */
  serve(port: number, tick: number): void {
    if (this.#wakeAt[port] === tick) this.#wakeAt[port] = -1;
    if (this.#busyUntil[port] === tick) {
      this.#busyUntil[port] = -1;
      this.#backlog[port] = (this.#backlog[port] as number) - (this.#sendingBits[port] as number);
    }
    if ((this.#busyUntil[port] as number) >= 0) return;
    this.#joinUntil(port, tick);
    const list = (this.#heads[3 * port + 1] as number) >= 0 ? 3 * port + 1 : 3 * port + 2;
    if ((this.#heads[list] as number) >= 0) this.#send(port, this.#removeFirst(list), tick);
    else if ((this.#heads[3 * port] as number) >= 0 && (this.#wakeAt[port] as number) < 0) {
      this.#wake(port, this.#copies.queued[this.#heads[3 * port] as number] as number);
    }
  }

  /**
   * Loses everything that waits at a port, because its switch fails now.
   *
   * @implements LLR-SIM-004
   */
  flush(port: number): void {
    this.#wakeAt[port] = -1;
    for (let list = 3 * port; list < 3 * port + 3; list += 1) {
      while ((this.#heads[list] as number) >= 0) {
        const row = this.#removeFirst(list);
        this.#backlog[port] = (this.#backlog[port] as number) - (this.#copies.bits[row] as number);
        this.#waiting[port] = (this.#waiting[port] as number) - 1;
        this.#lose(row, 'failed-sender');
      }
    }
  }

  /** Moves frames whose latency is over into the queues; one whose latency is not over holds those behind it. */
  #joinUntil(port: number, tick: number): void {
    const copies = this.#copies;
    for (
      let row = this.#heads[3 * port] as number;
      row >= 0 && (copies.queued[row] as number) <= tick;
      row = this.#heads[3 * port] as number
    ) {
      this.#removeFirst(3 * port);
      this.#append(3 * port + (this.#isHigh[copies.hop[row] as number] === 1 ? 1 : 2), row);
    }
  }

  #hasRoom(port: number, backlogBits: number): boolean {
    const bufferBits = this.#ports[port]?.bufferBits;
    if (bufferBits === undefined) return (this.#waiting[port] as number) < endSystemFramesMax;
    return !this.#limits.limitedBuffers || backlogBits <= bufferBits;
  }

  #send(port: number, row: number, tick: number): void {
    const copies = this.#copies;
    const bits = copies.bits[row] as number;
    const { ticksPerBit, propagationTicks } = this.#ports[port] as TimingPort;
    const end = tick + bits * ticksPerBit;
    copies.sent[row] = tick;
    this.#waiting[port] = (this.#waiting[port] as number) - 1;
    this.#sendingBits[port] = bits;
    this.#busyUntil[port] = end;
    this.sentFrames[port] = (this.sentFrames[port] as number) + 1;
    const counted = Math.min(end, this.#limits.durationTicks) - tick;
    if (counted > 0) this.busyTicks[port] = (this.busyTicks[port] as number) + counted;
    this.#events.wake(port, end);
    this.#events.arrive(row, end + propagationTicks + (this.#faults?.extraTicks(copies.hop[row] as number, tick) ?? 0));
  }

  #wake(port: number, tick: number): void {
    this.#wakeAt[port] = tick;
    this.#events.wake(port, tick);
  }

  #lose(row: number, cause: 'overflow' | 'failed-sender'): void {
    this.#losses.add(this.#copies.hop[row] as number, cause);
    this.#copies.end(row);
  }

  #append(list: number, row: number): void {
    const tail = this.#tails[list] as number;
    this.#copies.next[row] = -1;
    if (tail < 0) this.#heads[list] = row;
    else this.#copies.next[tail] = row;
    this.#tails[list] = row;
  }

  #removeFirst(list: number): number {
    const row = this.#heads[list] as number;
    const next = this.#copies.next[row] as number;
    this.#heads[list] = next;
    if (next < 0) this.#tails[list] = -1;
    return row;
  }
}
