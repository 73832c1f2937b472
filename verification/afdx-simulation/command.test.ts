import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { afdxMonitor } from '../../src/cli/commands/afdx/monitor.js';
import { afdxSimulate } from '../../src/cli/commands/afdx/simulate.js';
import type { CommandOptions } from '../../src/cli/context.js';
import type { AfdxNetwork } from '../../src/twin/afdx/network.generated.js';
import { commandContext } from '../support/command-context.js';
import { generatedAfdxNetwork } from '../support/generated-afdx-network.js';
import { fiveVirtualLinks, smallAfdxNetwork } from '../support/small-afdx-network.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';

const generated = generatedAfdxNetwork({ seed: 3, switches: 2, endSystems: 10, virtualLinks: 40, redundant: true });

/** Runs the command on a network in a folder of its own. */
async function simulated(
  t: Test,
  network: AfdxNetwork | string,
  options: CommandOptions = {},
  texts: Readonly<Record<string, string>> = {},
) {
  const root = temporaryFolder(t, { ...texts, 'network.json': typeof network === 'string' ? network : JSON.stringify(network) });
  const { context, written, complaints } = commandContext(root, ['simulate', 'network.json'], options, t);
  const code = await afdxSimulate(context);
  return { code, out: written.join(''), complaints: complaints.join(''), root };
}

testCase(
  {
    id: 'TC-SIM-070-01',
    verifies: ['LLR-SIM-070', 'HLR-SIM-010'],
    kind: 'normal',
    intent: 'simulates a network file and ends green when each frame comes, in time and within its bound',
  },
  async (t) => {
    const { code, out } = await simulated(t, generated, { seconds: '0.05', seed: '9' });
    t.equal(code, 0);
    t.match(out, /^0\.05 s simulated, seed 9, pattern periodic-random-offset, no faults\n/);
    t.match(out, /\n✓ network\.json: no frame was missing, late or above its bound at \d+ destinations\n$/);
    t.ok(out.split('\n').every((line) => line.length <= 100));
    const again = await simulated(t, generated, { seconds: '0.05', seed: '9' });
    t.equal(again.out, out);
    for (const pattern of ['sporadic', 'synchronous-burst', 'messages']) {
      t.equal((await simulated(t, generated, { seconds: '0.05', pattern })).code, 0, pattern);
    }
    const worst = await simulated(t, smallAfdxNetwork(fiveVirtualLinks), { pattern: 'adversarial', target: '3', rounds: '1500' });
    t.match(worst.out, '\ntarget VL 3 "v3" took 312.00 µs to e6 on A, 100 % of its bound\n');
    t.equal(worst.code, 0);
    const aligned = await simulated(t, smallAfdxNetwork(fiveVirtualLinks), { pattern: 'adversarial', target: '3', seconds: '0.01' });
    t.match(aligned.out, '\ntarget VL 3 "v3" took ');
  },
);

testCase(
  {
    id: 'TC-SIM-070-02',
    verifies: ['LLR-SIM-070', 'HLR-SIM-010', 'HLR-SIM-009'],
    kind: 'robustness',
    intent: 'ends with 2 on wrong usage or unreadable files and with 1 when frames are missing, late or cannot be analysed',
  },
  async (t) => {
    for (const options of [
      { seconds: '0' },
      { seconds: '-1' },
      { seconds: '1e3' },
      { seconds: '3600.1' },
      { seconds: '0.0000000001' },
      { seed: '4294967296' },
      { seed: '1.5' },
      { pattern: 'random' },
      { pattern: 'adversarial' },
      { pattern: 'adversarial', target: '99' },
      { rounds: 'many' },
      { faults: 'missing.json' },
    ]) {
      const { code, out, complaints } = await simulated(t, generated, options);
      t.equal(code, 2, JSON.stringify(options));
      t.equal(out, '');
      t.match(complaints, /error (CLI-102|FIL-\d+)[\s\S]*why: [\s\S]*fix: /);
    }
    const both = await simulated(t, generated, { seconds: 'x', seed: 'y' });
    t.match(both.complaints, /--seconds[\s\S]*--seed/);
    t.equal((await simulated(t, '{', {})).code, 2);
    t.match((await simulated(t, '{', {})).out, /^error AFDX-100[\s\S]*✗ network\.json: nothing was simulated; 1 errors\n$/);
    const broken = { ...generated, links: generated.links.slice(1) };
    const { code, out } = await simulated(t, broken, { json: true });
    t.equal(code, 1);
    t.equal((JSON.parse(out) as { verdict: string }).verdict, 'red');
    const fault = { kind: 'late-copy', virtualLink: 77, network: 'A', delayNanoseconds: 5, startNanoseconds: 0 };
    const unknown = await simulated(t, generated, { faults: 'f.json' }, { 'f.json': JSON.stringify({ faults: [fault] }) });
    t.equal(unknown.code, 2);
    t.match(unknown.complaints, /^error AFDX-281: [\s\S]*--> f\.json:1:/);
    const late = { ...smallAfdxNetwork(fiveVirtualLinks) };
    const tight = { ...late, virtualLinks: late.virtualLinks.map((link) => ({ ...link, deadlineMicroseconds: 200 })) };
    const missed = await simulated(t, tight as AfdxNetwork, { pattern: 'synchronous-burst', seconds: '0.001' });
    t.equal(missed.code, 1);
    t.match(missed.out, /✗ network\.json: \d destinations reached after the deadline\n$/);
    const small = smallAfdxNetwork({ ...fiveVirtualLinks, bufferBytes: 600 });
    const dropped = await simulated(t, small, { pattern: 'synchronous-burst', seconds: '0.001' });
    t.equal(dropped.code, 1);
    t.match(dropped.out, /destinations miss frames, \d copies lost without a fault\n$/);
    const two = commandContext(dropped.root, ['simulate', 'network.json', 'more.json'], {}, t);
    t.equal(await afdxSimulate(two.context), 2);
  },
);

testCase(
  {
    id: 'TC-SIM-071-01',
    verifies: ['LLR-SIM-071', 'HLR-SIM-010', 'HLR-SIM-006'],
    kind: 'normal',
    intent: 'tells in text and JSON the same figures, and what redundancy made of a fault',
  },
  async (t) => {
    const faults = JSON.stringify({ faults: [{ kind: 'switch-failure', switch: 'S0A', startNanoseconds: 0 }] });
    const options = { seconds: '0.1', faults: 'f.json' };
    const text = await simulated(t, generated, options, { 'f.json': faults });
    t.equal(text.code, 0, 'the copies on B are enough');
    t.match(text.out, /1 faults: switch-failure/);
    t.match(text.out, /\n *\d+ {2}A {4}failed-receiver {2}S0A +\d+\n/);
    const { out } = await simulated(t, generated, { ...options, json: true }, { 'f.json': faults });
    const report = JSON.parse(out) as {
      readonly verdict: string;
      readonly digest: string;
      readonly framesReleased: number;
      readonly ends: readonly { readonly virtualLink: number; readonly delayTicksMax?: number; readonly boundTicksRoundedUp: number }[];
      readonly receivers: readonly { readonly delivered: number; readonly framesLost: number }[];
    };
    t.equal(report.verdict, 'green');
    t.match(text.out, `digest ${report.digest}\n`);
    t.match(text.out, `${report.framesReleased} frames released`);
    t.match(text.out, `\n${report.receivers.reduce((sum, { delivered }) => sum + delivered, 0)} frames delivered, 0 missing`);
    const longest = Math.max(...report.ends.map(({ delayTicksMax = 0 }) => delayTicksMax));
    t.equal(/\n *VL .*\n *\d+ +[AB] +\S+ +\d+ +([0-9.]+)/.exec(text.out)?.[1], (Math.ceil(longest / 10) / 100).toFixed(2));
    t.ok(report.ends.every(({ delayTicksMax = 0, boundTicksRoundedUp }) => delayTicksMax <= boundTicksRoundedUp));
    t.match(
      (await simulated(t, generated, { seconds: '0.1', pattern: 'messages' })).out,
      /\n *VL {2}sub-virtual link {2}messages {2}longest wait µs {2}longest delay µs\n/,
    );
  },
);

testCase(
  {
    id: 'TC-SIM-071-02',
    verifies: ['LLR-SIM-071', 'HLR-SIM-010'],
    kind: 'robustness',
    intent: 'says which destinations miss frames when both networks fail, and does not blame what a babbling source loses',
  },
  async (t) => {
    const files = (faults: readonly object[]) => ({ 'f.json': JSON.stringify({ faults }) });
    const both = ['S0A', 'S0B'].map((name) => ({ kind: 'switch-failure', switch: name, startNanoseconds: 0 }));
    const dead = await simulated(t, generated, { seconds: '0.1', faults: 'f.json' }, files(both));
    t.equal(dead.code, 1);
    t.match(dead.out, /\nmissing: \d+ of VL \d+ at E\d+, /);
    t.match(dead.out, /✗ network\.json: \d+ destinations miss frames\n$/);
    const { id } = generated.virtualLinks[0] as AfdxNetwork['virtualLinks'][number];
    const babbling = [{ kind: 'babbling-end-system', virtualLink: id, intervalNanoseconds: 1_000_000, startNanoseconds: 0 }];
    const contained = await simulated(t, generated, { seconds: '0.1', faults: 'f.json' }, files(babbling));
    t.match(contained.out, new RegExp(`\\n *${id} {2}[AB] +policing +S\\d[AB] +\\d+\\n`));
    t.equal(contained.code, 0);
    const { root } = contained;
    const empty = { ...generated, virtualLinks: [] };
    writeFileSync(join(root, 'network.json'), JSON.stringify(empty));
    const { context, written } = commandContext(root, ['simulate', 'network.json'], { seconds: '0.001' }, t);
    t.equal(await afdxSimulate(context), 0);
    t.match(written.join(''), '0 frames released');
  },
);

testCase(
  {
    id: 'TC-SIM-072-01',
    verifies: ['LLR-SIM-072', 'HLR-SIM-010'],
    kind: 'normal',
    intent: 'writes what the sources send, or one end system receives, as a capture in which the monitor finds nothing wrong',
  },
  async (t) => {
    const destination = generated.virtualLinks[0]?.destinations[0] ?? '';
    for (const options of [{}, { at: destination }]) {
      const { code, root } = await simulated(t, generated, { seconds: '0.3', capture: 'out.pcapng', ...options });
      t.equal(code, 0);
      const tap = 'at' in options ? { tap: 'destination', at: destination } : { tap: 'source' };
      const { context, written } = commandContext(root, ['monitor', 'out.pcapng'], { ...tap, config: 'network.json', json: true });
      t.equal(await afdxMonitor(context), 0, written.join('').slice(0, 600));
    }
  },
);

testCase(
  {
    id: 'TC-SIM-072-02',
    verifies: ['LLR-SIM-072'],
    kind: 'robustness',
    intent:
      'gives the same bytes for the same seed, an end system that receives nothing an empty capture, and a folder that cannot be written exit code 2',
  },
  async (t) => {
    const bytes = async (options: CommandOptions): Promise<Buffer> => {
      const { root } = await simulated(t, generated, { seconds: '0.05', capture: 'out.pcapng', ...options });
      return readFileSync(join(root, 'out.pcapng'));
    };
    t.equal((await bytes({})).compare(await bytes({})), 0);
    t.not((await bytes({})).compare(await bytes({ seed: '2' })), 0);
    const empty = await bytes({ at: 'NOBODY' });
    t.equal(empty.readUInt32LE(0), 0x0a0d0d0a);
    t.ok(empty.length < 300, 'a header alone');
    t.equal((await simulated(t, generated, { seconds: '0.05', capture: 'network.json/out.pcapng' })).code, 2);
  },
);
