/**
 * Keys kept across restarts, by the person's choice. What is sealed lies on disk; what
 * opens it is in memory alone, for as long as the vault is open. Every step may be the
 * worker's last: `checkVault` finishes at the next wake what was begun.
 */

import { knownVault } from '../../known.ts';
import type { Settings, SettingsState } from '../../messages/settings.ts';
import type { VaultState } from '../../messages/vault.ts';
import { type OpenVault, stored } from '../../stored.ts';
import { clearAlarm } from '../alarm.ts';
import { Failed } from '../failed.ts';
import { applyUses } from '../injection/apply.ts';
import { createMutex } from '../mutex.ts';
import { notify } from '../notify.ts';
import { writeSettings } from '../settings.ts';
import { endUses } from '../tabs/uses.ts';
import { type Contents, ownerOf, secretsOf, toContents, without, withSecrets } from './contents.ts';
import { idleTime, isDue, setAlarm, VAULT_LOCK } from './deadline.ts';
import { deriveKey, isSealed, type Sealed, seal, unseal, type VaultKey } from './seal.ts';

/** Characters; whoever has the disk can try as long as they like. */
const SHORTEST = 12;

const inTurn = createMutex();

export async function vaultState(): Promise<VaultState> {
  const [sealed, open, secrets] = await Promise.all([
    stored.vault.read(),
    stored.openVault.read(),
    stored.secrets.read(),
  ]);
  return knownVault(sealed !== null, open, secrets);
}

/** Keys that memory holds already are the first to be saved. */
export async function setUpVault(passphrase: string): Promise<VaultState> {
  requireLong(passphrase);
  const key = await deriveKey(passphrase);
  await inTurn(async () => {
    if ((await stored.vault.read()) !== null) throw new Error('there is a vault already');
    await stored.vault.write(await seal({ keys: {} } satisfies Contents, key));
    await begin(key);
  });
  return told();
}

/** Whether the keys made while it was locked go into it, or stay in memory alone. */
export async function unlockVault(passphrase: string, saveHeld: boolean): Promise<VaultState> {
  await requireOwner();
  const { salt } = await requireSealed();
  const key = await deriveKey(passphrase, salt);
  await inTurn(async () => {
    await requireOpens(await requireSealed(), key);
    if (!saveHeld) {
      await stored.secrets.update((secrets) =>
        Object.fromEntries(
          Object.entries(secrets).map(([id, kept]) => [id, { ...kept, memoryOnly: true }]),
        ),
      );
    }
    await begin(key);
  });
  return told();
}

/** Ends every use of a key on a tab, and drops every secret from memory. */
export async function lockVault(): Promise<VaultState> {
  const locked = await inTurn(async () => {
    const open = await stored.openVault.read();
    if (open) await lock();
    return open !== null;
  });
  return locked ? told() : vaultState();
}

export async function changePassphrase(passphrase: string, next: string): Promise<VaultState> {
  requireLong(next);
  const { salt } = await requireSealed();
  const [key, fresh] = [await deriveKey(passphrase, salt), await deriveKey(next)];
  await inTurn(async () => {
    const contents = await requireOpens(await requireSealed(), key);
    await stored.vault.write(await seal(contents, fresh));
    await begin(fresh);
  });
  return told();
}

/** What it holds is gone for good; what memory holds stays there until the browser closes. */
export async function resetVault(): Promise<VaultState> {
  await inTurn(async () => {
    await stored.vault.remove();
    await stored.openVault.remove();
    await clearAlarm(VAULT_LOCK);
  });
  return told();
}

/** The person is at work: a vault that is open, and not yet due, stays so for the idle time. */
export async function keepOpen(): Promise<void> {
  await inTurn(async () => {
    const open = await stored.openVault.read();
    const idle = await idleTime();
    if (open) await setDeadline(open, Date.now() + idle, idle);
  });
}

/**
 * A vault that is open goes by the new lock time from now on. The vault comes first: were it the
 * other way round, a worker that dies leaves it open for longer than the settings say.
 */
export async function changeSettings(change: Partial<Settings>): Promise<SettingsState> {
  const state = await inTurn(async () => {
    const open = await stored.openVault.read();
    const idle = await idleTime(change);
    if (open && idle !== open.idle) await setDeadline(open, Date.now() + idle, idle);
    return writeSettings(change);
  });
  await notify('vault');
  return state;
}

/**
 * At every wake and before every message: locks what is due. Where the organisation has shortened
 * the lock time meanwhile, it counts from now; a longer one counts from the next work on.
 */
export async function checkVault(): Promise<void> {
  const isOther = await inTurn(async () => {
    const open = await stored.openVault.read();
    if (!open) return false;
    const [now, idle] = [Date.now(), await idleTime()];
    const due = isDue(open, now);
    if (due) await lock();
    else if (idle < open.idle) await setDeadline(open, Math.min(open.until, now + idle), idle);
    return due || idle < open.idle;
  });
  if (isOther) await told();
}

/** Whenever memory has a new secret: memory and vault hold the same. */
export function saveToVault(): Promise<void> {
  return inTurn(match);
}

/** At every wake: memory, vault and alarm say the same, whatever the last worker died on. */
export async function reconcileVault(): Promise<void> {
  await checkVault();
  await inTurn(async () => {
    await match();
    const open = await stored.openVault.read();
    if (open) setAlarm(open.until);
    else await clearAlarm(VAULT_LOCK);
  });
}

/** Keys that never come back. A locked vault loses them when it is next opened. */
export function dropFromVault(ids: readonly string[]): Promise<void> {
  return inTurn(async () => {
    const opened = await readOpened();
    if (!opened || !ids.some((id) => id in opened.contents.keys)) return;
    await stored.vault.write(await seal(without(opened.contents, ids), opened.key));
  });
}

/** Opens it; called with the turn. */
async function begin(key: VaultKey): Promise<void> {
  const idle = await idleTime();
  const until = Date.now() + idle;
  // First: a worker that dies in between is woken for nothing, not the other way round.
  setAlarm(until);
  await stored.openVault.write({ ...key, until, idle });
  await match();
}

/** The alarm is at no moment later than what is stored; called with the turn. */
async function setDeadline(open: OpenVault, until: number, idle: number): Promise<void> {
  if (until < open.until) setAlarm(until);
  await stored.openVault.write({ ...open, until, idle });
  if (until > open.until) setAlarm(until);
}

/** Secrets go before the key: were it the other way round, a worker that dies leaves them. */
async function lock(): Promise<void> {
  await match();
  // From here on it is due, so that the next wake goes on with it; which is to be soon.
  setAlarm(Date.now());
  const open = await stored.openVault.update((open) => open && { ...open, until: 0 });
  if (open) await empty();
}

async function empty(): Promise<void> {
  await endUses(() => 'locked');
  // What waits for a permission could not be set any more: its secret goes, too.
  await stored.pendingUses.remove();
  const secrets = await stored.secrets.read();
  await stored.reveal.update((reveal) => (reveal && reveal.key.id in secrets ? null : reveal));
  await stored.secrets.remove();
  await applyUses();
  await stored.openVault.remove();
  await clearAlarm(VAULT_LOCK);
}

/** Gives memory what the vault holds of this person's, and the vault what memory holds. */
async function match(): Promise<void> {
  const [opened, session] = [await readOpened(), await stored.session.read()];
  if (!opened || !session || opened.until === 0) return;
  const owner = ownerOf(session);
  const kept = secretsOf(opened.contents, owner);
  const secrets = await stored.secrets.update((now) =>
    Object.keys(kept).every((id) => id in now) ? now : { ...kept, ...now },
  );
  const after = withSecrets(opened.contents, owner, secrets);
  if (Object.keys(after.keys).length === Object.keys(opened.contents.keys).length) return;
  await stored.vault.write(await seal(after, opened.key));
}

async function readOpened(): Promise<{ key: VaultKey; until: number; contents: Contents } | null> {
  const [sealed, open] = [await stored.vault.read(), await stored.openVault.read()];
  if (!open) return null;
  const contents = isSealed(sealed) ? toContents(await unseal(sealed, open)) : null;
  if (contents) return { key: { salt: open.salt, key: open.key }, until: open.until, contents };
  // A worker died between two places: of a vault that was reset, memory keeps the keys;
  // of one under another passphrase now, they come back when it is opened.
  if (sealed === null) await stored.openVault.remove();
  else await empty();
  return null;
}

async function requireSealed(): Promise<Sealed> {
  const sealed: unknown = await stored.vault.read();
  if (isSealed(sealed)) return sealed;
  throw new Failed({ kind: 'vault-damaged' });
}

async function requireOpens(sealed: Sealed, key: VaultKey): Promise<Contents> {
  const found = await unseal(sealed, key);
  const contents = toContents(found);
  if (contents) return contents;
  throw new Failed({ kind: 'passphrase-wrong' });
}

async function requireOwner(): Promise<void> {
  if (!(await stored.session.read())) throw new Failed({ kind: 'signed-out' });
}

function requireLong(passphrase: string): void {
  if (passphrase.length < SHORTEST) throw new Failed({ kind: 'passphrase-short', least: SHORTEST });
}

async function told(): Promise<VaultState> {
  await Promise.all([notify('vault'), notify('keys')]);
  return vaultState();
}
