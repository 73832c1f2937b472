import type { SeededRandom } from '../../../kernel/seeded-random.js';
import type { CorruptedFrame, Fault } from './faults.js';
import type { NetworkTables } from './network-tables.js';
import { never } from './release-source.js';

/** From `start` until just before `end`, in ticks. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** A window in which frames are released each `interval` ticks. */
export interface BabblingWindow extends Window {
  readonly interval: number;
}

interface Corruption extends Window {
  readonly flow: number | undefined;
  readonly nth: number | undefined;
  readonly partsPerMillion: number;
  passed: number;
}

/** A list of faults as the simulator asks for it: by port, hop and stream. It counts frames that pass, so it serves one run. */
export class FaultPlan {
  /** By stream, in the order of the list. */
  readonly babbling = new Map<number, BabblingWindow[]>();
  /** Ticks of resets by stream, ascending. */
  readonly resets = new Map<number, readonly number[]>();
  /** When a switch fails: its ports, and the tick. */
  readonly failures: { readonly port: number; readonly tick: number }[] = [];
  readonly #lost = new Map<number, Window[]>();
  readonly #ownerDown = new Map<number, Window[]>();
  readonly #farEndDown = new Map<number, Window[]>();
  readonly #corruptions = new Map<number, Corruption[]>();
  readonly #late = new Map<number, (Window & { readonly delay: number })[]>();
  readonly #tables: NetworkTables;
  readonly #random: SeededRandom;

  /**
   * @param faults faults that `faultFindingsOf` found nothing wrong with
   * @param random decides which frames are damaged
   * @implements LLR-SIM-031
   */
  constructor(faults: readonly Fault[], tables: NetworkTables, random: SeededRandom) {
    this.#tables = tables;
    this.#random = random;
    for (const fault of faults) this.#add(fault);
  }

  /**
   * Whether the cable behind a port was down at some tick of a sending.
   *
   * @implements LLR-SIM-031
   */
  isLost(port: number, sending: Window): boolean {
    return isWithin(this.#lost.get(port), sending);
  }

  /**
   * Whether the switch that owns a port was down at some tick of a sending.
   *
   * @implements LLR-SIM-031
   */
  isOwnerDown(port: number, sending: Window): boolean {
    return isWithin(this.#ownerDown.get(port), sending);
  }

  /**
   * Whether the switch at the far end of a port is down at a tick.
   *
   * @implements LLR-SIM-031
   */
  isFarEndDown(port: number, tick: number): boolean {
    return isWithin(this.#farEndDown.get(port), { start: tick, end: tick + 1 });
  }

  /**
   * Whether the frame that arrives now over a hop is damaged. To be asked once for each frame that arrives.
   *
   * @implements LLR-SIM-031
   */
  isCorrupted(hop: number, tick: number): boolean {
    const flow = this.#tables.hopFlow[hop] as number;
    let damaged = false;
    for (const fault of this.#corruptions.get(this.#tables.hopPort[hop] as number) ?? []) {
      if (tick < fault.start || tick >= fault.end || (fault.flow !== undefined && fault.flow !== flow)) continue;
      fault.passed += 1;
      if (fault.nth === undefined ? this.#random.below(1_000_000) < fault.partsPerMillion : fault.passed === fault.nth) damaged = true;
    }
    return damaged;
  }

  /**
   * Extra time of a copy on the last cable before its destination, in ticks, if its sending begins at `tick`.
   *
   * @implements LLR-SIM-031
   */
  extraTicks(hop: number, tick: number): number {
    let extra = 0;
    for (const { start, end, delay } of this.#late.get(hop) ?? []) if (tick >= start && tick < end) extra += delay;
    return extra;
  }

  #add(fault: Fault): void {
    const { ports } = this.#tables.network;
    const window: Window = { start: fault.startTicks, end: ('endTicks' in fault ? fault.endTicks : undefined) ?? never };
    switch (fault.kind) {
      case 'lost-link':
        for (const { index, node, toward } of ports) {
          const forward = node === fault.node && toward === fault.toward;
          const back = fault.direction === 'both' && node === fault.toward && toward === fault.node;
          if (forward || back) listIn(this.#lost, index).push(window);
        }
        break;
      case 'switch-failure':
        for (const { index, node, toward } of ports) {
          if (toward === fault.switch) listIn(this.#farEndDown, index).push(window);
          if (node !== fault.switch) continue;
          listIn(this.#ownerDown, index).push(window);
          this.failures.push({ port: index, tick: fault.startTicks });
        }
        break;
      case 'corrupted-frame':
        this.#addCorruption(fault, window);
        break;
      case 'babbling-end-system':
        this.#tables.streams.forEach(({ virtualLink }, stream) => {
          if (virtualLink === fault.virtualLink) listIn(this.babbling, stream).push({ ...window, interval: fault.intervalTicks });
        });
        break;
      case 'end-system-reset':
        this.#tables.streams.forEach(({ source }, stream) => {
          if (source !== fault.endSystem) return;
          this.resets.set(
            stream,
            [...(this.resets.get(stream) ?? []), fault.startTicks].sort((a, b) => a - b),
          );
        });
        break;
      case 'late-copy':
        this.#lastHopsOf(fault.virtualLink, fault.network).forEach((hop) => {
          listIn(this.#late, hop).push({ ...window, delay: fault.delayTicks });
        });
        break;
    }
  }

  /** A fault of one virtual link counts its frames only on the flow that passes the port. */
  #addCorruption(fault: CorruptedFrame, window: Window): void {
    const { ports, flows } = this.#tables.network;
    for (const port of ports) {
      if (port.node !== fault.node || port.toward !== fault.toward) continue;
      const flow =
        fault.virtualLink === undefined ? undefined : (flows.find((each) => isOn(each, fault.virtualLink, port.index))?.index ?? -1);
      listIn(this.#corruptions, port.index).push({
        ...window,
        flow,
        nth: fault.nth,
        partsPerMillion: fault.partsPerMillion ?? 0,
        passed: 0,
      });
    }
  }

  #lastHopsOf(virtualLink: number, network: string): readonly number[] {
    return this.#tables.network.flows
      .filter((flow) => flow.virtualLink === virtualLink && flow.network === network)
      .flatMap((flow) => [...new Set(flow.destinations.map(({ hop }) => (this.#tables.hopStart[flow.index] as number) + hop))]);
  }
}

function isOn(
  flow: { readonly virtualLink: number; readonly hops: readonly { readonly port: number }[] },
  virtualLink: number | undefined,
  port: number,
): boolean {
  return flow.virtualLink === virtualLink && flow.hops.some((hop) => hop.port === port);
}

/** Whether a sending from `start` to its last bit at `end` has a tick in common with a window. */
function isWithin(windows: readonly Window[] | undefined, { start, end }: Window): boolean {
  return windows?.some((window) => start < window.end && end > window.start) ?? false;
}

function listIn<T>(map: Map<number, T[]>, key: number): T[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
