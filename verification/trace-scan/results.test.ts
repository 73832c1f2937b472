// @reads verification/trace-scan/results/*
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { CaseResult } from '../../src/toolchain/trace/model.js';
import { caseIdOf, namesCase } from '../../src/toolchain/trace/results/case-id.js';
import { readJunit } from '../../src/toolchain/trace/results/read-junit.js';
import { readTap } from '../../src/toolchain/trace/results/read-tap.js';
import { testCase } from '../support/test-case.js';

const casePattern = /TC-[A-Z0-9]+(?:-[0-9]+)+/;
const rank: Readonly<Record<CaseResult['outcome'], number>> = { failed: 0, todo: 1, skipped: 2, passed: 3 };

function fixture(name: string): { readonly path: string; readonly text: string } {
  return { path: name, text: readFileSync(new URL(`results/${name}`, import.meta.url), 'utf8') };
}

/** Worst outcome of each case, as a consumer takes it. */
function worstByCase(results: readonly CaseResult[]): Readonly<Record<string, string>> {
  const worst = new Map<string, CaseResult['outcome']>();
  for (const { name, outcome } of results) {
    const id = caseIdOf(name, casePattern);
    if (id !== undefined && rank[outcome] < rank[worst.get(id) ?? 'passed'] + (worst.has(id) ? 0 : 1)) worst.set(id, outcome);
  }
  return Object.fromEntries([...worst].map(([id, outcome]) => [id.slice(-2), outcome]));
}

function tap(...lines: readonly string[]) {
  return readTap({ path: 'r.tap', text: `${lines.join('\n')}\n` });
}

function junit(text: string) {
  return readJunit({ path: 'r.xml', text: `<?xml version="1.0"?>\n${text}` });
}

function brief(results: readonly CaseResult[]): readonly string[] {
  return results.map(({ name, outcome, message }) => `${outcome} ${name}${message === '' ? '' : ` (${message})`}`);
}

function codes(diagnostics: readonly { readonly code: string }[]): string {
  return diagnostics.map(({ code }) => code).join();
}

/* What the test procedures that made the fixtures do, case by case; see the titles in the files. */
const nodeTapOutcomes = {
  '01': 'passed',
  '02': 'failed',
  '03': 'skipped',
  '04': 'todo',
  '05': 'skipped',
  '06': 'skipped',
  '07': 'todo',
  '09': 'passed',
};
const nodeTestOutcomes = { '01': 'passed', '02': 'failed', '03': 'skipped', '04': 'todo', '05': 'skipped', '06': 'todo' };

testCase(
  {
    id: 'TC-SCN-015-01',
    verifies: ['LLR-SCN-015', 'HLR-SCN-005'],
    kind: 'normal',
    intent: 'TAP as node-tap and node:test write it gives the outcome of each case',
  },
  (t) => {
    const own = readTap(fixture('node-tap.tap.txt'));
    t.same(own.diagnostics, []);
    t.same(worstByCase(own.value), { ...nodeTapOutcomes, '08': 'todo' });
    t.ok(own.value.some(({ name }) => name === 'test/a.test.ts > TC-ABC-001-02 fails inside > wrong > sum # here'));
    const builtIn = readTap(fixture('node-test.tap.txt'));
    t.same(builtIn.diagnostics, []);
    t.same(worstByCase(builtIn.value), nodeTestOutcomes);
    const failed = builtIn.value.find(({ name }) => name.includes('002-02'));
    t.match(failed, {
      name: 'suite A > TC-ABC-002-02 fails # hash',
      message: '1 == 2',
      place: { path: 'node-test.tap.txt', line: 9, column: 5 },
    });
  },
);

testCase(
  {
    id: 'TC-SCN-015-02',
    verifies: ['LLR-SCN-015'],
    kind: 'normal',
    intent: 'braces, escapes, directives and both styles of subtest lines are read',
  },
  (t) => {
    const read = tap(
      'TAP version 14',
      '1..6',
      'ok 1 - buffered # time=3ms {',
      '    ok 1 - a \\# b \\\\ c',
      '    # Subtest: deep',
      '        not ok 1 - b # todo later',
      '        1..1',
      '    ok 2 - deep',
      '    1..2',
      '}',
      '    # Subtest: perl',
      '    ok 1 - p',
      '    1..1',
      'ok 2 - perl',
      'ok 3 - issue #12 is closed # skip no data',
      'ok',
      'not ok 5 - with details',
      '  ---',
      '  message: |-',
      '    first line',
      '    ok 9 - not a test',
      '  ...',
      'noise: ok 7',
      'ok 6 skipped is a word # SKIPPED',
    );
    t.same(read.diagnostics, []);
    t.same(brief(read.value), [
      'todo buffered (later)',
      'passed buffered > a # b \\ c',
      'todo buffered > deep (later)',
      'todo buffered > deep > b (later)',
      'passed perl',
      'passed perl > p',
      'skipped issue #12 is closed (no data)',
      'passed test 4',
      'failed with details (first line)',
      'skipped skipped is a word',
    ]);
  },
);

testCase(
  {
    id: 'TC-SCN-015-03',
    verifies: ['LLR-SCN-015', 'HLR-SCN-005', 'HLR-SCN-006'],
    kind: 'robustness',
    intent: 'a stream that is cut off, bails out or breaks its plan is reported',
  },
  (t) => {
    t.equal(codes(tap('ok 1 - a').diagnostics), 'SCN-202');
    t.equal(codes(tap('').diagnostics), 'SCN-202');
    t.equal(codes(tap('1..3', 'ok 1', 'ok 2').diagnostics), 'SCN-203');
    t.equal(codes(tap('1..1', 'ok 1', 'ok 2').diagnostics), 'SCN-203');
    t.equal(codes(tap('1..1', '1..1', 'ok 1').diagnostics), 'SCN-203');
    t.same(tap('1..0 # skip none').diagnostics, []);
    const bailed = tap('1..2', 'ok 1 - a', 'Bail out! no power', 'ok 2 - b');
    t.equal(codes(bailed.diagnostics), 'SCN-201,SCN-203');
    t.same(brief(bailed.value), ['passed a']);
    const cut = tap('# Subtest: T', '    ok 1 - a', '    # Subtest: inner');
    t.equal(codes(cut.diagnostics), 'SCN-204,SCN-204,SCN-202');
    t.same(brief(cut.value), ['failed T (it did not finish)', 'passed T > a', 'failed T > inner (it did not finish)']);
    const short = tap('# Subtest: T', '    1..2', '    ok 1 - a', 'ok 1 - T', '1..1');
    t.equal(codes(short.diagnostics), 'SCN-203');
    t.match(short.value[0], { name: 'T', outcome: 'failed' });
    t.equal(codes(tap(`${' '.repeat(4 * 250)}ok 1 - deep`).diagnostics), 'SCN-205,SCN-202');
  },
);

testCase(
  {
    id: 'TC-SCN-015-04',
    verifies: ['LLR-SCN-015', 'LLR-SCN-016', 'HLR-SCN-006'],
    kind: 'robustness',
    intent: 'any prefix of a real result file is answered without an exception, and with a finding',
  },
  (t) => {
    const tapText = fixture('node-test.tap.txt').text;
    const xmlText = fixture('node-test.xml').text;
    const tapPlanEnd = tapText.indexOf('1..3\n');
    const xmlEnd = xmlText.lastIndexOf('>');
    t.doesNotThrow(() => {
      fc.assert(fc.property(fc.nat(tapPlanEnd - 1), (end) => readTap({ path: 'r', text: tapText.slice(0, end) }).diagnostics.length > 0));
      fc.assert(
        fc.property(fc.nat(xmlEnd), (end) => {
          const read = readJunit({ path: 'r', text: xmlText.slice(0, end) });
          return read.diagnostics.length > 0 && read.value.every(({ outcome }) => outcome !== 'passed');
        }),
      );
    });
    const repeated = [
      'ok 1 - a\n',
      '    ok\n',
      '# Subtest: a\n',
      '  ---\n',
      '1..1\n',
      'ok 1 - a {\n',
      '}\n',
      'not ok # todo # todo',
      '<testsuite>',
      '&amp;',
      '<a ',
    ];
    const slow = repeated.filter((fragment) => {
      const text = fragment.repeat(Math.ceil(300_000 / fragment.length));
      const start = process.hrtime.bigint();
      readTap({ path: 'r', text });
      readJunit({ path: 'r', text: `<testsuites>${text}` });
      return process.hrtime.bigint() - start > 5_000_000_000n;
    });
    t.same(slow, []);
  },
);

testCase(
  {
    id: 'TC-SCN-016-01',
    verifies: ['LLR-SCN-016', 'HLR-SCN-005'],
    kind: 'normal',
    intent: 'JUnit as node-tap, node:test and pytest write it gives the outcome of each case',
  },
  (t) => {
    const own = readJunit(fixture('node-tap.xml'));
    t.same(own.diagnostics, []);
    t.same(worstByCase(own.value), { ...nodeTapOutcomes, '08': 'failed' }, 'node-tap writes a to-do inside a case as a failure');
    t.match(own.value[0], { name: 'test/a.test.ts', outcome: 'failed', place: { line: 12, column: 1 } });
    const builtIn = readJunit(fixture('node-test.xml'));
    t.same(builtIn.diagnostics, []);
    t.same(worstByCase(builtIn.value), nodeTestOutcomes);
    const python = readJunit(fixture('pytest.xml'));
    t.same(python.diagnostics, []);
    t.same(
      python.value.map(({ name, outcome }) => `${outcome} ${name}`),
      [
        'failed pytest',
        'passed pytest > test_calc > test_adds',
        'failed pytest > test_calc > test_fails',
        'skipped pytest > test_calc > test_skips',
        'skipped pytest > test_calc > test_xfail',
        'passed pytest > test_calc > test_param[1]',
        'passed pytest > test_calc > test_param[2]',
        'passed pytest > test_calc.TestCalc > test_method',
        'failed pytest > test_calc.TestCalc > test_error',
      ],
    );
  },
);

testCase(
  {
    id: 'TC-SCN-016-02',
    verifies: ['LLR-SCN-016', 'HLR-SCN-005'],
    kind: 'normal',
    intent: 'the dialects of GoogleTest, nextest, Surefire, jest-junit, vitest and go-junit-report are read',
  },
  (t) => {
    const read = junit(`<testsuites name="AllTests" tests="9" failures="2">
<testsuite name="Adder" tests="3"><testcase name="Adds" status="run" result="completed" classname="Adder"/>
<testcase name="Off" status="notrun" result="suppressed" classname="Adder"/>
<testcase name="Carries" status="run" classname="Adder"><failure message="a.cc:3&#x0A;Expected" type=""><![CDATA[a.cc:3]]></failure></testcase></testsuite>
<testsuite name="calc::bin/calc"><testcase name="tests::adds" classname="calc::bin/calc"><system-out>ok &lt;failure></system-out></testcase></testsuite>
<testsuite name="com.x.AdderTest"><properties><property name="skip" value="true"/></properties>
<testcase name="adds" classname="com.x.AdderTest"><rerunFailure message="flaky"/></testcase>
<testcase name="breaks" classname="com.x.AdderTest"><error message="boom" type="E">at x</error></testcase></testsuite>
<testsuite name="src/a.test.ts"><testcase classname="src/a.test.ts" name="TC-A-001-01 adds &gt; twice"/><testcase classname="A TC-A-001-02" name="A TC-A-001-02"><skipped/></testcase></testsuite>
<testsuite name="example.com/calc"><testcase name="TestAdd/carry" classname="calc"></testcase></testsuite></testsuites>`);
    t.same(read.diagnostics, []);
    t.same(brief(read.value), [
      'failed Adder (a.cc:3\nExpected)',
      'passed Adder > Adds',
      'skipped Adder > Off (notrun suppressed)',
      'failed Adder > Carries (a.cc:3\nExpected)',
      'passed calc::bin/calc',
      'passed calc::bin/calc > tests::adds',
      'failed com.x.AdderTest (boom)',
      'passed com.x.AdderTest > adds',
      'failed com.x.AdderTest > breaks (boom)',
      'skipped src/a.test.ts (A TC-A-001-02)',
      'passed src/a.test.ts > TC-A-001-01 adds > twice',
      'skipped src/a.test.ts > A TC-A-001-02',
      'passed example.com/calc',
      'passed example.com/calc > calc > TestAdd/carry',
    ]);
  },
);

testCase(
  {
    id: 'TC-SCN-016-03',
    verifies: ['LLR-SCN-016', 'HLR-SCN-005', 'HLR-SCN-006'],
    kind: 'robustness',
    intent: 'document types, other documents, deep nesting and damage are refused, and no result of them is passed',
  },
  (t) => {
    const wrong: readonly (readonly [string, string])[] = [
      ['<!DOCTYPE x [<!ENTITY a "b">]><testsuite name="s"><testcase name="&a;"/></testsuite>', 'SCN-302'],
      ['<html><testcase name="x"/></html>', 'SCN-303'],
      [`${'<testsuite name="s"><testcase name="x"/>'.repeat(250)}${'</testsuite>'.repeat(250)}`, 'SCN-304'],
      ['<testsuite name="s"><testcase name="x"/>', 'SCN-301'],
      ['<testsuite name="s"><testcase name="x"/></testsuites>', 'SCN-301'],
      ['<testsuite name="s"><testcase name="x"/></testsuite><testsuite/>', 'SCN-301'],
      ['<testsuite name="s"><testcase name="x">&undefined;</testcase></testsuite>', 'SCN-301'],
      ['', 'SCN-301'],
    ];
    for (const [text, code] of wrong) {
      const read = junit(text);
      t.equal(codes(read.diagnostics), code, text.slice(0, 60));
      t.notOk(read.value.some(({ outcome }) => outcome === 'passed'));
    }
    t.ok(junit('<testsuite name="s"><testcase name="x"/>').value.length > 0, 'what was there is named');
  },
);

testCase(
  {
    id: 'TC-SCN-014-01',
    verifies: ['LLR-SCN-014', 'HLR-SCN-005'],
    kind: 'normal',
    intent: 'an enclosing test has the worst outcome inside it, by the order failed, to-do, skipped, passed',
  },
  (t) => {
    const outcome = fc.constantFrom<CaseResult['outcome']>('passed', 'failed', 'skipped', 'todo');
    const line = { passed: 'ok', failed: 'not ok', skipped: 'ok # skip', todo: 'not ok # todo' } as const;
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(fc.array(outcome, { minLength: 1, maxLength: 6 }), outcome, (inner, own) => {
          const read = tap(
            '# Subtest: T',
            ...inner.map((entry) => `    ${line[entry]}`),
            `    1..${inner.length}`,
            line[own].replace('ok', 'ok 1 - T'),
            '1..1',
          );
          const worst = [...inner, own].sort((a, b) => rank[a] - rank[b])[0];
          return read.diagnostics.length === 0 && read.value[0]?.name === 'T' && read.value[0].outcome === worst;
        }),
      ),
    );
  },
);

testCase(
  {
    id: 'TC-SCN-014-02',
    verifies: ['LLR-SCN-014', 'HLR-SCN-005'],
    kind: 'robustness',
    intent: 'a test that contains nothing is not passed, and a suite that counts failures it does not show has failed',
  },
  (t) => {
    t.same(brief(tap('# Subtest: T', '    1..0', 'ok 1 - T', '1..1').value), ['skipped T (it contains no assertion)']);
    t.same(brief(junit('<testsuites><testsuite name="T"></testsuite></testsuites>').value), ['skipped T (it contains no assertion)']);
    const counted = junit('<testsuites><testsuite name="T" errors="1"><testcase name="a"/></testsuite></testsuites>');
    t.same(brief(counted.value), ['failed T (the suite counts 1 failures)', 'passed T > a']);
  },
);

testCase(
  {
    id: 'TC-SCN-013-01',
    verifies: ['LLR-SCN-013'],
    kind: 'normal',
    intent: 'the id is taken from the first part of the name that starts with one',
  },
  (t) => {
    t.equal(caseIdOf('TC-A-001-01 adds', casePattern), 'TC-A-001-01');
    t.equal(caseIdOf('a.test.ts > TC-A-001-01 adds > TC-A-001-02 in a message', casePattern), 'TC-A-001-01');
    t.equal(caseIdOf('a.test.ts > TC-A-001-01', /TC-[\w-]+/g), 'TC-A-001-01');
    t.equal(caseIdOf('suite > TC-A-001-01[x86]', casePattern), 'TC-A-001-01');
    const named = ['com.x.AdderTest > adds', 'AdderTest > adds(int)[1]', 'calc::bin > m::AdderTest.adds', 'AdderTest.adds'];
    t.ok(named.every((name) => namesCase(name, 'AdderTest.adds')));
    t.ok(namesCase('calc > tests::adds', 'tests::adds'));
    t.ok(namesCase('pytest > test_calc > test_param[1]', 'test_param'));
    t.ok(namesCase('example.com/calc > calc > TestAdd/carry', 'TestAdd'));
  },
);

testCase(
  {
    id: 'TC-SCN-013-02',
    verifies: ['LLR-SCN-013'],
    kind: 'robustness',
    intent: 'ids inside a part, longer words and other names give nothing',
  },
  (t) => {
    const none = ['', 'see TC-A-001-01', 'TC-A-001-01x', 'TC-A-001-01-b', 'TC-A', 'a >TC-A-001-01', ' > '];
    t.same(
      none.map((name) => caseIdOf(name, casePattern)),
      none.map(() => undefined),
    );
    const others = ['com.x.OtherTest > adds', 'AdderTest > subtracts', 'AdderTest', 'MyAdderTest.adds', 'AdderTest.addsMore', ''];
    t.notOk(others.some((name) => namesCase(name, 'AdderTest.adds')));
  },
);
