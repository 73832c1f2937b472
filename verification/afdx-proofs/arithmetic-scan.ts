import ts from 'typescript';

/** One operation on numbers. */
export interface Operation {
  readonly isBigInt: boolean;
  readonly text: string;
}

/** What a top-level declaration of a module computes, with everything inside it. */
export interface Arithmetic {
  readonly path: string;
  readonly name: string;
  readonly operations: readonly Operation[];
}

const { SyntaxKind } = ts;
const operators: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.PlusToken,
  SyntaxKind.MinusToken,
  SyntaxKind.AsteriskToken,
  SyntaxKind.SlashToken,
  SyntaxKind.PercentToken,
  SyntaxKind.AsteriskAsteriskToken,
  SyntaxKind.LessThanLessThanToken,
  SyntaxKind.GreaterThanGreaterThanToken,
  SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
  SyntaxKind.PlusEqualsToken,
  SyntaxKind.MinusEqualsToken,
  SyntaxKind.AsteriskEqualsToken,
  SyntaxKind.SlashEqualsToken,
  SyntaxKind.PercentEqualsToken,
  SyntaxKind.LessThanLessThanEqualsToken,
  SyntaxKind.GreaterThanGreaterThanEqualsToken,
]);

/** The declarations of modules that calculate with numbers or BigInt, or make a number from a BigInt. */
export function arithmeticIn(files: readonly string[], root: string): readonly Arithmetic[] {
  const program = ts.createProgram([...files], {
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts'],
    types: [],
    module: ts.ModuleKind.NodeNext,
    strict: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    skipLibCheck: true,
  });
  const checker = program.getTypeChecker();
  const kindOf = (node: ts.Node): string => checker.typeToString(checker.getBaseTypeOfLiteralType(checker.getTypeAtLocation(node)));
  return files.flatMap((file) => {
    const source = program.getSourceFile(file);
    return (source?.statements ?? []).flatMap((statement): readonly Arithmetic[] => {
      const operations: Operation[] = [];
      const visit = (node: ts.Node): void => {
        const operation = operationAt(node, kindOf);
        if (operation !== undefined) operations.push(operation);
        ts.forEachChild(node, visit);
      };
      visit(statement);
      return operations.length === 0 ? [] : [{ path: file.slice(root.length), name: nameOf(statement), operations }];
    });
  });
}

function operationAt(node: ts.Node, kindOf: (node: ts.Node) => string): Operation | undefined {
  const text = (): string => node.getText().replace(/\s+/g, ' ');
  if (ts.isBinaryExpression(node) && operators.has(node.operatorToken.kind)) {
    const [left, right] = [kindOf(node.left), kindOf(node.right)];
    if (left === 'string' || right === 'string') return undefined;
    return { isBigInt: left === 'bigint' && right === 'bigint', text: text() };
  }
  if (!ts.isCallExpression(node) || node.expression.getText() !== 'Number' || node.arguments[0] === undefined) return undefined;
  return kindOf(node.arguments[0]) === 'bigint' ? { isBigInt: false, text: text() } : undefined;
}

function nameOf(statement: ts.Statement): string {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return statement.name?.text ?? '?';
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText()).join(' ');
  return '?';
}

/** Whether an operation adds one or two to a place or a count, or takes it away. */
export function isCounting({ text }: Operation): boolean {
  return /(\+|-|\+=|-=) [12]$/.test(text) && !/[*/%]/.test(text);
}
