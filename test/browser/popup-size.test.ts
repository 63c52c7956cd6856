/** What the popup loads before its first paint, in the extension as it is built. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { CHROME_EXTENSION } from '../support/extension-browser.ts';

/** Bytes, each script gzipped by itself. */
const MOST = 45_000;

const read = (path: string) => readFile(join(CHROME_EXTENSION, path), 'utf8');

test.each([
  { language: 'English', files: 1, words: [] },
  { language: 'German', files: 2, words: ['de'] },
])(
  'is $files scripts and one style sheet of little weight in $language',
  async ({ files, words }) => {
    const page = await read('popup.html');
    const named = (ending: string) =>
      [...page.matchAll(/(?:src|href)="\/([^"]+)"/g)].flatMap(([, path = '']) =>
        path.endsWith(ending) ? [path] : [],
      );
    const ofLanguage = await Promise.all(words.map(wordsIn));
    const scripts = await withImports([...named('.js'), ...ofLanguage]);
    expect(scripts).toHaveLength(files);
    expect(named('.css')).toHaveLength(1);
    // As it is shipped: JSX for debugging names its source files.
    for (const path of scripts) expect(await read(path)).not.toContain('.tsx');
    const sizes = await Promise.all(
      scripts.map(async (path) => gzipSync(await read(path), { level: 9 }).length),
    );
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(MOST);
  },
);

/** The chunk that holds a language's words. */
async function wordsIn(language: string): Promise<string> {
  const names = await readdir(join(CHROME_EXTENSION, 'chunks'));
  const found = names.filter((name) => new RegExp(`^${language}-[\\w-]+\\.js$`).test(name));
  expect(found).toHaveLength(1);
  return `chunks/${found[0]}`;
}

/** Those, and what they import before they run. */
async function withImports(scripts: string[]): Promise<string[]> {
  const all = new Set(scripts);
  for (const path of all) {
    for (const [, name] of (await read(path)).matchAll(/\b(?:from|import)"\.\/([^"]+)"/g)) {
      all.add(`chunks/${name}`);
    }
  }
  return [...all];
}
