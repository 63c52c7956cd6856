import type { z } from 'zod';
import type { Delivery, listWebhooksQuery, Webhook } from '../../../shared/contract/webhooks.ts';
import type { WebhookRow } from '../../store/rows.ts';
import type { Context } from '../context.ts';
import { decodeCursor, encodeCursor, type Page, type PageQuery, pageOf } from '../page.ts';
import { notFound, Refusal } from '../refusal.ts';
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
  const rows = await rowsAsked(context, manager, query.owner);
  const wanted =
    query.keyId === undefined ? rows : rows.filter(({ keyId }) => keyId === query.keyId);
  const { items, nextCursor } = pageOf(wanted, query, 'oldest first', (row) => ({
    at: row.createdAt,
    id: row.id,
  }));
  const standing = standingIn(store, now());
  const views: Webhook[] = [];
  for (const row of items) {
    views.push(webhookView(row, await standing(row), await store.deliveries.newestOf(row.id)));
  }
  return { items: views, nextCursor };
}

async function rowsAsked(
  { store }: Context,
  { org, member, isAdmin }: Manager,
  owner: ListWebhooks['owner'],
): Promise<WebhookRow[]> {
  if (owner === 'me' || owner === member.id) {
    return store.webhooks.ofOwner({ orgId: org.id, ownerId: member.id });
  }
  if (!isAdmin) {
    throw new Refusal('admin_only', `Only an admin of ${org.name} sees the webhooks of others.`);
  }
  if (owner === 'all') return store.webhooks.ofOrg(org.id);
  const other = await store.members.byId(owner);
  if (other?.orgId !== org.id) throw notFound('member');
  return store.webhooks.ofOwner({ orgId: org.id, ownerId: other.id });
}

/** Newest first. Throws `not_found`, `invalid_input` (the cursor). */
export async function listDeliveries(
  { store }: Context,
  manager: Manager,
  webhookId: string,
  { limit, cursor }: PageQuery,
): Promise<Page<Delivery>> {
  const webhook = await visibleWebhook(store, manager, webhookId);
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  const rows = store.deliveries.newestFirst({
    webhookId: webhook.id,
    ...(after && { before: { createdAt: after.at, id: after.id } }),
  });
  const items: Delivery[] = [];
  let last: { at: number; id: string } | undefined;
  for await (const row of rows) {
    const event = await store.events.byId(row.eventId);
    // Swept between the two questions.
    if (!event) continue;
    if (last && items.length === limit) return { items, nextCursor: encodeCursor(last) };
    items.push(deliveryView(row, event));
    last = { at: row.createdAt, id: row.id };
  }
  return { items, nextCursor: null };
}
