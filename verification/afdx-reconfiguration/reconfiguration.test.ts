import fc from 'fast-check';
import { canonicalJson, type Json } from '../../src/kernel/canonical-json.js';
import { seededRandom } from '../../src/kernel/seeded-random.js';
import type { AfdxNetwork, Routes, VirtualLink } from '../../src/twin/afdx/network.generated.js';
import { alternativeRoutesOf } from '../../src/twin/afdx/reconfiguration/alternative-routes.js';
import { bottlenecksOf, exceeds, latenciesOf } from '../../src/twin/afdx/reconfiguration/bottlenecks.js';
import { candidateTextOf } from '../../src/twin/afdx/reconfiguration/candidate-text.js';
import {
  type Change,
  changedNetworkOf,
  changeTextOf,
  singleChangesOf,
  valueChangesOf,
} from '../../src/twin/afdx/reconfiguration/change.js';
import { provedNetworkOf } from '../../src/twin/afdx/reconfiguration/option-proof.js';
import { ideasOf } from '../../src/twin/afdx/reconfiguration/option-search.js';
import { offsetBoundsOf } from '../../src/twin/afdx/schedule/offset-bounds.js';
import { buildTimingNetwork } from '../../src/twin/afdx/timing/build-timing-network.js';
import { testCase } from '../support/test-case.js';
import { aircraft, hopsOf, loadsIn, noLimits, placeOf, text, timing } from './aircraft-part.js';

testCase(
  {
    id: 'TC-RCF-001-01',
    verifies: ['LLR-RCF-001', 'LLR-RCF-002', 'HLR-RCF-001'],
    kind: 'normal',
    intent: 'names the ports above a load and the virtual links below a margin, as added up from the network file, the worst first',
  },
  (t) => {
    const { bounds } = timing(aircraft);
    const loaded = [...loadsIn(aircraft)].filter(([, load]) => load > 0.045);
    const found = bottlenecksOf(aircraft, bounds, { ...noLimits, loadPartsPerMillionMax: 45_000 });
    t.ok(loaded.length > 4);
    t.strictSame(found.map(({ hop }) => `${hop.from}>${hop.to}`).sort(), loaded.map(([hop]) => hop).sort());
    const loads = found.map((each) => (each.kind === 'bandwidth' ? each.loadPartsPerMillion : 0));
    t.strictSame(
      loads,
      [...loads].sort((a, b) => b - a),
    );
    const value = buildTimingNetwork(aircraft, placeOf).value;
    const other = value === undefined ? [] : offsetBoundsOf(value, undefined).ends;
    const margins = new Map<string, number>();
    for (const { flow, delayTicksMax, deadlineTicks } of other) {
      const { virtualLink = 0, network = 'A' } = value?.flows[flow] ?? {};
      const allowed = deadlineTicks - (aircraft.jitterAllowanceMicroseconds ?? 0) * 1000;
      const margin = Math.floor(((allowed - delayTicksMax) * 1e6) / deadlineTicks);
      margins.set(`${virtualLink} ${network}`, Math.min(margins.get(`${virtualLink} ${network}`) ?? 1e6, margin));
    }
    const latencies = bounds === undefined ? [] : latenciesOf(aircraft, bounds);
    t.strictSame(
      new Map(latencies.map(({ virtualLink, network, marginPartsPerMillion }) => [`${virtualLink} ${network}`, marginPartsPerMillion])),
      margins,
    );
    const tight = bottlenecksOf(aircraft, bounds, { ...noLimits, marginPartsPerMillionMin: 650_000 });
    t.strictSame(
      tight.map((each) => (each.kind === 'latency' ? each.marginPartsPerMillion : 0)),
      [...margins.values()].filter((margin) => margin < 650_000).sort((a, b) => a - b),
    );
    // both directions of a named link
    t.strictSame(
      bottlenecksOf(aircraft, bounds, { ...noLimits, linkId: 'L-A-SW1-SW2' }).map(({ kind, hop }) => [kind, hop.from, hop.to]),
      [
        ['named', 'SW1A', 'SW2A'],
        ['named', 'SW2A', 'SW1A'],
      ],
    );
  },
);

testCase(
  {
    id: 'TC-RCF-001-02',
    verifies: ['LLR-RCF-001', 'LLR-RCF-002', 'HLR-RCF-001'],
    kind: 'robustness',
    intent: 'takes a load or margin of exactly the limit for no bottleneck, and a missed deadline for a negative margin',
  },
  (t) => {
    // two frames of 1230 byte each 2 ms on the wire: 1250 · 8 · 2 bit in 2 ms are 10 % of 100 Mbit/s
    const [link] = aircraft.virtualLinks.filter(({ source }) => source === 'BRK');
    const pair = [0, 1].map((id) => ({
      ...(link as VirtualLink),
      id,
      name: `v${id}`,
      bandwidthAllocationGapMilliseconds: 2,
      maximumFrameBytes: 1230,
    }));
    const network = { ...aircraft, virtualLinks: pair };
    const count = (loadPartsPerMillionMax: number): number =>
      bottlenecksOf(network, undefined, { ...noLimits, loadPartsPerMillionMax }).length;
    t.equal(count(100_000), 0);
    t.ok(count(99_999) > 0);
    const { bounds } = timing(aircraft);
    const [worst] = bounds === undefined ? [] : latenciesOf(aircraft, bounds);
    const limit = worst?.marginPartsPerMillion ?? 0;
    t.strictSame(bottlenecksOf(aircraft, bounds, { ...noLimits, marginPartsPerMillionMin: limit }), []);
    t.equal(
      bottlenecksOf(aircraft, bounds, { ...noLimits, marginPartsPerMillionMin: limit + 1 }).some(
        (each) => each.kind === 'latency' && each.virtualLink === worst?.virtualLink,
      ),
      true,
    );
    const late = { ...aircraft, virtualLinks: aircraft.virtualLinks.map((each) => ({ ...each, deadlineMicroseconds: 500 })) };
    const missed = timing(late).bounds;
    t.ok((missed === undefined ? [] : latenciesOf(late, missed)).some(({ marginPartsPerMillion }) => marginPartsPerMillion < 0));
    t.strictSame(
      bottlenecksOf({ ...aircraft, virtualLinks: [] }, undefined, {
        loadPartsPerMillionMax: 0,
        marginPartsPerMillionMin: 1e6,
        linkId: 'L-A-SW1-SW2',
      }),
      [],
    );
    const load = provedNetworkOf(network, placeOf, timing).loads.get('BRK>SW1A');
    t.strictSame([load !== undefined && exceeds(load, 99_999), load !== undefined && exceeds(load, 100_000)], [true, false]);
  },
);

const gapChange: Change = { kind: 'gap', virtualLink: 4618, fromMilliseconds: 16, toMilliseconds: 32 };

testCase(
  {
    id: 'TC-RCF-003-01',
    verifies: ['LLR-RCF-003', 'LLR-RCF-009', 'HLR-RCF-005'],
    kind: 'normal',
    intent: 'writes a candidate that differs from the present file in the changed lines alone, with the next version',
  },
  (t) => {
    const move = ideasOf(aircraft, bottlenecksOf(aircraft, undefined, { ...noLimits, linkId: 'L-B-SW1-SW5' }))[0]?.change as Change;
    const change: Change = { kind: 'combination', changes: [...singleChangesOf(gapChange), ...singleChangesOf(move)] };
    const candidate = changedNetworkOf(aircraft, change);
    const [major, minor, patch] = aircraft.version.split('.');
    t.equal(candidate.version, `${major}.${minor}.${Number(patch) + 1}`);
    const written = candidateTextOf(text, candidate, valueChangesOf(aircraft, change));
    t.equal(canonicalJson(JSON.parse(written) as Json), canonicalJson(candidate as unknown as Json));
    const [before, after] = [text.split('\n'), written.split('\n')];
    const changed = after.flatMap((line, index) => (line === before[index] ? [] : [line]));
    t.equal(after.length, before.length);
    t.ok(changed.length >= 3 && changed.length <= 4, changed.join('\n'));
    t.match(changed.join('\n'), /"version": .*"bandwidthAllocationGapMilliseconds": 32/s);
    const others = (network: AfdxNetwork): string =>
      canonicalJson(
        network.virtualLinks.filter(({ id }) => !singleChangesOf(change).some(({ virtualLink }) => virtualLink === id)) as unknown as Json,
      );
    t.equal(others(candidate), others(aircraft));
    t.match(changeTextOf(change).split('\n'), [
      'virtual link 4618: gap 16 ms -> 32 ms',
      /^virtual link \d+, network B: .* over .* instead of /,
    ]);
  },
);

testCase(
  {
    id: 'TC-RCF-003-02',
    verifies: ['LLR-RCF-003', 'LLR-RCF-009', 'HLR-RCF-005'],
    kind: 'robustness',
    intent: 'writes a candidate anew where the present text cannot be patched, and throws for a virtual link that is not there',
  },
  (t) => {
    const candidate = changedNetworkOf(aircraft, gapChange);
    const changes = valueChangesOf(aircraft, gapChange);
    for (const present of ['<Network/>', '', '{}', text.replace('"version"', '"title": "twice", "version"')]) {
      const written = candidateTextOf(present, candidate, changes);
      t.equal(canonicalJson(JSON.parse(written) as Json), canonicalJson(candidate as unknown as Json));
    }
    // text without white space, signs of structure inside strings, and escapes
    const odd = { ...aircraft, title: 'a "}] \\ {[,: é' };
    const dense = JSON.stringify(odd);
    const patched = candidateTextOf(dense, changedNetworkOf(odd, gapChange), changes);
    t.equal(
      patched,
      dense
        .replace(/("id":4618,.*?"bandwidthAllocationGapMilliseconds":)16/, '$132')
        .replace(`"version":"${aircraft.version}"`, `"version":"${candidate.version}"`),
    );
    t.throws(() => changedNetworkOf(aircraft, { ...gapChange, virtualLink: 65_535 }), /no virtual link 65535/);
    t.equal(changedNetworkOf({ ...aircraft, version: '1.2.99999999999999999999' }, gapChange).version, '1.2.100000000000000000000');
  },
);

/** A network A of switches joined by chance, with end systems on them, and one virtual link; nothing else is looked at here. */
function mesh(seed: number): { readonly network: AfdxNetwork; readonly virtualLink: VirtualLink } {
  const random = seededRandom(seed);
  const switches = ['S1', 'S2', 'S3', 'S4', 'S5'].map((id) => ({
    ...(aircraft.switches[0] as AfdxNetwork['switches'][number]),
    id,
    network: 'A' as const,
  }));
  const join = (a: string, b: string): AfdxNetwork['links'][number] => ({
    id: `${a}-${b}`,
    ends: [
      { node: a, port: 1 },
      { node: b, port: 1 },
    ],
    rateBitsPerSecond: 100_000_000,
    propagationDelayNanoseconds: 0,
  });
  const trunks = ['S1-S2', 'S1-S3', 'S1-S4', 'S2-S3', 'S2-S5', 'S3-S4', 'S3-S5', 'S4-S5'].filter(
    (pair) => pair === 'S1-S2' || random.below(4) > 0,
  );
  const links = [...trunks.map((pair) => join(pair.slice(0, 2), pair.slice(3))), join('FROM', 'S1'), join('T1', 'S2'), join('T2', 'S5')];
  const paths = { A: { T1: ['S1', 'S2'] } as Record<string, string[]> };
  if (trunks.includes('S2-S5') && random.below(2) > 0) paths.A['T2'] = ['S1', 'S2', 'S5'];
  const virtualLink = {
    ...(aircraft.virtualLinks[0] as VirtualLink),
    source: 'FROM',
    destinations: Object.keys(paths.A),
    paths,
  } as VirtualLink;
  return { network: { ...aircraft, switches, links, virtualLinks: [virtualLink] }, virtualLink };
}

/** All trees that avoid a hop, by listing each simple path to each destination and taking those combinations that are trees. */
function treesOf(network: AfdxNetwork, { paths }: VirtualLink, avoid: string): readonly string[] {
  const next = new Map<string, string[]>();
  for (const { ends } of network.links) {
    for (const [a, b] of [ends, [ends[1], ends[0]] as const]) {
      if (`${a.node}>${b.node}` !== avoid) next.set(a.node, [...(next.get(a.node) ?? []), b.node]);
    }
  }
  const walk = (path: readonly string[], to: string): readonly (readonly string[])[] =>
    (next.get(path.at(-1) ?? '') ?? []).flatMap((node) =>
      node === to ? [path.slice(1)] : path.includes(node) || !node.startsWith('S') ? [] : walk([...path, node], to),
    );
  const hops = (path: readonly string[], to: string): readonly string[] => ['FROM', ...path].map((node, at) => `${node}>${path[at] ?? to}`);
  const entries = Object.entries((paths.A ?? {}) as Record<string, readonly string[]>);
  let trees: Record<string, readonly string[]>[] = [{}];
  for (const [to, present] of entries) {
    const choices = hops(present, to).includes(avoid) ? walk(['FROM'], to) : [present];
    trees = trees.flatMap((tree) => choices.map((path) => ({ ...tree, [to]: path })));
  }
  const isTree = (tree: Record<string, readonly string[]>): boolean => {
    const parents = new Map<string, string>();
    return Object.entries(tree).every(([to, path]) =>
      hops(path, to).every((hop) => {
        const [from = '', node = ''] = hop.split('>');
        const known = parents.get(node) ?? from;
        parents.set(node, known);
        return known === from;
      }),
    );
  };
  const unchanged = canonicalJson((paths.A ?? {}) as unknown as Json);
  return trees
    .filter(isTree)
    .map((tree) => canonicalJson(tree as unknown as Json))
    .filter((tree) => tree !== unchanged)
    .sort();
}

testCase(
  {
    id: 'TC-RCF-004-01',
    verifies: ['LLR-RCF-004', 'HLR-RCF-003'],
    kind: 'normal',
    intent: 'finds each tree around a hop that a trial of all paths finds, shortest first',
  },
  (t) => {
    let trees = 0;
    const agrees = fc.property(fc.nat(), fc.constantFrom('S1>S2', 'S2>S5', 'FROM>S1', 'S1>S3'), (seed, avoid) => {
      const { network, virtualLink } = mesh(seed);
      const [from = '', to = ''] = avoid.split('>');
      const found = alternativeRoutesOf(network, virtualLink, { network: 'A', avoid: { from, to }, limit: 1000 });
      const lengths = found.map((routes) => Object.values(routes).reduce((sum, switches) => sum + switches.length, 0));
      trees += found.length;
      return (
        JSON.stringify(found.map((routes) => canonicalJson(routes as unknown as Json)).sort()) ===
          JSON.stringify(treesOf(network, virtualLink, avoid)) && lengths.every((length, index) => length >= (lengths[index - 1] ?? 0))
      );
    });
    t.doesNotThrow(() => fc.assert(agrees, { numRuns: 150 }));
    t.ok(trees > 100, `${trees} trees`);
  },
);

testCase(
  {
    id: 'TC-RCF-004-02',
    verifies: ['LLR-RCF-004', 'HLR-RCF-003'],
    kind: 'robustness',
    intent: 'gives no other path at an end system or for a hop that is not passed, and no more than asked for',
  },
  (t) => {
    const [virtualLink] = aircraft.virtualLinks as [VirtualLink];
    const around = (from: string, to: string, limit = 9): readonly Routes[] =>
      alternativeRoutesOf(aircraft, virtualLink, { network: 'A', avoid: { from, to }, limit });
    t.strictSame(around(virtualLink.source, 'SW5A'), []);
    t.strictSame(around('SW3A', 'SW4A'), []);
    const through = aircraft.virtualLinks.find((each) => hopsOf(each, 'A').has('SW1A>SW2A')) as VirtualLink;
    const some = (limit: number): number =>
      alternativeRoutesOf(aircraft, through, { network: 'A', avoid: { from: 'SW1A', to: 'SW2A' }, limit }).length;
    t.strictSame([some(0), some(1), some(2)], [0, 1, 2]);
    t.strictSame(
      alternativeRoutesOf(aircraft, { ...through, paths: {} }, { network: 'B', avoid: { from: 'SW1B', to: 'SW2B' }, limit: 5 }),
      [],
    );
  },
);

testCase(
  {
    id: 'TC-RCF-007-01',
    verifies: ['LLR-RCF-007', 'HLR-RCF-001', 'HLR-RCF-002', 'HLR-RCF-003'],
    kind: 'normal',
    intent: 'thinks of longer gaps and paths for load, of paths and relief for a late virtual link, and of paths alone for a named link',
  },
  (t) => {
    const byId = new Map(aircraft.virtualLinks.map((each) => [each.id, each]));
    const { bounds } = timing(aircraft);
    const loaded = bottlenecksOf(aircraft, bounds, { ...noLimits, loadPartsPerMillionMax: 39_000 });
    const ideas = ideasOf(aircraft, loaded);
    const gaps = ideas.flatMap(({ change }) => (change.kind === 'gap' ? [change] : []));
    const low = aircraft.virtualLinks.filter(
      (each) =>
        each.criticality > 'B' &&
        each.bandwidthAllocationGapMilliseconds < 128 &&
        loaded.some(({ network, hop }) => hopsOf(each, network).has(`${hop.from}>${hop.to}`)),
    );
    t.strictSame(gaps.map(({ virtualLink }) => virtualLink).sort(), low.map(({ id }) => id).sort());
    t.ok(
      gaps.every(
        ({ virtualLink, fromMilliseconds, toMilliseconds }) =>
          fromMilliseconds === byId.get(virtualLink)?.bandwidthAllocationGapMilliseconds &&
          toMilliseconds === 2 * fromMilliseconds &&
          toMilliseconds <= 128,
      ),
    );
    t.ok(
      ideas.some(({ change }) => change.kind === 'path' && ['A', 'B'].includes(byId.get(change.virtualLink)?.criticality ?? '')),
      'a virtual link of DAL A or B may be moved',
    );
    t.equal(new Set(ideas.map(({ change }) => JSON.stringify(change))).size, ideas.length);
    t.ok(ideas.some(({ targets }) => targets.length > 1));
    const named = ideasOf(aircraft, bottlenecksOf(aircraft, bounds, { ...noLimits, linkId: 'L-A-SW1-SW2' }));
    t.ok(named.length > 0 && named.every(({ change }) => change.kind === 'path'));
    const [worst] = bounds === undefined ? [] : latenciesOf(aircraft, bounds);
    const late = worst === undefined ? [] : ideasOf(aircraft, [worst]);
    t.ok(late.some(({ change }) => change.kind === 'path' && change.virtualLink === worst?.virtualLink));
    t.ok(
      late
        .filter(({ change }) => change.virtualLink !== worst?.virtualLink)
        .every(({ change }) => (byId.get(change.virtualLink)?.criticality ?? 'A') > 'B'),
    );
    t.notOk(late.some(({ change }) => change.kind === 'gap' && change.virtualLink === worst?.virtualLink));
  },
);

testCase(
  {
    id: 'TC-RCF-007-02',
    verifies: ['LLR-RCF-007', 'HLR-RCF-001', 'HLR-RCF-002', 'HLR-RCF-003'],
    kind: 'robustness',
    intent: 'thinks of nothing at 128 ms, for DAL A and B alone, or for a virtual link that is not there',
  },
  (t) => {
    const at = (edit: Partial<VirtualLink>): AfdxNetwork => ({
      ...aircraft,
      virtualLinks: aircraft.virtualLinks.map((each) => ({ ...each, ...edit })),
    });
    const gapsIn = (network: AfdxNetwork): number =>
      ideasOf(network, bottlenecksOf(network, undefined, { ...noLimits, loadPartsPerMillionMax: 39_000 })).filter(
        ({ change }) => change.kind === 'gap',
      ).length;
    t.ok(gapsIn(aircraft) > 4);
    t.equal(gapsIn(at({ bandwidthAllocationGapMilliseconds: 128 })), 0);
    t.equal(gapsIn(at({ criticality: 'B' })), 0);
    t.ok(gapsIn(at({ bandwidthAllocationGapMilliseconds: 2 })) > 10, 'whether messages permit it is for the proof');
    const hop = { from: 'SW1A', to: 'ADV-PRI' };
    const latency = {
      kind: 'latency',
      network: 'A',
      virtualLink: 1,
      destination: 'X',
      delayPicoseconds: 1n,
      deadlinePicoseconds: 1n,
      marginPartsPerMillion: 0,
      hop,
    } as const;
    t.ok(ideasOf(aircraft, [latency]).every(({ change }) => change.virtualLink !== 1));
    t.strictSame(ideasOf(aircraft, []), []);
  },
);
