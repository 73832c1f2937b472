import type { Work } from './work.js';

/**
 * The value of a function with its way out, which is taken once the value is there.
 * @implements LLR-COV-009
 */
export function resultText(work: Work, value: string, exit: number): string {
  const name = `${work.prefix}r`;
  work.scope.temporaries.add(name);
  return `(${name}=(${value}),${work.probe(exit)},${name})`;
}
