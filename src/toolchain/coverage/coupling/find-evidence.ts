import type ts from 'typescript';
import type { Compiler } from '../instrument/boolean-syntax.js';
import type { Evidence } from './couple.js';

/**
 * What must have run for an expression to have run: the innermost of the statement, the function, the condition and the branch that it
 * stands in. An expression that fails before this one in the same statement is not told apart.
 * @param path of the file from the project root
 * @implements LLR-COV-065
 */
export function evidenceOf(compiler: Compiler, file: ts.SourceFile, path: string, node: ts.Node): Evidence {
  const at = (place: ts.Node): { readonly path: string; readonly line: number; readonly column: number } => {
    const { line, character } = file.getLineAndCharacterOfPosition(place.getStart(file));
    return { path, line: line + 1, column: character + 1 };
  };
  for (let inner = node; ; inner = inner.parent) {
    const { parent } = inner;
    if (parent === undefined) return { kind: 'point', what: 'file', path, line: 1, column: 1 };
    if (compiler.isConditionalExpression(parent) && inner !== parent.condition)
      return { kind: 'outcome', outcome: inner === parent.whenTrue, ...at(parent.condition) };
    if (compiler.isBinaryExpression(parent) && isShort(compiler, parent) && inner === parent.right) {
      if (parent.operatorToken.kind === compiler.SyntaxKind.QuestionQuestionToken)
        return { kind: 'point', what: '?? right is taken', ...at(parent) };
      return { kind: 'condition', ...at(firstLeaf(compiler, parent.right)) };
    }
    if (compiler.isParameter(parent) && inner === parent.initializer) return { kind: 'point', what: 'default value is used', ...at(inner) };
    if (compiler.isFunctionLike(parent) && 'body' in parent && inner === parent.body) {
      if (!compiler.isBlock(inner as ts.Node)) return { kind: 'point', what: 'entry', ...at(parent) };
    }
    if (compiler.isStatement(inner) && inner.kind !== compiler.SyntaxKind.Block) return { kind: 'point', what: 'statement', ...at(inner) };
    if (compiler.isPropertyDeclaration(inner) || compiler.isClassStaticBlockDeclaration(inner)) {
      const owner = compiler.findAncestor(inner, (above): above is ts.Statement => compiler.isStatement(above));
      if (owner !== undefined) return { kind: 'point', what: 'statement', ...at(owner) };
    }
  }
}

function isShort({ SyntaxKind }: Compiler, node: ts.BinaryExpression): boolean {
  return [SyntaxKind.AmpersandAmpersandToken, SyntaxKind.BarBarToken, SyntaxKind.QuestionQuestionToken].includes(node.operatorToken.kind);
}

/** The condition of an operand that is evaluated first. */
function firstLeaf(compiler: Compiler, node: ts.Expression): ts.Expression {
  if (compiler.isParenthesizedExpression(node) && compiler.isBinaryExpression(node.expression) && isShort(compiler, node.expression))
    return firstLeaf(compiler, node.expression);
  if (compiler.isPrefixUnaryExpression(node) && node.operator === compiler.SyntaxKind.ExclamationToken)
    return firstLeaf(compiler, node.operand);
  if (compiler.isBinaryExpression(node) && isShort(compiler, node)) return firstLeaf(compiler, node.left);
  return node;
}

/**
 * The entry of a function that has a body, as evidence that it was called.
 * @implements LLR-COV-065
 */
export function entryOf(file: ts.SourceFile, path: string, node: ts.Node): Evidence {
  const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return { kind: 'point', what: 'entry', path, line: line + 1, column: character + 1 };
}
