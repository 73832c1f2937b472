import type ts from 'typescript';
import { sha256 } from '../../../kernel/digest.js';
import type { Compiler } from './boolean-syntax.js';
import { spanOf, type TypeFacts } from './type-span.js';

/**
 * The types of the operands of Boolean operators, and of what these give, as the compiler infers them across files. A type that it does
 * not know, such as any, unknown and a type parameter, is no fact; nor is a boolean that may be undefined as well.
 *
 * @param file a file of the program that the checker is of; the program must check for null, otherwise each boolean may be undefined
 * @implements LLR-COV-061
 */
export function typeFactsOf(compiler: Compiler, checker: ts.TypeChecker, file: ts.SourceFile): TypeFacts {
  const booleans = new Set<string>();
  const others = new Set<string>();
  const ask = (node: ts.Expression): void => {
    let inner = node;
    while (compiler.isParenthesizedExpression(inner)) inner = inner.expression;
    const kind = kindOf(compiler, checker.getTypeAtLocation(inner));
    if (kind === 'boolean') booleans.add(spanOf(file, inner));
    else if (kind === 'other') others.add(spanOf(file, inner));
  };
  const pending: ts.Node[] = [file];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (compiler.isBinaryExpression(node) && isBooleanOperator(compiler, node.operatorToken.kind)) {
      ask(node.left);
      ask(node.right);
      ask(node);
    }
    compiler.forEachChild(node, (child) => void pending.push(child));
  }
  return { digest: sha256(file.text), booleans: [...booleans].sort(), others: [...others].sort() };
}

function kindOf(compiler: Compiler, type: ts.Type): 'boolean' | 'other' | 'unknown' {
  const { TypeFlags } = compiler;
  const parts = type.isUnion() ? type.types : [type];
  const unknown = TypeFlags.Any | TypeFlags.Unknown | TypeFlags.Never | TypeFlags.Instantiable;
  if (parts.some(({ flags }) => (flags & unknown) !== 0)) return 'unknown';
  if (parts.every(({ flags }) => (flags & TypeFlags.BooleanLike) !== 0)) return 'boolean';
  return parts.some(({ flags }) => (flags & TypeFlags.BooleanLike) !== 0) ? 'unknown' : 'other';
}

/**
 * Whether an operator can be one of a decision: && and ||, and those that evaluate both operands.
 */
function isBooleanOperator({ SyntaxKind }: Compiler, operator: ts.SyntaxKind): boolean {
  return [
    SyntaxKind.AmpersandAmpersandToken,
    SyntaxKind.BarBarToken,
    SyntaxKind.EqualsEqualsToken,
    SyntaxKind.EqualsEqualsEqualsToken,
    SyntaxKind.ExclamationEqualsToken,
    SyntaxKind.ExclamationEqualsEqualsToken,
    SyntaxKind.AmpersandToken,
    SyntaxKind.BarToken,
    SyntaxKind.CaretToken,
  ].includes(operator);
}
