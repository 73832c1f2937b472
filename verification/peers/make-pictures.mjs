/**
 * Takes the pictures of the documents from the package in artifacts/, as a browser shows it from disk.
 * Run after `npm run certify`: `node verification/peers/make-pictures.mjs [REQUIREMENT]`.
 * CHROMIUM names the browser when it is not /usr/bin/chromium.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = new URL('../../', import.meta.url);
const requirement = process.argv[2] ?? 'LLR-AFDX-010';
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const pictures = [
  { file: 'overview.png', address: new URL('artifacts/index.html', root), shows: 'main h1, h1' },
  { file: 'requirement.png', address: new URL(`artifacts/trace.html#/r/${encodeURIComponent(requirement)}`, root), shows: 'main h1' },
];

for (const name of ['index.html', 'trace.html']) {
  if (existsSync(new URL(`artifacts/${name}`, root))) continue;
  console.error(`artifacts/${name} is not there; run: npm run certify`);
  process.exit(2);
}
mkdirSync(new URL('docs/images/', root), { recursive: true });

const browser = await chromium.launch({ executablePath, args: quiet });
try {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 1160 },
    colorScheme: 'light',
    locale: 'en-GB',
    offline: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  for (const { file, address, shows } of pictures) {
    await page.goto(address.href);
    const heading = page.locator(shows).first();
    await heading.waitFor();
    if ((await heading.textContent())?.includes('is not in this trace')) throw new Error(`the trace has no requirement ${requirement}`);
    await page.screenshot({ path: fileURLToPath(new URL(`docs/images/${file}`, root)) });
    console.log(`docs/images/${file}`);
  }
} finally {
  await browser.close();
}
