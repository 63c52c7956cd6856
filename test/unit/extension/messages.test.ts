import { describe, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));

import { Failed } from '../../../extension/background/failed.ts';
import { createRouter, type Handlers } from '../../../extension/background/messages.ts';
import { aSecret } from './support/builders.ts';

const POPUP = { id: 'keyturn', url: 'chrome-extension://keyturn/popup.html' };

function router(handlers: Partial<Handlers>) {
  return createRouter(handlers as Handlers);
}

const answering = router({ 'session.state': async () => ({ stage: 'no-server' }) });
const asked = { name: 'session.state' };

describe('a message', () => {
  it.each([
    ['the popup', POPUP],
    ['the popup opened in a tab', { ...POPUP, tab: { id: 3 }, frameId: 0 }],
    ['the root page', { ...POPUP, url: 'chrome-extension://keyturn/' }],
  ])('from %s is answered', async (_, sender) => {
    expect(await answering(asked, sender as typeof POPUP)).toEqual({
      ok: true,
      value: { stage: 'no-server' },
    });
  });

  it.each([
    ['a content script', { id: 'keyturn', url: 'https://docs.example.com/', tab: { id: 3 } }],
    ['another extension', { id: 'other', url: 'chrome-extension://other/popup.html' }],
    ['another extension that lies', { id: 'other', url: POPUP.url }],
    ['a look-alike host', { id: 'keyturn', url: 'chrome-extension://keyturn.evil/popup.html' }],
    ['a page with our address in it', { id: 'keyturn', url: `https://evil.example/${POPUP.url}` }],
    ['a sender without an address', { id: 'keyturn' }],
    ['nobody', {}],
  ])('from %s is refused', (_, sender) => {
    expect(answering(asked, sender as typeof POPUP)).toBeUndefined();
  });

  it.each([
    null,
    'session.state',
    {},
    { name: 'nothing' },
    { name: 'constructor' },
    { name: '__proto__' },
    { name: 5 },
    { changed: 'keys' },
  ])('%j is refused', (message) => {
    expect(answering(message, POPUP)).toBeUndefined();
  });

  it('a failure comes back as it is', async () => {
    const route = router({
      'session.state': () => Promise.reject(new Failed({ kind: 'tab-gone' })),
    });
    expect(await route(asked, POPUP)).toEqual({ ok: false, failure: { kind: 'tab-gone' } });
  });

  it('an unexpected error comes back without the secrets in it', async () => {
    const secret = aSecret();
    const route = router({
      'session.state': () => Promise.reject(new TypeError(`bad header Bearer ${secret}, kts_abc1`)),
    });
    expect(await route(asked, POPUP)).toEqual({
      ok: false,
      failure: { kind: 'internal', detail: 'TypeError: bad header Bearer kt_…, kts_…' },
    });
  });

  it('a handler that throws at once is a failure, too', async () => {
    const route = router({
      'session.state': () => {
        throw new Error('at once');
      },
    });
    expect(await route(asked, POPUP)).toMatchObject({ failure: { detail: 'Error: at once' } });
  });
});
