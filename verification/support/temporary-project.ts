import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Test } from 'tap';
import { NodeFiles } from '../../src/adapters/node-files.js';
import { loadConfig } from '../../src/toolchain/project/load-config.js';
import { type LoadedProject, loadProject } from '../../src/toolchain/project/load-project.js';

/** Texts of a project by path. */
export type ProjectTexts = Readonly<Record<string, string>>;

/** A folder with the given files that goes away when the test ends. */
export function temporaryFolder(t: Test, texts: ProjectTexts = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'ampel-'));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  writeAll(root, texts);
  return root;
}

/** Writes files below a folder. */
export function writeAll(root: string, texts: ProjectTexts): void {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** The project in a folder as the toolchain reads it. */
export async function projectIn(root: string, today = '2030-06-15'): Promise<LoadedProject> {
  const files = new NodeFiles(root);
  const { config, diagnostics } = loadConfig(files, 'ampel.config.yaml');
  if (config === undefined) throw new Error(diagnostics.map((finding) => finding.message).join('\n'));
  return loadProject(files, config, today);
}

/** A requirement entry; every member is written, so that a case changes only what it names. */
export function entryText(entry: {
  readonly id: string;
  readonly text?: string;
  readonly parents?: readonly string[];
  readonly status?: string;
}): string {
  return [
    `  - id: ${entry.id}`,
    `    title: Title of ${entry.id}`,
    `    text: ${JSON.stringify(entry.text ?? `The unit shall do ${entry.id}.`)}`,
    '    rationale: Because.',
    `    parents: [${(entry.parents ?? []).join(', ')}]`,
    '    verification: [test]',
    `    status: ${entry.status ?? 'active'}`,
    '',
  ].join('\n');
}

/** A requirement file of one module. */
export function requirementText(level: string, entries: readonly Parameters<typeof entryText>[0][]): string {
  return `module: DEMO\nlevel: ${level}\nrequirements:\n${entries.map(entryText).join('')}`;
}

/** A procedure that needs no library: it writes TAP for its two cases, the second failing when `broken.txt` exists. */
export const sampleProcedure = [
  "import { existsSync } from 'node:fs';",
  "import { add } from '../src/add.mjs';",
  '// @reads data/*.txt',
  'function testCase(declaration, passed) {',
  "  console.log(`    ${passed ? 'ok' : 'not ok'} ${(number += 1)} - ${declaration.id} ${declaration.intent}`);",
  '}',
  'let number = 0;',
  "console.log('TAP version 14\\n# Subtest: verification/add.test.mjs');",
  "testCase({ id: 'TC-DEMO-001-01', verifies: ['HLR-DEMO-001', 'LLR-DEMO-001'], kind: 'normal', intent: 'adds' }, add(1, 2) === 3);",
  "testCase({ id: 'TC-DEMO-001-02', verifies: ['HLR-DEMO-001', 'LLR-DEMO-001'], kind: 'robustness', intent: 'adds nothing' }, !existsSync('broken.txt'));",
  "const failed = existsSync('broken.txt');",
  "console.log(`    1..2\\n${failed ? 'not ok' : 'ok'} 1 - verification/add.test.mjs\\n1..1`);",
  'process.exitCode = failed ? 1 : 0;',
  '',
].join('\n');

/** A complete small project: two levels, one unit, one procedure with two cases. */
export const sampleProject: ProjectTexts = {
  'ampel.config.yaml': [
    'project: Demo',
    'levels:',
    '  - { name: high-level, refined: true, cases: [normal, robustness] }',
    '  - name: low-level\n    parents: [high-level]\n    code: true\n    cases: [normal, robustness]',
    "requirements:\n  - paths: ['requirements/*.yaml']",
    "code:\n  paths: ['src/**/*.mjs']\n  units: exported",
    "tests:\n  paths: ['verification/**/*.test.mjs']",
    "procedures:\n  - id: tests\n    method: test\n    command: [node]\n    files: ['verification/**/*.test.mjs']\n    inputs: [package.json]\n    results: { format: tap }\n    tool: node",
    '',
  ].join('\n'),
  'package.json': '{}\n',
  'requirements/high.yaml': requirementText('high-level', [{ id: 'HLR-DEMO-001' }]),
  'requirements/low.yaml': requirementText('low-level', [{ id: 'LLR-DEMO-001', parents: ['HLR-DEMO-001'] }]),
  'src/add.mjs': '/**\n * Sum of two numbers.\n * @implements LLR-DEMO-001\n */\nexport function add(a, b) {\n  return a + b;\n}\n',
  'data/table.txt': 'one\n',
  'verification/add.test.mjs': sampleProcedure,
};
