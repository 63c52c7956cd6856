import type { DeliveryRow, WebhookRow } from '../../store/rows.ts';
import type { Transaction } from '../../store/store.ts';
import type { Author } from '../audit/author.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { type Manager, theWebhook, visibleWebhook } from './manager.ts';

/** Throws `not_found`. */
export async function deleteWebhook(context: Context, manager: Manager, id: string): Promise<void> {
  await context.store.transact(async (tx) => {
    await removeWebhook(tx, context, manager.author, await visibleWebhook(tx, manager, id));
  });
}

/** Those tied to a key, which must go before the key does. */
export async function removeWebhooksOfKey(
  tx: Transaction,
  context: Context,
  author: Author,
  keyId: string,
): Promise<void> {
  for (const webhook of await tx.webhooks.ofKey(keyId)) {
    await removeWebhook(tx, context, author, webhook);
  }
}

async function removeWebhook(
  tx: Transaction,
  context: Context,
  author: Author,
  webhook: WebhookRow,
): Promise<void> {
  const deliveries: DeliveryRow[] = [];
  for await (const row of tx.deliveries.newestFirst({ webhookId: webhook.id })) {
    deliveries.push(row);
  }
  await removeDeliveries(tx, deliveries);
  tx.remove('webhooks', webhook.id);
  record(tx, context, author, 'webhook.deleted', theWebhook(webhook));
}

/** With each event that was kept for them alone. */
export async function removeDeliveries(
  tx: Transaction,
  deliveries: readonly DeliveryRow[],
): Promise<void> {
  for (const { id } of deliveries) tx.remove('deliveries', id);
  for (const eventId of new Set(deliveries.map((row) => row.eventId))) {
    if ((await tx.deliveries.ofEvent(eventId)).length === 0) tx.remove('events', eventId);
  }
}
