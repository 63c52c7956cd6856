import type { UserRow } from '../../store/rows.ts';
import type { Reader } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { addressGroup } from './address-group.ts';

/** As long a look-up as for someone. */
const NOBODY = 'usr_nobody';

/** Whether the person is signed in from that address, or from the network that counts as it. */
export async function isUsualAddress(
  {
    store,
    sessionUses,
    now,
  }: Pick<Context, 'now' | 'sessionUses'> & { store: Pick<Reader, 'sessions'> },
  user: UserRow | undefined,
  ip: string,
): Promise<boolean> {
  const here = addressGroup(ip);
  const sessions = await store.sessions.ofUser(user?.id ?? NOBODY);
  return sessions.some(
    (session) => sessionUses.isOpen(session, now()) && addressGroup(session.ip ?? '') === here,
  );
}
