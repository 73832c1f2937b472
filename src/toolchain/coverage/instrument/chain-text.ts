import type ts from 'typescript';
import { bare } from './boolean-syntax.js';
import type { Temporaries, Work } from './work.js';

/**
 * An optional chain, with each `?.` recorded as gone on or ended. The receiver is looked at where it stands; where a method is called,
 * `this` must stay, and the arguments, which are evaluated only when the chain goes on, say so.
 * @implements LLR-COV-008
 */
export function chainText(work: Work, node: ts.Expression): string | undefined {
  const root = chainOf(work, node);
  if (root === undefined) return undefined;
  const links = linksOf(work, root);
  if (links.size === 0) return undefined;
  const first = work.slotsCount;
  for (const link of links.keys()) {
    work.point('branch', '?. goes on', link);
    work.point('branch', '?. ends', link);
  }
  const names = work.temporaries();
  const { low, value } = names;
  const text = work.within(() => elementText(work, node, links, names));
  if (links.size > 1) return ` ${work.prefix}O(${first},(${low}=0,${text}),${low},${links.size})`;
  return ` (${value}=(${low}=0,${text}),${low}?${work.probe(first)}:${work.probe(first + 1)},${value})`;
}

/** The chain whose recording is put around a node: the node itself, or what `delete` or a call of a chain in parentheses works on. */
function chainOf(work: Work, node: ts.Expression): ts.Expression | undefined {
  const { ts: compiler } = work;
  if (compiler.isOptionalChain(node) || compiler.isNonNullExpression(node)) return node;
  if (compiler.isDeleteExpression(node)) return bare(compiler, node.expression);
  if (compiler.isCallExpression(node) && compiler.isParenthesizedExpression(node.expression)) return node;
  if (compiler.isTaggedTemplateExpression(node) && compiler.isParenthesizedExpression(node.tag)) return bare(compiler, node.tag);
  return undefined;
}

type Element = ts.PropertyAccessExpression | ts.ElementAccessExpression | ts.CallExpression;

/** The elements with `?.`, from the inside out, with their number from 1. */
function linksOf(work: Work, root: ts.Expression): ReadonlyMap<ts.Node, number> {
  const found: ts.Node[] = [];
  for (let node: ts.Expression | undefined = root; node !== undefined; node = innerOf(work, node))
    if (isElement(work, node) && node.questionDotToken !== undefined) found.push(node);
  return new Map(found.reverse().map((node, place) => [node, place + 1]));
}

function isElement({ ts: compiler }: Work, node: ts.Node): node is Element {
  return compiler.isPropertyAccessExpression(node) || compiler.isElementAccessExpression(node) || compiler.isCallExpression(node);
}

/** The next expression inwards that belongs to the same chain, through the parentheses around what is called. */
function innerOf(work: Work, node: ts.Expression): ts.Expression | undefined {
  const { ts: compiler } = work;
  if (compiler.isNonNullExpression(node)) return isInside(work, node.expression) ? node.expression : undefined;
  if (!isElement(work, node)) return undefined;
  if (compiler.isCallExpression(node)) {
    const called = bare(compiler, node.expression);
    return isInside(work, called) ? called : undefined;
  }
  return isInside(work, node.expression) ? node.expression : undefined;
}

function isInside(work: Work, node: ts.Expression): boolean {
  return work.ts.isOptionalChain(node) || (work.ts.isNonNullExpression(node) && isInside(work, node.expression));
}

/** The text of one element of the chain, with its receiver. */
function elementText(work: Work, node: ts.Expression, links: ReadonlyMap<ts.Node, number>, names: Temporaries): string {
  const { ts: compiler } = work;
  if (compiler.isDeleteExpression(node) || compiler.isNonNullExpression(node))
    return work.copy(node, new Map([[node.expression, receiverText(work, node.expression, links, names)]]));
  if (compiler.isTaggedTemplateExpression(node)) return work.copy(node, new Map([[node.tag, receiverText(work, node.tag, links, names)]]));
  if (!isElement(work, node)) return work.render(node);
  const receiver = receiverText(work, node.expression, links, names);
  const number = links.get(node);
  if (number === undefined) return work.copy(node, new Map([[node.expression, receiver]]));
  const keepsThis = compiler.isCallExpression(node) && isAccess(work, bare(compiler, node.expression));
  if (!keepsThis) {
    const { low, value } = names;
    return work.copy(node, new Map([[node.expression, ` ((${value}=(${receiver}))==null||(${low}=${number}),${value})`]]));
  }
  const text = work.copy(node, new Map([[node.expression, receiver]]));
  const open = argumentsAt(work, node, receiver);
  const proof = `...(${names.low}=${number},[])${node.arguments.length > 0 ? ',' : ''}`;
  return text.slice(0, open) + proof + text.slice(open);
}

/** Where the arguments of a call begin in its text: after the bracket that stands between the receiver and the first argument. */
function argumentsAt(work: Work, node: ts.CallExpression, receiver: string): number {
  const bracket = node.getChildren(work.file).find((child) => child.kind === work.ts.SyntaxKind.OpenParenToken);
  if (bracket === undefined) throw new Error('a call has a bracket');
  return receiver.length + (bracket.end - node.expression.end);
}

function isAccess({ ts: compiler }: Work, node: ts.Expression): boolean {
  return compiler.isPropertyAccessExpression(node) || compiler.isElementAccessExpression(node);
}

function receiverText(work: Work, node: ts.Expression, links: ReadonlyMap<ts.Node, number>, names: Temporaries): string {
  const { ts: compiler } = work;
  if (compiler.isParenthesizedExpression(node) || compiler.isAsExpression(node) || compiler.isSatisfiesExpression(node))
    return holdsLink(node, links)
      ? work.copy(node, new Map([[node.expression, receiverText(work, node.expression, links, names)]]))
      : work.render(node);
  return holdsLink(node, links) ? elementText(work, node, links, names) : work.render(node);
}

/** Whether a link of this chain stands in a node. */
function holdsLink(node: ts.Node, links: ReadonlyMap<ts.Node, number>): boolean {
  for (const link of links.keys()) if (link.pos >= node.pos && link.end <= node.end) return true;
  return false;
}
