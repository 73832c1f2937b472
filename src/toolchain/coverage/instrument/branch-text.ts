import type ts from 'typescript';
import { bare } from './boolean-syntax.js';
import type { Work } from './work.js';

/**
 * `a ?? b`, recorded as which side gave the value.
 * @implements LLR-COV-008
 */
export function coalescingText(work: Work, node: ts.BinaryExpression): string {
  const first = work.point('branch', '?? left is there', node);
  work.point('branch', '?? right is taken', node);
  const { low, value } = work.temporaries();
  const text = work.within(() => work.copy(node, new Map([[node.right, ` (${low}=${first + 1},${work.render(node.right)})`]])));
  return ` (${value}=(${low}=${first},${text}),${work.probe(low)},${value})`;
}

/**
 * `a ??= b`, `a ||= b`, `a &&= b`, recorded as assigned or not.
 * @implements LLR-COV-008
 */
export function logicalAssignmentText(work: Work, node: ts.BinaryExpression): string {
  const operator = node.operatorToken.getText(work.file);
  const first = work.point('branch', `${operator} leaves the value`, node);
  work.point('branch', `${operator} assigns`, node);
  const { low, value } = work.temporaries();
  const name = work.ts.isIdentifier(node.left) ? node.left.text : undefined;
  const text = work.within(() => work.copy(node, new Map([[node.right, namedText(work, node.right, name, `${low}=${first + 1}`)]])));
  return ` (${value}=(${low}=${first},${text}),${work.probe(low)},${value})`;
}

/**
 * A parameter, or a part of a destructured one, with its default value recorded when it is used; the body asks whether it was.
 * @implements LLR-COV-008
 */
export function parameterText(work: Work, node: ts.ParameterDeclaration | ts.BindingElement): string {
  const { initializer } = node;
  if (initializer === undefined) return work.copy(node);
  const name = work.ts.isIdentifier(node.name) ? node.name.text : undefined;
  const first = work.point('branch', 'default value is used', initializer);
  work.point('branch', 'default value is not used', initializer);
  const number = work.defaultsCount;
  work.defaultsCount += 1;
  const { prefix } = work;
  work.checks.push((probe) => ` ${prefix}d[${number}]?${prefix}n(${number},${first}):${probe(first + 1)};`);
  const text = namedText(work, initializer, name, `${work.prefix}u(${number})`, (write) => work.ownScope(write));
  return work.copy(node, new Map([[initializer, text]]));
}

/**
 * A part of a destructured variable, with its default value recorded when it is used.
 * @implements LLR-COV-008
 */
export function bindingText(work: Work, node: ts.BindingElement): string {
  const { initializer } = node;
  if (initializer === undefined) return work.copy(node);
  const name = work.ts.isIdentifier(node.name) ? node.name.text : undefined;
  const point = work.point('branch', 'default value is used', initializer);
  return work.copy(node, new Map([[initializer, namedText(work, initializer, name, work.probe(point))]]));
}

/**
 * An expression after a step that records. An anonymous function or class takes the name of what it is assigned to; in a comma
 * expression it would lose it, so it stands in a property of that name. (ECMA-262, section 8.4: named evaluation.)
 */
function namedText(
  work: Work,
  node: ts.Expression,
  name: string | undefined,
  step: string,
  wrap: (write: () => string) => string = (write) => write(),
): string {
  const isNamed = name !== undefined && isAnonymousDefinition(work, node);
  if (isNamed && name === '__proto__') {
    work.skip(node, 'a function named __proto__');
    return work.render(node);
  }
  const text = wrap(() => (isNamed ? `{${name}:${work.render(node)}}.${name}` : work.render(node)));
  return ` (${step},${text})`;
}

/** Whether an expression is a function or class without a name, in parentheses or not. */
function isAnonymousDefinition({ ts: compiler }: Work, node: ts.Expression): boolean {
  const inner = bare(compiler, node);
  if (compiler.isArrowFunction(inner)) return true;
  return (compiler.isFunctionExpression(inner) || compiler.isClassExpression(inner)) && inner.name === undefined;
}
