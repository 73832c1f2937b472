import { type Expression, named, partsOf, requireAlike } from './expression.js';
import type { Sort } from './sort.js';

/**
 * An expression with variables replaced by expressions of the same sort and unit; others stay. Names of parts get an ending, because
 * they now stand for something else.
 *
 * @implements LLR-LOG-012
 */
export function substituted<S extends Sort>(
  expression: Expression<S>,
  replacement: ReadonlyMap<string, Expression>,
  ending: string,
): Expression<S> {
  const done = new Map<Expression, Expression>();
  for (const part of partsOf([expression])) done.set(part, replaced(part, done, replacement, ending));
  return done.get(expression) as Expression<S>;
}

function replaced(
  part: Expression,
  done: ReadonlyMap<Expression, Expression>,
  replacement: ReadonlyMap<string, Expression>,
  ending: string,
): Expression {
  const { form } = part;
  if (form.kind === 'variable') {
    const other = replacement.get(form.name);
    if (other === undefined) return part;
    requireAlike(`in place of ${form.name}`, [part, other]);
    return other;
  }
  if (form.kind === 'named') {
    const body = done.get(form.body) as Expression;
    return body === form.body ? part : named(`${form.name}${ending}`, body);
  }
  if (form.kind === 'constant') return part;
  const operands = form.operands.map((operand) => done.get(operand) as Expression);
  return operands.every((operand, index) => operand === form.operands[index]) ? part : { ...part, form: { ...form, operands } };
}
