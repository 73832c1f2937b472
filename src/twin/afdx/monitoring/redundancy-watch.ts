import type { NetworkName } from '../network.generated.js';

/** A copy of a frame that waits for the copy of the other network. */
export interface WaitingCopy<Origin> {
  readonly timeNanoseconds: bigint;
  /** Where the copy was seen, as the caller said. */
  readonly origin: Origin;
}

/** What a copy meant for the pair that it belongs to. */
export interface CopyVerdict<Origin> {
  /** Time between both copies in nanoseconds, when the other one came before. */
  readonly skewNanoseconds: bigint | undefined;
  /** Copies of the same number a cycle ago whose other copy never came. */
  readonly lone: readonly LoneCopy<Origin>[];
}

/** A copy without the other one. */
export interface LoneCopy<Origin> extends WaitingCopy<Origin> {
  readonly network: NetworkName;
  readonly sequenceNumber: number;
}

/** Gaps after which a number may come again: half the cycle of 255, so that a copy is not paired with one of another cycle. */
const pairingGaps = 127n;

interface Slot<Origin> extends WaitingCopy<Origin> {
  readonly paired: boolean;
}

type Slots<Origin> = (Slot<Origin> | undefined)[];

/**
 * Pairs the copies of the frames of one virtual link on networks A and B by their sequence number.
 *
 * @implements LLR-MON-016
 */
export class RedundancyWatch<Origin> {
  readonly #windowNanoseconds: bigint;
  /** The latest copy of each number. */
  readonly #slots: Readonly<Record<NetworkName, Slots<Origin>>> = { A: [], B: [] };
  #pairs = 0;
  #skewNanosecondsMax = 0n;

  /** @param gapNanoseconds bandwidth allocation gap */
  constructor(gapNanoseconds: bigint) {
    this.#windowNanoseconds = gapNanoseconds * pairingGaps;
  }

  get pairs(): number {
    return this.#pairs;
  }

  /** Largest time between the copies of a frame. */
  get skewNanosecondsMax(): bigint {
    return this.#skewNanosecondsMax;
  }

  /** Takes the next copy; of several equal ones of one network the first counts. */
  observe(network: NetworkName, sequenceNumber: number, copy: WaitingCopy<Origin>): CopyVerdict<Origin> {
    const otherNetwork = network === 'A' ? 'B' : 'A';
    const [ownSlots, otherSlots] = [this.#slots[network], this.#slots[otherNetwork]];
    const [own, other] = [ownSlots[sequenceNumber], otherSlots[sequenceNumber]];
    if (own !== undefined && this.#isNear(own, copy)) return { skewNanoseconds: undefined, lone: [] };
    const lone: LoneCopy<Origin>[] = own === undefined || own.paired ? [] : [{ ...own, network, sequenceNumber }];
    if (sequenceNumber === 0) forgetPairs(ownSlots);
    if (other !== undefined && !other.paired && this.#isNear(other, copy)) {
      ownSlots[sequenceNumber] = { ...copy, paired: true };
      otherSlots[sequenceNumber] = { ...other, paired: true };
      return { skewNanoseconds: this.#pair(other, copy), lone };
    }
    if (other !== undefined && !other.paired) {
      lone.push({ ...other, network: otherNetwork, sequenceNumber });
      otherSlots[sequenceNumber] = undefined;
    }
    ownSlots[sequenceNumber] = { ...copy, paired: false };
    return { skewNanoseconds: undefined, lone };
  }

  /** The copies without the other one that are left at the end. */
  waiting(): readonly LoneCopy<Origin>[] {
    return (['A', 'B'] as const).flatMap((network) =>
      this.#slots[network].flatMap((slot, sequenceNumber) =>
        slot === undefined || slot.paired ? [] : [{ timeNanoseconds: slot.timeNanoseconds, origin: slot.origin, network, sequenceNumber }],
      ),
    );
  }

  #pair(a: WaitingCopy<Origin>, b: WaitingCopy<Origin>): bigint {
    const skew = distance(a, b);
    this.#pairs += 1;
    if (skew > this.#skewNanosecondsMax) this.#skewNanosecondsMax = skew;
    return skew;
  }

  #isNear(a: WaitingCopy<Origin>, b: WaitingCopy<Origin>): boolean {
    return distance(a, b) <= this.#windowNanoseconds;
  }
}

/** After a reset numbers begin anew: those whose pair was complete may come again at once. */
function forgetPairs<Origin>(slots: Slots<Origin>): void {
  slots.forEach((slot, number) => {
    if (slot?.paired === true) slots[number] = undefined;
  });
}

function distance(a: { readonly timeNanoseconds: bigint }, b: { readonly timeNanoseconds: bigint }): bigint {
  const difference = a.timeNanoseconds - b.timeNanoseconds;
  return difference < 0n ? -difference : difference;
}
