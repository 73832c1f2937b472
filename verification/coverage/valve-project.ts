import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import vm from 'node:vm';
import ts from 'typescript';
import { NodeFiles } from '../../src/adapters/node-files.js';
import { withCoverageRecord } from '../../src/cli/commands/coverage/coverage-evidence.js';
import { coverageMeter } from '../../src/cli/commands/coverage/measuring.js';
import { settingsFrom, settingsVariable } from '../../src/cli/commands/coverage/settings.js';
import type { Diagnostic } from '../../src/kernel/diagnostic.js';
import { subjectFolderName } from '../../src/toolchain/coverage/evidence/data-folder.js';
import { instrument } from '../../src/toolchain/coverage/instrument/instrument.js';
import { dataHead, recorderKey } from '../../src/toolchain/coverage/instrument/runtime-names.js';

import { createRecorder } from '../../src/toolchain/coverage/runtime/recorder.js';
import { runProcedures } from '../../src/toolchain/evidence/run-procedures.js';
import type { LoadedProject } from '../../src/toolchain/project/load-project.js';
import { gateOf } from '../../src/toolchain/trace/gate.js';
import { type ProjectTexts, projectIn, requirementText } from '../support/temporary-project.js';

/** What a test case does with the code: its id, an expression, and what it verifies. */
export interface PlayedCase {
  readonly id: string;
  readonly does: string;
  readonly verifies?: string;
  readonly outcome?: 'ok' | 'not ok';
}

/** The source of the valve, and the two cases that show all of its level B. */
export const valveText = [
  '/**\n * Whether the valve opens.\n * @implements LLR-DEMO-001\n */',
  'export function opens(pressure, isManual) {',
  '  if (pressure > 3 || isManual) return true;',
  '  return false;',
  '}\n',
].join('\n');
export const normal: PlayedCase = { id: 'TC-DEMO-001-01', does: 'opens(4, false)' };
export const robust: PlayedCase = { id: 'TC-DEMO-001-02', does: 'opens(1, false)' };

/** The text of a procedure file that declares the cases. */
export function procedureText(cases: readonly PlayedCase[]): string {
  const declared = cases.map(({ id, does, verifies = "'HLR-DEMO-001', 'LLR-DEMO-001'" }, index) => {
    const kind = index === 0 ? 'normal' : 'robustness';
    return `testCase({ id: '${id}', verifies: [${verifies}], kind: '${kind}', intent: 'is played' }, () => ${does});\n`;
  });
  return `import { opens } from '../src/valve.mjs';\n${declared.join('')}`;
}

/** A project with one component; `coverage` are lines below coverage, `source` the text of the valve. */
export function valveProject(
  parts: { level?: string; component?: string; coverage?: string; source?: string; cases?: readonly PlayedCase[] } = {},
): ProjectTexts {
  const { level = 'B', component = '', coverage = '', source = valveText, cases = [normal, robust] } = parts;
  return {
    'ampel.config.yaml': [
      'project: Demo\nlevels:',
      '  - { name: high-level, refined: true, cases: [normal, robustness] }',
      '  - { name: low-level, parents: [high-level], code: true, cases: [normal, robustness] }',
      "requirements:\n  - paths: ['requirements/*.yaml']",
      "code: { paths: ['src/**/*.mjs'], units: tagged }",
      "tests: { paths: ['verification/**/*.test.mjs'] }",
      'procedures:\n  - id: tests\n    method: test\n    command: [node, --test, --test-reporter=tap]',
      "    files: ['verification/**/*.test.mjs']\n    inputs: [package.json]\n    results: { format: tap }\n    tool: node",
      `coverage:\n  procedures: [tests]\n  justifications: verification/justified.yaml\n${coverage}  components:`,
      `    - { name: Valve, paths: ['src/*.mjs'], level: ${level}${component} }\n`,
    ].join('\n'),
    'package.json': '{}\n',
    'requirements/high.yaml': requirementText('high-level', [{ id: 'HLR-DEMO-001' }]),
    'requirements/low.yaml': requirementText('low-level', [{ id: 'LLR-DEMO-001', parents: ['HLR-DEMO-001'] }]),
    'src/valve.mjs': source,
    'verification/valve.test.mjs': procedureText(cases),
  };
}

/** The data that a process leaves in which the cases run one after the other. */
export function dataOf(path: string, text: string, cases: readonly PlayedCase[]): string {
  const instrumented = instrument(ts, { path, text }, { isLiteral: false });
  if (instrumented === undefined) throw new Error('the text of a test can be read');
  let data = dataHead(false);
  const recorder = createRecorder((lines) => {
    data += lines;
  });
  const context = vm.createContext({});
  (vm.runInContext('globalThis', context) as Record<PropertyKey, unknown>)[Symbol.for(recorderKey)] = recorder;
  vm.runInContext(instrumented.text.replaceAll('export ', ''), context);
  for (const { id, does } of cases) {
    recorder.beginCase(id);
    vm.runInContext(does, context);
    recorder.beginCase('');
  }
  return data;
}

/** How the processes of a procedure are played. */
export interface Played {
  readonly cases?: readonly PlayedCase[];
  readonly source?: string;
  /** Data in place of that of the cases, by path below the folder of the procedure. */
  readonly data?: ProjectTexts;
  readonly isMeasured?: boolean;
}

/** What certifying a project gives: records made, findings, and the project with its records. */
export interface Certified {
  readonly project: LoadedProject;
  readonly ran: readonly string[];
  readonly findings: readonly Diagnostic[];
  readonly verdict: 'green' | 'red';
  /** Errors and warnings as code and first subject. */
  readonly finds: readonly string[];
}

/** Certifies the project in a folder with a procedure whose process is played. */
export async function certified(root: string, played: Played = {}): Promise<Certified> {
  const { cases = [normal, robust], source = valveText, isMeasured = true } = played;
  const before = await projectIn(root);
  const files = new NodeFiles(root);
  const world = { files, environment: { node: 'v1' }, progress: () => undefined, toolVersion: '1' };
  const done = await runProcedures(before.graph, before.runs, {
    ...world,
    ...(isMeasured ? { coverage: coverageMeter(root, files, 'file:///register.js') } : {}),
    processes: {
      run: async (command, { environment }) => {
        if (command.includes('--version')) return { exitCode: 0, failure: '', stdout: 'v1', stderr: '' };
        const folder = settingsFrom(environment?.[settingsVariable] ?? '')?.procedure?.folder;
        const own = { [`${subjectFolderName('verification/valve.test.mjs')}/1.txt`]: dataOf('src/valve.mjs', source, cases) };
        if (folder !== undefined) writeBelow(join(root, folder), played.data ?? own);
        const lines = cases.map(({ id, outcome = 'ok' }, index) => `${outcome} ${index + 1} - ${id} is played\n`);
        return { exitCode: 0, failure: '', stdout: `TAP version 14\n${lines.join('')}1..${lines.length}\n`, stderr: '' };
      },
    },
  });
  const { project, isNew, diagnostics } = withCoverageRecord(world, await projectIn(root));
  const { findings, verdict } = gateOf(project.graph, [...project.diagnostics, ...done.diagnostics, ...diagnostics]);
  const finds = findings.filter(({ severity }) => severity !== 'note').map(({ code, subjects }) => `${code} ${subjects?.[0] ?? ''}`.trim());
  return { project, ran: isNew ? [...done.ran, 'structural-coverage'] : done.ran, findings, verdict, finds };
}

function writeBelow(folder: string, texts: ProjectTexts): void {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
