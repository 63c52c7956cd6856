import { record, theKey } from '../audit/record.ts';
import type { Actor, Context } from '../context.ts';
import { removeWebhooksOfKey } from '../webhooks/delete.ts';
import { visibleKey } from './subject.ts';

/** In every status, with its webhooks; a key that is gone is unusable for good. Throws `not_found`. */
export async function deleteKey(context: Context, actor: Actor, keyId: string): Promise<void> {
  await context.store.transact(async (tx) => {
    const { key } = await visibleKey(tx, actor, keyId);
    await removeWebhooksOfKey(tx, context, actor.author, key.id);
    tx.remove('keys', key.id);
    record(tx, context, actor.author, 'key.deleted', theKey(key), { ownerId: key.ownerId });
  });
}
