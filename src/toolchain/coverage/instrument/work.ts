import type ts from 'typescript';
import type { CoverageMap, CoveragePoint, DecisionSource, PointKind } from '../coverage-map.js';
import type { BooleanSyntax, Compiler } from './boolean-syntax.js';

/** What one function, or the file itself, needs of temporaries. */
export interface Scope {
  readonly temporaries: Set<string>;
  /** How deep expressions that hold a temporary are nested here, and statements that do. */
  expressionDepth: number;
  statementDepth: number;
}

/** Choices of what counts as a decision. */
export interface InstrumentOptions {
  /** CAST-10 to the letter: a comparison in an assignment, argument or return is a decision, although it has no Boolean operator. */
  readonly isLiteral: boolean;
}

/** Temporaries of one expression: the vector in one word or two, and a value. */
export interface Temporaries {
  readonly low: string;
  readonly high: string;
  readonly value: string;
}

/**
 * The state of instrumenting one file: what was found so far, and how a node is written. Text is copied as it stands but for what is
 * put around expressions and before statements, so that each line stays the line it was.
 * @implements LLR-COV-006
 */
export class Work {
  readonly ts: Compiler;
  readonly file: ts.SourceFile;
  readonly text: string;
  readonly prefix: string;
  readonly syntax: BooleanSyntax;
  readonly options: InstrumentOptions;
  readonly points: CoveragePoint[] = [];
  readonly decisions: DecisionSource[] = [];
  readonly unmeasured: CoverageMap['unmeasured'][number][] = [];
  defaultsCount = 0;
  /** What the body of the present function begins with: questions which default values were used. */
  checks: string[] = [];
  scope: Scope = newScope();
  readonly #special: (work: Work, node: ts.Node) => string | undefined;

  constructor(
    given: Pick<Work, 'ts' | 'file' | 'text' | 'prefix' | 'syntax' | 'options'>,
    special: (work: Work, node: ts.Node) => string | undefined,
  ) {
    this.ts = given.ts;
    this.file = given.file;
    this.text = given.text;
    this.prefix = given.prefix;
    this.syntax = given.syntax;
    this.options = given.options;
    this.#special = special;
  }

  /** The instrumented text of a node, without what stands before its first token. */
  render(node: ts.Node): string {
    return this.#special(this, node) ?? this.copy(node);
  }

  /** The text of a node with instrumented children; `written` gives the text of some of them. */
  copy(node: ts.Node, written: ReadonlyMap<ts.Node, string> = new Map()): string {
    if (written.size === 0 && this.#isSum(node)) return this.#copySum(node);
    const children: ts.Node[] = [];
    this.ts.forEachChild(node, (child) => {
      if (child.end > child.pos) children.push(child);
    });
    children.sort((a, b) => a.pos - b.pos);
    let at = this.start(node);
    let text = '';
    for (const child of children) {
      const from = this.start(child);
      if (from < at) continue;
      text += this.text.slice(at, from) + (written.get(child) ?? this.render(child));
      at = child.end;
    }
    return text + this.text.slice(at, node.end);
  }

  #isSum(node: ts.Node): node is ts.BinaryExpression {
    return this.ts.isBinaryExpression(node) && node.operatorToken.kind === this.ts.SyntaxKind.PlusToken;
  }

  /** Generated texts join thousands of strings; going down once for each would exceed the stack. */
  #copySum(node: ts.BinaryExpression): string {
    const sums: ts.BinaryExpression[] = [node];
    let first = node.left;
    while (this.#isSum(first)) {
      sums.push(first);
      first = first.left;
    }
    let text = this.render(first);
    let at = first.end;
    for (const { right, end } of sums.reverse()) {
      text += this.text.slice(at, this.start(right)) + this.render(right);
      at = end;
    }
    return text;
  }

  /** The text of a node as it stands. */
  raw(node: ts.Node): string {
    return this.text.slice(this.start(node), node.end);
  }

  start(node: ts.Node): number {
    return node.getStart(this.file);
  }

  place(node: ts.Node): { readonly line: number; readonly column: number } {
    const { line, character } = this.ts.getLineAndCharacterOfPosition(this.file, this.start(node));
    return { line: line + 1, column: character + 1 };
  }

  /** Adds a point and gives its number. */
  point(kind: PointKind, what: string, node: ts.Node): number {
    this.points.push({ kind, what, ...this.place(node) });
    return this.points.length - 1;
  }

  /** Temporaries for an expression at the present depth. */
  temporaries(): Temporaries {
    const depth = this.scope.expressionDepth;
    const [low, high, value] = [`${this.prefix}l${depth}`, `${this.prefix}h${depth}`, `${this.prefix}v${depth}`];
    this.scope.temporaries.add(low).add(value);
    return { low, high, value };
  }

  /** Writes what stands inside an expression that holds temporaries. */
  within<T>(write: () => T): T {
    this.scope.expressionDepth += 1;
    const result = write();
    this.scope.expressionDepth -= 1;
    return result;
  }

  /** Writes what stands inside a statement that holds a temporary, and hands it in. */
  withinStatement<T>(write: (temporary: string) => T): T {
    const temporary = `${this.prefix}w${this.scope.statementDepth}`;
    this.scope.temporaries.add(temporary);
    this.scope.statementDepth += 1;
    const result = write(temporary);
    this.scope.statementDepth -= 1;
    return result;
  }

  /** Writes something with temporaries of its own, and gives them with it. */
  inScope(write: () => string): { readonly text: string; readonly temporaries: readonly string[] } {
    const outer = this.scope;
    this.scope = newScope();
    const text = write();
    const temporaries = [...this.scope.temporaries];
    this.scope = outer;
    return { text, temporaries };
  }

  /** An expression that stands in no function body: an arrow function around it holds its temporaries. */
  ownScope(write: () => string): string {
    const { text, temporaries } = this.inScope(write);
    return temporaries.length === 0 ? text : ` ((${temporaries.join(',')})=>(${text}))()`;
  }

  skip(node: ts.Node, what: string): void {
    this.unmeasured.push({ what, ...this.place(node) });
  }
}

function newScope(): Scope {
  return { temporaries: new Set(), expressionDepth: 0, statementDepth: 0 };
}
