import type ts from 'typescript';
import { conditionsMaximum, type DecisionTree } from '../analysis/decision-tree.js';
import type { ConditionSource, DecisionNature } from '../coverage-map.js';
import { bare, isConstant } from './boolean-syntax.js';
import type { Temporaries, Work } from './work.js';

/**
 * Conditions that one number holds: each takes a digit of base 3, and one bit is the outcome.
 * @implements LLR-COV-007
 */
export const conditionsOfWord = 32;

/**
 * A decision in a place where only its truth counts: the condition of if, loop or `?:`. A constant is no decision.
 * @implements LLR-COV-007
 */
export function controlText(work: Work, node: ts.Expression, what: string): string {
  return isConstant(work.ts, node) ? work.render(node) : decisionText(work, node, { what, nature: 'boolean', isControl: true });
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
  const place = work.place(node);
  if (conditions.length > conditionsMaximum) work.skip(node, `a decision of ${conditions.length} conditions`);
  const outcomePoint = hasVectors ? -1 : work.point('branch', 'decision true', node);
  if (!hasVectors) work.point('branch', 'decision false', node);
  const otherValuePoint = nature === 'observed' && hasVectors ? work.point('branch', 'no Boolean', node) : -1;
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
    ...place,
  });
  const p = work.prefix;
  if (!hasVectors) {
    const text = written(work, part, undefined, isControl);
    return isControl ? ` ((${text})?${p}T(${outcomePoint}):${p}F(${outcomePoint + 1}))` : ` ${p}B(${outcomePoint},(${text}))`;
  }
  const names = work.temporaries();
  const isWide = conditions.length > conditionsOfWord;
  if (isWide) work.scope.temporaries.add(names.high);
  const text = work.within(() => written(work, part, names, isControl));
  if (isWide) return ` ${p}X(${number},(${names.low}=0,${names.high}=0,${text}),${names.low},${names.high},${otherValuePoint})`;
  if (isControl) return ` ((${names.low}=0,${text})?${p}D(${number},${names.low}):${p}E(${number},${names.low}))`;
  return ` ${p}V(${number},(${names.low}=0,${text}),${names.low},${otherValuePoint})`;
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

/** The text of a part; without names nothing is recorded. `isTruth`: only the truth of the part counts. */
function written(work: Work, part: Part, names: Temporaries | undefined, isTruth: boolean): string {
  switch (part.kind) {
    case 'leaf':
      return leafText(work, part, names, isTruth);
    case 'not':
    case 'around': {
      const inner = written(work, part.inner, names, isTruth || part.kind === 'not');
      return work.copy(part.node, new Map([[part.innerNode, inner]]));
    }
    case 'gate': {
      const isTruthBelow = isTruth && !part.isEager;
      const left = written(work, part.left, names, isTruthBelow);
      const right = written(work, part.right, names, isTruthBelow);
      const texts = new Map([
        [part.node.left, left],
        [part.node.right, right],
      ]);
      return work.copy(part.node, texts);
    }
  }
}

/** A condition: its digit of base 3 is 2 for true and 1 for false, and 0 as long as it is not evaluated. */
function leafText(work: Work, { node, index }: Part & { kind: 'leaf' }, names: Temporaries | undefined, isTruth: boolean): string {
  const text = conditionText(work, node);
  if (names === undefined) return ` (${text})`;
  const word = index < conditionsOfWord ? names.low : names.high;
  const weight = 3 ** (index % conditionsOfWord);
  if (isTruth) return ` ((${text})?${word}+=${2 * weight}:(${word}+=${weight},0))`;
  return ` ((${names.value}=(${text}))?${word}+=${2 * weight}:${word}+=${weight},${names.value})`;
}

/** A condition is no decision of its own, whatever it compares. */
function conditionText(work: Work, node: ts.Expression): string {
  const isOwn = work.options.isLiteral && work.ts.isBinaryExpression(node) && work.syntax.isComparison(node);
  return isOwn ? work.copy(node) : work.render(node);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
