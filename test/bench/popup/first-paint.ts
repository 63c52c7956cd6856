import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Page, Request } from 'playwright-core';
import type { ExtensionBrowser } from '../../support/extension-browser.ts';

/** Milliseconds, in which whatever opens or closes is over, in the background too. */
const SETTLED = 500;

/** In the page: the first paint with content, and the rows drawn when it is told of. */
const LOOK = `new Promise((resolve) => {
  new PerformanceObserver((list, observer) => {
    const paint = list.getEntriesByName('first-contentful-paint')[0];
    if (!paint) return;
    observer.disconnect();
    resolve({
      took: paint.startTime,
      paintedAt: performance.timeOrigin + paint.startTime,
      rows: document.querySelectorAll('li').length,
    });
  }).observe({ type: 'paint', buffered: true });
})`;

interface Seen {
  /** Milliseconds from the start of the navigation. */
  took: number;
  /** Milliseconds since the epoch. */
  paintedAt: number;
  rows: number;
}

export interface Opening {
  /** The page of the extension that the toolbar button opens. */
  popup: string;
  /** Its background has gone to sleep before. */
  asleep?: boolean;
}

/**
 * Presses the toolbar button over that page. Gives the milliseconds from the start of the
 * popup's navigation to its first paint with content; it is looked at only after that.
 */
export async function firstPaint(
  browser: ExtensionBrowser,
  over: Page,
  { popup, asleep = false }: Opening,
): Promise<number> {
  const worker = await browser.worker();
  await worker.evaluate(`chrome.action.setPopup({ popup: '${popup}' })`);
  if (asleep) await browser.killServiceWorker();
  await setTimeout(SETTLED);
  const opened = await browser.triggerAction(over);
  await setTimeout(SETTLED);
  const { took } = (await opened.evaluate(LOOK)) as Seen;
  await opened.close();
  return took;
}

/**
 * Bytes, each script gzipped by itself, that a page of the extension loads until its first
 * paint, in a tab. Throws where that paints fewer rows than `atLeast`.
 */
export async function scriptsUntilPaint(
  browser: ExtensionBrowser,
  folder: string,
  path: string,
  atLeast = 0,
): Promise<number> {
  const page = await browser.context.newPage();
  const asked: Request[] = [];
  page.on('request', (request) => {
    asked.push(request);
  });
  await page.goto(`chrome-extension://${browser.extensionId}/${path}`);
  const { paintedAt, rows } = await page.evaluate<Seen>(LOOK);
  await page.close();
  if (rows < atLeast) throw new Error(`${path} painted ${rows} rows`);
  const scripts = new Set(
    asked
      .filter((request) => request.timing().startTime <= paintedAt)
      .map((request) => new URL(request.url()).pathname)
      .filter((name) => name.endsWith('.js')),
  );
  const files = await Promise.all([...scripts].map((name) => readFile(join(folder, name))));
  return files.reduce((sum, bytes) => sum + gzipSync(bytes, { level: 9 }).length, 0);
}
