import fc from 'fast-check';
import type { Diagnostic } from '../../src/kernel/diagnostic.js';
import type { RecordedCase } from '../../src/toolchain/evidence/record.js';
import { fingerprintOf } from '../../src/toolchain/requirements/fingerprint.js';
import type { Requirement } from '../../src/toolchain/requirements/model.js';
import { asksFor } from '../../src/toolchain/trace/graph.js';
import type { TestCase } from '../../src/toolchain/trace/model.js';
import { moduleStatusOf } from '../../src/toolchain/trace/module-status.js';
import {
  linkStateOf,
  linksOf,
  noReviewedLinks,
  type ReviewedLinks,
  readReviewedLinks,
  reviewedAfter,
  writeReviewedLinks,
} from '../../src/toolchain/trace/reviewed-links.js';
import { diagnosticOf } from '../../src/toolchain/trace/rule.js';
import { standingsOf } from '../../src/toolchain/trace/standing.js';
import { tagsWithoutActiveRequirement } from '../../src/toolchain/trace/tags.js';
import { traceRules } from '../../src/toolchain/trace/trace-rules.js';
import { quotedList, reportWording, wordsIn } from '../../src/toolchain/trace/wording.js';
import { caseOf, graphOf, heldRecord, requirement, unit } from '../support/plain-graph.js';
import { testCase } from '../support/test-case.js';

const high = requirement({ id: 'HLR-1' });
const low = requirement({ id: 'LLR-1', parents: ['HLR-1'] });

/** What a run recorded of a case whose texts are those of today. */
function recorded(entry: TestCase, of: readonly Requirement[], outcome: RecordedCase['outcome'] = 'passed'): RecordedCase {
  return {
    id: entry.id,
    outcome,
    message: '',
    fingerprint: entry.fingerprint,
    verifies: of.map((item) => ({ id: item.id, fingerprint: fingerprintOf(item) })),
  };
}

testCase(
  {
    id: 'TC-TRC-001-01',
    verifies: ['LLR-TRC-001', 'HLR-TRC-001'],
    kind: 'normal',
    intent: 'each link is found from either end, down to the result of a case',
  },
  (t) => {
    const one = caseOf('TC-1', ['LLR-1', 'HLR-1']);
    const graph = graphOf({
      requirements: [high, low],
      units: [unit('add', ['LLR-1'])],
      cases: [one],
      records: [heldRecord({ cases: [recorded(one, [high, low])], requirements: [{ id: 'HLR-1', fingerprint: fingerprintOf(high) }] })],
    });
    t.same(graph.childrenOf.get('HLR-1'), [low]);
    t.same(graph.requirementOf.get('LLR-1')?.parents, ['HLR-1']);
    t.same(
      graph.unitsOf.get('LLR-1')?.map((entry) => entry.name),
      ['add'],
    );
    t.same([graph.casesOf.get('LLR-1'), graph.casesOf.get('HLR-1')], [[one], [one]]);
    t.same(graph.standingOf(one), { state: 'passed', reason: '', record: 'record-1' });
    t.same(
      graph.evidenceOf.get('HLR-1')?.map((held) => held.id),
      ['record-1'],
    );
    t.same(tagsWithoutActiveRequirement(graph), []);
    t.same([asksFor(high, 'test'), asksFor(high, 'proof')], [true, false]);
  },
);

testCase(
  {
    id: 'TC-TRC-001-02',
    verifies: ['LLR-TRC-001', 'HLR-TRC-001'],
    kind: 'robustness',
    intent: 'doubled ids, links to nothing, stale records and other texts give no standing that they do not deserve',
  },
  (t) => {
    const twin = requirement({ id: 'HLR-1', text: 'Another text shall be.' });
    const one = caseOf('TC-1', ['HLR-1', 'HLR-1', 'GONE']);
    t.same(
      tagsWithoutActiveRequirement(graphOf({ requirements: [high], cases: [one] })).map((tag) => `${tag.owner} ${tag.verb} ${tag.id}`),
      ['TC-1 verifies GONE'],
    );
    const state = (...records: readonly ReturnType<typeof heldRecord>[]): string =>
      graphOf({ requirements: [high, twin], cases: [one], records }).standingOf(one).state;
    const pass = recorded(one, [high]);
    t.equal(state(), 'not-run');
    t.equal(state(heldRecord({ cases: [pass] })), 'passed');
    t.equal(state(heldRecord({ cases: [pass] }, 'changed since it ran: a')), 'stale');
    t.equal(
      state(heldRecord({ cases: [pass] }, 'changed'), heldRecord({ cases: [pass] })),
      'passed',
      'a current record beside a stale one',
    );
    t.equal(state(heldRecord({ cases: [pass] }), heldRecord({ cases: [{ ...pass, outcome: 'failed' }] })), 'failed', 'the worst of two');
    t.equal(state(heldRecord({ cases: [pass] }), heldRecord({ cases: [{ ...pass, outcome: 'skipped' }] })), 'skipped');
    t.equal(state(heldRecord({ cases: [{ ...pass, fingerprint: 'of another case' }] })), 'stale');
    t.equal(state(heldRecord({ cases: [{ ...pass, verifies: [] }] })), 'other-text', 'it did not run against the requirement');
    t.equal(state(heldRecord({ cases: [recorded(one, [twin])] })), 'other-text', 'of two requirements with one id the first counts');
    t.not(state(heldRecord({ cases: [{ ...pass, outcome: 'fine' as 'passed' }] })), 'passed');
    const graph = graphOf({
      requirements: [high, twin, requirement({ id: 'LLR-2', parents: ['HLR-1', 'HLR-1', 'GONE'] })],
      cases: [one],
      records: [
        heldRecord({ verdict: 'unknown', requirements: [{ id: 'HLR-1', fingerprint: fingerprintOf(high) }] }),
        heldRecord({
          requirements: [
            { id: 'HLR-1', fingerprint: 'old' },
            { id: 'GONE', fingerprint: '' },
          ],
        }),
      ],
    });
    t.same(graph.childrenOf.get('HLR-1')?.length, 1);
    t.same(graph.casesOf.get('HLR-1')?.length, 1);
    t.equal(graph.evidenceOf.size, 0);
    t.equal(graph.requirementOf.get('HLR-1'), high);
  },
);

const acceptance = { by: 'Jo', on: '2030-01-01', why: 'read both ends' };

/** The review after all links of some requirements were accepted. */
function acceptedFor(parts: Parameters<typeof graphOf>[0], before: ReviewedLinks = noReviewedLinks): ReviewedLinks {
  const present = linksOf(graphOf(parts));
  return reviewedAfter(before, { present, accepted: present, acceptance });
}

function states(parts: Parameters<typeof graphOf>[0], reviewed: ReviewedLinks): readonly string[] {
  const stateOf = linkStateOf(reviewed);
  return linksOf(graphOf(parts)).map((link) => {
    const state = stateOf(link);
    return `${link.from}>${link.to} ${state.state}${state.state === 'suspect' ? ` ${state.changed.join('+')}` : ''}`;
  });
}

const parts = { requirements: [high, low], units: [unit('add', ['LLR-1'])], cases: [caseOf('TC-1', ['LLR-1'])] };
const allAccepted = ['LLR-1>HLR-1 accepted', 'add>LLR-1 accepted', 'TC-1>LLR-1 accepted'];

testCase(
  {
    id: 'TC-TRC-004-01',
    verifies: ['LLR-TRC-004', 'HLR-TRC-001'],
    kind: 'normal',
    intent: 'links of requirements, code and cases carry their kind, their place and 128 bits of both fingerprints',
  },
  (t) => {
    t.same(
      linksOf(graphOf(parts)).map(({ from, to, kind, place }) => `${from} ${kind} ${to} ${place.path}`),
      ['LLR-1 parent HLR-1 r.yaml', 'add implements LLR-1 src/a.ts', 'TC-1 verifies LLR-1 verification/a.test.ts'],
    );
    t.match(linksOf(graphOf(parts))[0], {
      fromFingerprint: fingerprintOf(low).slice(0, 32),
      toFingerprint: fingerprintOf(high).slice(0, 32),
    });
  },
);

testCase(
  {
    id: 'TC-TRC-004-02',
    verifies: ['LLR-TRC-004'],
    kind: 'robustness',
    intent: 'a link to nothing is no link, and a unit without requirement has none',
  },
  (t) => {
    t.same(
      linksOf(
        graphOf({
          requirements: [requirement({ id: 'LLR-1', parents: ['GONE'] })],
          units: [unit('add', ['GONE']), unit('free')],
          cases: [caseOf('TC-1', ['GONE'])],
        }),
      ),
      [],
    );
  },
);

testCase(
  {
    id: 'TC-TRC-005-01',
    verifies: ['LLR-TRC-005', 'HLR-TRC-002'],
    kind: 'normal',
    intent: 'an accepted link stays accepted until either end changes its meaning, and then names the end that changed',
  },
  (t) => {
    const reviewed = acceptedFor(parts);
    t.same(
      states(parts, noReviewedLinks),
      allAccepted.map((line) => line.replace('accepted', 'not-reviewed')),
    );
    t.same(states(parts, reviewed), allAccepted);
    const changedLow = { ...low, text: `${low.text} Now.` };
    t.same(states({ ...parts, requirements: [high, changedLow] }, reviewed), [
      'LLR-1>HLR-1 suspect from',
      'add>LLR-1 suspect to',
      'TC-1>LLR-1 suspect to',
    ]);
    t.same(states({ ...parts, units: [unit('add', ['LLR-1'], { fingerprint: 'x'.repeat(64) })] }, reviewed), [
      'LLR-1>HLR-1 accepted',
      'add>LLR-1 suspect from',
      'TC-1>LLR-1 accepted',
    ]);
    t.same(
      states({ ...parts, requirements: [{ ...high, verification: ['proof'] }, changedLow] }, reviewed)[0],
      'LLR-1>HLR-1 suspect from+to',
    );
    const again = acceptedFor({ ...parts, requirements: [high, changedLow] }, reviewed);
    t.same(states({ ...parts, requirements: [high, changedLow] }, again), allAccepted);
    t.match(linkStateOf(again)(linksOf(graphOf(parts))[0] as ReturnType<typeof linksOf>[number]), { state: 'suspect', acceptance });
  },
);

testCase(
  {
    id: 'TC-TRC-005-02',
    verifies: ['LLR-TRC-005', 'HLR-TRC-002'],
    kind: 'robustness',
    intent: 'reflow, moves, order, titles and rationales leave links accepted, and ends accepted apart are not accepted together',
  },
  (t) => {
    const reviewed = acceptedFor(parts);
    const moved = { path: 'elsewhere/b.ts', line: 90, column: 2 };
    const same = {
      requirements: [
        { ...low, text: low.text.replaceAll(' ', '\n  '), place: moved, title: 'T' },
        { ...high, rationale: 'R' },
      ],
      units: [unit('other', []), unit('add', ['LLR-1'], { place: moved })],
      cases: [caseOf('TC-1', ['LLR-1'], { place: moved, kind: 'robustness' })],
    };
    t.same([...states(same, reviewed)].sort(), [...allAccepted].sort());
    const first = { ...parts, requirements: [high, low] };
    const second = {
      ...parts,
      requirements: [
        { ...high, text: 'Changed shall be.' },
        { ...low, text: 'Also shall be.' },
      ],
    };
    const [a, b] = [acceptedFor(first).links[0], acceptedFor(second).links[0]];
    if (a === undefined || b === undefined) throw new Error('there are links');
    const both: ReviewedLinks = {
      acceptances: [acceptance],
      links: [
        [...a.slice(0, 5), 0],
        [...b.slice(0, 5), 0],
      ] as unknown as ReviewedLinks['links'],
    };
    const crossed = { ...parts, requirements: [high, { ...low, text: 'Also shall be.' }] };
    const parent = linksOf(graphOf(crossed))
      .filter((link) => link.kind === 'parent')
      .map((link) => linkStateOf(both)(link).state);
    t.same(parent, a[2] === 'parent' ? ['suspect'] : ['not-reviewed']);
  },
);

testCase(
  {
    id: 'TC-TRC-006-01',
    verifies: ['LLR-TRC-006', 'HLR-TRC-002'],
    kind: 'normal',
    intent: 'the review file has one line for each entry in sorted order, reads back, and forgets links that are gone',
  },
  (t) => {
    const reviewed = acceptedFor(parts);
    const text = writeReviewedLinks(reviewed);
    t.same(readReviewedLinks({ path: 'trace/reviewed.json', text }), { value: reviewed, diagnostics: [] });
    t.same(
      text
        .split('\n')
        .filter((line) => line.includes('LLR-1'))
        .map((line) => line.trim().slice(0, 10)),
      ['["LLR-1","', '["TC-1","L', '["add","LL'],
    );
    t.equal(writeReviewedLinks(acceptedFor({ ...parts, requirements: [low, high] })), text, 'the order of reading does not show');
    const later = { by: 'Al', on: '2030-02-02', why: 'second look' };
    const present = linksOf(graphOf({ ...parts, units: [] }));
    const pruned = reviewedAfter(reviewed, { present, accepted: present.slice(0, 1), acceptance: later });
    t.same(
      pruned.links.map((link) => [link[0], link[5]]),
      [
        ['LLR-1', 1],
        ['TC-1', 0],
      ],
    );
    t.same(pruned.acceptances, [acceptance, later]);
    t.same(reviewedAfter(reviewed, { present: [], accepted: [], acceptance: later }), noReviewedLinks);
  },
);

testCase(
  {
    id: 'TC-TRC-006-02',
    verifies: ['LLR-TRC-006', 'HLR-TRC-002'],
    kind: 'robustness',
    intent: 'a damaged review file is one finding and no acceptance, whatever the damage',
  },
  (t) => {
    const good = writeReviewedLinks(acceptedFor(parts));
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{"acceptances":[]}',
      '{"acceptances":[null],"links":[]}',
      '{"acceptances":[{"by":"Jo","on":"x"}],"links":[]}',
      '{"acceptances":[],"links":[["a","b","parent","c","d",0]]}',
      good.replace(/,0\]/, ',-1]'),
      good.replace(/,0\]/, ',0.5]'),
      good.replace(/,0\]/, ']'),
      `${good}x`,
    ]) {
      const { value, diagnostics } = readReviewedLinks({ path: 'trace/reviewed.json', text });
      t.same(value, noReviewedLinks, text.slice(0, 40));
      t.match(diagnostics, [{ code: 'TRC-130', severity: 'error', place: { path: 'trace/reviewed.json' } }]);
    }
    t.same(readReviewedLinks({ path: 'p', text: writeReviewedLinks(noReviewedLinks) }).value, noReviewedLinks);
    const odd = acceptedFor({
      requirements: [requirement({ id: 'HLR-"\n\u2028' }), requirement({ id: 'LLR-]', parents: ['HLR-"\n\u2028'] })],
    });
    t.same(readReviewedLinks({ path: 'p', text: writeReviewedLinks(odd) }).value, odd);
  },
);

function problem(code: string, subject: string): Diagnostic {
  return { code, severity: 'error', message: `about ${subject}`, why: '', fix: '', subjects: [subject] };
}

testCase(
  {
    id: 'TC-TRC-007-01',
    verifies: ['LLR-TRC-007', 'HLR-TRC-003'],
    kind: 'normal',
    intent: 'a requirement is met when nothing speaks against it and those below it are met',
  },
  (t) => {
    const requirements = [
      high,
      low,
      requirement({ id: 'LLR-2', parents: ['HLR-1'] }),
      requirement({ id: 'LLR-3', parents: ['HLR-1'], status: 'planned' }),
    ];
    const standing = (findings: readonly Diagnostic[]): readonly string[] =>
      [...standingsOf(graphOf({ requirements }), findings)].map(([id, entry]) => `${id} ${entry.state} ${entry.reason}`).sort();
    t.same(standing([]), ['HLR-1 met ', 'LLR-1 met ', 'LLR-2 met ', 'LLR-3 planned for a later baseline']);
    t.same(standing([problem('TRC-127', 'LLR-2')]), [
      'HLR-1 not-met LLR-2 is not met',
      'LLR-1 met ',
      'LLR-2 not-met TRC-127: about LLR-2',
      'LLR-3 planned for a later baseline',
    ]);
    t.same(standing([problem('TRC-117', 'LLR-2'), { ...problem('TRC-121', 'LLR-1'), severity: 'note' }]), [
      'HLR-1 awaiting LLR-2 awaits a person',
      'LLR-1 met ',
      'LLR-2 awaiting TRC-117: about LLR-2',
      'LLR-3 planned for a later baseline',
    ]);
    t.same(
      standing([problem('TRC-117', 'LLR-1'), problem('TRC-104', 'LLR-1')])[0],
      'HLR-1 not-met LLR-1 is not met',
      'work comes before judgement',
    );
  },
);

testCase(
  {
    id: 'TC-TRC-007-02',
    verifies: ['LLR-TRC-007', 'HLR-TRC-003'],
    kind: 'robustness',
    intent:
      'cycles are not met, chains and families of 100 000 end without exhausting the stack, and random traces agree with the definition',
  },
  (t) => {
    const cycle = [
      requirement({ id: 'HLR-A', parents: ['HLR-B'] }),
      requirement({ id: 'HLR-B', parents: ['HLR-A'] }),
      requirement({ id: 'HLR-S', parents: ['HLR-S'] }),
      requirement({ id: 'HLR-T', parents: [] }),
    ];
    const around = standingsOf(graphOf({ requirements: cycle }), []);
    t.same(
      ['HLR-A', 'HLR-B', 'HLR-T'].map((id) => around.get(id)?.state),
      ['not-met', 'not-met', 'met'],
    );
    const count = 100_000;
    const chain = Array.from({ length: count }, (_, index) =>
      requirement({ id: `LLR-${index}`, parents: index === 0 ? [] : [`LLR-${index - 1}`] }),
    );
    t.equal(standingsOf(graphOf({ requirements: chain }), [problem('TRC-127', `LLR-${count - 1}`)]).get('LLR-0')?.state, 'not-met');
    const family = Array.from({ length: 2 * count }, (_, index) =>
      requirement({ id: `LLR-${index}`, parents: index === 0 ? [] : ['LLR-0'] }),
    );
    t.equal(standingsOf(graphOf({ requirements: family }), []).get('LLR-0')?.state, 'met');
    const anyTrace = fc.array(
      fc.record({ parents: fc.array(fc.nat(11), { maxLength: 3 }), bad: fc.constantFrom(0, 0, 0, 1, 2), planned: fc.boolean() }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(anyTrace, (items) => {
        // Parents have lower numbers, so that the definition can be followed by plain recursion.
        const requirements = items.map((item, index) =>
          requirement({
            id: `LLR-${index}`,
            parents: [...new Set(item.parents.filter((parent) => parent < index))].map((parent) => `LLR-${parent}`),
            status: item.planned ? 'planned' : 'active',
          }),
        );
        const findings = items.flatMap((item, index) =>
          item.bad === 0 ? [] : [problem(item.bad === 1 ? 'TRC-110' : 'TRC-117', `LLR-${index}`)],
        );
        const rank = (index: number): number => {
          if (items[index]?.bad === 1) return 0;
          const below = requirements.flatMap((entry, at) =>
            entry.status === 'active' && entry.parents.includes(`LLR-${index}`) ? [rank(at)] : [],
          );
          return Math.min(items[index]?.bad === 2 ? 1 : 2, ...below);
        };
        const actual = standingsOf(graphOf({ requirements }), findings);
        return items.every(
          (item, index) => actual.get(`LLR-${index}`)?.state === (item.planned ? 'planned' : ['not-met', 'awaiting', 'met'][rank(index)]),
        );
      }),
      { numRuns: 400, seed: 7 },
    );
  },
);

testCase(
  { id: 'TC-TRC-008-01', verifies: ['LLR-TRC-008'], kind: 'normal', intent: 'requirements of a level are counted by module and standing' },
  (t) => {
    const graph = graphOf({
      requirements: [
        requirement({ id: 'H1', module: 'B' }),
        requirement({ id: 'H2', module: 'B', status: 'planned' }),
        requirement({ id: 'H3', module: 'A' }),
        requirement({ id: 'H4', module: 'A' }),
        low,
      ],
    });
    t.same(moduleStatusOf(graph, standingsOf(graph, [problem('TRC-104', 'H3'), problem('TRC-117', 'H4')]), 'high-level'), [
      { module: 'A', verified: 0, awaiting: 1, notMet: 1, planned: 0, all: 2 },
      { module: 'B', verified: 1, awaiting: 0, notMet: 0, planned: 1, all: 2 },
    ]);
  },
);

testCase(
  {
    id: 'TC-TRC-008-02',
    verifies: ['LLR-TRC-008'],
    kind: 'robustness',
    intent: 'a requirement without standing is not met, and an unknown level has no module',
  },
  (t) => {
    const graph = graphOf({ requirements: [high] });
    t.match(moduleStatusOf(graph, new Map(), 'high-level'), [{ notMet: 1, verified: 0, all: 1 }]);
    t.same(moduleStatusOf(graph, new Map(), 'nowhere'), []);
  },
);

testCase(
  {
    id: 'TC-TRC-012-01',
    verifies: ['LLR-TRC-012'],
    kind: 'normal',
    intent: 'the list of rules is in order of codes, and a finding takes code, severity and reason from its rule',
  },
  (t) => {
    const codes = traceRules.map((rule) => rule.code);
    t.same(codes, [...codes].sort());
    const [rule] = traceRules;
    if (rule === undefined) throw new Error('there are rules');
    t.same(diagnosticOf(rule, { message: 'm', place: undefined, fix: 'f', subjects: ['X'] }), {
      code: rule.code,
      severity: rule.severity,
      message: 'm',
      place: undefined,
      why: rule.why,
      fix: 'f',
      subjects: ['X'],
    });
  },
);

testCase(
  {
    id: 'TC-TRC-012-02',
    verifies: ['LLR-TRC-012'],
    kind: 'robustness',
    intent: 'no code and no name is given twice, each rule says why, and none fails on an empty trace',
  },
  (t) => {
    t.equal(new Set(traceRules.map((rule) => rule.code)).size, traceRules.length);
    t.equal(new Set(traceRules.map((rule) => rule.name)).size, traceRules.length);
    t.ok(traceRules.every((rule) => /^TRC-1\d\d$/.test(rule.code) && rule.why.length > 10));
    const found: string[] = [];
    for (const rule of traceRules) rule.check(graphOf({}), (finding) => found.push(finding.message));
    t.same(found, []);
  },
);

testCase(
  {
    id: 'TC-TRC-013-01',
    verifies: ['LLR-TRC-013'],
    kind: 'normal',
    intent: 'words of a pattern are reported once each, in quotation marks, at the requirement',
  },
  (t) => {
    const found: string[] = [];
    reportWording(
      graphOf({ requirements: [high, low] }),
      (finding) => found.push(`${finding.message} ${finding.subjects.join()}`),
      ({ id }) => (id === 'LLR-1' ? { says: `says ${quotedList(wordsIn('a b a c', /[ab]/g))}`, fix: '' } : undefined),
    );
    t.same(found, ['LLR-1 says "a", "b" LLR-1']);
  },
);

testCase(
  { id: 'TC-TRC-013-02', verifies: ['LLR-TRC-013'], kind: 'robustness', intent: 'a text without a match, or without text, has no words' },
  (t) => {
    t.same([wordsIn('', /x/g), wordsIn('abc', /x/g), quotedList([])], [[], [], '']);
    t.same(wordsIn('as\n   needed', /as needed/g), ['as needed'], 'a line break inside a phrase');
  },
);
