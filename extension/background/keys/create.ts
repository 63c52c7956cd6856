import type { BodyOf } from '../../../shared/contract/operations.ts';
import type { NewKey, Reveal } from '../../messages.ts';
import { type Session, stored } from '../../stored.ts';
import { refusal } from '../failed.ts';
import { notify } from '../notify.ts';
import { callAs, requireSession } from '../session/session.ts';
import { settle } from './reconcile.ts';

export async function createKey(wanted: NewKey): Promise<Reveal> {
  const session = await requireSession();
  const answer = await callAs(session, 'createKey', {
    params: { org: session.account.current.org.id },
    body: { name: wanted.name, scopes: wanted.scopes, ...toExpiry(wanted.expiry) },
  });
  if ('secret' in answer) return keep(session, answer);
  await notify('keys');
  throw refusal('key_pending', 'An admin has to approve this key', 'It is in the list.');
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

/** The reveal first: it is the only copy that the person can still read. */
async function keep(session: Session, answer: Pick<Reveal, 'key' | 'secret'>): Promise<Reveal> {
  const reveal = { key: answer.key, secret: answer.secret, copied: false };
  await stored.reveal.write(reveal);
  const kept = { secret: answer.secret, orgId: session.account.current.org.id };
  await stored.secrets.update((secrets) => ({ ...secrets, [answer.key.id]: kept }));
  await notify('keys');
  return reveal;
}
