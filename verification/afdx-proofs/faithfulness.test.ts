import fc from 'fast-check';
import { integer, integerVariable } from '../../src/kernel/logic/arithmetic.js';
import { holds, integerValue } from '../../src/kernel/logic/evaluate.js';
import type { Obligation } from '../../src/kernel/logic/obligation.js';
import { firstComeDelayTicksOf } from '../../src/twin/afdx/bounds/frame-port.js';
import { afdxObligations } from '../../src/twin/afdx/proofs/afdx-obligations.js';
import { accountBitTicks, addedJitterTicks, delayTicks, durationTicks, wireBits } from '../../src/twin/afdx/proofs/exact-ranges.js';
import { type PortInput, portInputsOf } from '../../src/twin/afdx/proofs/port-inputs.js';
import type { ProofContext } from '../../src/twin/afdx/proofs/proof-context.js';
import { accountMaxOf } from '../../src/twin/afdx/simulation/policer.js';
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
    const given = (values: Readonly<Record<string, number>>) =>
      new Map(Object.entries(values).map(([name, value]) => [name, BigInt(value)]));
    const bytes = integerVariable('bytes', 'byte');
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
        const perNanosecond = timing.ticksPerSecond / 1_000_000_000;
        const [flow] = timing.flows;
        const duration = integerVariable('duration');
        const nanoseconds = integerVariable('latency', 'ns');
        const ticks = (value: number, unit: number): bigint =>
          integerValue(durationTicks(duration, unit, perNanosecond), given({ duration: value }));
        return (
          integerValue(wireBits(bytes), given({ bytes: frameBytes })) === BigInt(flow?.frameBitsMax ?? 0) &&
          ticks(gapMilliseconds, 1_000_000) === BigInt(flow?.gapTicks ?? 0) &&
          ticks(deadlineMicroseconds, 1000) === BigInt(flow?.destinations[0]?.deadlineTicks ?? 0) &&
          integerValue(durationTicks(nanoseconds, 1, perNanosecond), given({ latency })) === BigInt(timing.ports[1]?.latencyTicks ?? 0)
        );
      },
    );
    t.doesNotThrow(() => fc.assert(converted, { numRuns: 60 }));
    const [flow] = contexts[0]?.timing.flows ?? [];
    if (flow === undefined) throw new Error('there are flows');
    const account = fc.property(
      fc.integer({ min: 672, max: 12_304 }),
      fc.integer({ min: 1, max: 128_000_000 }),
      fc.nat({ max: 10_000_000 }),
      (frameBitsMax, gapTicks, jitterTicks) =>
        integerValue(accountBitTicks(frameBitsMax, integer(gapTicks, 'tick'), integer(jitterTicks, 'tick')), new Map()) ===
        BigInt(accountMaxOf({ ...flow, frameBitsMax, gapTicks }, jitterTicks)),
    );
    t.doesNotThrow(() => fc.assert(account));
    const [port] = contexts[0]?.timing.ports ?? [];
    if (port === undefined) throw new Error('there are ports');
    const alone = fc.property(
      fc.integer({ min: 672, max: 12_304 }),
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
        const at = { bits: integer(frameBits, 'bit'), blocking: integer(blockingBits, 'bit'), instant: integer(0, 'tick') };
        const computed = firstComeDelayTicksOf({ ...port, latencyTicks, ticksPerBit }, traffic, blockingBits);
        return integerValue(delayTicks({ ticksPerBit, latencyTicks }, at), new Map()) === BigInt(computed ?? -1);
      },
    );
    t.doesNotThrow(() => fc.assert(alone));
    for (const { timing, bounds } of contexts)
      for (const each of timing.flows)
        each.hops.forEach((_, hop) => {
          const before: number[] = [];
          for (let at = each.hops[hop]?.parent ?? -1; at >= 0; at = each.hops[at]?.parent ?? -1) before.unshift(each.hops[at]?.port ?? 0);
          const delays = before.map((index) => integer(bounds.ports[index]?.delayTicks[each.priority]?.numerator ?? 0n, 'tick'));
          const sendings = before.map((index) => integer(each.frameBitsMin * (timing.ports[index]?.ticksPerBit ?? 0), 'tick'));
          const jitter = BigInt(bounds.jitterTicks[each.index]?.[hop] ?? -1);
          if (integerValue(addedJitterTicks(delays, sendings), new Map()) !== jitter) t.fail(`jitter of ${each.name} at hop ${hop}`);
        });
  },
);

testCase(
  {
    id: 'TC-POB-011-02',
    verifies: ['LLR-POB-011', 'HLR-POB-007'],
    kind: 'robustness',
    intent: 'accounts of a network whose tick is a picosecond leave the exact range, and the obligation on them is refuted',
  },
  async (t) => {
    const fine = smallAfdxNetwork({
      cables: ['e1-S1', 'S1-e2'],
      virtualLinks: [{ source: 'e1', routes: { e2: ['S1'] }, frameBytes: 1518, gapMilliseconds: 128 }],
      rates: { 'S1-e2': 999_000_000 },
    });
    await withSolver(async (solver) => {
      for (const { id, ...rest } of afdxObligations(fine, subject).value.filter((each) => each.id.includes('RANGE'))) {
        const { assumptions, contrary } = await foundBy(solver, { id, ...rest });
        t.strictSame([assumptions, contrary], ['sat', id === 'PO-AFDX-RANGE-ACCOUNT' ? 'sat' : 'unsat'], id);
      }
    });
    const [flow] = contextFor(fine).timing.flows;
    if (flow === undefined) throw new Error('there are flows');
    t.notOk(Number.isSafeInteger(2 * accountMaxOf({ ...flow, gapTicks: 65_535 * 999_000_000 }, 0)), 'the code leaves it too');
  },
);
