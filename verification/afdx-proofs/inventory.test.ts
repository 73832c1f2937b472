// @reads src/twin/{afdx,pdi}/**/*.ts, src/twin/afdx/network.schema.json, verification/afdx-proofs/arithmetic.yaml, requirements/*/*.yaml

import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { afdxObligations } from '../../src/twin/afdx/proofs/afdx-obligations.js';
import { fiveVirtualLinks, smallAfdxNetwork } from '../support/small-afdx-network.js';
import { testCase } from '../support/test-case.js';
import { type Arithmetic, arithmeticIn, isCounting } from './arithmetic-scan.js';
import { subject } from './networks.js';

interface Group {
  readonly kind: 'bigint' | 'count' | 'proved' | 'compared' | 'judged' | 'text';
  readonly why: string;
  readonly obligations?: readonly string[];
  readonly by?: readonly string[];
  readonly functions: Readonly<Record<string, readonly string[]>>;
}

const root = `${process.cwd()}/src/twin/afdx/`;
const besides = `${process.cwd()}/src/twin/`;
const groups = parse(readFileSync('verification/afdx-proofs/arithmetic.yaml', 'utf8')) as readonly Group[];
const keyOf = (path: string, name: string): string => `${path} ${name.replaceAll(' ', '+')}`;
const listed = groups.flatMap((group) =>
  Object.entries(group.functions).flatMap(([path, names]) => names.map((name) => ({ group, key: keyOf(path, name) }))),
);

/** What is wrong with the inventory, given what the source computes. */
function faultsOf(found: readonly Arithmetic[]): readonly string[] {
  const inSource = new Map(found.map((each) => [keyOf(each.path, each.name), each]));
  const known = new Map(listed.map((each) => [each.key, each.group]));
  const missing = [...inSource.keys()].filter((key) => !known.has(key)).map((key) => `${key} computes and is not in the inventory`);
  const wrong = listed.flatMap(({ group: { kind }, key }): readonly string[] => {
    const operations = inSource.get(key)?.operations;
    if (operations === undefined) return [`${key} is in the inventory and computes nothing`];
    if (kind === 'bigint' && operations.some(({ isBigInt }) => !isBigInt)) return [`${key} computes with numbers too`];
    if (kind === 'count' && !operations.every((each) => each.isBigInt || isCounting(each))) return [`${key} does more than counting`];
    return [];
  });
  return [...missing, ...wrong];
}

testCase(
  {
    id: 'TC-POB-011-04',
    verifies: ['LLR-POB-011', 'HLR-POB-007'],
    kind: 'normal',
    intent: 'each function of the twin that computes is in the inventory once, of the kind that the source shows, with what makes it exact',
  },
  (t) => {
    const filesIn = (folder: string): readonly string[] =>
      (readdirSync(folder, { recursive: true }) as string[])
        .filter((path) => path.endsWith('.ts') && !path.endsWith('.generated.ts'))
        .map((path) => folder + path);
    const found = [...arithmeticIn(filesIn(root), root), ...arithmeticIn(filesIn(`${besides}pdi/`), besides)];
    t.ok(found.length > 500, `${found.length} declarations compute`);
    t.strictSame(faultsOf(found), []);
    t.equal(new Set(listed.map(({ key }) => key)).size, listed.length, 'each once');
    const ids = new Set(afdxObligations(smallAfdxNetwork(fiveVirtualLinks), subject).value.map(({ id }) => id));
    const requirements = ['high-level', 'low-level'].flatMap((level) =>
      readdirSync(`requirements/${level}`).map((file) => readFileSync(`requirements/${level}/${file}`, 'utf8')),
    );
    for (const { kind, why, obligations = [], by = [] } of groups) {
      t.ok(why.length > 20, why);
      t.strictSame(
        obligations.filter((id) => !ids.has(id)),
        [],
        'obligations exist',
      );
      t.ok((kind === 'proved') === obligations.length > 0 && (kind === 'judged') === by.length > 0, `${kind}: ${why}`);
      t.ok(
        by.every((id) => requirements.some((text) => text.includes(`id: ${id}\n`))),
        by.join(),
      );
    }
    // an obligation on ranges that covers no function would be idle
    const used = new Set(groups.flatMap(({ obligations = [] }) => obligations));
    t.strictSame(
      [...ids].filter((id) => id.startsWith('PO-AFDX-RANGE-') && !used.has(id)),
      [],
    );
  },
);

testCase(
  {
    id: 'TC-POB-011-05',
    verifies: ['LLR-POB-011', 'HLR-POB-007'],
    kind: 'robustness',
    intent: 'a function that is not listed, is gone, or computes otherwise than its kind says is told',
  },
  (t) => {
    const as = (group: Group['kind']) => listed.find((each) => each.group.kind === group)?.key.split(' ') as [string, string];
    const all: readonly Arithmetic[] = listed.map(({ key, group }) => {
      const [path = '', name = ''] = key.split(' ');
      const text = group.kind === 'count' ? 'at + 1' : 'a * b';
      return { path, name, operations: [{ isBigInt: group.kind === 'bigint', text }] };
    });
    t.strictSame(faultsOf(all), []);
    const changed = (kind: Group['kind'], text: string): readonly string[] => {
      const [path, name] = as(kind);
      return faultsOf(
        all.map((each) => (each.path === path && each.name === name ? { ...each, operations: [{ isBigInt: false, text }] } : each)),
      );
    };
    t.match(changed('bigint', 'Number(a)').join(), /computes with numbers too$/);
    t.match(changed('count', 'at * 2').join(), /does more than counting$/);
    t.match(faultsOf(all.slice(1)).join(), /computes nothing$/);
    t.strictSame(faultsOf([...all, { path: 'wire.ts', name: 'newOne', operations: [] }]), [
      'wire.ts newOne computes and is not in the inventory',
    ]);
    // the scan itself: what it must see, and what is no arithmetic
    const path = `${process.cwd()}/verification/afdx-proofs/arithmetic-scan.ts`;
    const own = arithmeticIn([path], path.slice(0, -'arithmetic-scan.ts'.length));
    t.strictSame(own, [], 'joining texts and lists is no arithmetic');
  },
);

testCase(
  {
    id: 'TC-POB-011-03',
    verifies: ['LLR-POB-011', 'HLR-POB-007'],
    kind: 'robustness',
    intent: 'the ranges of the range obligations are those that the schema of the network file declares',
  },
  (t) => {
    const schema = readFileSync('src/twin/afdx/network.schema.json', 'utf8');
    // a member that several parts of the file have counts with its widest range
    const ranges = new Map<string, readonly [number, number]>();
    for (const [, member = '', least = '', most = ''] of schema.matchAll(
      /"(\w+)": \{ "type": "integer", "minimum": (\d+), "maximum": (\d+)/g,
    )) {
      const [low, high] = ranges.get(member) ?? [Number.POSITIVE_INFINITY, 0];
      ranges.set(member, [Math.min(low, Number(least)), Math.max(high, Number(most))]);
    }
    const { value } = afdxObligations(smallAfdxNetwork(fiveVirtualLinks), subject);
    const declared = value
      .filter(({ id }) => id.startsWith('PO-AFDX-RANGE-'))
      .flatMap(({ assumptions }) => assumptions.filter(({ traces }) => traces.includes('LLR-AFDX-002')));
    t.ok(declared.length >= 15, `${declared.length} ranges of the schema`);
    for (const { text } of declared) {
      const [, member = '', range = ''] = /^(\w+) lies from (.*)$/.exec(text) ?? [];
      t.equal(ranges.get(member)?.join(' to '), range, text);
    }
  },
);
