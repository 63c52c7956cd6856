import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));

import { watchKeys } from '../../../extension/background/keys/watch.ts';
import { stopUse } from '../../../extension/background/tabs/state.ts';
import { cancelUse, completePendingUses, useKey } from '../../../extension/background/tabs/use.ts';
import { wake } from '../../../extension/background/wake.ts';
import type { UseRequest } from '../../../extension/messages/tabs.ts';
import { stored } from '../../../extension/stored.ts';
import type { KeyStatus } from '../../../shared/status.ts';
import { aKey } from './support/builders.ts';
import { resetBrowser, world } from './support/fake-browser.ts';
import { problem, serve } from './support/fake-server.ts';
import { signedInWith } from './support/signed-in.ts';

const request: UseRequest = {
  tabId: 7,
  keyId: 'key_1',
  pageOrigin: 'http://127.0.0.1:4800',
  apiOrigins: ['http://127.0.0.1:4801'],
  header: { kind: 'bearer' },
};
const PATTERN = 'http://127.0.0.1/*';

let status: KeyStatus | 'deleted' | 'away';

beforeEach(async () => {
  resetBrowser();
  status = 'active';
  serve(() => {
    if (status === 'away') return 'no-answer';
    if (status === 'deleted') return problem(404, 'not_found');
    return { status: 200, body: aKey({ status }) };
  });
  world.tabs.set(7, 'http://127.0.0.1:4800/docs');
  world.granted.add(PATTERN);
  await signedInWith('key_1');
});

afterEach(() => vi.unstubAllGlobals());

describe('use on this tab', () => {
  it('sets the key', async () => {
    const state = await useKey(request);
    expect(state.use).toMatchObject({ ...request, keyName: 'Nightly report' });
    expect(world.rules).toHaveLength(1);
    expect(world.icons.get(7)).toBe('on-tab');
  });

  it('replaces the one before, and forgets why that ended', async () => {
    await stored.tabEnds.write({ 7: { keyName: 'Old', why: 'key-stopped' } });
    await useKey(request);
    const state = await useKey({ ...request, header: { kind: 'api-key', name: 'X-API-Key' } });
    expect(state.ended).toBeNull();
    expect(world.rules.map(({ action }) => action.requestHeaders?.[0]?.header)).toEqual([
      'X-API-Key',
    ]);
  });

  it('says so where the secret is not in this browser', async () => {
    await stored.secrets.write({});
    await expect(useKey(request)).rejects.toMatchObject({
      failure: { kind: 'not-in-this-browser' },
    });
  });

  it.each([
    ['closed', () => world.tabs.delete(7)],
    ['on another page', () => world.tabs.set(7, 'http://127.0.0.1:4900/')],
    ['on a page that the browser hides', () => world.tabs.set(7, undefined)],
  ])('sets nothing on a tab that is %s', async (_, move) => {
    move();
    await expect(useKey(request)).rejects.toMatchObject({ failure: { kind: 'tab-gone' } });
    expect(world.rules).toEqual([]);
  });

  it.each(['disabled', 'suspended', 'expired', 'revoked'] as const)(
    'refuses a key that is %s',
    async (now) => {
      status = now;
      await expect(useKey(request)).rejects.toMatchObject({
        failure: { kind: 'refused', code: `key_${now}` },
      });
      expect(await stored.tabUses.read()).toEqual({});
    },
  );

  it.each<[string, Partial<UseRequest>]>([
    ['no API', { apiOrigins: [] }],
    ['too many APIs', { apiOrigins: Array.from({ length: 11 }, (_, i) => `https://a${i}.test`) }],
    ['an API that is a pattern', { apiOrigins: ['https://*.test'] }],
    ['a header that carries no key', { header: { kind: 'api-key', name: 'Cookie' } }],
  ])('refuses %s', async (_, over) => {
    await expect(useKey({ ...request, ...over })).rejects.toThrow('no usable origin or header');
    expect(await stored.pendingUses.read()).toEqual({});
  });

  it('leaves no use behind where the browser takes no rule', async () => {
    await stored.secrets.write({ key_1: { secret: 'kt_malformed', orgId: 'org_1' } });
    await expect(useKey(request)).rejects.toThrow('not a well-formed key');
    expect(await stored.tabUses.read()).toEqual({});
  });
});

describe('without the permission', () => {
  beforeEach(async () => {
    world.granted.clear();
    await expect(useKey(request)).rejects.toMatchObject({
      failure: { kind: 'permission-missing', origins: [PATTERN] },
    });
  });

  it('nothing is set', () => {
    expect(world.rules).toEqual([]);
  });

  it('the key is set as soon as it is granted, and once', async () => {
    world.granted.add(PATTERN);
    await Promise.all([completePendingUses(), useKey(request)]);
    expect(world.rules).toHaveLength(1);
    expect(await stored.pendingUses.read()).toEqual({});
  });

  it('it goes on waiting while another permission is granted', async () => {
    world.granted.add('https://other.example/*');
    await completePendingUses();
    expect(Object.keys(await stored.pendingUses.read())).toEqual(['7']);
  });

  it('a background that died as it was granted sets it at the next wake, which waits no longer', async () => {
    const before = await stored.pendingUses.read();
    vi.setSystemTime(Date.now() + 60_000);
    await wake();
    expect(await stored.pendingUses.read()).toEqual(before);
    world.granted.add(PATTERN);
    await wake();
    expect(world.rules).toHaveLength(1);
    expect(await stored.pendingUses.read()).toEqual({});
  });

  it('nothing is set after it was refused', async () => {
    await cancelUse(7);
    world.granted.add(PATTERN);
    await completePendingUses();
    expect(world.rules).toEqual([]);
  });

  it('nothing is set long after', async () => {
    await stored.pendingUses.write({ 7: { request, askedAt: Date.now() - 5 * 60_000 } });
    world.granted.add(PATTERN);
    await completePendingUses();
    expect(world.rules).toEqual([]);
    expect(await stored.pendingUses.read()).toEqual({});
  });
});

describe('stop', () => {
  it('takes the key off, with no reason left to read', async () => {
    await useKey(request);
    expect(await stopUse(7)).toMatchObject({ use: null, ended: null });
    expect(world.rules).toEqual([]);
  });
});

describe('the watch', () => {
  beforeEach(() => useKey(request));

  it.each(['revoked', 'disabled', 'deleted'] as const)(
    'takes off a key that is %s',
    async (now) => {
      status = now;
      await watchKeys();
      expect(world.rules).toEqual([]);
      expect((await stored.tabEnds.read())[7]?.why).toBe('key-stopped');
    },
  );

  it.each(['active', 'away'] as const)('leaves on what is %s', async (now) => {
    status = now;
    await watchKeys();
    expect(world.rules).toHaveLength(1);
  });
});
