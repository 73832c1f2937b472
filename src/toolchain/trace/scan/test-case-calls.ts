import type { Diagnostic } from '../../../kernel/diagnostic.js';
import type { Reference, TestCase } from '../model.js';
import type { CanonicalText } from './canonical-text.js';
import { scanFinding } from './findings.js';
import type { LineTable } from './line-table.js';
import { literalText } from './literal-text.js';
import { TEMPLATE, TEXT, type TokenList, WORD } from './token-list.js';

/** The declared test cases of a file and what was wrong with their declarations. */
export interface DeclaredCases {
  readonly cases: readonly TestCase[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A member of the declaration: tokens of its name and value. */
interface Member {
  readonly key: number;
  readonly first: number;
  readonly last: number;
}

/**
 * Reads the calls `testCase({ id, verifies, kind, intent }, …)` of a TypeScript or JavaScript file, at any depth and
 * with the members in any order. The fingerprint covers the call without its intent, so that a better wording does
 * not make a case new.
 * @implements LLR-SCN-009
 */
export function testCaseCalls(tokens: TokenList, canonical: CanonicalText, lines: LineTable): DeclaredCases {
  const cases: TestCase[] = [];
  const diagnostics: Diagnostic[] = [];
  if (!tokens.text.includes('testCase')) return { cases, diagnostics };
  for (let index = 0; index < tokens.count; index += 1) {
    if (!isCall(tokens, index)) continue;
    if (tokens.is(index + 2, '{')) {
      const reader = new DeclarationReader(tokens, lines, diagnostics);
      const declared = reader.read(index, canonical);
      if (declared !== undefined) cases.push(declared);
    } else if (tokens.kindOf(index + 2) === WORD) {
      const place = lines.placeOf(tokens.starts[index] as number);
      diagnostics.push(scanFinding('SCN-109', 'the declaration of this test case is no object literal', place));
    }
  }
  return { cases, diagnostics };
}

function isCall(tokens: TokenList, index: number): boolean {
  if (tokens.kindOf(index) !== WORD || !tokens.is(index, 'testCase') || !tokens.is(index + 1, '(')) return false;
  const close = tokens.matchOf(index + 1);
  /* A declaration or method of that name has a body or a type behind its parameters. */
  return close > 0 && !tokens.is(index - 1, 'function') && !tokens.is(close + 1, '{') && !tokens.is(close + 1, ':');
}

class DeclarationReader {
  constructor(
    private readonly tokens: TokenList,
    private readonly lines: LineTable,
    private readonly diagnostics: Diagnostic[],
  ) {}

  read(call: number, canonical: CanonicalText): TestCase | undefined {
    const { tokens, lines } = this;
    const open = call + 2;
    const close = tokens.matchOf(open);
    const last = tokens.matchOf(call + 1);
    const members = close < 0 ? new Map<string, Member>() : this.members(open, close);
    const id = this.text(members.get('id'), 'id', open);
    const verifies = this.references(members.get('verifies'), open);
    const kind = this.text(members.get('kind'), 'kind', open);
    const intent = this.text(members.get('intent'), 'intent', open);
    if (kind !== undefined && kind !== 'normal' && kind !== 'robustness') {
      this.report('SCN-106', `the kind of ${id ?? 'a test case'} is "${kind}"`, members.get('kind')?.first ?? open);
    }
    if (id === undefined || id === '') return undefined;
    return {
      id,
      verifies,
      kind: kind === 'robustness' ? 'robustness' : 'normal',
      intent: intent ?? '',
      place: lines.placeOf(tokens.starts[call] as number),
      lastLine: lines.lineOf((tokens.ends[last] as number) - 1),
      fingerprint: fingerprintOf(canonical, call, last, members.get('intent')),
    };
  }

  private members(open: number, close: number): Map<string, Member> {
    const { tokens } = this;
    const members = new Map<string, Member>();
    for (let key = open + 1; key < close; ) {
      let last = key;
      for (let next = tokens.after(last); next < close && !tokens.is(next, ','); next = tokens.after(last)) last = next;
      last = tokens.after(last) - 1;
      if (!tokens.is(key + 1, ':')) this.report('SCN-104', `"${tokens.textOf(key)}" is no literal member`, key);
      else members.set(literalText(tokens.textOf(key)) ?? tokens.textOf(key), { key, first: key + 2, last });
      key = last + 2;
    }
    return members;
  }

  private text(member: Member | undefined, name: string, open: number): string | undefined {
    if (member === undefined) {
      this.report('SCN-104', `the declaration of a test case has no literal member "${name}"`, open);
      return undefined;
    }
    const value = member.first === member.last ? this.literal(member.first) : undefined;
    if (value === undefined) this.report('SCN-104', `the member "${name}" of a test case is not one string literal`, member.first);
    return value;
  }

  private references(member: Member | undefined, open: number): readonly Reference[] {
    const { tokens, lines } = this;
    if (member === undefined || !tokens.is(member.first, '[') || tokens.matchOf(member.first) !== member.last) {
      this.report('SCN-104', 'the member "verifies" of a test case is not a list of string literals', member?.first ?? open);
      return [];
    }
    const references: Reference[] = [];
    for (let index = member.first + 1; index < member.last; index += 1) {
      if (tokens.is(index, ',')) continue;
      const id = this.literal(index);
      const alone = /^[[,]$/.test(tokens.textOf(index - 1)) && /^[\],]$/.test(tokens.textOf(index + 1));
      if (id === undefined || !alone) this.report('SCN-104', 'an entry of "verifies" is not one string literal', index);
      else references.push({ id, place: lines.placeOf((tokens.starts[index] as number) + 1) });
    }
    return references;
  }

  private literal(index: number): string | undefined {
    const kind = this.tokens.kindOf(index);
    return kind === TEXT || kind === TEMPLATE ? literalText(this.tokens.textOf(index)) : undefined;
  }

  private report(code: 'SCN-104' | 'SCN-106', message: string, token: number): void {
    this.diagnostics.push(scanFinding(code, message, this.lines.placeOf(this.tokens.starts[token] as number)));
  }
}

/** The call without the member `intent`. */
function fingerprintOf(canonical: CanonicalText, call: number, last: number, intent: Member | undefined): string {
  if (intent === undefined) return canonical.digestOf(call, last);
  return canonical.digestWithout(call, last, intent.key, intent.last);
}
