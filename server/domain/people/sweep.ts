/** Takes away what has ended by itself: invitations nobody accepted, sessions nobody ended. */

import { every, type Repeated } from '../../every.ts';
import type { Store, Transaction } from '../../store/store.ts';
import type { Context } from '../context.ts';

type Sweeping = Pick<Context, 'now' | 'sessionUses'> & {
  store: Pick<Store, 'orgs' | 'members' | 'invitations' | 'sessions' | 'transact'>;
};

/** Rows per transaction: one that writes many holds up everybody else's on PostgreSQL. */
const BATCH = 100;

type Ended = ['invitations' | 'sessions', id: string];

/** Ends early where `isStopping`. What is gone cannot be used, so nothing is recorded. */
export async function sweepPeople(context: Sweeping, isStopping: () => boolean): Promise<void> {
  for (const { id } of await context.store.orgs.all()) {
    const ended = await endedIn(context, id);
    for (let from = 0; from < ended.length && !isStopping(); from += BATCH) {
      await context.store.transact(async (tx) => {
        for (const [table, id] of ended.slice(from, from + BATCH)) {
          if (table === 'sessions' && (await isOpenAfterAll(context, tx, id))) continue;
          tx.remove(table, id);
        }
      });
    }
  }
}

/** It may just have been used on another server. */
async function isOpenAfterAll({ sessionUses, now }: Sweeping, tx: Transaction, id: string) {
  const session = await tx.sessions.byId(id);
  return session !== undefined && sessionUses.isOpen(session, now());
}

async function endedIn({ store, sessionUses, now }: Sweeping, orgId: string): Promise<Ended[]> {
  const ended: Ended[] = [];
  for (const { id, userId } of await store.members.ofOrg(orgId)) {
    const invitations = await store.invitations.ofMember(id);
    const sessions = userId === null ? [] : await store.sessions.ofUser(userId);
    for (const row of invitations) if (row.expiresAt <= now()) ended.push(['invitations', row.id]);
    for (const row of sessions) {
      if (!sessionUses.isOpen(row, now())) ended.push(['sessions', row.id]);
    }
  }
  return ended;
}

/** Sweeps now and every `ms` milliseconds, without keeping the process alive. */
export function startPeopleSweep(
  context: Sweeping,
  ms: number,
  onFailure: (error: unknown) => void,
): Repeated {
  return every(ms, (isStopping) => sweepPeople(context, isStopping), onFailure);
}
