/**
 * Draws the toolbar icon's PNGs, one set for each of its states, from their SVGs with
 * Chromium (`CHROMIUM`, or Debian's), to be run by hand when a drawing changes:
 * `npx tsx scripts/icons.ts`.
 */
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';

const SIZES = [16, 32, 48, 128];
const STATES = ['ready', 'signed-out', 'on-tab', 'locked', 'problem'];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
});
try {
  const page = await browser.newPage();
  for (const state of STATES) {
    const svg = await readFile(`extension/icon/${state}.svg`, 'utf8');
    for (const size of SIZES) {
      await page.setViewportSize({ width: size, height: size });
      await page.setContent(`<style>body{margin:0}svg{display:block;width:100%}</style>${svg}`);
      const shot = { omitBackground: true } as const;
      await page.screenshot({ ...shot, path: `extension/public/icon/${state}-${size}.png` });
      // The extension's own icon is the one that is ready.
      if (state === 'ready') {
        await page.screenshot({ ...shot, path: `extension/public/icon/${size}.png` });
      }
    }
  }
} finally {
  await browser.close();
}
