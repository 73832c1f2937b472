import type ts from 'typescript';
import { parameterText } from './branch-text.js';
import { endIsReachable } from './reachable-end.js';
import { directivesCount, statementsText } from './statement-text.js';
import type { Work } from './work.js';

/**
 * A function with a body: where it is entered, which default values it used, and each way out.
 * @implements LLR-COV-009
 */
export function functionText(work: Work, node: ts.FunctionLikeDeclaration): string {
  if (node.body === undefined) return work.raw(node);
  const outer = work.checks;
  work.checks = [];
  const written = new Map<ts.Node, string>(node.parameters.map((parameter) => [parameter, parameterText(work, parameter)]));
  const checks = work.checks.join('');
  work.checks = outer;
  const entry = work.point('entry', nameOf(work, node), node);
  const start = `${work.prefix}s(${entry});${checks}`;
  const { body } = node;
  written.set(body, work.ts.isBlock(body) ? blockBody(work, body, start) : expressionBody(work, body, start));
  return work.copy(node, written);
}

/**
 * The static block of a class, with temporaries of its own.
 * @implements LLR-COV-009
 */
export function staticBlockText(work: Work, node: ts.ClassStaticBlockDeclaration): string {
  return work.copy(node, new Map([[node.body, blockBody(work, node.body, '', false)]]));
}

/** `isFunction`: the end of the body is a way out. */
function blockBody(work: Work, body: ts.Block, start: string, isFunction = true): string {
  const directives = directivesCount(work, body.statements);
  const own = body.statements.slice(directives);
  const { text, temporaries } = work.inScope(() => statementsText(work, own));
  const hasEnd = isFunction && endIsReachable(work.ts, own);
  const end = hasEnd ? ` ;${work.prefix}s(${work.points.push({ kind: 'exit', what: 'end', ...placeOfEnd(work, body) }) - 1});` : '';
  const from = body.statements[directives - 1]?.end ?? work.start(body) + 1;
  const first = own[0];
  const last = own.at(-1);
  const head = work.text.slice(work.start(body), from);
  const declared = ` ${directives > 0 ? ';' : ''}${temporaries.length > 0 ? `let ${temporaries.join(',')};` : ''}${start}`;
  if (first === undefined || last === undefined) return `${head}${declared}${end}${work.text.slice(from, body.end)}`;
  return `${head}${declared}${work.text.slice(from, work.start(first))}${text}${end}${work.text.slice(last.end, body.end)}`;
}

/** The body of an arrow function that is an expression becomes a block, so that it has a place for what is recorded. */
function expressionBody(work: Work, body: ts.Expression, start: string): string {
  const exit = work.point('exit', 'result', body);
  const { text, temporaries } = work.inScope(() => work.render(body));
  const declared = temporaries.length > 0 ? `let ${temporaries.join(',')};` : '';
  return `{${declared}${start}return ${work.prefix}r(${exit},(${text}));}`;
}

function placeOfEnd(work: Work, body: ts.Block): { readonly line: number; readonly column: number } {
  const { line, character } = work.ts.getLineAndCharacterOfPosition(work.file, body.end - 1);
  return { line: line + 1, column: character + 1 };
}

function nameOf({ ts: compiler, file }: Work, node: ts.FunctionLikeDeclaration): string {
  if (compiler.isConstructorDeclaration(node)) return 'constructor';
  if (node.name !== undefined) return node.name.getText(file).replace(/\s+/g, ' ');
  const { parent } = node;
  const isNamedByParent =
    compiler.isVariableDeclaration(parent) || compiler.isPropertyAssignment(parent) || compiler.isPropertyDeclaration(parent);
  return isNamedByParent ? parent.name.getText(file).replace(/\s+/g, ' ') : 'function';
}
