import type { Key } from '../../../shared/contract/keys.ts';
import type { CheckSubject } from '../../store/store.ts';
import type { Actor, Context } from '../context.ts';
import type { By, Change } from './changes.ts';
import { changeRefusal } from './refusals.ts';
import { visibleKey } from './subject.ts';
import { keyView } from './view.ts';

/**
 * Decides on the key as it is now and stores what was decided, both in one transaction.
 * Throws `not_found`, or the refusal that `decide` gives.
 */
export async function changeKey(
  context: Context,
  actor: Actor,
  keyId: string,
  decide: (subject: CheckSubject, by: By, now: number) => Change,
): Promise<Key> {
  const subject = await context.store.transact(async (tx) => {
    const before = await visibleKey(tx, actor, keyId);
    const now = context.now();
    const change = decide(before, byOf(actor, before), now);
    if ('refused' in change) throw changeRefusal(change.refused, before.key, now);
    if (change.row !== before.key) tx.put('keys', change.row);
    return { ...before, key: change.row };
  });
  return keyView(context, subject);
}

export function byOf({ member, isAdmin }: Actor, { key }: CheckSubject): By {
  return { isOwner: key.ownerId === member.id, isAdmin };
}
