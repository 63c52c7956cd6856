/** What is kept of deliveries that are over. */
import type { DeliveryRow } from '../../store/rows.ts';
import type { Context } from '../context.ts';
import { removeDeliveries } from './delete.ts';
import { KEPT_FOR, KEPT_PER_WEBHOOK } from './schedule.ts';

/** Rows per transaction: one that writes many holds up everybody else's on PostgreSQL. */
const BATCH = 100;

/** Removes those that are too old, in every org. */
export async function sweepDeliveries({ store, now }: Context): Promise<void> {
  for (;;) {
    const count = await store.transact(async (tx) => {
      const over = await tx.deliveries.overBefore(now() - KEPT_FOR, BATCH);
      await removeDeliveries(tx, over);
      return over.length;
    });
    if (count < BATCH) return;
  }
}

/** Removes all but the newest of one webhook. */
export async function pruneDeliveries({ store }: Context, webhookId: string): Promise<void> {
  for (;;) {
    const count = await store.transact(async (tx) => {
      const over: DeliveryRow[] = [];
      let kept = 0;
      for await (const row of tx.deliveries.newestFirst({ webhookId })) {
        if (row.status === 'pending') continue;
        if (kept < KEPT_PER_WEBHOOK) kept++;
        else if (over.push(row) === BATCH) break;
      }
      await removeDeliveries(tx, over);
      return over.length;
    });
    if (count < BATCH) return;
  }
}
