/** The worker dies after each of a flow's effects: what is left is as before it, or as after it. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));
// The real cost is a quarter of a second each time: vault-cost.test.ts.
vi.mock('../../../extension/background/vault/cost.ts', () => ({
  ARGON2_COST: { memorySize: 8, iterations: 1, parallelism: 1 },
}));

import { deleteKey, revokeKey } from '../../../extension/background/keys/change.ts';
import { collectKey, createKey, regenerateKey } from '../../../extension/background/keys/create.ts';
import { listKeys } from '../../../extension/background/keys/list.ts';
import { watchKeys } from '../../../extension/background/keys/watch.ts';
import {
  refreshAccount,
  signIn,
  signOut,
  switchOrg,
} from '../../../extension/background/session/session.ts';
import { makeTabKey } from '../../../extension/background/tab-keys/make.ts';
import { settleTabKeys } from '../../../extension/background/tab-keys/settle.ts';
import { completePendingUses, useKey } from '../../../extension/background/tabs/use.ts';
import { dropUse } from '../../../extension/background/tabs/uses.ts';
import * as vault from '../../../extension/background/vault/vault.ts';
import { wake } from '../../../extension/background/wake.ts';
import { readDrafts, writeDraft } from '../../../extension/drafts.ts';
import { stored } from '../../../extension/stored.ts';
import { ADDRESS, aKey, aSecret, aSession, SERVER_INFO } from './support/builders.ts';
import { dieAfter, live, resetBrowser, world } from './support/fake-browser.ts';
import { type KeyServer, serveKeys } from './support/key-server.ts';

const PASSPHRASE = 'four words in a row';
const ANOTHER = 'another long one';
const MINUTE = 60_000;
const BEGINNING = new Date('2026-11-21T09:00:00Z');
const USE = {
  tabId: 7,
  pageOrigin: 'https://docs.example.com',
  apiOrigins: ['https://api.example.com'],
  header: { kind: 'bearer' as const },
};

let server: KeyServer;
/** Whether the worker did in the last run. */
let hasDied: boolean;
/** What it left in need of a look, with no alarm that wakes the next one for it. */
let unwatched: string[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Someone signed in, with nothing yet, and a tab on a site that may be used. */
const API = 'https://api.example.com/*';

async function begin(): Promise<void> {
  resetBrowser();
  vi.setSystemTime(BEGINNING);
  server = serveKeys();
  world.tabs.set(7, `${USE.pageOrigin}/page`);
  world.granted.add('https://docs.example.com/*').add(API);
  await stored.server.write({ address: ADDRESS, info: SERVER_INFO });
  await stored.session.write(aSession());
}

/** A key of the person's, on the server and in this browser. */
async function keyHere(id: string): Promise<void> {
  server.keys.set(id, aKey({ id }));
  await stored.secrets.update((all) => ({ ...all, [id]: { secret: aSecret(), orgId: 'org_1' } }));
}

async function keyOnTab(id: string): Promise<void> {
  await keyHere(id);
  await useKey({ ...USE, keyId: id });
}

async function waitingOnTab(id: string): Promise<void> {
  world.granted.delete(API);
  await useKey({ ...USE, keyId: id }).catch(() => undefined);
  world.granted.add(API);
}

const hourOver = () =>
  stored.tabKeyLeases.update((all) => all.map((one) => ({ ...one, until: Date.now() })));

/** All that a person or a server could notice. */
async function standing() {
  const [session, secrets, uses, ends, pending, reveal, drafts, leases, lists, open] =
    await Promise.all([
      stored.session.read(),
      stored.secrets.read(),
      stored.tabUses.read(),
      stored.tabEnds.read(),
      stored.pendingUses.read(),
      stored.reveal.read(),
      readDrafts(Date.now()),
      stored.tabKeyLeases.read(),
      stored.keyLists.read(),
      vault.vaultState(),
    ]);
  const bySecret = new Map(Object.entries(secrets).map(([id, { secret }]) => [secret, id]));
  const keys = [...server.keys.values()];
  return {
    org: session?.account.current.org.id,
    secrets: Object.keys(secrets).sort(),
    reveal: reveal?.key.id,
    uses: Object.values(uses).map(({ tabId, keyId }) => [tabId, keyId]),
    ends: Object.entries(ends).map(([tabId, { why }]) => [tabId, why]),
    rules: world.rules.map(({ action, condition }) => [
      condition.tabIds?.[0],
      bySecret.get(action.requestHeaders?.[0]?.value?.replace('Bearer ', '') ?? '') ?? 'unknown',
    ]),
    pending: Object.values(pending).map(({ request }) => request.keyId),
    drafts: [...drafts.keys()],
    leases: leases.map(({ keyId }) => keyId),
    lists: Object.keys(lists).length,
    vault: open.stage,
    working: keys.filter(({ status }) => status === 'active').map(({ id }) => id),
    watched: [...world.alarms.keys()].sort(),
  };
}

type Standing = Awaited<ReturnType<typeof standing>> & { look: unknown };

/** The passphrase that opens the vault now, and the keys that come out of it. */
async function whichOpens(): Promise<unknown> {
  await vault.lockVault();
  for (const passphrase of [PASSPHRASE, ANOTHER]) {
    const opens = await vault.unlockVault(passphrase, true).then(
      () => true,
      () => false,
    );
    if (opens) return { passphrase, keys: Object.keys(await stored.secrets.read()) };
  }
  return null;
}

/** Minutes: as chosen, and since the flow's beginning until the vault locks. */
async function lockTimes() {
  const { vaultMinutes: chosen } = await stored.settings.read();
  const { until = 0 } = (await stored.openVault.read()) ?? {};
  return { chosen, within: (until - BEGINNING.getTime()) / MINUTE };
}

interface Flow {
  given?: () => Promise<unknown>;
  act: () => Promise<unknown>;
  /** More to be looked at in the end. */
  look?: () => Promise<unknown>;
  /** What a death may leave besides what was before and what is after. */
  or?: (before: Standing, after: Standing) => Standing[];
}

/** What no death can save: the one answer that has the secret in it. */
const withUnknownKey = (id: string) => (before: Standing) => [
  { ...before, working: [...before.working, id] },
];

const FLOWS: Record<string, Flow> = {
  'a key is made': {
    given: () => writeDraft('create-key', { name: 'Nightly' }, Date.now()),
    act: () => createKey({ name: 'Nightly', scopes: ['tasks:read'], expiry: { kind: 'never' } }),
    or: withUnknownKey('key_1'),
  },
  'a key is made with the vault open': {
    given: () => vault.setUpVault(PASSPHRASE),
    act: () => createKey({ name: 'Nightly', scopes: ['tasks:read'], expiry: { kind: 'never' } }),
    or: withUnknownKey('key_1'),
  },
  'an approved key is collected': {
    given: async () => server.keys.set('key_1', aKey()),
    act: () => collectKey('key_1'),
  },
  'a key that is set is replaced': {
    given: () => keyOnTab('key_1'),
    act: () => regenerateKey('key_1', 0),
    // The secret was in the answer that was lost; the old key has ended all the same.
    or: (_, after) => [{ ...after, secrets: [], reveal: undefined }],
  },
  'a key that is set is revoked': {
    given: () => keyOnTab('key_1').then(() => listKeys(false)),
    act: () => revokeKey('key_1'),
  },
  'a key that is set is deleted': {
    given: () => keyOnTab('key_1').then(() => listKeys(false)),
    act: () => deleteKey('key_1'),
  },
  'a key is set on a tab': {
    given: () => keyHere('key_1'),
    act: () => useKey({ ...USE, keyId: 'key_1' }),
  },
  'a key is set in place of another': {
    given: () => keyOnTab('key_1').then(() => keyHere('key_2')),
    act: () => useKey({ ...USE, keyId: 'key_2' }),
  },
  'what waited for a permission is set': {
    given: async () => {
      await keyHere('key_1');
      await waitingOnTab('key_1');
      world.granted.delete(API);
    },
    act: () => {
      world.granted.add(API);
      return completePendingUses();
    },
  },
  'a key is taken off its tab, where another waits': {
    given: async () => {
      await keyOnTab('key_1');
      await keyHere('key_2');
      await waitingOnTab('key_2');
    },
    act: () => dropUse(7),
  },
  'a key for this tab only is made': {
    act: () => makeTabKey({ name: 'Tasks', scopes: ['tasks:read'], use: USE }),
  },
  'a key for this tab only is stopped': {
    given: () => makeTabKey({ name: 'Tasks', scopes: ['tasks:read'], use: USE }),
    act: () => dropUse(7).then(() => settleTabKeys()),
  },
  'the hour of a key for this tab only is over': {
    given: () => makeTabKey({ name: 'Tasks', scopes: ['tasks:read'], use: USE }),
    act: () => hourOver().then(() => settleTabKeys()),
  },
  'another organisation is chosen': { act: () => switchOrg('org_2') },
  'the person signs in': {
    given: async () => stored.session.remove(),
    act: () => signIn({ email: 'ann@example.com', password: PASSPHRASE }),
  },
  'the person signs out': {
    given: async () => {
      await keyOnTab('key_1');
      await keyHere('key_2');
      await waitingOnTab('key_2');
      await stored.reveal.write({ key: aKey(), secret: aSecret(), copied: false });
    },
    act: signOut,
  },
  'a vault is set up': {
    given: () => keyHere('key_1'),
    act: () => vault.setUpVault(PASSPHRASE),
    or: (before) => [{ ...before, vault: 'locked' }],
  },
  'a vault is locked': {
    given: () => keyOnTab('key_1').then(() => vault.setUpVault(PASSPHRASE)),
    act: vault.lockVault,
  },
  'a vault is unlocked': {
    given: async () => {
      await keyHere('key_1');
      await vault.setUpVault(PASSPHRASE);
      await vault.lockVault();
    },
    act: () => vault.unlockVault(PASSPHRASE, true),
  },
  'a shorter lock time is chosen': {
    given: () => keyOnTab('key_1').then(() => vault.setUpVault(PASSPHRASE)),
    act: () => vault.changeSettings({ vaultMinutes: 5 }),
    look: lockTimes,
    // Sooner than the settings say, until the person's next work.
    or: (before) => [{ ...before, look: { chosen: 60, within: 5 } }],
  },
  'a longer lock time is chosen': {
    given: () => keyOnTab('key_1').then(() => vault.setUpVault(PASSPHRASE)),
    act: () => vault.changeSettings({ vaultMinutes: 240 }),
    look: lockTimes,
    // What was not written any more does not count: the hour is the next wake's.
    or: (before) => [{ ...before, look: { chosen: 60, within: 63 } }],
  },
  'a passphrase is changed': {
    given: () => keyHere('key_1').then(() => vault.setUpVault(PASSPHRASE)),
    act: () => vault.changePassphrase(PASSPHRASE, ANOTHER),
    look: whichOpens,
    or: (before, { look }) => [{ ...before, secrets: [], vault: 'locked', watched: [], look }],
  },
  'a vault is reset': {
    given: () => keyHere('key_1').then(() => vault.setUpVault(PASSPHRASE)),
    act: vault.resetVault,
  },
};

/** Everything by which one run differs from another goes into the flow; lets it die after so many effects. */
async function endsAs({ given, act, look }: Flow, effects: number): Promise<Standing> {
  await begin();
  await given?.();
  dieAfter(effects);
  await act().catch(() => undefined);
  // What nobody waits for dies with it.
  await new Promise(setImmediate);
  hasDied = world.effectsLeft < 0;
  live();
  unwatched = await needed();
  // Longer than an answer that was lost is waited for.
  vi.setSystemTime(Date.now() + 3 * MINUTE);
  await wake();
  await aMinuteLater();
  return { ...(await standing()), look: await look?.() };
}

/** The alarms that should be set for what is there, and are not, or go off too late. */
async function needed(): Promise<string[]> {
  const [leases, pending, open] = await Promise.all([
    stored.tabKeyLeases.read(),
    stored.pendingUses.read(),
    stored.openVault.read(),
  ]);
  const needs = {
    'key-watch': world.rules.length > 0,
    'tab-keys': leases.length > 0,
    'pending-uses': Object.keys(pending).length > 0,
    'vault-lock': open !== null,
  };
  // One that is due already has no other time than at once.
  const latest = Math.max(open?.until ?? 0, Date.now());
  const inTime = (name: string) => {
    const { when = latest, periodInMinutes = 1 } = world.alarms.get(name) ?? { when: Infinity };
    return when <= latest && periodInMinutes <= 1;
  };
  return Object.entries(needs).flatMap(([name, is]) => (is && !inTime(name) ? name : []));
}

/** The alarm has come round, and the popup was opened. */
async function aMinuteLater(): Promise<void> {
  if (!(await stored.session.read())) return;
  await refreshAccount();
  await watchKeys();
  await listKeys(false);
}

it.each(Object.entries(FLOWS))(
  '%s: wholly or not at all, wherever the worker dies',
  async (_, flow) => {
    const before = await endsAs({ ...flow, act: async () => undefined }, 0);
    const after = await endsAs(flow, Number.POSITIVE_INFINITY);
    expect(after).not.toEqual(before);
    const allowed = [before, after, ...(flow.or?.(before, after) ?? [])].map(asText);
    const others: Record<number, Standing> = {};
    const asleep: Record<number, string[]> = {};
    let left: Standing;
    let effects = 0;
    do {
      left = await endsAs(flow, effects);
      if (unwatched.length > 0) asleep[effects] = unwatched;
      if (!allowed.includes(asText(left))) others[effects] = left;
      effects++;
    } while (hasDied);
    expect(effects).toBeGreaterThan(1);
    expect(asText(left)).toBe(asText(after));
    expect(others).toEqual({});
    expect(asleep).toEqual({});
  },
);

const asText = (one: Standing) => JSON.stringify(one);
