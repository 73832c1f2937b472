// @reads verification/coverage-import/samples/**
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Test } from 'tap';
import { coverageImport, importedRecord } from '../../src/cli/commands/coverage/import.js';
import { exportedFile } from '../../src/toolchain/coverage/export/export-model.js';
import { writeCobertura } from '../../src/toolchain/coverage/export/write-cobertura.js';
import { writeLcov } from '../../src/toolchain/coverage/export/write-lcov.js';
import type { ImportedCoverage, ImportedFile } from '../../src/toolchain/coverage/import/imported-coverage.generated.js';
import { importedCoverageOf } from '../../src/toolchain/coverage/import/imported-coverage-of.js';
import { measuresOf } from '../../src/toolchain/coverage/import/imported-measures.js';
import { mergedCoverage } from '../../src/toolchain/coverage/import/merged-coverage.js';
import { type Placement, placedCoverage } from '../../src/toolchain/coverage/import/placed-coverage.js';
import { againstSources } from '../../src/toolchain/coverage/import/present-sources.js';
import { measuresOf as measuredMeasures } from '../../src/toolchain/coverage/report/coverage-summary.js';
import { measured } from '../coverage/measured-text.js';
import { commandContext } from '../support/command-context.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';
import { fileOf, linesOf, sample, sampleText, shownOf, waysOf } from './samples.js';

const emptyFile: ImportedFile = {
  path: 'a.c',
  roots: [],
  unit: 'line',
  statements: [],
  functions: [],
  branches: [],
  decisions: [],
  unknown: [],
};
const coverageOf = (...files: readonly Partial<ImportedFile>[]): ImportedCoverage => ({
  format: 'ampel360-coverage/1',
  sources: [],
  files: files.map((file) => ({ ...emptyFile, ...file })),
});
const place = { line: 1, column: 1, scope: 'f' };

testCase(
  {
    id: 'TC-CVI-010-01',
    verifies: ['HLR-CVI-004', 'LLR-CVI-010'],
    kind: 'normal',
    intent: 'adds counts and unites effects of two runs, so that what either run showed is shown, in any order',
  },
  (t) => {
    const run = (shown: boolean, count: number): Partial<ImportedFile> => ({
      statements: [{ line: 1, column: 1, count, ...(count > 0 ? { isPartial: true as const, cases: [`TC-A-${count}`] } : {}) }],
      functions: [{ name: 'f', line: 1, column: 1, count }],
      branches: [
        {
          ...place,
          what: 'branch',
          ways: [
            { what: 'a', count },
            { what: 'b', count: 0 },
          ],
        },
      ],
      decisions: [{ ...place, criterion: 'masking', conditions: [{ text: 'x', shownTrue: shown, shownFalse: !shown }] }],
    });
    for (const order of [
      [run(true, 2), run(false, 3)],
      [run(false, 3), run(true, 2)],
    ]) {
      const { value, diagnostics } = mergedCoverage(order.map((file) => coverageOf(file)));
      const [file] = value.files;
      t.same(diagnostics, []);
      t.same(
        file?.statements,
        [{ line: 1, column: 1, count: 5, isPartial: true, cases: ['TC-A-2', 'TC-A-3'] }],
        'two parts are not known to be the whole',
      );
      t.equal(file?.functions[0]?.count, 5);
      t.same(
        file?.branches[0]?.ways.map(({ count }) => count),
        [5, 0],
      );
      t.same(file?.decisions[0]?.conditions, [{ text: 'x', shownTrue: true, shownFalse: true }]);
    }
    const header = fileOf(sample('gcc14-valve.gcov.json', 'gcc14-main.gcov.json'), 'guard.h');
    t.same(
      [linesOf(header), header.functions.length, header.branches.length],
      [['4:2', '6:2'], 1, 2],
      'two translation units hold one header',
    );
  },
);

testCase(
  {
    id: 'TC-CVI-010-02',
    verifies: ['HLR-CVI-004', 'LLR-CVI-010'],
    kind: 'robustness',
    intent: 'reports two imports that one text cannot have given, keeps the first, and keeps what one of them does not know unknown',
  },
  (t) => {
    const ways = (count: number): Partial<ImportedFile> => ({
      branches: [{ ...place, what: 'branch', ways: Array.from({ length: count }, () => ({ what: 'w', count: 1 })) }],
    });
    const conditions = (count: number): Partial<ImportedFile> => ({
      decisions: [
        {
          ...place,
          criterion: 'masking',
          conditions: Array.from({ length: count }, () => ({ text: 'x', shownTrue: true, shownFalse: true })),
        },
      ],
    });
    const conflicts: readonly (readonly [Partial<ImportedFile>, Partial<ImportedFile>])[] = [
      [ways(2), ways(3)],
      [conditions(2), conditions(3)],
      [{ unit: 'line' }, { unit: 'statement' }],
      [{ digest: 'a' }, { digest: 'b' }],
      [
        { statements: [{ line: 1, column: 1, count: 1, checksum: 'a' }] },
        { statements: [{ line: 1, column: 1, count: 1, checksum: 'b' }] },
      ],
    ];
    for (const [a, b] of conflicts) {
      const { value, diagnostics } = mergedCoverage([coverageOf(a), coverageOf(b)]);
      t.same(
        diagnostics.map(({ code, severity }) => [code, severity]),
        [['CVI-107', 'error']],
        JSON.stringify(a),
      );
      t.equal(value.files.length, 1);
      t.match(value.files[0], a);
    }
    const unknown = [{ measure: 'mcdc' as const, line: 1, why: 'x' }];
    t.same(mergedCoverage([coverageOf({}), coverageOf({ unknown })]).value.files[0]?.unknown, unknown);
    const most = Number.MAX_SAFE_INTEGER;
    const full = coverageOf({ statements: [{ line: 1, column: 1, count: most }] });
    t.equal(mergedCoverage([full, full]).value.files[0]?.statements[0]?.count, most);
  },
);

const placement: Placement = { project: '/home/p', exists: (path) => path === 'src/demo/A.java' || path === 'lib/b.c' };

testCase(
  {
    id: 'TC-CVI-011-01',
    verifies: ['HLR-CVI-004', 'LLR-CVI-011'],
    kind: 'normal',
    intent:
      'makes paths relative to the project: below it, below the folder it was built in, without leading folders, below a root of sources',
  },
  (t) => {
    const pathOf = (file: Partial<ImportedFile>, more: Partial<Placement> = {}): string | undefined =>
      placedCoverage(coverageOf(file), { ...placement, ...more }).value.files[0]?.path;
    t.equal(pathOf({ path: '/home/p/src/../a.c' }), 'a.c');
    t.equal(pathOf({ path: '/build/x/a.c' }, { recordedRoot: '/build/x/' }), 'a.c');
    t.equal(pathOf({ path: '/build/x/a.c' }, { strip: 2 }), 'a.c');
    t.equal(pathOf({ path: 'demo/A.java' }, { sourceRoots: ['test', 'src'] }), 'src/demo/A.java');
    t.equal(pathOf({ path: '../lib/b.c', roots: ['/home/p/build'] }), 'lib/b.c');
    t.equal(pathOf({ path: 'C:\\p\\src\\b.c' }, { recordedRoot: 'C:\\p' }), 'src/b.c');
    t.equal(pathOf({ path: './b.c', roots: ['.'] }), 'b.c');
    t.equal(pathOf({ path: '/usr/include/x.h' }, { isExcluded: (path) => path.startsWith('/usr/') }), undefined);
  },
);

testCase(
  {
    id: 'TC-CVI-011-02',
    verifies: ['HLR-CVI-004', 'LLR-CVI-011'],
    kind: 'robustness',
    intent: 'reports files outside of the project, however their paths are written, in one finding, and leaves them out',
  },
  (t) => {
    for (const path of ['/usr/include/x.h', '/home/pp/a.c', '../a.c', '/home/p/../a.c', '/', 'a/../../b.c', 'D:/a.c']) {
      const { value, diagnostics } = placedCoverage(coverageOf({ path }), placement);
      t.same([value.files, diagnostics.map(({ code }) => code)], [[], ['CVI-108']], path);
    }
    t.same(placedCoverage(coverageOf({ path: 'a/b.c' }), { ...placement, strip: 2 }).diagnostics.length, 1, 'nothing is left of the path');
    const headers = coverageOf(...Array.from({ length: 200 }, (_, index) => ({ path: `/usr/include/${index}.h` })));
    t.match(placedCoverage(headers, placement).diagnostics, [{ message: /4\.h and 195 more are outside/ }]);
  },
);

testCase(
  {
    id: 'TC-CVI-012-01',
    verifies: ['HLR-CVI-004', 'LLR-CVI-012', 'HLR-CVI-002'],
    kind: 'normal',
    intent: 'binds the data to the present text, confirms the checksums of lcov, and finds conditions of one decision that clang left out',
  },
  (t) => {
    const texts = (path: string): string => sampleText(`demo/${path.replace('/demo/', '')}`);
    const bound = againstSources(sample('gcc12-lcov1.info'), texts);
    t.same(bound.diagnostics, []);
    t.ok(fileOf(bound.value, 'valve.c').statements.every(({ checksum }) => checksum !== undefined));
    t.equal(fileOf(bound.value, 'valve.c').digest, createHash('sha256').update(sampleText('demo/valve.c')).digest('hex'));
    t.same(fileOf(againstSources(sample('clang19-demo.json'), texts).value, 'valve.c').unknown, []);
    const end = { line: 2, column: 10 };
    const two = {
      branches: [
        { ...place, line: 2, column: 7, what: 'condition', ways: [], end },
        { ...place, line: 3, column: 4, what: 'condition', ways: [], end: { line: 3, column: 7 } },
      ],
    };
    const unknown = (text: string | undefined): number => againstSources(coverageOf(two), () => text).value.files[0]?.unknown.length ?? -1;
    t.equal(unknown('f()\n  if (abc && // why\n   !xyz) g();\n'), 1);
    t.equal(unknown('f()\n  if (abc) ;/* && */\nif(xyz) g();\n'), 0);
    t.equal(unknown('f()\n  if (abc OR_ELSE\n   xyz) g();\n'), 1, 'an operator may be hidden in a macro');
    t.equal(unknown(undefined), 1, 'without the text it stays open');
  },
);

testCase(
  {
    id: 'TC-CVI-012-02',
    verifies: ['HLR-CVI-004', 'LLR-CVI-012'],
    kind: 'robustness',
    intent: 'reports a source that is absent, shorter than the data, or of another text than the one that was measured',
  },
  (t) => {
    const codes = (coverage: ImportedCoverage, text: string | undefined): readonly string[] =>
      againstSources(coverage, () => text).diagnostics.map(({ code }) => code);
    const at = (line: number, checksum?: string): ImportedCoverage =>
      coverageOf({ statements: [{ line, column: 1, count: 1, ...(checksum === undefined ? {} : { checksum }) }] });
    t.same(codes(at(1), undefined), ['CVI-109']);
    t.same([codes(at(2), 'a\nb'), codes(at(3), 'a\nb'), codes(at(3), 'a\rb\r\nc')], [[], ['CVI-110'], []]);
    const md5 = createHash('md5').update('abc').digest('base64').slice(0, 22);
    t.same([codes(at(1, md5), 'abc\r\n'), codes(at(1, md5), 'abd\r\n')], [[], ['CVI-110']]);
    t.same(codes(coverageOf({ digest: '0' }), 'a'), ['CVI-110']);
    const edited = againstSources(sample('gcc12-lcov1.info'), (path) =>
      sampleText(`demo/${path.replace('/demo/', '')}`).replace('is_locked)\n    return', 'is_locked)\n   return'),
    );
    t.same(
      edited.diagnostics.map(({ code, place: where }) => `${code} ${where?.path}:${where?.line}`),
      ['CVI-110 /demo/valve.c:6'],
    );
  },
);

testCase(
  {
    id: 'TC-CVI-013-01',
    verifies: ['HLR-CVI-002', 'LLR-CVI-013'],
    kind: 'normal',
    intent: 'gives measures and gaps of each level by place, masking from gcc and unique cause from clang',
  },
  (t) => {
    const gcc = measuresOf(sample('gcc14-valve.gcov.json'), 'A');
    const valve = gcc.files.find(({ path }) => path === 'valve.c');
    // 21 lines of which five were not run and one in part; 14 of 21 ways; 4 of 9 conditions, as the file itself counts.
    t.match(valve, {
      statements: { reached: 15, total: 21 },
      entriesAndExits: { reached: 3, total: 4 },
      decisions: { reached: 14, total: 21 },
      masking: { reached: 4, total: 9 },
    });
    t.same(valve?.unknown, ['uniqueCause']);
    const clang = measuresOf(sample('clang19-demo.json'), 'A').files.find(({ path }) => path.endsWith('valve.c'));
    t.match(clang, { masking: { reached: 2, total: 5 }, uniqueCause: { reached: 2, total: 5 }, unknown: [] });
    const countOf = (level: 'A' | 'B' | 'C'): number => measuresOf(sample('gcc14-valve.gcov.json'), level).gaps.length;
    t.ok(countOf('C') < countOf('B') && countOf('B') < countOf('A'));
    t.ok(measuresOf(sample('gcc14-valve.gcov.json'), 'C').gaps.every(({ level, what }) => level === 'C' && what.startsWith('line is')));
    const lines = gcc.gaps.filter(({ path }) => path === 'valve.c').map(({ line }) => line);
    t.same(
      lines,
      [...lines].sort((a, b) => a - b),
    );
    t.ok(gcc.gaps.some(({ line, what }) => line === 5 && what === 'independent effect of condition 2 of 3 is not shown in valve_opens'));
  },
);

testCase(
  {
    id: 'TC-CVI-013-02',
    verifies: ['HLR-CVI-002', 'LLR-CVI-013'],
    kind: 'robustness',
    intent: 'makes each measure that a level asks for and the data does not hold a gap, so that full counts alone are never green',
  },
  (t) => {
    const full = { statements: [{ line: 1, column: 1, count: 1 }], functions: [{ name: 'f', line: 1, column: 1, count: 1 }] };
    const green = (measure: ImportedFile['unknown'][number]['measure'] | undefined): string =>
      (['A', 'B', 'C'] as const)
        .filter(
          (level) =>
            measuresOf(coverageOf({ ...full, unknown: measure === undefined ? [] : [{ measure, line: 1, why: 'x' }] }), level).gaps
              .length === 0,
        )
        .join('');
    t.same([green(undefined), green('mcdc'), green('decisions'), green('entries'), green('statements')], ['ABC', 'BC', 'C', 'C', '']);
    for (const name of ['gcc12-valve.gcov.json', 'gcc14-lcov2.info', 'gcc12-gcovr.cobertura.xml', 'jacoco.xml', 'nyc.json', 'c8.json'])
      t.ok(
        measuresOf(sample(name), 'A').gaps.some(({ what }) => what.startsWith('unknown: ')),
        name,
      );
    const part = coverageOf({ statements: [{ line: 1, column: 1, count: 9, isPartial: true }] });
    t.match(measuresOf(part, 'C'), { total: { statements: { reached: 0, total: 1 } }, gaps: [{ level: 'C' }] });
    const single = {
      decisions: [{ ...place, criterion: 'unstated' as const, conditions: [{ text: 'x', shownTrue: true, shownFalse: false }] }],
    };
    t.equal(measuresOf(coverageOf(single), 'A').gaps.length, 1, 'one condition counts where no branch says it');
  },
);

const green = JSON.stringify({
  gcc_version: '14.2.0',
  format_version: '2',
  files: [
    {
      file: 'a.c',
      functions: [{ name: 'f', start_line: 1, execution_count: 2 }],
      lines: [
        {
          line_number: 1,
          function_name: 'f',
          count: 2,
          branches: [
            { count: 1, throw: false, source_block_id: 2 },
            { count: 1, throw: false, source_block_id: 2 },
          ],
          conditions: [{ count: 2, covered: 2, not_covered_true: [], not_covered_false: [] }],
        },
      ],
    },
  ],
});

async function imported(
  t: Test,
  texts: Readonly<Record<string, string | Buffer>>,
  files: readonly string[],
  options: Readonly<Record<string, string | boolean>> = {},
) {
  const root = temporaryFolder(t);
  for (const [path, text] of Object.entries(texts)) writeFileSync(join(root, path), text);
  const { context, written, complaints } = commandContext(root, ['import', ...files], options, t);
  return { root, exitCode: await coverageImport(context), text: written.join(''), complaints: complaints.join('') };
}

testCase(
  {
    id: 'TC-CVI-014-01',
    verifies: ['HLR-CVI-005', 'LLR-CVI-014'],
    kind: 'normal',
    intent: 'reports compressed data against a level with the verdict last, keeps the record bound to the sources, and reads it again',
  },
  async (t) => {
    const source = 'int f(int a) { if (a) return 1; return 0; }\n';
    const { root, exitCode, text } = await imported(t, { 'a.c': source, 'a.gz': gzipSync(green) }, ['a.gz'], { expect: '*.c' });
    t.equal(exitCode, 0);
    t.match(text, /✓ level A: statements, decisions and MC\/DC are covered in the file that the data names\n$/);
    const record = importedCoverageOf(readFileSync(join(root, importedRecord), 'utf8'), 'record');
    t.same(record.diagnostics, []);
    t.equal(record.value.files[0]?.digest, createHash('sha256').update(source).digest('hex'));
    const demo = Object.fromEntries(['valve.c', 'main.c', 'guard.h'].map((name) => [name, sampleText(`demo/${name}`)]));
    const gcov = await imported(
      t,
      { ...demo, 'v.json': sampleText('gcc14-valve.gcov.json'), 'm.json': sampleText('gcc14-main.gcov.json') },
      ['v.json', 'm.json'],
      { root: '/demo', all: true },
    );
    t.equal(gcov.exitCode, 1);
    t.match(gcov.text, /\n {7}22\/29 {9}5\/6 {7}17\/27 {8}4\/12 {11}\? {2}together\n/);
    t.ok(gcov.text.split('\n').every((line) => line.length <= 100));
    t.match(gcov.text, /\nvalve\.c:25:1 line is not run\n/);
    const json = await imported(t, { ...demo, 'd.json': sampleText('clang19-demo.json') }, ['d.json'], {
      root: '/demo',
      json: true,
      level: 'C',
    });
    t.match(JSON.parse(json.text), {
      schema: 'urn:ampel:coverage-import:v1',
      verdict: 'not-covered',
      level: 'C',
      sources: [{ format: 'llvm' }],
    });
  },
);

testCase(
  {
    id: 'TC-CVI-014-02',
    verifies: ['HLR-CVI-005', 'LLR-CVI-014', 'HLR-CVI-003'],
    kind: 'robustness',
    intent:
      'ends red and writes nothing on findings, ends with 2 on wrong usage and unreadable files, and is never green on unknown measures',
  },
  async (t) => {
    const source = { 'a.c': 'int f(int a) { if (a) return 1; return 0; }\n', 'a.json': green };
    const stale = await imported(t, { ...source, 'a.c': '', 'a.json': green.replace('"line_number":1', '"line_number":9') }, ['a.json']);
    t.match([stale.exitCode, stale.text], [1, /CVI-110.*✗ level A: 1 findings make the data incomplete\n$/s]);
    t.notOk(existsSync(join(stale.root, importedRecord)));
    t.match(await imported(t, { ...source, 'b.c': '' }, ['a.json'], { expect: '*.c' }), {
      exitCode: 1,
      text: /CVI-111: no data names b\.c/,
    });
    t.match(await imported(t, source, ['a.json'], { expect: '*.rs' }), { exitCode: 1, text: /CVI-111/ });
    t.match(await imported(t, source, ['a.json'], { exclude: '*.c' }), {
      exitCode: 1,
      text: /✗ level A: the data names no file of the project/,
    });
    t.match(await imported(t, { ...source, 'a.info': 'TN:\nSF:a.c\nFN:1,f\nFNDA:1,f\nDA:1,1\nend_of_record\n' }, ['a.info']), {
      exitCode: 1,
      text: /unknown: LCOV/,
    });
    t.match(await imported(t, { 'cut.gz': gzipSync(green).subarray(0, 40) }, ['cut.gz']), {
      exitCode: 2,
      complaints: /FIL-102.*cannot be unpacked/,
    });
    t.match(await imported(t, { 'big.gz': gzipSync(Buffer.alloc(65 * 1024 * 1024)) }, ['big.gz']), {
      exitCode: 2,
      complaints: /unpacks to more than 64 MiB/,
    });
    t.match(await imported(t, {}, ['absent.json']), { exitCode: 2 });
    for (const [files, options] of [
      [[], {}],
      [['a.json'], { level: 'D' }],
      [['a.json'], { format: 'x' }],
      [['a.json'], { strip: '-1' }],
    ] as const)
      t.match(await imported(t, source, files, options), { exitCode: 2, complaints: /CLI-101/ }, JSON.stringify(options));
  },
);

const own = measured(
  `function opens(p: number, m: boolean, l: boolean): boolean {
  if ((p > 50 || m) && !l) return true;
  return false;
}
const name = (n: number, other = 'none'): string => {
  switch (n) {
    case 1:
      return 'inlet, "<>&"';
    case 2: return 'outlet';
  }
  return n > 3 && n < 9 ? other : '';
};
const pair = [() => 1, () => 2];
`,
  'opens(60, false, false); opens(1, false, false); opens(1, true, true); name(1); name(2); pair[0]();',
).coverage;

testCase(
  {
    id: 'TC-CVI-015-01',
    verifies: ['HLR-CVI-006', 'LLR-CVI-015', 'LLR-CVI-016', 'LLR-CVI-017'],
    kind: 'normal',
    intent:
      'writes LCOV and Cobertura that, read again, have the lines, branches and MC/DC that were measured, and decisions that are known',
  },
  (t) => {
    const measures = measuredMeasures(own);
    const model = exportedFile(own);
    const lcov = importedCoverageOf(writeLcov([own]), 'own.info');
    const cobertura = importedCoverageOf(writeCobertura([own]), 'own.xml');
    t.same([...lcov.diagnostics, ...cobertura.diagnostics], [], 'totals are what the details give');
    const [fromLcov, fromCobertura] = [fileOf(lcov.value, 'x.ts'), fileOf(cobertura.value, 'x.ts')];
    t.same(
      linesOf(fromLcov),
      model.lines.map(({ line, isRun }) => `${line}:${Number(isRun)}`),
    );
    t.same(linesOf(fromCobertura), linesOf(fromLcov));
    const tallyOf = measuresOf(cobertura.value, 'B').total;
    t.same(tallyOf.decisions, measures.decisions, 'each outcome and way');
    t.same(tallyOf.entriesAndExits, { reached: 3, total: 4 }, 'of four functions one was not entered');
    t.same(measuresOf(lcov.value, 'B').total.entriesAndExits, tallyOf.entriesAndExits);
    const shown = own.decisions
      .filter(({ conditions }) => conditions.length > 1)
      .map(({ source, conditions }) => `${source.line}:${conditions.map(({ masking }) => (masking ? 'y' : 'n')).join('')}`);
    t.same(shownOf(fromLcov), shown);
    t.same(fromLcov.unknown, []);
    t.same(
      fromCobertura.unknown.map(({ measure }) => measure),
      ['mcdc'],
    );
    t.equal(writeLcov([own]), writeLcov([own]), 'the same bytes each time');
  },
);

testCase(
  {
    id: 'TC-CVI-016-01',
    verifies: ['HLR-CVI-006', 'LLR-CVI-015', 'LLR-CVI-016', 'LLR-CVI-017'],
    kind: 'robustness',
    intent:
      'keeps markup, line ends and equal names from breaking a record, and lines that lcov 2 would refuse from contradicting themselves',
  },
  (t) => {
    const odd = { ...own, path: 'a "b" <c>\n&.ts' };
    const [cobertura] = importedCoverageOf(writeCobertura([odd]), 'own.xml').value.files;
    t.equal(cobertura?.path, 'a "b" <c> &.ts');
    const names = (text: string): readonly string[] =>
      importedCoverageOf(text, 'x').value.files[0]?.functions.map(({ name }) => name) ?? [];
    t.equal(new Set(names(writeLcov([odd]))).size, 4, 'functions without a name are told apart');
    t.equal(new Set(names(writeCobertura([odd]))).size, 4);
    const lcov = fileOf(importedCoverageOf(writeLcov([own]), 'x').value, 'x.ts');
    const counts = new Map(lcov.statements.map(({ line, count }) => [line, count]));
    // The rules of lcov 2: a branch or function stands on a line, one that was taken on a line that was run, and a line that was run has one that was taken.
    for (const share of waysOf(lcov)) {
      const [line, taken] = share.split(/[:/]/).map(Number);
      t.equal((counts.get(line ?? 0) ?? -1) > 0, (taken ?? 0) > 0, share);
    }
    t.ok(lcov.functions.every(({ line }) => counts.has(line)));
    t.same(importedCoverageOf(writeLcov([]), 'x', { format: 'lcov' }).value.files, []);
    t.same(
      importedCoverageOf(writeCobertura([]), 'x').diagnostics.map(({ code }) => code),
      ['CVI-112'],
      'nothing measured is nothing covered',
    );
  },
);
