import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));

import { isCovered, pathOf } from '../../../extension/background/traffic/match.ts';
import { forgetTraffic, note, readTraffic } from '../../../extension/background/traffic/record.ts';
import { stored } from '../../../extension/stored.ts';
import { aKey, aTabUse } from './support/builders.ts';
import { resetBrowser, world } from './support/fake-browser.ts';

const use = aTabUse();
const request = {
  tabId: 7,
  url: 'https://api.example.com/tasks?token=abc',
  method: 'GET',
  from: 'https://docs.example.com',
};

beforeEach(resetBrowser);

describe('whether a use covers a request', () => {
  it.each([
    ['its own', {}, true],
    ['one of a frame below the page’s host', { from: 'https://eu.docs.example.com/x' }, true],
    ['another tab’s', { tabId: 8 }, false],
    ['a preflight', { method: 'OPTIONS' }, false],
    ['one to another host', { url: 'https://other.example.com/tasks' }, false],
    ['one to another port', { url: 'https://api.example.com:8443/tasks' }, false],
    ['one by another scheme', { url: 'http://api.example.com/tasks' }, false],
    ['one of another site’s script', { from: 'https://ads.example' }, false],
    ['one of a host that ends alike', { from: 'https://evildocs.example.com' }, false],
    ['one of which nobody says who asked', { from: undefined }, false],
    ['one of an opaque origin', { from: 'null' }, false],
  ])('%s', (_, change, covered) => {
    expect(isCovered(use, { ...request, ...change })).toBe(covered);
  });
});

it('of the address, only the path is kept, shortened', () => {
  expect(pathOf(request.url)).toBe('/tasks');
  expect(pathOf(`https://x.test/${'a'.repeat(900)}`)).toHaveLength(200);
});

describe('what happened on a tab', () => {
  const answered = (status: number) => ({ status, refusal: null });
  let at = 0;
  const seen = (id: string, change: object = {}) =>
    note({ id, at: ++at, request, outcome: answered(200), ...change });

  beforeEach(async () => {
    await stored.tabUses.write({ 7: use });
  });

  it('is told newest first, without the query', async () => {
    await seen('1');
    await seen('2', { outcome: answered(404) });
    expect(await readTraffic(7)).toMatchObject([
      { id: '2', method: 'GET', host: 'api.example.com', path: '/tasks', status: 404 },
      { id: '1', status: 200 },
    ]);
    expect(JSON.stringify(await stored.traffic.read())).not.toContain('abc');
    expect(world.notices).toContainEqual({ changed: 'traffic' });
  });

  it('is nothing where no key is set, or the key does not go', async () => {
    await seen('1', { request: { ...request, tabId: 8 } });
    await seen('2', { request: { ...request, url: 'https://elsewhere.example/' } });
    expect(await stored.traffic.read()).toEqual({});
    expect(world.notices).toEqual([]);
  });

  it('is an answer even where the page gave the request up afterwards', async () => {
    await seen('1', { outcome: answered(401) });
    await seen('1', { outcome: null });
    await seen('2', { outcome: null });
    expect(await readTraffic(7)).toMatchObject([
      { id: '2', status: null },
      { id: '1', status: 401 },
    ]);
  });

  it('is one entry for a request that was sent on', async () => {
    await seen('1', { outcome: answered(302) });
    await seen('1', { outcome: answered(200) });
    expect((await readTraffic(7)).map(({ status }) => status)).toEqual([200]);
  });

  it('is the last 50, also of many at once', async () => {
    await Promise.all(Array.from({ length: 120 }, (_, id) => seen(String(id))));
    const all = await readTraffic(7);
    expect(all).toHaveLength(50);
    expect(all[0]?.id).toBe('119');
  });

  it('says what is missing, and what the key has', async () => {
    const outcome = {
      status: 403,
      refusal: { kind: 'scope' as const, needs: ['tasks:read', 'tasks:delete'] },
    };
    await seen('1', { outcome });
    expect(await readTraffic(7)).toMatchObject([{ refusal: outcome.refusal, has: null }]);
    const key = aKey({ id: use.keyId, effectiveScopes: ['tasks:read'] });
    await stored.keyLists.write({ one: { keys: [key], fetchedAt: 0 } });
    expect(await readTraffic(7)).toMatchObject([
      { refusal: { kind: 'scope', needs: ['tasks:delete'] }, has: ['tasks:read'] },
    ]);
  });

  it('goes with the tab', async () => {
    await seen('1');
    await forgetTraffic(7);
    expect(await readTraffic(7)).toEqual([]);
  });
});
