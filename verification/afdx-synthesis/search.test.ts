import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { canonicalJson, type Json } from '../../src/kernel/canonical-json.js';
import { structuralFindingsOf } from '../../src/twin/afdx/check-network.js';
import { loadsOf } from '../../src/twin/afdx/loads.js';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { type Choice, linksOf, networkWith } from '../../src/twin/afdx/synthesis/assemble.js';
import { chosenCarriersOf } from '../../src/twin/afdx/synthesis/choose-carriers.js';
import { leastWeightOf, plansOf } from '../../src/twin/afdx/synthesis/class-plans.js';
import { isSolution } from '../../src/twin/afdx/synthesis/found.js';
import { frameBounds, judgementOf } from '../../src/twin/afdx/synthesis/judge.js';
import { Ledger, limitUsesOf } from '../../src/twin/afdx/synthesis/ledger.js';
import { highestLoadMinOf, reservedBitsMinOf } from '../../src/twin/afdx/synthesis/lower-bounds.js';
import type { Message } from '../../src/twin/afdx/synthesis/message.js';
import { highestLoadOf, reservedBitsOf } from '../../src/twin/afdx/synthesis/outcome.js';
import { type Problem, problemOf } from '../../src/twin/afdx/synthesis/problem.js';
import { searched } from '../../src/twin/afdx/synthesis/search.js';
import { synthesisJson, synthesisText } from '../../src/twin/afdx/synthesis/summary.js';
import { type Synthesis, synthesised } from '../../src/twin/afdx/synthesis/synthesise.js';
import { checkTiming } from '../../src/twin/afdx/timing-rules/check-timing.js';
import { transmissionJittersOf } from '../../src/twin/afdx/transmission-jitter.js';
import { testCase } from '../support/test-case.js';
import { emptyNetwork, message, messageSet, options } from './message-sets.js';

// @reads config-items/afdx/network.json

const placeOf = () => ({ path: 'n.json', line: 1, column: 1 });
const aircraft = JSON.parse(readFileSync('config-items/afdx/network.json', 'utf8')) as AfdxNetwork;
const bare: AfdxNetwork = { ...aircraft, virtualLinks: [] };
/** The messages of the aircraft, as its network carries them today. */
const aircraftMessages: readonly Message[] = aircraft.virtualLinks.flatMap((link) =>
  link.subVirtualLinks.map((queue) =>
    message({
      name: `${link.id} ${queue.name}`,
      purpose: link.purpose,
      sizeBytes: queue.payloadBytes,
      periodMilliseconds: queue.periodMilliseconds,
      deadlineMicroseconds: link.deadlineMicroseconds,
      criticality: link.criticality,
      source: link.source,
      destinations: link.destinations,
      redundancyLevel: link.redundancyLevel as 1 | 2,
      advisoryReason: link.advisoryUse?.reason,
    }),
  ),
);
const star = emptyNetwork({
  switches: 5,
  cables: [
    [1, 2],
    [1, 3],
    [1, 4],
    [1, 5],
    [2, 3],
    [2, 4],
    [2, 5],
  ],
  endSystems: 30,
});
const synthesise = (network: AfdxNetwork, messages: readonly Message[], given = options) =>
  synthesised({ network, placeOf, messages, options: given, bounds: frameBounds });
/** Nothing that the checkers of a network say, and each message carried as it asks for. */
function faultsOf(network: AfdxNetwork, messages: readonly Message[], added: readonly number[]): readonly string[] {
  const links = network.virtualLinks.filter(({ id }) => added.includes(id));
  const carried = messages.filter((each) => {
    const name = (text: string): string => text.replace(/ \(in \d+ parts\)$/, '');
    const own = links.filter(({ subVirtualLinks }) => subVirtualLinks.some((queue) => name(queue.name) === each.name));
    const [link] = own;
    if (own.length !== 1 || link === undefined) return false;
    const queue = link.subVirtualLinks.find((some) => name(some.name) === each.name);
    const gap = link.bandwidthAllocationGapMilliseconds;
    const parts = queue === undefined || queue.name === each.name ? 1 : each.periodMilliseconds / gap;
    return (
      link.source === each.source &&
      [...link.destinations].sort().join() === [...each.destinations].sort().join() &&
      link.criticality === each.criticality &&
      each.periodMilliseconds % gap === 0 &&
      (queue?.payloadBytes ?? 0) * parts >= each.sizeBytes &&
      link.maximumFrameBytes >= (queue?.payloadBytes ?? 0) + 67 &&
      link.deadlineMicroseconds <= each.deadlineMicroseconds
    );
  });
  return [
    ...structuralFindingsOf(network, placeOf).map(({ code, message: said }) => `${code} ${said}`),
    ...checkTiming(network, 'frame', placeOf).diagnostics.map(({ code, message: said }) => `${code} ${said}`),
    ...messages.filter((each) => !carried.includes(each)).map(({ name }) => `${name} is not carried as asked`),
  ];
}
const addedTo = (synthesis: Synthesis): readonly number[] => synthesis.made.map(({ virtualLink }) => virtualLink.id);

testCase(
  {
    id: 'TC-VLO-015-01',
    verifies: ['LLR-VLO-015', 'HLR-VLO-005', 'HLR-VLO-002', 'HLR-VLO-003', 'HLR-VLO-004', 'HLR-VLO-006'],
    kind: 'normal',
    intent: 'plans the 224 messages of the aircraft within 1.5 % of the least bandwidth, with each rule and bound kept',
  },
  async (t) => {
    const { value, diagnostics } = await synthesise(bare, aircraftMessages);
    t.strictSame(diagnostics, []);
    if (value === undefined) {
      t.fail('a network is expected');
      return;
    }
    t.strictSame(faultsOf(value.network, aircraftMessages, addedTo(value)), []);
    t.ok(value.reservedBits * 1000n <= value.reservedBitsMin * 1015n);
    t.strictSame(value.highestLoad, value.highestLoadMin);
    // not more bandwidth than the configuration that people made
    const present = aircraft.virtualLinks.reduce(
      (sum, link) => sum + (link.maximumFrameBytes * 1024) / link.bandwidthAllocationGapMilliseconds,
      0,
    );
    t.ok(value.reservedBits <= BigInt(present));
    const ranks = new Set(
      (synthesisJson(value) as { virtualLinks: { priority: string; priorityRank: number }[] }).virtualLinks.map(
        (each) => `${each.priority}${each.priorityRank}`,
      ),
    );
    t.strictSame([...ranks].sort(), ['high3', 'high4', 'low0', 'low1', 'low2']);
  },
);

testCase(
  {
    id: 'TC-VLO-015-02',
    verifies: ['LLR-VLO-015', 'HLR-VLO-005', 'HLR-VLO-006', 'HLR-VLO-004'],
    kind: 'robustness',
    intent: 'returns only networks that the checkers accept, and lower bounds that hold, for generated sets of all tightness',
  },
  async (t) => {
    let solved = 0;
    for (let seed = 1; seed <= 40; seed += 1) {
      const tight = messageSet(star, {
        count: 30,
        seed,
        sizeBytesMax: 400 + 20 * seed,
        periods: [4, 5, 8, 16, 20, 32],
        destinationsMax: 3,
      });
      const set = tight.map((each, index) => ({ ...each, deadlineMicroseconds: 500 + ((seed * 131 + index * 977) % (60 * seed)) }));
      const problem = problemOf(star, set, options);
      const found = searched(problem, frameBounds);
      if (!isSolution(found)) continue;
      solved += 1;
      const network = networkWith(star, linksOf(problem, found.choices));
      const real = faultsOf(
        network,
        set,
        network.virtualLinks.map(({ id }) => id),
      ).filter((fault) => !fault.startsWith('AFDX-172'));
      t.strictSame(real, [], `seed ${seed}`);
      t.ok(reservedBitsMinOf(problem) <= reservedBitsOf(found.choices));
      const { load } = highestLoadOf(problem, found.choices);
      const least = highestLoadMinOf(problem);
      t.ok(least.numerator * load.denominator <= load.numerator * least.denominator);
    }
    t.ok(solved >= 15, `${solved} sets were planned`);
    // a ring in which shortest routes wait for each other, until the up-down rule and a detour part them
    const ring = emptyNetwork({
      switches: 5,
      cables: [
        [1, 2],
        [2, 3],
        [3, 4],
        [4, 5],
        [1, 5],
      ],
      endSystems: 5,
    });
    const turn = [1, 2, 3, 4, 5].map((index) =>
      message({ name: `m${index}`, source: `E${index}`, destinations: [`E${((index + 1) % 5) + 1}`] }),
    );
    t.notOk(isSolution(searched(problemOf(ring, turn, options), frameBounds)));
    t.ok(isSolution(searched(problemOf(ring, turn, { ...options, detourSwitchesMax: 1 }), frameBounds)));
  },
);

testCase(
  {
    id: 'TC-VLO-023-01',
    verifies: ['LLR-VLO-023', 'LLR-VLO-010', 'HLR-VLO-005'],
    kind: 'normal',
    intent: 'adds virtual links to those that stay, with free identifiers and the windows that bounds give',
  },
  async (t) => {
    const set = [
      message({ name: 'twin', source: 'FCC-1', destinations: ['FCC-2'], sizeBytes: 60, criticality: 'A' }),
      message({ name: 'twin too', source: 'FCC-1', destinations: ['FCC-2'], sizeBytes: 60, criticality: 'A', redundancyLevel: 1 }),
      message({ name: aircraft.virtualLinks[0]?.name ?? '', source: 'FCC-2', destinations: ['FCC-1'], sizeBytes: 60 }),
    ];
    const { value, diagnostics } = await synthesise(aircraft, set, { ...options, marginPercent: 0 });
    t.strictSame(diagnostics, []);
    if (value === undefined) {
      t.fail('a network is expected');
      return;
    }
    t.strictSame(addedTo(value), [1, 2, 3]);
    t.strictSame(
      value.network.virtualLinks.filter(({ id }) => id > 3),
      aircraft.virtualLinks,
    );
    t.strictSame(faultsOf(value.network, set.slice(0, 2), [1, 2, 3]), []);
    const [first, second, third] = value.network.virtualLinks;
    t.match(third?.name, / \(2\)$/, 'the name of one that stays is not used twice');
    t.equal(second?.skewMaximumMicroseconds, 0);
    // without a margin SkewMax is the least that the rules AFDX-172 and, with lower sources faulty, AFDX-179 accept
    const shorter = (by: number): AfdxNetwork => ({
      ...value.network,
      virtualLinks: value.network.virtualLinks.map((link) =>
        link.id === 1 ? { ...link, skewMaximumMicroseconds: link.skewMaximumMicroseconds - by } : link,
      ),
    });
    t.strictSame(
      checkTiming(shorter(1), 'frame', placeOf)
        .diagnostics.map(({ code }) => code)
        .filter((code) => code !== 'AFDX-172' && code !== 'AFDX-179'),
      [],
    );
    t.ok(checkTiming(shorter(1), 'frame', placeOf).diagnostics.length > 0);
    t.ok((first?.skewMaximumMicroseconds ?? 0) > 0);
    const grown = (await synthesise(aircraft, set)).value?.network.virtualLinks[0]?.skewMaximumMicroseconds ?? 0;
    t.ok(grown >= 1.15 * (first?.skewMaximumMicroseconds ?? 0), 'room for what is added later');
  },
);

testCase(
  {
    id: 'TC-VLO-023-02',
    verifies: ['LLR-VLO-023', 'HLR-VLO-005'],
    kind: 'robustness',
    intent: 'refuses a topology or messages that break rules, and a network that misses its bounds already',
  },
  async (t) => {
    const codesOf = async (network: AfdxNetwork, set: readonly Message[]): Promise<readonly string[]> => {
      const { value, diagnostics } = await synthesise(network, set);
      t.equal(value, undefined);
      return [...new Set(diagnostics.map(({ code }) => code))];
    };
    const ok = message({ name: 'm', source: 'FCC-1', destinations: ['FCC-2'] });
    t.strictSame(await codesOf({ ...bare, links: bare.links.filter(({ ends }) => ends.every(({ node }) => node !== 'FCC-1')) }, [ok]), [
      'AFDX-112',
    ]);
    t.strictSame(await codesOf(bare, [{ ...ok, source: 'nobody' }]), ['AFDX-246']);
    const late = {
      ...aircraft,
      virtualLinks: aircraft.virtualLinks.map((link, index) => (index === 0 ? { ...link, deadlineMicroseconds: 250 } : link)),
    };
    t.strictSame(await codesOf(late, [ok]), ['AFDX-249']);
    const skewed = {
      ...aircraft,
      virtualLinks: aircraft.virtualLinks.map((link, index) => (index === 0 ? { ...link, skewMaximumMicroseconds: 1 } : link)),
    };
    t.strictSame(await codesOf(skewed, [ok]), ['AFDX-249']);
    const nothing = await synthesise(bare, []);
    t.strictSame([nothing.diagnostics.length, nothing.value?.made.length, nothing.value?.isOptimal], [0, 0, true]);
  },
);

testCase(
  {
    id: 'TC-VLO-010-02',
    verifies: ['LLR-VLO-010', 'LLR-VLO-011'],
    kind: 'robustness',
    intent: 'keeps deadlines and windows of virtual links that stay, with the jitter allowance, when new ones would break them',
  },
  async (t) => {
    // one that stays has 1 µs to spare beside a new message in its queue
    const alone = (await synthesise(star, [message({ name: 'old', source: 'E1', destinations: ['E2'], sizeBytes: 60 })])).value;
    if (alone === undefined) {
      t.fail('a network is expected');
      return;
    }
    const bound = Math.max(...alone.ends.map(({ delayPicoseconds }) => Number(delayPicoseconds)));
    const stays = (deadlineMicroseconds: number, allowance = 0): AfdxNetwork => ({
      ...alone.network,
      ...(allowance > 0 ? { jitterAllowanceMicroseconds: allowance } : {}),
      virtualLinks: alone.network.virtualLinks.map((link) => ({ ...link, deadlineMicroseconds, skewMaximumMicroseconds: 5000 })),
    });
    const exactly = Math.ceil(bound / 1_000_000);
    t.strictSame(judgementOf(stays(exactly), [], frameBounds).misses, []);
    t.ok(judgementOf(stays(exactly - 1), [], frameBounds).misses.every(({ kind }) => kind === 'late'));
    t.strictSame(judgementOf(stays(exactly + 500, 500), [], frameBounds).misses, []);
    t.equal(judgementOf(stays(exactly + 499, 500), [], frameBounds).misses.length, 2);
    const crowd = [message({ name: 'new', source: 'E1', destinations: ['E2'], sizeBytes: 1000 })];
    t.equal((await synthesise(stays(exactly), crowd)).value, undefined);
    t.ok((await synthesise(stays(exactly + 1000), crowd)).value !== undefined);
    // the same by SkewMax: 1 µs more than the skew alone
    const skew = alone.network.virtualLinks[0]?.skewMaximumMicroseconds ?? 0;
    const narrow = {
      ...alone.network,
      virtualLinks: alone.network.virtualLinks.map((link) => ({ ...link, skewMaximumMicroseconds: skew })),
    };
    t.strictSame(judgementOf(narrow, [], frameBounds).misses, []);
    t.equal((await synthesise(narrow, crowd)).value, undefined);
    // memory: room for what may wait alone, not for more
    const small = (bytes: number): AfdxNetwork => ({
      ...star,
      switches: star.switches.map((each) => ({ ...each, outputBufferBytesPerPort: bytes })),
    });
    const one = [message({ name: 'a', source: 'E1', destinations: ['E2'], sizeBytes: 500 })];
    const two = [...one, message({ name: 'b', source: 'E6', destinations: ['E2'], sizeBytes: 500 })];
    t.ok((await synthesise(small(1500), one)).value !== undefined);
    t.equal((await synthesise(small(1500), two)).value, undefined);
    t.strictSame(
      [
        ...new Set(
          judgementOf(
            small(1500),
            linksOf(problemOf(star, two, options), searched(problemOf(star, two, options), frameBounds).choices),
            frameBounds,
          ).misses.map(({ kind }) => kind),
        ),
      ],
      ['buffer'],
    );
  },
);

testCase(
  {
    id: 'TC-VLO-010-01',
    verifies: ['LLR-VLO-010', 'LLR-VLO-011', 'HLR-VLO-002'],
    kind: 'normal',
    intent: 'makes complete virtual links of choices, with parts, shared queues and advisory use',
  },
  async (t) => {
    const levels: AfdxNetwork = {
      ...star,
      endSystems: star.endSystems.map((each, at) => ({ ...each, criticality: at === 1 ? 'B' : at === 0 ? 'C' : 'E' })),
    };
    const set = [
      message({
        name: 'map',
        source: 'E1',
        destinations: ['E2', 'E3'],
        criticality: 'C',
        sizeBytes: 4000,
        periodMilliseconds: 32,
        deadlineMicroseconds: 50_000,
        advisoryReason: 'for display',
      }),
      message({ name: 'x', source: 'E3', destinations: ['E4'], criticality: 'E', periodMilliseconds: 20, deadlineMicroseconds: 20_000 }),
      message({ name: 'y', source: 'E3', destinations: ['E4'], criticality: 'E', periodMilliseconds: 20, deadlineMicroseconds: 18_000 }),
    ];
    const { value } = await synthesise(levels, set);
    t.match(value?.network.virtualLinks, [
      {
        name: 'map',
        priority: 'low',
        bandwidthAllocationGapMilliseconds: 8,
        // four parts of 1000 byte with 67 byte and 20 %
        maximumFrameBytes: 1281,
        deadlineMicroseconds: 26_000,
        advisoryUse: { destinations: ['E2'], reason: 'for display' },
        subVirtualLinks: [{ name: 'map (in 4 parts)', payloadBytes: 1000, maximumFrameBytes: 1067, periodMilliseconds: 8 }],
      },
      {
        name: 'x + y',
        bandwidthAllocationGapMilliseconds: 4,
        maximumFrameBytes: 167,
        deadlineMicroseconds: 14_000,
        subVirtualLinks: [
          { name: 'x', payloadBytes: 100, periodMilliseconds: 20 },
          { name: 'y', payloadBytes: 100, periodMilliseconds: 20 },
        ],
      },
    ]);
    t.strictSame(judgementOf(levels, value?.made ?? [], frameBounds).misses, []);
    const { bounds } = judgementOf(levels, value?.made ?? [], frameBounds);
    t.equal(bounds?.ends.length, 2 * 3);
  },
);

const generated = fc.record({ seed: fc.integer({ min: 1, max: 5000 }), count: fc.integer({ min: 1, max: 40 }) });
const setOf = ({ seed, count }: { readonly seed: number; readonly count: number }): readonly Message[] =>
  messageSet(star, { count, seed, sizeBytesMax: 900, periods: [4, 5, 8, 10, 16, 20], destinationsMax: 3 });

testCase(
  {
    id: 'TC-VLO-009-01',
    verifies: ['LLR-VLO-009', 'LLR-VLO-016'],
    kind: 'normal',
    intent: 'counts as the structural rules do: port loads, shares, jitter and numbers',
  },
  (t) => {
    const agrees = fc.property(generated, (given) => {
      const problem = problemOf(star, setOf(given), options);
      const { choices } = searched(problem, frameBounds, 1);
      const ledger = new Ledger(problem);
      for (const choice of choices) ledger.add(choice);
      const network = networkWith(star, linksOf(problem, choices));
      const codes = new Set(structuralFindingsOf(network, placeOf).map(({ code }) => code));
      const kinds = new Set(ledger.exceeded().map(({ limit }) => limit.kind));
      const loads = loadsOf(network);
      const sameLoads = loads.every((each) => {
        const port = problem.ports.findIndex(({ key }) => key === `${each.node}>${each.toward}`);
        const groups = ['safetyCritical', 'missionCritical', 'nonCritical'] as const;
        return groups.every((group) => BigInt(ledger.portBits(port, group)) === each.wireBitsPerWindow[group]);
      });
      const sameJitter = transmissionJittersOf(network).every(
        ({ endSystem, network: name, computedNanoseconds }) =>
          computedNanoseconds === 40_000n + BigInt(ledger.burstBits(ledger.senderOf(endSystem, name))) * 10n,
      );
      const { load } = highestLoadOf(problem, choices);
      const highest = Math.max(...loads.map(({ loadPartsPerMillion }) => loadPartsPerMillion));
      return (
        sameLoads &&
        sameJitter &&
        codes.has('AFDX-141') === kinds.has('burst') &&
        (codes.has('AFDX-143') || codes.has('AFDX-142')) === (kinds.has('share') || kinds.has('port')) &&
        Number((load.numerator * 1_000_000n + load.denominator - 1n) / load.denominator) === highest
      );
    });
    fc.assert(agrees, { numRuns: 80 });
    t.ok(limitUsesOf(problemOf(star, [], options), new Ledger(problemOf(star, [], options))).length > 0);
  },
);

testCase(
  {
    id: 'TC-VLO-009-02',
    verifies: ['LLR-VLO-009', 'LLR-VLO-016'],
    kind: 'robustness',
    intent: 'takes back what was added, counts what stays, and names each limit that is exceeded',
  },
  (t) => {
    const back = fc.property(generated, (given) => {
      const problem = problemOf(star, setOf(given), options);
      const { choices } = searched(problem, frameBounds, 1);
      const ledger = new Ledger(problem);
      const before = JSON.stringify(limitUsesOf(problem, ledger));
      for (const choice of choices) ledger.add(choice);
      for (const choice of [...choices].reverse()) ledger.add(choice, -1);
      return JSON.stringify(limitUsesOf(problem, ledger)) === before;
    });
    fc.assert(back, { numRuns: 30 });
    const problem = problemOf(aircraft, [], options);
    const highest = highestLoadOf(problem, []);
    t.equal(
      (Number(highest.load.numerator * 100n) / Number(highest.load.denominator)).toFixed(2),
      '5.48',
      'as the page of the network says',
    );
    t.equal(highest.port, 'SW1A>ADV-PRI');
    t.equal(reservedBitsOf([]), 0n);
    const full = problemOf(star, [message({ name: 'a', sizeBytes: 1400, periodMilliseconds: 1, criticality: 'D' })], {
      ...options,
      marginPercent: 0,
    });
    const [own] = full.classes;
    const [carrier] = own?.carriers ?? [];
    if (own === undefined || carrier === undefined) {
      t.fail('a carrier is expected');
      return;
    }
    const ledger = new Ledger(full);
    for (let count = 0; count < 4; count += 1) ledger.add({ class: own, carrier, trees: { A: 0, B: 0 } });
    const kinds = ledger.exceeded().map(({ limit }) => limit.kind);
    t.ok(kinds.includes('share') && kinds.includes('burst') && !kinds.includes('count') && !kinds.includes('port'));
  },
);

testCase(
  {
    id: 'TC-VLO-012-01',
    verifies: ['LLR-VLO-012', 'LLR-VLO-013'],
    kind: 'normal',
    intent: 'finds for small classes the least bandwidth of all partitions, and keeps the jitter where plans allow it',
  },
  (t) => {
    const best = fc.property(
      fc.array(fc.record({ sizeBytes: fc.integer({ min: 1, max: 1400 }), periodMilliseconds: fc.constantFrom(5, 8, 10, 20, 50) }), {
        minLength: 1,
        maxLength: 5,
      }),
      (figures) => {
        const set = figures.map((each, index) => message({ name: `m${index}`, ...each, deadlineMicroseconds: 100_000 }));
        const [own] = problemOf(star, set, options).classes;
        if (own === undefined) return false;
        const least = leastByTrial(
          own.carriers.map(({ messages, reservedBits }) => ({ messages, weight: reservedBits })),
          set.length,
        );
        const [plan] = plansOf(own, () => true);
        return plan?.reservedBits === least && leastWeightOf(own, ({ reservedBits }) => BigInt(reservedBits)) === BigInt(least);
      },
    );
    fc.assert(best, { numRuns: 100 });
    // 967 byte with 20 % are 1161: five such frames come to 5 · 1181 · 8 = 47 240 bit of 46 000; one of 967 byte at half the gap is enough
    const set = [1, 2, 3, 4, 5].map((index) =>
      message({ name: `m${index}`, source: 'E1', destinations: [`E${index + 1}`], sizeBytes: 900 }),
    );
    const gapsOf = (some: readonly Message[]): readonly number[] =>
      chosenCarriersOf(problemOf(star, some, options), () => true)
        .map(({ carrier }) => carrier.gapMilliseconds)
        .sort((x, y) => x - y);
    t.strictSame(gapsOf(set), [16, 32, 32, 32, 32]);
    t.strictSame(gapsOf(set.slice(1)), [32, 32, 32, 32]);
  },
);

testCase(
  {
    id: 'TC-VLO-012-02',
    verifies: ['LLR-VLO-012'],
    kind: 'robustness',
    intent: 'carries each message once whatever is forbidden, and leaves out only what has no carrier',
  },
  (t) => {
    const once = fc.property(generated, fc.integer({ min: 1, max: 7 }), (given, modulus) => {
      const problem = problemOf(star, setOf(given), options);
      const isAllowed = ({ frameBytes }: { readonly frameBytes: number }): boolean => frameBytes % modulus !== 0;
      const carried = chosenCarriersOf(problem, isAllowed).flatMap(({ carrier }) => carrier.messages);
      const complete = problem.classes.filter((own) => plansOf(own, isAllowed).length > 0).flatMap(({ messages }) => messages);
      return new Set(carried).size === carried.length && [...carried].sort().join() === [...complete].sort().join();
    });
    fc.assert(once, { numRuns: 80 });
    t.strictSame(
      chosenCarriersOf(problemOf(star, [message({ name: 'm' })], options), () => false),
      [],
    );
    // a class of 300 messages is planned by neighbours
    const many = Array.from({ length: 300 }, (_, index) =>
      message({ name: `m${index}`, sizeBytes: 1 + (index % 7), periodMilliseconds: 100 }),
    );
    const chosen = chosenCarriersOf(problemOf(star, many, options), () => true);
    t.equal(chosen.flatMap(({ carrier }) => carrier.messages).length, 300);
    t.ok(chosen.length <= 128);
  },
);

testCase(
  {
    id: 'TC-VLO-013-02',
    verifies: ['LLR-VLO-013', 'HLR-VLO-006'],
    kind: 'robustness',
    intent: 'has lower bounds that no choice of a tiny set is below, classes that are cut and jitter included',
  },
  (t) => {
    const holds = fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 100, max: 1400 }), (seed, sizeBytesMax) => {
      const set = messageSet(star, { count: 4, seed, sizeBytesMax, periods: [5, 8, 20], destinationsMax: 2 }).map((each) => ({
        ...each,
        source: 'E7',
        destinations: each.destinations
          .filter((id) => id !== 'E7')
          .concat(['E9'])
          .slice(0, 1),
      }));
      const problem = problemOf(star, set, options);
      const least = reservedBitsMinOf(problem);
      const load = highestLoadMinOf(problem);
      const limits = problem.senders.find(({ endSystem }) => endSystem === 'E7');
      return everyPlan(problem).every((choices) => {
        const burst = choices.reduce((sum, { carrier }) => sum + carrier.burstBits, 0);
        if (burst > (limits?.burstBitsMax ?? 0)) return true;
        const highest = highestLoadOf(problem, choices).load;
        return reservedBitsOf(choices) >= least && highest.numerator * load.denominator >= load.numerator * highest.denominator;
      });
    });
    fc.assert(holds, { numRuns: 60 });
    const many = Array.from({ length: 40 }, (_, index) =>
      message({ name: `m${index}`, sizeBytes: 1 + 17 * (index % 20), periodMilliseconds: 100 }),
    );
    const problem = problemOf(star, many, options);
    t.ok(problem.classes[0]?.cut);
    const found = searched(problem, frameBounds);
    t.ok(reservedBitsMinOf(problem) > 0n && reservedBitsMinOf(problem) <= reservedBitsOf(found.choices));
    t.equal(reservedBitsMinOf(problemOf(star, [], options)), 0n);
  },
);

testCase(
  {
    id: 'TC-VLO-025-01',
    verifies: ['LLR-VLO-025', 'HLR-VLO-006', 'HLR-VLO-009'],
    kind: 'normal',
    intent: 'reports bandwidth, load, bounds and gap by hand calculation, the same bytes at each run',
  },
  async (t) => {
    const set = [
      message({ name: 'one', sizeBytes: 48, periodMilliseconds: 16 }),
      message({ name: 'two', source: 'E3', destinations: ['E4'], sizeBytes: 48, periodMilliseconds: 16 }),
    ];
    const { value } = await synthesise(star, set);
    if (value === undefined) {
      t.fail('a network is expected');
      return;
    }
    const json = synthesisJson(value) as Record<string, Json>;
    // 138 · 8 bit each 16 ms, twice; on the wire (138 + 20) · 8 / 16 ms of 100 Mbit/s
    t.match(json, { messages: 2, reservedBitsPerSecond: 138_000n, reservedBitsPerSecondLowerBound: 138_000n, isProvenOptimal: true });
    t.match(json, { highestPortLoadPartsPerMillion: 790n, highestPortLoadPartsPerMillionLowerBound: 790n });
    const text = synthesisText(value);
    t.match(text, /reserved, Mbit\/s +0\.138000 +0\.138000 +0\.00 %/);
    t.match(text, /highest port load, % +0\.0790 +0\.0790 +0\.00 %/);
    t.ok(text.split('\n').every((line) => line.length <= 100));
    const whole = async (): Promise<string> => {
      const { value: again } = await synthesise(bare, aircraftMessages);
      return again === undefined
        ? ''
        : canonicalJson({ network: again.network, report: synthesisJson(again), text: synthesisText(again) } as unknown as Json);
    };
    const first = await whole();
    t.ok(first.length > 50_000);
    t.equal(await whole(), first);
  },
);

testCase(
  {
    id: 'TC-VLO-025-02',
    verifies: ['LLR-VLO-025', 'HLR-VLO-009'],
    kind: 'robustness',
    intent: 'reports an empty set, long names and bounds that round, without a false figure',
  },
  async (t) => {
    const empty = (await synthesise(star, [])).value;
    t.match(empty === undefined ? '' : synthesisText(empty), /0 messages in 0 virtual links/);
    const set = [message({ name: `${'long '.repeat(39)}name`, sizeBytes: 49, periodMilliseconds: 128 })];
    const { value } = await synthesise(star, set);
    if (value === undefined) {
      t.fail('a network is expected');
      return;
    }
    t.ok(
      synthesisText(value)
        .split('\n')
        .every((line) => line.length <= 100),
    );
    // 140 · 8 / 128 ms = 8750 bit/s; 116 byte need 139.2
    t.match(synthesisJson(value) as Record<string, Json>, { reservedBitsPerSecond: 8750n, reservedBitsPerSecondLowerBound: 8750n });
    const shuffled = [...aircraftMessages].slice(0, 60).reverse();
    const one = (await synthesise(bare, shuffled)).value;
    const other = (
      await synthesise(
        bare,
        shuffled.map((each) => ({ ...each })),
      )
    ).value;
    t.equal(one?.reservedBits, other?.reservedBits);
    t.strictSame(one?.network, other?.network);
  },
);

/** The least sum of weights of carriers that carry each message once, by trying all. */
function leastByTrial(carriers: readonly { readonly messages: readonly number[]; readonly weight: number }[], count: number): number {
  const least = (left: readonly number[]): number => {
    const [first] = left;
    if (first === undefined) return 0;
    return Math.min(
      Number.POSITIVE_INFINITY,
      ...carriers
        .filter(({ messages }) => messages.includes(first) && messages.every((each) => left.includes(each)))
        .map(({ messages, weight }) => weight + least(left.filter((each) => !messages.includes(each)))),
    );
  };
  return least(Array.from({ length: count }, (_, index) => index));
}

/** Every way to carry the messages, on the first tree of each network. */
function everyPlan(problem: Problem): readonly (readonly Choice[])[] {
  const extend = (left: readonly number[]): readonly (readonly Choice[])[] => {
    const [first] = left;
    if (first === undefined) return [[]];
    return problem.classes.flatMap((own) =>
      own.carriers
        .filter(({ messages }) => messages.includes(first) && messages.every((each) => left.includes(each)))
        .flatMap((carrier) =>
          extend(left.filter((each) => !carrier.messages.includes(each))).map((rest) => [
            { class: own, carrier, trees: own.redundancyLevel === 2 ? { A: 0, B: 0 } : { A: 0 } },
            ...rest,
          ]),
        ),
    );
  };
  return extend(problem.messages.map((_, index) => index));
}
