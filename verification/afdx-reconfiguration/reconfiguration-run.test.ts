import { sha256 } from '../../src/kernel/digest.js';
import { boundsOf } from '../../src/twin/afdx/bounds/bounds.js';
import { structuralFindingsOf } from '../../src/twin/afdx/check-network.js';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { latenciesOf } from '../../src/twin/afdx/reconfiguration/bottlenecks.js';
import { candidateTextOf } from '../../src/twin/afdx/reconfiguration/candidate-text.js';
import { changedNetworkOf, valueChangesOf } from '../../src/twin/afdx/reconfiguration/change.js';
import { percentTextOf } from '../../src/twin/afdx/reconfiguration/percent-text.js';
import { reconfigurationFindingsOf, unknownLinkFindingOf } from '../../src/twin/afdx/reconfiguration/reconfiguration-findings.js';
import { reconfigurationRecordOf, worstMarginOf } from '../../src/twin/afdx/reconfiguration/reconfiguration-record.js';
import { type Reconfiguration, type ReconfigurationOrder, reconfigurationOf } from '../../src/twin/afdx/reconfiguration/reconfigure.js';
import { buildTimingNetwork } from '../../src/twin/afdx/timing/build-timing-network.js';
import { checkTiming } from '../../src/twin/afdx/timing-rules/check-timing.js';
import { testCase } from '../support/test-case.js';
import { aircraft, hopsOf, isSafe, order, part, placeOf, prove, text, timing } from './aircraft-part.js';

testCase(
  {
    id: 'TC-RCF-008-01',
    verifies: ['LLR-RCF-008', 'LLR-RCF-011', 'HLR-RCF-001', 'HLR-RCF-004'],
    kind: 'normal',
    intent: 'ends a named link by changes that are proved together, the option that ends most bottlenecks first',
  },
  (t) => {
    const onLink = (each: AfdxNetwork['virtualLinks'][number]): boolean =>
      ['SW1A>SW5A', 'SW5A>SW1A'].some((hop) => hopsOf(each, 'A').has(hop));
    const trunk = { ...aircraft, virtualLinks: aircraft.virtualLinks.filter(onLink) };
    const { value, diagnostics } = reconfigurationOf(trunk, order({ linkId: 'L-A-SW1-SW5' }, 200));
    t.strictSame(diagnostics, []);
    t.equal(value?.bottlenecks.length, 2);
    const best = value?.offered[0];
    t.equal(best?.change.kind, 'combination');
    t.strictSame(
      best?.effects.map(({ after, resolved }) => [after, resolved]),
      [
        [0, true],
        [0, true],
      ],
    );
    const after = best === undefined ? trunk : changedNetworkOf(trunk, best.change);
    t.ok(isSafe(after));
    const used = new Set(after.virtualLinks.flatMap((each) => [...hopsOf(each, 'A')]));
    t.notOk(used.has('SW1A>SW5A') || used.has('SW5A>SW1A'));
    const ended = value?.offered.map(({ effects }) => effects.filter(({ resolved }) => resolved).length) ?? [];
    t.strictSame(
      ended,
      [...ended].sort((a, b) => b - a),
    );
    // the trigger goes through, and without a bottleneck there is nothing to do
    const quiet = reconfigurationOf(part, { ...order({}), trigger: { kind: 'anomaly', detail: 'VL-2701' } });
    t.strictSame(
      [quiet.value?.trigger.kind, quiet.value?.bottlenecks.length, quiet.value?.offered.length, quiet.diagnostics.length],
      ['anomaly', 0, 0, 0],
    );
    const degraded = reconfigurationOf(aircraft, {
      ...order({ loadPartsPerMillionMax: 54_700 }),
      trigger: { kind: 'degradation', detail: 'load' },
    });
    t.strictSame([...new Set(degraded.diagnostics.map(({ code }) => code))], ['AFDX-262']);
    t.ok((degraded.value?.offered.length ?? 0) > 0);
  },
);

testCase(
  {
    id: 'TC-RCF-008-02',
    verifies: ['LLR-RCF-008', 'LLR-RCF-011', 'HLR-RCF-001', 'HLR-RCF-004'],
    kind: 'robustness',
    intent: 'says when a link is unknown, the network is broken, changes are left unproved, or nothing helps, and mends a missed deadline',
  },
  (t) => {
    const codesOf = (network: AfdxNetwork, limits: Partial<ReconfigurationOrder['limits']>, proofs = 20): readonly string[] => [
      ...new Set(reconfigurationOf(network, order(limits, proofs)).diagnostics.map(({ code }) => code)),
    ];
    t.strictSame(codesOf(aircraft, { linkId: 'L-NONE' }), ['AFDX-266']);
    t.equal(reconfigurationOf(aircraft, order({ linkId: 'L-NONE' })).value, undefined);
    const broken = reconfigurationOf({ ...aircraft, links: aircraft.links.slice(1) }, order({}));
    t.equal(broken.value, undefined);
    t.strictSame(
      broken.diagnostics.map(({ code }) => code),
      structuralFindingsOf({ ...aircraft, links: aircraft.links.slice(1) }, placeOf).map(({ code }) => code),
    );
    t.strictSame(codesOf(part, { linkId: 'L-A-SW1-SW5' }, 1), ['AFDX-265', 'AFDX-269']);
    const few = reconfigurationOf(part, order({ linkId: 'L-A-SW1-SW5' }, 1)).value;
    t.strictSame([few?.offered.length, (few?.unexamined ?? 0) > 10], [1, true]);
    t.strictSame(codesOf(aircraft, { loadPartsPerMillionMax: 54_000 }, 0), ['AFDX-262', 'AFDX-265', 'AFDX-269']);
    t.strictSame(codesOf(aircraft, { linkId: 'L-A-BRK' }), ['AFDX-265'], 'the one cable of an end system');
    // a deadline between the delays over the present and over another way: missed now, met after the move
    const { bounds } = timing(aircraft);
    const [worst] = bounds === undefined ? [] : latenciesOf(aircraft, bounds);
    const deadlineMicroseconds = Math.ceil(Number(worst?.delayPicoseconds ?? 0n) / 1e6) - 1;
    const missing: AfdxNetwork = {
      ...aircraft,
      virtualLinks: aircraft.virtualLinks.map((each) => {
        if (each.id !== worst?.virtualLink) return each;
        return { ...each, redundancyLevel: 1, skewMaximumMicroseconds: 0, deadlineMicroseconds, paths: { A: each.paths.A ?? {} } };
      }),
    };
    t.notOk(isSafe(missing));
    const mended = reconfigurationOf(missing, order({}, 4));
    t.strictSame([...new Set(mended.diagnostics.map(({ code }) => code))], ['AFDX-263', 'AFDX-269']);
    t.ok((mended.value?.before.margins.get(`${worst?.virtualLink} A`) ?? 0) < 0);
    const candidate = mended.value?.offered[0]?.candidate.network;
    t.ok(candidate !== undefined && isSafe(candidate));
    const hop = { from: 'A', to: 'B' };
    t.strictSame(
      reconfigurationFindingsOf(
        { bottlenecks: [{ kind: 'named', network: 'A', hop, linkId: 'L' }], offered: [], before: prove(part), unexamined: 3 },
        placeOf,
      ).map(({ code, severity }) => [code, severity]),
      [
        ['AFDX-265', 'error'],
        ['AFDX-269', 'warning'],
      ],
    );
    t.match(unknownLinkFindingOf('L-X', placeOf()), { code: 'AFDX-266', subjects: ['L-X'] });
    t.strictSame([percentTextOf(1), percentTextOf(-12_345), percentTextOf(1_000_000)], ['0.0001 %', '-1.2345 %', '100.0000 %']);
    // bounds of one method are as good as of another: the argument decides
    const coarse = reconfigurationOf(aircraft, {
      ...order({ loadPartsPerMillionMax: 54_000 }),
      timing: (network) => checkTiming(network, 'total-flow', placeOf),
    });
    t.equal(coarse.value?.offered[0]?.candidate.bounds?.method, 'total-flow');
    const built = buildTimingNetwork(aircraft, placeOf).value;
    t.strictSame(coarse.value?.before.bounds?.ends.length, built === undefined ? 0 : boundsOf(built, 'total-flow').ends.length);
  },
);

testCase(
  {
    id: 'TC-RCF-010-01',
    verifies: ['LLR-RCF-010', 'HLR-RCF-006', 'HLR-RCF-005'],
    kind: 'normal',
    intent: 'records time, trigger, bottlenecks, option, effect and the digests of both files',
  },
  (t) => {
    const value = reconfigurationOf(aircraft, order({ loadPartsPerMillionMax: 54_000 })).value as Reconfiguration;
    const option = value.offered[0] as Reconfiguration['offered'][number];
    const candidateText = candidateTextOf(text, option.candidate.network, valueChangesOf(aircraft, option.change));
    const record = JSON.parse(reconfigurationRecordOf(value, option, { time: '2030-06-15', presentText: text, candidateText })) as Record<
      string,
      unknown
    >;
    t.match(record, {
      format: 'ampel360-afdx-reconfiguration/1',
      time: '2030-06-15',
      trigger: { kind: 'request', detail: 'test' },
      disposition: /not loaded/,
      present: { version: aircraft.version, sha256: sha256(text) },
      candidate: { version: option.candidate.network.version, sha256: sha256(candidateText) },
      bottlenecks: [{ kind: 'bandwidth', port: 'SW1A>ADV-PRI' }, {}, {}, {}],
      option: { changes: [{ kind: 'gap', virtualLink: 4618, fromMilliseconds: 16, toMilliseconds: 32 }] },
      // 1476 and 20 byte · 8 bit each 16 ms, less the same each 32 ms
      effect: [{ bottleneck: 0, savedBitsPerSecond: 374_000, relieved: true, resolved: true }, {}, {}, {}],
      regulatorRoundMilliseconds: [{ virtualLink: 4618, before: 16, after: 32 }],
      proof: { method: 'frame', errors: 0 },
    });
    t.equal(worstMarginOf(value.before), Math.min(...value.before.margins.values()));
  },
);

testCase(
  {
    id: 'TC-RCF-010-02',
    verifies: ['LLR-RCF-010', 'HLR-RCF-006', 'HLR-RCF-005'],
    kind: 'robustness',
    intent: 'has no record for a rejected option, and takes paths and a network without virtual links',
  },
  (t) => {
    const value = reconfigurationOf(aircraft, order({ loadPartsPerMillionMax: 54_000 })).value as Reconfiguration;
    const rejected = value.rejected[0] as Reconfiguration['rejected'][number];
    const at = { time: '', presentText: '', candidateText: '' };
    t.throws(() => reconfigurationRecordOf(value, rejected, at), /rejected option/);
    t.equal(worstMarginOf(prove({ ...aircraft, virtualLinks: [] })), null);
    const moved = reconfigurationOf(part, order({ linkId: 'L-A-SW1-SW5' }, 2)).value as Reconfiguration;
    const record = JSON.parse(reconfigurationRecordOf(moved, moved.offered[0] as Reconfiguration['offered'][number], at)) as {
      readonly regulatorRoundMilliseconds: readonly unknown[];
    };
    t.strictSame(record.regulatorRoundMilliseconds, []);
  },
);
