import type ts from 'typescript';
import { conditionsMaximum, type DecisionTree } from '../analysis/decision-tree.js';
import type { ConditionSource, DecisionNature, PointCause, VectorEncoding } from '../coverage-map.js';
import { bare, isConstant } from './boolean-syntax.js';
import { actingText, actionsOf, conditionsOfWord, type Recording } from './condition-text.js';
import { decisionPaths } from './decision-paths.js';
import type { Work } from './work.js';

/**
 * Most conditions of a decision whose vectors have a place each by their digits and outcome.
 * @implements LLR-COV-007
 */
export const conditionsOfTable = 6;

/** A decision that is written, with what follows from its outcomes for certain; undefined for a constant, which is no decision. */
export interface ControlDecision {
  readonly text: string;
  readonly whenTrue: PointCause | undefined;
  readonly whenFalse: PointCause | undefined;
}

/**
 * A decision in a place where only its truth counts: the condition of if, loop or `?:`. A constant is no decision.
 * @implements LLR-COV-007
 */
export function controlDecision(work: Work, node: ts.Expression, what: string): ControlDecision {
  if (isConstant(work.ts, node)) return { text: work.render(node), whenTrue: undefined, whenFalse: undefined };
  const decision = work.decisions.length;
  const text = decisionText(work, node, { what, nature: 'boolean', isControl: true });
  const { encoding = 'digits', firstSlot = -1 } = work.decisions[decision] ?? {};
  const cause = (outcome: boolean): PointCause | undefined => {
    // Vectors beyond the most that are recorded would leave what follows from them unrecorded.
    if (encoding === 'digits') return undefined;
    return encoding === 'outcomes' ? { slot: firstSlot + (outcome ? 0 : 1) } : { decision, outcome };
  };
  return { text, whenTrue: cause(true), whenFalse: cause(false) };
}

/**
 * A Boolean expression in the place of a value: the value is passed on as it is. Undefined when the expression is no decision.
 * @implements LLR-COV-007
 */
export function valueDecisionText(work: Work, node: ts.Expression): string | undefined {
  const isNegation = work.ts.isPrefixUnaryExpression(node) && node.operator === work.ts.SyntaxKind.ExclamationToken;
  const operator = work.syntax.operatorOf(node);
  const isLiteral = work.options.isLiteral && work.ts.isBinaryExpression(node) && work.syntax.isComparison(node);
  if (!isNegation && operator === undefined && !isLiteral) return undefined;
  if (isNegation && isConstant(work.ts, node.operand)) return undefined;
  const nature = isNegation || operator?.isEager || isLiteral ? 'boolean' : work.syntax.natureOf(node);
  return decisionText(work, node, { what: nature === 'value' ? 'value' : 'expression', nature, isControl: false });
}

interface DecisionPlace {
  readonly what: string;
  readonly nature: DecisionNature;
  readonly isControl: boolean;
}

/** One part of the expression as it will be written, once the number of conditions is known. */
type Part =
  | { readonly kind: 'leaf'; readonly node: ts.Expression; readonly index: number }
  | { readonly kind: 'not' | 'around'; readonly node: ts.Expression; readonly inner: Part; readonly innerNode: ts.Expression }
  | { readonly kind: 'gate'; readonly node: ts.BinaryExpression; readonly left: Part; readonly right: Part; readonly isEager: boolean };

function decisionText(work: Work, node: ts.Expression, { what, nature, isControl }: DecisionPlace): string {
  const conditions: ConditionSource[] = [];
  const { part, tree } = partOf(work, node, conditions);
  const hasVectors = conditions.length > 1 && conditions.length <= conditionsMaximum;
  if (conditions.length > conditionsMaximum) work.skip(node, `a decision of ${conditions.length} conditions`);
  const outcomePoint = hasVectors ? -1 : work.points.length;
  const { recording, encoding, firstSlot } = recordingOf(work, node, tree, conditions.length);
  const isObserved = nature === 'observed' && hasVectors;
  const otherValuePoint = isObserved ? work.points.length : -1;
  const otherSlot = isObserved ? work.point('branch', 'no Boolean', node) : -1;
  const number = work.decisions.length;
  work.decisions.push({
    what,
    nature,
    tree,
    conditions,
    outcomePoint,
    otherValuePoint,
    isPure: isPure(work, node),
    text: oneLine(work.raw(node)),
    encoding,
    firstSlot,
    ...work.place(node),
  });
  const { value } = work.temporaries();
  const text = work.within(() => written(work, part, recording, { isTruth: isControl, value }));
  const recorded = recordedText(work, text, recording, { number, isControl, value, slotWhenTrue: firstSlot });
  return isObserved ? ` (${value}=(${recorded}),typeof ${value}==="boolean"||${work.probe(otherSlot)},${value})` : recorded;
}

/** How a decision is recorded: by the smallest means that tells its vectors apart. */
function recordingOf(
  work: Work,
  node: ts.Expression,
  tree: DecisionTree,
  count: number,
): { readonly recording: Recording; readonly encoding: VectorEncoding; readonly firstSlot: number } {
  const paths = count > conditionsMaximum ? undefined : decisionPaths(tree);
  if (count === 1 || count > conditionsMaximum) {
    const firstSlot = work.point('branch', 'decision true', node);
    work.point('branch', 'decision false', node);
    const recording: Recording = paths === undefined ? { kind: 'none' } : { kind: 'outcomes', slotWhenTrue: firstSlot, paths };
    return { recording, encoding: 'outcomes', firstSlot };
  }
  const names = work.temporaries();
  if (paths !== undefined) {
    const base = work.slots(paths.count);
    return { recording: { kind: 'paths', base, paths, names }, encoding: 'paths', firstSlot: base };
  }
  if (count <= conditionsOfTable) {
    const base = work.slots(2 * 3 ** count);
    return { recording: { kind: 'table', base, names }, encoding: 'table', firstSlot: base };
  }
  return { recording: { kind: 'digits', isWide: count > conditionsOfWord, names }, encoding: 'digits', firstSlot: -1 };
}

interface DecisionEnd {
  readonly number: number;
  readonly isControl: boolean;
  readonly value: string;
  readonly slotWhenTrue: number;
}

/** The text of a decision with what its end records, where its conditions do not. */
function recordedText(work: Work, text: string, recording: Recording, { number, isControl, value, slotWhenTrue }: DecisionEnd): string {
  const p = work.prefix;
  const chosen = (begun: string, whenTrue: string, whenFalse: string): string =>
    isControl ? ` (${begun}&&(${whenTrue})||!(${whenFalse}))` : ` (${value}=${begun},${value}?${whenTrue}:${whenFalse},${value})`;
  switch (recording.kind) {
    case 'outcomes':
    case 'paths':
      return ` (${text})`;
    case 'none':
      return chosen(`(${text})`, work.probe(slotWhenTrue), work.probe(slotWhenTrue + 1));
    case 'table': {
      const { low } = recording.names;
      return chosen(`(${low}=${recording.base},${text})`, work.probe(`++${low}`, low), work.probe(low));
    }
    case 'digits': {
      const { low, high } = recording.names;
      if (!recording.isWide) return chosen(`(${low}=0,${text})`, `${p}D(${number},${low}*2+1)`, `${p}D(${number},${low}*2)`);
      const end = (outcome: number): string => `${p}X(${number},${low},${high},${outcome})`;
      return chosen(`(${low}=0,${high}=0,${text})`, end(1), end(0));
    }
  }
}

/** Whether evaluating an expression can change nothing, as far as the syntax tells; a getter could. */
function isPure(work: Work, node: ts.Node): boolean {
  const { ts: compiler } = work;
  const { SyntaxKind } = compiler;
  const operator = compiler.isBinaryExpression(node) ? node.operatorToken.kind : SyntaxKind.Unknown;
  if (operator >= SyntaxKind.FirstAssignment && operator <= SyntaxKind.LastAssignment) return false;
  if (compiler.isPrefixUnaryExpression(node) && [SyntaxKind.PlusPlusToken, SyntaxKind.MinusMinusToken].includes(node.operator))
    return false;
  const acting: readonly ts.SyntaxKind[] = [
    SyntaxKind.CallExpression,
    SyntaxKind.NewExpression,
    SyntaxKind.TaggedTemplateExpression,
    SyntaxKind.AwaitExpression,
    SyntaxKind.YieldExpression,
    SyntaxKind.DeleteExpression,
    SyntaxKind.PostfixUnaryExpression,
  ];
  if (acting.includes(node.kind)) return false;
  return compiler.forEachChild(node, (child) => (isPure(work, child) ? undefined : true)) !== true;
}

/** Takes an expression apart and numbers its conditions. */
function partOf(work: Work, node: ts.Expression, conditions: ConditionSource[]): { readonly part: Part; readonly tree: DecisionTree } {
  const { ts: compiler, syntax } = work;
  if (compiler.isPrefixUnaryExpression(node) && node.operator === compiler.SyntaxKind.ExclamationToken) {
    const { part, tree } = partOf(work, node.operand, conditions);
    return { part: { kind: 'not', node, inner: part, innerNode: node.operand }, tree: { kind: 'not', operand: tree } };
  }
  if (
    (compiler.isParenthesizedExpression(node) ||
      compiler.isAsExpression(node) ||
      compiler.isSatisfiesExpression(node) ||
      compiler.isNonNullExpression(node)) &&
    isDecisive(work, node.expression)
  ) {
    const { part, tree } = partOf(work, node.expression, conditions);
    return { part: { kind: 'around', node, inner: part, innerNode: node.expression }, tree };
  }
  const operator = syntax.operatorOf(node);
  if (operator !== undefined && compiler.isBinaryExpression(node)) {
    const left = partOf(work, node.left, conditions);
    const right = partOf(work, node.right, conditions);
    return {
      part: { kind: 'gate', node, left: left.part, right: right.part, isEager: operator.isEager },
      tree: { kind: operator.kind, left: left.tree, right: right.tree, isEager: operator.isEager },
    };
  }
  conditions.push({ text: oneLine(work.raw(bare(compiler, node))), ...work.place(node) });
  return { part: { kind: 'leaf', node, index: conditions.length - 1 }, tree: { kind: 'condition', index: conditions.length - 1 } };
}

/** Whether an expression in parentheses is itself made of Boolean operators. */
function isDecisive(work: Work, node: ts.Expression): boolean {
  const { ts: compiler } = work;
  if (compiler.isParenthesizedExpression(node)) return isDecisive(work, node.expression);
  if (compiler.isPrefixUnaryExpression(node)) return node.operator === compiler.SyntaxKind.ExclamationToken;
  return work.syntax.operatorOf(node) !== undefined;
}

interface Passing {
  /** Only the truth of the part counts. */
  readonly isTruth: boolean;
  /** Temporary that passes a value on. */
  readonly value: string;
}

function written(work: Work, part: Part, recording: Recording, passing: Passing): string {
  switch (part.kind) {
    case 'leaf':
      return actingText(conditionText(work, part.node), actionsOf(work, recording, part.index), passing.isTruth, passing.value);
    case 'not':
    case 'around': {
      const inner = written(work, part.inner, recording, { ...passing, isTruth: passing.isTruth || part.kind === 'not' });
      return work.copy(part.node, new Map([[part.innerNode, inner]]));
    }
    case 'gate': {
      const below = { ...passing, isTruth: passing.isTruth && !part.isEager };
      const texts = new Map([
        [part.node.left, written(work, part.left, recording, below)],
        [part.node.right, written(work, part.right, recording, below)],
      ]);
      return work.copy(part.node, texts);
    }
  }
}

/** A condition is no decision of its own, whatever it compares. */
function conditionText(work: Work, node: ts.Expression): string {
  const isOwn = work.options.isLiteral && work.ts.isBinaryExpression(node) && work.syntax.isComparison(node);
  return isOwn ? work.copy(node) : work.render(node);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
