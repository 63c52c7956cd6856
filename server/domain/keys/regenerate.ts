import type { Key } from '../../../shared/contract/keys.ts';
import { record, theKey } from '../audit/record.ts';
import type { Actor, Context } from '../context.ts';
import { byOf } from './change.ts';
import { regenerated } from './changes.ts';
import { drawKey } from './draw.ts';
import { changeRefusal, requireAccess } from './refusals.ts';
import { visibleKey } from './subject.ts';
import { keyView } from './view.ts';

/**
 * A successor in the key's place; the old key works on for the grace. Scopes beyond the
 * owner's present role are carried over: a key mirrors its owner at every check anyway.
 * No policy stands in its way: it replaces a key and makes none live longer. Throws
 * `not_found`, `key_revoked`, `key_expired`, `key_not_approved`, `disabled_by_admin`,
 * `api_access_off`.
 */
export async function regenerateKey(
  context: Context,
  actor: Actor,
  keyId: string,
  graceSeconds: number,
): Promise<{ key: Key; secret: string }> {
  const { secret, row } = drawKey(context.randomBytes);
  const subject = await context.store.transact(async (tx) => {
    const before = await visibleKey(tx, actor, keyId);
    const now = context.now();
    const by = { ...byOf(actor, before), memberId: actor.member.id };
    const result = regenerated(before.key, by, row, graceSeconds * 1000, now);
    if ('refused' in result) throw changeRefusal(result.refused, before.key, now);
    requireAccess(before.owner, before.role, before.org);
    tx.put('keys', result.old);
    tx.put('keys', result.successor);
    record(tx, context, actor.author, 'key.regenerated', theKey(result.old), {
      successor: result.successor.id,
      graceSeconds,
    });
    return { ...before, key: result.successor };
  });
  return { key: keyView(context, subject), secret };
}
