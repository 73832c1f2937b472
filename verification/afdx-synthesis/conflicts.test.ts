import fc from 'fast-check';
import { Z3Solver } from '../../src/adapters/z3-solver.js';
import type { Diagnostic } from '../../src/kernel/diagnostic.js';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { askOf } from '../../src/twin/afdx/synthesis/ask-solver.js';
import { type Conflict, conflictsIn } from '../../src/twin/afdx/synthesis/conflict.js';
import type { AskSolver } from '../../src/twin/afdx/synthesis/exact-search.js';
import {
  conflictFinding,
  cutNote,
  missText,
  noSolutionFinding,
  stayingFinding,
  stoppedWarning,
} from '../../src/twin/afdx/synthesis/findings.js';
import { isSolution } from '../../src/twin/afdx/synthesis/found.js';
import { frameBounds, type Miss } from '../../src/twin/afdx/synthesis/judge.js';
import type { Message } from '../../src/twin/afdx/synthesis/message.js';
import { type Problem, problemOf } from '../../src/twin/afdx/synthesis/problem.js';
import { refutedAlone } from '../../src/twin/afdx/synthesis/refute-alone.js';
import { refutedBySums } from '../../src/twin/afdx/synthesis/refute-sums.js';
import { refutedByTiming } from '../../src/twin/afdx/synthesis/refute-timing.js';
import { searched } from '../../src/twin/afdx/synthesis/search.js';
import { synthesised } from '../../src/twin/afdx/synthesis/synthesise.js';
import { testCase } from '../support/test-case.js';
import { exhaustiveOptimum } from './exhaustive-synthesis.js';
import { emptyNetwork, message, messageSet, options } from './message-sets.js';

const solver = new Z3Solver();
const ask: AskSolver = askOf(solver, { resourceUnits: 50_000_000, wallSeconds: 120 });
const placeOf = () => ({ path: 'n.json', line: 1, column: 1 });
const chain = emptyNetwork({ switches: 2, cables: [[1, 2]], endSystems: 12 });
const apart = emptyNetwork({ switches: 2, cables: [], endSystems: 4 });
const noDeadline = 10_000_000;

const findingsOf = async (network: AfdxNetwork, messages: readonly Message[], by?: AskSolver): Promise<readonly Diagnostic[]> => {
  const { value, diagnostics } = await synthesised({
    network,
    placeOf,
    messages,
    options,
    bounds: frameBounds,
    ...(by === undefined ? {} : { ask: by }),
  });
  return value === undefined ? diagnostics : [];
};
const isPlanned = (network: AfdxNetwork, messages: readonly Message[]): boolean =>
  isSolution(searched(problemOf(network, messages, options), frameBounds));
/** Whether a conflict is one, and minimal, as far as the search and the oracle tell. */
function isMinimal(network: AfdxNetwork, { messages, deadlines }: Conflict): boolean {
  const relaxed = (some: readonly Message[], timely: readonly Message[]): readonly Message[] =>
    some.map((each) => (timely.includes(each) ? each : { ...each, deadlineMicroseconds: noDeadline }));
  return (
    !isPlanned(network, relaxed(messages, deadlines)) &&
    messages.every((out) =>
      isPlanned(
        network,
        messages.filter((each) => each !== out),
      ),
    ) &&
    deadlines.every((out) =>
      isPlanned(
        network,
        relaxed(
          messages,
          deadlines.filter((each) => each !== out),
        ),
      ),
    )
  );
}

testCase(
  {
    id: 'TC-VLO-020-01',
    verifies: ['LLR-VLO-020', 'HLR-VLO-008'],
    kind: 'normal',
    intent: 'says of one message what it needs at best, by hand calculation',
  },
  async (t) => {
    const set = [
      // 167 + 20 byte on three links: 3 · 14.96 µs; latencies 60 + 16 + 16 + 60; cables 3 · 0.1: 197.18 µs
      message({ name: 'swift', source: 'E1', destinations: ['E2'], sizeBytes: 100, deadlineMicroseconds: 197 }),
      message({ name: 'huge', source: 'E3', destinations: ['E4'], sizeBytes: 65_000, periodMilliseconds: 20 }),
      message({ name: 'slow', source: 'E3', destinations: ['E4'], sizeBytes: 5000, periodMilliseconds: 20, deadlineMicroseconds: 3000 }),
      message({ name: 'fine', source: 'E5', destinations: ['E6'] }),
    ];
    const found = await findingsOf(chain, set);
    t.strictSame(
      found.map(({ code, subjects }) => [code, subjects]),
      [
        ['AFDX-250', ['MSG-huge']],
        ['AFDX-250', ['MSG-slow']],
        ['AFDX-250', ['MSG-swift']],
      ],
    );
    t.match(found[0]?.message, /sent in 45 parts.*its period of 20 ms is too short/);
    t.match(found[1]?.message, /sent in 4 parts.*leaves 3 ms after the first at the earliest; its deadline is 3000 µs/);
    t.match(found[2]?.message, /has a deadline of 197 µs and needs 197\.18 µs at best, over E1 > S1A > S2A > E2/);
    t.match(found[2]?.why, /The deadline of "swift" is part of it/);
    t.ok(isPlanned(chain, [{ ...(set[0] as Message), deadlineMicroseconds: 198 }]));
  },
);

testCase(
  {
    id: 'TC-VLO-020-02',
    verifies: ['LLR-VLO-020'],
    kind: 'robustness',
    intent: 'names the network that does not join, and refutes nothing that can be carried',
  },
  async (t) => {
    const found = await findingsOf(apart, [
      message({ name: 'far', source: 'E1', destinations: ['E2'] }),
      message({ name: 'near', source: 'E1', destinations: ['E3'] }),
    ]);
    t.strictSame(
      found.map(({ subjects }) => subjects),
      [['MSG-far']],
    );
    t.match(found[0]?.message, /which network A and network B does not join/);
    // joined on A alone: enough for redundancy level 1
    const half: AfdxNetwork = { ...chain, links: chain.links.filter(({ id }) => id !== 'C1-2-B') };
    t.match((await findingsOf(half, [message({ name: 'm' })]))[0]?.message, /which network B does not join/);
    t.ok(isPlanned(half, [message({ name: 'm', redundancyLevel: 1 })]));
    const sound = fc.property(fc.integer({ min: 1, max: 3000 }), (seed) => {
      const set = messageSet(chain, { count: 1, seed, sizeBytesMax: 3000, periods: [2, 8, 20], destinationsMax: 2 }).map((each) => ({
        ...each,
        deadlineMicroseconds: 150 + (seed % 300),
      }));
      const problem = problemOf(chain, set, options);
      return (refutedAlone(problem, frameBounds, 0) === undefined) === isSolution(searched(problem, frameBounds));
    });
    fc.assert(sound, { numRuns: 60 });
    t.equal(refutedAlone(problemOf(chain, [], options), frameBounds, 0), undefined);
  },
);

testCase(
  {
    id: 'TC-VLO-021-01',
    verifies: ['LLR-VLO-021', 'HLR-VLO-008'],
    kind: 'normal',
    intent: 'shows overloads of ports, shares, cables, jitter and numbers with the figures of hand calculation',
  },
  (t) => {
    const textsOf = (set: readonly Message[], network = chain): readonly string[] =>
      refutedBySums(problemOf(network, set, options)).map(({ text }) => text);
    const from = (count: number, given: (index: number) => Partial<Message>): readonly Message[] =>
      Array.from({ length: count }, (_, index) => message({ name: `m${index}`, ...given(index) }));
    // 1067 byte, with 20 % 1281, and 20 on the wire each 1 ms: 10.408 Mbit/s; four from E2 … reach E1 with 41.632 %
    const four = from(4, (index) => ({ source: `E${2 * index + 3}`, destinations: ['E1'], sizeBytes: 1000, periodMilliseconds: 1 }));
    t.ok(textsOf(four).includes('need at least 41.64 % of the rate of port S1A>E1, of which 40 % are reserved for DAL A and B'));
    t.strictSame(textsOf(four.slice(1)), []);
    // the same over the cable between the switches
    const across = from(4, (index) => ({
      source: `E${2 * index + 1}`,
      destinations: [`E${2 * index + 2}`],
      sizeBytes: 1000,
      periodMilliseconds: 1,
    }));
    t.ok(
      textsOf(across).includes(
        'need at least 41.64 % of what the cable from S1A to other switches carry, of which 40 % are reserved for DAL A and B',
      ),
    );
    t.ok(
      textsOf(across).includes(
        'need at least 41.64 % of what the cable from other switches to S2B carry, of which 40 % are reserved for DAL A and B',
      ),
    );
    // five of 1067 + 20 byte: 40 µs and 5 · 86.96 µs
    const burst = from(6, (index) => ({ source: 'E1', destinations: [`E${index + 2}`], sizeBytes: 1000, periodMilliseconds: 100 }));
    t.ok(textsOf(burst).includes('give E1 a transmission jitter of at least 561.76 µs on network A, where 500 µs are allowed'));
    t.strictSame(textsOf(burst.slice(1)), []);
    // 129 destinations sets, one each
    const wide = emptyNetwork({ switches: 1, cables: [], endSystems: 131 });
    const many = from(129, (index) => ({
      source: 'E1',
      destinations: [`E${index + 2}`],
      sizeBytes: 1,
      periodMilliseconds: 128,
      criticality: 'E',
    }));
    t.ok(textsOf(many, wide).includes('need at least 129 virtual links of E1, whose table holds 128'));
    t.notOk(textsOf(many.slice(1), wide).some((text) => text.includes('virtual links')));
    // each refutation names the largest that are enough
    const [first] = refutedBySums(
      problemOf(
        chain,
        [
          ...four,
          ...from(3, () => ({ source: 'E11', destinations: ['E1'], sizeBytes: 1, periodMilliseconds: 128 })).map((each) => ({
            ...each,
            name: `s${each.name}`,
          })),
        ],
        options,
      ),
    ).filter(({ text }) => text.includes('S1A>E1'));
    t.strictSame([...(first?.messages ?? [])].sort(), [0, 1, 2, 3]);
  },
);

testCase(
  {
    id: 'TC-VLO-021-02',
    verifies: ['LLR-VLO-021'],
    kind: 'robustness',
    intent: 'refutes no set for which a solution is found',
  },
  (t) => {
    let refuted = 0;
    const sound = fc.property(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 2, max: 14 }), fc.boolean(), (seed, count, single) => {
      const set = messageSet(chain, { count, seed, sizeBytesMax: 1400, periods: [1, 2, 5, 8, 20], destinationsMax: 3 }).map(
        (each, index) => ({
          ...each,
          deadlineMicroseconds: 300 + ((seed * 17 + index * 91) % 900),
          ...(single
            ? {
                source: 'E1',
                destinations: each.destinations
                  .filter((id) => id !== 'E1')
                  .concat('E12')
                  .slice(0, 1),
              }
            : {}),
        }),
      );
      const problem = problemOf(chain, set, options);
      const isImpossible =
        refutedBySums(problem).length > 0 ||
        set.some(
          (_, index) =>
            refutedAlone(problem, frameBounds, index) !== undefined || refutedByTiming(problem, frameBounds, index) !== undefined,
        );
      if (isImpossible) refuted += 1;
      return !(isImpossible && isSolution(searched(problem, frameBounds)));
    });
    fc.assert(sound, { numRuns: 80 });
    t.ok(refuted > 20 && refuted < 80, `${refuted} of 80 sets were refuted`);
  },
);

testCase(
  {
    id: 'TC-VLO-022-01',
    verifies: ['LLR-VLO-022', 'LLR-VLO-024', 'HLR-VLO-008'],
    kind: 'normal',
    intent: 'reduces contradictions to sets of which nothing can be left out',
  },
  async (t) => {
    // two large frames before a small one with a tight deadline, among messages elsewhere
    const set = [
      message({ name: 'tight', source: 'E1', destinations: ['E3'], sizeBytes: 50, deadlineMicroseconds: 290 }),
      message({ name: 'big 1', source: 'E1', destinations: ['E5'], sizeBytes: 1100 }),
      message({ name: 'big 2', source: 'E7', destinations: ['E3'], sizeBytes: 1100 }),
      ...[1, 2, 3].map((index) => message({ name: `other ${index}`, source: `E${2 * index}`, destinations: [`E${2 * index + 4}`] })),
    ];
    const found = await findingsOf(chain, set);
    t.strictSame(
      found.map(({ code, subjects }) => [code, subjects]),
      [['AFDX-252', ['MSG-tight', 'MSG-big 1', 'MSG-big 2']]],
    );
    t.match(
      found[0]?.message,
      /^the 3 messages "tight", "big 1" and "big 2" cannot all be in time: beside the others "tight" needs at least [0-9.]+ µs on network A, and its deadline is 290 µs$/,
    );
    t.equal(found[0]?.why, 'without any one of these messages the others can be carried. The deadline of "tight" is part of it.');
    for (const seed of [3, 4, 7, 8, 11, 12]) {
      const generated = messageSet(chain, { count: 12, seed, sizeBytesMax: 1300, periods: [4, 8, 20], destinationsMax: 2 }).map(
        (each, index) => ({ ...each, deadlineMicroseconds: 420 + ((seed * 31 + index * 7919) % 300) }),
      );
      const problem = problemOf(chain, generated, options);
      const attempt = searched(problem, frameBounds);
      if (isSolution(attempt)) continue;
      const conflicts = await conflictsIn(problem, frameBounds, attempt);
      t.ok(conflicts.length > 0, `seed ${seed}`);
      t.ok(
        conflicts.every((conflict) => !conflict.isMinimal || isMinimal(chain, conflict)),
        `seed ${seed}`,
      );
      const named = conflicts.flatMap(({ messages }) => messages);
      t.equal(new Set(named).size, named.length, 'no two share a message');
    }
  },
);

testCase(
  {
    id: 'TC-VLO-022-02',
    verifies: ['LLR-VLO-022', 'HLR-VLO-008'],
    kind: 'robustness',
    intent: 'finds with the solver a contradiction that sums and forced routes do not show, and none without it',
  },
  async (t) => {
    // two routes, three frames: on one of them two meet, and then one is late
    const diamond = emptyNetwork({
      switches: 4,
      cables: [
        [1, 3],
        [1, 4],
        [2, 3],
        [2, 4],
      ],
      endSystems: 16,
    });
    const set = [1, 5, 9].map((index) =>
      message({
        name: `m${index}`,
        source: `E${index}`,
        destinations: [`E${index + 1}`],
        sizeBytes: 1200,
        periodMilliseconds: 2,
        deadlineMicroseconds: 680,
      }),
    );
    t.equal(exhaustiveOptimum(diamond, set, options.marginPercent), undefined);
    for (const out of set)
      t.ok(
        exhaustiveOptimum(
          diamond,
          set.filter((each) => each !== out),
          options.marginPercent,
        ) !== undefined,
      );
    const problem = problemOf(diamond, set, options);
    const attempt = searched(problem, frameBounds);
    t.strictSame(await conflictsIn(problem, frameBounds, attempt), []);
    const [conflict] = await conflictsIn(problem, frameBounds, attempt, ask);
    t.strictSame(conflict?.messages.map(({ name }) => name).sort(), ['m1', 'm5', 'm9']);
    const timely = conflict?.deadlines.length ?? 0;
    t.strictSame(
      conflict?.messages.slice(0, timely).map(({ name }) => name),
      conflict?.deadlines.map(({ name }) => name),
      'those with deadlines first',
    );
    t.equal(conflict?.isMinimal, true);
    t.match(conflict?.text, /no choice of gaps, frames and shortest routes keeps each deadline/);
    t.strictSame(
      (await findingsOf(diamond, set)).map(({ code }) => code),
      ['AFDX-253'],
    );
    t.strictSame(
      (await findingsOf(diamond, set, ask)).map(({ code }) => code),
      ['AFDX-252'],
    );
    await solver.close();
  },
);

testCase(
  {
    id: 'TC-VLO-024-02',
    verifies: ['LLR-VLO-024'],
    kind: 'robustness',
    intent: 'words each kind of finding with reason and remedy, many names counted',
  },
  (t) => {
    const many = Array.from({ length: 10 }, (_, index) => message({ name: `m${index}` }));
    const finding = conflictFinding({ messages: many, deadlines: [], text: 'exceed everything', isMinimal: false });
    t.match(finding.message, /^the 10 messages "m0", .*"m7" and 2 others exceed everything$/);
    t.equal(finding.subjects?.length, 10);
    t.equal(finding.code, 'AFDX-251');
    t.match(finding.why, /may contain messages that are not needed/);
    const one = conflictFinding({ messages: many.slice(0, 1), deadlines: [], text: 'need too much', isMinimal: true });
    t.strictSame([one.code, one.message], ['AFDX-250', 'the message "m0" needs too much']);
    const problem: Problem = problemOf(
      chain,
      [
        message({ name: 'a', sizeBytes: 1400, periodMilliseconds: 1, criticality: 'D' }),
        message({ name: 'b', sizeBytes: 1400, periodMilliseconds: 1, criticality: 'D' }),
      ],
      { ...options, marginPercent: 0 },
    );
    // 2 · (1400 + 67 + 20) · 8 bit each 1 ms of 20 Mbit/s
    const none = noSolutionFinding(problem, searched(problem, frameBounds));
    t.equal(none.code, 'AFDX-253');
    t.match(none.why, /the nonCritical share of port E1>S1A is used to 118\.96 % of what is allowed; .*; and \d+ more$/);
    const miss = {
      kind: 'late',
      sources: 'sound',
      what: 'delay',
      virtualLink: 7,
      network: 'A',
      destination: 'E2',
      delayPicoseconds: 3_000_000n,
      limitPicoseconds: 2_000_000n,
    } as const;
    const words = (each: Miss): string => missText(each, new Map(), []);
    t.equal(words(miss), 'virtual link 7 to E2 on A: 3 µs of 2 µs');
    t.equal(
      words({ ...miss, sources: 'faulty', what: 'jitter' }),
      'virtual link 7 to E2 on A: jitter at its policers 3 µs of 2 µs when sources below DAL A send what policers admit',
    );
    const full = { kind: 'buffer', sources: 'sound', port: 'S1A>E1', backlogBits: 9, bufferBits: 8 } as const;
    t.equal(words(full), 'port S1A>E1 may hold 9 bit of 8');
    t.equal(words({ kind: 'circle', text: 'round' }), 'round');
    t.match(stayingFinding(words(miss), placeOf).message, /before any message is added: virtual link 7 to E2 on A/);
    t.match(
      stoppedWarning({ kind: 'stopped', choices: [], reservedBitsMin: 0n, queries: 3, cuts: 2, reason: 'late' }).message,
      /after 3 queries and 2 cuts: late/,
    );
    t.equal(cutNote(problem).severity, 'note');
    const findings = [finding, one, none, stayingFinding(words(miss), placeOf), cutNote(problem)];
    t.ok(findings.every(({ why, fix }) => why.length > 10 && fix.length > 10));
  },
);

testCase(
  {
    id: 'TC-VLO-024-01',
    verifies: ['LLR-VLO-024', 'LLR-VLO-022', 'HLR-VLO-008'],
    kind: 'normal',
    intent: 'tells overloads as conflicts of messages without deadlines',
  },
  async (t) => {
    const set = [0, 1, 2, 3].map((index) =>
      message({
        name: `m${index}`,
        source: `E${2 * index + 3}`,
        destinations: ['E1'],
        sizeBytes: 1000,
        periodMilliseconds: 1,
        deadlineMicroseconds: 5000,
      }),
    );
    const found = await findingsOf(chain, [...set, message({ name: 'else', source: 'E2', destinations: ['E4'] })]);
    t.strictSame(
      found.map(({ code, subjects }) => [code, subjects?.length]),
      [['AFDX-251', 4]],
    );
    t.match(found[0]?.message, /^the 4 messages "m0", "m1", "m2" and "m3" need at least 41\.64 % of the rate/);
    t.equal(found[0]?.why, 'without any one of these messages the others can be carried.');
    t.match(found[0]?.fix, /shorten or drop one of these messages/);
  },
);
