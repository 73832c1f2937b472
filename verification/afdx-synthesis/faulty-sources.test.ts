import { structuralFindingsOf } from '../../src/twin/afdx/check-network.js';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { linksOf } from '../../src/twin/afdx/synthesis/assemble.js';
import { cutsOf } from '../../src/twin/afdx/synthesis/cuts.js';
import { frameBounds, judgementOf } from '../../src/twin/afdx/synthesis/judge.js';
import type { Message } from '../../src/twin/afdx/synthesis/message.js';
import { problemOf } from '../../src/twin/afdx/synthesis/problem.js';
import { searched } from '../../src/twin/afdx/synthesis/search.js';
import { synthesised } from '../../src/twin/afdx/synthesis/synthesise.js';
import { checkTiming } from '../../src/twin/afdx/timing-rules/check-timing.js';
import { testCase } from '../support/test-case.js';
import { emptyNetwork, message, options } from './message-sets.js';

const placeOf = () => ({ path: 'n.json', line: 1, column: 1 });
/** One switch on each network; E1 and E2 of DAL A, the others of DAL B, which use the same queue. */
const plain = emptyNetwork({ switches: 1, cables: [], endSystems: 6, criticality: 'B' });
const mixed: AfdxNetwork = {
  ...plain,
  endSystems: plain.endSystems.map((each, at) => (at < 2 ? { ...each, criticality: 'A' } : each)),
};
/** No margin and a period that a gap of 1 ms alone divides: each message has one way to be carried. */
const exactly = { ...options, marginPercent: 0 };
const lower = [3, 4, 5].map((index) =>
  message({
    name: `low ${index}`,
    source: `E${index}`,
    destinations: ['E2'],
    criticality: 'B',
    sizeBytes: 300,
    periodMilliseconds: 5,
    advisoryReason: 'display alone',
  }),
);
const high = (deadlineMicroseconds: number): Message =>
  message({ name: 'high', source: 'E1', destinations: ['E2'], sizeBytes: 100, periodMilliseconds: 5, deadlineMicroseconds });
const synthesise = (network: AfdxNetwork, messages: readonly Message[]) =>
  synthesised({ network, placeOf, messages, options: exactly, bounds: frameBounds });
const codesOf = (network: AfdxNetwork): readonly string[] => [
  ...new Set([...structuralFindingsOf(network, placeOf), ...checkTiming(network, 'frame', placeOf).diagnostics].map(({ code }) => code)),
];
/** The same network with other figures of one virtual link. */
const withLink = (network: AfdxNetwork, name: string, change: Partial<AfdxNetwork['virtualLinks'][number]>): AfdxNetwork => ({
  ...network,
  virtualLinks: network.virtualLinks.map((link) => (link.name === name ? { ...link, ...change } : link)),
});
/** The least whole number from 1 on that is accepted, when all above it are. */
function leastAccepted(most: number, isAccepted: (value: number) => boolean): number {
  let [refused, accepted] = [0, most];
  while (accepted - refused > 1) {
    const middle = (refused + accepted) >> 1;
    if (isAccepted(middle)) accepted = middle;
    else refused = middle;
  }
  return accepted;
}

testCase(
  {
    id: 'TC-VLO-011-03',
    verifies: ['LLR-VLO-011', 'LLR-VLO-010', 'LLR-VLO-017', 'HLR-VLO-005'],
    kind: 'normal',
    intent: 'keeps DAL A in time while lower sources send whatever policers admit, to the microsecond that the checker accepts',
  },
  async (t) => {
    const loose = (await synthesise(mixed, [high(5000), ...lower])).value?.network;
    if (loose === undefined) {
      t.fail('a network is expected');
      return;
    }
    t.strictSame(codesOf(loose), []);
    const deadline = leastAccepted(5000, (deadlineMicroseconds) => codesOf(withLink(loose, 'high', { deadlineMicroseconds })).length === 0);
    t.strictSame(codesOf(withLink(loose, 'high', { deadlineMicroseconds: deadline - 1 })), ['AFDX-179']);
    t.ok((await synthesise(mixed, [high(deadline), ...lower])).value !== undefined);
    const refused = await synthesise(mixed, [high(deadline - 1), ...lower]);
    t.strictSame(
      refused.diagnostics.map(({ code }) => code),
      ['AFDX-253'],
    );
    t.match(refused.diagnostics[0]?.why, /"high" to E2 on [AB]: [0-9.]+ µs of \d+ µs when sources below DAL A send what policers admit/);
    // with sound sources it is in time, and the cut names the lower ones without larger frames of theirs
    const problem = problemOf(mixed, [high(deadline - 1), ...lower], exactly);
    const { choices, judgement } = searched(problem, frameBounds);
    t.strictSame(judgementOf(mixed, linksOf(problem, choices), frameBounds, 'sound').misses, []);
    t.strictSame([...new Set(judgement.misses.map((miss) => ('sources' in miss ? miss.sources : miss.kind)))], ['faulty']);
    const cuts = cutsOf(problem, choices, judgement, frameBounds);
    t.ok(cuts.length > 0 && cuts.every(({ isExact, members }) => isExact && members.some(({ late }) => late) && members.length > 1));
    // SkewMax holds in that case too, and is the least that does
    const skew = loose.virtualLinks.find(({ name }) => name === 'high')?.skewMaximumMicroseconds ?? 0;
    t.strictSame(codesOf(withLink(loose, 'high', { skewMaximumMicroseconds: skew - 1 })), ['AFDX-179']);
    // sources of DAL A are trusted with what they send of lower levels
    const trusted = { ...mixed, endSystems: mixed.endSystems.map((each) => ({ ...each, criticality: 'A' as const })) };
    t.ok((await synthesise(trusted, [high(deadline - 1), ...lower])).value !== undefined);
  },
);

testCase(
  {
    id: 'TC-VLO-011-04',
    verifies: ['LLR-VLO-011', 'LLR-VLO-010', 'LLR-VLO-023'],
    kind: 'robustness',
    intent: 'keeps the policers and the memory of what stays, says jitter where others do, and leaves unbounded cases out',
  },
  async (t) => {
    const first = message({ name: 'first', source: 'E1', destinations: ['E2'], sizeBytes: 300, periodMilliseconds: 5 });
    const second = message({ name: 'second', source: 'E1', destinations: ['E3'], sizeBytes: 900, periodMilliseconds: 5 });
    const base = (await synthesise(mixed, [first])).value?.network;
    if (base === undefined) {
      t.fail('a network is expected');
      return;
    }
    t.equal(base.virtualLinks[0]?.policerJitterMicroseconds, undefined);
    const stated = (policerJitterMicroseconds: number): AfdxNetwork => withLink(base, 'first', { policerJitterMicroseconds });
    const wide = { ...stated(5000), virtualLinks: stated(5000).virtualLinks.map((link) => ({ ...link, skewMaximumMicroseconds: 5000 })) };
    const both = (await synthesise(wide, [second])).value?.network;
    if (both === undefined) {
      t.fail('a network is expected');
      return;
    }
    t.strictSame(codesOf(both), []);
    const jitter = both.virtualLinks.find(({ name }) => name === 'second')?.policerJitterMicroseconds ?? 0;
    t.strictSame(codesOf(withLink(both, 'second', { policerJitterMicroseconds: jitter - 1 })), ['AFDX-173']);
    const least = leastAccepted(5000, (value) => codesOf(withLink(both, 'first', { policerJitterMicroseconds: value })).length === 0);
    const strict = (value: number): AfdxNetwork => withLink(wide, 'first', { policerJitterMicroseconds: value });
    t.ok((await synthesise(strict(least), [second])).value !== undefined);
    const refused = await synthesise(strict(least - 1), [second]);
    t.equal(refused.value, undefined);
    t.strictSame(
      judgementOf(
        strict(least - 1),
        linksOf(
          problemOf(strict(least - 1), [second], exactly),
          searched(problemOf(strict(least - 1), [second], exactly), frameBounds).choices,
        ),
        frameBounds,
      ).misses.map((miss) => (miss.kind === 'late' ? `${miss.what} ${miss.virtualLink}` : miss.kind)),
      ['jitter 1', 'jitter 1'],
    );
    // some that stay say what their policers allow and some do not: rule AFDX-173 is broken before
    const partly = withLink({ ...both }, 'second', {});
    const { policerJitterMicroseconds: _, ...silent } = partly.virtualLinks[1] as AfdxNetwork['virtualLinks'][number];
    const uneven = { ...partly, virtualLinks: [partly.virtualLinks[0] as AfdxNetwork['virtualLinks'][number], silent] };
    const third = message({ name: 'third', source: 'E4', destinations: ['E5'], criticality: 'B', periodMilliseconds: 5 });
    t.strictSame(
      (await synthesise(uneven, [third])).diagnostics.map(({ code }) => code),
      ['AFDX-249'],
    );
    // 64 byte frames need 84 on the wire: what policers admit of 60 % in long frames and more exceeds the rate
    const crowd = [3, 4, 5, 6].flatMap((index) =>
      [1, 2].map((part) =>
        message({
          name: `crowd ${index} ${part}`,
          source: `E${index}`,
          destinations: ['E2'],
          criticality: 'D',
          sizeBytes: 1300,
          periodMilliseconds: 1,
          redundancyLevel: 2,
          advisoryReason: 'display alone',
        }),
      ),
    );
    const shares = { safetyCritical: 5, missionCritical: 1, nonCritical: 93, spare: 1 };
    const open: AfdxNetwork = { ...mixed, reservationsPercent: shares };
    const problem = problemOf(open, [high(9000), ...crowd], exactly);
    const found = searched(problem, frameBounds, 1);
    t.ok(found.exceeded.length === 0);
    t.ok(found.judgement.misses.some(({ kind }) => kind === 'unbounded'));
    const cut = cutsOf(problem, found.choices, found.judgement, frameBounds).find(({ members }) => members.length > 1);
    t.equal(cut?.isExact, true);
    t.equal((await synthesise(open, [high(9000), ...crowd])).value, undefined);
    t.ok((await synthesise(open, [high(9000), ...crowd.slice(0, 5)])).value !== undefined);
  },
);
