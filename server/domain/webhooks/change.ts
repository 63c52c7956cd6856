import type { Webhook } from '../../../shared/contract/webhooks.ts';
import type { WebhookRow } from '../../store/rows.ts';
import type { Transaction } from '../../store/store.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { type Manager, theWebhook, visibleWebhook } from './manager.ts';
import { standingIn } from './standing.ts';
import { webhookView } from './views.ts';

/**
 * Pauses or resumes it. Resuming also starts one again that was stopped by its
 * deliveries, and makes what still waits due at once; one that is stopped by its key
 * stays so until the key works. Throws `not_found`.
 */
export async function changeWebhook(
  context: Context,
  manager: Manager,
  id: string,
  status: 'active' | 'paused',
): Promise<Webhook> {
  return context.store.transact(async (tx) => {
    const before = await visibleWebhook(tx, manager, id);
    const now = context.now();
    let row = before;
    if (before.status !== status) {
      row = { ...before, status, stopReason: null, failingSince: null };
      tx.put('webhooks', row);
      if (status === 'active') await makeDue(tx, row, now);
      const action = status === 'active' ? 'webhook.resumed' : 'webhook.paused';
      record(tx, context, manager.author, action, theWebhook(row));
    }
    const standing = await standingIn(tx, now)(row);
    return webhookView(row, standing, await tx.deliveries.newestOf(row.id));
  });
}

async function makeDue(tx: Transaction, { id }: WebhookRow, now: number): Promise<void> {
  for await (const row of tx.deliveries.newestFirst({ webhookId: id })) {
    if (row.status === 'pending') tx.put('deliveries', { ...row, nextAttemptAt: now });
  }
}
