import type { z } from 'zod';
import type { Delivery, listWebhooksQuery, Webhook } from '../../../shared/contract/webhooks.ts';
import type { Context } from '../context.ts';
import { ownerAsked } from '../owner-asked.ts';
import { type Page, type PageQuery, pageFrom, pageOf, positionOf, rowBefore } from '../page.ts';
import { type Manager, visibleWebhook } from './manager.ts';
import { standingIn } from './standing.ts';
import { deliveryView, webhookView } from './views.ts';

export type ListWebhooks = z.output<typeof listWebhooksQuery>;

/** Oldest first. Throws `admin_only`, `not_found` (the owner), `invalid_input` (the cursor). */
export async function listWebhooks(
  context: Context,
  manager: Manager,
  query: ListWebhooks,
): Promise<Page<Webhook>> {
  const { store, now } = context;
  const orgId = manager.org.id;
  const ownerId = await ownerAsked(store, manager, query.owner, 'webhooks');
  const rows = await (ownerId === null
    ? store.webhooks.ofOrg(orgId)
    : store.webhooks.ofOwner({ orgId, ownerId }));
  const wanted =
    query.keyId === undefined ? rows : rows.filter(({ keyId }) => keyId === query.keyId);
  const { items, nextCursor } = pageOf(wanted, query, 'oldest first', positionOf);
  const standing = standingIn(store, now());
  const views: Webhook[] = [];
  for (const row of items) {
    views.push(webhookView(row, await standing(row), await store.deliveries.newestOf(row.id)));
  }
  return { items: views, nextCursor };
}

/** Newest first. Throws `not_found`, `invalid_input` (the cursor). */
export async function listDeliveries(
  { store }: Context,
  manager: Manager,
  webhookId: string,
  { limit, cursor }: PageQuery,
): Promise<Page<Delivery>> {
  const webhook = await visibleWebhook(store, manager, webhookId);
  const rows = store.deliveries.newestFirst({ webhookId: webhook.id, ...rowBefore(cursor) });
  return pageFrom(rows, limit, positionOf, async (row) => {
    const event = await store.events.byId(row.eventId);
    // Where there is none, it was swept between the two questions.
    return event && deliveryView(row, event);
  });
}
