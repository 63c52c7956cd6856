import { beforeEach, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));

import { forgetDraft, readDrafts, writeDraft } from '../../../extension/drafts.ts';
import { browser, resetBrowser } from './support/fake-browser.ts';

const MINUTE = 60_000;
const now = Date.parse('2026-11-21T10:00:00Z');

beforeEach(resetBrowser);

it('a draft is kept per form for ten minutes', async () => {
  await writeDraft('create-key', { name: 'Nightly' }, now);
  await writeDraft('first-run', { email: 'ann@example.com' }, now + 5 * MINUTE);
  const firstRun = ['first-run', { email: 'ann@example.com' }];
  expect([...(await readDrafts(now + 10 * MINUTE - 1))].sort()).toEqual([
    ['create-key', { name: 'Nightly' }],
    firstRun,
  ]);
  expect([...(await readDrafts(now + 10 * MINUTE))]).toEqual([firstRun]);
});

it('an old draft is gone from memory, too', async () => {
  await writeDraft('create-key', { name: 'Nightly' }, now);
  await readDrafts(now + 11 * MINUTE);
  expect(JSON.stringify(await browser.storage.session.get())).not.toContain('Nightly');
});

it('a draft that is done is gone', async () => {
  await writeDraft('create-key', { name: 'Nightly' }, now);
  await forgetDraft('create-key');
  expect(await readDrafts(now)).toEqual(new Map());
});
