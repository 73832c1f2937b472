import fc from 'fast-check';
import ts from 'typescript';
import { conditionCountOf, type DecisionTree } from '../../src/toolchain/coverage/analysis/decision-tree.js';
import { instrument } from '../../src/toolchain/coverage/instrument/instrument.js';
import { dataHead } from '../../src/toolchain/coverage/instrument/runtime-names.js';
import { gapsOf, measuresOf, totalOf } from '../../src/toolchain/coverage/report/coverage-summary.js';
import { pairsText } from '../../src/toolchain/coverage/report/pairs-text.js';
import { projectCoverage } from '../../src/toolchain/coverage/report/project-coverage.js';
import { reportJson } from '../../src/toolchain/coverage/report/report-json.js';
import { reportText } from '../../src/toolchain/coverage/report/report-text.js';
import { recordedData, vectorFrom } from '../../src/toolchain/coverage/runtime/recorded-data.js';
import { createRecorder, vectorsMaximum } from '../../src/toolchain/coverage/runtime/recorder.js';
import { testCase } from '../support/test-case.js';
import { and, c, equal, not, or, vectorOf, xor } from './known-decisions.js';
import { branches, measured } from './measured-text.js';

const options = { isLiteral: false };
const mapOf = (text: string, path = 'x.ts') => {
  const found = instrument(ts, { path, text }, options);
  if (found === undefined) throw new Error('readable');
  return found.map;
};
const decisionsOf = (text: string, isLiteral = false) => instrument(ts, { path: 'x.ts', text }, { isLiteral })?.map.decisions ?? [];

/** The text of a decision over parameters c0, c1, …, fully in parentheses. */
function textOf(tree: DecisionTree): string {
  if (tree.kind === 'condition') return `c${tree.index}`;
  if (tree.kind === 'not') return `!${textOf(tree.operand)}`;
  const eager = { and: '&', or: '|', equal: '===', xor: '!==' } as const;
  const operator = tree.isEager || tree.kind === 'equal' || tree.kind === 'xor' ? eager[tree.kind] : tree.kind === 'and' ? '&&' : '||';
  return `(${textOf(tree.left)} ${operator} ${textOf(tree.right)})`;
}

/** Decisions of 1 to 40 conditions; comparison of Booleans alone stays where it gives a Boolean. */
function randomTree(word: () => number, size: number): DecisionTree {
  let next = 0;
  const build = (count: number): DecisionTree => {
    if (count === 1) return word() % 4 === 0 ? not(c(next++)) : c(next++);
    const first = 1 + (word() % (count - 1));
    const [left, right] = [build(first), build(count - first)];
    return [and, or, equal, xor][word() % 4]?.(left, right) ?? c(0);
  };
  return build(size);
}

testCase(
  {
    id: 'TC-COV-007-01',
    verifies: ['HLR-COV-003', 'LLR-COV-007', 'LLR-COV-010', 'LLR-COV-013'],
    kind: 'normal',
    intent: 'records of random decisions, in if, loops, results and conditions, the vectors that an evaluation of its own gives',
  },
  (t) => {
    const places = [
      'if (@) return 1; return 0',
      'return @',
      'return (@) ? 1 : 0',
      'for (let i = 0; @ && i < 1; i++); return 0',
      'const r = @; return r',
    ];
    const property = fc.property(fc.integer(), fc.integer({ min: 2, max: 40 }), fc.constantFrom(...places), (seed, size, place) => {
      let state = seed >>> 0;
      const word = (): number => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return state >>> 16;
      };
      const tree = randomTree(word, size);
      const names = Array.from({ length: size }, (_, index) => `c${index}: boolean`).join();
      const runs = Array.from({ length: 8 }, () => Array.from({ length: size }, () => word() % 2 === 1));
      const drive = runs.map((inputs) => `d(${inputs.join()})`).join(';');
      const { coverage } = measured(`function d(${names}): unknown { ${place.replace('@', textOf(tree))} }`, drive);
      const found = coverage.decisions.filter(({ source }) => source.conditions[0]?.text === 'c0');
      const expected = [...new Set(runs.map((inputs) => vectorOf(tree, inputs, 'short-circuit').values))].sort();
      const isLoop = place.startsWith('for');
      const seen = [...new Set(found[0]?.vectors.map(({ values }) => (isLoop ? values.slice(0, size) : values)))].sort();
      return found.length === 1 && found[0]?.impossibleCount === 0 && expected.join() === seen.join();
    });
    t.doesNotThrow(() => fc.assert(property, { numRuns: 150 }));
  },
);

testCase(
  {
    id: 'TC-COV-007-02',
    verifies: ['LLR-COV-007', 'HLR-COV-003'],
    kind: 'robustness',
    intent: 'measures 64 conditions, tells loudly of 65, and still knows the outcomes',
  },
  (t) => {
    const text = (count: number): string => {
      const names = Array.from({ length: count }, (_, index) => `c${index}`);
      return `function d(${names.join()}) { return ${names.map((name) => `!${name}`).join(' && ')} }`;
    };
    const runs = (count: number): string =>
      [...Array(count).keys(), -1].map((at) => `d(${Array.from({ length: count }, (_, index) => index === at).join()})`).join(';');
    const all = measured(text(64), runs(64));
    t.same(measuresOf(all.coverage).masking, { total: 64, reached: 64 });
    t.same(measuresOf(all.coverage).uniqueCause, { total: 64, reached: 64 });
    const tooMany = measured(text(65), runs(65));
    t.same(measuresOf(tooMany.coverage).masking, { total: 65, reached: 0 });
    t.same(measuresOf(tooMany.coverage).decisions, { total: 2, reached: 2 });
    t.match(tooMany.coverage.unmeasured, [{ what: 'a decision of 65 conditions' }]);
    const { diagnostics } = projectCoverage(ts, new Map([['x.ts', text(65)]]), new Map([['data', tooMany.data]]), false);
    t.match(diagnostics, [{ code: 'COV-106', severity: 'error' }]);
  },
);

testCase(
  {
    id: 'TC-COV-008-01',
    verifies: ['HLR-COV-003', 'LLR-COV-008'],
    kind: 'normal',
    intent: 'tells each way of switch, loops, catch, ??, ?., logical assignments and default values that is taken from those that are not',
  },
  (t) => {
    const cases: readonly (readonly [text: string, drive: string, taken: readonly string[], missed: readonly string[]])[] = [
      [
        'function f(x) { switch (x) { case 1: case 2: x++; case 3: break; default: } }',
        'f(1)',
        ['switch case', 'switch falls through'],
        ['switch case', 'switch case', 'switch default'],
      ],
      ['function f(x) { switch (x) { case 1: break } }', 'f(2)', ['switch without match'], ['switch case']],
      ['function f(x) { switch (x) { } }', 'f(2)', ['switch without match'], []],
      ['function f(x) { switch (x) { case 1: x = 2 } }', 'f(1)', ['switch case'], ['switch without match']],
      ['function f(l) { for (const x of l) l }', 'f([])', ['loop has no pass'], ['loop has a pass']],
      ['function f(l) { for (const x of l) l }', 'f([1, 2])', ['loop has a pass'], ['loop has no pass']],
      ['function f(n) { a: for (let i = 0; i < n; i++) break a }', 'f(1)', ['loop has a pass'], ['loop has no pass']],
      ['function f(n) { while (n-- > 0); }', 'f(0)', ['loop has no pass'], ['loop has a pass']],
      ['function f(x) { try { x() } catch { x = 1 } }', 'f(() => 1)', [], ['catch']],
      ['function f(x) { try { x() } catch { x = 1 } }', 'f(1)', ['catch'], []],
      ['function f(x) { return x ?? 1 }', 'f(0)', ['?? left is there'], ['?? right is taken']],
      ['function f(x) { return x?.y?.z }', 'f({})', ['?. goes on', '?. ends'], ['?. ends', '?. goes on']],
      ['function f(x) { return x?.y?.z }', 'f()', ['?. ends'], ['?. goes on', '?. goes on', '?. ends']],
      ['function f(x) { return x.m?.(1) }', 'f({ m() { return this.m } })', ['?. goes on'], ['?. ends']],
      [
        'function f(x) { x ||= 1; x &&= 2; x ??= 3 }',
        'f(0)',
        ['||= assigns', '&&= assigns', '??= leaves the value'],
        ['||= leaves the value', '&&= leaves the value', '??= assigns'],
      ],
      [
        'function f(x = 1, { y = 2 } = { y: 3 }) {}',
        'f(undefined, {})',
        ['default value is used', 'default value is not used', 'default value is used'],
        ['default value is not used', 'default value is used', 'default value is not used'],
      ],
      ['function f(x) { const { y = 2 } = x }', 'f({})', ['default value is used'], []],
    ];
    for (const [text, drive, taken, missed] of cases) {
      const found = branches(measured(text, drive));
      t.same([...found.taken].sort(), [...taken].sort(), `${text} with ${drive}: taken`);
      t.same([...found.missed].sort(), [...missed].sort(), `${text} with ${drive}: not taken`);
    }
  },
);

testCase(
  {
    id: 'TC-COV-009-01',
    verifies: ['HLR-COV-003', 'LLR-COV-006', 'LLR-COV-009'],
    kind: 'normal',
    intent: 'tells statements that are begun, functions that are entered, and each way out of them that is taken',
  },
  (t) => {
    const text =
      'function f(x) {\n  if (x) return 1\n  g()\n}\nconst g = () => 2; class C { get v() { throw new Error() } static { f(0) } }\nfunction never() { return }';
    const { coverage } = measured(text, 'f(1); try { new C().v } catch {}');
    const reached = (kind: string, is: boolean) => coverage.points.filter((point) => point.kind === kind && point.isReached === is);
    t.same(
      reached('statement', false).map(({ line, what }) => [line, what]),
      [[6, 'ReturnStatement']],
      'the static block runs f(0)',
    );
    t.equal(reached('statement', true).length, 7);
    t.same(
      reached('entry', true).map(({ what }) => what),
      ['f', 'g', 'v'],
    );
    t.same(
      reached('entry', false).map(({ what }) => what),
      ['never'],
    );
    t.same(
      reached('exit', true).map(({ what, line }) => [what, line]),
      [
        ['return', 2],
        ['end', 4],
        ['result', 5],
      ],
      'a getter that only throws has no exit of its own',
    );
    t.same(
      reached('exit', false).map(({ what, line }) => [what, line]),
      [['return', 6]],
    );
  },
);

testCase(
  {
    id: 'TC-COV-009-02',
    verifies: ['LLR-COV-009'],
    kind: 'robustness',
    intent: 'asks for no exit at an end that return, throw, endless loops, or branches and clauses that all leave never reach',
  },
  (t) => {
    const hasEnd = (body: string): boolean =>
      mapOf(`function f(x) { ${body} }`).points.some(({ kind, what }) => kind === 'exit' && what === 'end');
    const never = [
      'return',
      'throw x',
      'for (;;) x()',
      'while (true) { x() }',
      'if (x) return; else throw x',
      '{ return }',
      'switch (x) { case 1: return; default: throw x }',
      'try { return } catch { throw x }',
      'try { x() } finally { return }',
      'do { return } while (true)',
    ];
    const perhaps = [
      '',
      'x()',
      'if (x) return',
      'for (;;) { break }',
      'a: { break a }',
      'while (x) return',
      'switch (x) { case 1: return }',
      'switch (x) { default: break }',
      'try { x() } catch { return }',
      'while (true) { if (x) break }',
      'a: for (;;) { for (;;) break a }',
    ];
    for (const body of never) t.notOk(hasEnd(body), body);
    for (const body of perhaps) t.ok(hasEnd(body), body);
  },
);

testCase(
  {
    id: 'TC-COV-010-01',
    verifies: ['HLR-COV-003', 'LLR-COV-010'],
    kind: 'normal',
    intent: 'tells Boolean decisions from value selections by syntax, by declared types, and by what they gave',
  },
  (t) => {
    const natures: readonly (readonly [text: string, nature: string | undefined])[] = [
      ['v = a > b && c', 'observed'],
      ['v = a > b && c === d', 'boolean'],
      ['v = a || {}', 'value'],
      ["v = a && 'x'", 'value'],
      ['v = a || b', 'observed'],
      ['const v: boolean = a || b', 'boolean'],
      ['function f(): boolean { return a && b }', 'boolean'],
      ['const f = (): boolean => a && b', 'boolean'],
      ['const p = a > b; v = p || p', 'boolean'],
      ['function f(p: boolean) { v = p || !a }', 'boolean'],
      ['function f(p?: boolean) { v = p || !a }', 'observed'],
      ['function f(p: boolean) {} function g(p) { v = p || !a }', 'observed'],
      ['v = (a as boolean) || !b', 'boolean'],
      ['v = !a', 'boolean'],
      ['if (a || {}) v = 1', 'boolean'],
      ['v = (a > b) === (c > d)', 'boolean'],
      ['v = a === b', undefined],
      ['v = (a > b) | 2', undefined],
      ['v = (a > b) ^ (c > d)', 'boolean'],
      ['while (true) v = 1', undefined],
    ];
    for (const [text, nature] of natures) t.equal(decisionsOf(text)[0]?.nature, nature, text);
    t.equal(decisionsOf('v = a === b', true)[0]?.nature, 'boolean', 'CAST-10 to the letter');
    t.equal(decisionsOf('v = a === b && c < d', true).length, 1, 'a condition is no decision of its own');
    t.same(
      ['f(true, false)', "f(true, 'x')"].map((drive) => measured('function f(a, b) { return a && b }', drive).coverage.decisions[0]?.kind),
      ['decision', 'selection'],
    );
    const both = measured('function f(a) { return a || {} }', 'f(0)');
    t.same(measuresOf(both.coverage).decisions, { total: 2, reached: 1 });
    t.same(measuresOf(both.coverage).masking, { total: 0, reached: 0 });
    const conditions = decisionsOf('if ((a && !b) || f(c && d)) v = 1').map(({ text, conditions: some }) => [
      text,
      some.map((one) => one.text),
    ]);
    t.same(conditions, [
      ['(a && !b) || f(c && d)', ['a', 'b', 'f(c && d)']],
      ['c && d', ['c', 'd']],
    ]);
  },
);

testCase(
  {
    id: 'TC-COV-010-02',
    verifies: ['LLR-COV-010', 'LLR-COV-013', 'HLR-COV-005'],
    kind: 'robustness',
    intent: 'finds out an operand that is declared Boolean and is not, and counts nothing of it',
  },
  (t) => {
    const text = 'function f(a: boolean, b: boolean) { if (a === b) return 1; return 0 }';
    const { data, coverage } = measured(text, 'f(1, true); f(true, true)');
    t.equal(coverage.decisions[0]?.impossibleCount, 1, '1 is true and is not true');
    const { diagnostics } = projectCoverage(ts, new Map([['x.ts', text]]), new Map([['data', data]]), false);
    t.match(diagnostics, [{ code: 'COV-108', place: { path: 'x.ts', line: 1, column: 42 } }]);
  },
);

testCase(
  {
    id: 'TC-COV-011-01',
    verifies: ['LLR-COV-006', 'LLR-COV-011'],
    kind: 'normal',
    intent: 'keeps lines, directives, names of functions, the order of import cycles and the first line of a script',
  },
  (t) => {
    const text = "#!/usr/bin/env node\n// note\n'use strict'\n'x'; let f ??= 1\nfunction g() { 'use strict'; return this } // end";
    const broken = instrument(ts, { path: 'x.js', text }, options);
    t.equal(broken, undefined, 'a syntax error is left to the runtime');
    const mended = text.replace('let f ??= 1', 'var f; f ??= () => g()');
    const found = instrument(ts, { path: 'x.js', text: mended }, options);
    t.equal(found?.text.split('\n').length, 5);
    t.match(found?.text, /^#!\/usr\/bin\/env node\n\/\/ note\n'use strict'\n'x';/);
    t.match(found?.text, /\{ 'use strict'; ?;/);
    t.match(found?.text, /\/\/ end$/);
    const { globals } = measured(mended.replace(/^.*\n/, ''), 'globalThis.named = f.name; globalThis.strict = f()');
    t.same([globals['named'], globals['strict']], ['f', undefined]);
    const prefixed = `var $c${mapOf('1').digest.slice(0, 4)}`;
    t.not(instrument(ts, { path: 'x.js', text: prefixed }, options), undefined);
    const early = measured('early(); var x = 1; function early() { return x ?? 2 }');
    t.same(branches(early).taken, ['?? right is taken'], 'a function that is called before the file ran is measured');
    t.same(instrument(ts, { path: 'x.ts', text: 'enum E { A = 1 || 2 } declare const x: number; type T = 1' }, options)?.map.decisions, []);
  },
);

testCase(
  {
    id: 'TC-COV-012-01',
    verifies: ['HLR-COV-004', 'LLR-COV-012', 'LLR-COV-013', 'LLR-COV-014', 'LLR-COV-016'],
    kind: 'normal',
    intent: 'names for each condition the two test cases that show it, and merges the data of several processes',
  },
  (t) => {
    const text = 'function f(a, b) { if (a && b) return 1; return 0 }';
    const one = measured(text, "beginCase('TC-1'); f(true, true); beginCase('TC-2'); f(true, false); f(true, false)").data;
    const two = measured(text, "beginCase('TC-3'); f(false, 0); beginCase('TC-2'); f(true, false)").data;
    const both = new Map([
      ['one', one],
      ['two', two],
    ]);
    const { value, diagnostics } = projectCoverage(ts, new Map([['x.ts', text]]), both, false);
    t.same(diagnostics, []);
    const decision = value[0]?.decisions[0];
    t.same(decision?.vectors, [
      { values: 'F-', outcome: false, cases: ['TC-3'] },
      { values: 'TF', outcome: false, cases: ['TC-2'] },
      { values: 'TT', outcome: true, cases: ['TC-1'] },
    ]);
    t.same(
      decision?.conditions.map(({ masking }) => masking),
      [
        { whenTrue: 2, whenFalse: 0 },
        { whenTrue: 2, whenFalse: 1 },
      ],
    );
    const files = value.map((coverage) => ({ path: coverage.path, ...measuresOf(coverage) }));
    const report = { level: 'A' as const, files, total: totalOf(files), gaps: gapsOf(value, 'A'), errorCount: 0 };
    const json = JSON.parse(reportJson(report, value, (id) => [`LLR-${id}`]));
    t.same(json.files[0].decisions[0].conditions[1].masking.whenFalse, { values: 'TF', cases: ['TC-2'], requirements: ['LLR-TC-2'] });
    t.match(
      pairsText(value, (id) => [`LLR-${id}`]),
      '  b: by unique cause\n    TT true  TC-1 LLR-TC-1\n    TF false TC-2 LLR-TC-2\n',
    );
    const again = measured(text, "beginCase('TC-1'); f(1, 1); beginCase('TC-2'); f(1, 1); beginCase(''); f(1, 1)").coverage.decisions[0];
    t.same(again?.vectors[0]?.cases, ['', 'TC-1', 'TC-2'], 'each case makes its own facts');
    const repeated = measured(text, 'for (let i = 0; i < 1000; i++) f(true, i % 2)').data;
    t.equal(repeated.split('\n').filter((line) => /^[pbd] /.test(line)).length, 4, 'what is known is not written again');
  },
);

testCase(
  {
    id: 'TC-COV-012-02',
    verifies: ['HLR-COV-004', 'HLR-COV-005', 'LLR-COV-012', 'LLR-COV-013'],
    kind: 'robustness',
    intent: 'reads what a killed process left, and refuses damaged, foreign and stale data with a finding each',
  },
  (t) => {
    const text = 'function f(a, b) { if (a && b) return 1; return 0 }';
    const { data } = measured(text, 'f(true, true); f(false)');
    const read = (some: string, source = text, isLiteral = false) =>
      recordedData(new Map([['d', some]]), new Map([['x.ts', mapOf(source)]]), isLiteral);
    const whole = read(data).value.get('x.ts');
    for (let end = 0; end <= data.length; end += 1) {
      const cut = read(data.slice(0, end));
      const points = cut.value.get('x.ts')?.points.size ?? 0;
      if (cut.diagnostics.length > 0 || points > (whole?.points.size ?? 0)) t.fail(`cut at ${end}`);
    }
    t.match(read(data, `${text} `).diagnostics, [{ code: 'COV-104', place: { path: 'x.ts' } }]);
    t.equal(read(data, `${text} `).value.size, 0, 'stale data counts for nothing');
    t.match(read(data, text, true).diagnostics, [{ code: 'COV-102' }]);
    const damages = [
      'p 0 999\n',
      'p 7 0\n',
      'd 0 0 99999999999\n',
      'd 0 5 1\n',
      'd 0 0\n',
      'm 9 1 1 x "y"\n',
      'c nothing\n',
      '\u0000\n',
      'o 0 9\n',
      'p 0 0 1\n',
    ];
    for (const line of damages) t.match(read(data + line).diagnostics, [{ code: 'COV-103' }], JSON.stringify(line));
    t.same(read('').diagnostics, []);
    const property = fc.property(fc.string(), fc.nat(), (noise, at) => {
      const place = at % (data.length + 1);
      return read(data.slice(0, place) + noise + data.slice(place)).diagnostics.length >= 0;
    });
    t.doesNotThrow(() => fc.assert(property));
    let lines = dataHead(false);
    const recorder = createRecorder((written) => {
      lines += written;
    });
    const { digest, decisions, slotsCount } = mapOf(text);
    const record = recorder.open('x.ts', digest, slotsCount, decisions.length, 0, 0);
    for (let vector = 0; vector < vectorsMaximum + 10; vector += 1) record.see(0, vector);
    t.equal(lines.split('\n').filter((line) => line.startsWith('o ')).length, 1, 'more vectors than are recorded are told once');
    t.same(
      [vectorFrom('0', 65), vectorFrom('1,2', 2), vectorFrom('0,0,0', 40)?.values.length, vectorFrom('99', 2)],
      [undefined, undefined, 40, undefined],
    );
    t.equal(conditionCountOf(mapOf(text).decisions[0]?.tree ?? c(0)), 2);
  },
);

testCase(
  {
    id: 'TC-COV-014-01',
    verifies: ['HLR-COV-005', 'LLR-COV-014', 'LLR-COV-016'],
    kind: 'normal',
    intent: 'reports measures, gaps by level with the runs that would close them, and the verdict last',
  },
  (t) => {
    const text = 'function f(a, b) { if (a && b) return 1; return 0 }\nfunction g() { return 1 }';
    const { coverage } = measured(text, 'f(true, true); f(false)');
    const files = [{ path: 'x.ts', ...measuresOf(coverage) }];
    t.match(files[0], {
      statements: { reached: 3, total: 4 },
      entriesAndExits: { reached: 3, total: 5 },
      decisions: { reached: 2, total: 2 },
      masking: { reached: 1, total: 2 },
    });
    t.same(
      ['A', 'B', 'C'].map((level) => gapsOf([coverage], level as 'A').length),
      [4, 3, 1],
    );
    const report = (level: 'A' | 'B' | 'C', errorCount = 0) => ({
      level,
      files,
      total: totalOf(files),
      gaps: gapsOf([coverage], level),
      errorCount,
    });
    const shown = reportText(report('A'), false);
    t.match(shown, 'independent effect of b is not shown in a && b\n  run with TF (false)');
    t.match(shown, /\n✗ level A: 4 gaps in statements, decisions and MC\/DC \(masking\)\n$/);
    t.ok(shown.split('\n').every((line) => line.length <= 100));
    t.match(reportText({ ...report('C'), gaps: [] }, true), /\n✓ level C: statements are covered\n$/);
    t.match(reportText({ ...report('C', 1), gaps: [] }, true), /✗ level C: 1 findings/);
    t.match(reportText({ ...report('C'), gaps: [], files: [] }, true), /✗ level C: there is no file/);
  },
);

testCase(
  {
    id: 'TC-COV-014-02',
    verifies: ['HLR-COV-005', 'LLR-COV-014', 'LLR-COV-016'],
    kind: 'robustness',
    intent: 'counts a file that no run loaded as not covered, and names what cannot be read or closed',
  },
  (t) => {
    const sources = new Map([
      ['a.ts', 'export const f = (x) => x && !x;'],
      ['b.ts', 'let = ;'],
      ['c.ts', ''],
    ]);
    const { value, diagnostics } = projectCoverage(ts, sources, new Map(), false);
    t.match(diagnostics, [{ code: 'COV-105', place: { path: 'b.ts' } }]);
    t.same(
      value.map(({ path }) => path),
      ['a.ts', 'c.ts'],
    );
    const [first] = value;
    if (first === undefined) throw new Error('a.ts is measured');
    t.match(measuresOf(first), { statements: { reached: 0, total: 1 }, masking: { reached: 0, total: 2 } });
    const gaps = gapsOf(value, 'A').map(({ what, remedy }) => `${what}: ${remedy}`);
    t.ok(
      gaps.some((gap) => gap.startsWith('independent effect of x is not shown in x && !x: coupled conditions leave no such runs')),
      gaps.join('\n'),
    );
    const acting = projectCoverage(ts, new Map([['a.ts', 'v = f() && !f()']]), new Map(), false).value[0]?.decisions[0];
    t.match(acting?.conditions[0]?.closing, { kind: 'vectors' }, 'two calls can give two values');
    const long = (operator: string, length: number): string =>
      `let s = ${Array.from({ length }, (_, index) => `a${index}`).join(operator)};`;
    t.equal(instrument(ts, { path: 'x.ts', text: long(' + ', 5000) }, options)?.map.points.length, 1);
    t.ok(instrument(ts, { path: 'x.ts', text: long(' || ', 100_000) }, options) === undefined, 'deeper than the stack');
    const equalBooleans = equal(c(0), c(1));
    t.equal(vectorOf(equalBooleans, [true, false], 'full').outcome, false);
  },
);
