// @reads verification/coverage-import/samples/**
import fc from 'fast-check';
import { decisionCoverage } from '../../src/toolchain/coverage/analysis/independence.js';
import { formatOf, importedCoverageOf } from '../../src/toolchain/coverage/import/imported-coverage-of.js';
import { measuresOf } from '../../src/toolchain/coverage/import/imported-measures.js';
import { and, c, not, or } from '../coverage/known-decisions.js';
import { testCase } from '../support/test-case.js';
import { fileOf, linesOf, sample, sampleNames, sampleText, shownOf, waysOf } from './samples.js';

const gcc = sample('gcc14-valve.gcov.json', 'gcc14-main.gcov.json');

/** Codes of the findings on a text. */
function codesOf(text: string): readonly string[] {
  return importedCoverageOf(text, 'x').diagnostics.map(({ code }) => code);
}

/** What of a text is unknown, by measure. */
function unknownOf(name: string, ending: string): readonly string[] {
  return [...new Set(fileOf(sample(name), ending).unknown.map(({ measure }) => measure))].sort();
}

testCase(
  {
    id: 'TC-CVI-003-01',
    verifies: ['HLR-CVI-001', 'LLR-CVI-003', 'LLR-CVI-001'],
    kind: 'normal',
    intent: 'reads lines, functions, branches and masking MC/DC that gcc 14 measured of C, as counted by hand and by our own analysis',
  },
  (t) => {
    const valve = fileOf(gcc, 'valve.c');
    const idle = valve.statements.filter(({ count }) => count === 0).map(({ line }) => line);
    t.same(idle, [25, 26, 32, 34, 35], 'case 2 and the function that is never called');
    t.same(
      valve.statements.filter(({ isPartial }) => isPartial).map(({ line }) => line),
      [28],
      'the way of ?: that was not taken',
    );
    t.same(
      valve.functions.map(({ name, count }) => `${name} ${count}`),
      ['valve_opens 3', 'valve_steps 2', 'valve_name 2', 'valve_never_called 0'],
    );
    // The three runs of valve_opens, (pressure > 50 || is_manual) && !is_locked, by our own analysis.
    const runs = ['T-F', 'FF-', 'FTT'].map((values) => ({ values, outcome: values === 'T-F' }));
    const own = decisionCoverage(and(or(c(0), c(1)), not(c(2))), runs, 'short-circuit').conditions;
    t.same(shownOf(valve)[0], `5:${own.map(({ masking }) => (masking === undefined ? 'n' : 'y')).join('')}`);
    t.same(waysOf(valve), ['5:6/6', '13:3/4', '14:2/2', '22:2/3', '28:1/2', '34:0/4']);
    t.same(valve.unknown, []);
    t.equal(valve.decisions[0]?.criterion, 'masking');
  },
);

testCase(
  {
    id: 'TC-CVI-003-02',
    verifies: ['LLR-CVI-003', 'HLR-CVI-002'],
    kind: 'normal',
    intent: 'keeps instances of templates apart, leaves exceptions out of decisions, reads Ada, and says that gcc 12 has no MC/DC',
  },
  (t) => {
    const shapes = fileOf(sample('gcc14-shapes.gcov.json'), 'shapes.cpp');
    const limited = shapes.branches.filter(({ line }) => line === 6);
    t.same([...new Set(limited.map(({ scope }) => scope.split(' ')[0]))].sort(), ['double', 'int']);
    t.same(
      shapes.branches.filter(({ line }) => line === 14 || line === 16),
      [],
      'calls that may throw are no decisions',
    );
    t.equal(shapes.branches.filter(({ line }) => line === 17).length, 1, 'the choice of a handler is a branch');
    const gate = fileOf(sample('gcc14-gate.gcov.json'), 'gate.adb');
    t.equal(shownOf(gate)[0], '4:yny');
    t.same(unknownOf('gcc12-valve.gcov.json', 'valve.c'), ['mcdc']);
    t.same(linesOf(fileOf(sample('gcc12-valve.gcov.json'), 'valve.c')), linesOf(fileOf(gcc, 'valve.c')));
  },
);

const gcov = (line: object): string =>
  JSON.stringify({
    gcc_version: '14',
    format_version: '2',
    files: [{ file: 'a.c', functions: [], lines: [{ line_number: 1, function_name: 'f', count: 1, ...line }] }],
  });
const edge = (block: number, count = 1): object => ({ count, throw: false, fallthrough: false, source_block_id: block });

testCase(
  {
    id: 'TC-CVI-003-03',
    verifies: ['LLR-CVI-003', 'HLR-CVI-003', 'LLR-CVI-001'],
    kind: 'robustness',
    intent: 'refuses conditions that contradict themselves, and calls branches without conditions unknown from two on',
  },
  (t) => {
    const condition = (covered: unknown, count: unknown = 4): object => ({
      conditions: [{ count, covered, not_covered_true: [0], not_covered_false: [] }],
    });
    t.same(codesOf(gcov(condition(3))), []);
    for (const bad of [
      condition(4),
      condition(3, 3),
      condition(3, 1e9),
      condition(3, -2),
      condition('3'),
      { conditions: 7 },
      { count: -1 },
      { line_number: 0 },
    ])
      t.ok(codesOf(gcov(bad)).includes('CVI-104'), JSON.stringify(bad));
    const unknown = (branches: readonly object[]): number =>
      importedCoverageOf(gcov({ branches }), 'x').value.files[0]?.unknown.length ?? -1;
    t.same([unknown([edge(1), edge(1)]), unknown([edge(1), edge(1), edge(2), edge(2)]), unknown([edge(1), edge(1), edge(1)])], [0, 1, 0]);
  },
);

testCase(
  {
    id: 'TC-CVI-004-01',
    verifies: ['HLR-CVI-001', 'LLR-CVI-004'],
    kind: 'normal',
    intent:
      'reads what clang 19 measured: lines as its own LCOV has them, copies of a function as one, MC/DC by unique cause also in macros',
  },
  (t) => {
    const clang = sample('clang19-demo.json');
    const lcov = sample('clang19-demo.info');
    for (const name of ['valve.c', 'main.c', 'guard.h']) t.same(linesOf(fileOf(clang, name)), linesOf(fileOf(lcov, name)), name);
    t.same(shownOf(fileOf(clang, 'valve.c')), ['5:ynn', '13:yn']);
    t.same(shownOf(fileOf(clang, 'guard.h')), ['6:nn', '8:nn'], 'the macro of a function that is never called stands in the header');
    t.same(
      fileOf(clang, 'guard.h').functions.map(({ name, count }) => `${name} ${count}`),
      ['within 2'],
    );
    t.ok(fileOf(clang, 'valve.c').decisions.every(({ criterion }) => criterion === 'unique-cause'));
    const runs = ['T-F', 'FF-', 'FTT'].map((values) => ({ values, outcome: values === 'T-F' }));
    const own = decisionCoverage(and(or(c(0), c(1)), not(c(2))), runs, 'short-circuit').conditions;
    t.same(
      own.map(({ uniqueCause }) => uniqueCause !== undefined),
      [true, false, false],
    );
  },
);

const llvm = (data: object): string => JSON.stringify({ type: 'llvm.coverage.json.export', version: '2.0.1', data: [data] });
const region = [1, 1, 2, 1, 1, 0, 0, 0];

testCase(
  {
    id: 'TC-CVI-004-02',
    verifies: ['LLR-CVI-004', 'HLR-CVI-003'],
    kind: 'robustness',
    intent: 'refuses regions, segments and records that are none, and an export without details',
  },
  (t) => {
    const one = (members: object): string =>
      llvm({ files: [], functions: [{ name: 'f', count: 1, filenames: ['a.c'], regions: [region], ...members }] });
    t.same(codesOf(llvm({ files: [], totals: {} })), ['CVI-112']);
    for (const bad of [
      { branches: [[1, 2, 3]] },
      { branches: ['x'] },
      { mcdc_records: [[1, 1, 1, 9, 0, 5, []]] },
      { mcdc_records: [[1, 1, 1, 9, 0, 5, [1]]] },
      { regions: [[0, 1, 1, 1, 1, 0, 0, 0]] },
    ])
      t.ok(codesOf(one(bad)).includes('CVI-104'), JSON.stringify(bad));
    const segments = (...list: readonly unknown[]): readonly string[] =>
      codesOf(llvm({ files: [{ filename: 'a.c', segments: list }], functions: [] }));
    t.ok(segments([1e8, 1, 1, true, true, false], [1, 1, 1, true, true, false]).includes('CVI-104'), 'a line that would fill the memory');
    t.ok(segments([1, 1, 'x', true, true, false]).includes('CVI-104'));
  },
);

testCase(
  {
    id: 'TC-CVI-005-01',
    verifies: ['HLR-CVI-001', 'HLR-CVI-002', 'LLR-CVI-005'],
    kind: 'normal',
    intent: 'reads Istanbul and c8: lines as in the LCOV of the same run, and decisions unknown, since outcomes of loops are not in it',
  },
  (t) => {
    const nyc = fileOf(sample('nyc.json'), 'valve.cjs');
    const most = new Map<number, number>();
    for (const { line, count } of nyc.statements) most.set(line, most.has(line) ? Math.max(most.get(line) ?? 0, count) : count);
    const lcov = fileOf(sample('nyc.info'), 'valve.cjs');
    // Istanbul's own LCOV gives a line the count of the first statement on it.
    t.same(
      [...most.keys()],
      lcov.statements.map(({ line }) => line),
    );
    t.same(waysOf(nyc), waysOf(lcov));
    t.equal(nyc.unit, 'statement');
    t.ok(
      nyc.statements.some(({ line, column, count }) => line === 26 && column === 31 && count === 0),
      'the body of the arrow function is a statement of its own',
    );
    for (const name of ['nyc.json', 'c8.json']) t.same(unknownOf(name, 'valve.cjs'), ['decisions', 'mcdc'], name);
    const c8 = fileOf(sample('c8.json'), 'valve.cjs');
    t.same(
      c8.statements.filter(({ count, isPartial }) => count === 0 || isPartial).map(({ line }) => line),
      [9, 19, 20, 21, 22, 26],
    );
  },
);

testCase(
  {
    id: 'TC-CVI-005-02',
    verifies: ['LLR-CVI-005', 'HLR-CVI-003'],
    kind: 'robustness',
    intent: 'refuses counts and places of Istanbul that are none, with the path in the JSON, whatever the keys are called',
  },
  (t) => {
    const loc = { start: { line: 1, column: 0 }, end: { line: 1, column: 9 } };
    const istanbul = (members: object): string =>
      `{"__proto__":${JSON.stringify({ path: 'a.js', statementMap: { 0: loc }, s: { 0: 1 }, fnMap: {}, f: {}, branchMap: {}, b: {}, ...members })}}`;
    t.same(codesOf(istanbul({})), []);
    t.same(importedCoverageOf(istanbul({}), 'x').value.files[0]?.path, 'a.js');
    const branch = { branchMap: { 0: { type: 'if', loc, locations: [loc, {}] } } };
    for (const bad of [
      { s: {} },
      { s: { 0: -1 } },
      { s: { 0: '1' } },
      { statementMap: { 0: { start: { line: 1.5 } } } },
      { ...branch, b: { 0: [1] } },
      { ...branch, b: { 0: [1, null] } },
      { statementMap: { 0: null } },
    ]) {
      const [first] = importedCoverageOf(istanbul(bad), 'x').diagnostics;
      t.equal(first?.code, 'CVI-104', JSON.stringify(bad));
      t.match(first?.message, /^\$\.files\["__proto__"\]/);
    }
  },
);

testCase(
  {
    id: 'TC-CVI-006-01',
    verifies: ['HLR-CVI-001', 'HLR-CVI-002', 'LLR-CVI-006'],
    kind: 'normal',
    intent:
      'reads LCOV 1 and 2 of the run that gcov JSON was made of: the same lines, branches and MC/DC, with the test case that it names',
  },
  (t) => {
    for (const name of ['gcc12-lcov1.info', 'gcc14-lcov2.info']) {
      const lcov = sample(name);
      for (const { path } of gcc.files) {
        t.same(linesOf(fileOf(lcov, path)), linesOf(fileOf(gcc, path)), `${name} ${path}`);
        t.same(waysOf(fileOf(lcov, path)), waysOf(fileOf(gcc, path)), `${name} ${path}`);
      }
      t.same(fileOf(lcov, 'valve.c').statements[0]?.cases, ['TC-VLV-001-01']);
      t.same(
        fileOf(lcov, 'valve.c').functions.map(({ name: own, line }) => `${line} ${own}`),
        ['3 valve_opens', '10 valve_steps', '20 valve_name', '32 valve_never_called'],
      );
    }
    t.same(shownOf(fileOf(sample('gcc14-lcov2.info'), 'valve.c')), shownOf(fileOf(gcc, 'valve.c')));
    t.same(unknownOf('gcc12-lcov1.info', 'valve.c'), ['decisions', 'mcdc']);
    t.same(unknownOf('gcc14-lcov2.info', 'valve.c'), ['decisions']);
    const vouched = importedCoverageOf(sampleText('gcc14-lcov2.info'), 'x', { areOutcomes: true }).value;
    t.same(fileOf(vouched, 'valve.c').unknown, []);
  },
);

testCase(
  {
    id: 'TC-CVI-006-02',
    verifies: ['LLR-CVI-006', 'HLR-CVI-003', 'HLR-CVI-002'],
    kind: 'robustness',
    intent: 'names the line of each record of LCOV that is none, and each total that its details contradict',
  },
  (t) => {
    const lcov = (...records: readonly string[]): string => ['TN:', 'SF:a.c', ...records, 'end_of_record', ''].join('\r\n');
    t.same(codesOf(lcov('DA:1,2', 'VER:1', 'FN:1,9,f', 'FNDA:1,f', 'BRDA:1,e0,0,1', 'BRDA:1,0,a,b,-', 'LF:1', 'LH:1', '# said')), []);
    for (const bad of [
      'DA:x,1',
      'DA:1,-1',
      'DA:1',
      'DA:1e3,1e3',
      'DA:0,1',
      'FNDA:1,absent',
      'BRDA:1,0,0',
      'BRDA:1,0,0,x',
      'MCDC:1,2,x,1,0,a',
      'MCDC:1,2,t,1,2,a',
      'MCDC:1,99999,t,1,2,a',
      'LF:x',
      'XYZ:1',
    ]) {
      const [first] = importedCoverageOf(lcov('DA:1,2', bad), 'x').diagnostics;
      t.same([first?.code, first?.place?.line], ['CVI-104', 4], bad);
    }
    t.same(codesOf(lcov('DA:1,2', 'LF:2', 'LH:0', 'BRF:1')), ['CVI-106', 'CVI-106', 'CVI-106']);
    t.ok(codesOf('SF:a.c\nDA:1,1\n').includes('CVI-102'), 'cut short');
    t.ok(codesOf('DA:1,1\nSF:a.c\nSF:b.c\nend_of_record\nend_of_record\n').includes('CVI-104'));
    const [half] = importedCoverageOf(lcov('DA:1,1', 'MCDC:1,3,t,1,0,a', 'MCDC:1,3,f,1,0,a'), 'x').value.files;
    t.same(shownOf(half as NonNullable<typeof half>), ['1:yn'], 'conditions without record are not shown');
    const many = importedCoverageOf(lcov('DA:1,1', ...Array.from({ length: 9000 }, () => 'DA:?')), 'x').diagnostics;
    t.equal(many.length, 51, 'findings are counted from the 51st on');
  },
);

testCase(
  {
    id: 'TC-CVI-008-01',
    verifies: ['HLR-CVI-001', 'HLR-CVI-002', 'LLR-CVI-007', 'LLR-CVI-008'],
    kind: 'normal',
    intent: 'reads Cobertura of gcovr and nyc: the lines and branches of the same run, functions where methods have lines',
  },
  (t) => {
    for (const name of ['gcc12-gcovr.cobertura.xml', 'gcc14-gcovr.cobertura.xml']) {
      for (const file of gcc.files) {
        t.same(linesOf(fileOf(sample(name), file.path)), linesOf(file), `${name} ${file.path}`);
        t.same(waysOf(fileOf(sample(name), file.path)), waysOf(file), `${name} ${file.path}`);
      }
      t.same(unknownOf(name, 'valve.c'), ['decisions', 'entries', 'mcdc']);
    }
    const nyc = fileOf(sample('nyc.cobertura.xml'), 'valve.cjs');
    t.same(linesOf(nyc), linesOf(fileOf(sample('nyc.info'), 'valve.cjs')));
    t.same(
      nyc.functions.map(({ name, line, count }) => `${line} ${name} ${count}`),
      ['1 opens 3', '6 steps 1', '15 name 1', '26 (anonymous_3) 0'],
    );
    t.same(nyc.roots, ['/demo']);
  },
);

testCase(
  {
    id: 'TC-CVI-008-02',
    verifies: ['LLR-CVI-007', 'LLR-CVI-008', 'HLR-CVI-003'],
    kind: 'robustness',
    intent: 'refuses entities, damage, depth and shares of Cobertura that are none, and says where',
  },
  (t) => {
    const cobertura = (line: string, head = ''): string =>
      `${head}<coverage><packages><package><classes><class filename="a.c"><lines>\n${line}</lines></class></classes></package></packages></coverage>`;
    t.same(codesOf(cobertura('<line number="1" hits="1"/>', '<!DOCTYPE coverage SYSTEM "x.dtd">')), []);
    const laughs = '<!DOCTYPE coverage [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>';
    t.same(
      importedCoverageOf(cobertura('<line number="1" hits="1"/>&b;', laughs), 'x', { format: 'cobertura' }).diagnostics.map(
        ({ code }) => code,
      ),
      ['CVI-103'],
    );
    t.same(codesOf(cobertura('<line number="1" hits="1"/>&b;')), ['CVI-102']);
    t.same(
      importedCoverageOf(cobertura('<line number="1" hits="1"/>').slice(0, -30), 'x').value.files,
      [],
      'what is cut short counts for nothing',
    );
    const share = (text: string): string => cobertura(`<line number="1" hits="1" branch="true" condition-coverage="${text}"/>`);
    t.same(codesOf(share('50% (1/2)')), []);
    for (const bad of ['', '50%', '50% (3/2)', '50% (1/99999)', '(1/2)']) t.same(codesOf(share(bad)), ['CVI-104'], bad);
    for (const bad of ['<line hits="1"/>', '<line number="0" hits="1"/>', '<line number="1" hits="-1"/>']) {
      const [first] = importedCoverageOf(cobertura(bad), 'x').diagnostics;
      t.same([first?.code, first?.place?.line], ['CVI-104', 2], bad);
    }
    t.same(codesOf(`<coverage>${'<a>'.repeat(100)}`), ['CVI-102']);
    const wide = Array.from(
      { length: 300 },
      (_, index) => `<line number="${index + 1}" hits="1" branch="true" condition-coverage="0% (0/10000)"/>`,
    ).join('');
    t.ok(codesOf(cobertura(wide)).includes('CVI-104'), 'more branches than are kept in memory');
  },
);

testCase(
  {
    id: 'TC-CVI-009-01',
    verifies: ['HLR-CVI-001', 'HLR-CVI-002', 'LLR-CVI-009', 'LLR-CVI-007'],
    kind: 'normal',
    intent: 'reads JaCoCo: lines run in part are told from lines that were run, methods are entered or not, MC/DC is unknown',
  },
  (t) => {
    const valve = fileOf(sample('jacoco.xml'), 'demo/Valve.java');
    t.same(
      valve.statements.filter(({ count }) => count === 0).map(({ line }) => line),
      [3, 19, 28],
    );
    t.same(
      valve.statements.filter(({ isPartial }) => isPartial).map(({ line }) => line),
      [12, 25, 26, 27],
    );
    t.same(waysOf(valve), ['5:6/6', '11:3/4', '12:1/2', '24:1/2', '25:1/2', '26:1/2', '27:1/2']);
    t.same(
      valve.functions.filter(({ count }) => count === 0).map(({ name }) => name),
      ['demo/Valve.<init>()V', 'demo/Valve.neverCalled()I'],
    );
    t.same(unknownOf('jacoco.xml', 'Valve.java'), ['mcdc']);
  },
);

testCase(
  {
    id: 'TC-CVI-009-02',
    verifies: ['LLR-CVI-009', 'HLR-CVI-003'],
    kind: 'robustness',
    intent: 'refuses lines and counters of JaCoCo that are none, and reports counters that the lines contradict',
  },
  (t) => {
    const jacoco = (inner: string): string =>
      `<report name="x"><package name="p"><sourcefile name="A.java">${inner}</sourcefile></package></report>`;
    const good = '<line nr="1" mi="0" ci="2" mb="0" cb="0"/>';
    t.same(codesOf(jacoco(good)), []);
    for (const bad of [
      '<line nr="x" mi="0" ci="1"/>',
      '<line nr="1" mi="-1" ci="1"/>',
      '<line nr="1" mi="0" ci="1" mb="9999999" cb="0"/>',
      '<counter type="LINE" missed="x"/>',
    ])
      t.same(codesOf(jacoco(`${good}${bad}`)), ['CVI-104'], bad);
    t.same(codesOf(jacoco(`${good}<counter type="LINE" missed="1" covered="1"/>`)), ['CVI-106']);
    t.same(codesOf(`<report name="x"><package name="p">${good}</package></report>`), ['CVI-104']);
  },
);

testCase(
  {
    id: 'TC-CVI-002-01',
    verifies: ['LLR-CVI-002', 'HLR-CVI-001', 'HLR-CVI-003'],
    kind: 'normal',
    intent: 'recognises each format from its content, finds no error in whole files, and reads its own record again without a change',
  },
  (t) => {
    const endings: readonly (readonly [ending: string, format: string])[] = [
      ['.gcov.json', 'gcov'],
      ['.info', 'lcov'],
      ['.cobertura.xml', 'cobertura'],
      ['jacoco.xml', 'jacoco'],
      ['clang19-demo.json', 'llvm'],
      ['.json', 'istanbul'],
    ];
    for (const name of sampleNames) {
      t.equal(formatOf(sampleText(name)), endings.find(([ending]) => name.endsWith(ending))?.[1], name);
      const { value: first, diagnostics } = importedCoverageOf(`\uFEFF${sampleText(name)}`, name);
      t.same(diagnostics.filter(({ code }) => code !== 'CVI-106').length, 0, name);
      t.ok(first.files.length > 0, name);
      t.same(importedCoverageOf(JSON.stringify(first), name).value.files, first.files, name);
    }
    t.equal(sampleNames.length, 16);
  },
);

testCase(
  {
    id: 'TC-CVI-002-02',
    verifies: ['LLR-CVI-002', 'LLR-CVI-001', 'HLR-CVI-003', 'HLR-CVI-001', 'HLR-CVI-002'],
    kind: 'robustness',
    intent: 'answers damaged, truncated and hostile files with findings, never a fault, and never more coverage than the whole file shows',
  },
  (t) => {
    for (const text of ['', '{', '[]', 'null', '"x"', '<', '<x/>', 'SF', '\0\0', '{"a":1}', '{"a":{"statementMap":7}}', '['.repeat(1e5)])
      t.same(codesOf(text), ['CVI-101'], text.slice(0, 20));
    const deep = `{"type":"llvm.coverage.json.export","data":${'['.repeat(1e5)}${']'.repeat(1e5)}}`;
    t.same(codesOf(deep)[0], 'CVI-104');
    const [cut] = importedCoverageOf(sampleText('clang19-demo.json').slice(0, 4000), 'cut.json', { format: 'llvm' }).diagnostics;
    t.same([cut?.code, cut?.place?.column], ['CVI-102', 4001], 'where it is cut');
    t.same(codesOf('{"format":"ampel360-coverage/1","sources":[],"files":[{"path":""}]}').includes('CVI-104'), true);
    const name = fc.constantFrom(...sampleNames);
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(
          name,
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.constantFrom('', '0', '-', '9'.repeat(30), '"', '<', '[', '\n', 'null'),
          (which, at, put) => {
            const text = sampleText(which);
            const place = Math.floor(at * text.length);
            const { value, diagnostics } = importedCoverageOf(`${text.slice(0, place)}${put}${text.slice(place + 1)}`, which);
            measuresOf(value, 'A');
            return diagnostics.every(({ place: where }) => where?.path === which);
          },
        ),
        { numRuns: 300 },
      ),
    );
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(name, fc.double({ min: 0, max: 0.98, noNaN: true }), (which, at) => {
          const text = sampleText(which);
          const whole = measuresOf(importedCoverageOf(text, which).value, 'C').total.statements;
          const { value, diagnostics } = importedCoverageOf(text.slice(0, Math.floor(at * text.length)), which);
          const part = measuresOf(value, 'C').total.statements;
          return part.reached <= whole.reached && (which.endsWith('.info') || (diagnostics.length > 0 && value.files.length === 0));
        }),
        { numRuns: 150 },
      ),
    );
  },
);
