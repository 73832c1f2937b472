import { atMost, integer, sum } from '../../kernel/logic/arithmetic.js';
import { type Integer, partsOf, type Truth } from '../../kernel/logic/expression.js';
import type { ExactRange } from '../../kernel/logic/obligation.js';
import { all } from '../../kernel/logic/truth.js';

/** A number that the running program holds on the way to a result, and the statement that it is within the range. */
export interface Intermediate {
  readonly expression: Integer;
  readonly within: Truth;
}

/**
 * Each whole number that arises while expressions are computed from left to right: variables, constants, results of operations, and the partial
 * sums of sums. Each once.
 *
 * @implements LLR-PRF-008
 */
export function intermediatesOf(expressions: readonly Integer[], range: ExactRange): readonly Intermediate[] {
  const found: Integer[] = [];
  for (const part of partsOf(expressions)) {
    if (part.sort !== 'Int' || part.form.kind === 'named') continue;
    const number = part as Integer;
    if (part.form.kind === 'operation' && part.form.operator === 'sum') {
      const terms = part.form.operands as readonly Integer[];
      for (let count = 2; count < terms.length; count += 1) found.push(sum(...terms.slice(0, count)));
    }
    found.push(number);
  }
  return found.map((expression) => ({ expression, within: isWithin(expression, range) }));
}

function isWithin(expression: Integer, { smallest, largest }: ExactRange): Truth {
  return all(atMost(integer(smallest, expression.unit), expression), atMost(expression, integer(largest, expression.unit)));
}
