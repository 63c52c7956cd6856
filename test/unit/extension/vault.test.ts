import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));
// The real cost is a quarter of a second each time: vault-cost.test.ts.
vi.mock('../../../extension/background/vault/cost.ts', () => ({
  ARGON2_COST: { memorySize: 8, iterations: 1, parallelism: 1 },
}));

import { applyUses } from '../../../extension/background/injection/apply.ts';
import { signOut } from '../../../extension/background/session/session.ts';
import { isDue } from '../../../extension/background/vault/deadline.ts';
import { isSealed } from '../../../extension/background/vault/seal.ts';
import * as vault from '../../../extension/background/vault/vault.ts';
import { stored } from '../../../extension/stored.ts';
import { aKey, anAccount, aSecret, aSession, aTabUse } from './support/builders.ts';
import { browser, resetBrowser, world } from './support/fake-browser.ts';
import { serve } from './support/fake-server.ts';

const PASSPHRASE = 'four words in a row';
const MINUTE = 60_000;

beforeEach(async () => {
  resetBrowser();
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-21T09:00:00Z') });
  await stored.session.write(aSession());
});

afterEach(() => vi.useRealTimers());

async function keep(id: string, over: { memoryOnly?: true } = {}): Promise<string> {
  const secret = aSecret();
  await stored.secrets.update((all) => ({ ...all, [id]: { secret, orgId: 'org_1', ...over } }));
  return secret;
}

/** What a restart of the browser leaves. */
async function restart(): Promise<void> {
  const onDisk = await browser.storage.local.get();
  resetBrowser();
  await browser.storage.local.set(onDisk);
  await stored.session.write(aSession());
}

/** Milliseconds until the background is woken to lock it; null: it is not. */
function alarmIn(): number | null {
  const { when } = world.alarms.get('vault-lock') ?? {};
  return when === undefined ? null : when - Date.now();
}

const onDisk = async () => JSON.stringify(await browser.storage.local.get());
const inMemory = async () => JSON.stringify(await browser.storage.session.get());
const secretOf = async (id: string) => (await stored.secrets.read())[id]?.secret;

describe('kept across a restart', () => {
  it('what memory held already, and what came while it was open, opens with the passphrase', async () => {
    const early = await keep('key_1');
    expect(await vault.setUpVault(PASSPHRASE)).toMatchObject({ stage: 'open' });
    const late = await keep('key_2');
    await vault.saveToVault();
    expect(await onDisk()).not.toContain(early);
    expect(await onDisk()).not.toContain(late);

    await restart();
    expect(await vault.vaultState()).toEqual({ stage: 'locked', held: 0 });
    expect(await stored.secrets.read()).toEqual({});
    expect(await vault.unlockVault(PASSPHRASE, true)).toMatchObject({ stage: 'open' });
    expect(await secretOf('key_1')).toBe(early);
    expect(await secretOf('key_2')).toBe(late);
  });

  it('nothing of the passphrase is on disk or in memory', async () => {
    await vault.setUpVault(PASSPHRASE);
    expect(await onDisk()).not.toContain(PASSPHRASE);
    expect(await inMemory()).not.toContain(PASSPHRASE);
    const key = (await stored.openVault.read())?.key;
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(await onDisk()).not.toContain(key);
  });

  it('another person in this browser does not get them, and does not lose them', async () => {
    const secret = await keep('key_1');
    await vault.setUpVault(PASSPHRASE);
    await restart();
    const user = { id: 'usr_2', name: 'Bo', email: 'bo@example.com' };
    await stored.session.write(aSession({ account: anAccount({ user }) }));
    await vault.unlockVault(PASSPHRASE, true);
    expect(await stored.secrets.read()).toEqual({});
    await keep('key_2');
    await vault.saveToVault();

    await restart();
    await vault.unlockVault(PASSPHRASE, true);
    expect(await secretOf('key_1')).toBe(secret);
    expect(await secretOf('key_2')).toBeUndefined();
  });

  it('a key for memory alone stays out of it', async () => {
    await keep('key_1', { memoryOnly: true });
    await vault.setUpVault(PASSPHRASE);
    await restart();
    await vault.unlockVault(PASSPHRASE, true);
    expect(await stored.secrets.read()).toEqual({});
  });

  it('a key that never comes back leaves it', async () => {
    await keep('key_1');
    await vault.setUpVault(PASSPHRASE);
    await vault.dropFromVault(['key_1']);
    await restart();
    await vault.unlockVault(PASSPHRASE, true);
    expect(await stored.secrets.read()).toEqual({});
  });
});

describe('a wrong passphrase, and what was tampered with', () => {
  beforeEach(async () => {
    await keep('key_1');
    await vault.setUpVault(PASSPHRASE);
    await restart();
  });

  it('opens nothing', async () => {
    await expect(vault.unlockVault('four words in a raw', true)).rejects.toMatchObject({
      failure: { kind: 'passphrase-wrong' },
    });
    expect(await vault.vaultState()).toMatchObject({ stage: 'locked' });
    expect(await stored.secrets.read()).toEqual({});
  });

  it.each(['salt', 'iv', 'ciphertext'] as const)('neither does a changed %s', async (part) => {
    await stored.vault.update((sealed) => {
      if (!sealed) throw new Error('no vault');
      const first = sealed[part].startsWith('0') ? '1' : '0';
      return { ...sealed, [part]: first + sealed[part].slice(1) };
    });
    await expect(vault.unlockVault(PASSPHRASE, true)).rejects.toMatchObject({
      failure: { kind: 'passphrase-wrong' },
    });
  });

  it('what is no vault any more is said to be damaged, and can be reset', async () => {
    await browser.storage.local.set({ vault: { version: 1, value: { version: 1, salt: 'x' } } });
    await expect(vault.unlockVault(PASSPHRASE, true)).rejects.toMatchObject({
      failure: { kind: 'vault-damaged' },
    });
    expect(await vault.resetVault()).toEqual({ stage: 'none' });
  });

  it.each([null, 'x', {}, { version: 2, salt: '', iv: '', ciphertext: '' }])(
    '%j is no vault',
    (found) => expect(isSealed(found)).toBe(false),
  );
});

describe('locking', () => {
  it('drops secrets, reveal and uses, and the rules with them', async () => {
    const secret = await keep('key_1');
    await vault.setUpVault(PASSPHRASE);
    await stored.reveal.write({ key: aKey(), secret, copied: false });
    await stored.tabUses.write({ 7: aTabUse() });
    await applyUses();
    expect(world.rules).toHaveLength(1);

    expect(await vault.lockVault()).toEqual({ stage: 'locked', held: 0 });
    expect(world.rules).toEqual([]);
    expect(await inMemory()).not.toContain(secret);
    expect(await stored.openVault.read()).toBeNull();
    expect((await stored.tabEnds.read())[7]).toMatchObject({ why: 'locked' });
  });

  it('saves first what came last', async () => {
    await vault.setUpVault(PASSPHRASE);
    const secret = await keep('key_1');
    await vault.lockVault();
    await vault.unlockVault(PASSPHRASE, true);
    expect(await secretOf('key_1')).toBe(secret);
  });

  it('goes with signing out, and loses nothing', async () => {
    serve(() => ({ status: 204 }));
    onTestFinished(() => {
      vi.unstubAllGlobals();
    });
    const secret = await keep('key_1');
    await vault.setUpVault(PASSPHRASE);
    await signOut();
    expect(await vault.vaultState()).toEqual({ stage: 'locked', held: 0 });
    expect(await inMemory()).not.toContain(secret);
    await expect(vault.unlockVault(PASSPHRASE, true)).rejects.toMatchObject({
      failure: { kind: 'signed-out' },
    });
    await stored.session.write(aSession());
    await vault.unlockVault(PASSPHRASE, true);
    expect(await secretOf('key_1')).toBe(secret);
  });

  it('without a vault takes nothing away', async () => {
    const secret = await keep('key_1');
    expect(await vault.lockVault()).toEqual({ stage: 'none' });
    expect(await secretOf('key_1')).toBe(secret);
  });

  it('is finished at the next wake where the worker died on the way', async () => {
    const secret = await keep('key_1');
    await vault.setUpVault(PASSPHRASE);
    await stored.openVault.update((open) => open && { ...open, until: 0 });
    await vault.checkVault();
    expect(await vault.vaultState()).toEqual({ stage: 'locked', held: 0 });
    expect(await inMemory()).not.toContain(secret);
  });
});

describe('the deadline', () => {
  it.each([
    ['not before it', { until: 100, now: 99, idle: 50 }, false],
    ['at it', { until: 100, now: 100, idle: 50 }, true],
    ['after the clock was set back', { until: 100, now: 49, idle: 50 }, true],
  ])('%s', (_, { until, now, idle }, due) => {
    expect(isDue({ until, idle }, now)).toBe(due);
  });

  it('is put off by work, and locks at the next wake after it', async () => {
    await stored.settings.write({ vaultMinutes: 15, clipboardSeconds: 60 });
    await vault.setUpVault(PASSPHRASE);
    vi.setSystemTime(Date.now() + 14 * MINUTE);
    await vault.keepOpen();
    expect(alarmIn()).toBe(15 * MINUTE);
    vi.setSystemTime(Date.now() + 14 * MINUTE);
    await vault.checkVault();
    expect(await vault.vaultState()).toMatchObject({ stage: 'open' });
    expect(alarmIn()).toBe(MINUTE);
    vi.setSystemTime(Date.now() + MINUTE);
    await vault.checkVault();
    expect(await vault.vaultState()).toMatchObject({ stage: 'locked' });
    expect(alarmIn()).toBeNull();
  });

  it('is the organisation’s, where it has set one', async () => {
    await browser.storage.managed.set({ vaultMinutes: 7 });
    await vault.setUpVault(PASSPHRASE);
    expect(await vault.vaultState()).toEqual({ stage: 'open', until: Date.now() + 7 * MINUTE });
    // Not the person's to change.
    expect(await vault.changeSettings({ vaultMinutes: 60 })).toMatchObject({ vaultMinutes: 7 });
    expect(await vault.vaultState()).toEqual({ stage: 'open', until: Date.now() + 7 * MINUTE });
  });

  it.each([5, 240] as const)(
    'goes by a lock time of %d minutes from the moment it is chosen, and takes nothing away',
    async (vaultMinutes) => {
      const secret = await keep('key_1', { memoryOnly: true });
      await stored.tabUses.write({ 7: aTabUse() });
      await vault.setUpVault(PASSPHRASE);
      vi.setSystemTime(Date.now() + 10 * MINUTE);
      await vault.changeSettings({ vaultMinutes });
      const until = Date.now() + vaultMinutes * MINUTE;
      expect(alarmIn()).toBe(vaultMinutes * MINUTE);
      await vault.checkVault();
      expect(await vault.vaultState()).toEqual({ stage: 'open', until });
      expect(await secretOf('key_1')).toBe(secret);
      expect(await stored.tabUses.read()).toHaveProperty('7');
      expect(world.notices).toContainEqual({ changed: 'vault' });

      vi.setSystemTime(until - 1);
      await vault.checkVault();
      expect(await vault.vaultState()).toMatchObject({ stage: 'open' });
      vi.setSystemTime(until);
      await vault.checkVault();
      expect(await vault.vaultState()).toMatchObject({ stage: 'locked' });
    },
  );

  it('stays where it is when another setting changes', async () => {
    await vault.setUpVault(PASSPHRASE);
    const before = await stored.openVault.read();
    vi.setSystemTime(Date.now() + MINUTE);
    await vault.changeSettings({ clipboardSeconds: 30 });
    expect(await stored.openVault.read()).toEqual(before);
  });

  it('comes nearer when the organisation shortens the lock time meanwhile', async () => {
    await vault.setUpVault(PASSPHRASE);
    vi.setSystemTime(Date.now() + 10 * MINUTE);
    await browser.storage.managed.set({ vaultMinutes: 7 });
    await vault.checkVault();
    const until = Date.now() + 7 * MINUTE;
    expect(await vault.vaultState()).toEqual({ stage: 'open', until });
    vi.setSystemTime(until - MINUTE);
    await vault.checkVault();
    expect(await vault.vaultState()).toEqual({ stage: 'open', until });
  });

  it('is never put off by a shorter lock time of the organisation', async () => {
    await vault.setUpVault(PASSPHRASE);
    const set = Date.now() + 60 * MINUTE;
    vi.setSystemTime(set - MINUTE);
    await browser.storage.managed.set({ vaultMinutes: 7 });
    await vault.checkVault();
    expect(await vault.vaultState()).toEqual({ stage: 'open', until: set });
  });

  it('waits for the next work where the organisation has made the lock time longer', async () => {
    await vault.setUpVault(PASSPHRASE);
    const set = Date.now() + 60 * MINUTE;
    await browser.storage.managed.set({ vaultMinutes: 90 });
    await vault.checkVault();
    expect(await vault.vaultState()).toEqual({ stage: 'open', until: set });
    await vault.keepOpen();
    expect(await vault.vaultState()).toEqual({ stage: 'open', until: Date.now() + 90 * MINUTE });
  });
});

describe('keys made while it is locked', () => {
  beforeEach(async () => {
    await vault.setUpVault(PASSPHRASE);
    await vault.lockVault();
  });

  it('wait in memory, and are saved with the unlocking where that is wished', async () => {
    const secret = await keep('key_1');
    await vault.saveToVault();
    expect(await vault.vaultState()).toEqual({ stage: 'locked', held: 1 });
    await vault.unlockVault(PASSPHRASE, true);
    await restart();
    await vault.unlockVault(PASSPHRASE, true);
    expect(await secretOf('key_1')).toBe(secret);
  });

  it('stay in memory alone where it is not', async () => {
    const secret = await keep('key_1');
    await vault.unlockVault(PASSPHRASE, false);
    expect(await secretOf('key_1')).toBe(secret);
    await restart();
    await vault.unlockVault(PASSPHRASE, true);
    expect(await secretOf('key_1')).toBeUndefined();
  });
});

describe('the passphrase', () => {
  it('is at least twelve characters long', async () => {
    await expect(vault.setUpVault('eleven char')).rejects.toMatchObject({
      failure: { kind: 'passphrase-short', least: 12 },
    });
    expect(await vault.vaultState()).toEqual({ stage: 'none' });
  });

  it('can be changed by whoever knows it', async () => {
    const secret = await keep('key_1');
    await vault.setUpVault(PASSPHRASE);
    const before = await stored.vault.read();
    await expect(
      vault.changePassphrase('not the passphrase', 'another long one'),
    ).rejects.toThrow();
    expect(await stored.vault.read()).toEqual(before);

    await vault.changePassphrase(PASSPHRASE, 'another long one');
    await restart();
    await expect(vault.unlockVault(PASSPHRASE, true)).rejects.toThrow();
    await vault.unlockVault('another long one', true);
    expect(await secretOf('key_1')).toBe(secret);
  });

  it('means the same however its accents are written', async () => {
    await vault.setUpVault('caf\u00e9 au lait s\u2019il');
    await vault.lockVault();
    expect(await vault.unlockVault('cafe\u0301 au lait s\u2019il', true)).toMatchObject({
      stage: 'open',
    });
  });

  it('that is lost can be reset, which destroys what was kept and leaves what memory holds', async () => {
    const kept = await keep('key_1');
    await vault.setUpVault(PASSPHRASE);
    await vault.lockVault();
    const held = await keep('key_2');
    expect(await vault.resetVault()).toEqual({ stage: 'none' });
    expect(await stored.vault.read()).toBeNull();
    expect(await secretOf('key_1')).not.toBe(kept);
    expect(await secretOf('key_2')).toBe(held);
  });
});
