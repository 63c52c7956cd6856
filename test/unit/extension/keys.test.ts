import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));

import { applyUses } from '../../../extension/background/injection/apply.ts';
import * as change from '../../../extension/background/keys/change.ts';
import { createKey, regenerateKey, toExpiry } from '../../../extension/background/keys/create.ts';
import { cachedKeys, listKeys } from '../../../extension/background/keys/list.ts';
import { grantablePermissions } from '../../../extension/background/keys/permissions.ts';
import { standings } from '../../../extension/background/keys/reconcile.ts';
import { stored } from '../../../extension/stored.ts';
import type { Key } from '../../../shared/contract/keys.ts';
import {
  ADDRESS,
  aKey,
  aMembership,
  aSecret,
  aSession,
  aTabUse,
  SERVER_INFO,
} from './support/builders.ts';
import { browser, resetBrowser, world } from './support/fake-browser.ts';
import { type Asked, problem, serve } from './support/fake-server.ts';

let keys: Key[];
let log: Asked[];
/** The server answers a list when this is done. */
let listHeld: Promise<void>;
const newSecret = aSecret();

/** Acts on the one key that the path names, as the server does. */
function actOnKey(asked: Asked) {
  const [, id, action] = /\/keys\/([^/?]+)(?:\/(\w+))?/.exec(asked.path) ?? [];
  const index = keys.findIndex((key) => key.id === id);
  const key = keys[index];
  if (!key) return problem(404, 'not_found');
  if (asked.method === 'DELETE') {
    keys.splice(index, 1);
    return { status: 204 };
  }
  const statuses = { disable: 'disabled', enable: 'active', revoke: 'revoked' } as const;
  const name = (asked.body as { name?: string } | undefined)?.name ?? key.name;
  const changed = { ...key, name, status: statuses[action as 'revoke'] ?? key.status };
  keys[index] = changed;
  return { status: 200, body: changed };
}

beforeEach(async () => {
  resetBrowser();
  keys = [aKey(), aKey({ id: 'key_2', name: 'Second' })];
  listHeld = Promise.resolve();
  log = serve(async (asked) => {
    const { method, path } = asked;
    const made = { status: 201, body: { key: aKey({ id: 'key_new' }), secret: newSecret } };
    if (method === 'POST' && /\/(?:keys|regenerate)$/.test(path)) return made;
    if (/\/keys\//.test(path)) return actOnKey(asked);
    await listHeld;
    const from = Number(/cursor=(\d+)/.exec(path)?.[1] ?? 0);
    const listed = keys.filter((key) => key.status !== 'revoked' || path.includes('status=any'));
    const nextCursor = listed.length > from + 200 ? String(from + 200) : null;
    return { status: 200, body: { items: listed.slice(from, from + 200), nextCursor } };
  });
  await stored.server.write({ address: ADDRESS, info: SERVER_INFO });
  await stored.session.write(aSession());
  await stored.secrets.write({
    key_1: { secret: aSecret(), orgId: 'org_1' },
    key_elsewhere: { secret: aSecret(), orgId: 'org_2' },
  });
  await stored.tabUses.write({ 7: aTabUse() });
  await applyUses();
});

afterEach(() => vi.unstubAllGlobals());

const secretIds = async () => Object.keys(await stored.secrets.read());

describe('the list of keys', () => {
  it('marks those that this browser can set', async () => {
    const { keys: listed } = await listKeys(false);
    expect(listed.map(({ id, inThisBrowser }) => [id, inThisBrowser])).toEqual([
      ['key_1', true],
      ['key_2', false],
    ]);
  });

  it('walks all pages', async () => {
    keys = Array.from({ length: 450 }, (_, i) => aKey({ id: `key_${i}` }));
    expect((await listKeys(true)).keys).toHaveLength(450);
    expect(log.map(({ path }) => path)).toEqual([
      '/v1/orgs/org_1/keys?limit=200&status=any',
      '/v1/orgs/org_1/keys?limit=200&status=any&cursor=200',
      '/v1/orgs/org_1/keys?limit=200&status=any&cursor=400',
    ]);
  });

  it('can be painted before the network answers', async () => {
    expect(await cachedKeys(false)).toBeNull();
    const fetched = await listKeys(false);
    log.length = 0;
    expect(await cachedKeys(false)).toEqual(fetched);
    expect(await cachedKeys(true)).toBeNull();
    expect(log).toEqual([]);
  });

  it('puts no secret on disk', async () => {
    await createKey({ name: 'x', scopes: ['tasks:read'], expiry: { kind: 'never' } });
    await listKeys(true);
    const disk = JSON.stringify(await browser.storage.local.get());
    const secrets = [newSecret, 'kts_token', ...Object.values(await stored.secrets.read())];
    for (const secret of secrets) {
      expect(disk).not.toContain(typeof secret === 'string' ? secret : secret.secret);
    }
  });

  it('takes keys off tabs that are no longer in it', async () => {
    keys = keys.slice(1);
    await listKeys(false);
    expect(world.rules).toEqual([]);
    expect(await secretIds()).toEqual(['key_elsewhere']);
  });

  it('does not hold a key to be gone that was made while it was on its way', async () => {
    let answerList = () => {};
    listHeld = new Promise((resolve) => {
      answerList = resolve;
    });
    const fetching = listKeys(false);
    await createKey({ name: 'x', scopes: ['tasks:read'], expiry: { kind: 'never' } });
    answerList();
    await fetching;
    expect(await secretIds()).toContain('key_new');
  });
});

describe('how kept keys stand by a list', () => {
  const kept = (orgId: string) => ({ secret: 'kt_x', orgId });

  it('says gone of what it lacks, and nothing of another org', () => {
    const secrets = { a: kept('org_1'), b: kept('org_1'), c: kept('org_2') };
    expect([...standings(secrets, 'org_1', [{ id: 'a', status: 'disabled' }])]).toEqual([
      ['a', 'disabled'],
      ['b', 'gone'],
    ]);
  });
});

describe('making a key', () => {
  it('keeps its secret in memory, and the reveal until it is done', async () => {
    const reveal = await createKey({
      name: 'Nightly',
      scopes: ['tasks:read'],
      expiry: { kind: 'in', days: 30 },
    });
    expect(reveal).toMatchObject({ secret: newSecret, copied: false });
    expect(await stored.reveal.read()).toEqual(reveal);
    expect((await stored.secrets.read()).key_new).toEqual({ secret: newSecret, orgId: 'org_1' });
    expect(log[0]?.body).toEqual({ name: 'Nightly', scopes: ['tasks:read'], expiresIn: '30d' });
  });

  it('in place of another takes that one off its tabs', async () => {
    await regenerateKey('key_1', 3600);
    expect(log[0]).toMatchObject({
      path: '/v1/orgs/org_1/keys/key_1/regenerate',
      body: { graceSeconds: 3600 },
    });
    expect(world.rules).toEqual([]);
    expect(await secretIds()).toEqual(['key_elsewhere', 'key_new']);
    expect((await stored.tabEnds.read())[7]?.why).toBe('key-stopped');
  });

  it('lets it expire never, after days, or at the end of a day here', () => {
    expect(toExpiry({ kind: 'never' })).toEqual({});
    expect(toExpiry({ kind: 'in', days: 365 })).toEqual({ expiresIn: '365d' });
    const { expiresAt } = toExpiry({ kind: 'on', date: '2027-03-31' });
    const end = new Date(expiresAt ?? '');
    expect([end.getFullYear(), end.getMonth(), end.getDate(), end.getHours()]).toEqual([
      2027, 2, 31, 23,
    ]);
  });
});

describe('changing a key', () => {
  beforeEach(() => listKeys(true));

  it('rename also renames what is set', async () => {
    expect(await change.renameKey('key_1', 'Daily')).toMatchObject({
      name: 'Daily',
      inThisBrowser: true,
    });
    expect((await stored.tabUses.read())[7]?.keyName).toBe('Daily');
    expect(world.titles.get(7)).toBe('Keyturn: Daily is set on this tab');
    expect((await cachedKeys(true))?.keys[0]?.name).toBe('Daily');
  });

  it('disable takes it off its tabs, and enable lets it be set again', async () => {
    expect(await change.disableKey('key_1')).toMatchObject({ status: 'disabled' });
    expect(world.rules).toEqual([]);
    expect(await change.enableKey('key_1')).toMatchObject({
      status: 'active',
      inThisBrowser: true,
    });
  });

  it('revoke ends it everywhere', async () => {
    await stored.tabUses.write({ 7: aTabUse(), 8: aTabUse({ tabId: 8 }) });
    expect(await change.revokeKey('key_1')).toMatchObject({
      status: 'revoked',
      inThisBrowser: false,
    });
    expect(world.rules).toEqual([]);
    expect(await secretIds()).toEqual(['key_elsewhere']);
  });

  it('delete ends it everywhere, in the cached list too', async () => {
    await change.deleteKey('key_1');
    expect(world.rules).toEqual([]);
    expect((await cachedKeys(true))?.keys.map(({ id }) => id)).toEqual(['key_2']);
  });

  it('keeps a revoked key in the cached list that shows such, only', async () => {
    await listKeys(false);
    await change.revokeKey('key_1');
    expect((await cachedKeys(false))?.keys.map(({ id }) => id)).toEqual(['key_2']);
    expect((await cachedKeys(true))?.keys.map(({ id }) => id)).toEqual(['key_1', 'key_2']);
  });

  it('that fails leaves all as it was', async () => {
    keys = [];
    await expect(change.revokeKey('key_1')).rejects.toMatchObject({
      failure: { code: 'not_found' },
    });
    expect(world.rules).toHaveLength(1);
  });
});

describe('the permissions to choose from', () => {
  it('are those of the catalogue that the role allows now', async () => {
    const scopes = ['tasks:read', 'tasks:delete', 'people:read'];
    const membership = { ...aMembership('org_1', 'read-only'), permissions: ['*:read'] };
    serve(({ path }) =>
      path === '/v1/me'
        ? { status: 200, body: { user: aSession().account.user, memberships: [membership] } }
        : {
            status: 200,
            body: { items: scopes.map((scope) => ({ scope, label: scope, group: 'g' })) },
          },
    );
    const { items } = await grantablePermissions();
    expect(items.map(({ scope }) => scope)).toEqual(['tasks:read', 'people:read']);
  });
});
