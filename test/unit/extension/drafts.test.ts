import { beforeEach, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));

import { readDraft, writeDraft } from '../../../extension/background/drafts.ts';
import { browser, resetBrowser } from './support/fake-browser.ts';

const MINUTE = 60_000;
const now = Date.parse('2026-11-21T10:00:00Z');

beforeEach(resetBrowser);

it('a draft is kept per form for ten minutes', async () => {
  await writeDraft('create-key', { name: 'Nightly' }, now);
  await writeDraft('sign-in', { email: 'ann@example.com' }, now + 5 * MINUTE);
  expect(await readDraft('create-key', now + 10 * MINUTE - 1)).toEqual({ name: 'Nightly' });
  expect(await readDraft('create-key', now + 10 * MINUTE)).toBeNull();
  expect(await readDraft('sign-in', now + 10 * MINUTE)).toEqual({ email: 'ann@example.com' });
});

it('an old draft of another form is gone from memory, too', async () => {
  await writeDraft('create-key', { name: 'Nightly' }, now);
  await writeDraft('sign-in', {}, now + 11 * MINUTE);
  expect(JSON.stringify(await browser.storage.session.get())).not.toContain('Nightly');
});

it('a draft that is done is gone', async () => {
  await writeDraft('create-key', { name: 'Nightly' }, now);
  await writeDraft('create-key', null, now);
  expect(await readDraft('create-key', now)).toBeNull();
});
