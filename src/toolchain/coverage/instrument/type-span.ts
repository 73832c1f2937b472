import type ts from 'typescript';

/** What the compiler tells of the types of one file: expressions by where they begin and end, as `begin-end`. */
export interface TypeFacts {
  /** SHA-256 of the text that was asked about. */
  readonly digest: string;
  /** Expressions whose type is boolean. */
  readonly booleans: readonly string[];
  /** Expressions whose type holds no boolean. */
  readonly others: readonly string[];
}

/**
 * Where an expression stands, as the facts name it.
 * @implements LLR-COV-061
 */
export function spanOf(file: ts.SourceFile, node: ts.Node): string {
  return `${node.getStart(file)}-${node.end}`;
}
