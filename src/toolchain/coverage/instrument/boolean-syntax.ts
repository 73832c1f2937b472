import type ts from 'typescript';
import type { DecisionNature } from '../coverage-map.js';
import { spanOf, type TypeFacts } from './type-span.js';

/** The TypeScript compiler, handed in so that it is loaded only where text is instrumented. */
export type Compiler = typeof ts;

/** Names that a file declares, and whether each is a Boolean, or a function that gives one, wherever it is declared. */
export interface DeclaredBooleans {
  readonly values: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
}

/** What an operator is in a decision: its gate and whether it evaluates both operands. */
export interface BooleanOperator {
  readonly kind: 'and' | 'or' | 'equal' | 'xor';
  readonly isEager: boolean;
}

/**
 * What the syntax of a file says of Boolean values, and the types of its expressions where the compiler was asked.
 * @implements LLR-COV-010
 * @implements LLR-COV-061
 */
export class BooleanSyntax {
  readonly #ts: Compiler;
  readonly #declared: DeclaredBooleans;
  readonly #file: ts.SourceFile;
  readonly #booleans: ReadonlySet<string>;
  readonly #others: ReadonlySet<string>;

  constructor(compiler: Compiler, file: ts.SourceFile, types?: TypeFacts) {
    this.#ts = compiler;
    this.#file = file;
    this.#booleans = new Set(types?.booleans);
    this.#others = new Set(types?.others);
    this.#declared = { values: new Set(), functions: new Set() };
    this.#declared = declaredBooleans(compiler, file, this);
  }

  /** Whether an expression gives true or false by its syntax and the declarations of the file. */
  isBoolean(node: ts.Expression): boolean {
    const { SyntaxKind } = this.#ts;
    const inner = bare(this.#ts, node);
    if (inner !== node && isAssertedBoolean(this.#ts, node)) return true;
    if (this.#booleans.has(spanOf(this.#file, inner))) return true;
    switch (inner.kind) {
      case SyntaxKind.TrueKeyword:
      case SyntaxKind.FalseKeyword:
      case SyntaxKind.DeleteExpression:
        return true;
    }
    if (this.#ts.isPrefixUnaryExpression(inner)) return inner.operator === SyntaxKind.ExclamationToken;
    if (this.#ts.isIdentifier(inner)) return this.#declared.values.has(inner.text);
    if (this.#ts.isConditionalExpression(inner)) return this.isBoolean(inner.whenTrue) && this.isBoolean(inner.whenFalse);
    if (this.#ts.isCallExpression(inner))
      return (
        this.#ts.isIdentifier(inner.expression) &&
        inner.questionDotToken === undefined &&
        (inner.expression.text === 'Boolean' || this.#declared.functions.has(inner.expression.text))
      );
    if (!this.#ts.isBinaryExpression(inner)) return false;
    if (this.isComparison(inner)) return true;
    const operator = inner.operatorToken.kind;
    if (operator === SyntaxKind.AmpersandAmpersandToken || operator === SyntaxKind.BarBarToken)
      return this.isBoolean(inner.left) && this.isBoolean(inner.right);
    return false;
  }

  /** Whether an operand of `&`, `|`, `^` is a Boolean, or 0 or 1 made of Booleans by these operators. */
  #isBit(node: ts.Expression): boolean {
    const inner = bare(this.#ts, node);
    if (this.isBoolean(node)) return true;
    return this.#ts.isBinaryExpression(inner) && this.#isBitOperator(inner) && this.eagerOperator(inner) !== undefined;
  }

  #isBitOperator({ operatorToken }: ts.BinaryExpression): boolean {
    const { SyntaxKind } = this.#ts;
    return [SyntaxKind.CaretToken, SyntaxKind.AmpersandToken, SyntaxKind.BarToken].some((kind) => kind === operatorToken.kind);
  }

  /** Whether an expression compares and so gives a Boolean. */
  isComparison(node: ts.Expression): boolean {
    const inner = bare(this.#ts, node);
    if (!this.#ts.isBinaryExpression(inner)) return false;
    const { SyntaxKind } = this.#ts;
    switch (inner.operatorToken.kind) {
      case SyntaxKind.LessThanToken:
      case SyntaxKind.LessThanEqualsToken:
      case SyntaxKind.GreaterThanToken:
      case SyntaxKind.GreaterThanEqualsToken:
      case SyntaxKind.EqualsEqualsToken:
      case SyntaxKind.EqualsEqualsEqualsToken:
      case SyntaxKind.ExclamationEqualsToken:
      case SyntaxKind.ExclamationEqualsEqualsToken:
      case SyntaxKind.InKeyword:
      case SyntaxKind.InstanceOfKeyword:
        return true;
      default:
        return false;
    }
  }

  /** The Boolean operator that an expression is, with both operands Boolean; undefined for others and where an operand is a literal. */
  eagerOperator(node: ts.BinaryExpression): BooleanOperator | undefined {
    const { SyntaxKind } = this.#ts;
    const kind = new Map<ts.SyntaxKind, BooleanOperator['kind']>([
      [SyntaxKind.EqualsEqualsEqualsToken, 'equal'],
      [SyntaxKind.EqualsEqualsToken, 'equal'],
      [SyntaxKind.ExclamationEqualsEqualsToken, 'xor'],
      [SyntaxKind.ExclamationEqualsToken, 'xor'],
      [SyntaxKind.CaretToken, 'xor'],
      [SyntaxKind.AmpersandToken, 'and'],
      [SyntaxKind.BarToken, 'or'],
    ]).get(node.operatorToken.kind);
    if (kind === undefined || isConstant(this.#ts, node.left) || isConstant(this.#ts, node.right)) return undefined;
    const isBoth = this.#isBitOperator(node)
      ? this.#isBit(node.left) && this.#isBit(node.right)
      : this.isBoolean(node.left) && this.isBoolean(node.right);
    return isBoth ? { kind, isEager: true } : undefined;
  }

  /** The Boolean operator of a decision that an expression is. */
  operatorOf(node: ts.Expression): BooleanOperator | undefined {
    if (!this.#ts.isBinaryExpression(node)) return undefined;
    const { SyntaxKind } = this.#ts;
    if (node.operatorToken.kind === SyntaxKind.AmpersandAmpersandToken) return { kind: 'and', isEager: false };
    if (node.operatorToken.kind === SyntaxKind.BarBarToken) return { kind: 'or', isEager: false };
    return this.eagerOperator(node);
  }

  /** Whether `&&` and `||` in the place of a value decide or select. */
  natureOf(node: ts.Expression): DecisionNature {
    if (this.isBoolean(node) || this.#isAskedAsBoolean(node)) return 'boolean';
    return this.#others.has(spanOf(this.#file, bare(this.#ts, node))) || this.#givesOther(node) ? 'value' : 'observed';
  }

  /** Whether an operand that can be the result is certainly no Boolean. */
  #givesOther(node: ts.Expression): boolean {
    const inner = bare(this.#ts, node);
    const { SyntaxKind } = this.#ts;
    if (this.#ts.isBinaryExpression(inner)) {
      const operator = inner.operatorToken.kind;
      if (operator === SyntaxKind.AmpersandAmpersandToken || operator === SyntaxKind.BarBarToken)
        return this.#givesOther(inner.left) || this.#givesOther(inner.right);
      return [
        SyntaxKind.PlusToken,
        SyntaxKind.MinusToken,
        SyntaxKind.AsteriskToken,
        SyntaxKind.SlashToken,
        SyntaxKind.PercentToken,
      ].includes(operator);
    }
    if (this.#ts.isIdentifier(inner)) return inner.text === 'undefined';
    return [
      SyntaxKind.ObjectLiteralExpression,
      SyntaxKind.ArrayLiteralExpression,
      SyntaxKind.StringLiteral,
      SyntaxKind.NumericLiteral,
      SyntaxKind.BigIntLiteral,
      SyntaxKind.NoSubstitutionTemplateLiteral,
      SyntaxKind.TemplateExpression,
      SyntaxKind.RegularExpressionLiteral,
      SyntaxKind.NullKeyword,
      SyntaxKind.NewExpression,
      SyntaxKind.ArrowFunction,
      SyntaxKind.FunctionExpression,
      SyntaxKind.ClassExpression,
      SyntaxKind.TypeOfExpression,
      SyntaxKind.VoidExpression,
    ].includes(inner.kind);
  }

  /** Whether the place of an expression is declared as a Boolean: a variable, or the result of the function that it is returned from. */
  #isAskedAsBoolean(node: ts.Expression): boolean {
    let place: ts.Node = node;
    while (this.#ts.isParenthesizedExpression(place.parent)) place = place.parent;
    const parent = place.parent;
    if (this.#ts.isVariableDeclaration(parent) || this.#ts.isParameter(parent) || this.#ts.isPropertyDeclaration(parent))
      return isBooleanType(this.#ts, parent.type);
    if (this.#ts.isArrowFunction(parent)) return isBooleanType(this.#ts, parent.type);
    if (!this.#ts.isReturnStatement(parent)) return false;
    const owner = this.#ts.findAncestor(parent, (above): above is ts.FunctionLikeDeclaration => this.#ts.isFunctionLike(above));
    return isBooleanType(this.#ts, owner?.type);
  }
}

/**
 * An expression without the parentheses, assertions and `!` of TypeScript around it.
 * @implements LLR-COV-010
 */
export function bare(compiler: Compiler, node: ts.Expression): ts.Expression {
  let inner = node;
  while (
    compiler.isParenthesizedExpression(inner) ||
    compiler.isAsExpression(inner) ||
    compiler.isSatisfiesExpression(inner) ||
    compiler.isNonNullExpression(inner)
  )
    inner = inner.expression;
  return inner;
}

/**
 * Whether an expression is a literal, which no run can change.
 * @implements LLR-COV-010
 */
export function isConstant(compiler: Compiler, node: ts.Expression): boolean {
  const inner = bare(compiler, node);
  const { SyntaxKind } = compiler;
  return [
    SyntaxKind.TrueKeyword,
    SyntaxKind.FalseKeyword,
    SyntaxKind.NumericLiteral,
    SyntaxKind.StringLiteral,
    SyntaxKind.NullKeyword,
  ].includes(inner.kind);
}

function isAssertedBoolean(compiler: Compiler, node: ts.Expression): boolean {
  if (compiler.isParenthesizedExpression(node)) return isAssertedBoolean(compiler, node.expression);
  return compiler.isAsExpression(node) && isBooleanType(compiler, node.type);
}

function isBooleanType(compiler: Compiler, type: ts.TypeNode | undefined): boolean {
  if (type === undefined) return false;
  return type.kind === compiler.SyntaxKind.BooleanKeyword || (compiler.isTypePredicateNode(type) && type.assertsModifier === undefined);
}

/** A name counts only when each declaration of it in the file says Boolean, since scopes are not told apart. */
function declaredBooleans(compiler: Compiler, file: ts.SourceFile, syntax: BooleanSyntax): DeclaredBooleans {
  const values = new Map<string, boolean>();
  const functions = new Map<string, boolean>();
  const note = (names: Map<string, boolean>, name: string, is: boolean): void => {
    names.set(name, is && names.get(name) !== false);
  };
  const visit = (node: ts.Node): void => {
    if (
      (compiler.isVariableDeclaration(node) || compiler.isParameter(node) || compiler.isBindingElement(node)) &&
      compiler.isIdentifier(node.name)
    ) {
      const type = compiler.isBindingElement(node) ? undefined : node.type;
      const isOptional = compiler.isParameter(node) && node.questionToken !== undefined;
      const isConst = compiler.isVariableDeclaration(node) && (compiler.getCombinedNodeFlags(node) & compiler.NodeFlags.Const) !== 0;
      const initial = node.initializer;
      const byValue = type === undefined && isConst && initial !== undefined && syntax.isBoolean(initial);
      note(values, node.name.text, (isBooleanType(compiler, type) && !isOptional) || byValue);
      const gives = initial !== undefined && (compiler.isArrowFunction(initial) || compiler.isFunctionExpression(initial)) && isConst;
      note(functions, node.name.text, gives && initial.asteriskToken === undefined && isBooleanType(compiler, initial.type));
    }
    if (compiler.isFunctionDeclaration(node) && node.name !== undefined) {
      note(functions, node.name.text, node.asteriskToken === undefined && isBooleanType(compiler, node.type));
      note(values, node.name.text, false);
    }
    if (compiler.isClassDeclaration(node) || compiler.isImportSpecifier(node) || compiler.isImportClause(node)) {
      if (node.name !== undefined) note(values, node.name.text, false);
      if (node.name !== undefined) note(functions, node.name.text, false);
    }
    compiler.forEachChild(node, (child) => void pending.push(child));
  };
  const pending: ts.Node[] = [file];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) visit(node);
  const sure = (names: ReadonlyMap<string, boolean>): ReadonlySet<string> =>
    new Set([...names].filter(([, is]) => is).map(([name]) => name));
  return { values: sure(values), functions: sure(functions) };
}
