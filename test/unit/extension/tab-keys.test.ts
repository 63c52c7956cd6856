import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));
// The real cost is a quarter of a second each time: vault-cost.test.ts.
vi.mock('../../../extension/background/vault/cost.ts', () => ({
  ARGON2_COST: { memorySize: 8, iterations: 1, parallelism: 1 },
}));

import { makeTabKey } from '../../../extension/background/tab-keys/make.ts';
import { settleTabKeys } from '../../../extension/background/tab-keys/settle.ts';
import { cancelUse, useKey } from '../../../extension/background/tabs/use.ts';
import { dropUse } from '../../../extension/background/tabs/uses.ts';
import { lockVault, setUpVault } from '../../../extension/background/vault/vault.ts';
import { stored, type TabKeyLease } from '../../../extension/stored.ts';
import { ADDRESS, aKey, aSecret, aSession, aTabUse, SERVER_INFO } from './support/builders.ts';
import { resetBrowser, world } from './support/fake-browser.ts';
import { type Asked, problem, serve } from './support/fake-server.ts';

const HOUR = 3_600_000;
const PAGE = 'https://docs.example.com';
const USE = {
  tabId: 7,
  pageOrigin: PAGE,
  apiOrigins: ['https://api.example.com'],
  header: { kind: 'bearer' as const },
};
const WANTED = { name: 'Tasks on api.example.com', scopes: ['tasks:read'], use: USE };

/** What the server does when it is asked to make or revoke a key. */
let making: 'makes' | 'refuses' | 'loses-the-answer' | 'asks-an-admin';
let revoking: 'revokes' | 'away' | 'unknown-key' | 'broken';
let log: Asked[];
/** As the server has it. */
let made: { name: string } | null;

beforeEach(async () => {
  resetBrowser();
  making = 'makes';
  revoking = 'revokes';
  made = null;
  log = serve(answer);
  world.tabs.set(7, `${PAGE}/page`).set(8, `${PAGE}/page`);
  world.granted.add('https://docs.example.com/*').add('https://api.example.com/*');
  await stored.server.write({ address: ADDRESS, info: SERVER_INFO });
  await stored.session.write(aSession());
});

afterEach(() => vi.unstubAllGlobals());

function answer({ method, path, body }: Asked) {
  if (method === 'POST' && path.endsWith('/keys')) {
    if (making === 'refuses') return problem(403, 'api_access_off');
    made = body as { name: string };
    if (making === 'loses-the-answer') return 'no-answer';
    if (making === 'asks-an-admin') {
      return { status: 202, body: { key: aKey({ id: 'key_tab', status: 'pending' }) } };
    }
    const key = aKey({ id: 'key_tab', name: made.name });
    return { status: 201, body: { key, secret: aSecret() } };
  }
  if (path.endsWith('/revoke')) {
    if (revoking === 'away') return 'no-answer';
    if (revoking === 'unknown-key') return problem(404, 'not_found');
    if (revoking === 'broken') return problem(500, 'internal');
    made = null;
    return { status: 200, body: aKey({ id: 'key_tab', status: 'revoked' }) };
  }
  if (path.includes('/keys?')) {
    const items = made ? [aKey({ id: 'key_tab', name: made.name })] : [];
    return { status: 200, body: { items, nextCursor: null } };
  }
  return { status: 200, body: aKey({ id: 'key_tab', name: made?.name ?? '' }) };
}

/** Long enough for a lost request to have arrived or never to arrive. */
async function letTimePass(): Promise<void> {
  await stored.tabKeyLeases.update((all) =>
    all.map((one) => ({ ...one, askedAt: one.askedAt - 3 * 60_000 })),
  );
}

const revoked = () => log.filter(({ path }) => path.endsWith('/keys/key_tab/revoke')).length;

function aLease(over: Partial<TabKeyLease> = {}): TabKeyLease {
  return {
    keyId: 'key_tab',
    name: 'Tasks 12345678',
    tabId: 7,
    address: ADDRESS,
    orgId: 'org_1',
    userId: 'usr_1',
    askedAt: Date.now(),
    until: Date.now() + HOUR,
    ...over,
  };
}

async function expectNothingLeft(): Promise<void> {
  expect(await stored.tabKeyLeases.read()).toEqual([]);
  expect(await stored.secrets.read()).toEqual({});
  expect(world.rules).toEqual([]);
  expect(world.alarms.has('tab-keys')).toBe(false);
}

describe('a key for one tab', () => {
  it('is asked for an hour, set, and not shown', async () => {
    const state = await makeTabKey(WANTED);
    const asked = log.find(({ method }) => method === 'POST')?.body;
    expect(asked).toMatchObject({ scopes: ['tasks:read'], expiresIn: '1h' });
    expect(state.use).toMatchObject({ keyId: 'key_tab', tabId: 7 });
    expect(state.tabKey?.until).toBeGreaterThan(Date.now() + HOUR - 60_000);
    expect(world.rules).toHaveLength(1);
    expect(await stored.reveal.read()).toBeNull();
  });

  it('never goes into the vault, nor its secret on disk', async () => {
    await makeTabKey(WANTED);
    const { key_tab: kept } = await stored.secrets.read();
    expect(kept).toMatchObject({ memoryOnly: true, tabId: 7 });
    expect(JSON.stringify(await stored.tabKeyLeases.read())).not.toContain(kept?.secret);
  });

  it('is no other tab’s', async () => {
    await makeTabKey(WANTED);
    const elsewhere = useKey({ ...USE, tabId: 8, keyId: 'key_tab' });
    await expect(elsewhere).rejects.toMatchObject({ failure: { kind: 'other-tabs-key' } });
  });

  it('is not what the site’s last key is', async () => {
    const state = await makeTabKey(WANTED);
    expect(state.last).toBeNull();
    expect(await stored.lastKeys.read()).toEqual({});
  });

  it('stays while its tab has it', async () => {
    await makeTabKey(WANTED);
    await settleTabKeys();
    expect(revoked()).toBe(0);
    expect(world.alarms.get('tab-keys')).toEqual({ periodInMinutes: 1 });
  });

  it('whose making is refused leaves nothing behind', async () => {
    making = 'refuses';
    await expect(makeTabKey(WANTED)).rejects.toMatchObject({ failure: { kind: 'refused' } });
    await settleTabKeys();
    await expectNothingLeft();
    expect(revoked()).toBe(0);
  });

  it('that an admin would have to approve is taken back', async () => {
    making = 'asks-an-admin';
    await expect(makeTabKey(WANTED)).rejects.toMatchObject({
      failure: { code: 'tab_key_needs_approval' },
    });
    await settleTabKeys();
    expect(revoked()).toBe(1);
    await expectNothingLeft();
  });

  it('whose answer is lost is found by its name and revoked', async () => {
    making = 'loses-the-answer';
    await expect(makeTabKey(WANTED)).rejects.toMatchObject({ failure: { kind: 'no-answer' } });
    await settleTabKeys();
    expect(revoked()).toBe(1);
    await letTimePass();
    await settleTabKeys();
    expect(revoked()).toBe(1);
    await expectNothingLeft();
  });

  it('waits for a permission, and is revoked where it is refused', async () => {
    world.granted.clear();
    await expect(makeTabKey(WANTED)).rejects.toMatchObject({
      failure: { kind: 'permission-missing' },
    });
    await settleTabKeys();
    expect(revoked()).toBe(0);
    await cancelUse(7);
    await settleTabKeys();
    expect(revoked()).toBe(1);
    await expectNothingLeft();
  });
});

describe('what ends it', () => {
  beforeEach(async () => {
    await makeTabKey(WANTED);
  });

  it('its tab, or Stop', async () => {
    await dropUse(7);
    await settleTabKeys();
    expect(revoked()).toBe(1);
    await expectNothingLeft();
  });

  it('another key on its tab', async () => {
    await stored.tabUses.write({ 7: aTabUse({ keyId: 'key_2' }) });
    await settleTabKeys();
    expect(revoked()).toBe(1);
  });

  it('the vault that locks', async () => {
    await setUpVault('four words in a row');
    await lockVault();
    await settleTabKeys();
    expect(revoked()).toBe(1);
    expect((await stored.tabEnds.read())[7]?.why).toBe('locked');
    await expectNothingLeft();
  });

  it('the vault that locks while it waits for a permission', async () => {
    world.granted.clear();
    await dropUse(7);
    await stored.pendingUses.write({
      7: { request: { ...USE, keyId: 'key_tab' }, askedAt: Date.now() },
    });
    await settleTabKeys();
    expect(revoked()).toBe(0);
    await setUpVault('four words in a row');
    await lockVault();
    await settleTabKeys();
    expect(revoked()).toBe(1);
    await expectNothingLeft();
  });

  it('its hour', async () => {
    await stored.tabKeyLeases.update(([one]) => (one ? [{ ...one, until: Date.now() }] : []));
    await settleTabKeys();
    expect(revoked()).toBe(1);
    expect((await stored.tabEnds.read())[7]?.why).toBe('hour-over');
    await expectNothingLeft();
  });

  it('a browser that crashed: memory is empty, and the list on disk is worked off', async () => {
    for (const item of Object.values(stored)) if (item.area === 'session') await item.remove();
    await settleTabKeys();
    expect(revoked()).toBe(0);
    await stored.session.write(aSession());
    await settleTabKeys();
    expect(revoked()).toBe(1);
    expect(await stored.tabKeyLeases.read()).toEqual([]);
  });
});

/** What lies in storage when the worker dies there. */
const DEATHS: [when: string, revocations: number, die: () => Promise<void>][] = [
  [
    'before the server was asked',
    0,
    async () => {
      await stored.tabKeyLeases.write([aLease({ keyId: null, askedAt: Date.now() - HOUR / 2 })]);
    },
  ],
  [
    'before the answer came',
    1,
    async () => {
      made = { name: 'Tasks 12345678' };
      await stored.tabKeyLeases.write([aLease({ keyId: null })]);
    },
  ],
  ['after the answer was written down', 1, () => stored.tabKeyLeases.write([aLease()])],
  [
    'with the secret in memory, before it was set',
    1,
    async () => {
      await stored.tabKeyLeases.write([aLease()]);
      const kept = { secret: aSecret(), orgId: 'org_1', tabId: 7 };
      await stored.secrets.write({ key_tab: kept });
    },
  ],
];

it.each(DEATHS)('a worker that dies %s leaves no key', async (_, revocations, die) => {
  await die();
  await settleTabKeys();
  expect(revoked()).toBe(revocations);
  await letTimePass();
  await settleTabKeys();
  await expectNothingLeft();
});

describe('a server that does not take the revocation', () => {
  it.each(['away', 'broken'] as const)(
    '%s is asked again, and the key is off at once',
    async (how) => {
      await makeTabKey(WANTED);
      revoking = how;
      await dropUse(7);
      await settleTabKeys();
      expect(world.rules).toEqual([]);
      expect(await stored.secrets.read()).toEqual({});
      expect(world.alarms.get('tab-keys')).toEqual({ periodInMinutes: 1 });
      revoking = 'revokes';
      await settleTabKeys();
      await expectNothingLeft();
    },
  );

  it('that does not know the key any more is done with it', async () => {
    revoking = 'unknown-key';
    await stored.tabKeyLeases.write([aLease()]);
    await settleTabKeys();
    await expectNothingLeft();
  });

  it.each([
    ['somebody else', { userId: 'usr_2' }],
    ['another server', { address: 'https://other.example' }],
  ])('is not asked as %s; long after the hour it is let go', async (_, over) => {
    await stored.tabKeyLeases.write([aLease(over)]);
    await settleTabKeys();
    expect(log).toEqual([]);
    expect(await stored.tabKeyLeases.read()).toHaveLength(1);
    const old = { ...aLease(over), askedAt: Date.now() - 3 * HOUR, until: Date.now() - 2 * HOUR };
    await stored.tabKeyLeases.write([old]);
    await settleTabKeys();
    expect(log).toEqual([]);
    await expectNothingLeft();
  });

  it('is still looked through for a key that may be on its way', async () => {
    await stored.tabKeyLeases.write([aLease({ keyId: null })]);
    await settleTabKeys();
    expect(await stored.tabKeyLeases.read()).toHaveLength(1);
    made = { name: 'Tasks 12345678' };
    await settleTabKeys();
    expect(revoked()).toBe(1);
    await letTimePass();
    await settleTabKeys();
    await expectNothingLeft();
  });

  it('is asked for all keys of that name: the browser may have sent the request twice', async () => {
    await stored.tabKeyLeases.write([aLease({ keyId: 'key_second' })]);
    made = { name: 'Tasks 12345678' };
    await settleTabKeys();
    const paths = log.map(({ path }) => path).filter((path) => path.endsWith('/revoke'));
    expect(paths.sort()).toEqual([
      '/v1/orgs/org_1/keys/key_second/revoke',
      '/v1/orgs/org_1/keys/key_tab/revoke',
    ]);
    await expectNothingLeft();
  });
});
