/** How the extension's pages are bundled: the popup is judged by its first paint. */

import { join } from 'node:path';
import type { InlineConfig } from 'vite';

const here = (path: string) => join(import.meta.dirname, path);

const POPUP = here('entrypoints/popup/index.html');
/** What all of a language's words are made with, on every page; English is in the popup. */
const SHARED_WORDS = here('words/de/plural.ts');

/** What the bundler knows of the modules, by their ids. */
interface Modules {
  getModuleInfo(id: string): { importedIds: readonly string[] } | null;
}

/**
 * What the popup needs at once is one script and one style sheet, with English and its own
 * entrypoint in it: each further file would be asked of the browser by itself. The other
 * pages load them, too, which is why that entrypoint looks where it is.
 */
export function bundlePages(config: InlineConfig): void {
  let needed: Set<string> | undefined;
  const firstPaint = {
    debugName: 'first-paint',
    name: (id: string, modules: Modules) => {
      needed ??= neededAtOnce(modules);
      return needed.has(id) ? 'first-paint' : null;
    },
  };
  const { rolldownOptions, rollupOptions } = config.build ?? {};
  for (const output of [rolldownOptions?.output ?? rollupOptions?.output ?? []].flat()) {
    output.codeSplitting = { groups: [firstPaint] };
  }
  // Every browser that takes the extension preloads modules by itself.
  config.build = { ...config.build, modulePreload: { polyfill: false } };
  // Of the polyfill, pages need only the promises, which both browsers give by themselves.
  const alias = { 'webextension-polyfill': here('native-browser.ts') };
  config.resolve = { ...config.resolve, alias: { ...config.resolve?.alias, ...alias } };
}

function neededAtOnce(modules: Modules): Set<string> {
  const needed = importsOf(POPUP, modules);
  for (const id of importsOf(SHARED_WORDS, modules)) needed.add(id);
  return needed;
}

/** Itself and whatever it loads before it runs. */
function importsOf(entry: string, modules: Modules): Set<string> {
  const found = new Set([entry]);
  for (const id of found) {
    for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  }
  return found;
}
