import {
  declarationLast,
  decoratorsEnd,
  endsWithBody,
  isBoundary,
  isFunctionExpression,
  isFunctionValue,
  statementLast,
  typeArgumentsEnd,
} from './ecmascript-syntax.js';
import type { RawUnit } from './raw-unit.js';
import { MARK, type TokenList, WORD } from './token-list.js';

/** The body of a class: its brackets, and what its members' names start with. */
export interface ClassBody {
  readonly open: number;
  readonly close: number;
  readonly prefix: string;
  readonly exported: boolean;
}

const modifiers = new Set('public private protected static readonly abstract override async declare accessor get set'.split(' '));
const notMembers = new Set('if for while switch catch with function return'.split(' '));

/**
 * The members of a class: methods, constructors, accessors and fields that hold a function; other fields only count
 * when a tag stands on them. Overloads, and a getter and setter that stand together, are one unit.
 * @implements LLR-SCN-005
 */
export function readMembers(tokens: TokenList, body: ClassBody): RawUnit[] {
  const units: RawUnit[] = [];
  let index = body.open + 1;
  while (index < body.close) {
    const member = tokens.is(index, ';') ? undefined : memberAt(tokens, index, body);
    if (member === undefined) {
      index += 1;
      continue;
    }
    addMember(tokens, units, member);
    index = Math.max(member.last, index) + 1;
  }
  return units;
}

function addMember(tokens: TokenList, units: RawUnit[], member: RawUnit): void {
  const before = units[units.length - 1];
  const same = before?.name === member.name && before.kind === 'method' && member.kind === 'method' && before.last === member.first - 1;
  if (same && (!endsWithBody(tokens, before.last) || isAccessor(tokens, member)))
    units[units.length - 1] = { ...before, last: member.last };
  else units.push(member);
}

function isAccessor(tokens: TokenList, unit: RawUnit): boolean {
  return tokens.is(unit.head - 1, 'get') || tokens.is(unit.head - 1, 'set');
}

/** What stands before the parameters or the value of a member. */
interface MemberHead {
  readonly unit: Pick<RawUnit, 'name' | 'exported' | 'first' | 'head'>;
  /** Index behind the name and its `?` or `!`. */
  readonly behind: number;
}

function headAt(tokens: TokenList, first: number, body: ClassBody): MemberHead | undefined {
  let nameAt = decoratorsEnd(tokens, first);
  let hidden = false;
  while (isModifier(tokens, nameAt)) {
    if (tokens.is(nameAt, 'private')) hidden = true;
    nameAt += 1;
  }
  if (tokens.is(nameAt, '*')) nameAt += 1;
  if (nameAt >= body.close) return undefined;
  if (tokens.kindOf(nameAt) === MARK && !tokens.is(nameAt, '[') && !tokens.is(nameAt, '{')) return undefined;
  const head = tokens.is(nameAt, '{') ? nameAt - 1 : tokens.after(nameAt) - 1;
  const exported = body.exported && !hidden && tokens.codeOf(nameAt) !== 0x23;
  const marked = tokens.is(head + 1, '?') || tokens.is(head + 1, '!');
  const unit = { name: body.prefix + memberName(tokens, Math.min(nameAt, head), head), exported, first, head };
  return { unit, behind: head + (marked ? 2 : 1) };
}

function memberAt(tokens: TokenList, first: number, body: ClassBody): RawUnit | undefined {
  const member = headAt(tokens, first, body);
  if (member === undefined) return undefined;
  const { unit, behind } = member;
  if (tokens.is(behind, '{')) return { ...unit, kind: 'block', last: Math.min(tokens.after(behind), body.close) - 1, onlyTagged: true };
  if (tokens.is(behind, '(') || tokens.is(behind, '<')) {
    return { ...unit, kind: 'method', last: declarationLast(tokens, behind, body.close), onlyTagged: false };
  }
  const last = statementLast(tokens, first, body.close, true);
  const method = isFunctionValue(tokens, valueAt(tokens, behind, last + 1), last);
  return { ...unit, kind: method ? 'method' : 'variable', last, onlyTagged: !method };
}

function isModifier(tokens: TokenList, index: number): boolean {
  if (tokens.kindOf(index) !== WORD || !modifiers.has(tokens.textOf(index))) return false;
  const next = index + 1;
  return tokens.kindOf(next) !== MARK || tokens.is(next, '[') || tokens.is(next, '*') || tokens.is(next, '{');
}

function memberName(tokens: TokenList, nameAt: number, head: number): string {
  const text = tokens.text.slice(tokens.starts[nameAt], tokens.ends[head]);
  return /^(['"]).*\1$/.test(text) ? text.slice(1, -1) : text.replace(/\s+/g, ' ');
}

function valueAt(tokens: TokenList, from: number, behind: number): number {
  for (let index = from; index < behind; index = tokens.after(index)) {
    if (tokens.is(index, '=')) return index + 1;
  }
  return behind;
}

/**
 * The function that a member of an object literal or class expression holds, named behind `prefix`; undefined when
 * no such member starts at the token. `limit` is the token that closes the literal.
 * @implements LLR-SCN-005
 */
export function objectMemberAt(tokens: TokenList, first: number, limit: number, prefix: string): RawUnit | undefined {
  const member = headAt(tokens, first, { open: first, close: limit, prefix, exported: false });
  if (member === undefined || notMembers.has(tokens.textOf(member.unit.head))) return undefined;
  const { unit, behind } = member;
  const last = tokens.is(behind, ':') ? propertyLast(tokens, behind + 1, limit) : methodLast(tokens, behind, limit);
  return last < 0 ? undefined : { ...unit, kind: 'function', last, onlyTagged: true };
}

function propertyLast(tokens: TokenList, from: number, limit: number): number {
  if (!isFunctionExpression(tokens, from)) return -1;
  let index = from;
  for (let next = tokens.after(index); next < limit && !tokens.is(next, ',') && !isBoundary(tokens, next, false); next = tokens.after(next))
    index = next;
  return tokens.after(index) - 1;
}

function methodLast(tokens: TokenList, behind: number, limit: number): number {
  const parameters = tokens.is(behind, '<') ? typeArgumentsEnd(tokens, behind) : behind;
  if (!tokens.is(parameters, '(')) return -1;
  const next = tokens.after(parameters);
  if (!tokens.is(next, '{') && !tokens.is(next, ':')) return -1;
  const last = declarationLast(tokens, next, limit);
  return tokens.is(last, '}') ? last : -1;
}
