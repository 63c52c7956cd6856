/** What a frame paints at once is what the background would answer, without asking it. */
import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('../../../../extension/browser.ts', () => import('../support/fake-browser.ts'));

import { cacheName } from '../../../../extension/background/keys/cache.ts';
import { cachedKeys } from '../../../../extension/background/keys/list.ts';
import { readReveal } from '../../../../extension/background/keys/reveal.ts';
import { sessionState } from '../../../../extension/background/session/session.ts';
import { checkVault, vaultState } from '../../../../extension/background/vault/vault.ts';
import { readKnown } from '../../../../extension/screens/opening.ts';
import { stored } from '../../../../extension/stored.ts';
import { ADDRESS, aKey, aSecret, aSession, SERVER_INFO } from '../support/builders.ts';
import { browser, resetBrowser } from '../support/fake-browser.ts';

const MINUTE = 60_000;
const SEALED = { version: 1 as const, salt: 'aa', iv: 'bb', ciphertext: 'cc' };

beforeEach(async () => {
  resetBrowser();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

async function answered() {
  await checkVault();
  const session = await sessionState();
  return {
    session,
    reveal: await readReveal(),
    keys: session.stage === 'signed-in' ? await cachedKeys(false) : null,
    vault: await vaultState(),
  };
}

async function signedIn(): Promise<void> {
  const session = aSession();
  await stored.server.write({ address: ADDRESS, info: SERVER_INFO });
  await stored.session.write(session);
  await stored.keyLists.write({
    [cacheName(session, false)]: {
      keys: [aKey(), aKey({ id: 'key_2' }), aKey({ id: 'key_3' })],
      fetchedAt: 5,
    },
  });
  await stored.secrets.write({
    key_2: { secret: aSecret(), orgId: 'org_1' },
    key_3: { secret: aSecret(), orgId: 'org_1', memoryOnly: true, tabId: 7 },
  });
  await stored.reveal.write({ key: aKey({ id: 'key_2' }), secret: aSecret(), copied: false });
}

const states: [string, () => Promise<unknown>][] = [
  ['before a server is known', async () => undefined],
  ['signed in', signedIn],
  ['signed in with a locked vault', () => signedIn().then(() => stored.vault.write(SEALED))],
  [
    'signed in with a vault that is due',
    async () => {
      await signedIn();
      await stored.vault.write(SEALED);
      await stored.openVault.write({ salt: 's', key: 'k', until: Date.now() - 1, idle: MINUTE });
    },
  ],
  [
    'with a session that has expired',
    async () => {
      await signedIn();
      await stored.session.write(aSession({ expiresAt: Date.now() - MINUTE }));
      await stored.lostSession.write(true);
    },
  ],
  [
    'with a session at another server',
    async () => {
      await signedIn();
      await stored.server.write({ address: 'https://other.test', info: SERVER_INFO });
    },
  ],
];

describe('an opening frame', () => {
  it.each(states)('knows what the background would say: %s', async (_, arrange) => {
    await arrange();
    const before = JSON.stringify(await browser.storage.session.get());
    const known = await readKnown(Date.now());
    expect(JSON.stringify(await browser.storage.session.get())).toBe(before);
    const { session, reveal, vault, keys } = await answered();
    expect({ session: known.session, reveal: known.reveal, vault: known.vault }).toEqual({
      session,
      reveal,
      vault,
    });
    // Without a session there, no list is painted.
    if (session.stage === 'signed-in') expect(known.keys).toEqual(keys);
  });

  it('says which keys are in this browser, and never a secret but the one that is shown', async () => {
    await signedIn();
    await stored.reveal.remove();
    const known = await readKnown(Date.now());
    expect(known.keys?.keys.map((key) => key.inThisBrowser)).toEqual([false, true, false]);
    const secrets = Object.values(await stored.secrets.read()).map(({ secret }) => secret);
    const { token } = (await stored.session.read()) ?? {};
    for (const secret of [...secrets, token]) expect(JSON.stringify(known)).not.toContain(secret);
  });
});
