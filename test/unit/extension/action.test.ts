import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));

import { paintAction } from '../../../extension/background/action/paint.ts';
import { stored } from '../../../extension/stored.ts';
import type { Key } from '../../../shared/contract/keys.ts';
import { ADDRESS, aKey, aSession, aTabUse, SERVER_INFO } from './support/builders.ts';
import { EVERY_TAB, resetBrowser, world } from './support/fake-browser.ts';

beforeEach(async () => {
  resetBrowser();
  world.tabs.set(7, 'https://docs.example.com/');
  await stored.server.write({ address: ADDRESS, info: SERVER_INFO });
  await stored.session.write(aSession());
});

const shown = (tabId = EVERY_TAB) => [world.icons.get(tabId), world.titles.get(tabId)];

describe('the toolbar button', () => {
  it('is plain where someone is signed in', async () => {
    await paintAction();
    expect(shown()).toEqual(['ready', 'Keyturn']);
  });

  it.each([
    ['nobody is', () => stored.session.remove()],
    ['the session is over', () => stored.session.write({ ...aSession(), expiresAt: 1 })],
    [
      'it is of another server',
      () => stored.server.write({ address: 'http://b.test', info: SERVER_INFO }),
    ],
  ])('is an outline where %s signed in', async (_, change) => {
    await change();
    await paintAction();
    expect(shown()).toEqual(['signed-out', 'Keyturn: signed out']);
  });

  it('has a padlock while the vault is locked', async () => {
    await stored.vault.write({} as never);
    await paintAction();
    expect(shown()).toEqual(['locked', 'Keyturn: locked']);
  });

  it('has a dot over the tab that a key is set on, and over no other', async () => {
    await stored.tabUses.write({ 7: aTabUse() });
    await paintAction();
    expect(shown(7)).toEqual(['on-tab', 'Keyturn: Nightly report is set on this tab']);
    expect(shown()).toEqual(['ready', 'Keyturn']);
  });

  it('has a triangle over the tab whose key ended, until that is seen to', async () => {
    await stored.tabEnds.write({ 7: { keyName: 'Nightly report', why: 'key-stopped' } });
    await paintAction();
    expect(shown(7)).toEqual(['problem', 'Keyturn: Nightly report is no longer set on this tab']);
    await stored.tabEnds.write({});
    await paintAction();
    expect(shown(7)).toEqual(['ready', 'Keyturn']);
  });

  it('follows the rest again over a tab that once had its own look', async () => {
    await stored.tabUses.write({ 7: aTabUse() });
    await paintAction();
    await stored.tabUses.write({});
    await stored.session.remove();
    await paintAction();
    expect(shown(7)).toEqual(['signed-out', 'Keyturn: signed out']);
  });

  it('remembers no tab that has closed', async () => {
    await stored.tabUses.write({ 7: aTabUse(), 8: aTabUse({ tabId: 8 }) });
    await paintAction();
    expect(await stored.paintedTabs.read()).toEqual([7]);
  });
});

describe('its badge', () => {
  const old = '2026-01-01T00:00:00.000Z';
  const listOf = (...keys: Key[]) => ({
    [`${ADDRESS} usr_1 org_1 unrevoked`]: { keys, fetchedAt: 1 },
  });
  const badge = (tabId = EVERY_TAB) => world.badges.get(tabId);
  const twoToLookAt = () =>
    stored.keyLists.write(
      listOf(
        aKey({ createdAt: old }),
        aKey({ id: 'key_2', expiresAt: new Date(Date.now() + 1000).toISOString() }),
        aKey({ id: 'key_3', createdAt: new Date().toISOString() }),
      ),
    );

  it('counts the keys that deserve a look, and the title says it', async () => {
    await twoToLookAt();
    await paintAction();
    expect(badge()).toBe('2');
    expect(shown()).toEqual(['ready', 'Keyturn: 2 keys end soon or have long been unused']);
    await stored.keyLists.write(listOf(aKey({ createdAt: old })));
    await paintAction();
    expect(badge()).toBe('1');
    expect(shown()).toEqual(['ready', 'Keyturn: a key ends soon or has long been unused']);
    await stored.keyLists.write(listOf());
    await paintAction();
    expect(badge()).toBe('');
    expect(shown()).toEqual(['ready', 'Keyturn']);
  });

  it('counts what waits for an approval before that', async () => {
    await twoToLookAt();
    await stored.waitingApprovals.write({ orgId: 'org_1', count: 3 });
    await paintAction();
    expect(badge()).toBe('3');
    expect(shown()).toEqual(['ready', 'Keyturn: 3 keys wait for your approval']);
    await stored.waitingApprovals.write({ orgId: 'org_2', count: 3 });
    await paintAction();
    expect(badge()).toBe('2');
  });

  it.each([
    ['a key is set', () => stored.tabUses.write({ 7: aTabUse() })],
    [
      'a key has ended',
      () => stored.tabEnds.write({ 7: { keyName: 'Nightly report', why: 'key-stopped' } }),
    ],
  ])('says nothing of that over a tab where %s, and counts approvals still', async (_, change) => {
    await twoToLookAt();
    await change();
    await paintAction();
    expect(badge(7)).toBe('');
    expect(badge()).toBe('2');
    await stored.waitingApprovals.write({ orgId: 'org_1', count: 1 });
    await paintAction();
    expect(badge(7)).toBe('1');
    expect(world.titles.get(7)).toMatch(/tab, a key waits for your approval$/);
  });

  it.each([
    ['the vault is locked', () => stored.vault.write({} as never)],
    ['nobody is signed in', () => stored.session.remove()],
  ])('says nothing of that while %s', async (_, change) => {
    await twoToLookAt();
    await change();
    await paintAction();
    expect(badge()).toBe('');
  });
});
