import type { z } from 'zod';
import type { createWebhookRequest, Webhook } from '../../../shared/contract/webhooks.ts';
import type { KeyRow, WebhookRow } from '../../store/rows.ts';
import type { Reader } from '../../store/store.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { createId } from '../ids.ts';
import { changeRefusal } from '../keys/refusals.ts';
import { statusOf } from '../keys/standing.ts';
import { notFound, Refusal } from '../refusal.ts';
import { type Manager, maySee, theWebhook } from './manager.ts';
import { webhookStanding } from './standing.ts';
import { requireTarget, type Targets, targetUrl } from './target.ts';
import { webhookView } from './views.ts';

export type CreateWebhook = z.output<typeof createWebhookRequest>;

/** Of the secret; the specification asks for 24 to 64. */
const SECRET_BYTES = 32;
/** Of one member: each event may go to as many places. */
const MOST_PER_MEMBER = 100;

/**
 * Tied to the key that is named, or else to the calling key: one of the manager's own
 * member, or any of the org for an admin. A key that does not work now may work again,
 * but one that never will is refused. Throws `invalid_input` (the URL),
 * `webhook_key_missing`, `webhook_target_refused`, `not_found` (the key), `key_revoked`,
 * `key_expired`, `webhook_limit_reached`.
 */
export async function createWebhook(
  context: Context,
  targets: Targets,
  manager: Manager,
  { url: text, entity, operation, keyId = manager.keyId ?? undefined }: CreateWebhook,
): Promise<{ webhook: Webhook; secret: string }> {
  const url = targetUrl(text);
  if (keyId === undefined) {
    throw new Refusal('webhook_key_missing', 'Name a key of yours in keyId.', {
      errors: [{ path: 'keyId', message: 'is missing' }],
    });
  }
  await requireTarget(targets, url);
  const { randomBytes } = context;
  const id = createId('whk', randomBytes);
  const secret = `whsec_${Buffer.from(randomBytes(SECRET_BYTES)).toString('base64')}`;
  const webhook = await context.store.transact(async (tx) => {
    const now = context.now();
    const subject = await tx.keys.subject(keyId);
    if (!subject || !maySee(manager, subject.key)) throw notFound('key');
    const { key } = subject;
    const { status } = statusOf(subject, now);
    if (status === 'revoked') throw changeRefusal('key_revoked', key, now);
    if (status === 'expired') throw changeRefusal('key_expired', key, now);
    await requireRoom(tx, key);
    const row: WebhookRow = {
      id,
      orgId: key.orgId,
      keyId,
      ownerId: key.ownerId,
      url: url.href,
      entity,
      operation,
      secret,
      status: 'active',
      stopReason: null,
      failingSince: null,
      createdAt: now,
      createdBy: manager.member.id,
    };
    tx.put('webhooks', row);
    record(tx, context, manager.author, 'webhook.created', theWebhook(row), {
      ownerId: row.ownerId,
      keyId,
      entity,
      operation,
    });
    return webhookView(row, webhookStanding(row, subject, now), undefined);
  });
  return { webhook, secret };
}

async function requireRoom(reader: Reader, { orgId, ownerId }: KeyRow): Promise<void> {
  if ((await reader.webhooks.ofOwner({ orgId, ownerId })).length < MOST_PER_MEMBER) return;
  throw new Refusal(
    'webhook_limit_reached',
    `A member may have ${MOST_PER_MEMBER} webhooks. Delete one that is no longer needed.`,
  );
}
