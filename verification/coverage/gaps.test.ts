import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Test } from 'tap';
import ts from 'typescript';
import { parse } from 'yaml';
import { NodeFiles } from '../../src/adapters/node-files.js';
import { coverageGaps } from '../../src/cli/commands/coverage/gaps.js';
import { coverageJustify } from '../../src/cli/commands/coverage/justify.js';
import type { JustificationEntry } from '../../src/toolchain/coverage/evidence/justification-file.generated.js';
import {
  type PlacedJustification,
  readJustifications,
  shortcomingOf,
  weighedGaps,
} from '../../src/toolchain/coverage/evidence/justifications.js';
import { type LocatedGap, locatedGaps } from '../../src/toolchain/coverage/evidence/located-gaps.js';
import { withJustifications } from '../../src/toolchain/coverage/evidence/write-justifications.js';
import { projectCoverage } from '../../src/toolchain/coverage/report/project-coverage.js';
import { scanSource } from '../../src/toolchain/trace/scan/scan-source.js';
import { commandContext } from '../support/command-context.js';
import { temporaryFolder, writeAll } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';
import { certified, dataOf, normal, type PlayedCase, procedureText, robust, valveProject, valveText } from './valve-project.js';

/** The gaps of a text after some cases. */
function gapsOf(text: string, cases: readonly PlayedCase[]): readonly LocatedGap[] {
  const path = 'src/valve.mjs';
  const { value } = projectCoverage(ts, new Map([[path, text]]), new Map([['d', dataOf(path, text, cases)]]), false);
  return locatedGaps(value, value, 'B', () => scanSource({ path, text }).units);
}

const two = `${valveText}/**\n * Whether it closes.\n * @implements LLR-DEMO-002\n */\nexport function closes(flow) {\n  const low = (a) => {\n    if (a < 1) return true;\n    return false;\n  };\n  return low(flow);\n}\nfunction helper() {\n  return 1;\n}\n`;

testCase(
  {
    id: 'TC-COV-044-01',
    verifies: ['HLR-COV-011', 'LLR-COV-044'],
    kind: 'normal',
    intent: 'gives each gap its unit, the requirements there, the cases near it, and a fingerprint of its own',
  },
  (t) => {
    const gaps = gapsOf(two, [
      { ...normal, does: 'opens(4); closes(0)' },
      { ...robust, does: 'opens(5)' },
    ]);
    const said = gaps.map(({ line, what, unit, requirements, cases }) => [line, what, unit, requirements.join(), cases.join()]);
    const opened = 'TC-DEMO-001-01,TC-DEMO-001-02';
    t.same(said, [
      [6, 'never false: pressure > 3 || isManual', 'opens', 'LLR-DEMO-001', opened],
      [7, 'a function is not left here (return)', 'opens', 'LLR-DEMO-001', opened],
      [7, 'statement is not run', 'opens', 'LLR-DEMO-001', opened],
      [15, 'never false: a < 1', 'closes', 'LLR-DEMO-002', 'TC-DEMO-001-01'],
      [16, 'a function is not left here (return)', 'closes', 'LLR-DEMO-002', 'TC-DEMO-001-01'],
      [16, 'statement is not run', 'closes', 'LLR-DEMO-002', 'TC-DEMO-001-01'],
      [20, 'helper is not entered', 'helper', 'LLR-DEMO-001,LLR-DEMO-002', ''],
      [21, 'a function is not left here (return)', 'helper', 'LLR-DEMO-001,LLR-DEMO-002', ''],
      [21, 'statement is not run', 'helper', 'LLR-DEMO-001,LLR-DEMO-002', ''],
    ]);
    t.match(gaps[0]?.remedy, 'run with FF (false)');
    t.equal(new Set(gaps.map(({ fingerprint }) => fingerprint)).size, gaps.length);
  },
);

testCase(
  {
    id: 'TC-COV-044-02',
    verifies: ['LLR-COV-044'],
    kind: 'robustness',
    intent: 'keeps fingerprints when code moves, is laid out anew, or another gap is closed; changes them with each token of the unit',
  },
  (t) => {
    const prints = (text: string, cases: readonly PlayedCase[] = [normal]): readonly string[] =>
      gapsOf(text, cases).map(({ fingerprint }) => fingerprint);
    const [first, ...rest] = prints(valveText);
    t.same(prints(`// a line\n\n${valveText}const more = 1;\n`), [first, ...rest], 'moved down, with code added below');
    t.same(
      prints(valveText.replace('opens(p', 'opens( p').replaceAll('\n  ', '\n      // why\n      ')),
      [first, ...rest],
      'laid out anew',
    );
    const closed = prints(valveText, [normal, { ...robust, does: 'opens(2)' }]);
    t.same(closed, [], 'closed');
    const twin = valveText.replace('return false', 'if (pressure < 0) return false;\n  if (pressure < -1) return false;\n  return false');
    const before = gapsOf(twin, [normal]).filter(({ what }) => what === 'statement is not run');
    const after = gapsOf(twin, [normal, { ...robust, does: 'opens(-1)' }]).filter(({ what }) => what === 'statement is not run');
    t.ok(before.length > after.length && after.length > 0);
    const stillOpen = before.filter(({ line }) => after.some((gap) => gap.line === line)).map(({ fingerprint }) => fingerprint);
    t.same(
      after.map(({ fingerprint }) => fingerprint),
      stillOpen,
      'equal statements are told apart, whichever is closed',
    );
    const tokens = ['pressure > 3', '||', 'return true', 'opens', 'return false', 'isManual'];
    for (const token of tokens) {
      const changed = valveText.replaceAll(
        token,
        token === 'opens' ? 'admits' : token === '||' ? '&&' : `${token.replace('return ', 'return !')}${token.endsWith('3') ? '1' : ''}`,
      );
      const cases = token === 'opens' ? [{ ...normal, does: 'admits(4)' }] : [normal];
      if (changed !== valveText)
        t.notOk(
          prints(changed, cases).some((print) => print === first || rest.includes(print)),
          token,
        );
    }
  },
);

const full: JustificationEntry = {
  path: 'src/valve.mjs',
  line: 7,
  unit: 'opens',
  gap: 'statement is not run',
  code: 'a'.repeat(64),
  fingerprint: 'b'.repeat(64),
  class: 'untestable',
  argument: 'The start-up code has run before a test can begin.',
  author: 'A. Writer',
  reviewer: 'R. Reader',
};
const gap = { path: full.path, fingerprint: full.fingerprint, what: full.gap } as LocatedGap;
const placed = (entry: Partial<JustificationEntry>): PlacedJustification => ({
  ...full,
  ...entry,
  place: { path: 'j.yaml', line: 1, column: 1 },
});
const known = { codeIn: () => new Set([full.code]), isCase: (id: string) => id === 'TC-1' };

testCase(
  {
    id: 'TC-COV-046-01',
    verifies: ['HLR-COV-007', 'LLR-COV-046'],
    kind: 'normal',
    intent: 'resolves by the classes that can stay, with what each of them asks for, and by no other',
  },
  (t) => {
    const mechanism = 'The jumper J5 is sealed.';
    const classes: readonly (readonly [Partial<JustificationEntry>, boolean])[] = [
      [{ class: 'untestable' }, true],
      [{ class: 'deactivated-never-run', mechanism }, true],
      [{ class: 'deactivated-never-run' }, false],
      [{ class: 'deactivated-other-configuration', mechanism, verifiedBy: ['TC-1'] }, true],
      [{ class: 'deactivated-other-configuration', mechanism }, false],
      [{ class: 'deactivated-other-configuration', verifiedBy: ['TC-1'] }, false],
      [{ class: 'missing-test', problemReport: 'PR-1' }, false],
      [{ class: 'missing-requirement', problemReport: 'PR-1' }, false],
      [{ class: 'extraneous', problemReport: 'PR-1' }, false],
    ];
    for (const [entry, resolves] of classes) {
      const { gaps, diagnostics } = weighedGaps([gap], [placed(entry)], known);
      t.equal(gaps[0]?.shortcoming === '', resolves, `${entry.class} ${gaps[0]?.shortcoming}`);
      t.same(diagnostics, []);
    }
    t.match(weighedGaps([gap], [], known).gaps, [{ shortcoming: 'unclassified', justification: undefined }]);
  },
);

testCase(
  {
    id: 'TC-COV-046-02',
    verifies: ['HLR-COV-007', 'LLR-COV-046'],
    kind: 'robustness',
    intent: 'resolves nothing without review by another person, with unknown cases, for changed code, or twice',
  },
  (t) => {
    const { reviewer: _reviewer, ...unreviewed } = full;
    t.equal(shortcomingOf(unreviewed, known.isCase), 'it awaits review');
    for (const reviewer of ['A. Writer', ' a. writer ', 'A. WRITER'])
      t.match(shortcomingOf({ ...full, reviewer }, known.isCase), /another person/);
    const other: Partial<JustificationEntry> = {
      class: 'deactivated-other-configuration',
      mechanism: 'The jumper J5.',
      verifiedBy: ['TC-1', 'TC-2'],
    };
    t.match(shortcomingOf({ ...full, ...other }, known.isCase), /TC-2, which is no test case/);
    t.match(shortcomingOf({ ...full, class: 'extraneous' }, known.isCase), /no problem report/);
    const codes = (entries: readonly Partial<JustificationEntry>[], gaps = [gap]): readonly string[] =>
      weighedGaps(gaps, entries.map(placed), known).diagnostics.map(({ code }) => code);
    t.same(codes([{ fingerprint: 'c'.repeat(64), code: 'c'.repeat(64) }]), ['COV-205'], 'the code is another one');
    t.same(codes([{ fingerprint: 'c'.repeat(64) }]), ['COV-206'], 'the same code has no such gap');
    t.same(codes([{}], []), ['COV-206']);
    t.same(codes([{}, {}]), ['COV-206'], 'two records of one gap');
    t.same(codes([{}]), []);
  },
);

testCase(
  {
    id: 'TC-COV-045-01',
    verifies: ['LLR-COV-045'],
    kind: 'normal',
    intent: 'reads what it wrote, replaces the record of the same gap, and keeps comments and other records',
  },
  (t) => {
    const first = withJustifications(undefined, [full]);
    const other = { ...full, fingerprint: 'c'.repeat(64), argument: 'Quotes " and: colons #, and\nlines of the argument.' };
    const second = withJustifications(`# Gaps of the valve\n${first}`, [other, { ...full, line: 9 }]);
    const root = temporaryFolder(t, { 'j.yaml': second });
    const read = readJustifications(new NodeFiles(root), 'j.yaml');
    t.same(read.diagnostics, []);
    t.same(
      read.value.map(({ place: _place, ...entry }) => entry),
      [{ ...full, line: 9 }, other],
    );
    t.same(
      read.value.map(({ place }) => place.line),
      [3, 13],
    );
    t.ok(second.startsWith('# Gaps of the valve\n'));
    t.same(readJustifications(new NodeFiles(root), 'absent.yaml').value, []);
  },
);

testCase(
  {
    id: 'TC-COV-045-02',
    verifies: ['LLR-COV-045'],
    kind: 'robustness',
    intent: 'reports each breach of the schema and never takes a part of a file, whatever stands in it',
  },
  (t) => {
    const root = temporaryFolder(t, {
      'j.yaml': withJustifications(undefined, [full]).replace('untestable', 'fine').replace('line: 7', 'line: 0'),
    });
    const read = () => readJustifications(new NodeFiles(root), 'j.yaml');
    t.same([read().value, read().diagnostics.map(({ code }) => code)], [[], ['COV-210', 'COV-210']]);
    const texts = ['', '\u0000', '[]', 'justifications: 1', 'justifications: [1]', '{', '\uFEFFjustifications: []\r\n', '- '.repeat(500)];
    for (const text of texts) {
      writeFileSync(join(root, 'j.yaml'), text);
      t.same(read().value, [], JSON.stringify(text.slice(0, 20)));
    }
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme', minLength: 20 }), fc.string({ minLength: 1 }), (argument, author) => {
          writeFileSync(join(root, 'j.yaml'), withJustifications(undefined, [{ ...full, argument, author }]));
          const { value } = read();
          return value[0]?.argument === argument && value[0].author === author;
        }),
        { numRuns: 50 },
      ),
    );
  },
);

const half: readonly PlayedCase[] = [normal, { ...robust, does: 'opens(1, true)' }];

async function halfDone(t: Test): Promise<string> {
  const root = temporaryFolder(t, valveProject({ cases: half }));
  await certified(root, { cases: half });
  return root;
}

async function gapsIn(root: string, options: Readonly<Record<string, string | boolean>> = {}, words: readonly string[] = []) {
  const { context, written } = commandContext(root, ['gaps', ...words], options);
  return { exitCode: await coverageGaps(context), text: written.join('') };
}

async function justifyIn(root: string, place: string, options: Readonly<Record<string, string | boolean>>) {
  const { context, written } = commandContext(root, ['justify', ...(place === '' ? [] : [place])], options);
  return { exitCode: await coverageJustify(context), text: written.join('') };
}

const said = { class: 'untestable', argument: full.argument, author: 'A. Writer' };

testCase(
  {
    id: 'TC-COV-050-01',
    verifies: ['HLR-COV-007', 'LLR-COV-049', 'LLR-COV-050'],
    kind: 'normal',
    intent:
      'lists a gap with what would close it, records it, awaits review, resolves it, and opens it when its code changes but not when it moves',
  },
  async (t) => {
    const root = await halfDone(t);
    const before = await gapsIn(root);
    t.equal(before.exitCode, 1);
    t.ok(
      before.text.startsWith(
        'src/valve.mjs:6:7 never false: pressure > 3 || isManual\n  | if (pressure > 3 || isManual) return true;\n  unclassified; not shown by the tests of LLR-DEMO-001; near it: TC-DEMO-001-01, TC-DEMO-001-02\n  to close it: run with FF (false)\n',
      ),
    );
    t.match(before.text, /✗ Valve: level B, 3 open\n✗ 3 gaps are open\n$/);
    t.match(await justifyIn(root, 'src/valve.mjs:7', said), { exitCode: 0, text: /◐ recorded, still open: it awaits review\n/ });
    t.match(await justifyIn(root, 'src/valve.mjs:6:7', { ...said, reviewer: 'R. Reader', 'problem-report': 'PR-4' }), {
      exitCode: 0,
      text: /✓ resolved\n/,
    });
    const entries = (parse(readFileSync(join(root, 'verification/justified.yaml'), 'utf8')) as { justifications: JustificationEntry[] })
      .justifications;
    t.same(
      entries.map(({ line, unit, problemReport }) => [line, unit, problemReport]),
      [
        [7, 'opens', undefined],
        [7, 'opens', undefined],
        [6, 'opens', 'PR-4'],
      ],
    );
    t.match((await gapsIn(root)).text, /untestable: it awaits review[\s\S]*2 open, 1 resolved by analysis/);
    t.equal((await justifyIn(root, 'src/valve.mjs:7:3', { ...said, reviewer: 'R. Reader' })).exitCode, 0);
    t.match(await gapsIn(root), { exitCode: 0, text: '  ✓ Valve: level B, 0 open, 3 resolved by analysis\n✓ no gap is open\n' });
    t.same((await certified(root, { cases: half })).finds, []);
    const json = JSON.parse((await gapsIn(root, { json: true, component: 'Valve' })).text) as {
      components: { resolved: { class: string }[] }[];
    };
    t.same(
      json.components[0]?.resolved.map((one) => one.class),
      ['untestable', 'untestable', 'untestable'],
    );
    const moved = `// one line more\n${valveText.replace('return false', 'return   false')}`;
    writeAll(root, { 'src/valve.mjs': moved });
    t.same((await certified(root, { cases: half, source: moved })).finds, [], 'moved and laid out anew');
    const changed = valveText.replace('pressure > 3', 'pressure > 2');
    writeAll(root, { 'src/valve.mjs': changed });
    const after = (await certified(root, { cases: half, source: changed })).finds.map((find) => find.slice(0, 7));
    t.same(after, ['COV-204', 'COV-204', 'COV-204', 'COV-205', 'COV-205', 'COV-205']);
    writeAll(root, { 'src/valve.mjs': valveText, 'verification/valve.test.mjs': procedureText([normal, robust]) });
    const covered = await certified(root, {});
    t.same(
      [covered.verdict, covered.finds.map((find) => find.slice(0, 7))],
      ['green', ['COV-206', 'COV-206', 'COV-206']],
      'a test covers it now',
    );
  },
);

testCase(
  {
    id: 'TC-COV-050-02',
    verifies: ['HLR-COV-007', 'LLR-COV-049', 'LLR-COV-050'],
    kind: 'robustness',
    intent: 'answers for wrong usage, places without gap, components that are not there, no configuration, and files that cannot be read',
  },
  async (t) => {
    const complaints: string[] = [];
    t.intercept(process.stderr, 'write', { value: (text: string) => complaints.push(text) > 0 });
    const root = await halfDone(t);
    const refused = async (place: string, options: Readonly<Record<string, string | boolean>>, pattern: RegExp): Promise<void> => {
      t.equal((await justifyIn(root, place, options)).exitCode, 2);
      t.match(complaints.pop(), pattern);
    };
    await refused('', said, /CLI-101.*takes one place/);
    await refused('src/valve.mjs:6', {}, /CLI-101: --class, --argument, --author are missing/);
    await refused('src/valve.mjs:6', { ...said, class: 'fine' }, /CLI-101: --class is one of missing-test/);
    await refused('src/valve.mjs:6', { ...said, argument: 'because' }, /CLI-101: --argument/);
    await refused('src/valve.mjs:6', { ...said, mechanism: 'J5' }, /CLI-101: --mechanism/);
    await refused('src/valve.mjs:6', { ...said, reviewer: ' ' }, /CLI-101: --reviewer is empty/);
    await refused('src/valve.mjs:5', said, /COV-221[\s\S]*begin with src\/valve\.mjs:6:7, src\/valve\.mjs:7:3/);
    await refused('src/valve.mjs:66', said, /COV-221/);
    await refused('no.mjs:1', said, /COV-221[\s\S]*coverage gaps lists/);
    t.notOk(existsSync(join(root, 'verification/justified.yaml')));
    t.equal((await gapsIn(root, { component: 'Pump' })).exitCode, 2);
    t.match(complaints.pop(), /COV-220[\s\S]*use one of: Valve/);
    t.equal((await gapsIn(root, {}, ['src'])).exitCode, 2);
    t.match(complaints.pop(), /CLI-101/);
    writeAll(root, { 'verification/justified.yaml': 'justifications: 1\n' });
    await refused('src/valve.mjs:6', said, /COV-210/);
    t.equal(readFileSync(join(root, 'verification/justified.yaml'), 'utf8'), 'justifications: 1\n', 'it is not written over');
    t.ok((await certified(root, { cases: half })).finds.some((find) => find.startsWith('COV-210')));
    const fresh = temporaryFolder(t, valveProject());
    t.match(await gapsIn(fresh), { exitCode: 1, text: /COV-203[\s\S]*make the measurement incomplete/ });
    const config = readFileSync(join(root, 'ampel.config.yaml'), 'utf8');
    writeAll(root, { 'ampel.config.yaml': config.replace(/ {2}justifications.*\n/, '') });
    await refused('src/valve.mjs:6', said, /COV-220: the configuration names no file/);
    writeAll(root, { 'ampel.config.yaml': config.slice(0, config.indexOf('coverage:')) });
    await refused('src/valve.mjs:6', said, /COV-220/);
    t.equal((await gapsIn(root)).exitCode, 2);
    t.match(complaints.pop(), /COV-220/);
  },
);
