import type ts from 'typescript';
import { isConstant } from './boolean-syntax.js';
import { controlText } from './decision-text.js';
import { endIsReachable } from './reachable-end.js';
import type { Work } from './work.js';

/**
 * The number of directives such as 'use strict' at the beginning of a body; nothing may stand before them.
 * @implements LLR-COV-006
 */
export function directivesCount({ ts: compiler }: Work, statements: readonly ts.Statement[]): number {
  const first = statements.findIndex(
    (statement) => !compiler.isExpressionStatement(statement) || !compiler.isStringLiteral(statement.expression),
  );
  return first === -1 ? statements.length : first;
}

/**
 * Statements that follow each other, each after a step that records that it was begun.
 * @returns the text from the first statement's first token to the last one's end
 * @implements LLR-COV-006
 */
export function statementsText(work: Work, statements: readonly ts.Statement[]): string {
  let text = '';
  let at: number | undefined;
  for (const statement of statements) {
    text += at === undefined ? '' : work.text.slice(at, work.start(statement));
    text += statementText(work, statement);
    at = statement.end;
  }
  return text;
}

function statementText(work: Work, node: ts.Statement): string {
  const probe = isExecuted(work, node) ? ` ${work.prefix}s(${work.point('statement', work.ts.SyntaxKind[node.kind] ?? '', node)});` : '';
  const loop = loopOf(work, node);
  return probe + (loop === undefined ? work.render(node) : loopText(work, node, loop));
}

/** Whether a statement does something when it is reached; declarations, types and blocks do not by themselves. */
function isExecuted({ ts: compiler }: Work, node: ts.Statement): boolean {
  const { SyntaxKind } = compiler;
  if (compiler.canHaveModifiers(node) && compiler.getModifiers(node)?.some((modifier) => modifier.kind === SyntaxKind.DeclareKeyword))
    return false;
  return ![
    SyntaxKind.FunctionDeclaration,
    SyntaxKind.InterfaceDeclaration,
    SyntaxKind.TypeAliasDeclaration,
    SyntaxKind.ImportDeclaration,
    SyntaxKind.ImportEqualsDeclaration,
    SyntaxKind.ExportDeclaration,
    SyntaxKind.ExportAssignment,
    SyntaxKind.NamespaceExportDeclaration,
    SyntaxKind.ModuleDeclaration,
    SyntaxKind.EmptyStatement,
    SyntaxKind.Block,
  ].includes(node.kind);
}

type Loop = ts.WhileStatement | ts.ForStatement | ts.ForInStatement | ts.ForOfStatement;

/** The loop that a statement is, below its labels, if it can have no pass. */
function loopOf(work: Work, node: ts.Statement): Loop | undefined {
  const { ts: compiler } = work;
  if (compiler.isLabeledStatement(node)) return loopOf(work, node.statement);
  if (compiler.isForInStatement(node) || compiler.isForOfStatement(node)) return node;
  if (compiler.isWhileStatement(node)) return isConstant(compiler, node.expression) ? undefined : node;
  return compiler.isForStatement(node) && node.condition !== undefined && !isConstant(compiler, node.condition) ? node : undefined;
}

/** A loop with what tells no pass from some: a temporary that the body sets and that is looked at after the loop. */
function loopText(work: Work, node: ts.Statement, loop: Loop): string {
  const some = work.point('branch', 'loop has a pass', loop);
  const none = work.point('branch', 'loop has no pass', loop);
  return work.withinStatement((temporary) => {
    const start = ` ${temporary}=1;${work.prefix}s(${some});`;
    const text = labelledText(work, node, loop, start);
    return ` ${temporary}=0;${text} ${temporary}||${work.prefix}s(${none});`;
  });
}

function labelledText(work: Work, node: ts.Statement, loop: Loop, start: string): string {
  const { ts: compiler } = work;
  if (compiler.isLabeledStatement(node))
    return work.copy(node, new Map([[node.statement, labelledText(work, node.statement, loop, start)]]));
  const written = new Map<ts.Node, string>([[loop.statement, embeddedText(work, loop.statement, start)]]);
  if (compiler.isWhileStatement(loop)) written.set(loop.expression, controlText(work, loop.expression, 'while'));
  if (compiler.isForStatement(loop) && loop.condition !== undefined) written.set(loop.condition, controlText(work, loop.condition, 'for'));
  return work.copy(loop, written);
}

/**
 * A statement that is the body of another one, in braces, after something that records.
 * @implements LLR-COV-006
 */
export function embeddedText(work: Work, node: ts.Statement, start = ''): string {
  const { ts: compiler } = work;
  if (compiler.isFunctionDeclaration(node)) return work.render(node);
  if (!compiler.isBlock(node)) return `{${start}${statementText(work, node)}}`;
  const text = work.render(node);
  return start === '' ? text : `{${start}${text.slice(1)}`;
}

/**
 * A switch: which clause was matched or fallen into, and whether none was.
 * @implements LLR-COV-008
 */
export function switchText(work: Work, node: ts.SwitchStatement): string {
  const { ts: compiler, prefix } = work;
  return work.withinStatement((temporary) => {
    const written = new Map<ts.Node, string>();
    const { clauses } = node.caseBlock;
    clauses.forEach((clause, place) => {
      const before = clauses[place - 1];
      const isFalling = before !== undefined && before.statements.length > 0 && endIsReachable(compiler, before.statements);
      const match = work.point('branch', compiler.isDefaultClause(clause) ? 'switch default' : 'switch case', clause);
      const fall = isFalling ? work.point('branch', 'switch falls through', clause) : -1;
      written.set(clause, clauseText(work, clause, ` ${temporary}=${prefix}w(${temporary},${match},${fall});`));
    });
    let block = work.copy(node.caseBlock, written);
    if (!clauses.some((clause) => compiler.isDefaultClause(clause))) {
      const none = work.point('branch', 'switch without match', node);
      const tail = work.text.slice(clauses.at(-1)?.end ?? node.caseBlock.end - 1, node.caseBlock.end);
      block = `${block.slice(0, block.length - tail.length)}${clauses.length > 0 ? ' ;' : ' '}default:${temporary}||${prefix}s(${none});${tail}`;
    }
    const asked = ` (${temporary}=0,${work.render(node.expression)})`;
    return work.copy(
      node,
      new Map<ts.Node, string>([
        [node.expression, asked],
        [node.caseBlock, block],
      ]),
    );
  });
}

function clauseText(work: Work, clause: ts.CaseOrDefaultClause, start: string): string {
  const { ts: compiler } = work;
  const colon = clause.getChildren(work.file).find((child) => child.kind === compiler.SyntaxKind.ColonToken);
  if (colon === undefined) throw new Error('a clause has a colon');
  const from = work.start(clause);
  let head = work.text.slice(from, colon.end);
  if (compiler.isCaseClause(clause)) {
    const { expression } = clause;
    head = work.text.slice(from, work.start(expression)) + work.render(expression) + work.text.slice(expression.end, colon.end);
  }
  const first = clause.statements[0];
  if (first === undefined) return head + start + work.text.slice(colon.end, clause.end);
  return head + start + work.text.slice(colon.end, work.start(first)) + statementsText(work, clause.statements);
}
