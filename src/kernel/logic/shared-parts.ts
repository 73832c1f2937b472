import { type Expression, partsOf } from './expression.js';
import { sortText } from './sort.js';

/**
 * The same expressions with each part that occurs twice, in however many copies, as one object. What is written from them then depends on
 * what they say and not on how they were built.
 *
 * @implements LLR-LOG-009
 */
export function sharedAll(roots: readonly Expression[]): readonly Expression[] {
  const numbers = new Map<Expression, number>();
  const byKey = new Map<string, Expression>();
  const representatives = new Map<Expression, Expression>();
  for (const part of partsOf(roots)) {
    const key = keyOf(part, (operand) => numbers.get(representatives.get(operand) as Expression) as number);
    const known = byKey.get(key);
    const representative = known ?? withOperands(part, (operand) => representatives.get(operand) as Expression);
    if (known === undefined) {
      byKey.set(key, representative);
      numbers.set(representative, byKey.size);
    }
    representatives.set(part, representative);
  }
  return roots.map((root) => representatives.get(root) as Expression);
}

function keyOf({ form, sort, unit }: Expression, numberOf: (operand: Expression) => number): string {
  const type = `${sortText(sort)} in ${unit}`;
  switch (form.kind) {
    case 'constant': {
      const { value } = form;
      return `constant ${typeof value === 'object' ? `${value.numerator}/${value.denominator}` : value} ${type}`;
    }
    case 'variable':
      return `variable ${form.name} ${type}`;
    case 'named':
      return `named ${form.name} ${numberOf(form.body)}`;
    case 'operation':
      return `${form.operator} ${form.operands.map(numberOf).join(' ')} (${form.numbers?.join(' ') ?? ''}) ${type}`;
  }
}

function withOperands(part: Expression, other: (operand: Expression) => Expression): Expression {
  const { form } = part;
  if (form.kind === 'named') return other(form.body) === form.body ? part : { ...part, form: { ...form, body: other(form.body) } };
  if (form.kind !== 'operation' || form.operands.every((operand) => other(operand) === operand)) return part;
  return { ...part, form: { ...form, operands: form.operands.map(other) } };
}
