/** The steps of an attempt that change what is stored. */
import type { DeliveryRow, EventRow, WebhookRow } from '../../store/rows.ts';
import type { Transaction } from '../../store/store.ts';
import { SYSTEM } from '../audit/author.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { type AttemptResult, settled } from './attempt.ts';
import { theWebhook } from './manager.ts';
import { HELD_INTERVAL, HELD_LIMIT, LEASE } from './schedule.ts';
import { standingIn, type WebhookStanding } from './standing.ts';

/** An attempt to make: whoever has it is the only one to make it, for the time of the lease. */
export interface Claim {
  delivery: DeliveryRow;
  webhook: WebhookRow;
  event: EventRow;
}

/**
 * Takes those that are still due, so that no other server does. Those that cannot be
 * made now are put off or given up instead.
 */
export function claim(context: Context, ids: readonly string[]): Promise<Claim[]> {
  return context.store.transact(async (tx) => {
    const now = context.now();
    const standing = standingIn(tx, now);
    const claims: Claim[] = [];
    for (const id of ids) {
      const row = await tx.deliveries.byId(id);
      if (!row || row.nextAttemptAt === null || row.nextAttemptAt > now) continue;
      const webhook = await tx.webhooks.byId(row.webhookId);
      const event = await tx.events.byId(row.eventId);
      if (!webhook || !event) continue;
      const held = heldBack(row, await standing(webhook), now);
      const delivery = held ?? begun(row, now);
      tx.put('deliveries', delivery);
      if (!held) claims.push({ delivery, webhook, event });
    }
    return claims;
  });
}

/** An attempt counts from its beginning: one that a crash cut short was made, perhaps. */
function begun(row: DeliveryRow, now: number): DeliveryRow {
  return { ...row, attempts: row.attempts + 1, lastAttemptAt: now, nextAttemptAt: now + LEASE };
}

function heldBack(
  row: DeliveryRow,
  { status, stopReason }: WebhookStanding,
  now: number,
): DeliveryRow | null {
  if (status === 'active') return null;
  const isOver = stopReason === 'gone' || stopReason === 'failing';
  if (!isOver && now - row.createdAt < HELD_LIMIT) {
    return { ...row, nextAttemptAt: now + HELD_INTERVAL };
  }
  const error = isOver ? 'The webhook was stopped.' : 'The webhook was not active for too long.';
  return { ...row, status: 'failed', nextAttemptAt: null, error };
}

/** Writes down how the attempt went. Gives the delivery as it is now, where it is still there. */
export function settle(
  context: Context,
  claimed: Claim,
  result: AttemptResult,
  random: () => number,
): Promise<DeliveryRow | undefined> {
  return context.store.transact(async (tx) => {
    const row = await stillOurs(tx, claimed);
    const webhook = row && (await tx.webhooks.byId(row.webhookId));
    if (!row || !webhook) return undefined;
    const after = settled(row, webhook, result, context.now(), random);
    tx.put('deliveries', after.delivery);
    if (after.webhook !== webhook) tx.put('webhooks', after.webhook);
    if (after.webhook.stopReason !== webhook.stopReason) {
      record(tx, context, SYSTEM, 'webhook.stopped', theWebhook(after.webhook), {
        reason: after.webhook.stopReason,
      });
    }
    return after.delivery;
  });
}

/** An attempt that was not made after all: as if it had not been taken. */
export function giveBack(context: Context, claimed: Claim): Promise<void> {
  return context.store.transact(async (tx) => {
    const row = await stillOurs(tx, claimed);
    if (!row) return;
    tx.put('deliveries', { ...row, attempts: row.attempts - 1, nextAttemptAt: context.now() });
  });
}

/** Undefined where it is gone, or where the lease has run out and another server has taken it. */
async function stillOurs(tx: Transaction, { delivery }: Claim): Promise<DeliveryRow | undefined> {
  const row = await tx.deliveries.byId(delivery.id);
  return row?.status === 'pending' && row.attempts === delivery.attempts ? row : undefined;
}

/**
 * Makes due what a crash of this process cut short, without waiting for the leases to
 * run out. Only for whoever is alone on the store.
 */
export function releaseLeases({ store, now }: Context): Promise<void> {
  return store.transact(async (tx) => {
    for (const row of await tx.deliveries.due(now() + LEASE, 1000)) {
      if (row.lastAttemptAt !== null && row.nextAttemptAt === row.lastAttemptAt + LEASE) {
        tx.put('deliveries', { ...row, nextAttemptAt: now() });
      }
    }
  });
}
