import type { Key } from '../../../shared/contract/keys.ts';
import type { BodyOf } from '../../../shared/contract/operations.ts';
import { drafts } from '../../drafts.ts';
import type { NewKey, Requested, Reveal } from '../../messages/keys.ts';
import { type Session, stored } from '../../stored.ts';
import { type Change, writeTogether } from '../../stored-item.ts';
import { notify } from '../notify.ts';
import { callAs, requireSession } from '../session/session.ts';
import { saveToVault } from '../vault/vault.ts';
import { settle } from './reconcile.ts';

export async function createKey(wanted: NewKey): Promise<Reveal | Requested> {
  const session = await requireSession();
  const answer = await callAs(session, 'createKey', {
    params: { org: session.account.current.org.id },
    body: {
      name: wanted.name,
      scopes: wanted.scopes,
      ...toExpiry(wanted.expiry),
      ...(wanted.ownerId !== undefined && { ownerId: wanted.ownerId }),
    },
  });
  // What was typed has become a key, also where the popup is gone that would forget it.
  const typed = drafts['create-key'].changed(() => null);
  if ('secret' in answer) return keep(session, answer, typed);
  await writeTogether('session', [typed]);
  return requested(answer.key);
}

/** The secret of a key of the person's that was approved, once. */
export async function collectKey(id: string): Promise<Reveal> {
  const session = await requireSession();
  const params = { org: session.account.current.org.id, id };
  return keep(session, await callAs(session, 'collectKey', { params }));
}

/** Turned off, every personal key of the person is revoked, and leaves the tabs. */
export async function setPersonalKey(enabled: boolean): Promise<Reveal | Requested | null> {
  const session = await requireSession();
  const params = { org: session.account.current.org.id };
  const answer = await callAs(session, 'putPersonalKey', { params, body: { enabled } });
  if ('secret' in answer) return keep(session, answer);
  // The list that the screens then ask for ends what the switch has revoked.
  if (enabled && answer.key?.status === 'pending') return requested(answer.key);
  await notify('keys');
  return null;
}

async function requested(key: Key): Promise<Requested> {
  await notify('keys');
  return { key, secret: null };
}

/** The tabs that used the old key lose it, also where it has a grace: the person chose to replace it. */
export async function regenerateKey(id: string, graceSeconds: number): Promise<Reveal> {
  const session = await requireSession();
  const answer = await callAs(session, 'regenerateKey', {
    params: { org: session.account.current.org.id, id },
    body: { graceSeconds },
  });
  const reveal = await keep(session, answer);
  await settle(new Map([[id, 'revoked']]));
  return reveal;
}

/** A date means the end of that day where the person is. */
export function toExpiry(
  expiry: NewKey['expiry'],
): Pick<BodyOf<'createKey'>, 'expiresAt' | 'expiresIn'> {
  if (expiry.kind === 'never') return {};
  if (expiry.kind === 'in') return { expiresIn: `${expiry.days}d` };
  return { expiresAt: new Date(`${expiry.date}T23:59:59`).toISOString() };
}

/**
 * The reveal is the only copy that the person can still read. Another member's secret, a
 * service's, is not kept to be set on tabs.
 */
async function keep(
  session: Session,
  answer: Pick<Reveal, 'key' | 'secret'>,
  ...also: Change[]
): Promise<Reveal> {
  const reveal = { key: answer.key, secret: answer.secret, copied: false };
  const kept = { secret: answer.secret, orgId: session.account.current.org.id };
  const isOwn = answer.key.ownerId === session.account.current.memberId;
  await writeTogether('session', [
    stored.reveal.changed(() => reveal),
    stored.secrets.changed((all) => (isOwn ? { ...all, [answer.key.id]: kept } : all)),
    ...also,
  ]);
  if (isOwn) await saveToVault();
  await notify('keys');
  return reveal;
}
