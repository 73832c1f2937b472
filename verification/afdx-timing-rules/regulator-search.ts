/** A queue of the searched regulator. */
export interface SearchedQueue {
  readonly frames: number;
  readonly periodTicks: number;
}

interface State {
  /** Queue served last; the next in turn comes after it. */
  readonly last: number;
  /** Ticks until the gap is over. */
  readonly rest: number;
  readonly waiting: readonly number[];
  /** Ticks until the next message of each queue may come. */
  readonly pause: readonly number[];
}

/**
 * The longest time in ticks from the handing over of a message of queue `index` to the release of its last frame, found by trying each
 * arrival pattern on the grid of ticks, messages at the very instant of a release before as well as after it. Nothing but the rule
 * of the regulator is used: one frame of the next queue that has one, then a gap.
 *
 * @throws when there are more than 200 000 states
 */
export function longestWaitBySearch(gapTicks: number, queues: readonly SearchedQueue[], index: number): number {
  return new Search(gapTicks, queues, index).longest();
}

class Search {
  readonly #gap: number;
  readonly #queues: readonly SearchedQueue[];
  readonly #index: number;
  readonly #ahead = new Map<string, number>();

  constructor(gap: number, queues: readonly SearchedQueue[], index: number) {
    this.#gap = gap;
    this.#queues = queues;
    this.#index = index;
  }

  longest(): number {
    const seen = new Map<string, State>();
    const open: State[] = [];
    const visit = (state: State): void => {
      const key = keyOf(state);
      if (seen.has(key)) return;
      if (seen.size > 200_000) throw new RangeError('too many states');
      seen.set(key, state);
      open.push(state);
    };
    this.#queues.forEach((_, last) => {
      visit({ last, rest: 0, waiting: this.#queues.map(() => 0), pause: this.#queues.map(() => 0) });
    });
    let longest = 0;
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      for (const before of this.#arrivals(state, -1)) {
        if (before.came.includes(this.#index)) longest = Math.max(longest, this.#waitOf(before.state));
        const served = this.#served(before.state);
        for (const after of this.#arrivals(served, -1)) {
          // a free regulator takes a message at once, so none comes after its choice
          if (served.rest === 0 && after.came.length > 0) continue;
          if (after.came.includes(this.#index)) longest = Math.max(longest, 1 + this.#longestAhead(later(after.state)));
          visit(later(after.state));
        }
      }
    }
    return longest;
  }

  /** The message that came last in the queue asked for is the one followed; nothing of that queue comes any more. */
  #waitOf(state: State): number {
    const own = state.waiting[this.#index] ?? 0;
    const served = this.#served(state);
    if (own === 1 && served.waiting[this.#index] === 0) return 0;
    let longest = 0;
    for (const { state: after } of this.#arrivals(served, this.#index)) longest = Math.max(longest, 1 + this.#longestAhead(later(after)));
    return longest;
  }

  /** The wait from a tick on at whose instant nothing has come yet. */
  #longestAhead(state: State): number {
    const key = keyOf({ ...state, pause: state.pause.map((ticks, queue) => (queue === this.#index ? 0 : ticks)) });
    const known = this.#ahead.get(key);
    if (known !== undefined) return known;
    let longest = 0;
    for (const { state: before } of this.#arrivals(state, this.#index)) longest = Math.max(longest, this.#waitOf(before));
    this.#ahead.set(key, longest);
    return longest;
  }

  /** Each choice of queues that may get a message now, one queue left out. */
  #arrivals(state: State, except: number): readonly { readonly state: State; readonly came: readonly number[] }[] {
    let choices: { state: State; came: readonly number[] }[] = [{ state, came: [] }];
    this.#queues.forEach(({ frames, periodTicks }, queue) => {
      if (queue === except || (state.pause[queue] ?? 0) > 0) return;
      choices = choices.flatMap((choice) => [
        choice,
        {
          came: [...choice.came, queue],
          state: {
            ...choice.state,
            waiting: choice.state.waiting.map((count, at) => (at === queue ? count + frames : count)),
            pause: choice.state.pause.map((ticks, at) => (at === queue ? periodTicks : ticks)),
          },
        },
      ]);
    });
    return choices;
  }

  /** After the choice of a frame, if the gap is over and there is one. */
  #served(state: State): State {
    if (state.rest > 0) return state;
    for (let step = 1; step <= this.#queues.length; step += 1) {
      const turn = (state.last + step) % this.#queues.length;
      if ((state.waiting[turn] ?? 0) === 0) continue;
      return { ...state, last: turn, rest: this.#gap, waiting: state.waiting.map((count, at) => (at === turn ? count - 1 : count)) };
    }
    return state;
  }
}

function later(state: State): State {
  return { ...state, rest: Math.max(0, state.rest - 1), pause: state.pause.map((ticks) => Math.max(0, ticks - 1)) };
}

function keyOf({ last, rest, waiting, pause }: State): string {
  return `${last},${rest},${waiting},${pause}`;
}

/**
 * The longest wait of a message of each queue in ticks when messages come strictly by their periods from the given offsets.
 *
 * @param first queue whose turn is first
 */
export function longestWaitsByPlay(
  gapTicks: number,
  queues: readonly SearchedQueue[],
  { offsets, first, messages }: { readonly offsets: readonly number[]; readonly first: number; readonly messages: number },
): readonly number[] {
  const longest = queues.map(() => 0);
  const sent = queues.map(() => 0);
  const handedOver = (queue: number): number => {
    const { frames = 1, periodTicks = 0 } = queues[queue] ?? {};
    const message = Math.floor((sent[queue] ?? 0) / frames);
    return message >= messages ? Number.POSITIVE_INFINITY : (offsets[queue] ?? 0) + message * periodTicks;
  };
  let turn = first;
  for (let tick = 0; ; tick += gapTicks) {
    const next = Math.min(...queues.map((_, queue) => handedOver(queue)));
    if (next === Number.POSITIVE_INFINITY) return longest;
    tick = Math.max(tick, next);
    while (handedOver(turn) > tick) turn = (turn + 1) % queues.length;
    const came = handedOver(turn);
    sent[turn] = (sent[turn] ?? 0) + 1;
    if ((sent[turn] ?? 0) % (queues[turn]?.frames ?? 1) === 0) longest[turn] = Math.max(longest[turn] ?? 0, tick - came);
    turn = (turn + 1) % queues.length;
  }
}
