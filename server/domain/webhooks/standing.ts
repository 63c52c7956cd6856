/** Where a webhook stands now: from itself, and from its key, which it lives and dies with. */
import type { WebhookRow } from '../../store/rows.ts';
import type { CheckSubject, Reader } from '../../store/store.ts';
import { statusOf } from '../keys/standing.ts';

export type WebhookStanding =
  | { status: 'active' | 'paused'; stopReason: null }
  | { status: 'stopped'; stopReason: 'key' | 'gone' | 'failing' };

/** `subject`: its key with everything around that; undefined where any of it is gone. */
export function webhookStanding(
  webhook: Pick<WebhookRow, 'status' | 'stopReason'>,
  subject: CheckSubject | undefined,
  now: number,
): WebhookStanding {
  const { status, stopReason } = webhook;
  if (status === 'stopped') return { status, stopReason: stopReason ?? 'failing' };
  if (!subject || statusOf(subject, now).status !== 'active') {
    return { status: 'stopped', stopReason: 'key' };
  }
  return { status, stopReason: null };
}

/** The same, asking for each key once. */
export function standingIn(
  reader: Reader,
  now: number,
): (webhook: WebhookRow) => Promise<WebhookStanding & { subject: CheckSubject | undefined }> {
  const known = new Map<string, CheckSubject | undefined>();
  return async (webhook) => {
    if (!known.has(webhook.keyId)) {
      known.set(webhook.keyId, await reader.keys.subject(webhook.keyId));
    }
    const subject = known.get(webhook.keyId);
    return { ...webhookStanding(webhook, subject, now), subject };
  };
}
