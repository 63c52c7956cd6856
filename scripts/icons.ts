/**
 * Draws the toolbar icon's PNGs from its SVG with Chromium (`CHROMIUM`, or Debian's),
 * to be run by hand when the drawing changes: `npx tsx scripts/icons.ts`.
 */
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';

const SIZES = [16, 32, 48, 128];
const svg = await readFile('extension/icon/keyturn.svg', 'utf8');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
});
try {
  const page = await browser.newPage();
  for (const size of SIZES) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:100%}</style>${svg}`);
    const path = `extension/public/icon/${size}.png`;
    await page.screenshot({ path, omitBackground: true });
  }
} finally {
  await browser.close();
}
