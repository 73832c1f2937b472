import fc from 'fast-check';
import { seededRandom } from '../../src/kernel/seeded-random.js';
import { bitsAt, FrameArrivals, type FrameGroup } from '../../src/twin/afdx/certificate/frame-arrivals.js';
import { firstComeDelayOf, fullLoadDelayOf, heldBitsOf } from '../../src/twin/afdx/certificate/frame-needs.js';
import { lowBelowHighDelayOf } from '../../src/twin/afdx/certificate/low-below-high.js';
import { WorkBudget } from '../../src/twin/afdx/certificate/work-budget.js';
import { testCase } from '../support/test-case.js';
import { type PortFlow, type SmallPort, simulated, smallPort } from './one-port-simulation.js';

const seeds = fc.integer({ min: 0, max: 1_000_000 });

/** The flows of some priorities by link. */
function linksOf(port: SmallPort, ...priorities: readonly PortFlow['priority'][]): SmallPort['links'] {
  return port.links
    .map(({ ticksPerBit, flows }) => ({ ticksPerBit, flows: flows.filter(({ priority }) => priorities.includes(priority)) }))
    .filter(({ flows }) => flows.length > 0);
}

function groupsFrom(links: SmallPort['links']): readonly FrameGroup[] {
  return links.map(({ ticksPerBit, flows }) => ({
    linkTicksPerBit: ticksPerBit === 0 ? undefined : ticksPerBit,
    flows: flows.map(({ largest, gap, jitter }) => ({ bits: largest, gapTicks: gap, jitterTicks: jitter })),
  }));
}

/** The whole bits that can have come in a closed interval, straight from the two facts: gaps and jitters, and the rate of the link. */
function plainBits(links: SmallPort['links'], ticks: number): number {
  return links.reduce((sum, { ticksPerBit, flows }) => {
    const counted = flows.reduce((bits, { largest, gap, jitter }) => bits + largest * (1 + Math.floor((ticks + jitter) / gap)), 0);
    const carried = ticksPerBit === 0 ? counted : Math.max(...flows.map(({ largest }) => largest)) + Math.floor(ticks / ticksPerBit);
    return sum + Math.min(counted, carried);
  }, 0);
}

const bounds = (port: SmallPort) => {
  const at = { id: 'port', ticksPerBit: port.ticksPerBit, latencyTicks: port.latency, propagationTicks: 0 };
  const budget = new WorkBudget();
  const arrivals = (...priorities: readonly PortFlow['priority'][]) => new FrameArrivals(groupsFrom(linksOf(port, ...priorities)), budget);
  const [high, low] = [linksOf(port, 'high').flatMap(({ flows }) => flows), linksOf(port, 'low').flatMap(({ flows }) => flows)];
  const blocking = Math.max(0, ...low.map(({ largest }) => largest));
  const smallest = Math.min(...low.map((flow) => flow.smallest));
  const lowDelay = (): number | undefined =>
    high.length === 0
      ? firstComeDelayOf(at, arrivals('low'), 0)
      : lowBelowHighDelayOf(at, { high: arrivals('high'), low: arrivals('low') }, smallest, budget);
  return {
    high: high.length === 0 ? 0 : (firstComeDelayOf(at, arrivals('high'), blocking) ?? Number.NaN),
    low: low.length === 0 ? 0 : (lowDelay() ?? Number.NaN),
    held: (heldBitsOf(at, arrivals('high', 'low')) ?? Number.NaN) + Math.max(blocking, ...high.map(({ largest }) => largest)),
    blocking: high.length === 0 ? 0 : blocking,
    smallest,
  };
};

/** The longest wait of the first-come server over each instant, events or not. */
function plainFirstCome(port: SmallPort, links: SmallPort['links'], blocking: number): number {
  let longest = 0;
  for (let ticks = 0; ; ticks += 1) {
    if (ticks > 0 && port.ticksPerBit * (plainBits(links, ticks - 1) + blocking) + port.latency <= ticks - 1) return longest;
    longest = Math.max(longest, port.ticksPerBit * (plainBits(links, ticks) + blocking) + port.latency - ticks);
  }
}

/** The longest delay of low priority over each instant, and each start of sending by trying one tick after the other. */
function plainLow(port: SmallPort, smallest: number): number {
  const [high, low] = [linksOf(port, 'high'), linksOf(port, 'low')];
  let [longest, start] = [0, 0];
  for (let ticks = 0; ; ticks += 1) {
    const ahead = plainBits(low, ticks) - smallest;
    while (start < port.latency + port.ticksPerBit * (ahead + plainBits(high, start))) start += 1;
    longest = Math.max(longest, start + port.ticksPerBit * smallest - ticks);
    if (port.ticksPerBit * (plainBits(low, ticks) + plainBits(high, ticks)) + port.latency <= ticks) return longest;
  }
}

testCase(
  {
    id: 'TC-CCK-010-01',
    verifies: ['LLR-CCK-010'],
    kind: 'normal',
    intent: 'counts at each instant what gaps, jitters and links allow, less than one bit more for each link',
  },
  (t) => {
    const counted = fc.property(seeds, (seed) => {
      const port = smallPort(seed);
      if (port === undefined) return true;
      const arrivals = new FrameArrivals(groupsFrom(port.links), new WorkBudget());
      for (let index = 0; index < 40; index += 1) {
        const [stretch, next] = [arrivals.stretch(index), arrivals.stretch(index + 1)];
        if (stretch === undefined || next === undefined || next.start <= stretch.start) return false;
        for (let ticks = stretch.start; ticks < next.start; ticks += 1) {
          const [bits, plain] = [bitsAt(stretch, ticks), plainBits(port.links, ticks)];
          if (bits < plain || bits > plain + stretch.links.ticksPerBit.length) return false;
        }
        if (bitsAt(stretch, next.start) > bitsAt(next, next.start)) return false;
      }
      return true;
    });
    fc.assert(counted, { numRuns: 200 });
    // two flows over a link of 10 ticks per bit: 4 bits at once, the other 3 until 30; then the gaps less the jitters
    const flows = [
      { bits: 4, gapTicks: 100, jitterTicks: 20 },
      { bits: 3, gapTicks: 200, jitterTicks: 50 },
    ];
    const arrivals = new FrameArrivals([{ linkTicksPerBit: 10, flows }], new WorkBudget());
    t.same(
      [0, 1, 2, 3, 4].map((index) => arrivals.stretch(index)?.start),
      [0, 30, 80, 150, 180],
    );
    t.same(
      [0, 1, 2, 3, 4].map((index) => arrivals.stretch(index)?.bits),
      [4, 7, 11, 14, 18],
    );
  },
);

testCase(
  {
    id: 'TC-CCK-010-02',
    verifies: ['LLR-CCK-010', 'LLR-CCK-012', 'HLR-CCK-004'],
    kind: 'robustness',
    intent: 'stops counting where whole numbers end and where the steps are spent',
  },
  (t) => {
    const flow = { bits: 1, gapTicks: 2 ** 52, jitterTicks: 0 };
    const wide = new FrameArrivals([{ linkTicksPerBit: undefined, flows: [flow] }], new WorkBudget());
    t.equal(wide.stretch(1)?.start, 2 ** 52);
    t.equal(wide.stretch(2), undefined);
    const narrow = new FrameArrivals([{ linkTicksPerBit: undefined, flows: [{ ...flow, gapTicks: 1 }] }], new WorkBudget(10));
    t.equal(narrow.stretch(9)?.start, 9);
    t.equal(narrow.stretch(10), undefined);
    const at = { id: 'port', ticksPerBit: 1, latencyTicks: 1, propagationTicks: 0 };
    const full = (budget: WorkBudget) => new FrameArrivals([{ linkTicksPerBit: undefined, flows: [{ ...flow, gapTicks: 1 }] }], budget);
    t.equal(firstComeDelayOf(at, full(new WorkBudget(1000)), 0), undefined);
    t.equal(heldBitsOf(at, full(new WorkBudget(1000))), undefined);
    t.equal(firstComeDelayOf(at, full(new WorkBudget()), 0), undefined, 'a port loaded to its rate is busy for more than 1 000 000 events');
    t.equal(
      lowBelowHighDelayOf(at, { high: full(new WorkBudget(1000)), low: full(new WorkBudget(1000)) }, 1, new WorkBudget(50)),
      undefined,
    );
  },
);

testCase(
  {
    id: 'TC-CCK-012-01',
    verifies: ['LLR-CCK-012', 'LLR-CCK-011', 'HLR-CCK-001'],
    kind: 'normal',
    intent: 'finds the longest first-come delay of a search over each instant, above it by less than a bit for each link',
  },
  (t) => {
    let equal = 0;
    const longest = fc.property(seeds, (seed) => {
      const port = smallPort(seed);
      const links = port === undefined ? [] : linksOf(port, 'high');
      if (port === undefined || links.length === 0) return true;
      const { high, blocking } = bounds(port);
      const plain = plainFirstCome(port, links, blocking);
      if (high === plain) equal += 1;
      return high >= plain && high <= plain + port.ticksPerBit * links.length;
    });
    fc.assert(longest, { numRuns: 400 });
    t.ok(equal > 100, `${equal} ports with the very figure of the search`);
    const at = { id: 'port', ticksPerBit: 10, latencyTicks: 7, propagationTicks: 0 };
    // 10 · (5 + (30 + ⌈30 · 25 / 100⌉) + (4 + ⌈4 · 1 / 3⌉)) + 7
    const flows = [
      { bits: 30, gapTicks: 100, jitterTicks: 25 },
      { bits: 4, gapTicks: 3, jitterTicks: 1 },
    ];
    t.equal(fullLoadDelayOf(at, flows, 5), 497n);
  },
);

testCase(
  {
    id: 'TC-CCK-013-01',
    verifies: ['LLR-CCK-013', 'HLR-CCK-001'],
    kind: 'normal',
    intent: 'is never below the longest delay of low priority of a search over each instant and start of sending, and often equal',
  },
  (t) => {
    let [ports, equal] = [0, 0];
    const longest = fc.property(seeds, (seed) => {
      const port = smallPort(seed);
      if (port === undefined || linksOf(port, 'high').length === 0 || linksOf(port, 'low').length === 0) return true;
      const { low, smallest } = bounds(port);
      const plain = plainLow(port, smallest);
      ports += 1;
      if (low === plain) equal += 1;
      return low >= plain;
    });
    fc.assert(longest, { numRuns: 600 });
    t.ok(ports > 100 && equal > ports / 2, `${equal} of ${ports} ports with the very figure of the search`);
  },
);

testCase(
  {
    id: 'TC-CCK-013-02',
    verifies: ['LLR-CCK-013', 'LLR-CCK-012', 'LLR-CCK-011', 'HLR-CCK-001'],
    kind: 'robustness',
    intent: 'is not exceeded by frames whose releases, jitters, sizes, latencies and ties are drawn against it',
  },
  (t) => {
    let [runs, reached] = [0, 0];
    const kept = fc.property(seeds, (seed) => {
      const port = smallPort(seed);
      if (port === undefined) return true;
      const { high, low, held } = bounds(port);
      const random = seededRandom(seed);
      for (let trial = 0; trial < 250; trial += 1) {
        const seen = simulated(port, random);
        if (seen === undefined) continue;
        runs += 1;
        if (seen.high === high && high > 0) reached += 1;
        if (seen.high > high || seen.low > low || seen.held > held) return false;
      }
      return true;
    });
    fc.assert(kept, { numRuns: 150 });
    t.ok(runs > 5000 && reached > 0, `${runs} runs, of which ${reached} reached the bound`);
  },
);
