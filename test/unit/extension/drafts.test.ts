import { beforeEach, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));

import { readDrafts, writeDraft } from '../../../extension/background/drafts.ts';
import { browser, resetBrowser } from './support/fake-browser.ts';

const MINUTE = 60_000;
const now = Date.parse('2026-11-21T10:00:00Z');

beforeEach(resetBrowser);

it('a draft is kept per form for ten minutes', async () => {
  await writeDraft('create-key', { name: 'Nightly' }, now);
  await writeDraft('sign-in', { email: 'ann@example.com' }, now + 5 * MINUTE);
  const signIn = { 'sign-in': { email: 'ann@example.com' } };
  expect(await readDrafts(now + 10 * MINUTE - 1)).toEqual({
    'create-key': { name: 'Nightly' },
    ...signIn,
  });
  expect(await readDrafts(now + 10 * MINUTE)).toEqual(signIn);
});

it('an old draft of another form is gone from memory, too', async () => {
  await writeDraft('create-key', { name: 'Nightly' }, now);
  await writeDraft('sign-in', {}, now + 11 * MINUTE);
  expect(JSON.stringify(await browser.storage.session.get())).not.toContain('Nightly');
});

it('a draft that is done is gone', async () => {
  await writeDraft('create-key', { name: 'Nightly' }, now);
  await writeDraft('create-key', null, now);
  expect(await readDrafts(now)).toEqual({});
});
