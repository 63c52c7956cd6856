/** Before the browser tests: a Chromium, and the extension as its sources now are. */
import { buildStale } from '../../scripts/build.ts';
import { requireBrowser } from './find-browser.ts';

export default async function setup(): Promise<void> {
  await requireBrowser(console.log);
  await buildStale(['chrome']);
}
