import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { NodeFiles } from '../../src/adapters/node-files.js';
import { NodeProcesses } from '../../src/adapters/node-processes.js';
import { afdxReconfigure } from '../../src/cli/commands/afdx/reconfigure.js';
import { recordPathOf } from '../../src/cli/commands/afdx/reconfigure-text.js';
import type { CommandOptions } from '../../src/cli/context.js';
import { sha256 } from '../../src/kernel/digest.js';
import { checkNetwork } from '../../src/twin/afdx/check-network.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';
import { part } from './aircraft-part.js';

interface Done {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly root: string;
}

/** Runs the command in a folder that holds the given network file. */
async function reconfigured(
  t: Test,
  text: string | undefined,
  options: CommandOptions = {},
  words: readonly string[] = ['n.json'],
): Promise<Done> {
  const root = temporaryFolder(t);
  const files = new NodeFiles(root);
  if (text !== undefined) files.writeAtomically('n.json', text);
  const write = process.stderr.write;
  let [out, err] = ['', ''];
  process.stderr.write = ((part: string) => {
    err += part;
    return true;
  }) as typeof process.stderr.write;
  try {
    const code = await afdxReconfigure({
      positionals: ['reconfigure', ...words],
      options,
      root,
      files,
      processes: new NodeProcesses(root),
      clock: { today: () => '2030-06-15' },
      environment: {},
      toolVersion: '1.2.3',
      out: (part) => {
        out += part;
      },
      progress: () => undefined,
    });
    return { code, out, err, root };
  } finally {
    process.stderr.write = write;
  }
}

const text = JSON.stringify(part, null, 1);

testCase(
  {
    id: 'TC-RCF-012-01',
    verifies: ['LLR-RCF-012', 'LLR-RCF-013', 'HLR-RCF-007'],
    kind: 'normal',
    intent: 'shows bottlenecks and options in 100 columns, and writes the chosen candidate with its record',
  },
  async (t) => {
    const done = await reconfigured(t, text, { 'load-limit': '5.4', output: 'candidate.json' });
    t.equal(done.code, 1);
    const lines = done.out.trimEnd().split('\n');
    t.ok(lines.every((line) => line.length <= 100 || !/ /.test(line.trim())));
    t.match(lines.at(-1), /^✗ n\.json: 2 bottlenecks, 1 options offered, \d+ rejected; 2 errors$/);
    t.match(
      done.out,
      /option 1, proved:\n {4}virtual link 4618: gap 16 ms -> 32 ms\n {4}bottleneck 1: 5\.48 % -> 5\.11 %, 374000 bit\/s saved, ended/,
    );
    const candidate = readFileSync(join(done.root, 'candidate.json'), 'utf8');
    t.equal(
      candidate,
      text
        .replace(/("id": 4618,[\s\S]*?"bandwidthAllocationGapMilliseconds": )16/, '$132')
        .replace(/("version": "\d+\.\d+\.)(\d+)"/, (_, head: string, last: string) => `${head}${Number(last) + 1}"`),
    );
    t.strictSame(checkNetwork({ path: 'candidate.json', text: candidate }).diagnostics, []);
    const record = JSON.parse(readFileSync(join(done.root, 'candidate.record.json'), 'utf8')) as object;
    t.match(record, {
      time: '2030-06-15',
      trigger: { kind: 'request', detail: 'analysis of n.json' },
      present: { sha256: sha256(text) },
      candidate: { sha256: sha256(candidate) },
    });
    const quiet = await reconfigured(t, text);
    t.strictSame([quiet.code, quiet.out.trimEnd().split('\n').length], [0, 2]);
    t.match(quiet.out, /✓ n\.json: no bottleneck; 0 errors/);
    const named = await reconfigured(t, text, { link: 'L-A-SW1-SW5', proofs: '12', json: true, option: '2', output: 'second.json' });
    t.equal(named.code, 0);
    const json = JSON.parse(named.out) as {
      readonly bottlenecks: readonly unknown[];
      readonly offered: readonly { readonly text: string; readonly effects: readonly unknown[] }[];
      readonly unexamined: number;
    };
    t.strictSame([json.bottlenecks.length, json.offered.length, json.unexamined > 0], [2, 12, true]);
    const second = JSON.parse(readFileSync(join(named.root, 'second.record.json'), 'utf8')) as {
      readonly option: { readonly text: string };
    };
    t.equal(second.option.text, json.offered[1]?.text);
    const all = await reconfigured(t, text, { link: 'L-A-SW1-SW5', proofs: '12', all: true });
    t.equal(all.out.match(/^option \d+, proved:$/gm)?.length, 12);
    t.match((await reconfigured(t, text, { link: 'L-A-SW1-SW5', proofs: '12' })).out, /… 2 more options; --all lists them/);
  },
);

testCase(
  {
    id: 'TC-RCF-012-02',
    verifies: ['LLR-RCF-012', 'LLR-RCF-013', 'HLR-RCF-007'],
    kind: 'robustness',
    intent: 'ends with 2 for a wrong option, link or file, and writes nothing when no option is offered',
  },
  async (t) => {
    for (const options of [
      { 'load-limit': '101' },
      { 'load-limit': 'x' },
      { 'margin-limit': '-1' },
      { 'margin-limit': '1/0' },
      { proofs: 'x' },
      { option: '0' },
      { option: '1.5' },
    ]) {
      const refused = await reconfigured(t, text, options);
      t.strictSame([refused.code, refused.out], [2, '']);
      t.match(refused.err, /^error CLI-102: .*\n {2}why: nothing was analysed\n {2}fix: ampel afdx reconfigure/);
    }
    t.equal((await reconfigured(t, text, {}, ['n.json', 'more'])).code, 2);
    const missing = await reconfigured(t, undefined, { output: 'c.json' });
    t.match(missing, { code: 2, out: /✗ n\.json: nothing was analysed/ });
    t.match(await reconfigured(t, '[]', { json: true }), { code: 2, out: /"offered": \[\]/ });
    const unknown = await reconfigured(t, text, { link: 'L-NONE' });
    t.match(unknown, { code: 2, out: /error AFDX-266: the network has no link L-NONE/ });
    const helpless = await reconfigured(t, text, { link: 'L-A-ADV-PRI', output: 'c.json' });
    t.match(helpless, { code: 1, out: /AFDX-265/ });
    t.notOk(existsSync(join(helpless.root, 'c.json')));
    const beyond = await reconfigured(t, text, { 'load-limit': '5.4', option: '99', output: 'c.json' });
    t.equal(beyond.code, 1);
    t.notOk(existsSync(join(beyond.root, 'c.json')));
    // a broken network: its structural errors, exit code 1
    const broken = await reconfigured(
      t,
      text.replace('"technologicalLatencyNanoseconds": 16000', '"technologicalLatencyNanoseconds": 100001'),
    );
    t.match(broken, { code: 1, out: /AFDX-113/ });
    t.strictSame([recordPathOf('a/b.json'), recordPathOf('x')], ['a/b.record.json', 'x.record.json']);
  },
);
