import type { Key } from '../../../shared/contract/keys.ts';
import type { Actor, Context } from '../context.ts';
import { changeKey } from './change.ts';
import { disabled, enabled } from './changes.ts';

/** Throws `not_found`, `key_revoked`, `key_expired`. */
export function disableKey(context: Context, actor: Actor, keyId: string): Promise<Key> {
  return changeKey(context, actor, keyId, 'key.disabled', ({ key }, by, now) =>
    disabled(key, by, now),
  );
}

/** Throws `not_found`, `key_revoked`, `key_expired`, `disabled_by_admin`. */
export function enableKey(context: Context, actor: Actor, keyId: string): Promise<Key> {
  return changeKey(context, actor, keyId, 'key.enabled', ({ key }, by, now) =>
    enabled(key, by, now),
  );
}
