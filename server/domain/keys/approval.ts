/** A key that was asked for: an admin decides, then its owner collects the secret. */
import type { Key } from '../../../shared/contract/keys.ts';
import { record, theKey } from '../audit/record.ts';
import type { Actor, Context } from '../context.ts';
import { notFound } from '../refusal.ts';
import { changeKey } from './change.ts';
import { collected, decided } from './changes.ts';
import { drawKey } from './draw.ts';
import { requireRoom } from './policies.ts';
import { changeRefusal, requireAccess } from './refusals.ts';
import { requireWithinRole } from './scopes.ts';
import { visibleKey } from './subject.ts';
import { keyView } from './view.ts';

/** By an admin. Throws `not_found`, `key_not_approved`, `key_revoked`, `key_expired`. */
export function approveKey(context: Context, actor: Actor, keyId: string): Promise<Key> {
  return changeKey(context, actor, keyId, 'key.approved', ({ key }, _by, now) =>
    decided(key, 'approved', actor.member.id, null, now),
  );
}

/** By an admin. Throws `not_found`, `key_not_approved`, `key_revoked`, `key_expired`. */
export function denyKey(
  context: Context,
  actor: Actor,
  keyId: string,
  reason: string | undefined,
): Promise<Key> {
  return changeKey(context, actor, keyId, 'key.denied', ({ key }, _by, now) =>
    decided(key, 'denied', actor.member.id, reason || null, now),
  );
}

/**
 * Makes the secret, for the owner only. Its expiry was fixed when the key was asked for;
 * what the owner may have is looked at again. Throws `not_found`, `key_not_approved`,
 * `key_revoked`, `key_expired`, `api_access_off`, `scope_beyond_role`,
 * `policy_too_many_keys`.
 */
export async function collectKey(
  context: Context,
  actor: Actor,
  keyId: string,
): Promise<{ key: Key; secret: string }> {
  const { secret, row } = drawKey(context.randomBytes);
  const subject = await context.store.transact(async (tx) => {
    const before = await visibleKey(tx, actor, keyId);
    const { key, owner, role, org } = before;
    if (key.ownerId !== actor.member.id) throw notFound('key');
    const now = context.now();
    const result = collected(key, row, now);
    if ('refused' in result) throw changeRefusal(result.refused, key, now);
    requireAccess(owner, role, org);
    // A personal key is given everything, so that it may do what its owner may.
    if (!key.personal) requireWithinRole(key.scopes, role);
    await requireRoom(tx, before, now);
    tx.put('keys', result.row);
    record(tx, context, actor.author, 'key.collected', theKey(result.row));
    return { ...before, key: result.row };
  });
  return { key: keyView(context, subject), secret };
}
