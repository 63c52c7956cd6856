import type { Key } from '../../../shared/contract/keys.ts';
import { record, theKey } from '../audit/record.ts';
import type { Actor, Context, KeyCaller } from '../context.ts';
import { notFound } from '../refusal.ts';
import { changeKey } from './change.ts';
import { revoked } from './changes.ts';
import { keyView } from './view.ts';

/** Throws `not_found`. */
export function revokeKey(
  context: Context,
  actor: Actor,
  keyId: string,
  reason: string | undefined,
): Promise<Key> {
  return changeKey(context, actor, keyId, 'key.revoked', ({ key }, _by, now) => ({
    row: revoked(key, actor.member.id, reason || null, now),
  }));
}

/** By whoever holds the key. Throws `not_found` where it has been deleted meanwhile. */
export async function revokeSelf(context: Context, caller: KeyCaller): Promise<Key> {
  const subject = await context.store.transact(async (tx) => {
    const before = await tx.keys.subject(caller.key.id);
    if (!before) throw notFound('key');
    const key = revoked(before.key, null, null, context.now());
    if (key !== before.key) {
      tx.put('keys', key);
      record(tx, context, caller.author, 'key.revoked', theKey(key));
    }
    return { ...before, key };
  });
  return keyView(context, subject);
}
