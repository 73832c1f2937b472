import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Z3Solver } from '../../src/adapters/z3-solver.js';
import { afdxExact } from '../../src/cli/commands/afdx/exact.js';
import { exactText } from '../../src/cli/commands/afdx/exact-text.js';
import { exactFindingsOf } from '../../src/twin/afdx/exact/exact-findings.js';
import { lemmas } from '../../src/twin/afdx/exact/lemmas.js';
import { microsecondsOfTicks } from '../../src/twin/afdx/exact/microseconds.js';
import type { WorstCase } from '../../src/twin/afdx/exact/worst-case.js';
import { commandContext } from '../support/command-context.js';
import { fiveVirtualLinks, smallAfdxNetwork } from '../support/small-afdx-network.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';
import { networkWithGaps, questionsOf } from './questions.js';

/** The five virtual links as a file, with a deadline for each. */
function fileText(deadlineMicroseconds: number, change: object = {}): string {
  const virtualLinks = fiveVirtualLinks.virtualLinks.map((link) => ({ ...link, deadlineMicroseconds }));
  return JSON.stringify({ ...smallAfdxNetwork({ ...fiveVirtualLinks, virtualLinks }), ...change });
}

const isNarrow = (text: string): boolean => text.split('\n').every((line) => line.length <= 100);

testCase(
  {
    id: 'TC-EXA-015-01',
    verifies: ['LLR-EXA-015', 'HLR-EXA-005', 'HLR-EXA-004', 'LLR-EXA-014'],
    kind: 'normal',
    intent: 'tells each worst case of a file as a table and as JSON, and writes texts that another run of the solver answers as they state',
  },
  async (t) => {
    const root = temporaryFolder(t, { 'network.json': fileText(400) });
    const all = commandContext(root, ['exact', 'network.json'], { json: true });
    t.equal(await afdxExact(all.context), 0);
    const report = JSON.parse(all.written.join(''));
    t.strictSame(
      report.worstCases.map((each: Record<string, unknown>) => [
        each.virtualLink,
        each.destination,
        each.verdict,
        each.reachedMicroseconds,
      ]),
      [
        [1, 'e6', 'exact', '272.000'],
        [2, 'e6', 'exact', '272.000'],
        [3, 'e6', 'exact', '312.000'],
        [4, 'e6', 'exact', '312.000'],
        [5, 'e7', 'exact', '232.000'],
      ],
    );
    t.strictSame([report.lemmas, report.findings], [{ confirmed: lemmas.length, total: lemmas.length }, []]);
    const one = commandContext(root, ['exact', 'network.json'], { vl: '3', network: 'A', destination: 'e6', smt: 'proofs' });
    t.equal(await afdxExact(one.context), 0);
    const text = one.written.join('');
    t.match(text, /^ 3 +A +e6 +exact +each +312\.000 +312\.000 +400\.000/m);
    t.match(text, /VL 3 from e3 at 0\.000/);
    t.match(text, /\n✓ network\.json: 1 of 1 worst cases exact; 0 errors\n$/);
    t.ok(isNarrow(text), text);
    const names = readdirSync(join(root, 'proofs')).sort();
    t.strictSame(names, [
      ...lemmas.map(({ name }) => `lemma-${name}.smt2`).sort(),
      'vl-3-A-e6.impossible.smt2',
      'vl-3-A-e6.reachable.smt2',
    ]);
    const solver = new Z3Solver();
    for (const name of names) {
      const script = readFileSync(join(root, 'proofs', name), 'utf8');
      const [, status] = /^\(set-info :status (\w+)\)$/m.exec(script) ?? [];
      t.match(script, /\(check-sat\)\n$/);
      const { verdict } = await solver.ask({ script: script.replace('(check-sat)\n', ''), limits: { resourceUnits: 0, wallSeconds: 60 } });
      t.equal(verdict, status, name);
      t.equal(status, name.includes('reachable') ? 'sat' : 'unsat', name);
    }
    await solver.close();
  },
);

testCase(
  {
    id: 'TC-EXA-015-02',
    verifies: ['LLR-EXA-015', 'LLR-EXA-014', 'HLR-EXA-005', 'HLR-EXA-003'],
    kind: 'robustness',
    intent: 'a missed deadline and a case not decided in time end with 1 and their findings, with the jitter allowance off the deadline',
  },
  async (t) => {
    const root = temporaryFolder(t, {
      'tight.json': fileText(300),
      'allowance.json': fileText(312, { jitterAllowanceMicroseconds: 1 }),
      'met.json': fileText(312),
    });
    const findingsOf = async (file: string, options: Record<string, string>): Promise<readonly [number, readonly string[]]> => {
      const { context, written } = commandContext(root, ['exact', file], { ...options, json: true });
      const code = await afdxExact(context);
      return [
        code,
        JSON.parse(written.join('')).findings.map((each: { code: string; subjects: string[] }) => `${each.code} ${each.subjects}`),
      ];
    };
    t.strictSame(await findingsOf('tight.json', { vl: '3' }), [1, ['AFDX-222 VL-3']]);
    t.strictSame(await findingsOf('allowance.json', { vl: '4' }), [1, ['AFDX-222 VL-4']]);
    t.strictSame(await findingsOf('met.json', { vl: '4' }), [0, []]);
    const rushed = commandContext(root, ['exact', 'tight.json'], { vl: '1', seconds: '0.0001' });
    t.equal(await afdxExact(rushed.context), 1);
    const text = rushed.written.join('');
    t.match(text, /AFDX-221/);
    t.match(text, /AFDX-226: lemma busy-begin was not confirmed/);
    t.match(text, /272\.000 µs is reached and not exceeded by the frame bounds/);
    t.match(text, /interval/);
    t.match(text, /✗ tight\.json: 0 of 1 worst cases exact; 2 errors\n$/);
  },
);

testCase(
  {
    id: 'TC-EXA-015-03',
    verifies: ['LLR-EXA-015', 'HLR-EXA-005', 'HLR-EXA-004'],
    kind: 'robustness',
    intent: 'a wrong call, a file that cannot be read or written, and a network that cannot be analysed are told with a remedy',
  },
  async (t) => {
    const crowded = smallAfdxNetwork({
      ...fiveVirtualLinks,
      virtualLinks: Array.from({ length: 101 }, () => ({
        source: 'e1',
        routes: { e6: ['S1', 'S3'] },
        frameBytes: 64,
        gapMilliseconds: 128,
      })),
    });
    const root = temporaryFolder(t, {
      'network.json': fileText(400),
      'many.json': JSON.stringify(crowded),
      'broken.json': '{',
      'overloaded.json': JSON.stringify({
        ...smallAfdxNetwork({
          ...fiveVirtualLinks,
          virtualLinks: Array.from({ length: 40 }, () => ({
            source: 'e1',
            routes: { e6: ['S1', 'S3'] },
            frameBytes: 1518,
            gapMilliseconds: 1,
          })),
        }),
      }),
    });
    const calls: readonly (readonly [readonly string[], Record<string, string>, number, RegExp])[] = [
      [['network.json', 'other.json'], {}, 2, /takes one file/],
      [['network.json'], { seconds: 'many' }, 2, /--seconds/],
      [['network.json'], { seconds: '0' }, 2, /--seconds/],
      [['network.json'], { vl: '6' }, 2, /no destination/],
      [['network.json'], { vl: '3', destination: 'e7' }, 2, /no destination/],
      [['network.json'], { network: 'B' }, 2, /no destination/],
      [['many.json'], {}, 2, /101 destinations .* at most 100/],
      [['absent.json'], {}, 2, /absent\.json/],
      [['broken.json'], {}, 2, /broken\.json/],
      [['overloaded.json'], {}, 1, /overloaded\.json/],
    ];
    for (const [files, options, code, message] of calls) {
      const { context, written, complaints } = commandContext(root, ['exact', ...files], options, t);
      t.equal(await afdxExact(context), code, `${files} ${JSON.stringify(options)}`);
      const text = [...written, ...complaints].join('');
      t.match(text, message);
      t.match(text, /\n *fix: /);
    }
    writeFileSync(join(root, 'taken'), 'a file, not a folder');
    const blocked = commandContext(root, ['exact', 'network.json'], { vl: '5', smt: 'taken' }, t);
    t.equal(await afdxExact(blocked.context), 2);
    t.equal(readFileSync(join(root, 'taken'), 'utf8'), 'a file, not a folder');
  },
);

/** A worst case of a deadline of 300 µs with the given outcome. */
function outcome(change: Partial<WorstCase>): WorstCase {
  const [question] = questionsOf(
    networkWithGaps({
      ...fiveVirtualLinks,
      virtualLinks: fiveVirtualLinks.virtualLinks.map((link) => ({ ...link, deadlineMicroseconds: 300 })),
    }),
  );
  if (question === undefined) throw new Error('there is a flow');
  return {
    question,
    verdict: 'exact',
    scope: 'each',
    reachedTicks: 272_000,
    boundTicks: 272_000,
    schedule: { frames: [{ flow: question.flow, copy: 0, releaseTicks: 0 }], orders: new Map() },
    counts: [],
    asked: [],
    reason: '',
    texts: { reachable: '', impossible: '' },
    ...change,
  };
}

const judgement = { placeOf: (pointer: string) => ({ path: pointer, line: 1, column: 1 }), virtualLinkIndex: 0, allowanceTicks: 0 };

testCase(
  {
    id: 'TC-EXA-014-01',
    verifies: ['LLR-EXA-014'],
    kind: 'normal',
    intent: 'says each outcome of a worst case by its code, place and figures',
  },
  (t) => {
    const codesOf = (change: Partial<WorstCase>, allowanceTicks = 0): readonly string[] =>
      exactFindingsOf(outcome(change), { ...judgement, allowanceTicks }).map(({ code, severity }) => `${code} ${severity}`);
    t.strictSame(codesOf({}), []);
    t.strictSame(codesOf({}, 28_000), [], 'the deadline less the allowance is reached and not exceeded');
    t.strictSame(codesOf({}, 28_001), ['AFDX-222 error']);
    t.strictSame(codesOf({ scope: 'largest', boundTicks: 300_000 }), ['AFDX-223 warning']);
    t.strictSame(codesOf({ scope: 'largest', boundTicks: 300_001 }), ['AFDX-223 warning', 'AFDX-224 error']);
    t.strictSame(codesOf({ verdict: 'interval', boundTicks: 290_000, reason: 'x' }), ['AFDX-221 error']);
    t.strictSame(codesOf({ verdict: 'interval', boundTicks: 310_000, reason: 'x' }), ['AFDX-221 error', 'AFDX-224 error']);
    t.strictSame(codesOf({ verdict: 'refused', reachedTicks: 301_000, boundTicks: 310_000, reason: 'x' }), [
      'AFDX-220 error',
      'AFDX-222 error',
    ]);
    const [finding] = exactFindingsOf(outcome({ reachedTicks: 300_001, boundTicks: 300_001 }), judgement);
    t.match(finding, {
      place: { path: '/virtualLinks/0' },
      message: /virtual link 1 .* 300\.001 µs, .* leaves 300\.000 µs/,
      subjects: ['VL-1'],
    });
  },
);

testCase(
  {
    id: 'TC-EXA-014-02',
    verifies: ['LLR-EXA-014', 'LLR-EXA-015'],
    kind: 'robustness',
    intent: 'rounds times up on odd ticks, and a report of long names and many frames fits its width and lists no frame twice',
  },
  (t) => {
    t.equal(microsecondsOfTicks(1, 3_000_000_000), '0.001');
    t.equal(microsecondsOfTicks(3_000, 3_000_000_000), '1.000');
    t.equal(microsecondsOfTicks(3_001, 3_000_000_000), '1.001');
    t.equal(microsecondsOfTicks(0, 1_000_000_000), '0.000');
    t.equal(microsecondsOfTicks(-1_500, 1_000_000_000), '-1.500');
    const none = exactText({ path: 'x.json', identity: '', confirmed: 0, cases: [], findings: [] });
    t.equal(none, '✗ x.json: no worst case; 0 errors\n');
    const long = outcome({
      verdict: 'interval',
      boundTicks: 999_999_000,
      reason: 'a reason '.repeat(30).trim(),
      asked: [{ about: 'it', verdict: 'unknown', reason: 'for a reason '.repeat(20), seconds: 1 }],
    });
    const text = exactText({ path: 'x.json', identity: 'Z3', confirmed: 0, cases: [long], findings: exactFindingsOf(long, judgement) });
    t.ok(isNarrow(text.split('AFDX-')[0] ?? ''), text);
    t.match(text, /✗ x\.json: 0 of 1 worst cases exact; 2 errors\n$/);
  },
);
