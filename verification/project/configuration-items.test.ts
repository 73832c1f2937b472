import { readFileSync } from 'node:fs';
import { NodeFiles } from '../../src/adapters/node-files.js';
import { NodeProcesses } from '../../src/adapters/node-processes.js';
import { afdxCheck as afdx } from '../../src/cli/commands/afdx/check.js';
import { aircraftNetwork } from '../../src/cli/commands/afdx/read-network.js';
import type { CommandContext } from '../../src/cli/context.js';
import { projectIn, sampleProject, temporaryFolder, writeAll } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';

// @reads config-items/afdx/network.json

const itemConfig = `${sampleProject['ampel.config.yaml']}configurationItems:\n  - { path: data/limits.json, implements: [LLR-DEMO-001] }\n`;

testCase(
  {
    id: 'TC-PRJ-012-01',
    verifies: ['LLR-PRJ-012', 'HLR-PRJ-001'],
    kind: 'normal',
    intent: 'a configuration item is a unit of the trace whose fingerprint follows its content and not its layout',
  },
  async (t) => {
    const root = temporaryFolder(t, { ...sampleProject, 'ampel.config.yaml': itemConfig, 'data/limits.json': '{"b": 1, "a": [2]}' });
    const unitOf = async () => (await projectIn(root)).graph.units.find((unit) => unit.name === 'data/limits.json');
    const before = await unitOf();
    t.same(
      before?.implements.map((tag) => tag.id),
      ['LLR-DEMO-001'],
    );
    t.equal((await projectIn(root)).graph.unitsOf.get('LLR-DEMO-001')?.length, 2);
    writeAll(root, { 'data/limits.json': '{\n  "a": [2],\n  "b": 1\n}\n' });
    t.equal((await unitOf())?.fingerprint, before?.fingerprint);
    writeAll(root, { 'data/limits.json': '{"b": 1, "a": [3]}' });
    t.not((await unitOf())?.fingerprint, before?.fingerprint);
  },
);

testCase(
  {
    id: 'TC-PRJ-012-02',
    verifies: ['LLR-PRJ-012'],
    kind: 'robustness',
    intent: 'an item that is not there is reported, and one that is no JSON has the digest of its bytes',
  },
  async (t) => {
    const root = temporaryFolder(t, { ...sampleProject, 'ampel.config.yaml': itemConfig });
    const missing = await projectIn(root);
    t.match(missing.diagnostics.map((finding) => finding.message).join(), /data\/limits\.json/);
    writeAll(root, { 'data/limits.json': '{ not json' });
    const first = (await projectIn(root)).graph.units.find((unit) => unit.name === 'data/limits.json')?.fingerprint;
    writeAll(root, { 'data/limits.json': '{ not  json' });
    const second = (await projectIn(root)).graph.units.find((unit) => unit.name === 'data/limits.json')?.fingerprint;
    t.match(first, /^[0-9a-f]{64}$/);
    t.not(first, second);
  },
);

function contextIn(root: string, positionals: readonly string[], written: string[], json = false): CommandContext {
  return {
    positionals,
    options: { json },
    root,
    files: new NodeFiles(root),
    processes: new NodeProcesses(root),
    clock: { today: () => '2030-01-01' },
    environment: {},
    toolVersion: '0.0.0',
    out: (text) => void written.push(text),
    progress: () => undefined,
  };
}

testCase(
  {
    id: 'TC-CLI-015-01',
    verifies: ['LLR-CLI-015'],
    kind: 'normal',
    intent: 'the network of the aircraft is in order, and its figures are written',
  },
  async (t) => {
    const root = temporaryFolder(t, { [aircraftNetwork]: readFileSync(aircraftNetwork, 'utf8') });
    const written: string[] = [];
    t.equal(await afdx(contextIn(root, ['check'], written)), 0);
    t.match(written.join(''), /follows every structural rule[\s\S]*"virtualLinkCount": 182[\s\S]*ampel afdx bounds checks the timing/);
    const json: string[] = [];
    t.equal(await afdx(contextIn(root, ['check', aircraftNetwork], json, true)), 0);
    t.same((JSON.parse(json.join('')) as { readonly findings: unknown }).findings, []);
  },
);

testCase(
  {
    id: 'TC-CLI-015-02',
    verifies: ['LLR-CLI-015'],
    kind: 'robustness',
    intent: 'a defect ends with 1, a file that is not there and an unknown verb with 2',
  },
  async (t) => {
    const broken = readFileSync(aircraftNetwork, 'utf8').replace(
      /"bandwidthAllocationGapMilliseconds": \d+/,
      '"bandwidthAllocationGapMilliseconds": 3',
    );
    const root = temporaryFolder(t, { 'network.json': broken, 'no.json': 'nothing' });
    const written: string[] = [];
    t.equal(await afdx(contextIn(root, ['check', 'network.json'], written)), 1);
    t.match(written.join(''), /AFDX-\d+/);
    t.equal(await afdx(contextIn(root, ['check', 'no.json'], [])), 1);
    t.equal(await afdx(contextIn(root, ['check', 'absent.json'], [])), 2);
    const complaints: string[] = [];
    t.intercept(process.stderr, 'write', { value: (text: string) => complaints.push(text) > 0 });
    t.equal(await afdx(contextIn(root, ['check', 'network.json', 'more.json'], [])), 2);
    t.match(complaints, [/"more.json" is not understood/]);
  },
);

testCase(
  {
    id: 'TC-PRJ-003-91',
    verifies: ['LLR-PRJ-003', 'HLR-PRJ-007'],
    kind: 'robustness',
    intent: 'each pattern that matches nothing is reported beside one that matches, and so is a procedure that depends on nothing',
  },
  async (t) => {
    const config = (sampleProject['ampel.config.yaml'] ?? '')
      .replace("paths: ['src/**/*.mjs']", "paths: ['src/**/*.mjs', 'sorce/**/*.mjs']")
      .replace("    files: ['verification/**/*.test.mjs']\n    inputs: [package.json]\n", '');
    const { diagnostics } = await projectIn(temporaryFolder(t, { ...sampleProject, 'ampel.config.yaml': config }));
    t.same(
      diagnostics.map((finding) => finding.code),
      ['PRJ-104', 'PRJ-105'],
    );
    t.match(diagnostics[0]?.message, /sorce/);
    t.match(diagnostics[1]?.message, /tests has no inputs/);
  },
);
