import fc from 'fast-check';
import { closingVectors } from '../../src/toolchain/coverage/analysis/closing-vectors.js';
import {
  conditionCountOf,
  conditionsMaximum,
  type DecisionTree,
  type Evaluation,
  type ObservedVector,
  replayed,
} from '../../src/toolchain/coverage/analysis/decision-tree.js';
import { type ConditionCoverage, decisionCoverage } from '../../src/toolchain/coverage/analysis/independence.js';
import { testCase } from '../support/test-case.js';
import { and, c, equal, inputsOf, knownDecisions, not, or, vectorOf, xor } from './known-decisions.js';

const letters = (list: readonly boolean[]): string => list.map((is) => (is ? 'y' : 'n')).join('');
const masking = (conditions: readonly ConditionCoverage[]): string =>
  letters(conditions.map((condition) => condition.masking !== undefined));
const uniqueCause = (conditions: readonly ConditionCoverage[]): string => letters(conditions.map((one) => one.uniqueCause !== undefined));
const evaluations: readonly Evaluation[] = ['short-circuit', 'full'];

/** A tree over conditions that are numbered in the order of the text. */
const shapes = fc.letrec<{ tree: Shape }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constant<Shape>('leaf'),
    fc.tuple(fc.constant('not' as const), tie('tree')),
    fc.tuple(
      fc.constantFrom('and' as const, 'or' as const, 'eager-and' as const, 'eager-or' as const, 'equal' as const, 'xor' as const),
      tie('tree'),
      tie('tree'),
    ),
  ),
})).tree;
type Shape = 'leaf' | readonly ['not', Shape] | readonly ['and' | 'or' | 'eager-and' | 'eager-or' | 'equal' | 'xor', Shape, Shape];

function treeOf(shape: Shape): DecisionTree {
  let next = 0;
  const build = (part: Shape): DecisionTree => {
    if (part === 'leaf') return c(next++);
    if (part[0] === 'not') return not(build(part[1]));
    const [left, right] = [build(part[1]), build(part[2])];
    switch (part[0]) {
      case 'and':
      case 'eager-and':
        return and(left, right, part[0] === 'eager-and');
      case 'or':
      case 'eager-or':
        return or(left, right, part[0] === 'eager-or');
      case 'equal':
        return equal(left, right);
      case 'xor':
        return xor(left, right);
    }
  };
  return build(shape);
}

const smallTrees = shapes.map(treeOf).filter((tree) => conditionCountOf(tree) <= 6);

const inputsFrom = (bits: number, count: number): readonly boolean[] =>
  Array.from({ length: count }, (_, index) => ((bits >> index) & 1) === 1);

/** Distinct vectors of the runs whose inputs are the bits of the numbers. */
function vectorsFrom(tree: DecisionTree, runs: readonly number[], evaluation: Evaluation): readonly ObservedVector[] {
  const count = conditionCountOf(tree);
  const all = runs.map((bits) => vectorOf(tree, inputsFrom(bits, count), evaluation));
  return [...new Map(all.map((vector) => [vector.values, vector])).values()];
}

/** Unique cause by its definition, pair by pair. */
function showsAlone(u: ObservedVector, v: ObservedVector, index: number): boolean {
  const differs = u.values[index] !== '-' && v.values[index] !== '-' && u.values[index] !== v.values[index];
  const others = [...u.values].every((value, at) => at === index || value === '-' || v.values[at] === '-' || value === v.values[at]);
  return differs && others && u.outcome !== v.outcome;
}

/** Whether some completion of a vector has a derivative by the condition: flipping it flips the decision. Holds for `and`, `or`, `not`. */
function canDecide(tree: DecisionTree, values: string, index: number): boolean {
  if (values[index] === '-') return false;
  const open = [...values].flatMap((value, at) => (value === '-' ? [at] : []));
  for (let bits = 0; bits < 2 ** open.length; bits += 1) {
    const inputs = [...values].map((value, at) => (value === '-' ? ((bits >> open.indexOf(at)) & 1) === 1 : value === 'T'));
    const flipped = inputs.map((value, at) => (at === index ? !value : value));
    if (vectorOf(tree, inputs, 'full').outcome !== vectorOf(tree, flipped, 'full').outcome) return true;
  }
  return false;
}

/** Masking gate by gate, pair by pair: each gate above the condition flips, and the operand beside it has one value in both runs. */
function showsByGates(tree: DecisionTree, u: string, v: string, index: number): boolean {
  const value = (node: DecisionTree, values: string): boolean | undefined => {
    if (node.kind === 'condition') return values[node.index] === '-' ? undefined : values[node.index] === 'T';
    if (node.kind === 'not') return value(node.operand, values) === undefined ? undefined : !value(node.operand, values);
    const [left, right] = [value(node.left, values), value(node.right, values)];
    if (left === undefined) return undefined;
    if (right === undefined) return left;
    return node.kind === 'and'
      ? left && right
      : node.kind === 'or'
        ? left || right
        : node.kind === 'equal'
          ? left === right
          : left !== right;
  };
  const holds = (node: DecisionTree): boolean =>
    node.kind === 'condition' ? node.index === index : node.kind === 'not' ? holds(node.operand) : holds(node.left) || holds(node.right);
  const passes = (node: DecisionTree): boolean => {
    const [before, after] = [value(node, u), value(node, v)];
    if (before === undefined || after === undefined || before === after) return false;
    if (node.kind === 'condition') return true;
    if (node.kind === 'not') return passes(node.operand);
    const [own, beside] = holds(node.left) ? [node.left, node.right] : [node.right, node.left];
    const [one, other] = [value(beside, u), value(beside, v)];
    return passes(own) && (one === other || one === undefined || other === undefined);
  };
  return passes(tree);
}

const hasEqualOrXor = (tree: DecisionTree): boolean =>
  tree.kind === 'condition'
    ? false
    : tree.kind === 'not'
      ? hasEqualOrXor(tree.operand)
      : tree.kind === 'equal' || tree.kind === 'xor' || hasEqualOrXor(tree.left) || hasEqualOrXor(tree.right);

testCase(
  {
    id: 'TC-COV-001-01',
    verifies: ['HLR-COV-001', 'LLR-COV-001', 'LLR-COV-002', 'LLR-COV-003', 'LLR-COV-004'],
    kind: 'normal',
    intent: 'gives the answers known by hand for masking and unique cause, short-circuit and full',
  },
  (t) => {
    for (const known of knownDecisions) {
      for (const evaluation of evaluations) {
        const expected = evaluation === 'full' ? known.full : (known.short ?? known.full);
        const runs = known.runs.split(' ').map((run) => vectorOf(known.tree, inputsOf(known.names, run), evaluation));
        const { conditions, impossible } = decisionCoverage(known.tree, runs, evaluation);
        t.same(
          [masking(conditions), uniqueCause(conditions), impossible],
          [...expected, []],
          `${known.text} with ${known.runs}, ${evaluation}`,
        );
      }
    }
  },
);

testCase(
  {
    id: 'TC-COV-002-01',
    verifies: ['HLR-COV-001', 'LLR-COV-004'],
    kind: 'normal',
    intent: 'agrees with the definitions tried on each pair of vectors of small random decisions, and each pair it names is one',
  },
  (t) => {
    const property = fc.property(
      smallTrees,
      fc.array(fc.nat(63), { maxLength: 14 }),
      fc.constantFrom(...evaluations),
      (tree, runs, evaluation) => {
        const vectors = vectorsFrom(tree, runs, evaluation);
        const { conditions, wasTrue, wasFalse } = decisionCoverage(tree, vectors, evaluation);
        if (wasTrue !== vectors.some(({ outcome }) => outcome) || wasFalse !== vectors.some(({ outcome }) => !outcome)) return false;
        return conditions.every((condition, index) => {
          const pairs = vectors.flatMap((u) =>
            vectors.filter((v) => u.values[index] === 'T' && v.values[index] === 'F').map((v) => [u, v] as const),
          );
          const alone = pairs.some(([u, v]) => showsAlone(u, v, index));
          const byGates = pairs.some(([u, v]) => showsByGates(tree, u.values, v.values, index));
          const named = [condition.masking, condition.uniqueCause].map((pair) => pair && [vectors[pair.whenTrue], vectors[pair.whenFalse]]);
          const [shown, caused] = named;
          return (
            alone === (condition.uniqueCause !== undefined) &&
            byGates === (condition.masking !== undefined) &&
            (!alone || byGates) &&
            (shown?.[0] === undefined || shown[1] === undefined || showsByGates(tree, shown[0].values, shown[1].values, index)) &&
            (caused?.[0] === undefined || caused[1] === undefined || showsAlone(caused[0], caused[1], index))
          );
        });
      },
    );
    t.doesNotThrow(() => fc.assert(property, { numRuns: 3000 }));
  },
);

testCase(
  {
    id: 'TC-COV-002-02',
    verifies: ['LLR-COV-003'],
    kind: 'normal',
    intent: 'counts a condition as deciding exactly where flipping it can flip a decision of and, or and not',
  },
  (t) => {
    const property = fc.property(
      smallTrees.filter((tree) => !hasEqualOrXor(tree)),
      fc.array(fc.nat(63), { maxLength: 10 }),
      (tree, runs) => {
        const vectors = vectorsFrom(tree, runs, 'short-circuit').filter(({ values }) => !tooOpen(values));
        return decisionCoverage(tree, vectors, 'short-circuit').conditions.every((condition, index) => {
          const deciding = vectors.filter(({ values }) => canDecide(tree, values, index));
          return (
            condition.decidedTrue === deciding.some(({ values }) => values[index] === 'T') &&
            condition.decidedFalse === deciding.some(({ values }) => values[index] === 'F')
          );
        });
      },
    );
    t.doesNotThrow(() => fc.assert(property, { numRuns: 1000 }));
  },
);
const tooOpen = (values: string): boolean => [...values].filter((value) => value === '-').length > 5;

testCase(
  {
    id: 'TC-COV-002-03',
    verifies: ['HLR-COV-001', 'LLR-COV-001', 'LLR-COV-002', 'LLR-COV-003', 'LLR-COV-004'],
    kind: 'robustness',
    intent: 'counts no vector that the decision cannot have given, and says which',
  },
  (t) => {
    const tree = and(or(c(0), c(1)), c(2));
    const vectors = [
      { values: 'TT-', outcome: true },
      { values: 'T-T', outcome: false },
      { values: 'F-T', outcome: false },
      { values: 'T-', outcome: true },
      { values: '', outcome: true },
      { values: 'TxT', outcome: true },
      { values: 'T-T', outcome: true },
    ];
    const { wasTrue, wasFalse, conditions, impossible } = decisionCoverage(tree, vectors, 'short-circuit');
    t.same(impossible, [0, 1, 2, 3, 4, 5]);
    t.same([wasTrue, wasFalse, masking(conditions)], [true, false, 'nnn']);
    t.equal(replayed(tree, 'T-T', 'full'), undefined, 'full evaluation leaves out nothing');
    t.equal(replayed(tree, 'TFT', 'full'), true);
    t.equal(replayed(and(c(0), c(1), true), 'F-', 'short-circuit'), undefined, '& evaluates both');
    t.equal(conditionCountOf(tree), 3);
  },
);

testCase(
  {
    id: 'TC-COV-003-01',
    verifies: ['HLR-COV-001', 'LLR-COV-001', 'LLR-COV-004'],
    kind: 'robustness',
    intent: 'measures 64 conditions with 100 000 distinct vectors in seconds',
  },
  (t) => {
    let tree: DecisionTree = c(0);
    for (let index = 1; index < conditionsMaximum; index += 1)
      tree = index % 3 === 0 ? xor(tree, c(index)) : index % 3 === 1 ? and(tree, c(index)) : or(tree, c(index));
    const vectors = new Map<string, ObservedVector>();
    let word = 1;
    while (vectors.size < 100_000) {
      const inputs = Array.from({ length: conditionsMaximum }, () => {
        word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0;
        return word > 0x60000000;
      });
      const vector = vectorOf(tree, inputs, 'short-circuit');
      vectors.set(vector.values, vector);
    }
    const started = process.cpuUsage().user;
    const { conditions, impossible } = decisionCoverage(tree, [...vectors.values()], 'short-circuit');
    const seconds = (process.cpuUsage().user - started) / 1e6;
    t.same(impossible, []);
    t.equal(conditions.length, 64);
    t.ok(conditions.filter((one) => one.masking !== undefined).length >= 20, 'the conditions near the end are shown');
    t.ok(seconds < 30, `${seconds} s; comparing each two vectors would take hours`);
  },
);

testCase(
  {
    id: 'TC-COV-004-01',
    verifies: ['HLR-COV-002', 'LLR-COV-005'],
    kind: 'normal',
    intent: 'names vectors that do close a gap, also with coupled conditions, and says impossible only where no vectors can',
  },
  (t) => {
    const property = fc.property(
      smallTrees,
      fc.array(fc.nat(63), { maxLength: 6 }),
      fc.constantFrom(...evaluations),
      fc.array(fc.nat(3), { minLength: 6, maxLength: 6 }),
      (tree, runs, evaluation, readers) => {
        const count = conditionCountOf(tree);
        const names = readers.slice(0, count).map((reader) => `v${reader}`);
        const coupledRun = (bits: number) =>
          vectorOf(
            tree,
            names.map((name) => ((bits >> Number(name.slice(1))) & 1) === 1),
            evaluation,
          );
        const seen = [...new Map(runs.map((bits) => [coupledRun(bits).values, coupledRun(bits)])).values()];
        const all = Array.from({ length: 16 }, (_, bits) => coupledRun(bits));
        const ever = decisionCoverage(tree, all, evaluation).conditions;
        return decisionCoverage(tree, seen, evaluation).conditions.every((condition, index) => {
          if (condition.masking !== undefined) return true;
          const deciding = seen.filter(
            (vector) =>
              decisionCoverage(tree, [vector], evaluation).conditions[index]?.[
                vector.values[index] === 'T' ? 'decidedTrue' : 'decidedFalse'
              ],
          );
          const closing = closingVectors({ tree, condition: index, names, evaluation, seen: deciding });
          if (closing.kind !== 'vectors') return closing.kind === 'impossible' && ever[index]?.masking === undefined;
          const added = closing.vectors.map(({ values }) => coupledRun(bitsOf(values, names)));
          const after = decisionCoverage(tree, [...seen, ...added], evaluation).conditions[index];
          return after?.masking !== undefined && added.every(({ outcome }, at) => outcome === closing.vectors[at]?.outcome);
        });
      },
    );
    t.doesNotThrow(() => fc.assert(property, { numRuns: 3000 }));
  },
);

/** Inputs with the named values of a closing vector; free ones are false. */
function bitsOf(values: string, names: readonly string[]): number {
  return names.reduce((bits, name, index) => (values[index] === 'T' ? bits | (1 << Number(name.slice(1))) : bits), 0);
}

testCase(
  {
    id: 'TC-COV-004-02',
    verifies: ['HLR-COV-002', 'LLR-COV-005'],
    kind: 'robustness',
    intent: 'answers for a condition that nothing can show, and completes a seen vector before it asks for two',
  },
  (t) => {
    const opposite = and(c(0), not(c(1)));
    const names = ['x', 'x'];
    t.same(closingVectors({ tree: opposite, condition: 1, names, evaluation: 'full', seen: [] }), { kind: 'impossible' });
    const tree = and(or(c(0), c(1)), or(c(2), c(3)));
    const gap = { tree, condition: 3, names: ['a', 'b', 'c', 'd'], evaluation: 'short-circuit' } as const;
    t.same(closingVectors({ ...gap, seen: [{ values: 'T-FF' }] }), { kind: 'vectors', vectors: [{ values: 'T-FT', outcome: true }] });
    t.same(closingVectors({ ...gap, seen: [] }), {
      kind: 'vectors',
      vectors: [
        { values: '*TFT', outcome: true },
        { values: '*TFF', outcome: false },
      ],
    });
    let hard: DecisionTree = c(0);
    for (let index = 1; index < 60; index += 1) hard = xor(hard, c(index));
    const asked = {
      tree: hard,
      condition: 0,
      names: Array.from({ length: 60 }, (_, index) => `${index % 30}`),
      evaluation: 'full',
      seen: [],
    } as const;
    t.match(closingVectors(asked).kind, /^(not-found|impossible)$/, 'ends within its steps');
  },
);
