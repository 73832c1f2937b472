import { NodeFiles } from '../../src/adapters/node-files.js';
import { configurationFile, loadConfig } from '../../src/toolchain/project/load-config.js';
import { starterFilesOf } from '../../src/toolchain/project/starter.js';
import { projectIn, requirementText, sampleProject, temporaryFolder, writeAll } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';

const configuration = sampleProject['ampel.config.yaml'] ?? '';

testCase(
  {
    id: 'TC-PRJ-001-01',
    verifies: ['LLR-PRJ-001', 'HLR-PRJ-001'],
    kind: 'normal',
    intent: 'a configuration is read with its levels, inputs, procedures and gate settings',
  },
  (t) => {
    const files = new NodeFiles(temporaryFolder(t, { [configurationFile]: `${configuration}gate:\n  warningsMaximum: 0\n` }));
    const { config, diagnostics } = loadConfig(files, configurationFile);
    t.same(diagnostics, []);
    t.match(config, { project: 'Demo', gate: { warningsMaximum: 0 }, procedures: [{ id: 'tests', command: ['node'] }] });
    t.same(
      config?.levels.map((level) => [level.name, level.parents ?? []]),
      [
        ['high-level', []],
        ['low-level', ['high-level']],
      ],
    );
  },
);

testCase(
  {
    id: 'TC-PRJ-001-02',
    verifies: ['LLR-PRJ-001', 'HLR-PRJ-001'],
    kind: 'robustness',
    intent: 'absent, unreadable, misspelt and contradictory configurations are findings with their places, all at once',
  },
  (t) => {
    const findingsOf = (text: string | undefined): string[] => {
      const { config, diagnostics } = loadConfig(
        new NodeFiles(temporaryFolder(t, text === undefined ? {} : { [configurationFile]: text })),
        configurationFile,
      );
      t.equal(config, undefined);
      return diagnostics.map((finding) => `${finding.code}:${finding.place?.line}:${finding.place?.column}`);
    };
    t.same(findingsOf(undefined), ['PRJ-101:1:1']);
    t.same(findingsOf('a\u0000b'), ['FIL-102:1:1']);
    t.same(findingsOf('project: [').slice(0, 1), ['REQ-101:1:11']);
    t.same(
      findingsOf('project: P\nlevels: []\nrequirements: [{ paths: [a], pats: 1 }]\ncod: 1\ntests: { paths: [], caseIds: "(" }\n').sort(),
      ['PRJ-102:2:1', 'PRJ-102:3:30', 'PRJ-102:4:1', 'PRJ-102:5:21'],
    );
    const doubled =
      'project: P\nlevels:\n  - { name: a, parents: [b, c] }\n  - { name: b }\n  - { name: a }\nrequirements: [{ paths: [a] }]\nprocedures:\n  - { id: p, method: test, results: { format: tap } }\n  - { id: p, method: proof, results: { format: findings } }\n';
    t.same(findingsOf(doubled).sort(), ['PRJ-103:3:29', 'PRJ-103:5:7', 'PRJ-103:9:7']);
  },
);

testCase(
  {
    id: 'TC-PRJ-003-01',
    verifies: ['LLR-PRJ-003', 'HLR-PRJ-001'],
    kind: 'normal',
    intent: 'a project gives its requirements, code, cases, reviewed links, sources and the inputs of its procedures',
  },
  async (t) => {
    const root = temporaryFolder(t, {
      ...sampleProject,
      'ampel.config.yaml': `${configuration}sources: requirements.sources.yaml\n`,
      'requirements.sources.yaml':
        "documents:\n  - { document: docs/a.md, lines: 3, excluded: [{ lines: '1', reason: only a heading }] }\n",
      'trace/reviewed.json': '{"acceptances":[{"by":"Jo","on":"2030-01-01","why":"read both"}],"links":[]}',
    });
    const { graph, runs, diagnostics, textOf } = await projectIn(root);
    t.same(diagnostics, []);
    t.same(
      graph.requirements.map((entry) => entry.id),
      ['HLR-DEMO-001', 'LLR-DEMO-001'],
    );
    t.same(
      graph.units.filter((unit) => unit.implements.length > 0).map((unit) => unit.name),
      ['add'],
    );
    t.same(
      graph.cases.map((entry) => `${entry.id} ${entry.kind}`),
      ['TC-DEMO-001-01 normal', 'TC-DEMO-001-02 robustness'],
    );
    t.same(
      runs.map((run) => run.inputs.map((input) => input.name)),
      [['data/table.txt', 'package.json', 'src/add.mjs', 'verification/add.test.mjs']],
    );
    t.same([graph.reviewed.acceptances.length, graph.sources.length, graph.records.length, graph.today], [1, 1, 0, '2030-06-15']);
    t.match(textOf('src/add.mjs'), /return a \+ b/);
  },
);

testCase(
  {
    id: 'TC-PRJ-003-02',
    verifies: ['LLR-PRJ-003', 'HLR-PRJ-007'],
    kind: 'robustness',
    intent: 'patterns that match nothing and files that cannot be read are findings, and the rest of the project is read',
  },
  async (t) => {
    const root = temporaryFolder(t, {
      ...sampleProject,
      'requirements/bad.yaml': 'module: [',
      'requirements/nul.yaml': '\u0000',
      'trace/reviewed.json': '{',
    });
    const damaged = await projectIn(root);
    t.same(
      damaged.diagnostics.map((finding) => `${finding.code} ${finding.place?.path}`).filter((line, at, all) => all.indexOf(line) === at),
      ['REQ-101 requirements/bad.yaml', 'FIL-102 requirements/nul.yaml', 'TRC-130 trace/reviewed.json'].sort(
        (a, b) => 'FRT'.indexOf(a.charAt(0)) - 'FRT'.indexOf(b.charAt(0)),
      ),
    );
    t.equal(damaged.graph.requirements.length, 2);
    const empty = temporaryFolder(t, { 'ampel.config.yaml': configuration });
    const nothing = await projectIn(empty);
    t.same(
      nothing.diagnostics.map((finding) => finding.code),
      ['PRJ-104', 'PRJ-104', 'PRJ-104', 'PRJ-104'],
    );
    t.match(
      nothing.diagnostics.map((finding) => finding.message).join('\n'),
      /requirements.*code.*tests.*inputs of a procedure: package\.json/s,
    );
    const many = requirementText(
      'high-level',
      Array.from({ length: 3 }, (_, index) => ({ id: `HLR-DEMO-00${index}` })),
    ).replaceAll('status: active', 'status: no');
    writeAll(empty, { 'requirements/a.yaml': many });
    t.equal((await projectIn(empty)).diagnostics.filter((finding) => finding.code === 'REQ-102').length, 3);
  },
);

testCase(
  {
    id: 'TC-PRJ-003-03',
    verifies: ['LLR-PRJ-003', 'HLR-PRJ-007', 'HLR-PRJ-001'],
    kind: 'normal',
    intent: 'requirements of a foreign format take levels, columns and methods from the configuration',
  },
  async (t) => {
    const root = temporaryFolder(t, {
      'ampel.config.yaml':
        "project: P\nlevels: [{ name: low-level }]\nrequirements:\n  - { paths: ['*.csv'], format: csv, columns: { id: Key, text: Says, level: Kind }, levels: { SW: low-level }, module: APP, separator: ';', verification: [proof] }\n",
      'r.csv': 'Key;Says;Kind\nREQ-1;The unit shall add.;SW\n',
    });
    const { graph, diagnostics } = await projectIn(root);
    t.same(diagnostics, []);
    t.match(graph.requirements, [
      {
        id: 'REQ-1',
        text: 'The unit shall add.',
        level: 'low-level',
        module: 'APP',
        verification: ['proof'],
        place: { path: 'r.csv', line: 2 },
      },
    ]);
    t.same(
      graph.requirements.map((entry) => entry.status),
      ['active'],
    );
  },
);

testCase(
  {
    id: 'TC-PRJ-008-01',
    verifies: ['LLR-PRJ-008', 'HLR-PRJ-006'],
    kind: 'normal',
    intent: 'the proposed configuration fits the folders that are there and is itself valid',
  },
  async (t) => {
    const root = temporaryFolder(t, {
      'src/a.c': 'int a;',
      'src/b.h': '',
      'tests/test_a.c': '',
      'vendor/x.c': '',
      'main.py': '',
      Makefile: '',
      'lib/.git': 'gitdir: x',
      'lib/z.go': '',
    });
    const starters = starterFilesOf(new NodeFiles(root), 'My "project"');
    t.same(
      starters.map((file) => file.path),
      [
        'ampel.config.yaml',
        'requirements/config.schema.json',
        'requirements/requirements.schema.json',
        'requirements/high-level.yaml',
        '.gitignore',
      ],
    );
    writeAll(root, Object.fromEntries(starters.map((file) => [file.path, file.text])));
    const { config, graph, diagnostics } = await projectIn(root);
    t.same(diagnostics, []);
    t.equal(config.project, 'My "project"');
    t.match(config, { code: { paths: ['*.py', 'src/**/*.{c,h}'] }, tests: { paths: ['tests/**/*.c'] } });
    t.same(
      config.procedures?.[0]?.inputs,
      ['*.py', 'src/**/*.{c,h}', 'tests/**/*.c', 'Makefile'],
      'another repository below is left alone',
    );
    t.same(
      graph.requirements.map((entry) => entry.status),
      ['planned'],
    );
  },
);

testCase(
  {
    id: 'TC-PRJ-008-02',
    verifies: ['LLR-PRJ-008', 'HLR-PRJ-006'],
    kind: 'robustness',
    intent: 'nothing that exists is proposed again, and requirements in other forms are taken as they are',
  },
  (t) => {
    const existing = { 'ampel.config.yaml': 'mine', 'requirements/own.yaml': 'mine' };
    const files = new NodeFiles(temporaryFolder(t, existing));
    t.same(
      starterFilesOf(files, 'p').map((file) => file.path),
      ['requirements/config.schema.json', 'requirements/requirements.schema.json', '.gitignore'],
    );
    const foreign = new NodeFiles(
      temporaryFolder(t, {
        'docs/a.sdoc': '',
        "it's/b.reqif": '',
        'reqs/.doorstop.yml': '',
        'spec/oft.md': 'req~one~1\n',
        'spec/other.md': 'text',
      }),
    );
    const text = starterFilesOf(foreign, 'p')[0]?.text ?? '';
    for (const part of [
      'format: strictdoc',
      "['docs/*.sdoc']",
      'format: reqif',
      "['it''s/*.reqif']",
      'format: doorstop',
      "['reqs/*.yml']",
      'format: openfasttrace',
      "['spec/*.md']",
    ])
      t.ok(text.includes(part), part);
    t.same(starterFilesOf(new NodeFiles(temporaryFolder(t)), '').map((file) => file.path).length, 5, 'an empty folder');
  },
);
