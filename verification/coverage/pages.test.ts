import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { pagesOfProject } from '../../src/cli/commands/coverage/coverage-evidence.js';
import { coverageReport } from '../../src/cli/commands/coverage/report.js';
import { settingsJson } from '../../src/cli/commands/coverage/settings.js';
import { prettyJson } from '../../src/kernel/canonical-json.js';
import { escaped, filePageName } from '../../src/toolchain/coverage/pages/page-frame.js';
import { commandContext } from '../support/command-context.js';
import { projectIn, temporaryFolder, writeAll } from '../support/temporary-project.js';
import { testCase } from '../support/test-case.js';
import { certified, dataOf, normal, type PlayedCase, robust, valveProject, valveText } from './valve-project.js';

const half: readonly PlayedCase[] = [normal, { ...robust, does: 'opens(1, true)' }];

/** Text of a page without its tags. */
function plain(page: string): string {
  return page
    .replace(/<style>[^<]*<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replace(/\s+/g, ' ');
}

/** What would ask for something outside of the page. */
const request = /<script|<img|<link|<iframe|src=|url\(|@import|https?:/;

testCase(
  {
    id: 'TC-COV-051-01',
    verifies: ['HLR-COV-012', 'LLR-COV-051'],
    kind: 'normal',
    intent: 'shows gaps first, the justified one with its argument, the runs of each decision with cases and requirements, and each line',
  },
  async (t) => {
    const root = temporaryFolder(t, valveProject({ level: 'A', cases: half }));
    await certified(root, { cases: half });
    const files = commandContext(root, []).context;
    const before = pagesOfProject(files, await projectIn(root), 'Commit 1');
    t.same([...(before?.keys() ?? [])], ['index.html', 'files/src__valve.mjs.html']);
    const index = plain(before?.get('index.html') ?? '');
    t.match(index, /✗ 5 gaps are open.*Valve A 2\/3 2\/3 1\/2 0\/2 0\/2 5 0 ✗ not covered.*src\/valve\.mjs : 5 open gaps/);
    const page = plain(before?.get('files/src__valve.mjs.html') ?? '');
    const parts = [
      'Open gaps',
      'Line 6 Not shown by the tests of LLR-DEMO-001; near it: TC-DEMO-001-01, TC-DEMO-001-02 if (pressure > 3 || isManual)',
    ];
    for (const part of [
      ...parts,
      'never false: pressure > 3 || isManual column 7 ✗ unclassified To close it: run with FF (false)',
      'A = pressure > 3 : ✗ not shown , needs FF giving F',
    ])
      t.match(page, part);
    t.match(page, /Run A B Gives Test cases Requirements 1 F T T TC-DEMO-001-02 HLR-DEMO-001, LLR-DEMO-001 2 T - T TC-DEMO-001-01/);
    t.match(page, /5 ✓ 2 req\. export function opens.*7 ✗ return false;/);
    t.ok(page.indexOf('Open gaps') < page.indexOf('Decisions of') && page.indexOf('Decisions of') < page.indexOf('Source'));
    t.same(pagesOfProject(files, await projectIn(root), 'Commit 1'), before, 'the same bytes');
    for (const text of before?.values() ?? []) {
      t.notMatch(text, request);
      t.match(text, /prefers-color-scheme:dark[\s\S]*@media print/);
      const targets = [...text.matchAll(/href="#([^"]+)"/g)].map(([, id = '']) => id);
      t.same(
        targets.filter((id) => !text.includes(`id="${id}"`)),
        [],
        'each link within the page leads somewhere',
      );
    }
  },
);

testCase(
  {
    id: 'TC-COV-051-02',
    verifies: ['HLR-COV-012', 'LLR-COV-051'],
    kind: 'robustness',
    intent: 'shows text of the project as text, gives each path a page of its own, and says what it cannot write',
  },
  async (t) => {
    const hostile = `${valveText}export const shown = (a) => a === '</pre><script>alert(1)</script>' && a !== "&amp;";\n`;
    const root = temporaryFolder(t, valveProject({ source: hostile, cases: half }));
    await certified(root, { cases: half, source: hostile });
    const pages = pagesOfProject(commandContext(root, []).context, await projectIn(root), '<b>x</b>');
    for (const page of pages?.values() ?? []) t.notMatch(page, /<script|<b>x/);
    t.match(plain(pages?.get('files/src__valve.mjs.html') ?? ''), '&quot;&amp;amp;&quot;');
    t.equal(
      pagesOfProject(
        commandContext(
          temporaryFolder(t, {
            ...valveProject(),
            'ampel.config.yaml': 'project: P\nlevels: [{ name: l }]\nrequirements: [{ paths: [r.yaml] }]\n',
          }),
          [],
        ).context,
        await projectIn(
          temporaryFolder(t, { 'ampel.config.yaml': 'project: P\nlevels: [{ name: l }]\nrequirements: [{ paths: [r.yaml] }]\n' }),
        ),
        '',
      ),
      undefined,
    );
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
          const safe = /^files\/[A-Za-z0-9._-]*\.html$/.test(filePageName(a)) && !/[<>"]/.test(escaped(a));
          return safe && (a === b || filePageName(a) !== filePageName(b));
        }),
      ),
    );
    for (const [a, b] of [
      ['a/b', 'a__b'],
      ['a_b', 'a__b'],
      ['a b', 'a_x20_b'],
      ['ä', '_xe4_'],
    ] as const)
      t.not(filePageName(a), filePageName(b));
    writeAll(root, {
      '.ampel/coverage/settings.json': prettyJson(settingsJson({ root, include: ['src/*.mjs'], exclude: [], isLiteral: false })),
      '.ampel/coverage/data/1.txt': dataOf('src/valve.mjs', hostile, half),
    });
    const complaints: string[] = [];
    t.intercept(process.stderr, 'write', { value: (text: string) => complaints.push(text) > 0 });
    const report = async (options: Readonly<Record<string, string>>) => coverageReport(commandContext(root, ['report'], options).context);
    t.equal(await report({ format: 'html', output: 'pages', level: 'B' }), 1);
    t.match(plain(readFileSync(join(root, 'pages/index.html'), 'utf8')), /Last run ✗ \d+ gaps are open/);
    for (const options of [{ format: 'html' }, { format: 'pdf' }, { output: 'x' }])
      t.equal(await report(options as Readonly<Record<string, string>>), 2);
    t.match(complaints, [/CLI-101.*--output/, /CLI-101.*not pdf/, /CLI-101.*--format html/]);
    writeAll(root, { taken: '' });
    t.equal(await report({ format: 'html', output: 'taken' }), 2, 'a file stands where the folder would be');
  },
);
