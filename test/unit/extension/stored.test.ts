import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));

import { stored } from '../../../extension/stored.ts';
import { defineItem, removeTogether, writeTogether } from '../../../extension/stored-item.ts';
import type { Key } from '../../../shared/contract/keys.ts';
import { aKey, aSession } from './support/builders.ts';
import { browser, dieAfter, live, resetBrowser } from './support/fake-browser.ts';

beforeEach(resetBrowser);

describe('a stored item', () => {
  const item = defineItem<string[]>('local', 'fruit', 2, ['none'], {
    migrate: (value, from) => [`${String(value)} from ${from}`],
  });

  it('reads as its default before it is written, and after it is removed', async () => {
    expect(await item.read()).toEqual(['none']);
    await item.write(['apple']);
    expect(await item.read()).toEqual(['apple']);
    await item.remove();
    expect(await item.read()).toEqual(['none']);
  });

  it('keeps its default from being changed by a reader', async () => {
    (await item.read()).push('pear');
    expect(await item.read()).toEqual(['none']);
  });

  it('migrates what an older version wrote, once', async () => {
    await browser.storage.local.set({ fruit: { version: 1, value: 'apple' } });
    expect(await item.read()).toEqual(['apple from 1']);
    expect(await browser.storage.local.get('fruit')).toEqual({
      fruit: { version: 2, value: ['apple from 1'] },
    });
  });

  it('migrates within an update', async () => {
    await browser.storage.local.set({ fruit: { version: 1, value: 'apple' } });
    await item.update((fruit) => [...fruit, 'pear']);
    expect(await item.read()).toEqual(['apple from 1', 'pear']);
  });

  it.each([
    ['a newer version wrote', { version: 3, value: ['kiwi'] }],
    ['nobody wrote that way', 'apple'],
    ['has no version', { value: ['apple'] }],
    ['is null', null],
  ])('reads as its default what %s', async (_, fruit) => {
    await browser.storage.local.set({ fruit });
    expect(await item.read()).toEqual(['none']);
  });

  it('loses no update to another one at the same time', async () => {
    await item.write([]);
    await Promise.all(['a', 'b', 'c'].map((one) => item.update((all) => [...all, one])));
    expect(await item.read()).toEqual(['a', 'b', 'c']);
  });

  it('goes on after an update that failed', async () => {
    const failing = item.update(() => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await item.update(() => ['yes'])).toEqual(['yes']);
  });

  it('is not brought back by an update that was under way when it was removed', async () => {
    await item.write(['apple']);
    await Promise.all([item.update((all) => [...all, 'pear']), item.remove()]);
    expect(await item.read()).toEqual(['none']);
  });
});

describe('an item with an outline', () => {
  const item = defineItem<{ secret: string; owner: string } | null, { owner: string } | null>(
    'session',
    'sealed',
    1,
    null,
    { outline: (value) => value && { owner: value.owner } },
  );
  const onlyOutline = { owner: 'me' };

  it('is outlined by every way of writing, and by no removal', async () => {
    expect(await item.readOutline()).toBeNull();
    await item.write({ secret: 'abc', owner: 'me' });
    expect(await item.readOutline()).toEqual(onlyOutline);
    await item.update(() => ({ secret: 'abc', owner: 'you' }));
    expect(await item.readOutline()).toEqual({ owner: 'you' });
    await writeTogether('session', [item.changed(() => ({ secret: 'abc', owner: 'me' }))]);
    expect(await item.readOutline()).toEqual(onlyOutline);
    await item.remove();
    expect(await browser.storage.session.get()).toEqual({});
    await item.write({ secret: 'abc', owner: 'me' });
    await removeTogether('session', [item]);
    expect(await browser.storage.session.get()).toEqual({});
  });

  it('is written in one step with its outline', async () => {
    dieAfter(1);
    await item.write({ secret: 'abc', owner: 'me' });
    live();
    expect(await item.readOutline()).toEqual(onlyOutline);
  });
});

it('an item kept as text lies there as one, and reads as it was', async () => {
  const asText = {
    write: (all: string[]) => all.join(' '),
    read: (text: string) => text.split(' '),
  };
  const item = defineItem<string[]>('local', 'long', 1, [], { asText });
  await item.write(['a', 'b']);
  expect(await browser.storage.local.get('long')).toEqual({
    long: { version: 1, value: 'a b' },
  });
  expect(await item.update((all) => [...all, 'c'])).toEqual(['a', 'b', 'c']);
  expect(await item.read()).toEqual(['a', 'b', 'c']);
});

describe('the table of stored items', () => {
  it('keeps key lists short, and as they were', async () => {
    const keys = Array.from({ length: 1_000 }, (_, at) =>
      aKey({
        id: `key_${at}`,
        name: `Key ${at}`,
        scopes: at % 3 === 0 ? ['invoice.read'] : [],
        expiresAt: at % 2 === 0 ? null : '2026-11-22T00:00:00.000Z',
      }),
    );
    const { note: _, ...ofAnotherVersion } = aKey({ id: 'key_older' });
    const lists = {
      many: { keys, fetchedAt: 7 },
      one: { keys: [aKey()], fetchedAt: 8 },
      none: { keys: [], fetchedAt: 9 },
      mixed: { keys: [aKey(), aKey({ id: 'key_2' }), ofAnotherVersion as Key], fetchedAt: 10 },
    };
    await stored.keyLists.write(lists);
    expect(await stored.keyLists.read()).toEqual(lists);
    const kept = JSON.stringify(await browser.storage.local.get('keyLists'));
    expect(kept.length).toBeLessThan(JSON.stringify(lists).length / 3);
  });

  it('keeps only what is no secret on disk', () => {
    const onDisk = Object.values(stored).filter(({ area }) => area === 'local');
    expect(onDisk.map(({ name }) => name)).toEqual([
      'server',
      'chosenOrg',
      'keyLists',
      'settings',
      'tabKeyLeases',
      'lastKeys',
      'vault',
    ]);
  });

  it('outlines no secret for the pages', async () => {
    const { token, ...session } = aSession();
    await stored.session.write({ ...session, token });
    await stored.secrets.write({ key_1: { secret: 'the secret', orgId: 'org_1', tabId: 7 } });
    await stored.openVault.write({ salt: 'the salt', key: 'the key', until: 5, idle: 9 });
    const outlines = [stored.session, stored.secrets, stored.openVault].map((one) =>
      one.readOutline(),
    );

    expect(await Promise.all(outlines)).toEqual([
      session,
      { key_1: { orgId: 'org_1', tabId: 7 } },
      { until: 5 },
    ]);
  });

  it('names each item once', () => {
    const names = Object.values(stored).map(({ name }) => name);
    expect(names).toEqual(Object.keys(stored));
  });
});
