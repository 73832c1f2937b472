import fc from 'fast-check';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { linksOf } from '../../src/twin/afdx/synthesis/assemble.js';
import { chosenCarriersOf } from '../../src/twin/afdx/synthesis/choose-carriers.js';
import { allowedTrees, placedOn } from '../../src/twin/afdx/synthesis/place-trees.js';
import { portCircleOf } from '../../src/twin/afdx/synthesis/port-circle.js';
import { problemOf } from '../../src/twin/afdx/synthesis/problem.js';
import { distancesFrom, routeTreesOf, switchGraphOf } from '../../src/twin/afdx/synthesis/route-trees.js';
import { upDownRuleOf } from '../../src/twin/afdx/synthesis/up-down.js';
import { testCase } from '../support/test-case.js';
import { emptyNetwork, message, messageSet, options } from './message-sets.js';

/** A connected network: a chain of switches and further cables. */
const meshes = fc
  .record({ switches: fc.integer({ min: 2, max: 6 }), extra: fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 })), { maxLength: 8 }) })
  .map(({ switches, extra }): AfdxNetwork => {
    const pairs = new Map<string, readonly [number, number]>();
    const add = (a: number, b: number): void => {
      if (a !== b) pairs.set(`${Math.min(a, b)}-${Math.max(a, b)}`, [Math.min(a, b), Math.max(a, b)]);
    };
    for (let index = 1; index < switches; index += 1) add(index, index + 1);
    for (const [a, b] of extra) add((a % switches) + 1, (b % switches) + 1);
    return emptyNetwork({ switches, cables: [...pairs.values()], endSystems: switches + 2 });
  });

testCase(
  {
    id: 'TC-VLO-008-01',
    verifies: ['LLR-VLO-008', 'HLR-VLO-004'],
    kind: 'normal',
    intent: 'lists shortest trees first, the shortest distances being those of an exhaustive relaxation',
  },
  (t) => {
    const shortest = fc.property(meshes, fc.integer({ min: 0, max: 7 }), (network, pick) => {
      const graph = switchGraphOf(network, 'A');
      const ids = [...graph.neighbours.keys()];
      const start = ids[pick % ids.length] ?? '';
      // Floyd and Warshall
      const far = new Map(
        ids.flatMap((a) => ids.map((b) => [`${a} ${b}`, a === b ? 0 : (graph.neighbours.get(a) ?? []).includes(b) ? 1 : 99])),
      );
      for (const by of ids)
        for (const a of ids)
          for (const b of ids)
            far.set(`${a} ${b}`, Math.min(far.get(`${a} ${b}`) ?? 99, (far.get(`${a} ${by}`) ?? 99) + (far.get(`${by} ${b}`) ?? 99)));
      const distances = distancesFrom(graph, start);
      return ids.every((id) => distances.get(id) === far.get(`${start} ${id}`));
    });
    fc.assert(shortest, { numRuns: 100 });
    const trees = fc.property(meshes, (network) => {
      const graph = switchGraphOf(network, 'B');
      const destinations = network.endSystems.slice(1, 4).map(({ id }) => id);
      const distances = distancesFrom(graph, graph.attachment.get('E1') ?? '');
      const found = routeTreesOf(graph, 'E1', destinations, { detourSwitchesMax: 0, treesMax: 6 });
      const keys = found.trees.map(({ hops }) => [...hops].sort().join());
      return (
        found.trees.length > 0 &&
        new Set(keys).size === keys.length &&
        found.trees.every(({ routes, hops }) => {
          const isShortest = destinations.every(
            (to) => (routes.get(to)?.length ?? 0) === (distances.get(graph.attachment.get(to) ?? '') ?? 0) + 1,
          );
          const into = hops.map((hop) => hop.split('>')[1]);
          return isShortest && new Set(into).size === into.length;
        })
      );
    });
    fc.assert(trees, { numRuns: 100 });
    const ladder = emptyNetwork({
      switches: 4,
      cables: [
        [1, 2],
        [1, 3],
        [2, 4],
        [3, 4],
      ],
      endSystems: 4,
    });
    const graph = switchGraphOf(ladder, 'A');
    const ways = (detourSwitchesMax: number) =>
      routeTreesOf(graph, 'E1', ['E2'], { detourSwitchesMax, treesMax: 9 }).trees.map(({ routes }) => routes.get('E2')?.join(' '));
    t.strictSame(ways(0), ['S1A S2A']);
    t.strictSame(ways(2), ['S1A S2A', 'S1A S3A S4A S2A']);
    const two = routeTreesOf(graph, 'E1', ['E4'], { detourSwitchesMax: 0, treesMax: 9 });
    t.strictSame([two.trees.length, two.cut], [2, false]);
  },
);

testCase(
  {
    id: 'TC-VLO-008-02',
    verifies: ['LLR-VLO-008', 'HLR-VLO-004'],
    kind: 'robustness',
    intent: 'says when trees are left out, ends in a dense mesh, and has none without a way',
  },
  (t) => {
    const pairs = Array.from({ length: 12 }, (_, a) => Array.from({ length: a }, (_b, b) => [b + 1, a + 1] as const)).flat();
    const dense = emptyNetwork({ switches: 12, cables: pairs, endSystems: 12 });
    const graph = switchGraphOf(dense, 'A');
    const found = routeTreesOf(graph, 'E1', ['E5', 'E9', 'E12'], { detourSwitchesMax: 8, treesMax: 20 });
    t.strictSame([found.trees.length, found.cut], [20, true]);
    t.equal(routeTreesOf(graph, 'E1', ['E5'], { detourSwitchesMax: 0, treesMax: 1 }).cut, false);
    const apart = emptyNetwork({ switches: 2, cables: [], endSystems: 3 });
    t.strictSame(routeTreesOf(switchGraphOf(apart, 'A'), 'E1', ['E2'], { detourSwitchesMax: 3, treesMax: 3 }), { trees: [], cut: false });
    t.equal(routeTreesOf(switchGraphOf(apart, 'A'), 'E1', ['E3'], { detourSwitchesMax: 0, treesMax: 3 }).trees.length, 1);
    t.strictSame(routeTreesOf(switchGraphOf(apart, 'A'), 'E9', ['E1'], { detourSwitchesMax: 0, treesMax: 3 }).trees, []);
  },
);

testCase(
  {
    id: 'TC-VLO-014-01',
    verifies: ['LLR-VLO-014', 'HLR-VLO-004'],
    kind: 'normal',
    intent: 'spreads equal virtual links evenly, on both networks and over both',
  },
  (t) => {
    // E1 and E5 on switch 1, E2 and E6 on switch 2, joined over 3 and over 4
    const network = emptyNetwork({
      switches: 4,
      cables: [
        [1, 3],
        [1, 4],
        [2, 3],
        [2, 4],
      ],
      endSystems: 64,
    });
    const source = (index: number): string => `E${4 * index + 1}`;
    const target = (index: number): string => `E${4 * index + 2}`;
    const set = (redundancyLevel: 1 | 2) =>
      Array.from({ length: 16 }, (_, index) =>
        message({ name: `m${index}`, source: source(index), destinations: [target(index)], sizeBytes: 500, redundancyLevel }),
      );
    const loadsOn = (redundancyLevel: 1 | 2): readonly number[] => {
      const problem = problemOf(network, set(redundancyLevel), options);
      const { ledger } = placedOn(
        problem,
        chosenCarriersOf(problem, () => true),
        () => true,
      );
      const one = problem.classes[0]?.carriers[0]?.wireBits ?? 1;
      return ['S1A>S3A', 'S1A>S4A', 'S1B>S3B', 'S1B>S4B'].map((key) => {
        const port = problem.ports.findIndex((each) => each.key === key);
        return ledger.portBits(port) / one;
      });
    };
    t.strictSame(loadsOn(2), [8, 8, 8, 8]);
    t.strictSame(loadsOn(1), [4, 4, 4, 4]);
    const problem = problemOf(network, set(2), options);
    const pinned = placedOn(
      problem,
      chosenCarriersOf(problem, () => true),
      (_own, _network, tree) => tree === 0,
    );
    t.ok(
      pinned.choices.every(({ trees }) => trees.A === 0 && trees.B === 0),
      'a filter is kept',
    );
  },
);

testCase(
  {
    id: 'TC-VLO-014-02',
    verifies: ['LLR-VLO-014', 'HLR-VLO-004'],
    kind: 'robustness',
    intent: 'keeps networks apart, uses what a filter leaves, and closes no circle under the up-down rule',
  },
  (t) => {
    const separate = fc.property(meshes, fc.integer({ min: 1, max: 1000 }), (network, seed) => {
      const set = messageSet(network, { count: 12, seed, sizeBytesMax: 200, periods: [16, 32], destinationsMax: 3 });
      const problem = problemOf(network, set, { ...options, detourSwitchesMax: 1 });
      const { choices } = placedOn(
        problem,
        chosenCarriersOf(problem, () => true),
        () => true,
      );
      return linksOf(problem, choices).every(({ virtualLink: { paths, redundancyLevel } }) => {
        const on = (name: 'A' | 'B'): readonly string[] => Object.values(paths[name] ?? {}).flatMap((switches) => switches ?? []);
        const level = [paths.A, paths.B].filter((routes) => routes !== undefined).length;
        return level === redundancyLevel && on('A').every((id) => id.endsWith('A')) && on('B').every((id) => id.endsWith('B'));
      });
    });
    fc.assert(separate, { numRuns: 60 });
    const acyclic = fc.property(meshes, fc.integer({ min: 1, max: 1000 }), (network, seed) => {
      const set = messageSet(network, { count: 20, seed, sizeBytesMax: 100, periods: [32], destinationsMax: 1 });
      const problem = problemOf(network, set, { ...options, detourSwitchesMax: 4, treesMax: 64 });
      const rules = { A: upDownRuleOf(switchGraphOf(network, 'A')), B: upDownRuleOf(switchGraphOf(network, 'B')) };
      const legal = (own: (typeof problem.classes)[number], name: 'A' | 'B', tree: number): boolean =>
        [...(own.trees[name][tree]?.routes.values() ?? [])].every(rules[name]);
      const each = problem.classes.every((own) =>
        (['A', 'B'] as const).every((name) => own.trees[name].length === 0 || own.trees[name].some((_, tree) => legal(own, name, tree))),
      );
      const { choices } = placedOn(
        problem,
        chosenCarriersOf(problem, () => true),
        legal,
      );
      return !each || portCircleOf(problem, choices) === undefined;
    });
    fc.assert(acyclic, { numRuns: 60 });
    const problem = problemOf(emptyNetwork({ switches: 1, cables: [], endSystems: 2 }), [message({ name: 'm' })], options);
    const [own] = problem.classes;
    const [carrier] = own?.carriers ?? [];
    if (own !== undefined && carrier !== undefined)
      t.strictSame(
        allowedTrees({ class: own, carrier }, 'A', () => false),
        [0],
      );
    t.strictSame(placedOn(problem, [], () => true).choices, []);
  },
);
