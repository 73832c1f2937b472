import type ts from 'typescript';
import type { PointCause } from '../coverage-map.js';
import { parameterText } from './branch-text.js';
import { endIsReachable } from './reachable-end.js';
import { resultText } from './result-text.js';
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
  const { parameters, body } = node;
  const written = new Map<ts.Node, string>(
    work.withAnyArray(() => parameters.map((parameter) => [parameter, parameterText(work, parameter)])),
  );
  const { checks } = work;
  work.checks = outer;
  const entry = work.point('entry', nameOf(work, node), node);
  const start = (): string => `${work.probe(entry)};${checks.map((check) => check((slot) => work.probe(slot))).join('')}`;
  const cause = { slot: entry };
  written.set(body, work.ts.isBlock(body) ? blockBody(work, body, { start, cause }) : expressionBody(work, body, start));
  return work.copy(node, written);
}

/**
 * The static block of a class, with temporaries of its own.
 * @implements LLR-COV-009
 */
export function staticBlockText(work: Work, node: ts.ClassStaticBlockDeclaration): string {
  return work.copy(node, new Map([[node.body, blockBody(work, node.body, undefined)]]));
}

/** What the body of a function begins with, and the entry that its first statement follows from. */
interface Beginning {
  readonly start: () => string;
  readonly cause: PointCause;
}

/** With a beginning it is the body of a function, whose end is a way out. */
function blockBody(work: Work, body: ts.Block, beginning: Beginning | undefined): string {
  const directives = directivesCount(work, body.statements);
  const own = body.statements.slice(directives);
  const parts = { start: '', text: '', end: '' };
  const { temporaries } = work.inScope(() => {
    parts.start = beginning?.start() ?? '';
    parts.text = statementsText(work, own, { cause: beginning?.cause });
    if (beginning !== undefined && endIsReachable(work.ts, own))
      parts.end = ` ;${work.probe(work.pointAt('exit', 'end', placeOfEnd(work, body)))};`;
    return parts.text;
  });
  const { text, start, end } = parts;
  const from = body.statements[directives - 1]?.end ?? work.start(body) + 1;
  const first = own[0];
  const last = own.at(-1);
  const head = work.text.slice(work.start(body), from);
  const declared = ` ${directives > 0 ? ';' : ''}${declarations(work, temporaries)}${start}`;
  if (first === undefined || last === undefined) return `${head}${declared}${end}${work.text.slice(from, body.end)}`;
  return `${head}${declared}${work.text.slice(from, work.start(first))}${text}${end}${work.text.slice(last.end, body.end)}`;
}

/** The array of what was reached, in a constant of the function, which engines keep in a register, and its temporaries. */
function declarations({ prefix }: Work, temporaries: readonly string[]): string {
  return `let ${[`${prefix}a=${prefix}||${prefix}m()`, ...temporaries].join(',')};`;
}

/** The body of an arrow function that is an expression becomes a block, so that it has a place for what is recorded. */
function expressionBody(work: Work, body: ts.Expression, start: () => string): string {
  const { text, temporaries } = work.inScope(() => {
    const exit = work.point('exit', 'result', body);
    return `${start()};return ${resultText(work, work.render(body), exit)};`;
  });
  return `{${declarations(work, temporaries)}${text}}`;
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
