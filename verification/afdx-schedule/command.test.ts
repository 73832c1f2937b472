import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { NodeFiles } from '../../src/adapters/node-files.js';
import { NodeProcesses } from '../../src/adapters/node-processes.js';
import { afdxSchedule } from '../../src/cli/commands/afdx/schedule.js';
import { wrappedText } from '../../src/cli/commands/afdx/wrapped-text.js';
import type { CommandOptions } from '../../src/cli/context.js';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { type CompressedTable, restoredTableOf } from '../../src/twin/afdx/schedule/compressed-table.js';
import { generatedAfdxNetwork } from '../support/generated-afdx-network.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';

interface Done {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command in a folder that holds the given files. */
async function scheduled(
  t: Test,
  files: Readonly<Record<string, string>>,
  words: readonly string[],
  options: CommandOptions = {},
): Promise<Done & { readonly root: string }> {
  const root = temporaryFolder(t);
  const store = new NodeFiles(root);
  for (const [path, text] of Object.entries(files)) store.writeAtomically(path, text);
  const write = process.stderr.write;
  let [out, err] = ['', ''];
  process.stderr.write = ((text: string) => {
    err += text;
    return true;
  }) as typeof process.stderr.write;
  try {
    const code = await afdxSchedule({
      positionals: ['schedule', ...words],
      options,
      root,
      files: store,
      processes: new NodeProcesses(root),
      clock: { today: () => '2030-06-15' },
      environment: {},
      toolVersion: '1.2.3',
      out: (text) => {
        out += text;
      },
      progress: () => undefined,
    });
    return { code, out, err, root };
  } finally {
    process.stderr.write = write;
  }
}

const network = generatedAfdxNetwork({ seed: 11, switches: 2, endSystems: 5, virtualLinks: 14 });
const text = JSON.stringify(network);

testCase(
  {
    id: 'TC-TTS-022-01',
    verifies: ['LLR-TTS-022', 'LLR-TTS-023', 'HLR-TTS-010'],
    kind: 'normal',
    intent: 'writes a schedule as text of at most 100 columns, as JSON and as a file whose tables hold each virtual link',
  },
  async (t) => {
    const done = await scheduled(t, { 'n.json': text }, ['n.json'], { output: 'tables.json' });
    t.equal(done.code, 0);
    const lines = done.out.trimEnd().split('\n');
    t.match(lines.at(-1), /^✓ n\.json: at most one transmission at a time on \d+ links; 0 errors$/);
    t.ok(lines.every((line) => line.length <= 100));
    t.match(done.out, /0 of \d+ flows wait for another there/);
    const file = JSON.parse(readFileSync(join(done.root, 'tables.json'), 'utf8')) as {
      readonly virtualLinks: readonly { readonly virtualLink: number; readonly offsetMicroseconds: string }[];
      readonly endSystems: readonly (CompressedTable & { readonly endSystem: string })[];
    };
    const offsets = new Map(
      file.virtualLinks.map(({ virtualLink, offsetMicroseconds }) => [virtualLink, Number(offsetMicroseconds) / 1000]),
    );
    for (const { id, source, bandwidthAllocationGapMilliseconds: gap } of network.virtualLinks) {
      const compressed = file.endSystems.find(({ endSystem }) => endSystem === source);
      const table = compressed === undefined ? [] : (restoredTableOf(compressed).value ?? []);
      const slots = table.flatMap((slot, at) => (slot.includes(id) ? [at] : []));
      t.strictSame(
        slots,
        Array.from({ length: table.length / gap }, (_, nth) => (offsets.get(id) ?? -1) + nth * gap),
      );
    }
    const json = JSON.parse((await scheduled(t, { 'n.json': text }, ['n.json'], { json: true, seed: '5' })).out) as {
      readonly verdict: string;
      readonly output: null;
      readonly destinations: readonly { readonly microsecondsBefore: string; readonly microsecondsAfter: string }[];
    };
    t.strictSame([json.verdict, json.output], ['schedule', null]);
    const routes = network.virtualLinks.flatMap(({ paths }) => Object.values(paths)).flatMap((each) => Object.keys(each as object));
    t.equal(json.destinations.length, routes.length);
    t.ok(json.destinations.every(({ microsecondsBefore, microsecondsAfter }) => Number(microsecondsAfter) <= Number(microsecondsBefore)));
    const again = await scheduled(t, { 'n.json': text }, ['n.json']);
    t.equal(again.out, done.out.replace('tables written to tables.json\n', ''), 'same input, same answer');
    t.equal(wrappedText(`  ${'ab '.repeat(40).trim()}`), `  ${'ab '.repeat(32).trim()} ab\n      ${'ab '.repeat(7).trim()}\n`);
  },
);

testCase(
  {
    id: 'TC-TTS-022-02',
    verifies: ['LLR-TTS-022', 'LLR-TTS-023', 'HLR-TTS-010'],
    kind: 'robustness',
    intent: 'ends with 1 for an impossible schedule and 2 for a wrong option or file, and writes no table then',
  },
  async (t) => {
    for (const options of [
      { scope: 'x' },
      { grid: '300' },
      { grid: '0' },
      { grid: '100', scope: 'network' },
      { steps: '-1' },
      { steps: '0' },
      { seed: 'x' },
    ]) {
      const refused = await scheduled(t, { 'n.json': text }, ['n.json'], options);
      t.strictSame([refused.code, refused.out], [2, '']);
      t.match(refused.err, /^error CLI-102: .*\n {2}why: nothing was scheduled\n {2}fix: ampel afdx schedule/);
    }
    t.equal((await scheduled(t, {}, ['n.json', 'more'])).code, 2);
    const missing = await scheduled(t, {}, ['n.json']);
    t.equal(missing.code, 2);
    t.match(missing.out, /✗ n\.json: nothing was scheduled/);
    t.match(await scheduled(t, { 'n.json': '{}' }, ['n.json'], { json: true }), { code: 2, out: /"verdict": null/ });
    // the same virtual link nine times on one source, each 8 ms: nine transmissions for eight slots
    const [first] = network.virtualLinks;
    const virtualLinks = Array.from({ length: 9 }, (_, id) => ({
      ...first,
      id,
      name: `v${id}`,
      bandwidthAllocationGapMilliseconds: 8,
      maximumFrameBytes: 64,
    }));
    const crowded = JSON.stringify({ ...network, virtualLinks } as AfdxNetwork);
    const impossible = await scheduled(t, { 'n.json': crowded }, ['n.json'], { output: 'tables.json', scope: 'network' });
    t.equal(impossible.code, 1);
    t.match(impossible.out, /error AFDX-256: link .*: 9 virtual links need 9 transmissions in 8 slots/);
    t.match(impossible.out, /✗ n\.json: .*impossible on/);
    // finer offsets than slots: the nine fit
    const fine = await scheduled(t, { 'n.json': crowded }, ['n.json'], { grid: '125', output: 'tables.json' });
    t.equal(fine.code, 0);
    const uneven = JSON.stringify({
      ...network,
      virtualLinks: network.virtualLinks.map((each) => ({
        ...each,
        bandwidthAllocationGapMilliseconds: each.id === 0 ? 2 : each.id === 1 ? 3 : 127,
      })),
    });
    const open = await scheduled(t, { 'n.json': uneven }, ['n.json'], { steps: '1', output: 'tables.json', json: true });
    t.equal(open.code, 1);
    t.match(open.out, /"output": null/);
    t.throws(() => readFileSync(join(open.root, 'tables.json')));
  },
);
