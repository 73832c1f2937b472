/**
 * Drives the trace page in headless Chromium, from disk. Run by itself: `npx tap verification/peers/trace-page-chromium.peer.ts`;
 * CHROMIUM names the browser when it is not /usr/bin/chromium. Without a browser every case is reported as skipped.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import t, { type Test } from 'tap';

import type { TracePageInput } from '../../src/toolchain/package/trace-page/input.js';
import { writeTracePage } from '../../src/toolchain/package/trace-page/write-trace-page.js';
import { testCase } from '../support/test-case.js';
import { hostileText, markupText, tinyTrace, traceSample } from '../support/trace-page-sample.js';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const folder = mkdtempSync(join(tmpdir(), 'trace-page-'));
let browser: Browser | undefined;

t.setTimeout(180_000);
t.teardown(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

interface Opened {
  readonly page: Page;
  readonly faults: readonly string[];
  readonly requests: readonly string[];
}

function written(input: TracePageInput, name: string): string {
  const path = join(folder, `${name}.html`);
  if (!existsSync(path)) writeFileSync(path, writeTracePage(input));
  return pathToFileURL(path).href;
}

async function opened(address: string, options: BrowserContextOptions = {}): Promise<Opened> {
  browser ??= await chromium.launch({ executablePath, args: quiet });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => (message.type() === 'error' ? faults.push(message.text()) : undefined));
  page.on('request', (request) => requests.push(request.url()));
  page.on('dialog', (dialog) => faults.push(dialog.message()));
  await page.goto(address);
  await page.waitForSelector('main h1, .loading[role=alert]');
  return { page, faults, requests };
}

function browserCase(declaration: Parameters<typeof testCase>[0], procedure: (test: Test) => Promise<void>): void {
  testCase(declaration, async (test) => {
    test.setTimeout(60_000);
    if (existsSync(executablePath)) await procedure(test);
    else test.pass('a browser is there', { skip: `no browser at ${executablePath}` });
  });
}

const tiny = (): string => written(tinyTrace(), 'tiny');
const large = (): string => written(traceSample(50_000), 'large');

const headed = async (page: Page, text: string): Promise<unknown> => page.locator('main h1', { hasText: text }).first().waitFor();

/** Puts the document in the state it has under the printer, with the same event. */
async function printed(page: Page): Promise<string> {
  await page.emulateMedia({ media: 'print' });
  await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
  const text = await page.locator('#app').innerText();
  await page.evaluate("window.dispatchEvent(new Event('afterprint'))");
  await page.emulateMedia({ media: 'screen' });
  return text;
}

browserCase(
  {
    id: 'TC-VWR-001-11',
    verifies: ['HLR-VWR-001', 'LLR-VWR-006'],
    kind: 'normal',
    intent: 'opens from disk and asks nothing of any network',
  },
  async (test) => {
    const { page, faults, requests } = await opened(tiny());
    for (const address of [
      '#/items',
      '#/matrix',
      '#/findings',
      '#/r/HLR-NET-001',
      '#/t/TC-NET-001-01',
      '#/e/PO-NET-001',
      '#/c/src%2Fnet%2Fregulator.ts',
    ]) {
      await page.evaluate(`location.hash = ${JSON.stringify(address)}`);
      await page.waitForFunction(`location.hash === ${JSON.stringify(address)}`);
    }
    test.same(
      requests.map((address) => address.split('#')[0]),
      [tiny()],
    );
    test.same(faults, []);
  },
);

browserCase(
  {
    id: 'TC-VWR-001-12',
    verifies: ['HLR-VWR-001', 'LLR-VWR-007'],
    kind: 'robustness',
    intent: 'has a request, a script and markup refused that something on the page might try',
  },
  async (test) => {
    const { page } = await opened(tiny());
    const refused = await page.evaluate(`(async () => {
    const refused = [];
    document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
    await fetch('https://example.org/').catch(() => undefined);
    document.body.append(Object.assign(document.createElement('img'), { src: 'https://example.org/a.png' }));
    try { document.body.innerHTML = '<b>'; } catch { refused.push('markup'); }
    await new Promise((done) => setTimeout(done, 200));
    return refused.sort();
  })()`);
    test.same(refused, ['connect-src', 'img-src', 'markup', 'require-trusted-types-for']);
    test.equal(await page.locator('#app').count(), 1);
  },
);

browserCase(
  {
    id: 'TC-VWR-006-11',
    verifies: ['HLR-VWR-006', 'LLR-VWR-016'],
    kind: 'robustness',
    intent: 'shows markup in every field of the project as text',
  },
  async (test) => {
    const { page, faults } = await opened(written(hostileText(tinyTrace()), 'hostile'));
    const addresses = [
      '#/',
      '#/items',
      '#/matrix',
      '#/findings',
      `#/r/${encodeURIComponent(`${markupText}HLR-NET-001`)}`,
      `#/c/${encodeURIComponent(`${markupText}src/net/regulator.ts`)}`,
    ];
    for (const address of addresses) {
      await page.evaluate(`location.hash = ${JSON.stringify(address)}`);
      await page.waitForTimeout(50);
      test.equal(await page.locator('img').count(), 0, address);
      test.match(await page.locator('main').textContent(), '</script><img src=x', address);
    }
    test.same(faults, []);
  },
);

browserCase(
  {
    id: 'TC-VWR-008-11',
    verifies: ['HLR-VWR-008', 'HLR-VWR-003', 'LLR-VWR-018', 'LLR-VWR-019', 'LLR-VWR-020'],
    kind: 'normal',
    intent: 'leads from search to requirement, code, case and back by keyboard alone',
  },
  async (test) => {
    const { page, faults } = await opened(tiny());
    await page.keyboard.press('/');
    await page.keyboard.type('regulator shall hold');
    await page.keyboard.press('Enter');
    await headed(page, 'LLR-NET-001');
    const walked = async (wanted: string): Promise<void> => {
      for (let step = 0; step < 40; step++) {
        await page.keyboard.press('j');
        if ((await page.evaluate('document.activeElement.textContent')) === wanted) return page.keyboard.press('Enter');
      }
      test.fail(`no way to ${wanted}`);
    };
    await walked('TC-NET-001-01');
    await headed(page, 'TC-NET-001-01');
    test.match(await page.locator('main').innerText(), /failed\s+expected 500, found 501/);
    await page.keyboard.press('Backspace');
    await headed(page, 'LLR-NET-001');
    await walked('Regulator.release');
    await headed(page, 'src/net/regulator.ts');
    await page.goBack(); // what Alt ← does in a browser with a window
    await headed(page, 'LLR-NET-001');
    await page.keyboard.press('Backspace');
    await page.waitForSelector('.grid');
    test.match(await page.locator('[role=row][aria-selected]').innerText(), 'LLR-NET-001');
    test.equal(await page.inputValue('#search'), 'regulator shall hold');
    test.same(faults, []);
  },
);

browserCase(
  {
    id: 'TC-VWR-008-12',
    verifies: ['HLR-VWR-008', 'LLR-VWR-015'],
    kind: 'robustness',
    intent: 'leaves letters to the search field, and to everything when they are switched off',
  },
  async (test) => {
    const { page } = await opened(tiny());
    await page.keyboard.press('/');
    await page.keyboard.type('jk?/');
    test.equal(await page.inputValue('#search'), 'jk?/');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.locator('dialog input').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    test.not(await page.evaluate('document.activeElement.id'), 'search');
  },
);

browserCase(
  {
    id: 'TC-VWR-017-11',
    verifies: ['LLR-VWR-017', 'HLR-VWR-004', 'LLR-VWR-011'],
    kind: 'normal',
    intent: 'scrolls 50,000 requirements with fewer than 200 rows in the document',
  },
  async (test) => {
    const begin = performance.now();
    const { page, faults } = await opened(`${large()}#/items?kind=requirement`);
    await page.waitForSelector('.rows .row');
    test.comment(`open ${Math.round(performance.now() - begin)} ms (with writing the file)`);
    test.equal(await page.locator('.grid').getAttribute('aria-rowcount'), '50001');
    for (const share of [0.1, 0.5, 0.9, 1]) {
      await page.evaluate(`(() => { const grid = document.querySelector('.grid'); grid.scrollTop = grid.scrollHeight * ${share}; })()`);
      await page.waitForTimeout(60);
      test.ok((await page.locator('.rows .row').count()) < 200);
    }
    test.equal(await page.locator('.rows .row').last().getAttribute('aria-rowindex'), '50001');
    await page.locator('.grid').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('PageDown');
    test.match(await page.locator('.grid').getAttribute('aria-activedescendant'), /^grid\d+-\d+$/);
    const typed = (await page.evaluate(`(() => { const times = []; const field = document.querySelector('#search');
    for (const text of ['d', 'de', 'del', 'dela', 'delay', 'delay j', 'delay jitter']) { field.value = text; const start = performance.now();
      field.dispatchEvent(new Event('input')); document.body.offsetHeight; times.push(Math.round(performance.now() - start)); } return times; })()`)) as number[];
    test.comment(`milliseconds for each letter: ${typed.join(' ')}`);
    test.ok(Math.max(...typed) < 500, `slowest letter ${Math.max(...typed)} ms`);
    test.same(faults, []);
  },
);

browserCase(
  {
    id: 'TC-VWR-017-12',
    verifies: ['LLR-VWR-017', 'LLR-VWR-018'],
    kind: 'robustness',
    intent: 'shows an empty list, a narrow screen and a zoom of 200 % without sideways scrolling',
  },
  async (test) => {
    for (const viewport of [
      { width: 640, height: 400 },
      { width: 360, height: 700 },
    ]) {
      const { page, faults } = await opened(`${tiny()}#/items?q=nothinghasthis`, { viewport });
      test.equal(await page.locator('.grid').getAttribute('aria-rowcount'), '1');
      for (const address of ['#/', '#/items', '#/matrix', '#/findings', '#/r/HLR-NET-001', '#/c/src%2Fnet%2Fregulator.ts']) {
        await page.evaluate(`location.hash = ${JSON.stringify(address)}`);
        await page.waitForTimeout(50);
        test.equal(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), 0, address);
      }
      test.same(faults, []);
    }
  },
);

browserCase(
  {
    id: 'TC-VWR-004-11',
    verifies: ['HLR-VWR-004', 'LLR-VWR-018'],
    kind: 'normal',
    intent: 'narrows the list by each filter and keeps the filters in the address',
  },
  async (test) => {
    const { page } = await opened(`${tiny()}#/items`);
    const rows = async (): Promise<string> => (await page.locator('.grid').getAttribute('aria-rowcount')) ?? '';
    test.equal(await rows(), '7');
    for (const [filter, value, count] of [
      ['kind', 'requirement', '4'],
      ['level', 'low-level', '2'],
      ['level', '', '4'],
      ['status', 'not-met', '2'],
      ['method', 'proof', '2'],
      ['module', 'NET', '2'],
    ] as const) {
      await page.selectOption(`#filter-${filter}`, value);
      await page.waitForFunction(`document.querySelector('.grid').getAttribute('aria-rowcount') === '${count}'`);
    }
    test.equal(await page.evaluate('location.hash'), '#/items?kind=requirement&status=not-met&method=proof&module=NET');
    await page.reload();
    await page.waitForSelector('.grid');
    test.equal(await rows(), '2');
  },
);

browserCase(
  {
    id: 'TC-VWR-023-11',
    verifies: ['LLR-VWR-023'],
    kind: 'normal',
    intent: 'prints a requirement with its chain, and a list with what is filtered',
  },
  async (test) => {
    const { page } = await opened(`${tiny()}#/r/SYS-NET-001`);
    const pdf = await page.pdf();
    test.equal(pdf.subarray(0, 5).toString('latin1'), '%PDF-');
    const requirement = await printed(page);
    for (const text of [
      'SYS-NET-001',
      'HLR-NET-001',
      'LLR-NET-001',
      'Regulator.release',
      'src/net/regulator.ts:10',
      'TC-NET-001-01',
      'record-1',
      'PO-NET-001',
      'commit',
    ])
      test.match(requirement, text);
    await page.evaluate("location.hash = '#/items?kind=case'");
    await page.waitForSelector('.grid');
    test.match(await printed(page), /1 rows?, of 1 in all[\s\S]*TC-NET-001-01/);
  },
);

browserCase(
  { id: 'TC-VWR-023-12', verifies: ['LLR-VWR-023'], kind: 'robustness', intent: 'says how much of a long list or chain is not printed' },
  async (test) => {
    const { page } = await opened(`${large()}#/items?kind=requirement`);
    const list = await printed(page);
    test.match(list, 'The first 1,000 of 50,000 rows');
    await page.evaluate("location.hash = '#/r/SYS-AFDX-004'");
    await page.waitForSelector('.shall');
    const chain = await printed(page);
    test.ok(chain.split('link ').length > 300 || !chain.includes('not shown'), 'more than the screen shows');
  },
);

browserCase(
  { id: 'TC-VWR-009-11', verifies: ['HLR-VWR-009', 'LLR-VWR-009'], kind: 'normal', intent: 'follows the dark scheme of the system' },
  async (test) => {
    const ground = async (colorScheme: 'dark' | 'light'): Promise<unknown> =>
      (await opened(tiny(), { colorScheme })).page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    test.equal(await ground('dark'), 'rgb(20, 23, 27)');
    test.equal(await ground('light'), 'rgb(255, 255, 255)');
  },
);

browserCase(
  {
    id: 'TC-VWR-024-11',
    verifies: ['LLR-VWR-024'],
    kind: 'robustness',
    intent: 'says that the file is damaged when its data cannot be unpacked',
  },
  async (test) => {
    const path = join(folder, 'damaged.html');
    writeFileSync(path, writeTracePage(tinyTrace()).replace(/(id="data-links">.{8})...../, '$1AAAAA'));
    const { page } = await opened(pathToFileURL(path).href);
    test.match(await page.locator('[role=alert]').innerText(), 'cannot be read');
    test.equal(await page.locator('main').count(), 0);
  },
);
