import type { AuditAction, AuditDetail } from '../../../shared/contract/audit.ts';
import type { Key } from '../../../shared/contract/keys.ts';
import type { KeyRow } from '../../store/rows.ts';
import type { CheckSubject, Transaction } from '../../store/store.ts';
import { difference, record, theKey } from '../audit/record.ts';
import type { Actor, Context } from '../context.ts';
import type { MaybePromise } from '../maybe-promise.ts';
import type { By, Change } from './changes.ts';
import { changeRefusal } from './refusals.ts';
import { visibleKey } from './subject.ts';
import { keyView } from './view.ts';

export type Decide = (
  subject: CheckSubject,
  by: By,
  now: number,
  tx: Transaction,
) => MaybePromise<Change>;

/**
 * Decides on the key as it is now and stores what was decided, both in one transaction.
 * `reason` goes on the record of it. Throws `not_found`, or the refusal that `decide`
 * gives or throws.
 */
export async function changeKey(
  context: Context,
  actor: Actor,
  keyId: string,
  action: AuditAction,
  decide: Decide,
  reason?: string,
): Promise<Key> {
  const subject = await context.store.transact(async (tx) => {
    const before = await visibleKey(tx, actor, keyId);
    const now = context.now();
    const change = await decide(before, byOf(actor, before), now, tx);
    if ('refused' in change) throw changeRefusal(change.refused, before.key, now);
    if (change.row !== before.key) {
      tx.put('keys', change.row);
      record(tx, context, actor.author, action, theKey(change.row), {
        ...detailOf(before.key, change.row),
        ...(reason && { reason }),
      });
    }
    return { ...before, key: change.row };
  });
  return keyView(context, subject);
}

export function byOf({ member, isAdmin }: Actor, { key }: CheckSubject): By {
  return { isOwner: key.ownerId === member.id, isAdmin };
}

function detailOf(before: KeyRow, after: KeyRow): AuditDetail {
  return {
    ...difference(before, after, ['name', 'disabledBy']),
    ...(after.revokeNote !== before.revokeNote && { reason: after.revokeNote }),
  };
}
