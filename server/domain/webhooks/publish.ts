import type { z } from 'zod';
import type { publishEventAnswer, publishEventRequest } from '../../../shared/contract/webhooks.ts';
import type { Context, KeyCaller } from '../context.ts';
import { announce, subscribersOf } from './announce.ts';

export type PublishEvent = z.output<typeof publishEventRequest>;

/** Once this has resolved, every delivery of the event will be attempted, also after a crash. */
export async function publishEvent(
  context: Context,
  { org }: KeyCaller,
  { entity, operation, data }: PublishEvent,
): Promise<z.infer<typeof publishEventAnswer>> {
  return context.store.transact(async (tx) => {
    const subscribers = await subscribersOf(tx, org.id, entity, context.now());
    const type = `${entity}.${operation}`;
    return announce(tx, context, org.id, { entity, operation, type, data }, subscribers);
  });
}
