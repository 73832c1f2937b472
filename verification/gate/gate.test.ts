import { SaxesParser } from 'saxes';
import type { Diagnostic } from '../../src/kernel/diagnostic.js';
import type { GateEntry } from '../../src/toolchain/project/config.generated.js';
import { fingerprintOf } from '../../src/toolchain/requirements/fingerprint.js';
import { gateJson } from '../../src/toolchain/trace/formats/gate-json.js';
import { gateJunit, xmlText } from '../../src/toolchain/trace/formats/gate-junit.js';
import { gateMarkdown } from '../../src/toolchain/trace/formats/gate-markdown.js';
import { gateSarif } from '../../src/toolchain/trace/formats/gate-sarif.js';
import { codesByCount, counted, gateText, textColumns, wrapLine } from '../../src/toolchain/trace/formats/gate-text.js';
import { statusText } from '../../src/toolchain/trace/formats/status-text.js';
import { type GateResult, gateOf } from '../../src/toolchain/trace/gate.js';
import { readJunit } from '../../src/toolchain/trace/results/read-junit.js';
import { linksOf, noReviewedLinks, reviewedAfter } from '../../src/toolchain/trace/reviewed-links.js';
import { traceRules } from '../../src/toolchain/trace/trace-rules.js';
import { caseOf, configOf, graphOf, heldRecord, requirement, unit } from '../support/plain-graph.js';
import { testCase } from '../support/test-case.js';

const high = requirement({ id: 'HLR-1' });
const low = requirement({ id: 'LLR-1', parents: ['HLR-1'] });
const cases = [caseOf('TC-1', ['HLR-1', 'LLR-1']), caseOf('TC-2', ['HLR-1', 'LLR-1'], { kind: 'robustness' })];
const recorded = cases.map((entry) => ({
  id: entry.id,
  outcome: 'passed' as const,
  message: '',
  fingerprint: entry.fingerprint,
  verifies: [high, low].map((item) => ({ id: item.id, fingerprint: fingerprintOf(item) })),
}));
/** A trace in which nothing is missing. */
const complete = { requirements: [high, low], units: [unit('add', ['LLR-1'])], cases, records: [heldRecord({ cases: recorded })] };

function gateWith(gate: GateEntry, read: readonly Diagnostic[] = [], parts: Parameters<typeof graphOf>[0] = complete): GateResult {
  return gateOf(graphOf({ ...parts, config: configOf({ gate }) }), read);
}

function finding(code: string, severity: Diagnostic['severity'] = 'error', subject = 'HLR-1', message = `about ${subject}`): Diagnostic {
  return { code, severity, message, place: { path: 'r.yaml', line: 2, column: 3 }, why: 'w', fix: 'f', subjects: [subject] };
}

const codes = (result: GateResult): readonly string[] => result.findings.map((entry) => entry.code);

testCase(
  {
    id: 'TC-GAT-001-01',
    verifies: ['LLR-GAT-001', 'HLR-GAT-001'],
    kind: 'normal',
    intent: 'a complete trace is green, and one missing piece of evidence makes it red and is named',
  },
  (t) => {
    const green = gateWith({});
    t.same([green.verdict, green.findings.filter((entry) => entry.severity === 'error')], ['green', []]);
    const red = gateWith({}, [], {
      ...complete,
      records: [heldRecord({ cases: recorded.map((entry, at) => (at === 0 ? { ...entry, outcome: 'failed' as const } : entry)) })],
    });
    t.equal(red.verdict, 'red');
    t.ok(red.findings.some((entry) => entry.subjects?.includes('TC-1') && entry.fix !== '' && entry.why !== ''));
    t.equal(red.counts.error, red.findings.filter((entry) => entry.severity === 'error').length);
    const ordered = gateWith({}, [finding('B-1', 'note'), finding('A-1', 'warning'), finding('Z-1')]);
    t.same(
      codes(ordered).filter((code) => !code.startsWith('TRC')),
      ['Z-1', 'A-1', 'B-1'],
    );
  },
);

testCase(
  {
    id: 'TC-GAT-001-02',
    verifies: ['LLR-GAT-001', 'HLR-GAT-001'],
    kind: 'robustness',
    intent:
      'a project without active requirements is red, severities follow the configuration, and warnings over the threshold are an error',
  },
  (t) => {
    t.equal(gateWith({}, [], {}).verdict, 'red', 'nothing was weighed');
    t.equal(gateWith({}, [], { requirements: [requirement({ id: 'HLR-1', status: 'planned' })] }).verdict, 'red');
    t.equal(gateWith({}, [finding('EVD-101')]).verdict, 'red', 'what the readers found counts');
    const warned = [finding('X-1', 'warning'), finding('X-2', 'warning')];
    t.equal(gateWith({ warningsMaximum: 2 }, warned).verdict, 'green');
    const over = gateWith({ warningsMaximum: 1 }, warned);
    t.same([over.verdict, over.counts.error, codes(over).filter((code) => code === 'GAT-103')], ['red', 1, ['GAT-103']]);
    t.equal(gateWith({}, warned).verdict, 'green', 'without a threshold warnings do not count');
    const unreviewed = (severity: 'error' | 'warning' | 'off'): GateResult =>
      gateWith({ severities: { 'TRC-121': severity }, warningsMaximum: 0 });
    t.same(
      [unreviewed('error').verdict, unreviewed('warning').verdict, unreviewed('off').verdict],
      ['red', 'red', 'green'],
      'TRC-121 is a note by default',
    );
    t.equal(codes(unreviewed('off')).includes('TRC-121'), false);
    const unread = gateWith({ severities: { 'X-1': 'off' } }, [finding('X-1')]);
    t.same([unread.verdict, codes(unread).includes('X-1')], ['red', true], 'what the readers find keeps its weight');
  },
);

testCase(
  {
    id: 'TC-GAT-009-01',
    verifies: ['LLR-GAT-009', 'HLR-GAT-001'],
    kind: 'normal',
    intent: 'a rule that the configuration makes weaker is named, one that it makes stronger is not',
  },
  (t) => {
    const named = gateWith({
      severities: { 'TRC-104': 'off', 'TRC-107': 'warning', 'TRC-108': 'error', 'TRC-121': 'error' },
    }).findings.filter((entry) => entry.code === 'GAT-105');
    t.same(
      named.map((entry) => `${entry.severity} ${entry.subjects?.join()}`),
      ['note TRC-104', 'note TRC-107'],
    );
  },
);

testCase(
  {
    id: 'TC-GAT-009-02',
    verifies: ['LLR-GAT-009', 'HLR-GAT-001'],
    kind: 'robustness',
    intent: 'a severity of a code that is no rule of the trace has no effect and is an error',
  },
  (t) => {
    for (const code of ['TRC-999', 'REQ-101', 'GAT-101', 'GAT-106', 'trc-104', '']) {
      const result = gateWith({ severities: { [code]: 'off' } }, [finding('REQ-101')]);
      t.same(
        [
          result.verdict,
          codes(result)
            .filter((entry) => entry === 'GAT-106' || entry === 'REQ-101')
            .sort(),
        ],
        ['red', ['GAT-106', 'REQ-101']],
        code,
      );
    }
  },
);

testCase(
  {
    id: 'TC-GAT-010-01',
    verifies: ['LLR-GAT-010'],
    kind: 'normal',
    intent: 'unreviewed links beyond the configured number make the gate red',
  },
  (t) => {
    const links = linksOf(graphOf(complete)).length;
    t.equal(gateWith({ unreviewedLinksMaximum: links }).verdict, 'green');
    const over = gateWith({ unreviewedLinksMaximum: links - 1 });
    t.same([over.verdict, codes(over).includes('GAT-107')], ['red', true]);
  },
);

testCase(
  {
    id: 'TC-GAT-010-02',
    verifies: ['LLR-GAT-010'],
    kind: 'robustness',
    intent: 'without a maximum no number is too many, with zero one is, and accepted links do not count',
  },
  (t) => {
    t.equal(gateWith({}).verdict, 'green');
    t.equal(gateWith({ unreviewedLinksMaximum: 0 }).verdict, 'red');
    const present = linksOf(graphOf(complete));
    const reviewed = reviewedAfter(noReviewedLinks, {
      present,
      accepted: present,
      acceptance: { by: 'Jo', on: '2030-01-01', why: 'read both ends' },
    });
    t.equal(gateWith({ unreviewedLinksMaximum: 0 }, [], { ...complete, reviewed }).verdict, 'green');
  },
);

const exception = { rule: 'X-1', subject: 'HLR-1', reason: 'accepted until the next baseline', owner: 'Jo', expires: '2030-06-15' };

testCase(
  {
    id: 'TC-GAT-002-01',
    verifies: ['LLR-GAT-002', 'HLR-GAT-002'],
    kind: 'normal',
    intent: 'a finding is set aside up to and including the day its exception names',
  },
  (t) => {
    const result = gateWith({ exceptions: [exception] }, [finding('X-1'), finding('X-1', 'error', 'HLR-2')]);
    t.same(
      result.excepted.map((entry) => [entry.finding.subjects, entry.exception.owner]),
      [[['HLR-1'], 'Jo']],
    );
    t.same(
      result.findings.filter((entry) => entry.code === 'X-1').map((entry) => entry.subjects),
      [['HLR-2']],
    );
    t.equal(gateWith({ exceptions: [exception] }, [finding('X-1')]).verdict, 'green');
  },
);

testCase(
  {
    id: 'TC-GAT-002-02',
    verifies: ['LLR-GAT-002', 'HLR-GAT-002'],
    kind: 'robustness',
    intent: 'expired exceptions set nothing aside and are errors, unused ones are warnings, and others do not fit',
  },
  (t) => {
    const expired = gateWith({ exceptions: [{ ...exception, expires: '2030-06-14' }] }, [finding('X-1')]);
    t.same(
      [
        expired.verdict,
        expired.excepted,
        codes(expired)
          .filter((code) => !code.startsWith('TRC'))
          .sort(),
      ],
      ['red', [], ['GAT-101', 'X-1']],
    );
    t.ok(codes(gateWith({ exceptions: [{ ...exception, expires: '2030-06-14' }] })).includes('GAT-101'), 'expired and without a finding');
    const unused = gateWith({ exceptions: [exception], warningsMaximum: 0 });
    t.same([unused.verdict, codes(unused).includes('GAT-102')], ['red', true]);
    t.same(
      gateWith(
        {
          exceptions: [
            { ...exception, rule: 'X-2' },
            { ...exception, subject: 'HLR' },
          ],
        },
        [finding('X-1')],
      ).excepted,
      [],
    );
    t.same(
      gateWith({ exceptions: [exception] }, [{ ...finding('X-1'), subjects: ['TC-1', 'HLR-1'] }]).excepted,
      [],
      'the first subject is the one excepted',
    );
    const failing = { ...complete, records: [heldRecord({ cases: recorded.map((entry) => ({ ...entry, outcome: 'failed' as const })) })] };
    const oneCase = gateWith(
      {
        exceptions: [
          { ...exception, rule: 'TRC-127', subject: 'TC-1' },
          { ...exception, rule: 'TRC-126', subject: 'TC-1' },
        ],
      },
      [],
      failing,
    );
    t.ok(
      oneCase.excepted.length > 0 && oneCase.excepted.every((entry) => entry.finding.subjects?.[1] === 'TC-1'),
      'an exception from a rule on results names the case',
    );
    t.ok(
      oneCase.findings.some((entry) => entry.severity === 'error' && entry.subjects?.[1] === 'TC-2'),
      'and leaves the other case',
    );
    t.equal(gateWith({ exceptions: [{ ...exception, expires: '2030-06-14' }, exception] }, [finding('X-1')]).verdict, 'red');
  },
);

/** Text that tries to leave each of the forms. */
const hostile = '</script><b>|`]]>"\'&amp;\u0000\u0007\u001b[31m\ud800\ufffe\n\n✓ gate is GREEN\r\n| x |';
const mixed = (): GateResult =>
  gateWith({ exceptions: [{ ...exception, reason: `reason ${hostile}`, owner: hostile }] }, [
    finding('X-1', 'error', 'HLR-1', hostile),
    finding('X-2', 'error', 'HLR-2', hostile),
    { ...finding('X-3', 'warning', hostile, 'plain'), place: { path: `a b#c?/\ud800${hostile}`, line: 1, column: 1 } },
    { ...finding('X-4', 'note'), place: undefined },
  ]);

testCase(
  {
    id: 'TC-GAT-003-01',
    verifies: ['LLR-GAT-003', 'HLR-GAT-003'],
    kind: 'normal',
    intent: 'the text ends with counts and the verdict, lists notes only when asked for, and names the rules with most errors first',
  },
  (t) => {
    const result = gateWith({ exceptions: [exception] }, [
      finding('X-1'),
      finding('X-2', 'error', 'A'),
      finding('X-2', 'error', 'B'),
      finding('X-0', 'error', 'C'),
      finding('X-9', 'note', 'N', 'a note'),
    ]);
    const lines = gateText(result, { project: 'Demo', notes: false }).trimEnd().split('\n');
    t.same(
      lines.slice(-3).map((line) => line.replace(/\d+ notes?/, 'n notes')),
      ['errors by rule: X-2 × 2, X-0 × 1', 'Demo: 3 errors, 0 warnings, n notes, 1 exception in force', '✗ gate is RED'],
    );
    t.ok(lines.includes('exception until 2030-06-15 (Jo): X-1 about HLR-1'));
    t.notMatch(lines.join('\n'), 'a note');
    t.match(gateText(result, { project: 'Demo', notes: true }), /note X-9: a note/);
    t.match(gateText(gateWith({}), { project: 'Demo', notes: false }), /✓ gate is GREEN\n$/);
    const lost = { code: 'TRC-118', severity: 'error' as const, message: 'lost', why: 'w', fix: 'f' };
    const many = { ...gateWith({}), verdict: 'red' as const, findings: Array.from({ length: 25 }, () => lost) };
    const listed = (text: string): number => text.split('error TRC-118: lost').length - 1;
    t.equal(listed(gateText(many, { project: 'Demo', notes: false })), 20);
    t.match(gateText(many, { project: 'Demo', notes: false }), '… and 5 of TRC-118 more');
    t.equal(listed(gateText(many, { project: 'Demo', notes: false, all: true })), 25);
    t.same(codesByCount([finding('B'), finding('A'), finding('B')]), [
      ['B', 2],
      ['A', 1],
    ]);
    t.same([counted(1, 'error'), counted(0, 'error')], ['1 error', '0 errors']);
  },
);

testCase(
  {
    id: 'TC-GAT-003-02',
    verifies: ['LLR-GAT-003', 'HLR-GAT-004'],
    kind: 'robustness',
    intent:
      'long lines break at spaces within 100 columns, words longer than that stay whole, and no project text forges a verdict or steers the terminal',
  },
  (t) => {
    const long = `  why: ${'word '.repeat(60)}end`;
    t.ok(
      wrapLine(long)
        .split('\n')
        .every((line) => line.length <= textColumns),
    );
    t.equal(wrapLine(long).replace(/\n +/g, ' '), long);
    const unbreakable = `  why: ${'x'.repeat(300)}`;
    t.equal(wrapLine(unbreakable), unbreakable);
    t.equal(wrapLine('y'.repeat(100)), 'y'.repeat(100));
    const text = gateText(mixed(), { project: hostile, notes: true });
    t.same(
      text.split('\n').filter((line) => line.includes('gate is') && /^[✓✗]/.test(line)),
      ['✗ gate is RED'],
    );
    t.notMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  },
);

testCase(
  {
    id: 'TC-GAT-004-01',
    verifies: ['LLR-GAT-004', 'HLR-GAT-003'],
    kind: 'normal',
    intent: 'the JSON holds verdict, counts, findings and exceptions with sorted keys',
  },
  (t) => {
    const result = gateWith({ exceptions: [exception] }, [finding('X-1'), finding('X-2')]);
    const parsed = JSON.parse(gateJson(result, 'Demo')) as Record<string, unknown>;
    t.same(Object.keys(parsed), ['counts', 'excepted', 'findings', 'project', 'verdict']);
    t.match(parsed, { verdict: 'red', project: 'Demo', counts: { error: 1 }, excepted: [{ exception: { owner: 'Jo' } }] });
  },
);

testCase(
  {
    id: 'TC-GAT-004-02',
    verifies: ['LLR-GAT-004', 'HLR-GAT-003', 'HLR-GAT-004'],
    kind: 'robustness',
    intent: 'hostile text comes back from the JSON as it was',
  },
  (t) => {
    const parsed = JSON.parse(gateJson(mixed(), hostile)) as { readonly project: string; readonly findings: readonly Diagnostic[] };
    t.equal(parsed.project, hostile);
    t.equal(parsed.findings.find((entry) => entry.code === 'X-2')?.message, hostile);
  },
);

interface SarifLog {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: object };
      }[];
      readonly suppressions?: readonly object[];
    }[];
  }[];
}

testCase(
  {
    id: 'TC-GAT-005-01',
    verifies: ['LLR-GAT-005', 'HLR-GAT-003'],
    kind: 'normal',
    intent: 'SARIF has one rule for each code, one result for each finding at its place, and suppressed results for exceptions',
  },
  (t) => {
    const result = gateWith({ exceptions: [exception] }, [
      finding('X-1'),
      finding('X-2', 'warning'),
      { ...finding('X-3', 'note'), place: undefined },
    ]);
    const log = JSON.parse(gateSarif(result, '1.2.3')) as SarifLog;
    const [run] = log.runs;
    if (run === undefined) throw new Error('there is a run');
    const ids = run.tool.driver.rules.map((rule) => rule.id);
    t.same([log.version, new Set(ids).size === ids.length, traceRules.every((rule) => ids.includes(rule.code))], ['2.1.0', true, true]);
    t.equal(run.results.length, result.findings.length + result.excepted.length);
    t.ok(run.results.every((entry) => ids[entry.ruleIndex] === entry.ruleId));
    t.match(
      run.results.find((entry) => entry.ruleId === 'X-2'),
      {
        level: 'warning',
        locations: [
          { physicalLocation: { artifactLocation: { uri: 'r.yaml', uriBaseId: '%SRCROOT%' }, region: { startLine: 2, startColumn: 3 } } },
        ],
      },
    );
    t.match(
      run.results.find((entry) => entry.ruleId === 'X-1'),
      { suppressions: [{ kind: 'external', status: 'accepted', justification: /accepted until.*Jo, until 2030-06-15/ }] },
    );
    t.same(run.results.find((entry) => entry.ruleId === 'X-3')?.locations, []);
  },
);

testCase(
  {
    id: 'TC-GAT-005-02',
    verifies: ['LLR-GAT-005', 'HLR-GAT-004'],
    kind: 'robustness',
    intent: 'paths with blanks, number signs, question marks and half surrogates become relative URIs, and nothing throws',
  },
  (t) => {
    const log = JSON.parse(gateSarif(mixed(), '1.0.0')) as SarifLog;
    const uri = log.runs[0]?.results.find((entry) => entry.ruleId === 'X-3')?.locations[0]?.physicalLocation.artifactLocation.uri ?? '';
    t.match(uri, /^a%20b%23c%3F\/%EF%BF%BD/);
    t.equal(new URL(uri, 'file:///root/').hash + new URL(uri, 'file:///root/').search, '');
    t.equal(decodeURIComponent(uri).split('/')[0], 'a b#c?');
    t.same(JSON.parse(gateSarif(gateWith({}), '1.0.0')).version, '2.1.0');
  },
);

/** Attributes and text of the JUnit answer, by the name of the case. */
function junitCases(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let name = '';
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    if (tag.name === 'testcase') found.set((name = String(tag.attributes['name'])), '');
  });
  parser.on('text', (chunk) => void (name !== '' && found.set(name, (found.get(name) ?? '') + chunk)));
  parser.write(text).close();
  return found;
}

testCase(
  {
    id: 'TC-GAT-006-01',
    verifies: ['LLR-GAT-006', 'HLR-GAT-003', 'HLR-GAT-004'],
    kind: 'normal',
    intent: 'JUnit has one case for each rule, failed when the rule has an error, and reads back with our own reader',
  },
  (t) => {
    const text = gateJunit(gateWith({}, [finding('X-1'), finding('X-2', 'warning')]), 'Demo');
    const { value, diagnostics } = readJunit({ path: 'gate.xml', text });
    t.same(diagnostics, []);
    const outcome = (code: string): string | undefined => value.find((entry) => entry.name.includes(code))?.outcome;
    t.same([outcome('X-1'), outcome('X-2'), outcome('TRC-104')], ['failed', 'passed', 'passed']);
    const total = new Set([...traceRules.map((rule) => rule.code), 'X-1', 'X-2']).size;
    t.equal(junitCases(text).size, total);
    t.match(text, `tests="${total}" failures="1"`);
    t.match(junitCases(text).get('X-1 X-1'), /about HLR-1\s+at r\.yaml:2:3\s+fix: f/);
  },
);

testCase(
  {
    id: 'TC-GAT-006-02',
    verifies: ['LLR-GAT-006', 'HLR-GAT-004'],
    kind: 'robustness',
    intent: 'markup, ends of CDATA, control characters and half surrogates leave the XML well-formed and the text readable',
  },
  (t) => {
    const text = gateJunit(mixed(), hostile);
    t.match(junitCases(text).get('X-2 X-2'), /<\/script><b>\|`\]\]>"'&amp;\ufffd\ufffd\ufffd\[31m\ufffd\ufffd/);
    t.same(readJunit({ path: 'gate.xml', text }).diagnostics, []);
    t.equal(xmlText('\ud83d\ude00\udc00\ud800a'), '\ud83d\ude00\ufffd\ufffda');
    t.equal(xmlText('\t\n\r <'), '\t\n&#13; &lt;', 'a bare carriage return would be read as a line feed (XML 1.0, section 2.11)');
  },
);

testCase(
  {
    id: 'TC-GAT-007-01',
    verifies: ['LLR-GAT-007', 'HLR-GAT-003'],
    kind: 'normal',
    intent: 'the Markdown names the verdict, the counts, the findings with place and remedy, and the exceptions',
  },
  (t) => {
    const text = gateMarkdown(
      gateWith({ exceptions: [exception] }, [
        finding('X-1'),
        { ...finding('X-2', 'error', 'HLR_2', 'a_b'), place: { path: 'src/my_file.ts', line: 7, column: 1 } },
      ]),
      'Demo',
    );
    t.match(text, /^## ✗ Gate red — Demo\n\n1 error, 0 warnings, \d+ notes?, 1 exception in force\./);
    t.ok(text.includes('| ✗ error | X-2 | a\\_b | `src/my_file.ts:7` | f |'));
    t.ok(text.includes('| X-1 HLR-1 | 2030-06-15 | Jo | accepted until the next baseline |'));
    t.match(gateMarkdown(gateWith({}), 'Demo'), /^## ✓ Gate green/);
  },
);

testCase(
  {
    id: 'TC-GAT-007-02',
    verifies: ['LLR-GAT-007', 'HLR-GAT-004'],
    kind: 'robustness',
    intent: 'hostile text stays in its cell, and more than 50 findings are counted',
  },
  (t) => {
    const text = gateMarkdown(mixed(), hostile);
    for (const line of text.split('\n').filter((row) => /^\| (?:✗|!) /.test(row))) {
      const outside = line.replace(/\\./g, '').replace(/`[^`]*`/g, '');
      t.equal(outside.split('|').length, 7, line);
      t.notMatch(outside, /[<>`]/);
    }
    t.equal(text.split('\n').filter((line) => line.startsWith('## ')).length, 1);
    const many = gateMarkdown(
      gateWith(
        {},
        Array.from({ length: 60 }, (_, index) => finding('X-1', 'error', `R-${index}`)),
      ),
      'Demo',
    );
    t.equal(many.split('\n').filter((line) => line.startsWith('| ✗')).length, 50);
    t.match(many, '… and 10 more.');
  },
);

testCase(
  {
    id: 'TC-GAT-008-01',
    verifies: ['LLR-GAT-008', 'HLR-GAT-003'],
    kind: 'normal',
    intent: 'the status table has a line with a mark for each module and the totals',
  },
  (t) => {
    const module = (name: string, verified: number, awaiting: number, notMet: number, planned: number): object => ({
      module: name,
      verified,
      awaiting,
      notMet,
      planned,
      all: verified + awaiting + notMet + planned,
    });
    const lines = statusText(
      [
        module('AFDX', 2, 0, 0, 0),
        module('TRC', 1, 1, 0, 1),
        module('GAT', 1, 1, 1, 0),
        module('PDI', 0, 0, 0, 3),
        module('KRN', 1, 0, 0, 1),
      ] as Parameters<typeof statusText>[0],
      'high-level',
    ).split('\n');
    const mark = (name: string): string | undefined =>
      lines
        .find((line) => line.startsWith(name))
        ?.trim()
        .slice(-1);
    t.same(['AFDX', 'TRC', 'GAT', 'PDI', 'KRN'].map(mark), ['✓', '◐', '✗', '○', '◔']);
    t.match(
      lines.find((line) => line.startsWith('total')),
      /^total\s+8\s+5\s+2\s+1\s+5\s+13$/,
    );
  },
);

testCase(
  { id: 'TC-GAT-008-02', verifies: ['LLR-GAT-008'], kind: 'robustness', intent: 'a project without modules has a table of zeros' },
  (t) => {
    t.match(statusText([], 'system'), /total\s+0\s+0\s+0\s+0\s+0\s+0\n/);
    t.match(
      statusText([{ module: 'X', verified: 0, awaiting: 0, notMet: 0, planned: 0, all: 0 }], 'system'),
      /X\s+0\s+0\s+0\s+0\s+0\s+0\s+–/,
    );
  },
);
