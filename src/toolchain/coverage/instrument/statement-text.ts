import type ts from 'typescript';
import type { PointCause } from '../coverage-map.js';
import { type Compiler, isConstant } from './boolean-syntax.js';
import { controlDecision } from './decision-text.js';
import { endIsReachable } from './reachable-end.js';
import { resultText } from './result-text.js';
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

/** What stands before statements that follow each other. */
export interface StatementStart {
  /** What the first of them is reached by for certain. */
  readonly cause?: PointCause | undefined;
  /** Text before the first one that is no import. */
  readonly opening?: string;
}

/**
 * Statements that follow each other, each after a step that records that it was begun.
 * @returns the text from the first statement's first token to the last one's end
 * @implements LLR-COV-006
 */
export function statementsText(work: Work, statements: readonly ts.Statement[], { cause, opening = '' }: StatementStart = {}): string {
  let text = '';
  let at: number | undefined;
  let before = opening;
  statements.forEach((statement, place) => {
    text += at === undefined ? '' : work.text.slice(at, work.start(statement));
    if (before !== '' && !work.ts.isImportDeclaration(statement) && !work.ts.isImportEqualsDeclaration(statement)) {
      text += before;
      before = '';
    }
    text += statementText(work, statement, place === 0 ? cause : undefined);
    at = statement.end;
  });
  return text;
}

function statementText(work: Work, node: ts.Statement, cause: PointCause | undefined): string {
  const loop = loopOf(work, node);
  const rest = (own: PointCause | undefined): string =>
    loop !== undefined ? loopText(work, node, loop) : work.ts.isReturnStatement(node) ? returnText(work, node, own) : work.render(node);
  if (!isExecuted(work, node)) return rest(undefined);
  const what = work.ts.SyntaxKind[node.kind] ?? '';
  if (cause !== undefined) {
    work.causedPoint('statement', what, node, cause);
    return rest(cause);
  }
  const slot = work.point('statement', what, node);
  return ` ${work.probeStatement(slot)};${rest({ slot })}`;
}

/** A return with the way out that it is; where nothing can fail between the two, it follows from the statement. */
function returnText(work: Work, node: ts.ReturnStatement, cause: PointCause | undefined): string {
  const { expression } = node;
  if (cause !== undefined && (expression === undefined || isConstant(work.ts, expression))) {
    work.causedPoint('exit', 'return', node, cause);
    return work.raw(node);
  }
  const exit = work.point('exit', 'return', node);
  if (expression === undefined) return `{${work.probe(exit)};${work.raw(node)}}`;
  return work.copy(node, new Map([[expression, ` ${resultText(work, work.render(expression), exit)}`]]));
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

/**
 * A loop with what tells no pass from some: a temporary that the body sets and that is looked at after the loop. A condition that was true
 * is a pass for certain.
 */
function loopText(work: Work, node: ts.Statement, loop: Loop): string {
  return work.withinStatement((temporary) => {
    const none = work.point('branch', 'loop has no pass', loop);
    const isQuiet = work.scope.quiet === undefined && isCallFree(work.ts, loop);
    const write = (): string => passesText(work, node, loop, temporary);
    return ` ${temporary}=0;${isQuiet ? work.quietly(write) : write()} ${temporary}||${work.probe(none)};`;
  });
}

/** The loop itself, whose body sets the temporary. */
function passesText(work: Work, node: ts.Statement, loop: Loop, temporary: string): string {
  const asked = conditionOf(work, loop);
  const decided = asked === undefined ? undefined : controlDecision(work, asked.expression, asked.what);
  let cause = decided?.whenTrue;
  let begin = '';
  if (cause === undefined) {
    cause = { slot: work.point('branch', 'loop has a pass', loop) };
    begin = `${work.probe(cause.slot)};`;
  } else work.causedPoint('branch', 'loop has a pass', loop, cause);
  const body = embeddedText(work, loop.statement, { start: ` ${temporary}=1;${begin}`, cause });
  const written = new Map<ts.Node, string>([[loop.statement, body]]);
  if (asked !== undefined && decided !== undefined) written.set(asked.expression, decided.text);
  return labelledText(work, node, loop, written);
}

/**
 * Whether a loop calls nothing, creates nothing that could be called, and waits for nothing, as far as the syntax tells. A call that could
 * happen in a loop costs engines more than the loop itself, so that such loops are recorded without asking what is new.
 */
function isCallFree(compiler: Compiler, node: ts.Node): boolean {
  const { SyntaxKind } = compiler;
  const calling: readonly ts.SyntaxKind[] = [
    SyntaxKind.CallExpression,
    SyntaxKind.NewExpression,
    SyntaxKind.TaggedTemplateExpression,
    SyntaxKind.AwaitExpression,
    SyntaxKind.YieldExpression,
    SyntaxKind.ClassExpression,
    SyntaxKind.ClassDeclaration,
  ];
  if (calling.includes(node.kind) || compiler.isFunctionLike(node)) return false;
  if (compiler.isForOfStatement(node) && node.awaitModifier !== undefined) return false;
  return compiler.forEachChild(node, (child) => (isCallFree(compiler, child) ? undefined : true)) !== true;
}

function conditionOf(
  { ts: compiler }: Work,
  loop: Loop,
): { readonly expression: ts.Expression; readonly what: 'while' | 'for' } | undefined {
  if (compiler.isWhileStatement(loop)) return { expression: loop.expression, what: 'while' };
  if (compiler.isForStatement(loop) && loop.condition !== undefined) return { expression: loop.condition, what: 'for' };
  return undefined;
}

function labelledText(work: Work, node: ts.Statement, loop: Loop, written: ReadonlyMap<ts.Node, string>): string {
  if (work.ts.isLabeledStatement(node))
    return work.copy(node, new Map([[node.statement, labelledText(work, node.statement, loop, written)]]));
  return work.copy(loop, written);
}

/**
 * A statement that is the body of another one, in braces, after something that records.
 * @param cause what it is reached by for certain
 * @implements LLR-COV-006
 */
export function embeddedText(
  work: Work,
  node: ts.Statement,
  { start = '', cause }: { readonly start?: string; readonly cause?: PointCause | undefined } = {},
): string {
  const { ts: compiler } = work;
  if (compiler.isFunctionDeclaration(node)) return work.render(node);
  if (!compiler.isBlock(node)) return `{${start}${statementText(work, node, cause)}}`;
  const text = listText(work, node, node.statements, cause);
  return start === '' ? text : `{${start}${text.slice(1)}`;
}

/**
 * Something in braces that holds statements.
 * @param cause what the first of them is reached by for certain
 * @implements LLR-COV-006
 */
export function listText(work: Work, node: ts.Node, statements: readonly ts.Statement[], cause?: PointCause): string {
  const [first, last] = [statements[0], statements.at(-1)];
  if (first === undefined || last === undefined) return work.raw(node);
  return (
    work.text.slice(work.start(node), work.start(first)) + statementsText(work, statements, { cause }) + work.text.slice(last.end, node.end)
  );
}

/**
 * A switch: which clause was matched or fallen into, and whether none was.
 * @implements LLR-COV-008
 */
export function switchText(work: Work, node: ts.SwitchStatement): string {
  const { ts: compiler } = work;
  return work.withinStatement((temporary) => {
    const written = new Map<ts.Node, string>();
    const { clauses } = node.caseBlock;
    clauses.forEach((clause, place) => {
      const before = clauses[place - 1];
      const isFalling = before !== undefined && before.statements.length > 0 && endIsReachable(compiler, before.statements);
      const match = work.point('branch', compiler.isDefaultClause(clause) ? 'switch default' : 'switch case', clause);
      const fall = isFalling ? work.point('branch', 'switch falls through', clause) : -1;
      written.set(clause, clauseText(work, clause, enteredText(work, temporary, match, fall)));
    });
    let block = work.copy(node.caseBlock, written);
    if (!clauses.some((clause) => compiler.isDefaultClause(clause))) {
      const none = work.point('branch', 'switch without match', node);
      const tail = work.text.slice(clauses.at(-1)?.end ?? node.caseBlock.end - 1, node.caseBlock.end);
      block = `${block.slice(0, block.length - tail.length)}${clauses.length > 0 ? ' ;' : ' '}default:${temporary}||${work.probe(none)};${tail}`;
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

/** How a clause is entered: matched when none was before, otherwise fallen into. */
function enteredText(work: Work, temporary: string, match: number, fall: number): string {
  if (fall < 0) return ` ${temporary}||${work.probe(match)};${temporary}=1;`;
  return ` ${temporary}?${work.probe(fall)}:${work.probe(match)};${temporary}=1;`;
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
