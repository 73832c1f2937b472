import type ts from 'typescript';
import { sha256 } from '../../../kernel/digest.js';
import type { CoverageMap } from '../coverage-map.js';
import { BooleanSyntax, type Compiler } from './boolean-syntax.js';
import { bindingText, coalescingText, logicalAssignmentText, parameterText } from './branch-text.js';
import { chainText } from './chain-text.js';
import { controlDecision, valueDecisionText } from './decision-text.js';
import { functionText, staticBlockText } from './function-text.js';
import { runtimeFunctions, unusedPrefix } from './runtime-names.js';
import { directivesCount, embeddedText, listText, statementsText, switchText } from './statement-text.js';
import { type InstrumentOptions, Work } from './work.js';

/** A file that records what is run of it, and what there is to run. */
export interface Instrumented {
  readonly text: string;
  readonly map: CoverageMap;
}

/**
 * The text of a TypeScript or JavaScript file with recording of statements, functions, decisions and branches. Each line stays the line
 * it was; what the program does stays the same, but for the text of its functions, columns, and time.
 *
 * @param compiler the TypeScript compiler, version 5 or 6
 * @param source path with forward slashes, whose ending says the language, and text
 * @returns undefined when the text has errors of syntax, which it is left to the runtime to report, or is nested deeper than the stack
 * @implements LLR-COV-006
 */
export function instrument(
  compiler: Compiler,
  source: { readonly path: string; readonly text: string },
  options: InstrumentOptions,
): Instrumented | undefined {
  try {
    return instrumentedFile(compiler, source, options);
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}

function instrumentedFile(
  compiler: Compiler,
  source: { readonly path: string; readonly text: string },
  options: InstrumentOptions,
): Instrumented | undefined {
  const { path, text } = source;
  const file = compiler.createSourceFile(path, text, { languageVersion: compiler.ScriptTarget.ESNext }, true);
  if (syntaxErrorsOf(file) > 0) return undefined;
  const digest = sha256(text);
  const types = options.types?.digest === digest ? options.types : undefined;
  const identity = types === undefined ? digest : sha256(`${digest} ${types.booleans.join()} ${types.others.join()}`);
  const prefix = unusedPrefix(text, digest);
  const work = new Work({ ts: compiler, file, text, prefix, options, syntax: new BooleanSyntax(compiler, file, types) }, specialText);
  const directives = directivesCount(work, file.statements);
  const own = file.statements.slice(directives);
  const loading = options.loading?.[compiler.isExternalModule(file) ? 'module' : 'script'] ?? '';
  const body = statementsText(work, own, { opening: ` ${prefix}||${prefix}m();` });
  const [first, last] = [own[0], own.at(-1)];
  const { points, decisions, unmeasured, defaultsCount, slotsCount } = work;
  const map: CoverageMap = { path, digest, identity, points, decisions, unmeasured, defaultsCount, slotsCount };
  if (first === undefined || last === undefined) return { text, map };
  const head = { prefix, path, digest: identity, slotsCount, decisionsCount: decisions.length, defaultsCount, loopsCount: work.loopsCount };
  const functions = runtimeFunctions({ ...head, temporaries: [...work.scope.temporaries] });
  return { text: text.slice(0, work.start(first)) + loading + body + functions + text.slice(last.end), map };
}

/** The compiler refuses `?.#name`, which ECMAScript has; the tree is right nevertheless. */
const privateInChain = 18030;

/** Errors that the parser met; the compiler keeps them in a member that its types do not show. */
function syntaxErrorsOf(file: ts.SourceFile): number {
  const errors: unknown = 'parseDiagnostics' in file ? file.parseDiagnostics : [];
  if (!Array.isArray(errors)) return 0;
  return errors.filter((error: { readonly code?: unknown }) => error.code !== privateInChain).length;
}

/** The text of a node that is written otherwise than as it stands; undefined for the others. */
function specialText(work: Work, node: ts.Node): string | undefined {
  const { ts: compiler } = work;
  if (isLeftAlone(work, node)) return work.raw(node);
  if (compiler.isFunctionLike(node)) return 'body' in node ? functionText(work, node as ts.FunctionLikeDeclaration) : work.raw(node);
  if (compiler.isClassStaticBlockDeclaration(node)) return staticBlockText(work, node);
  if (compiler.isPropertyDeclaration(node)) return fieldText(work, node);
  if (compiler.isBindingElement(node)) return isInParameter(work, node) ? parameterText(work, node) : bindingText(work, node);
  // The blocks of try and finally are no statements for the compiler.
  if (compiler.isBlock(node)) return listText(work, node, node.statements);
  if (compiler.isStatement(node)) return controlStatementText(work, node);
  if (compiler.isCatchClause(node)) {
    const caught = work.point('branch', 'catch', node);
    const block = embeddedText(work, node.block, { start: ` ${work.probe(caught)};`, cause: { slot: caught } });
    return work.copy(node, new Map([[node.block, block]]));
  }
  if (compiler.isModuleBlock(node)) return listText(work, node, node.statements);
  if (compiler.isHeritageClause(node) && node.token === compiler.SyntaxKind.ImplementsKeyword) return work.raw(node);
  if (compiler.isExpressionWithTypeArguments(node)) return work.copy(node);
  return compiler.isExpression(node) ? expressionText(work, node) : undefined;
}

/** What is not run, or is worked out by the compiler. */
function isLeftAlone({ ts: compiler }: Work, node: ts.Node): boolean {
  if (compiler.isTypeNode(node) && !compiler.isExpressionWithTypeArguments(node)) return true;
  if (compiler.isEnumDeclaration(node) || compiler.isDecorator(node) || compiler.isInterfaceDeclaration(node)) return true;
  if (compiler.isTypeAliasDeclaration(node) || compiler.isImportDeclaration(node) || compiler.isTypeParameterDeclaration(node)) return true;
  return (
    compiler.canHaveModifiers(node) && compiler.getModifiers(node)?.some(({ kind }) => kind === compiler.SyntaxKind.DeclareKeyword) === true
  );
}

function controlStatementText(work: Work, node: ts.Statement): string | undefined {
  const { ts: compiler } = work;
  if (compiler.isSwitchStatement(node)) return switchText(work, node);
  const written = new Map<ts.Node, string>();
  if (compiler.isIfStatement(node)) {
    const { text, whenTrue, whenFalse } = controlDecision(work, node.expression, 'if');
    written.set(node.expression, text);
    written.set(node.thenStatement, embeddedText(work, node.thenStatement, { cause: whenTrue }));
    if (node.elseStatement !== undefined) written.set(node.elseStatement, embeddedText(work, node.elseStatement, { cause: whenFalse }));
  } else if (compiler.isDoStatement(node) || compiler.isWhileStatement(node)) {
    written.set(node.statement, embeddedText(work, node.statement));
    written.set(node.expression, controlDecision(work, node.expression, compiler.isDoStatement(node) ? 'do while' : 'while').text);
  } else if (compiler.isForStatement(node)) {
    written.set(node.statement, embeddedText(work, node.statement));
  } else return undefined;
  return work.copy(node, written);
}

/** The initial value of a field stands in no function body. */
function fieldText(work: Work, node: ts.PropertyDeclaration): string {
  const { initializer } = node;
  return initializer === undefined
    ? work.copy(node)
    : work.copy(node, new Map([[initializer, work.ownScope(() => work.render(initializer))]]));
}

function isInParameter(work: Work, node: ts.BindingElement): boolean {
  let parent: ts.Node = node.parent;
  while (work.ts.isBindingElement(parent) || work.ts.isObjectBindingPattern(parent) || work.ts.isArrayBindingPattern(parent))
    parent = parent.parent;
  return work.ts.isParameter(parent);
}

function expressionText(work: Work, node: ts.Expression): string | undefined {
  const { ts: compiler } = work;
  const chain = chainText(work, node);
  if (chain !== undefined) return chain;
  if (compiler.isConditionalExpression(node))
    return work.copy(node, new Map([[node.condition, controlDecision(work, node.condition, '?:').text]]));
  if (compiler.isBinaryExpression(node)) {
    const { SyntaxKind } = compiler;
    switch (node.operatorToken.kind) {
      case SyntaxKind.QuestionQuestionToken:
        return coalescingText(work, node);
      case SyntaxKind.QuestionQuestionEqualsToken:
      case SyntaxKind.BarBarEqualsToken:
      case SyntaxKind.AmpersandAmpersandEqualsToken:
        return logicalAssignmentText(work, node);
    }
  }
  return valueDecisionText(work, node);
}
