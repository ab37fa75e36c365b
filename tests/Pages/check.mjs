// Opens every page of a folder as a reader does and fails where one is inaccessible, too wide, or not self-contained. See README.md.
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const folder = resolve(process.argv[2] ?? '.');
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars'] });
const faults = [];
let views = 0;

for (const file of (await readdir(folder)).filter((name) => name.endsWith('.html')).sort()) {
  for (const width of [1280, 390]) {
    for (const colorScheme of ['light', 'dark']) {
      // Our own script is put into the page past its policy, which forbids all scripts.
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      page.setDefaultTimeout(180_000);
      const view = `${file} at ${width}, ${colorScheme}`;
      page.on('request', (request) => {
        if (!/^(file|data):/.test(request.url())) faults.push(`${view}: loads ${request.url()}`);
      });
      await page.goto(pathToFileURL(join(folder, file)).href);
      await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
      const scrolls = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (scrolls > 0) faults.push(`${view}: ${scrolls} points wider than the screen`);
      await page.screenshot({ path: join(folder, `${file}-${width}-${colorScheme}.png`), fullPage: true });
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      for (const { id, impact, help, nodes } of violations) {
        const line = `${view}: ${impact}: ${id}: ${help}: ${nodes[0].html.slice(0, 160)}`;
        if (['serious', 'critical'].includes(impact)) faults.push(line);
        else console.log(line);
      }
      views++;
      await context.close();
    }
  }
}

await browser.close();
faults.forEach((fault) => console.error(fault));
console.log(`${views} views, ${faults.length} faults.`);
process.exitCode = faults.length > 0 || views === 0 ? 1 : 0;
