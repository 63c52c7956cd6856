import { describe, expect, test } from 'vitest';
import { type AttemptResult, settled } from '../../../../server/domain/webhooks/attempt.ts';
import {
  FAILING_LIMIT,
  RETRY_DELAYS,
  retryDelay,
} from '../../../../server/domain/webhooks/schedule.ts';
import type { DeliveryRow, WebhookRow } from '../../../../server/store/rows.ts';
import { deliveryRow, webhookRow } from '../../../support/rows.ts';

const NOW = 1_800_000_000_000;
const MIDDLE = () => 0.5;
const OK: AttemptResult = { status: 204, body: '' };
const DOWN: AttemptResult = { error: 'The connection was refused.' };
const LAST = RETRY_DELAYS.length + 1;

function settle(
  result: AttemptResult,
  delivery: Partial<DeliveryRow> = {},
  webhook: Partial<WebhookRow> = {},
  random = MIDDLE,
) {
  const hook = webhookRow({ id: 'key_1', orgId: 'org_1', ownerId: 'mem_1' }, webhook);
  const row = deliveryRow(hook, { id: 'evt_1' }, { attempts: 1, ...delivery });
  return settled(row, hook, result, NOW, random);
}

describe('the delivery', () => {
  test.each([200, 201, 204, 299])('%d delivers it', (status) => {
    const { delivery } = settle({ status, body: 'thanks' });
    expect(delivery).toMatchObject({
      status: 'delivered',
      nextAttemptAt: null,
      responseStatus: status,
      responseBody: 'thanks',
    });
  });

  test.each([199, 300, 301, 302, 304, 400, 401, 404, 429, 500, 503])(
    '%d is tried again',
    (status) => {
      const { delivery } = settle({ status, body: 'no' });
      expect(delivery).toMatchObject({
        status: 'pending',
        nextAttemptAt: NOW + 5_000,
        responseStatus: status,
      });
    },
  );

  test('what the latest attempt said takes the place of what an earlier one did', () => {
    const answered = { responseStatus: 500, responseBody: 'oops' };
    expect(settle(DOWN, answered).delivery).toMatchObject({
      responseStatus: null,
      responseBody: null,
      error: 'The connection was refused.',
    });
    expect(settle(OK, { error: 'earlier' }).delivery).toMatchObject({ error: null });
  });

  test('it fails with its last attempt', () => {
    expect(settle(DOWN, { attempts: LAST - 1 }).delivery.status).toBe('pending');
    expect(settle(DOWN, { attempts: LAST }).delivery).toMatchObject({
      status: 'failed',
      nextAttemptAt: null,
    });
  });

  test('410 ends it at once', () => {
    expect(settle({ status: 410, body: '' }).delivery).toMatchObject({
      status: 'failed',
      nextAttemptAt: null,
    });
  });
});

describe('the webhook', () => {
  test('a failure begins the time of failing, which a success ends', () => {
    expect(settle(DOWN).webhook).toMatchObject({ status: 'active', failingSince: NOW });
    expect(settle(DOWN, {}, { failingSince: 5 }).webhook.failingSince).toBe(5);
    expect(settle(OK, {}, { failingSince: 5 }).webhook.failingSince).toBeNull();
  });

  test('410 stops it', () => {
    expect(settle({ status: 410, body: '' }).webhook).toMatchObject({
      status: 'stopped',
      stopReason: 'gone',
    });
  });

  test.each([
    ['a delivery with attempts left', LAST - 1, FAILING_LIMIT, 'active'],
    ['failing not for long enough', LAST, FAILING_LIMIT - 1, 'active'],
    ['both', LAST, FAILING_LIMIT, 'stopped'],
  ])('lasting failure: %s', (_, attempts, since, status) => {
    const { webhook } = settle(DOWN, { attempts }, { failingSince: NOW - since });
    expect(webhook).toMatchObject({ status, stopReason: status === 'stopped' ? 'failing' : null });
  });

  test('one stopped meanwhile keeps its reason', () => {
    const stopped = { status: 'stopped', stopReason: 'failing' } as const;
    expect(settle({ status: 410, body: '' }, {}, stopped).webhook).toMatchObject(stopped);
  });
});

describe('the back-off', () => {
  test('takes more than two and less than four days in all', () => {
    const days = RETRY_DELAYS.reduce((sum, delay) => sum + delay, 0) / 86_400_000;
    expect(days).toBeGreaterThan(2);
    expect(days).toBeLessThan(4);
  });

  test('each delay is at least as long as the one before, with a fifth of jitter', () => {
    RETRY_DELAYS.forEach((delay, index) => {
      expect(delay).toBeGreaterThanOrEqual(RETRY_DELAYS[index - 1] ?? 0);
      expect(retryDelay(index + 1, () => 0)).toBe(delay * 0.8);
      expect(retryDelay(index + 1, MIDDLE)).toBe(delay);
      expect(retryDelay(index + 1, () => 0.999_999)).toBeLessThanOrEqual(delay * 1.2);
    });
    expect(retryDelay(LAST, MIDDLE)).toBeNull();
  });
});
