import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { NodeFiles } from '../../src/adapters/node-files.js';
import { NodeProcesses } from '../../src/adapters/node-processes.js';
import { afdxBounds } from '../../src/cli/commands/afdx/bounds.js';
import { afdxCheck } from '../../src/cli/commands/afdx/check.js';
import { afdxSynthesise } from '../../src/cli/commands/afdx/synthesise.js';
import type { CommandContext, CommandOptions } from '../../src/cli/context.js';
import { temporaryFolder } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';
import { emptyNetwork } from './message-sets.js';

interface Done {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const topology = JSON.stringify(emptyNetwork({ switches: 2, cables: [[1, 2]], endSystems: 6 }));
const table = [
  'Signal;From;To;Bits;Hz;DAL',
  'Air data;E1;E2 E4;640;50;DAL A',
  '"Fuel; left";E3;E2;800;10;DAL A',
  'Fuel right;E3;E2;160;10;DAL A',
  '',
].join('\r\n');
const mapping = {
  destinationSeparator: ' ',
  columns: { name: 'Signal', source: 'From', destinations: 'To', size: 'Bits', period: 'Hz', criticality: 'DAL' },
  units: { size: 'bit', period: 'Hz' },
};
const entry = (figures: object): object => ({
  name: 'm',
  sizeBytes: 100,
  periodMilliseconds: 8,
  deadlineMicroseconds: 5000,
  criticality: 'A',
  source: 'E1',
  destinations: ['E2'],
  ...figures,
});
const json = (...messages: readonly object[]): string => JSON.stringify({ title: 'test', messages });

/** Runs commands in a folder with the given files. */
function folderWith(t: Test, texts: Readonly<Record<string, string>>) {
  const root = temporaryFolder(t);
  for (const [path, text] of Object.entries({ 'n.json': topology, ...texts })) writeFileSync(join(root, path), text);
  const run = async (
    command: (context: CommandContext) => Promise<number>,
    words: readonly string[],
    options: CommandOptions = {},
  ): Promise<Done> => {
    const write = process.stderr.write;
    let [out, err] = ['', ''];
    process.stderr.write = ((part: string) => {
      err += part;
      return true;
    }) as typeof process.stderr.write;
    try {
      const code = await command({
        positionals: ['verb', ...words],
        options,
        root,
        files: new NodeFiles(root),
        processes: new NodeProcesses(root),
        clock: { today: () => '2030-06-15' },
        environment: {},
        toolVersion: '1.2.3',
        out: (part) => {
          out += part;
        },
        progress: () => undefined,
      });
      return { code, out, err };
    } finally {
      process.stderr.write = write;
    }
  };
  const synthesise = (words: readonly string[], options: CommandOptions = {}): Promise<Done> =>
    run(afdxSynthesise, words, { topology: 'n.json', ...options });
  return { root, run, synthesise };
}

testCase(
  {
    id: 'TC-VLO-026-01',
    verifies: ['LLR-VLO-026', 'HLR-VLO-001', 'HLR-VLO-005', 'HLR-VLO-007', 'HLR-VLO-009'],
    kind: 'normal',
    intent: 'plans the table of a control document, and the file written passes the checks of the other verbs',
  },
  async (t) => {
    const { root, run, synthesise } = folderWith(t, { 'icd.csv': table, 'map.json': JSON.stringify(mapping) });
    const done = await synthesise(['icd.csv'], { columns: 'map.json', output: 'out.json', exact: true });
    t.equal(done.code, 0, done.err);
    const lines = done.out.trimEnd().split('\n');
    t.ok(lines.every((line) => line.length <= 100));
    // fuel left and right share one virtual link
    t.match(done.out, /3 messages in 2 virtual links/);
    t.equal(lines.at(-1), '✓ each rule, deadline and buffer is kept; no better choice exists; written to out.json');
    const written = readFileSync(join(root, 'out.json'), 'utf8');
    t.match(JSON.parse(written), { virtualLinks: [{ name: 'Air data' }, { name: 'Fuel; left + Fuel right' }] });
    t.equal((await run(afdxCheck, ['out.json'])).code, 0);
    t.equal((await run(afdxBounds, ['out.json'])).code, 0);
    await synthesise(['icd.csv'], { columns: 'map.json', output: 'again.json', exact: true });
    t.equal(readFileSync(join(root, 'again.json'), 'utf8'), written);
    const report = await synthesise(['icd.csv'], { columns: 'map.json', json: true, 'no-sharing': true });
    t.match(JSON.parse(report.out), { findings: [], output: null, result: { messages: 3, virtualLinks: { length: 3 } } });
    // what is there already stays
    writeFileSync(join(root, 'more.json'), json(entry({ name: 'added' })));
    const more = await synthesise(['more.json'], { topology: 'out.json', output: 'more-out.json' });
    t.equal(more.code, 0);
    t.match(JSON.parse(readFileSync(join(root, 'more-out.json'), 'utf8')), { virtualLinks: { length: 3 } });
    t.equal((await run(afdxBounds, ['more-out.json'])).code, 0);
  },
);

testCase(
  {
    id: 'TC-VLO-026-02',
    verifies: ['LLR-VLO-026', 'HLR-VLO-008', 'HLR-VLO-001'],
    kind: 'robustness',
    intent: 'ends with 1 and the contradiction in words, with 2 on files and options that make no sense, and writes nothing then',
  },
  async (t) => {
    const { root, synthesise } = folderWith(t, {
      'late.json': json(entry({ name: 'swift', deadlineMicroseconds: 100 }), entry({ name: 'fine', source: 'E3' })),
      'broken.json': '{ "title": "x", "messages": [ {',
      'form.json': json({ name: 'm' }),
      'nobody.json': json(entry({ source: 'E99' })),
      'icd.csv': table,
      'map.json': '{ "columns": {} }',
      'empty.csv': '',
      'cut.json': topology.slice(0, 500),
    });
    const late = await synthesise(['late.json'], { output: 'out.json' });
    t.equal(late.code, 1);
    t.match(late.out, /error AFDX-250: the message "swift" has a deadline of 100 µs and needs [0-9.]+ µs at best/);
    t.match(late.out, /✗ no network: 1 error\n$/);
    t.ok(late.out.split('\n').every((line) => line.length <= 100));
    t.equal(existsSync(join(root, 'out.json')), false);
    const asJson = await synthesise(['late.json'], { json: true, output: 'out.json' });
    t.match(JSON.parse(asJson.out), { findings: [{ code: 'AFDX-250', subjects: ['MSG-swift'] }], result: null, output: null });
    const nobody = await synthesise(['nobody.json']);
    t.equal(nobody.code, 1);
    t.match(nobody.out, /AFDX-246/);
    const codes: [readonly string[], CommandOptions, RegExp][] = [
      [['broken.json'], {}, /AFDX-240/],
      [['form.json'], {}, /AFDX-241/],
      [['icd.csv'], { columns: 'map.json' }, /AFDX-242/],
      [['icd.csv'], { columns: 'none.json' }, /none\.json/],
      [['icd.csv'], {}, /AFDX-24[2-4]/],
      [['empty.csv'], {}, /AFDX-24\d/],
      [['none.json'], {}, /none\.json/],
      [['late.json'], { topology: 'cut.json' }, /cut\.json/],
      [['late.json'], { topology: 'none.json' }, /none\.json/],
    ];
    for (const [words, options, text] of codes) {
      const done = await synthesise(words, options);
      t.equal(done.code, 2, `${words.join()} ${JSON.stringify(options)}: ${done.out}`);
      t.match(done.out, text);
    }
    for (const options of [{ margin: 'much' }, { trees: '0' }, { detour: '-1' }, { seconds: '1e9' }, { margin: '1001' }]) {
      const done = await synthesise(['late.json'], options);
      t.equal(done.code, 2);
      t.match(done.err, new RegExp(`CLI-102: --${Object.keys(options)[0]} takes a whole number`));
    }
    t.equal((await synthesise([])).code, 2);
    t.match((await synthesise(['late.json', 'icd.csv'])).err, /"icd\.csv" is not understood/);
    // a folder stands where the network should be written
    mkdirSync(join(root, 'taken.json'));
    writeFileSync(join(root, 'ok.json'), json(entry({})));
    t.equal((await synthesise(['ok.json'], { output: 'taken.json' })).code, 2);
    // no time for the solver: a network, and a warning that it is not proven to be the best
    writeFileSync(join(root, 'two.json'), json(entry({}), entry({ name: 'n', source: 'E3', sizeBytes: 900, periodMilliseconds: 20 })));
    const hasty = await synthesise(['two.json'], { exact: true, seconds: '0' });
    t.equal(hasty.code, 0);
    t.match(hasty.out, /AFDX-254|no better choice exists/);
  },
);
