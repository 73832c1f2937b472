import type ts from 'typescript';
import { compareText } from '../../../kernel/diagnostic.js';
import type { Compiler } from '../instrument/boolean-syntax.js';
import type { Couple, CoupleHow, Evidence, FilePlace } from './couple.js';
import { entryOf, evidenceOf } from './find-evidence.js';

/** The code whose couples are looked for. */
export interface CoupledCode {
  readonly compiler: Compiler;
  readonly program: ts.Program;
  /** Path from the project root of a file that is measured; undefined for others. */
  readonly pathOf: (fileName: string) => string | undefined;
  readonly componentOf: (path: string) => string | undefined;
}

/** A property that is written or read somewhere. */
interface PropertyUse {
  readonly component: string;
  readonly isWrite: boolean;
  readonly place: FilePlace;
  readonly evidence: Evidence;
}

/**
 * The couples of a program between components, in the order of files and text: calls that the checker resolves to a declaration of another
 * component, with their arguments and results, functions handed over, variables of another component, and properties that one component
 * writes and another reads. A call through an interface couples with the component that declares the interface. Values that travel
 * inside objects are not followed.
 * @implements LLR-COV-064
 */
export function findCouples(code: CoupledCode): readonly Couple[] {
  const search = new CoupleSearch(code);
  const files = [...code.program.getSourceFiles()].sort((a, b) => compareText(a.fileName, b.fileName));
  for (const file of files) if (!file.isDeclarationFile) search.file(file);
  return search.couples();
}

class CoupleSearch {
  readonly #code: CoupledCode;
  readonly #checker: ts.TypeChecker;
  readonly #found: Couple[] = [];
  /** By declaration, since a class and its instances have symbols of their own for one property. */
  readonly #properties = new Map<ts.Declaration, PropertyUse[]>();

  constructor(code: CoupledCode) {
    this.#code = code;
    this.#checker = code.program.getTypeChecker();
  }

  file(file: ts.SourceFile): void {
    const { compiler, pathOf, componentOf } = this.#code;
    const path = pathOf(file.fileName);
    const from = path === undefined ? undefined : componentOf(path);
    if (path === undefined || from === undefined) return;
    const visit = (node: ts.Node): void => {
      if (compiler.isTypeNode(node) && !compiler.isExpressionWithTypeArguments(node)) return;
      if (compiler.isCallExpression(node) || compiler.isNewExpression(node)) this.#call(file, path, from, node);
      else if (compiler.isIdentifier(node)) this.#variable(file, path, from, node);
      else if (compiler.isPropertyAccessExpression(node)) this.#property(file, path, from, node);
      compiler.forEachChild(node, visit);
    };
    visit(file);
  }

  couples(): readonly Couple[] {
    for (const [declaration, uses] of this.#properties) this.#sharedProperty(declaration, uses);
    return this.#found;
  }

  /** Where a declaration stands: its file, path and component; undefined outside the measured files. */
  #home(node: ts.Node | undefined): { readonly file: ts.SourceFile; readonly path: string; readonly component: string } | undefined {
    if (node === undefined) return undefined;
    const file = node.getSourceFile();
    const path = this.#code.pathOf(file.fileName);
    const component = path === undefined ? undefined : this.#code.componentOf(path);
    return path === undefined || component === undefined ? undefined : { file, path, component };
  }

  #call(file: ts.SourceFile, path: string, from: string, node: ts.CallExpression | ts.NewExpression): void {
    const { compiler } = this.#code;
    const signature = this.#checker.getResolvedSignature(node);
    const declaration = signature?.declaration;
    const home = this.#home(declaration ?? this.#classOf(node));
    if (home === undefined || home.component === from) return;
    const place = placeOf(file, path, node);
    const evidence: Evidence[] = [evidenceOf(compiler, file, path, node)];
    if (declaration !== undefined && 'body' in declaration && declaration.body !== undefined)
      evidence.push(entryOf(home.file, home.path, declaration));
    const called = node.expression.getText(file).replace(/\s+/g, ' ').slice(-60);
    const add = (kind: Couple['kind'], how: CoupleHow, name: string, [one, other] = [from, home.component]): void =>
      void this.#found.push({ kind, how, from: one, to: other, name, place, evidence });
    add('control', 'call', called);
    (node.arguments ?? []).forEach((argument, index) => {
      const parameters = signature?.parameters ?? [];
      const name = (parameters[index] ?? parameters.at(-1))?.name ?? `${index + 1}`;
      add('data', 'parameter', `${called} ${name}`);
      if (this.#checker.getTypeAtLocation(argument).getCallSignatures().length > 0)
        add('control', 'callback', `${called} ${name}`, [home.component, from]);
    });
    const gives = signature === undefined ? undefined : this.#checker.getReturnTypeOfSignature(signature);
    const isVoid = gives !== undefined && (gives.flags & (compiler.TypeFlags.Void | compiler.TypeFlags.Never)) !== 0;
    if (!isVoid && !compiler.isExpressionStatement(node.parent)) add('data', 'result', called, [home.component, from]);
  }

  /** A class without constructor of its own has no declaration of a signature. */
  #classOf(node: ts.CallExpression | ts.NewExpression): ts.Node | undefined {
    if (!this.#code.compiler.isNewExpression(node)) return undefined;
    return this.#resolved(node.expression)?.valueDeclaration;
  }

  #resolved(node: ts.Node): ts.Symbol | undefined {
    const { SymbolFlags } = this.#code.compiler;
    const symbol = this.#checker.getSymbolAtLocation(node);
    return symbol !== undefined && (symbol.flags & SymbolFlags.Alias) !== 0 ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  /** A variable of another component's file that can change, or that holds an object. */
  #variable(file: ts.SourceFile, path: string, from: string, node: ts.Identifier): void {
    const { compiler } = this.#code;
    if (compiler.isImportSpecifier(node.parent) || compiler.isExportSpecifier(node.parent) || compiler.isImportClause(node.parent)) return;
    const declaration = this.#resolved(node)?.valueDeclaration;
    if (declaration === undefined || !compiler.isVariableDeclaration(declaration)) return;
    const home = this.#home(declaration);
    if (home === undefined || home.component === from || !isState(this.#code, this.#checker, declaration)) return;
    const [one, other] = isWritten(compiler, node) ? [from, home.component] : [home.component, from];
    const evidence = [evidenceOf(compiler, file, path, node)];
    this.#found.push({ kind: 'data', how: 'variable', from: one, to: other, name: node.text, place: placeOf(file, path, node), evidence });
  }

  #property(file: ts.SourceFile, path: string, from: string, node: ts.PropertyAccessExpression): void {
    const symbol = this.#checker.getSymbolAtLocation(node.name);
    const { SymbolFlags } = this.#code.compiler;
    if (symbol === undefined || (symbol.flags & (SymbolFlags.Property | SymbolFlags.Accessor)) === 0) return;
    const declaration = symbol.declarations?.[0];
    if (declaration === undefined || this.#home(declaration) === undefined) return;
    const uses = this.#properties.get(declaration) ?? [];
    this.#properties.set(declaration, uses);
    const evidence = evidenceOf(this.#code.compiler, file, path, node);
    const isWrite = isWritten(this.#code.compiler, node);
    uses.push({ component: from, isWrite, place: placeOf(file, path, node), evidence });
  }

  #sharedProperty(declaration: ts.Declaration, uses: readonly PropertyUse[]): void {
    const writers = new Set(uses.filter(({ isWrite }) => isWrite).map(({ component }) => component));
    for (const { component, isWrite, place, evidence } of uses) {
      if (isWrite) continue;
      for (const writer of writers) {
        if (writer === component) continue;
        const name = `${nameOf(declaration.parent)}.${nameOf(declaration)}`;
        this.#found.push({ kind: 'data', how: 'property', from: writer, to: component, name, place, evidence: [evidence] });
      }
    }
  }
}

/** The name of a declaration; empty where it has none, as the type of an object has. */
function nameOf(node: ts.Node): string {
  return 'name' in node ? ((node.name as ts.Identifier | undefined)?.text ?? '') : '';
}

function placeOf(file: ts.SourceFile, path: string, node: ts.Node): FilePlace {
  const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return { path, line: line + 1, column: character + 1 };
}

/** Whether a variable at the level of a file can carry data: it can be assigned, or it holds an object that is no function. */
function isState({ compiler }: CoupledCode, checker: ts.TypeChecker, declaration: ts.VariableDeclaration): boolean {
  const list = declaration.parent;
  if (!compiler.isVariableDeclarationList(list) || !compiler.isSourceFile(list.parent.parent)) return false;
  if ((list.flags & compiler.NodeFlags.Const) === 0) return true;
  const type = checker.getTypeAtLocation(declaration);
  return (type.flags & compiler.TypeFlags.Object) !== 0 && type.getCallSignatures().length === 0;
}

/** Whether an expression is set where it stands, alone or as well as read. */
function isWritten(compiler: Compiler, node: ts.Expression): boolean {
  const { SyntaxKind } = compiler;
  const { parent } = node;
  if (compiler.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    return parent.left === node && kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment;
  }
  if (compiler.isPostfixUnaryExpression(parent)) return true;
  if (compiler.isPrefixUnaryExpression(parent)) return [SyntaxKind.PlusPlusToken, SyntaxKind.MinusMinusToken].includes(parent.operator);
  return compiler.isDeleteExpression(parent);
}
