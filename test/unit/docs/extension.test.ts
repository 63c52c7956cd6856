/** What the documents say of the extension: everything on disk is listed, and so is every preset. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('../extension/support/fake-browser.ts'));

import { stored } from '../../../extension/stored.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** The names at the beginning of a table's rows. */
const rows = (page: string) => [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);

test('every item on disk is listed', () => {
  const [, kept = ''] = read('docs/permissions.md').split('## What is kept, and where');
  const onDisk = Object.values(stored).filter(({ area }) => area === 'local');
  expect(rows(kept).sort()).toEqual(onDisk.map(({ name }) => name).sort());
});

test('every preset is listed, and stands in every example', () => {
  const page = read('docs/managed.md');
  const { properties } = JSON.parse(read('extension/public/managed-storage.json'));
  const names = Object.keys(properties);
  expect(rows(page)).toEqual(names);
  const examples = [...page.matchAll(/^```json\n(.*?)^```/gms)].map(([, text = '']) =>
    JSON.parse(text),
  );
  const chrome = examples[0]['3rdparty'].extensions['<id>'];
  const firefox = examples[1].policies['3rdparty'].Extensions['keyturn@keyturn.dev'];
  expect(Object.keys(chrome)).toEqual(names);
  expect(firefox).toEqual(chrome);
});

test('what a document links to is there', () => {
  const pages = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)];
  for (const page of pages.filter((name) => name.endsWith('.md'))) {
    for (const [, target = ''] of read(page).matchAll(/\]\(([^)#]+)[^)]*\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      expect(existsSync(join(ROOT, dirname(page), target)), `${page}: ${target}`).toBe(true);
    }
  }
});
