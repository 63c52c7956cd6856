import type { UserRow } from '../../store/rows.ts';
import type { Reader } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { addressGroup } from './address-group.ts';

/** As long a look-up as for someone. */
const NOBODY = 'usr_nobody';

/** Whether the person is signed in from that address, or from the network that counts as it. */
export async function isUsualAddress(
  { store, now }: Pick<Context, 'now'> & { store: Pick<Reader, 'sessions'> },
  user: UserRow | undefined,
  ip: string,
): Promise<boolean> {
  const here = addressGroup(ip);
  const sessions = await store.sessions.ofUser(user?.id ?? NOBODY);
  return sessions.some(
    (session) => session.expiresAt > now() && addressGroup(session.ip ?? '') === here,
  );
}
