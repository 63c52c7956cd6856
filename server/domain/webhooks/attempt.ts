/** What an attempt makes of a delivery and its webhook: values in, rows out. */
import type { DeliveryRow, WebhookRow } from '../../store/rows.ts';
import { FAILING_LIMIT, retryDelay } from './schedule.ts';

/** The receiver's answer, or why there was none. */
export type AttemptResult = { status: number; body: string } | { error: string };

/** The receiver will never want it again (RFC 9110 section 15.5.11). */
const GONE = 410;

export function settled(
  delivery: DeliveryRow,
  webhook: WebhookRow,
  result: AttemptResult,
  now: number,
  random: () => number,
): { delivery: DeliveryRow; webhook: WebhookRow } {
  const answered = { ...delivery, ...answerOf(result) };
  if ('status' in result && result.status >= 200 && result.status < 300) {
    return {
      delivery: { ...answered, status: 'delivered', nextAttemptAt: null },
      webhook: webhook.failingSince === null ? webhook : { ...webhook, failingSince: null },
    };
  }
  const failed: DeliveryRow = { ...answered, status: 'failed', nextAttemptAt: null };
  if ('status' in result && result.status === GONE) {
    return { delivery: failed, webhook: stopped(webhook, 'gone') };
  }
  const failing = webhook.failingSince === null ? { ...webhook, failingSince: now } : webhook;
  const delay = retryDelay(delivery.attempts, random);
  if (delay !== null) {
    return { delivery: { ...answered, nextAttemptAt: now + delay }, webhook: failing };
  }
  const isLasting = now - (failing.failingSince ?? now) >= FAILING_LIMIT;
  return { delivery: failed, webhook: isLasting ? stopped(failing, 'failing') : failing };
}

function answerOf(
  result: AttemptResult,
): Pick<DeliveryRow, 'responseStatus' | 'responseBody' | 'error'> {
  return 'error' in result
    ? { responseStatus: null, responseBody: null, error: result.error }
    : { responseStatus: result.status, responseBody: result.body, error: null };
}

/** One that somebody has stopped or paused meanwhile keeps that. */
function stopped(webhook: WebhookRow, stopReason: 'gone' | 'failing'): WebhookRow {
  return webhook.status === 'stopped' ? webhook : { ...webhook, status: 'stopped', stopReason };
}
