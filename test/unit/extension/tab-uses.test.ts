import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));

import { applyUses } from '../../../extension/background/injection/apply.ts';
import { settle } from '../../../extension/background/keys/reconcile.ts';
import { checkUses, dropUse, tabUpdated } from '../../../extension/background/tabs/uses.ts';
import { stored } from '../../../extension/stored.ts';
import { aSecret, aTabUse } from './support/builders.ts';
import { resetBrowser, world } from './support/fake-browser.ts';

const page = 'https://docs.example.com/page';

/** A key set on tab 7, and another one on tab 8, both as they should be. */
beforeEach(async () => {
  resetBrowser();
  world.tabs.set(7, page).set(8, page);
  world.granted.add('https://docs.example.com/*').add('https://api.example.com/*');
  await stored.secrets.write({
    key_1: { secret: aSecret(), orgId: 'org_1' },
    key_2: { secret: aSecret(), orgId: 'org_1' },
  });
  await stored.tabUses.write({
    7: aTabUse(),
    8: aTabUse({ tabId: 8, keyId: 'key_2', keyName: 'Second' }),
  });
  await applyUses();
});

const tabsWithRules = () => world.rules.flatMap(({ condition }) => condition.tabIds ?? []);

describe('keys set on tabs', () => {
  it('have rules, an icon, a title and the watch', () => {
    expect(tabsWithRules()).toEqual([7, 8]);
    expect(world.icons.get(7)).toBe('on-tab');
    expect(world.titles.get(7)).toBe('Keyturn: Nightly report is set on this tab');
    expect([...world.alarms]).toEqual([['key-watch', { periodInMinutes: 1 }]]);
  });

  it('are left alone where all is as it should be', async () => {
    await checkUses();
    await tabUpdated(7);
    expect(world.ruleUpdates).toBe(1);
    expect(tabsWithRules()).toEqual([7, 8]);
  });

  it('get their rules back when the browser has lost them', async () => {
    world.rules = [];
    await checkUses();
    expect(tabsWithRules()).toEqual([7, 8]);
  });

  it('lose rules that nobody wants', async () => {
    await stored.tabUses.write({});
    await checkUses();
    expect(world.rules).toEqual([]);
    expect(world.icons.get(7)).not.toBe('on-tab');
    expect(world.titles.get(7)).toBe('Keyturn: signed out');
    expect([...world.alarms]).toEqual([]);
  });

  it.each([
    ['another site that the browser shows', 'https://elsewhere.example/'],
    ['another port of the host', 'https://docs.example.com:8443/'],
    ['another scheme', 'http://docs.example.com/'],
    ['a place that the browser hides', undefined],
    ['a blank page', 'about:blank'],
  ])('end when the tab goes to %s', async (_, url) => {
    world.tabs.set(7, url);
    await tabUpdated(7);
    expect(tabsWithRules()).toEqual([8]);
    expect(await stored.tabEnds.read()).toEqual({
      7: { keyName: 'Nightly report', why: 'left-site' },
    });
    expect(world.icons.get(7)).not.toBe('on-tab');
    expect(world.notices).toContainEqual({ changed: 'tabs' });
  });

  it('stay through a reload, and get back the icon that it took', async () => {
    world.icons.clear();
    world.tabs.set(7, 'https://docs.example.com/other#x');
    await tabUpdated(7);
    expect(tabsWithRules()).toEqual([7, 8]);
    expect(world.icons.get(7)).toBe('on-tab');
  });

  it('end on every tab when a permission goes', async () => {
    world.granted.delete('https://api.example.com/*');
    await checkUses();
    expect(world.rules).toEqual([]);
    expect((await stored.tabEnds.read())[8]).toEqual({
      keyName: 'Second',
      why: 'permission-removed',
    });
  });

  it('leave nothing behind when the tab closes', async () => {
    world.tabs.delete(7);
    await dropUse(7);
    expect(tabsWithRules()).toEqual([8]);
    expect(Object.keys(await stored.tabUses.read())).toEqual(['8']);
    expect(await stored.tabEnds.read()).toEqual({});
  });

  it('of tabs that closed while nobody looked are gone at the next start', async () => {
    world.tabs.delete(8);
    await checkUses();
    expect(tabsWithRules()).toEqual([7]);
  });
});

describe('a key that the server judges anew', () => {
  it.each([
    ['active', true, true],
    ['disabled', false, true],
    ['suspended', false, true],
    ['expired', false, false],
    ['revoked', false, false],
    ['gone', false, false],
  ] as const)('%s: on tabs %s, secret kept %s', async (stand, onTabs, kept) => {
    await settle(new Map([['key_1', stand]]));
    expect(tabsWithRules()).toEqual(onTabs ? [7, 8] : [8]);
    expect(Object.keys(await stored.secrets.read())).toEqual(kept ? ['key_1', 'key_2'] : ['key_2']);
    expect((await stored.tabEnds.read())[7]?.why).toBe(onTabs ? undefined : 'key-stopped');
  });

  it('ends on all of its tabs', async () => {
    await stored.tabUses.write({ 7: aTabUse(), 8: aTabUse({ tabId: 8 }) });
    await settle(new Map([['key_1', 'revoked']]));
    expect(world.rules).toEqual([]);
    expect(Object.keys(await stored.tabEnds.read())).toEqual(['7', '8']);
  });
});
