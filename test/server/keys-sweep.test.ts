/** Keys that nobody has used for as long as the org allows are revoked by the server itself. */
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Key } from '../../shared/contract/keys.ts';
import { verifier } from '../support/check.ts';
import { DAY, MINUTE, TestClock } from '../support/clock.ts';
import { createKey, keysAs, openOrg } from '../support/keys.ts';
import { PASSWORD, setApiAccess, type TestPerson } from '../support/people.ts';
import { approvalAs, recordOf, requestKey, setPolicy } from '../support/policies.ts';
import { receiver } from '../support/receiver.ts';
import { startTestServer, type TestServer, testFolder } from '../support/server.ts';
import { until } from '../support/until.ts';
import { clockOfToday, createWebhook } from '../support/webhooks.ts';

const DAYS = 20;
const LIMIT = DAYS * DAY;

/** An org that revokes keys after 20 days, on a server that looks all the time. */
async function sweptOrg(options: Parameters<typeof openOrg>[0] = {}) {
  const org = await openOrg({ keySweepMs: 5, ...options });
  const { server, ada, bob } = org;
  await setPolicy(server, ada, { revokeUnusedAfterDays: DAYS });
  const statusOf = async ({ id }: Pick<Key, 'id'>) =>
    (await keysAs(server, bob)('GET', id)).body.status;
  return {
    ...org,
    statusOf,
    isRevoked: (key: Key) => until(async () => (await statusOf(key)) === 'revoked'),
  };
}

/** Bob signs in again where his session has become too old. */
async function again({ request }: TestServer, person: TestPerson): Promise<TestPerson> {
  const { body } = await request<{ token: string }>('POST', '/v1/sessions', {
    body: { email: person.email, password: PASSWORD },
  });
  return { ...person, token: body.token };
}

test('a key that was never used counts from when it was made, to the millisecond', async () => {
  const { server, ada, bob, statusOf, isRevoked } = await sweptOrg();
  const { key, secret } = await createKey(server, bob);
  server.clock.advance(1);
  const { key: younger } = await createKey(server, bob);
  server.clock.advance(LIMIT - 1);
  await isRevoked(key);
  expect(await statusOf(younger)).toBe('active');
  const verify = await verifier(server, ada);
  expect((await verify(secret)).code).toBe('revoked');

  const { body } = await keysAs(server, bob)('GET', key.id);
  expect(body).toMatchObject({
    status: 'revoked',
    statusReason: 'unused',
    revokedAt: new Date(server.clock.now()).toISOString(),
    revokedBy: null,
    note: null,
  });
  expect((await recordOf(server, ada, key.id)).at(-1)).toMatchObject({
    action: 'key.revoked',
    actor: { kind: 'system', id: null, name: 'Keyturn' },
    target: { kind: 'key', id: key.id, name: key.name },
    detail: { because: 'unused', lastUsedAt: null, revokeUnusedAfterDays: DAYS },
    ip: null,
    requestId: null,
  });

  server.clock.advance(1);
  await isRevoked(younger);
});

test('a use counts at once, also before it is written', async () => {
  const { server, ada, bob, statusOf, isRevoked } = await sweptOrg();
  const verify = await verifier(server, ada);
  const [used, unused] = [await createKey(server, bob), await createKey(server, bob)];
  server.clock.advance(LIMIT - MINUTE);
  await verify(used.secret);
  server.clock.advance(MINUTE);
  await isRevoked(unused.key);
  expect(await statusOf(used.key)).toBe('active');

  server.clock.advance(LIMIT - MINUTE);
  const bobAgain = await again(server, bob);
  const ask = keysAs(server, bobAgain);
  await until(async () => (await ask('GET', used.key.id)).body.status === 'revoked');
  const { body } = await ask('GET', used.key.id);
  expect(body.statusReason).toBe('unused');
  expect(body.lastUsedAt).not.toBeNull();
});

test('whatever kept it from being used, and whoever owns it', async () => {
  const { server, ada, bob, statusOf, isRevoked } = await sweptOrg();
  const { key: disabled } = await createKey(server, bob);
  await keysAs(server, bob)('POST', disabled.id, '/disable');
  const { key: suspended } = await createKey(server, bob);
  const { key: admins } = await createKey(server, ada);
  await setApiAccess(server, ada, false);
  expect(await statusOf(suspended)).toBe('suspended');
  server.clock.advance(LIMIT);
  await isRevoked(disabled);
  await isRevoked(suspended);
  const ask = keysAs(server, ada);
  await until(async () => (await ask('GET', admins.id)).body.status === 'revoked');
});

test('what has ended already, or has no secret yet, stays as it is', async () => {
  const { server, ada, bob, isRevoked } = await sweptOrg();
  const ask = keysAs(server, bob);
  const { key: expired } = await createKey(server, bob, { expiresIn: '1d' });
  const { key: revoked } = await createKey(server, bob);
  await ask('POST', revoked.id, '/revoke', { reason: 'Lost' });
  await setPolicy(server, ada, { requireApproval: true });
  const pending = await requestKey(server, bob);
  const approved = await requestKey(server, bob);
  await approvalAs(server, ada)('approve', approved.id);
  const { key: due } = await createKey(server, ada, { ownerId: bob.memberId });

  server.clock.advance(LIMIT + DAY);
  await isRevoked(due);
  const states = await Promise.all(
    [expired, revoked, pending, approved].map(async ({ id }) => (await ask('GET', id)).body),
  );
  expect(states.map(({ statusReason }) => statusReason)).toEqual([
    'expired',
    'revoked',
    'awaiting_approval',
    'awaiting_collection',
  ]);

  // Collected late, it counts from then.
  const { body } = await approvalAs(server, bob)<{ key: Key }>('collect', approved.id);
  const marker = await createKey(server, ada, { ownerId: bob.memberId });
  await ask('POST', marker.key.id, '/disable');
  expect((await ask('GET', body.key.id)).body.status).toBe('active');
});

test('the webhooks of its owner hear of it', async () => {
  const { server, bob, isRevoked } = await sweptOrg({
    clock: clockOfToday(),
    environment: { KEYTURN_WEBHOOK_ALLOW_PRIVATE: 'true' },
    webhooks: { limits: { pollEvery: 10 } },
  });
  const { url, waitFor, received } = await receiver();
  const { key } = await createKey(server, bob);
  server.clock.advance(DAY);
  await createWebhook(server, bob, { url, entity: 'key', operation: 'update' });
  server.clock.advance(LIMIT - DAY);
  await isRevoked(key);
  await waitFor(1);
  const [delivery] = received;
  expect(JSON.parse(delivery?.body ?? '')).toMatchObject({
    type: 'key.revoked',
    data: { id: key.id, by: { kind: 'system' } },
  });
});

test('another org is none of it, and without the policy nothing is revoked', async () => {
  const { server, ada, bob, isRevoked, statusOf } = await sweptOrg();
  const { key } = await createKey(server, bob);
  await setPolicy(server, ada, { revokeUnusedAfterDays: null });
  const globex = await server.request<{ id: string }>('POST', '/v1/orgs', {
    token: ada.token,
    body: { name: 'Globex' },
  });
  const elsewhere = { ...ada, orgId: globex.body.id };
  await setPolicy(server, elsewhere, { revokeUnusedAfterDays: DAYS });
  const { key: due } = await createKey(server, elsewhere);
  server.clock.advance(LIMIT);
  const ask = keysAs(server, elsewhere);
  await until(async () => (await ask('GET', due.id)).body.status === 'revoked');
  expect(await statusOf(key)).toBe('active');
  await setPolicy(server, ada, { revokeUnusedAfterDays: DAYS });
  await isRevoked(key);
});

test('more than fit into one transaction', async () => {
  const { server, bob } = await sweptOrg();
  await Promise.all(Array.from({ length: 130 }, () => createKey(server, bob)));
  const count = async (status: Key['status']) => {
    const path = `/v1/orgs/${bob.orgId}/keys?status=${status}&limit=200`;
    const { body } = await server.request<{ items: Key[] }>('GET', path, { token: bob.token });
    return body.items.length;
  };
  server.clock.advance(LIMIT);
  await until(async () => (await count('active')) === 0);
  expect(await count('revoked')).toBe(130);
});

describe('a restart', () => {
  /** A server that has seen half the time pass until Bob's key is due, and has stopped. */
  async function stopped() {
    const dataDir = await testFolder();
    const clock = new TestClock();
    const { server, ada, bob, isRevoked } = await sweptOrg({ dataDir, clock });
    const { key: older } = await createKey(server, ada, { ownerId: bob.memberId });
    clock.advance(LIMIT / 2);
    const { key } = await createKey(server, bob);
    clock.advance(LIMIT / 2);
    // It has looked by now.
    await isRevoked(older);
    await server.close();
    const start = async (keySweepMs: number) => {
      const next = await startTestServer({ dataDir, clock, keySweepMs });
      onTestFinished(() => next.close());
      return { server: next, ask: keysAs(next, await again(next, bob)) };
    };
    return { key, clock, start };
  }

  test('looks at once: what falls due while nobody looks is revoked', async () => {
    const { key, clock, start } = await stopped();
    // For no longer at once than a clock may be ahead.
    for (let day = 1; day < DAYS / 2; day++) {
      clock.advance(DAY);
      const { server, ask } = await start(3_600_000);
      expect((await ask('GET', key.id)).body.status).toBe('active');
      await server.close();
    }
    clock.advance(DAY);
    const { ask } = await start(3_600_000);
    await until(async () => (await ask('GET', key.id)).body.status === 'revoked');
  });

  test('after a long time lets the clock prove itself first', async () => {
    const { key, clock, start } = await stopped();
    clock.advance(LIMIT);
    const { server, ask } = await start(5);
    await until(() => server.log().includes('the clock is ahead'));
    expect((await ask('GET', key.id)).body.status).toBe('active');
    clock.advance(DAY);
    await until(async () => (await ask('GET', key.id)).body.status === 'revoked');
  });
});

describe('a clock that is set', () => {
  test('forward by mistake revokes nothing, and set right again neither', async () => {
    const { server, bob, statusOf, isRevoked } = await sweptOrg();
    const { key } = await createKey(server, bob);
    server.clock.set(LIMIT - DAY);
    server.clock.set(10 * DAY);
    await until(() => server.log().includes('the clock is ahead'));
    expect(await statusOf(key)).toBe('active');
    server.clock.set(-LIMIT - 9 * DAY);
    server.clock.advance(LIMIT - 1);
    expect(await statusOf(key)).toBe('active');
    server.clock.advance(1);
    await isRevoked(key);
  });

  test('back brings no revoked key back', async () => {
    const { server, ada, bob, isRevoked, statusOf } = await sweptOrg();
    const { key, secret } = await createKey(server, bob);
    const { key: other, secret: others } = await createKey(server, bob);
    await keysAs(server, bob)('POST', other.id, '/revoke');
    server.clock.advance(LIMIT);
    await isRevoked(key);
    server.clock.set(-5 * DAY);
    const verify = await verifier(server, ada);
    expect(await statusOf(key)).toBe('revoked');
    expect([(await verify(secret)).code, (await verify(others)).code]).toEqual([
      'revoked',
      'revoked',
    ]);
  });
});
