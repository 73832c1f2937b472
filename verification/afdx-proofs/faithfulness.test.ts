import fc from 'fast-check';
import { integer } from '../../src/kernel/logic/arithmetic.js';
import { holds, integerValue } from '../../src/kernel/logic/evaluate.js';
import type { Integer } from '../../src/kernel/logic/expression.js';
import type { Obligation } from '../../src/kernel/logic/obligation.js';
import { ArrivalSweep } from '../../src/twin/afdx/bounds/frame-arrivals.js';
import { firstComeDelayTicksOf, workTicksOf } from '../../src/twin/afdx/bounds/frame-port.js';
import { FrameArrivals } from '../../src/twin/afdx/certificate/frame-arrivals.js';
import { firstComeDelayOf } from '../../src/twin/afdx/certificate/frame-needs.js';
import { WorkBudget } from '../../src/twin/afdx/certificate/work-budget.js';
import { afdxObligations } from '../../src/twin/afdx/proofs/afdx-obligations.js';
import { type PortInput, portInputsOf } from '../../src/twin/afdx/proofs/port-inputs.js';
import type { ProofContext } from '../../src/twin/afdx/proofs/proof-context.js';
import {
  accountFactors,
  arrivalTick,
  bitsOverLink,
  durationTicks,
  filledBitTicks,
  firstJump,
  jitterBehindTicks,
  wireBits,
  workTicks,
} from '../../src/twin/afdx/proofs/range-formulas.js';
import { networkTablesOf } from '../../src/twin/afdx/simulation/network-tables.js';
import { accountMaxOf, Policer } from '../../src/twin/afdx/simulation/policer.js';
import type { TimingFlow, TimingPort } from '../../src/twin/afdx/timing/timing-network.js';
import { play, releasesOf } from '../afdx-timing-rules/star-networks.js';
import { type Passing, watchedFrames } from '../afdx-timing-rules/watched-frames.js';
import { generatedAfdxNetwork } from '../support/generated-afdx-network.js';
import { fiveVirtualLinks, smallAfdxNetwork } from '../support/small-afdx-network.js';
import { testCase } from '../support/test-case.js';
import { claimOf, foundBy, withSolver } from './discharge.js';
import { bothPriorities, contextFor, subject } from './networks.js';

const contexts: readonly ProofContext[] = [
  contextFor(smallAfdxNetwork(bothPriorities)),
  contextFor(smallAfdxNetwork(fiveVirtualLinks)),
  contextFor(generatedAfdxNetwork({ seed: 5, switches: 3, endSystems: 9, virtualLinks: 40 })),
];
const obligationsOf = contexts.map(({ network }) => new Map(afdxObligations(network, subject).value.map((each) => [each.id, each])));

const flowOf = (context: ProofContext, { frame }: Passing): TimingFlow => context.timing.flows[frame.flow] as TimingFlow;

/** Values of the variables for what came to a port from one instant to another, both counted. */
function arrivalValues(
  context: ProofContext,
  inputs: readonly PortInput[],
  here: readonly Passing[],
  { name, from, to }: { readonly name: string; readonly from: number; readonly to: number },
): readonly (readonly [string, bigint])[] {
  const came = here.filter(({ arrival }) => from <= arrival && arrival <= to);
  return inputs.flatMap((input, index) => {
    const prefix = `${name}.${index + 1}`;
    const virtualLinks = new Set(input.classes.flatMap((each) => each.virtualLinks));
    const mine = came.filter((passing) => virtualLinks.has(flowOf(context, passing).virtualLink));
    const counts = input.classes.map((each, at): readonly [string, bigint] => {
      const frames = each.virtualLinks.map((id) => mine.filter((passing) => flowOf(context, passing).virtualLink === id).length);
      return [`${prefix}.frames.${at + 1}`, BigInt(Math.max(...frames))];
    });
    return [[`${prefix}.bits`, BigInt(mine.reduce((bits, { frame }) => bits + frame.frameBits, 0))] as const, ...counts];
  });
}

/** Queueing instant of the first frame of the busy period, among the frames given, in which a frame is sent. */
function busyBegin(sent: readonly Passing[], passing: Passing): number {
  let at = sent.indexOf(passing);
  while (at > 0 && (sent[at - 1] as Passing).end >= Math.min(...sent.slice(at, sent.indexOf(passing) + 1).map(({ queued }) => queued)))
    at -= 1;
  return Math.min(...sent.slice(at, sent.indexOf(passing) + 1).map(({ queued }) => queued));
}

/** The real frame as values of the obligation on its delay, and those of the obligation on the memory at its arrival. */
function valuesAt(context: ProofContext, port: TimingPort, sent: readonly Passing[], passing: Passing) {
  const { priority } = flowOf(context, passing);
  const isHigh = (each: Passing): boolean => flowOf(context, each).priority === 'high';
  const mixed = sent.some(isHigh) && sent.some((each) => !isHigh(each));
  const { high, low } = context.bounds.ports[port.index]?.delayTicks ?? {};
  const lowBelowHigh = priority === 'low' && high !== undefined;
  const own = sent.filter((each) => flowOf(context, each).priority === priority);
  const begin = lowBelowHigh ? busyBegin(sent, passing) : busyBegin(own, passing);
  const from = begin - port.latencyTicks;
  const inputs = (of: 'high' | 'low' | 'all'): readonly PortInput[] => portInputsOf(context, port.index, of);
  const values = new Map<string, bigint>([
    ['arrival', BigInt(passing.arrival - from)],
    ['delay', BigInt(passing.end - passing.arrival)],
  ]);
  const put = (entries: readonly (readonly [string, bigint])[]): void => {
    for (const [name, value] of entries) values.set(name, value);
  };
  if (!lowBelowHigh) {
    put(arrivalValues(context, inputs(priority), own, { name: 'in', from, to: passing.arrival }));
    const blocker = sent.find((each) => !isHigh(each) && each.start < begin && begin < each.end);
    values.set('blocking', BigInt(priority === 'high' && low !== undefined ? (blocker?.frame.frameBits ?? 0) : 0));
    return { values, mixed };
  }
  values.set('start', BigInt(passing.start - from)).set('own', BigInt(passing.frame.frameBits));
  const highs = sent.filter(isHigh);
  put(arrivalValues(context, inputs('low'), own, { name: 'low', from, to: passing.arrival }));
  put(arrivalValues(context, inputs('high'), highs, { name: 'high', from, to: passing.start - 1 }));
  return {
    values,
    mixed,
    jumpAt: (name: string, ticks: number) => put(arrivalValues(context, inputs('high'), highs, { name, from, to: from + ticks - 1 })),
  };
}

/** Instants before which an obligation counts high priority once more, by the name of their variables. */
function jumpsOf({ assumptions }: Obligation): readonly (readonly [string, number])[] {
  return assumptions.flatMap(({ name, text }) => {
    const [, at] = /waits at (\d+) ticks/.exec(text) ?? [];
    return at === undefined ? [] : [[name.replace(/\.waits$/, ''), Number(at)] as const];
  });
}

testCase(
  {
    id: 'TC-POB-004-01',
    verifies: ['LLR-POB-001', 'LLR-POB-002', 'LLR-POB-003', 'LLR-POB-004', 'LLR-POB-005', 'HLR-POB-001', 'HLR-POB-002'],
    kind: 'normal',
    intent: 'what frames do in a simulation satisfies each assumption of the obligation on their port, and its claim',
  },
  (t) => {
    let [frames, instants, mixedPorts] = [0, 0, 0];
    const complaints: string[] = [];
    const admitted = fc.property(play, fc.nat({ max: contexts.length - 1 }), (played, which) => {
      const context = contexts[which] as ProofContext;
      const { passings } = watchedFrames(context.timing, releasesOf(context.timing, played));
      for (const port of context.timing.ports) {
        const sent = passings.filter((each) => each.port === port.index).sort((a, b) => a.start - b.start);
        for (const passing of sent) {
          const { priority } = flowOf(context, passing);
          const obligation = obligationsOf[which]?.get(`PO-AFDX-PORT-${context.labels[port.index]}-${priority}`);
          if (obligation === undefined) throw new Error(`no obligation for ${port.id}`);
          const { values, mixed, jumpAt } = valuesAt(context, port, sent, passing);
          for (const [name, ticks] of jumpsOf(obligation)) {
            jumpAt?.(name, ticks);
            instants += 1;
          }
          for (const { name, formula } of obligation.assumptions)
            if (!holds(formula, values)) complaints.push(`${obligation.id} ${name} ${JSON.stringify(played)}`);
          if (!holds(claimOf(obligation), values)) complaints.push(`${obligation.id} claim`);
          frames += 1;
          if (mixed) mixedPorts += 1;
        }
      }
      return complaints.length === 0;
    });
    const { failed } = fc.check(admitted, { numRuns: 120 });
    t.notOk(failed, complaints.slice(0, 5).join('\n'));
    t.ok(
      frames > 5000 && instants > 500 && mixedPorts > 500,
      `${frames} frames, ${instants} instants, ${mixedPorts} at ports of both priorities`,
    );
  },
);

testCase(
  {
    id: 'TC-POB-011-01',
    verifies: ['LLR-POB-011', 'HLR-POB-007'],
    kind: 'normal',
    intent: 'the expressions of the range obligations are what the code computes',
  },
  (t) => {
    const none = new Map();
    const bits = (value: number) => integer(value, 'bit');
    const ticks = (value: number) => integer(value, 'tick');
    const is = (expression: Integer, number: number | undefined): boolean => integerValue(expression, none) === BigInt(number ?? -1);
    const converted = fc.property(
      fc.integer({ min: 64, max: 1518 }),
      fc.constantFrom(1, 2, 64, 128),
      fc.integer({ min: 1, max: 10_000_000 }),
      fc.integer({ min: 0, max: 1_000_000_000 }),
      fc.constantFrom(100_000_000, 300_000_000, 999_000_000),
      (frameBytes, gapMilliseconds, deadlineMicroseconds, latency, rate) => {
        const network = smallAfdxNetwork({
          cables: ['e1-S1', 'S1-e2'],
          virtualLinks: [{ source: 'e1', routes: { e2: ['S1'] }, frameBytes, gapMilliseconds, deadlineMicroseconds }],
          switchLatencyNanoseconds: latency,
          rates: { 'S1-e2': rate },
        });
        const { timing } = contextFor(network);
        const perNanosecond = integer(timing.ticksPerSecond / 1_000_000_000, 'tick ns^-1');
        const [flow] = timing.flows;
        return (
          is(wireBits(integer(frameBytes, 'byte')), flow?.frameBitsMax) &&
          is(durationTicks(integer(gapMilliseconds), 1_000_000, perNanosecond), flow?.gapTicks) &&
          is(durationTicks(integer(deadlineMicroseconds), 1000, perNanosecond), flow?.destinations[0]?.deadlineTicks) &&
          is(durationTicks(integer(latency, 'ns'), 1, perNanosecond), timing.ports[1]?.latencyTicks)
        );
      },
    );
    t.doesNotThrow(() => fc.assert(converted, { numRuns: 60 }));
    const [first] = contexts;
    const [flow, port] = [first?.timing.flows[0], first?.timing.ports[0]];
    if (first === undefined || flow === undefined || port === undefined) throw new Error('there are flows and ports');
    const frame = fc.integer({ min: 672, max: 12_304 });
    const numberOf = (expression: Integer): bigint => integerValue(expression, none);
    const accountOf = (frameBits: number, gapTicks: number, jitterTicks: number): bigint => {
      const { content, time } = accountFactors(bits(frameBits), ticks(gapTicks), ticks(jitterTicks));
      return numberOf(content) * numberOf(time);
    };
    const account = fc.property(
      frame,
      fc.integer({ min: 1, max: 128_000_000 }),
      fc.nat({ max: 10_000_000 }),
      (frameBitsMax, gapTicks, jitterTicks) =>
        accountOf(frameBitsMax, gapTicks, jitterTicks) === BigInt(accountMaxOf({ ...flow, frameBitsMax, gapTicks }, jitterTicks)),
    );
    t.doesNotThrow(() => fc.assert(account));
    // the account after a frame and some time pays for the next one exactly when the formula says so
    const tables = networkTablesOf(first.timing);
    const paid = fc.property(fc.nat({ max: 3_000_000 }), fc.nat({ max: 2_000_000 }), (jitterTicks, elapsed) => {
      const hop = (tables.hopStart[flow.index] as number) + 0;
      const policer = new Policer(tables, { jitterTicks });
      const price = accountOf(flow.frameBitsMax, flow.gapTicks, 0);
      if (!policer.passes(hop, flow.frameBitsMax, 0)) return false;
      const left = integer(accountOf(flow.frameBitsMax, flow.gapTicks, jitterTicks) - price, 'bit tick');
      const refill = integer(accountOf(flow.frameBitsMax, elapsed, 0), 'bit tick');
      return policer.passes(hop, flow.frameBitsMax, elapsed) === numberOf(filledBitTicks(left, refill)) >= price;
    });
    t.doesNotThrow(() => fc.assert(paid));
    const alone = fc.property(
      frame,
      fc.nat({ max: 12_304 }),
      fc.nat({ max: 100_000 }),
      fc.constantFrom(1, 10, 100),
      (frameBits, blockingBits, latencyTicks, ticksPerBit) => {
        const flows = [{ frameBits, gapTicks: 128_000_000, jitterTicks: 0 }];
        const traffic = {
          groups: [{ linkTicksPerBit: 0, frameBitsMax: frameBits, flows }],
          frameBitsMax: frameBits,
          frameBitsMin: frameBits,
        };
        const server = { ...port, latencyTicks, ticksPerBit };
        const work = workTicks(ticks(ticksPerBit * (frameBits + blockingBits)), ticks(latencyTicks));
        const checked = new FrameArrivals(
          [{ linkTicksPerBit: undefined, flows: [{ bits: frameBits, gapTicks: 128_000_000, jitterTicks: 0 }] }],
          new WorkBudget(),
        );
        return (
          is(work, firstComeDelayTicksOf(server, traffic, blockingBits)) &&
          is(work, workTicksOf(server, frameBits + blockingBits)) &&
          is(work, firstComeDelayOf({ ...port, ...server } as never, checked, blockingBits))
        );
      },
    );
    t.doesNotThrow(() => fc.assert(alone));
    const swept = fc.property(
      frame,
      fc.integer({ min: 1000, max: 128_000_000 }),
      fc.nat({ max: 2 ** 45 }),
      fc.constantFrom(1, 10, 1000),
      (frameBits, gapTicks, jitterTicks, linkTicksPerBit) => {
        const gapsInJitter = integer(BigInt(jitterTicks) / BigInt(gapTicks));
        const frameCount = BigInt(jitterTicks) / BigInt(gapTicks) + 1n;
        const { frames, jump } = firstJump({
          gapsInJitter,
          passed: integer(frameCount * BigInt(gapTicks), 'tick'),
          jitter: ticks(jitterTicks),
        });
        const level = integer(numberOf(frames) * BigInt(frameBits), 'bit');
        const sweepOf = (link: number) =>
          new ArrivalSweep({
            groups: [{ linkTicksPerBit: link, frameBitsMax: frameBits, flows: [{ frameBits, gapTicks, jitterTicks }] }],
            frameBitsMax: frameBits,
            frameBitsMin: frameBits,
          });
        const turn = numberOf(bitsOverLink(level, bits(frameBits))) * BigInt(linkTicksPerBit);
        const next = numberOf(jump);
        const limited = turn > 0n && turn < next ? turn : next;
        return (
          is(level, sweepOf(0).bits(0)) && is(jump, sweepOf(0).eventAfter(0)) && limited === BigInt(sweepOf(linkTicksPerBit).eventAfter(0))
        );
      },
    );
    t.doesNotThrow(() => fc.assert(swept));
    for (const { timing, bounds } of contexts)
      for (const each of timing.flows)
        each.hops.forEach(({ parent }, hop) => {
          const before = timing.ports[each.hops[parent]?.port ?? -1];
          if (before === undefined) return;
          const known = bounds.jitterTicks[each.index] ?? [];
          const delay = integer(bounds.ports[before.index]?.delayTicks[each.priority]?.numerator ?? 0n, 'tick');
          const behind = jitterBehindTicks(ticks(known[parent] ?? -1), delay, ticks(each.frameBitsMin * before.ticksPerBit));
          if (!is(behind, known[hop])) t.fail(`jitter of ${each.name} at hop ${hop}`);
        });
    // a frame comes to the next node when its sending, its cable and its latency there are over
    const taken = fc.property(play, (played) => {
      const { timing } = first;
      const { passings } = watchedFrames(timing, releasesOf(timing, played));
      return passings.every(({ frame: each, port: at, start, end, arrival }) => {
        const server = timing.ports[at] as TimingPort;
        const sending = ticks(each.frameBits * server.ticksPerBit);
        const next = passings.find(
          (other) => other.frame === each && other.arrival === end + server.propagationTicks && other.arrival > arrival,
        );
        return is(
          arrivalTick(ticks(start), sending, ticks(server.propagationTicks), ticks(0)),
          next?.arrival ?? end + server.propagationTicks,
        );
      });
    });
    t.doesNotThrow(() => fc.assert(taken, { numRuns: 20 }));
  },
);

testCase(
  {
    id: 'TC-POB-011-02',
    verifies: ['LLR-POB-011', 'HLR-POB-007'],
    kind: 'robustness',
    intent: 'each range obligation is proved, and refuted when a check in the code is taken away or a range is wider than it is',
  },
  async (t) => {
    const ranges = afdxObligations(smallAfdxNetwork(fiveVirtualLinks), subject).value.filter(({ id }) => id.includes('RANGE'));
    t.equal(ranges.length, 10);
    await withSolver(async (solver) => {
      const without = async (obligation: Obligation, name: string): Promise<string> => {
        const assumptions = obligation.assumptions.filter((each) => each.name !== name);
        t.equal(assumptions.length, obligation.assumptions.length - 1, `${obligation.id} assumes ${name}`);
        return (await foundBy(solver, { ...obligation, assumptions }, { vacuity: false })).contrary;
      };
      const named = (id: string): Obligation => ranges.find((each) => each.id === `PO-AFDX-RANGE-${id}`) as Obligation;
      for (const each of ranges) {
        const { assumptions, contrary } = await foundBy(solver, each);
        t.strictSame([assumptions, contrary], ['sat', 'unsat'], each.id);
      }
      for (const [id, name] of [
        ['CONVERSION', 'range.periodMilliseconds'],
        ['ARRIVAL', 'range.passed'],
        ['DELAY', 'guard.work'],
        ['BACKLOG', 'guard.backlog'],
        ['JITTER', 'guard.jitter-behind'],
        ['ACCOUNT', 'range.full'],
        ['TIME', 'guard.arrival'],
        ['REGULATOR', 'range.brought'],
        ['SEQUENCE', 'range.count'],
        ['WORD', 'range.capture'],
      ] as const)
        t.equal(await without(named(id), name), 'sat', `${id} without ${name}`);
    });
    // and the code does leave the range where its check would be missing, or says so
    const [flow] = contextFor(smallAfdxNetwork(fiveVirtualLinks)).timing.flows;
    if (flow === undefined) throw new Error('there are flows');
    t.notOk(Number.isSafeInteger(2 * accountMaxOf({ ...flow, gapTicks: 65_535 * 999_000_000 }, 0)));
    t.throws(() => workTicksOf({ ticksPerBit: 1_000_000, latencyTicks: 1 }, 2 ** 34), RangeError);
    t.throws(
      () =>
        new ArrivalSweep({
          groups: [
            { linkTicksPerBit: 0, frameBitsMax: 1, flows: [{ frameBits: 1, gapTicks: 1_000_003, jitterTicks: Number.MAX_SAFE_INTEGER }] },
          ],
          frameBitsMax: 1,
          frameBitsMin: 1,
        }),
      RangeError,
      'a jump that is not exact is not taken',
    );
    // quotients of whole numbers rounded down and up are the right ones up to the last exact number
    const whole = fc.bigInt({ min: 0n, max: BigInt(Number.MAX_SAFE_INTEGER) });
    const quotients = fc.property(whole, fc.bigInt({ min: 1n, max: 2n ** 40n }), fc.bigInt({ min: 0n, max: 2n }), (a, b, off) => {
      const near = (a / b) * b + b - off;
      const dividend = near >= 0n && near <= BigInt(Number.MAX_SAFE_INTEGER) ? near : a;
      return (
        BigInt(Math.floor(Number(dividend) / Number(b))) === dividend / b &&
        BigInt(Math.ceil(Number(dividend) / Number(b))) === (dividend + b - 1n) / b
      );
    });
    t.doesNotThrow(() => fc.assert(quotients, { numRuns: 2000 }));
  },
);
