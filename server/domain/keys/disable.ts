import type { Key } from '../../../shared/contract/keys.ts';
import type { Actor, Context } from '../context.ts';
import { changeKey, type Decide } from './change.ts';
import { disabled, enabled } from './changes.ts';
import { requireRoom } from './policies.ts';

/** Throws `not_found`, `key_revoked`, `key_expired`, `key_not_approved`. */
export function disableKey(
  context: Context,
  actor: Actor,
  keyId: string,
  reason: string | undefined,
): Promise<Key> {
  const change: Decide = ({ key }, by, now) => disabled(key, by, now);
  return changeKey(context, actor, keyId, 'key.disabled', change, reason);
}

/**
 * Throws `not_found`, `key_revoked`, `key_expired`, `key_not_approved`,
 * `disabled_by_admin`, `policy_too_many_keys`.
 */
export function enableKey(
  context: Context,
  actor: Actor,
  keyId: string,
  reason: string | undefined,
): Promise<Key> {
  const decide: Decide = async (subject, by, now, tx) => {
    const { key } = subject;
    const change = enabled(key, by, now);
    // One that has a successor is no key more: its successor counts.
    if ('row' in change && change.row !== key && key.revokedAt === null) {
      await requireRoom(tx, subject, now);
    }
    return change;
  };
  return changeKey(context, actor, keyId, 'key.enabled', decide, reason);
}
