import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { afdxMonitor } from '../../src/cli/commands/afdx/monitor.js';
import { commandContext } from '../support/command-context.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';
import { pairNetwork } from './pair-network.js';
import { captured, regular, type Seen } from './seen-frames.js';

/** A folder with the sample network and captures in it. */
function bench(t: Test, captures: Readonly<Record<string, readonly Seen[]>>): string {
  const root = temporaryFolder(t, { 'network.json': JSON.stringify(pairNetwork()) });
  for (const [name, frames] of Object.entries(captures)) writeFileSync(join(root, name), captured(frames));
  return root;
}

/** What the command did in a folder. */
async function monitored(t: Test, root: string, captures: readonly string[], options: Readonly<Record<string, string | boolean>> = {}) {
  const { context, written, complaints } = commandContext(root, ['monitor', ...captures], { config: 'network.json', ...options }, t);
  const code = await afdxMonitor(context);
  return { code, out: written.join(''), err: complaints.join('') };
}

const arrived = regular(50).map((frame) => ({ ...frame, at: frame.at + 300 }));

testCase(
  {
    id: 'TC-MON-021-01',
    verifies: ['LLR-MON-021', 'HLR-MON-007'],
    kind: 'normal',
    intent: 'reports on captures as text and as JSON: 0 without errors, 1 with them, what needs attention first, the verdict last',
  },
  async (t) => {
    const other: readonly Seen[] = regular(50).flatMap((frame) =>
      frame.on === 'A' && frame.number % 2 === 0 ? [frame, { at: frame.at + 500, number: frame.number / 2, vl: 20, bytes: 150 }] : [frame],
    );
    const early = other.map((frame) => (frame.vl === 20 && frame.number === 9 ? { ...frame, at: frame.at - 300 } : frame));
    const root = bench(t, { 'good.pcapng': other, 'early.pcapng': early, 'there.pcapng': arrived });
    const good = await monitored(t, root, ['good.pcapng']);
    t.strictSame([good.code, good.err], [0, '']);
    t.match(good.out, /good\.pcapng: pcapng, at sources, 125 records, 0\.098 s/);
    t.match(good.out.split('\n').at(-2), '✓ 1 capture: 125 frames of 2 virtual links; 0 errors, 0 warnings, 0 notes');
    const bad = await monitored(t, root, ['early.pcapng']);
    t.equal(bad.code, 1);
    const lines = bad.out.split('\n');
    const rows = lines.filter((line) => /^ *[✗!]? +\d+ +[AB] /.test(line));
    t.strictSame(
      rows.map((row) => row.trim().split(/ +/).slice(0, 3).join(' ')),
      ['✗ 20 A', '10 A 50', '10 B 50'],
    );
    t.match(bad.out, /error AFDX-320: record \d+: 3700\.000 µs after the frame before/);
    t.ok(bad.out.includes('--> early.pcapng:'));
    t.match(lines.at(-2), /^✗ .*; 1 errors, 0 warnings, 0 notes$/);
    const figures = lines.filter((line) => !/^(?:error|warning|note| {2}(?:why|fix|-->)) ?/.test(line));
    t.ok(
      figures.every((line) => [...line].length <= 100),
      'captures, tables and verdict fit 100 columns',
    );
    const json = JSON.parse((await monitored(t, root, ['early.pcapng'], { json: true })).out);
    t.match(json.diagnostics[0], { code: 'AFDX-320', place: { path: 'early.pcapng' }, subjects: ['VL-20'] });
    // both taps: bounds give the jitter at the destination, and the time between the taps is shown
    const both = await monitored(t, root, ['good.pcapng', 'there.pcapng'], { tap: 'source,destination', at: 'FROM,TO', json: true });
    const there = JSON.parse(both.out).streams.find((one: { place: string }) => one.place === 'destination');
    t.match(there, { endSystem: 'TO', travel: { frames: 50, longestNanoseconds: 300_000 } });
    t.ok(there.jitterAllowedNanoseconds > 100_000);
    const table = await monitored(t, root, ['good.pcapng', 'there.pcapng'], { tap: 'source,destination', at: 'FROM,TO', all: true });
    t.match(table.out, /at the destination TO\n.*delay µs.*\n.*300\.000/);
  },
);

testCase(
  {
    id: 'TC-MON-021-02',
    verifies: ['LLR-MON-021', 'HLR-MON-007'],
    kind: 'robustness',
    intent: 'ends with 2 on wrong options and unreadable input, and lists no more than 20 findings and 30 rows unless all are asked for',
  },
  async (t) => {
    const root = bench(t, { 'a.pcapng': regular(3), 'b.pcapng': arrived });
    writeFileSync(join(root, 'text.pcap'), 'no capture');
    writeFileSync(join(root, 'broken.json'), '{');
    const wrong: readonly (readonly [readonly string[], Readonly<Record<string, string>>, string])[] = [
      [[], {}, 'no capture is named'],
      [['a.pcapng'], { tap: 'middle' }, 'middle'],
      [['a.pcapng'], { tap: 'source,destination' }, '--tap has 2 entries for 1 captures'],
      [['a.pcapng'], { at: 'NOBODY' }, 'NOBODY'],
      [['a.pcapng'], { networks: 'A,C' }, '"C"'],
      [['a.pcapng', 'b.pcapng'], { networks: 'A' }, '--networks has 1 entries for 2 captures'],
      [['a.pcapng'], { fcs: 'maybe' }, 'maybe'],
      [['a.pcapng'], { timestamps: 'noon' }, 'noon'],
      [['absent.pcapng'], {}, 'FIL-101'],
      [['a.pcapng'], { config: 'absent.json' }, 'FIL-101'],
      [['a.pcapng'], { config: 'broken.json' }, 'AFDX-100'],
    ];
    for (const [captures, options, word] of wrong) {
      const { code, out, err } = await monitored(t, root, captures, options);
      t.strictSame([code, out], [2, ''], word);
      t.ok(err.includes(word), word);
    }
    const none = await monitored(t, root, ['text.pcap']);
    t.equal(none.code, 2);
    t.match(none.out, 'AFDX-300');
    const crossed = await monitored(t, root, ['a.pcapng'], { networks: 'B,A' });
    t.equal(crossed.code, 1);
    t.match(crossed.out, 'AFDX-314');
    t.equal((await monitored(t, root, ['a.pcapng'], { fcs: 'present', timestamps: 'first-bit', networks: 'A,B' })).code, 0);
    const links = Array.from({ length: 40 }, (_, id) => ({ id: id + 100 }));
    const many = pairNetwork(links);
    writeFileSync(join(root, 'many.json'), JSON.stringify(many));
    const frames = links.flatMap(({ id }, index) => [
      { at: index * 100, number: 1, vl: id },
      { at: index * 100 + 50, number: 2, vl: id },
    ]);
    writeFileSync(join(root, 'many.pcapng'), captured(frames, many, ['A']));
    const short = await monitored(t, root, ['many.pcapng'], { config: 'many.json' });
    t.match(short.out, /… \d+ more findings; --all lists them/);
    t.match(short.out, '… 10 more rows; --all lists them');
    t.equal(short.out.match(/^error AFDX/gm)?.length, 20);
    const all = await monitored(t, root, ['many.pcapng'], { config: 'many.json', all: true });
    t.notMatch(all.out, '--all');
    t.equal(all.out.match(/^error AFDX-320/gm)?.length, 40);
  },
);
