import { Z3Solver } from '../../src/adapters/z3-solver.js';
import { type SeededRandom, seededRandom } from '../../src/kernel/seeded-random.js';
import { boundsOf, methods } from '../../src/twin/afdx/bounds/bounds.js';
import type { ExactQuestion } from '../../src/twin/afdx/exact/exact-question.js';
import { exactWorstCaseOf } from '../../src/twin/afdx/exact/exact-worst-case.js';
import { usualLimits } from '../../src/twin/afdx/exact/worst-case.js';
import { buildTimingNetwork } from '../../src/twin/afdx/timing/build-timing-network.js';
import type { TimingNetwork } from '../../src/twin/afdx/timing/timing-network.js';
import { generatedAfdxNetwork } from '../support/generated-afdx-network.js';
import { playedPortByPort, type Release } from '../support/port-by-port-simulation.js';
import { testCase } from '../support/test-case.js';
import { questionsOf, unitTicks } from './questions.js';
import { randomNetwork } from './random-schedules.js';

/** The longest delay that plays with sizes, latencies, ties and releases at random find, better ones followed up. */
function playedWorstTicks({ network, flow, destination }: ExactQuestion, random: SeededRandom, plays: number): number {
  const key = `${flow.index}>${destination.endSystem}`;
  let best: readonly Release[] = [];
  let bestTicks = 0;
  for (let count = 0; count < plays; count += 1) {
    const releases = count % 300 === 0 || best.length === 0 ? drawn(network, random) : moved(network, best, random);
    const delay = keepsGaps(network, releases) ? (playedPortByPort(network, releases).delays.get(key) ?? 0) : 0;
    if (delay >= bestTicks) [best, bestTicks] = [releases, delay];
  }
  return bestTicks;
}

function drawn(network: TimingNetwork, random: SeededRandom): readonly Release[] {
  return network.flows.flatMap((flow) => {
    const begin = random.below(30) * unitTicks;
    return Array.from({ length: 1 + random.below(3) }, (_, copy) => ({
      flow: flow.index,
      ticks: begin + copy * flow.gapTicks,
      frameBits: flow.frameBitsMax,
      tie: random.below(100),
      latencyPercent: 100,
    }));
  });
}

function moved(network: TimingNetwork, releases: readonly Release[], random: SeededRandom): readonly Release[] {
  const at = random.below(releases.length);
  return releases.map((release, index): Release => {
    if (index !== at) return release;
    const flow = network.flows[release.flow];
    const other = releases[random.below(releases.length)] ?? release;
    switch (random.below(5)) {
      case 0:
        return { ...release, tie: random.below(100) };
      case 1:
        return { ...release, frameBits: random.below(2) === 0 ? (flow?.frameBitsMax ?? 0) : (flow?.frameBitsMin ?? 0) };
      case 2:
        return { ...release, latencyPercent: random.below(2) === 0 ? 100 : random.below(101) };
      case 3:
        return { ...release, ticks: other.ticks + (random.below(3) - 1) * other.frameBits * 10 };
      default:
        return { ...release, ticks: release.ticks + (random.below(9) - 4) * unitTicks };
    }
  });
}

function keepsGaps(network: TimingNetwork, releases: readonly Release[]): boolean {
  return releases.every((one, index) =>
    releases.every(
      (other, at) =>
        at <= index || other.flow !== one.flow || Math.abs(other.ticks - one.ticks) >= (network.flows[one.flow]?.gapTicks ?? 0),
    ),
  );
}

interface Seen {
  /** What the plays found, what a schedule reaches, what is not exceeded, and the bounds from the finest to the coarsest. */
  readonly ticks: readonly [number, number, number, ...number[]];
  readonly verdict: string;
  readonly about: string;
}

async function seenIn(question: ExactQuestion, solver: Z3Solver, random: SeededRandom): Promise<Seen> {
  const { network, flow, destination } = question;
  const worstCase = await exactWorstCaseOf(question, solver, { ...usualLimits, resourceUnits: 150_000 });
  const played = playedWorstTicks(question, random, 400);
  const bounds = [...methods].reverse().map((method) => {
    const end = boundsOf(network, method).ends.find((each) => each.flow === flow && each.destination === destination);
    return Number(end?.delayPicoseconds) / (1e12 / network.ticksPerSecond);
  });
  const about = `virtual link ${flow.virtualLink} to ${destination.endSystem}`;
  const exceeded = worstCase.verdict === 'exact' && worstCase.scope === 'each' ? worstCase.reachedTicks : worstCase.boundTicks;
  return { ticks: [played, worstCase.reachedTicks, exceeded, ...bounds], verdict: `${worstCase.verdict} ${worstCase.scope}`, about };
}

testCase(
  {
    id: 'TC-EXA-101-03',
    verifies: ['HLR-EXA-001', 'HLR-EXA-003', 'LLR-EXA-012'],
    kind: 'normal',
    intent: 'in generated networks of 6 to 12 virtual links plays do not exceed the exact value, and that no bound of the three methods',
  },
  async (t) => {
    const solver = new Z3Solver();
    let exact = 0;
    for (let seed = 1; seed <= 8; seed += 1) {
      const shape = { seed, switches: 2 + (seed % 2), endSystems: 5, virtualLinks: 6 + (seed % 7) };
      const { value } = buildTimingNetwork(generatedAfdxNetwork(shape), (pointer) => ({ path: pointer, line: 1, column: 1 }));
      if (value === undefined) throw new Error('a generated network can be analysed');
      const random = seededRandom(seed);
      const questions = questionsOf(value);
      const question = questions[random.below(questions.length)] as ExactQuestion;
      const { ticks, verdict, about } = await seenIn(question, solver, random);
      const [played, reached, exceeded, ...bounds] = ticks;
      if (verdict === 'exact each') exact += 1;
      t.ok(played <= exceeded && reached <= exceeded, `seed ${seed}, ${about}: plays ${played}, ${verdict} ${reached} to ${exceeded}`);
      t.ok(
        bounds.every((bound) => reached <= bound + 0.001),
        `exact ${reached}, bounds ${bounds}`,
      );
    }
    t.ok(exact >= 5, `${exact} of 8 exact`);
    await solver.close();
  },
);

testCase(
  {
    id: 'TC-EXA-102-01',
    verifies: ['HLR-EXA-002', 'HLR-EXA-003', 'LLR-EXA-005', 'LLR-EXA-012'],
    kind: 'robustness',
    intent: 'with short gaps, so that several frames of a virtual link meet, plays do not exceed what is told, decided or not',
  },
  async (t) => {
    const solver = new Z3Solver();
    const verdicts = new Map<string, number>();
    for (let seed = 1; seed <= 8; seed += 1) {
      const random = seededRandom(seed);
      const questions = questionsOf(randomNetwork(random, 80));
      const question = questions[random.below(questions.length)] as ExactQuestion;
      const { ticks, verdict, about } = await seenIn(question, solver, random);
      const [played, reached, exceeded, ...bounds] = ticks;
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      t.ok(
        played <= exceeded && reached <= exceeded,
        `seed ${seed}, ${about}: plays ${played}, reached ${reached}, not exceeded ${exceeded}`,
      );
      t.ok(
        bounds.every((bound) => reached <= bound + 0.001),
        `reached ${reached}, bounds ${bounds}`,
      );
    }
    t.ok((verdicts.get('exact each') ?? 0) >= 5, JSON.stringify([...verdicts]));
    await solver.close();
  },
);
