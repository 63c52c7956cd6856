import { record, theMember } from '../audit/record.ts';
import type { Actor, Context } from '../context.ts';
import { notFound } from '../refusal.ts';
import { cleared } from './changes.ts';

/**
 * Revokes every key of a member, who may make new ones. Gives how many there were to
 * revoke. Throws `not_found`.
 */
export async function clearKeys(context: Context, actor: Actor, ownerId: string): Promise<number> {
  return context.store.transact(async (tx) => {
    const owner = await tx.members.byId(ownerId);
    if (owner?.orgId !== actor.org.id) throw notFound('member');
    const now = context.now();
    let count = 0;
    for await (const key of tx.keys.newestFirst({ orgId: owner.orgId, ownerId })) {
      const row = cleared(key, actor.member.id, now);
      if (row === key) continue;
      tx.put('keys', row);
      count++;
    }
    if (count > 0) {
      record(tx, context, actor.author, 'member.keys_cleared', theMember(owner), {
        revoked: count,
      });
    }
    return count;
  });
}
