import type ts from 'typescript';
import type { Compiler } from './boolean-syntax.js';

/**
 * Whether the end of a list of statements can be reached as far as the syntax tells: not after return, throw, break, continue, a loop
 * without end, or branches that all leave.
 * @implements LLR-COV-009
 */
export function endIsReachable(compiler: Compiler, statements: readonly ts.Statement[]): boolean {
  return statements.every((statement) => passes(compiler, statement));
}

function passes(compiler: Compiler, node: ts.Statement): boolean {
  const { SyntaxKind } = compiler;
  switch (node.kind) {
    case SyntaxKind.ReturnStatement:
    case SyntaxKind.ThrowStatement:
    case SyntaxKind.BreakStatement:
    case SyntaxKind.ContinueStatement:
      return false;
  }
  if (compiler.isBlock(node)) return endIsReachable(compiler, node.statements);
  if (compiler.isIfStatement(node))
    return node.elseStatement === undefined || passes(compiler, node.thenStatement) || passes(compiler, node.elseStatement);
  if (compiler.isLabeledStatement(node)) return hasBreak(compiler, node) || passes(compiler, node.statement);
  if (compiler.isWhileStatement(node) || compiler.isDoStatement(node))
    return node.expression.kind !== SyntaxKind.TrueKeyword || hasBreak(compiler, node.statement);
  if (compiler.isForStatement(node)) return node.condition !== undefined || hasBreak(compiler, node.statement);
  if (compiler.isSwitchStatement(node)) return switchPasses(compiler, node);
  if (compiler.isTryStatement(node)) {
    if (node.finallyBlock !== undefined && !passes(compiler, node.finallyBlock)) return false;
    return passes(compiler, node.tryBlock) || (node.catchClause !== undefined && passes(compiler, node.catchClause.block));
  }
  return true;
}

function switchPasses(compiler: Compiler, node: ts.SwitchStatement): boolean {
  const { clauses } = node.caseBlock;
  const last = clauses.at(-1);
  if (last === undefined || !clauses.some((clause) => compiler.isDefaultClause(clause))) return true;
  return endIsReachable(compiler, last.statements) || clauses.some((clause) => clause.statements.some((one) => hasBreak(compiler, one)));
}

/** Whether some break stands below a node, in no function; one that leaves an inner loop counts too, to the safe side. */
function hasBreak(compiler: Compiler, node: ts.Node): boolean {
  if (compiler.isBreakStatement(node)) return true;
  if (compiler.isFunctionLike(node)) return false;
  return compiler.forEachChild(node, (child) => (hasBreak(compiler, child) ? true : undefined)) === true;
}
