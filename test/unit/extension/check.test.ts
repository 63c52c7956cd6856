/** Why is my key not applied? Each step, when it is fine, when it is not, and when nobody knows. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));

import { checkTab } from '../../../extension/background/tabs/check.ts';
import { useKey } from '../../../extension/background/tabs/use.ts';
import type { TabCheck, UseRequest } from '../../../extension/messages/tabs.ts';
import { stored } from '../../../extension/stored.ts';
import type { KeyStatus } from '../../../shared/status.ts';
import { aKey } from './support/builders.ts';
import { browser, resetBrowser, world } from './support/fake-browser.ts';
import { serve } from './support/fake-server.ts';
import { signedInWith } from './support/signed-in.ts';

const PAGE = 'https://docs.example.com';
const API = 'https://api.example.com';
const request: UseRequest = {
  tabId: 7,
  keyId: 'key_1',
  pageOrigin: PAGE,
  apiOrigins: [API],
  header: { kind: 'bearer' },
};

let status: KeyStatus | 'away';
let around: { requests: string[]; hasServiceWorker: boolean };

beforeEach(async () => {
  resetBrowser();
  status = 'active';
  around = { requests: [`${API}/tasks`], hasServiceWorker: false };
  serve(() => (status === 'away' ? 'no-answer' : { status: 200, body: aKey({ status }) }));
  const looks = async ({ func }: { func: () => unknown }) => [
    { result: func.name === 'lookAround' ? { ...around, began: 1 } : null },
  ];
  vi.spyOn(browser.scripting, 'executeScript').mockImplementation(looks as never);
  world.tabs.set(7, `${PAGE}/reference`);
  for (const origin of [PAGE, API]) world.granted.add(`${origin}/*`);
  await signedInWith('key_1');
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function outcomes(): Promise<Partial<Record<TabCheck['id'], TabCheck['outcome']>>> {
  const { checks } = await checkTab(7);
  return Object.fromEntries(checks.map(({ id, outcome }) => [id, outcome]));
}

async function found(id: TabCheck['id']): Promise<Omit<TabCheck, 'id'> | undefined> {
  const { checks } = await checkTab(7);
  const one = checks.find((check) => check.id === id);
  return one && { outcome: one.outcome, about: one.about };
}

it('all is well with a key that is set: every step says so, in their order', async () => {
  await useKey(request);
  expect(Object.entries(await outcomes())).toEqual([
    ['web-page', 'good'],
    ['key-set', 'good'],
    ['same-site', 'good'],
    ['page-permission', 'good'],
    ['api-permission', 'good'],
    ['key-works', 'good'],
    ['rule-present', 'good'],
    ['service-worker', 'good'],
    ['host-called', 'good'],
  ]);
});

it('without a key on the tab only the page is looked at', async () => {
  expect(await outcomes()).toEqual({
    'web-page': 'good',
    'key-set': 'bad',
    'service-worker': 'good',
  });
});

it('a key that has ended is named', async () => {
  await stored.tabEnds.write({ 7: { keyName: 'Nightly report', why: 'key-stopped' } });
  expect(await found('key-set')).toEqual({ outcome: 'bad', about: ['Nightly report'] });
});

it.each<[what: string, spoil: () => unknown, id: TabCheck['id'], said: Omit<TabCheck, 'id'>]>([
  [
    'a page of the browser’s own',
    () => world.tabs.set(7, 'chrome://settings/'),
    'web-page',
    { outcome: 'bad', about: [] },
  ],
  [
    'a page that the browser hides',
    () => world.tabs.set(7, undefined),
    'web-page',
    { outcome: 'unknown', about: [] },
  ],
  [
    'another site in the tab',
    () => world.tabs.set(7, 'https://docs.example.com:8443/'),
    'same-site',
    { outcome: 'bad', about: [PAGE] },
  ],
  [
    'no permission for the page',
    () => world.granted.delete(`${PAGE}/*`),
    'page-permission',
    { outcome: 'bad', about: [PAGE] },
  ],
  [
    'no permission for the API',
    () => world.granted.delete(`${API}/*`),
    'api-permission',
    { outcome: 'bad', about: [API] },
  ],
  [
    'a key that the server has stopped',
    () => {
      status = 'revoked';
    },
    'key-works',
    { outcome: 'bad', about: ['Nightly report'] },
  ],
  [
    'a key whose secret is gone',
    () => stored.secrets.write({}),
    'key-works',
    { outcome: 'bad', about: ['Nightly report'] },
  ],
  [
    'a server that is away',
    () => {
      status = 'away';
    },
    'key-works',
    { outcome: 'unknown', about: ['Nightly report'] },
  ],
  [
    'a rule that the browser has lost',
    () => {
      world.rules = [];
    },
    'rule-present',
    { outcome: 'bad', about: [API] },
  ],
  [
    'a service worker of the site',
    () => {
      around.hasServiceWorker = true;
    },
    'service-worker',
    { outcome: 'bad', about: [PAGE] },
  ],
  [
    'calls to another host',
    () => {
      around.requests = ['https://staging.example.com/tasks'];
    },
    'host-called',
    { outcome: 'bad', about: ['https://staging.example.com'] },
  ],
  [
    'no calls so far',
    () => {
      around.requests = [];
    },
    'host-called',
    { outcome: 'unknown', about: [API] },
  ],
])('%s is noticed', async (_, spoil, id, said) => {
  await useKey(request);
  await spoil();
  expect(await found(id)).toEqual(said);
});

it('a tab that is closed is said to be', async () => {
  world.tabs.delete(7);
  await expect(checkTab(7)).rejects.toMatchObject({ failure: { kind: 'tab-gone' } });
});
