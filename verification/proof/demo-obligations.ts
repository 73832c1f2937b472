import { sha256 } from '../../src/kernel/digest.js';
import { atMost, below, integer, integerVariable, product, remainder, sum } from '../../src/kernel/logic/arithmetic.js';
import type { Assumption, Obligation, ProofQuestion } from '../../src/kernel/logic/obligation.js';
import type { TransitionSystem } from '../../src/kernel/logic/transition-system.js';
import { all, either, equal, not, truth, truthVariable } from '../../src/kernel/logic/truth.js';

/** A frame on a link of 10 ticks per bit: the smallest subject for proofs with units. */
export const frameBits = integerVariable('frame', 'bit');
export const sendingTicks = product(integer(10, 'bit^-1 tick'), frameBits);

/** Sizes on the wire, 672 to 12304 bit. */
export const sizes: Assumption = {
  name: 'sizes',
  text: 'a frame has 84 to 1538 byte on the wire',
  justification: 'the rule of frame sizes',
  traces: ['LLR-DEMO-001'],
  formula: all(atMost(integer(672, 'bit'), frameBits), atMost(frameBits, integer(12_304, 'bit'))),
};

/** An assumption that contradicts the sizes. */
export const huge: Assumption = {
  name: 'huge',
  text: 'a frame has 20000 bit or more',
  justification: 'planted',
  traces: [],
  formula: atMost(integer(20_000, 'bit'), frameBits),
};

/** An assumption of something else. */
export const idle: Assumption = {
  name: 'idle',
  text: 'another number is below 3',
  justification: 'planted',
  traces: [],
  formula: below(integerVariable('other'), integer(3)),
};

/** The subject of the obligations: a file of the tests' own. */
export const subjectText = 'frames\n';
export const subject = { name: 'subject.txt', sha256: sha256(subjectText) };

/** An obligation on the frame, the question left to say. */
export function obligation(name: string, question: ProofQuestion, change: Partial<Obligation> = {}): Obligation {
  return {
    id: `PO-DEMO-${name}`,
    title: `demonstration ${name}`,
    requirements: ['HLR-DEMO-001'],
    subjects: [subject],
    assumptions: [sizes],
    claim: 'a frame is sent in time',
    question,
    logic: 'QF_LIA',
    faithful: { kind: 'data', where: 'subject.txt' },
    ...change,
  };
}

/** Sent within so many ticks; 123040 is what the largest frame takes. */
export const sentWithin = (ticks: number): ProofQuestion => ({ method: 'valid', claim: atMost(sendingTicks, integer(ticks, 'tick')) });

const count = integerVariable('count');
const up = truthVariable('up');

/** Counts up to 5 and down to 0, as the input says. */
export const counter: TransitionSystem = {
  state: [{ name: 'count', sort: 'Int' }],
  inputs: [{ name: 'up', sort: 'Bool' }],
  initial: equal(count, integer(0)),
  allowed: truth(true),
  next: {
    count: either(
      all(up, below(count, integer(5))),
      sum(count, integer(1)),
      either(all(not(up), below(integer(0), count)), sum(count, integer(-1)), count),
    ),
  },
};

/** The count is at most so much. */
export const countAtMost = (most: number) => atMost(count, integer(most));

/** Two counters that go round together by twos: that they are equal is inductive only for even numbers up to 6. */
const first = integerVariable('first');
const second = integerVariable('second');
export const pair: TransitionSystem = {
  state: [
    { name: 'first', sort: 'Int' },
    { name: 'second', sort: 'Int' },
  ],
  inputs: [],
  initial: all(equal(first, integer(0)), equal(second, integer(0))),
  allowed: truth(true),
  next: {
    first: either(below(first, integer(6)), sum(first, integer(2)), integer(0)),
    second: either(equal(second, integer(6)), integer(0), sum(second, integer(2))),
  },
};
export const pairEqual = equal(first, second);
export const secondAtMost = (most: number) => atMost(second, integer(most));
export const firstInRange = all(atMost(integer(0), first), atMost(first, integer(6)), equal(remainder(first, integer(2)), integer(0)));
