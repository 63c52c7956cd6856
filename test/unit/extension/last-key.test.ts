import { afterEach, beforeEach, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));

import { useLastKey } from '../../../extension/background/tabs/last-key.ts';
import { useKey } from '../../../extension/background/tabs/use.ts';
import type { UseRequest } from '../../../extension/messages/tabs.ts';
import { stored } from '../../../extension/stored.ts';
import { aKey, aSession } from './support/builders.ts';
import { resetBrowser, world } from './support/fake-browser.ts';
import { serve } from './support/fake-server.ts';
import { signedInWith } from './support/signed-in.ts';

const PAGE = 'https://docs.example.com';
const OTHER_PAGE = 'https://docs.example.com:8443';

beforeEach(async () => {
  resetBrowser();
  serve(() => ({ status: 200, body: aKey() }));
  world.tabs.set(7, `${PAGE}/`);
  world.granted.add('https://docs.example.com/*');
  await signedInWith('key_1', 'key_2');
});

afterEach(() => vi.unstubAllGlobals());

async function use(keyId: string, change: Partial<UseRequest> = {}): Promise<void> {
  const header = { kind: 'bearer' } as const;
  await useKey({ tabId: 7, keyId, pageOrigin: PAGE, apiOrigins: [PAGE], header, ...change });
}

async function pressed(tabId = 7) {
  return (await useLastKey(tabId)).use;
}

it('is set; pressed again, the one before it is, and so in turn', async () => {
  await use('key_1', { header: { kind: 'api-key', name: 'X-API-Key' } });
  await use('key_2');
  expect(await pressed()).toMatchObject({
    keyId: 'key_1',
    header: { kind: 'api-key', name: 'X-API-Key' },
  });
  expect(await pressed()).toMatchObject({ keyId: 'key_2', header: { kind: 'bearer' } });
  expect(await pressed()).toMatchObject({ keyId: 'key_1' });
});

it('comes first on a tab where another or none is set', async () => {
  world.tabs.set(8, `${PAGE}/docs`);
  await use('key_1');
  await use('key_2', { tabId: 8 });
  expect(await pressed()).toMatchObject({ keyId: 'key_2' });
  await stored.tabUses.write({});
  expect(await pressed()).toMatchObject({ keyId: 'key_2' });
});

it('stays where it is the only one, however it was set before', async () => {
  await use('key_1', { header: { kind: 'api-key', name: 'X-API-Key' } });
  await use('key_1');
  expect(await pressed()).toMatchObject({ keyId: 'key_1', header: { kind: 'bearer' } });
});

it('stays where the one before is not in this browser any more', async () => {
  await use('key_1');
  await use('key_2');
  await stored.secrets.update(({ key_2 }) => (key_2 ? { key_2 } : {}));
  expect(await pressed()).toMatchObject({ keyId: 'key_2' });
});

it('gives way to none that was used on another port', async () => {
  world.tabs.set(7, `${OTHER_PAGE}/`);
  await use('key_1', { pageOrigin: OTHER_PAGE, apiOrigins: [OTHER_PAGE] });
  world.tabs.set(7, `${PAGE}/`);
  await use('key_2');
  expect(await pressed()).toMatchObject({ keyId: 'key_2' });
});

it('gives way to none of another organisation', async () => {
  await use('key_1');
  const session = aSession();
  const { current } = session.account;
  const elsewhere = { ...current, org: { ...current.org, id: 'org_2' } };
  await stored.session.write({ ...session, account: { ...session.account, current: elsewhere } });
  await use('key_2');
  expect(await pressed()).toMatchObject({ keyId: 'key_2' });
});
