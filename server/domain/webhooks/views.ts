/** Webhooks and deliveries as the contract shows them. */
import type { z } from 'zod';
import type { Delivery, deliverySummary, Webhook } from '../../../shared/contract/webhooks.ts';
import type { DeliveryRow, EventRow, WebhookRow } from '../../store/rows.ts';
import { isoOrNull } from '../keys/view.ts';
import type { WebhookStanding } from './standing.ts';

export function webhookView(
  webhook: WebhookRow,
  { status, stopReason }: WebhookStanding,
  lastDelivery: DeliveryRow | undefined,
): Webhook {
  const { id, orgId, keyId, ownerId, url, entity, operation, createdAt } = webhook;
  return {
    id,
    orgId,
    keyId,
    ownerId,
    url,
    entity,
    operation,
    status,
    stopReason,
    createdAt: new Date(createdAt).toISOString(),
    lastDelivery: lastDelivery ? summary(lastDelivery) : null,
  };
}

export function deliveryView(delivery: DeliveryRow, event: EventRow): Delivery {
  const { responseBody, error } = delivery;
  const { entity, operation } = event;
  return { ...summary(delivery), entity, operation, responseBody, error };
}

function summary(delivery: DeliveryRow): z.infer<typeof deliverySummary> {
  const { id, eventId, status, attempts, responseStatus } = delivery;
  return {
    id,
    eventId,
    status,
    attempts,
    createdAt: new Date(delivery.createdAt).toISOString(),
    lastAttemptAt: isoOrNull(delivery.lastAttemptAt),
    nextAttemptAt: isoOrNull(delivery.nextAttemptAt),
    responseStatus,
  };
}
