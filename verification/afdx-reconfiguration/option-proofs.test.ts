import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { bottlenecksOf, latenciesOf } from '../../src/twin/afdx/reconfiguration/bottlenecks.js';
import { type Change, changedNetworkOf, changeTextOf, singleChangesOf } from '../../src/twin/afdx/reconfiguration/change.js';
import { provedOptionOf } from '../../src/twin/afdx/reconfiguration/option-proof.js';
import { ideasOf } from '../../src/twin/afdx/reconfiguration/option-search.js';
import { type Reconfiguration, type ReconfigurationOrder, reconfigurationOf } from '../../src/twin/afdx/reconfiguration/reconfigure.js';
import { generatedAfdxNetwork } from '../support/generated-afdx-network.js';
import { testCase } from '../support/test-case.js';
import { aircraft, isSafe, loadsIn, noLimits, order, part, prove, timing } from './aircraft-part.js';

const gapChange: Change = { kind: 'gap', virtualLink: 4618, fromMilliseconds: 16, toMilliseconds: 32 };

testCase(
  {
    id: 'TC-RCF-006-01',
    verifies: ['LLR-RCF-005', 'LLR-RCF-006', 'LLR-RCF-008', 'HLR-RCF-004', 'HLR-RCF-002', 'HLR-RCF-003'],
    kind: 'normal',
    intent: 'offers only changes that another check finds safe and helpful, and rejects only those that it finds unsafe or useless',
  },
  (t) => {
    const margin = [...prove(part).margins.values()].sort((a, b) => a - b)[3] ?? 0;
    let [offered, rejected] = [0, 0];
    const networks = [1, 2].map((seed) => generatedAfdxNetwork({ seed, switches: 3, endSystems: 6, virtualLinks: 24 }));
    const cases: readonly (readonly [AfdxNetwork, Partial<ReconfigurationOrder['limits']>])[] = [
      [part, { loadPartsPerMillionMax: 54_000 }],
      [part, { marginPartsPerMillionMin: margin }],
      [part, { linkId: 'L-A-SW1-SW5' }],
      [part, { loadPartsPerMillionMax: 15_000 }],
      ...networks.map((network) => [network, { loadPartsPerMillionMax: 20_000 }] as const),
    ];
    for (const [network, limit] of cases) {
      const result = reconfigurationOf(network, order(limit, 7)).value as Reconfiguration;
      const before = loadsIn(network);
      for (const { change, effects, candidate, rejections } of [...result.offered, ...result.rejected]) {
        const after = loadsIn(changedNetworkOf(network, change));
        const safe = isSafe(changedNetworkOf(network, change));
        const helps = effects.some(({ bottleneck }) => {
          const target = result.bottlenecks[bottleneck];
          if (target === undefined || target.kind === 'latency') return effects.some(({ relieved }) => relieved);
          const hop = `${target.hop.from}>${target.hop.to}`;
          return (after.get(hop) ?? 0) < (before.get(hop) ?? 0) - 1e-9;
        });
        const max = (limit.loadPartsPerMillionMax ?? 1_000_000) / 1e6;
        const shifts = [...after].some(([hop, load]) => load > max + 1e-9 && load > (before.get(hop) ?? 0) + 1e-9);
        if (rejections.length === 0) {
          offered += 1;
          t.ok(safe && helps && !shifts && candidate.findings.every(({ severity }) => severity !== 'error'), changeTextOf(change));
        } else {
          rejected += 1;
          const lowered = [...candidate.margins].some(
            ([key, margin]) => margin < (limit.marginPartsPerMillionMin ?? 0) && margin < (result.before.margins.get(key) ?? 0),
          );
          t.ok(!safe || !helps || shifts || lowered, changeTextOf(change));
        }
      }
    }
    t.ok(offered > 10 && rejected > 10, `${offered} offered, ${rejected} rejected`);
  },
);

testCase(
  {
    id: 'TC-RCF-006-02',
    verifies: ['LLR-RCF-005', 'LLR-RCF-006', 'HLR-RCF-004'],
    kind: 'robustness',
    intent: 'rejects a change that breaks a message period, misses a deadline, moves the load elsewhere or does nothing, each by its code',
  },
  (t) => {
    const codesFor = (network: AfdxNetwork, change: Change, limits: ReconfigurationOrder['limits']): readonly string[] => {
      const before = prove(network);
      const bottlenecks = bottlenecksOf(network, before.bounds, limits);
      const targets = bottlenecks.map((_, index) => index);
      return [...new Set(provedOptionOf(before, change, { bottlenecks, targets, limits }, prove).rejections.map(({ code }) => code))];
    };
    const loaded = { ...noLimits, loadPartsPerMillionMax: 54_000 };
    t.strictSame(codesFor(aircraft, gapChange, loaded), []);
    t.strictSame(codesFor(aircraft, { ...gapChange, virtualLink: 4601, fromMilliseconds: 8, toMilliseconds: 16 }, loaded), ['AFDX-121']);
    t.strictSame(codesFor(aircraft, { ...gapChange, toMilliseconds: 48 }, loaded), ['AFDX-120']);
    // a gap of a virtual link that does not pass the loaded ports
    t.strictSame(
      codesFor(
        aircraft,
        { kind: 'gap', virtualLink: 4403, fromMilliseconds: 8, toMilliseconds: 16 },
        { ...noLimits, loadPartsPerMillionMax: 54_600 },
      ),
      ['AFDX-268'],
    );
    const named = { ...noLimits, linkId: 'L-A-SW1-SW5' };
    const [idea] = ideasOf(part, bottlenecksOf(part, undefined, named));
    const move = idea?.change as Change;
    t.strictSame(codesFor(part, move, named), []);
    // the port that the virtual link is led to has no more room than it uses now
    const there = prove(changedNetworkOf(part, move));
    const grown = [...there.loads].filter(
      ([hop, load]) => load.loadPartsPerMillion > (prove(part).loads.get(hop)?.loadPartsPerMillion ?? 0),
    );
    t.ok(grown.length > 0);
    const room = Math.max(...grown.map(([, load]) => load.loadPartsPerMillion)) - 1;
    t.ok(codesFor(part, move, { ...named, loadPartsPerMillionMax: room }).includes('AFDX-267'));
    // a longer way with a deadline that only the short one keeps
    const key = `${singleChangesOf(move)[0]?.virtualLink} A`;
    const deadline = (network: AfdxNetwork): number => {
      const { bounds } = timing(network);
      const end =
        bounds === undefined
          ? undefined
          : latenciesOf(network, bounds).find(({ virtualLink, network: name }) => `${virtualLink} ${name}` === key);
      return Number(end?.delayPicoseconds ?? 0n) / 1e6;
    };
    const [short, long] = [deadline(part), deadline(changedNetworkOf(part, move))];
    t.ok(long > short);
    const strict = {
      ...part,
      virtualLinks: part.virtualLinks.map((each) =>
        key === `${each.id} A` ? { ...each, deadlineMicroseconds: Math.floor((short + long) / 2) } : each,
      ),
    };
    t.strictSame(codesFor(strict, move, named), ['AFDX-170']);
    t.strictSame(
      codesFor(part, move, { ...named, marginPartsPerMillionMin: (prove(part).margins.get(key) ?? 0) - 1 }).filter(
        (code) => code === 'AFDX-267',
      ),
      ['AFDX-267'],
      'the margin falls below the limit',
    );
    const broken = prove({ ...part, links: [] });
    t.strictSame([broken.bounds, broken.margins.size, broken.findings.length > 0], [undefined, 0, true]);
    t.throws(() => provedOptionOf(prove(part), gapChange, { bottlenecks: [], targets: [0], limits: noLimits }, prove), /no bottleneck 0/);
  },
);
