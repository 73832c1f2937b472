/** What the TypeScript compiler says of a source text, in a form that the scanner's answers can be compared with. */
import ts from 'typescript';

/** The comments of a text as `start-end`, by the compiler's own trivia scanner, asked at each token. */
export function commentsByCompiler(text: string, tree: ts.SourceFile): ReadonlySet<string> {
  const found = new Set<string>();
  const note = (start: number, end: number): void => {
    found.add(`${start}-${end}`);
  };
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.JsxText) return;
    const children = node.getChildren(tree).filter((child) => !ts.isJSDoc(child));
    children.forEach(visit);
    if (children.length > 0) return;
    ts.forEachLeadingCommentRange(text, node.pos, note);
    if (!isBeforeJsxText(node)) ts.forEachTrailingCommentRange(text, node.end, note);
  };
  visit(tree);
  return found;
}

function isBeforeJsxText({ parent, end }: ts.Node): boolean {
  if (parent === undefined || parent.end !== end) return false;
  return (
    ts.isJsxOpeningElement(parent) ||
    ts.isJsxOpeningFragment(parent) ||
    ts.isJsxSelfClosingElement(parent) ||
    ts.isJsxClosingElement(parent) ||
    ts.isJsxClosingFragment(parent) ||
    ts.isJsxExpression(parent)
  );
}

/** The units of a text as `kind|name|exported|line|lastLine`, read from the syntax tree. */
export function unitsByCompiler(tree: ts.SourceFile): readonly string[] {
  const reader = new TreeReader(tree);
  reader.statements(tree.statements, '');
  return reader.result();
}

interface Found {
  readonly kind: string;
  readonly name: string;
  readonly exported: boolean;
  readonly line: number;
  lastLine: number;
}

class TreeReader {
  private readonly found: Found[] = [];
  private readonly exportedNames = new Set<string>();

  constructor(private readonly tree: ts.SourceFile) {}

  result(): readonly string[] {
    return this.found.map(({ kind, name, exported, line, lastLine }) => {
      const listed = this.exportedNames.has(name.split('.', 1)[0] ?? '');
      return [kind, name, exported || listed, line, lastLine].join('|');
    });
  }

  statements(statements: readonly ts.Statement[], prefix: string): void {
    let before: ts.FunctionDeclaration | undefined;
    for (const statement of statements) {
      if (ts.isFunctionDeclaration(statement)) {
        const name = statement.name?.text ?? 'default';
        const overloaded = before !== undefined && before.body === undefined && (before.name?.text ?? 'default') === name;
        if (overloaded) this.extend(statement);
        else this.add('function', prefix + name, statement, isExported(statement));
        before = statement;
        continue;
      }
      before = undefined;
      this.statement(statement, prefix);
    }
  }

  private statement(statement: ts.Statement, prefix: string): void {
    const exported = isExported(statement);
    if (ts.isClassDeclaration(statement)) this.classDeclaration(statement, prefix, exported);
    else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      this.add('type', prefix + statement.name.text, statement, exported);
    } else if (ts.isEnumDeclaration(statement)) this.add('variable', prefix + statement.name.text, statement, exported);
    else if (ts.isVariableStatement(statement)) this.variables(statement, prefix, exported);
    else if (ts.isModuleDeclaration(statement)) this.module(statement, prefix, exported);
    else if (ts.isExportAssignment(statement)) this.exportAssignment(statement);
    else if (ts.isExportDeclaration(statement) && prefix === '') this.exportList(statement);
  }

  private classDeclaration(node: ts.ClassDeclaration, prefix: string, exported: boolean): void {
    const name = prefix + (node.name?.text ?? 'default');
    this.add('class', name, node, exported);
    let before: { readonly name: string; readonly body: boolean } | undefined;
    for (const member of node.members) {
      const own = this.memberName(member);
      const callable = ts.isMethodDeclaration(member) || ts.isConstructorDeclaration(member) || ts.isAccessor(member);
      const holds = ts.isPropertyDeclaration(member) && isFunction(member.initializer);
      if (own === undefined || (!callable && !holds)) {
        before = undefined;
        continue;
      }
      const hidden = own.startsWith('#') || (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private) !== 0;
      if (callable && before?.name === own && (!before.body || ts.isAccessor(member))) this.extend(member);
      else this.add('method', `${name}.${own}`, member, exported && !hidden);
      before = callable ? { name: own, body: member.body !== undefined } : undefined;
    }
  }

  private memberName(member: ts.ClassElement): string | undefined {
    if (ts.isConstructorDeclaration(member)) return 'constructor';
    if (member.name === undefined) return undefined;
    return ts.isStringLiteral(member.name) ? member.name.text : folded(member.name.getText(this.tree));
  }

  private variables(statement: ts.VariableStatement, prefix: string, exported: boolean): void {
    statement.declarationList.declarations.forEach((declaration, index) => {
      const kind = isFunction(declaration.initializer) ? 'function' : 'variable';
      const name = prefix + folded(declaration.name.getText(this.tree));
      const line = this.line((index === 0 ? statement : declaration).getStart(this.tree));
      this.found.push({ kind, name, exported, line, lastLine: this.line(declaration.end) });
    });
  }

  private module(node: ts.ModuleDeclaration, prefix: string, exported: boolean): void {
    const names = [node.name.getText(this.tree)];
    let inner: ts.ModuleDeclaration = node;
    while (inner.body !== undefined && ts.isModuleDeclaration(inner.body)) {
      inner = inner.body;
      names.push(inner.name.getText(this.tree));
    }
    if (inner.body === undefined) return;
    const name = prefix + names.join('.');
    this.add('block', name, node, exported);
    if (ts.isModuleBlock(inner.body)) this.statements(inner.body.statements, `${name}.`);
  }

  private exportAssignment(node: ts.ExportAssignment): void {
    if (node.isExportEquals === true) return;
    if (ts.isIdentifier(node.expression)) this.exportedNames.add(node.expression.text);
    else this.add(isFunction(node.expression) ? 'function' : 'variable', 'default', node, true);
  }

  private exportList(node: ts.ExportDeclaration): void {
    if (node.moduleSpecifier !== undefined || node.exportClause === undefined || !ts.isNamedExports(node.exportClause)) return;
    for (const element of node.exportClause.elements) this.exportedNames.add((element.propertyName ?? element.name).text);
  }

  private add(kind: string, name: string, node: ts.Node, exported: boolean): void {
    this.found.push({ kind, name, exported, line: this.line(node.getStart(this.tree)), lastLine: this.line(node.end) });
  }

  private extend(node: ts.Node): void {
    const last = this.found[this.found.length - 1];
    if (last !== undefined) last.lastLine = this.line(node.end);
  }

  private line(offset: number): number {
    return this.tree.getLineAndCharacterOfPosition(offset).line + 1;
  }
}

function isExported(node: ts.Statement): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function isFunction(node: ts.Expression | undefined): boolean {
  return node !== undefined && (ts.isArrowFunction(node) || ts.isFunctionExpression(node));
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ');
}
