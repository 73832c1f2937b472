import { toReal } from '../../../kernel/logic/arithmetic.js';
import type { Expression, Truth } from '../../../kernel/logic/expression.js';
import { variablesOf } from '../../../kernel/logic/expression.js';
import { smtLibText } from '../../../kernel/logic/smt-lib.js';
import { all, equal, not, some, truth, truthVariable } from '../../../kernel/logic/truth.js';
import { approximately, type Rational } from '../../../kernel/rational.js';
import { rationalOfTerm, smtTermsOf } from '../../../kernel/smt-terms.js';
import type { Solver, SolverAnswer } from '../../../ports/solver.js';
import { pathTo, type Step } from '../analysis/closing-vectors.js';
import { controllingValueOf, type DecisionTree, gateValue, isEagerGate } from '../analysis/decision-tree.js';
import { decisionCoverage } from '../analysis/independence.js';
import type { DecisionSource } from '../coverage-map.js';
import {
  type Comparison,
  comparisonFrom,
  comparisonTruth,
  type OperandVariables,
  operandVariables,
  type Side,
  typeFacts,
} from './comparisons.js';

/** What is missing: an outcome of the decision, or the independent effect of a condition. */
export type MissingPart = { readonly outcome: boolean } | { readonly condition: number };

/** A run that closes a gap or a part of it: the vector, and a value for each operand that comparisons read. */
export interface SolvedRun {
  readonly values: string;
  readonly outcome: boolean;
  readonly operands: readonly { readonly text: string; readonly value: string }[];
}

/**
 * What a solver found: runs that close the gap, checked by computing the comparisons on doubles; that there are none, for each
 * primitive value (`any`) or for numbers and bigints; or nothing.
 */
export type SolvedGap =
  | { readonly kind: 'runs'; readonly runs: readonly SolvedRun[] }
  | { readonly kind: 'none'; readonly for: 'any' | 'numbers' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Work that one question may cost. */
const limits = { resourceUnits: 20_000_000, wallSeconds: 30 };

/**
 * Asks a solver for runs that close a gap of a decision whose conditions compare numbers; undefined when none of them does. "None" holds
 * for each primitive value of the operands, NaN, infinities, negative zero, bigints and texts included, as long as none of them changes
 * between two conditions: a decision that calls or assigns is unknown, and of getters and objects that convert themselves nothing is said.
 * @implements LLR-COV-052
 */
export async function solvedGap(source: DecisionSource, missing: MissingPart, solver: Solver): Promise<SolvedGap | undefined> {
  const comparisons = source.conditions.map(({ text }) => comparisonFrom(text));
  if (source.conditions.length < 2 || comparisons.every((one) => one === undefined)) return undefined;
  if (!source.isPure)
    return { kind: 'unknown', reason: 'the decision calls or assigns, so that a value may change between its conditions' };
  const model = new GapModel(source, comparisons, missing);
  const plain = await ask(solver, all(model.formula, model.plain));
  const numbers = plain.verdict === 'sat' ? plain : await ask(solver, all(model.formula, model.numeric));
  if (numbers.verdict === 'unknown') return { kind: 'unknown', reason: numbers.reason };
  if (numbers.verdict === 'sat') {
    const runs = model.runsFrom(numbers.values);
    return runs === undefined ? { kind: 'unknown', reason: 'the values that were found are no doubles' } : { kind: 'runs', runs };
  }
  const any = await ask(solver, model.formula);
  return { kind: 'none', for: any.verdict === 'unsat' ? 'any' : 'numbers' };
}

function ask(solver: Solver, formula: Truth): Promise<SolverAnswer> {
  const script = smtLibText('QF_LIRA', ['a gap of structural coverage'], [{ name: 'gap', text: 'runs that close the gap', formula }]);
  const values = [...variablesOf([formula])].map(({ form }) => form.name);
  return solver.ask({ script, values, limits });
}

/** The variables of the runs, and what the gap asks of them. */
class GapModel {
  readonly #source: DecisionSource;
  readonly #comparisons: readonly (Comparison | undefined)[];
  readonly #missing: MissingPart;
  readonly #operands: readonly string[];
  readonly formula: Truth;
  /** That each operand is a number or a bigint. */
  readonly numeric: Truth;
  /** That each operand is a whole number, or a bigint where one is written: values that a reader would choose. */
  readonly plain: Truth;

  constructor(source: DecisionSource, comparisons: readonly (Comparison | undefined)[], missing: MissingPart) {
    this.#source = source;
    this.#comparisons = comparisons;
    this.#missing = missing;
    this.#operands = [...new Set(comparisons.flatMap((one) => (one === undefined ? [] : [one.left, one.right].flatMap(textOf))))];
    const runs = 'outcome' in missing ? [0] : [0, 1];
    const variables = runs.flatMap((run) => this.#operands.map((text) => this.#variablesOf(run, text)));
    const asked = 'outcome' in missing ? this.#outcome(missing.outcome) : this.#effect(missing.condition);
    this.formula = all(asked, ...variables.map(typeFacts));
    const isBig = comparisons.some((one) => [one?.left, one?.right].some((side) => side?.kind === 'literal' && side.isBig));
    this.plain = all(...variables.map((of) => all(isBig ? of.isBig : all(of.isNumber, not(of.isNan)), equal(of.value, toReal(of.whole)))));
    this.numeric = all(...variables.map(({ isNumber, isBig }) => some(isNumber, isBig)));
  }

  #variablesOf(run: number, operand: string): OperandVariables {
    return operandVariables(`r${run}-o${this.#operands.indexOf(operand)}`);
  }

  #outcome(outcome: boolean): Truth {
    const given = this.#valueOf(0, this.#source.tree);
    return outcome ? given : not(given);
  }

  #effect(condition: number): Truth {
    const path = pathTo(this.#source.tree, condition) ?? [];
    const leaf: DecisionTree = { kind: 'condition', index: condition };
    const beside = path.flatMap(({ gate, sibling }) =>
      gate === undefined || sibling === undefined || controllingValueOf(gate) !== undefined
        ? []
        : [equal(this.#valueOf(0, sibling), this.#valueOf(1, sibling))],
    );
    return all(this.#valueOf(0, leaf), not(this.#valueOf(1, leaf)), this.#passes(0, path, true), this.#passes(1, path, false), ...beside);
  }

  /** That nothing masks a condition of a value on its way to the outcome. */
  #passes(run: number, path: readonly Step[], value: boolean): Truth {
    let passing: Truth = truth(value);
    const parts: Truth[] = [];
    for (const { gate, sibling, isLeft } of path) {
      if (gate === undefined || sibling === undefined) {
        passing = not(passing);
        continue;
      }
      const other = this.#valueOf(run, sibling);
      const controlling = controllingValueOf(gate);
      if (controlling === undefined) {
        passing = gate.kind === 'equal' ? equal(passing, other) : not(equal(passing, other));
        continue;
      }
      const lets = controlling ? not(other) : other;
      const leavesOut = isLeft && !isEagerGate(gate) ? equal(passing, truth(controlling)) : truth(false);
      parts.push(some(leavesOut, lets));
    }
    return all(...parts);
  }

  #valueOf(run: number, node: DecisionTree): Truth {
    if (node.kind === 'condition') return this.#conditionOf(run, node.index);
    if (node.kind === 'not') return not(this.#valueOf(run, node.operand));
    const [left, right] = [this.#valueOf(run, node.left), this.#valueOf(run, node.right)];
    if (node.kind === 'and') return all(left, right);
    if (node.kind === 'or') return some(left, right);
    return node.kind === 'equal' ? equal(left, right) : not(equal(left, right));
  }

  /** Conditions of the same text are one. */
  #conditionOf(run: number, index: number): Truth {
    const text = this.#source.conditions[index]?.text;
    const first = this.#source.conditions.findIndex((one) => one.text === text);
    const free = truthVariable(`r${run}-c${first}`);
    const comparison = this.#comparisons[index];
    return comparison === undefined ? free : comparisonTruth(comparison, (operand) => this.#variablesOf(run, operand), free);
  }

  /** The runs of a model, computed anew on doubles; undefined when they do not show what is missing. */
  runsFrom(values: ReadonlyMap<string, string>): readonly SolvedRun[] | undefined {
    const { tree, conditions } = this.#source;
    const runs = ('outcome' in this.#missing ? [0] : [0, 1]).map((run): SolvedRun => {
      const held = new Map(this.#operands.map((text) => [text, heldValue(this.#variablesOf(run, text), values)]));
      const valueAt = (index: number): boolean => {
        const comparison = this.#comparisons[index];
        const first = conditions.findIndex(({ text }) => text === conditions[index]?.text);
        return comparison === undefined ? values.get(`r${run}-c${first}`) === 'true' : computed(comparison, held);
      };
      const operands = [...held].map(([text, value]) => ({ text, value: typeof value === 'bigint' ? `${value}n` : `${value}` }));
      return { ...evaluated(tree, conditions.length, valueAt), operands };
    });
    const coverage = decisionCoverage(tree, runs, 'short-circuit');
    if (coverage.impossible.length > 0) return undefined;
    const isShown =
      'outcome' in this.#missing
        ? runs[0]?.outcome === this.#missing.outcome
        : coverage.conditions[this.#missing.condition]?.masking !== undefined;
    return isShown ? runs : undefined;
  }
}

function textOf(side: Side): readonly string[] {
  return side.kind === 'operand' ? [side.text] : [];
}

function isTrue(variable: Expression, values: ReadonlyMap<string, string>): boolean {
  return variable.form.kind === 'variable' && values.get(variable.form.name) === 'true';
}

/** The number or bigint that a model gives an operand; a fraction becomes the nearest double. */
function heldValue({ isNan, isBig, value }: OperandVariables, values: ReadonlyMap<string, string>): number | bigint {
  if (isTrue(isNan, values)) return Number.NaN;
  const [term] = smtTermsOf(value.form.kind === 'variable' ? (values.get(value.form.name) ?? '0') : '0') ?? [];
  const exact: Rational = (term === undefined ? undefined : rationalOfTerm(term)) ?? { numerator: 0n, denominator: 1n };
  return isTrue(isBig, values) && exact.denominator === 1n ? exact.numerator : approximately(exact);
}

/** A comparison as the language computes it. */
function computed({ operator, left, right }: Comparison, held: ReadonlyMap<string, number | bigint>): boolean {
  const of = (side: Side): number | bigint => {
    if (side.kind === 'operand') return held.get(side.text) ?? Number.NaN;
    return side.isBig ? side.value.numerator : approximately(side.value);
  };
  const [a, b] = [of(left), of(right)];
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '===':
      return a === b;
    case '!==':
      return a !== b;
  }
}

/** The vector that an evaluation shows. */
function evaluated(
  tree: DecisionTree,
  count: number,
  valueAt: (index: number) => boolean,
): { readonly values: string; readonly outcome: boolean } {
  const seen: string[] = new Array<string>(count).fill('-');
  const visit = (node: DecisionTree): boolean => {
    if (node.kind === 'condition') {
      const value = valueAt(node.index);
      seen[node.index] = value ? 'T' : 'F';
      return value;
    }
    if (node.kind === 'not') return !visit(node.operand);
    const left = visit(node.left);
    if (!isEagerGate(node) && left === controllingValueOf(node)) return left;
    return gateValue(node.kind, left, visit(node.right));
  };
  const outcome = visit(tree);
  return { values: seen.join(''), outcome };
}
