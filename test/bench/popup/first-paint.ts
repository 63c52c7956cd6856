import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Request } from 'playwright-core';
import type { ExtensionBrowser } from '../../support/extension-browser.ts';

export interface FirstPaint {
  /** Milliseconds from the start of the navigation to the first paint with content. */
  took: number;
  /** Bytes, each script gzipped by itself, of what was loaded until then. */
  gzipped: number;
}

interface Seen {
  took: number;
  /** Milliseconds since the epoch. */
  paintedAt: number;
  rows: number;
}

/** Of a popup: what is beside it is not painted. */
const SIZE = { width: 380, height: 560 };

/** In the page: the first paint, and the rows drawn. */
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

/** Opens a page of the extension anew. Throws where it paints fewer rows than `atLeast`. */
export async function firstPaint(
  browser: ExtensionBrowser,
  folder: string,
  path: string,
  atLeast = 0,
): Promise<FirstPaint> {
  const page = await browser.context.newPage();
  await page.setViewportSize(SIZE);
  const asked: Request[] = [];
  page.on('request', (request) => {
    asked.push(request);
  });
  await page.goto(`chrome-extension://${browser.extensionId}/${path}`);
  const { took, paintedAt, rows } = await page.evaluate<Seen>(LOOK);
  await page.close();
  if (rows < atLeast) throw new Error(`${path} painted ${rows} rows`);
  const scripts = new Set(
    asked
      .filter((request) => request.timing().startTime <= paintedAt)
      .map((request) => new URL(request.url()).pathname)
      .filter((name) => name.endsWith('.js')),
  );
  const files = await Promise.all([...scripts].map((name) => readFile(join(folder, name))));
  const gzipped = files.reduce((sum, bytes) => sum + gzipSync(bytes, { level: 9 }).length, 0);
  return { took, gzipped };
}
