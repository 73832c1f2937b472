import type ts from 'typescript';
import type { CoverageMap, CoveragePoint, DecisionSource, PointCause, PointKind, SourcePlace } from '../coverage-map.js';
import type { BooleanSyntax, Compiler } from './boolean-syntax.js';
import type { TypeFacts } from './type-span.js';

/** What one function, or the file itself, needs of temporaries. */
export interface Scope {
  readonly temporaries: Set<string>;
  /** How deep expressions that hold a temporary are nested here, and statements that do. */
  expressionDepth: number;
  statementDepth: number;
  /** What gives the array of what was reached: a constant of the function, or where there is none a question. */
  readonly array: string;
  /** In a loop that calls nothing, its first place in the array; undefined elsewhere. */
  readonly quiet: { readonly firstSlot: number } | undefined;
}

/** Choices of what counts as a decision. */
export interface InstrumentOptions {
  /** CAST-10 to the letter: a comparison in an assignment, argument or return is a decision, although it has no Boolean operator. */
  readonly isLiteral: boolean;
  /** What the compiler tells of the types of the file; undefined where the syntax alone is asked. */
  readonly types?: TypeFacts | undefined;
  /** Text that loads the recorder first, for copies that run without a loader: in a module, and in a script. */
  readonly loading?: { readonly module: string; readonly script: string };
}

/** Places of a loop that calls nothing that have a bit each in a number; a further bit says that another place is new. */
const bitsOfLoop = 30;

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
 * @implements LLR-COV-063
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
  /** Places in the array of what was reached; the first is free, so that each number of one is true. */
  slotsCount = 1;
  /** Loops that call nothing. */
  loopsCount = 0;
  /** What the body of the present function begins with: questions which default values were used. */
  checks: ((probe: (slot: number) => string) => string)[] = [];
  scope: Scope;
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
    this.scope = newScope(given.prefix);
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

  /** Adds a point and gives its place in the array of what was reached; points that follow each other have places that do. */
  point(kind: PointKind, what: string, node: ts.Node): number {
    return this.pointAt(kind, what, this.place(node));
  }

  /** The same for a point that is no beginning of a node. */
  pointAt(kind: PointKind, what: string, place: SourcePlace): number {
    const slot = this.slots(1);
    this.points.push({ kind, what, ...place, slot, cause: undefined });
    return slot;
  }

  /** Adds a point that is reached whenever its cause is, so that nothing need record it. */
  causedPoint(kind: PointKind, what: string, node: ts.Node, cause: PointCause): void {
    this.points.push({ kind, what, ...this.place(node), slot: -1, cause });
  }

  /** Takes places in the array of what was reached, and gives the first. */
  slots(count: number): number {
    const first = this.slotsCount;
    this.slotsCount += count;
    return first;
  }

  /** An expression that records that a place, a number or a variable, was reached, and is true. */
  probe(slot: number | string, said: number | string = slot): string {
    const { array, quiet } = this.scope;
    if (quiet === undefined) return `${array}[${slot}]||${this.prefix}s(${said})`;
    const noted = `${this.prefix}g`;
    const bit = typeof slot === 'number' ? slot - quiet.firstSlot : bitsOfLoop;
    if (bit < bitsOfLoop) return `(${noted}|=${2 ** bit})`;
    return `(${noted}|=(${array}[${slot}]^1)<<${bitsOfLoop},${array}[${said}]=1)`;
  }

  /** The same as a statement, which begins with a name, so that it ends a statement before it that has no semicolon. */
  probeStatement(slot: number): string {
    const text = this.probe(slot);
    return text.startsWith('(') && this.scope.quiet !== undefined ? text.slice(1, -1) : text;
  }

  /** Writes a loop that calls nothing: what it reaches is noted in bits of a number, which is looked at when the loop is left. */
  quietly(write: () => string): string {
    const { prefix, scope: outer, slotsCount: first, loopsCount: loop } = this;
    this.loopsCount += 1;
    this.scope = { ...outer, quiet: { firstSlot: first } };
    outer.temporaries.add(`${prefix}g`);
    const text = write();
    this.scope = outer;
    const look = `${prefix}g&~${prefix}k[${loop}]&&${prefix}b(${loop},${prefix}g,${first},${this.slotsCount})`;
    return ` ${prefix}g=0;try{${text}}finally{${look}}`;
  }

  /** Temporaries for an expression at the present depth. */
  temporaries(): Temporaries {
    const depth = this.scope.expressionDepth;
    const [low, high, value] = [`${this.prefix}l${depth}`, `${this.prefix}h${depth}`, `${this.prefix}v${depth}`];
    this.scope.temporaries.add(low).add(high).add(value);
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

  /** Writes something with temporaries and an array of its own. */
  inScope(write: () => string, array = `${this.prefix}a`): { readonly text: string; readonly temporaries: readonly string[] } {
    const outer = this.scope;
    this.scope = newScope(array);
    const text = write();
    const temporaries = [...this.scope.temporaries].filter((name) => text.includes(name));
    this.scope = outer;
    return { text, temporaries };
  }

  /** An expression that stands in no function body: an arrow function around it holds its temporaries. */
  ownScope(write: () => string): string {
    const { text, temporaries } = this.inScope(write, this.anyArray);
    return temporaries.length === 0 ? text : ` ((${temporaries.join(',')})=>(${text}))()`;
  }

  /** The array for what may run before the file did. */
  get anyArray(): string {
    return `(${this.prefix}||${this.prefix}m())`;
  }

  /** Writes what stands in no function body and uses the temporaries around it. */
  withAnyArray<T>(write: () => T): T {
    const outer = this.scope;
    this.scope = { ...outer, array: this.anyArray };
    const result = write();
    this.scope = outer;
    return result;
  }

  skip(node: ts.Node, what: string): void {
    this.unmeasured.push({ what, ...this.place(node) });
  }
}

function newScope(array: string): Scope {
  return { temporaries: new Set(), expressionDepth: 0, statementDepth: 0, array, quiet: undefined };
}
