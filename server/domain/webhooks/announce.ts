/** Something happened: one delivery for each webhook that asked for such. */
import type { EventOperation } from '../../../shared/contract/webhooks.ts';
import type { MemberRow, RoleRow, WebhookRow } from '../../store/rows.ts';
import type { CheckSubject, Reader, Transaction } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { createId } from '../ids.ts';
import { standingIn } from './standing.ts';

/** An event, with its payload as the Standard Webhooks specification advises. */
export interface Announcement {
  entity: string;
  operation: EventOperation;
  /** Parted by dots, such as `task.create`. */
  type: string;
  data: unknown;
}

export interface Subscriber {
  webhook: WebhookRow;
  owner: MemberRow;
  role: RoleRow;
}

/** The org's webhooks for an entity that are active, with a key that works now. */
export async function subscribersOf(
  reader: Reader,
  orgId: string,
  entity: string,
  now: number,
): Promise<Subscriber[]> {
  const standing = standingIn(reader, now);
  const subscribers: Subscriber[] = [];
  for (const webhook of await reader.webhooks.ofOrg(orgId)) {
    if (webhook.entity !== entity) continue;
    const { status, subject } = await standing(webhook);
    if (status !== 'active') continue;
    const { owner, role } = subject as CheckSubject;
    subscribers.push({ webhook, owner, role });
  }
  return subscribers;
}

/**
 * Puts the event and its deliveries, due at once, and gives the event's id and how many
 * there are. An event that nobody asked for is not kept.
 */
export function announce(
  tx: Transaction,
  { now, randomBytes }: Pick<Context, 'now' | 'randomBytes'>,
  orgId: string,
  { entity, operation, type, data }: Announcement,
  subscribers: readonly Subscriber[],
): { eventId: string; deliveries: number } {
  const createdAt = now();
  const eventId = createId('evt', randomBytes);
  const takers = subscribers.filter(
    ({ webhook }) => webhook.operation === '*' || webhook.operation === operation,
  );
  if (takers.length === 0) return { eventId, deliveries: 0 };
  const timestamp = new Date(createdAt).toISOString();
  const payload = JSON.stringify({ type, timestamp, entity, operation, data });
  tx.put('events', { id: eventId, orgId, entity, operation, payload, createdAt });
  for (const { webhook } of takers) {
    tx.put('deliveries', {
      id: createId('dlv', randomBytes),
      orgId,
      webhookId: webhook.id,
      eventId,
      status: 'pending',
      attempts: 0,
      nextAttemptAt: createdAt,
      lastAttemptAt: null,
      responseStatus: null,
      responseBody: null,
      error: null,
      createdAt,
    });
  }
  return { eventId, deliveries: takers.length };
}
