/** The one-switch key: on makes a key that mirrors its owner, off voids it. */
import { describe, expect, test } from 'vitest';
import type { ErrorCode, Problem } from '../../shared/contract/errors.ts';
import type { Key } from '../../shared/contract/keys.ts';
import type { Policy } from '../../shared/contract/orgs.ts';
import { verifier } from '../support/check.ts';
import { DAY } from '../support/clock.ts';
import { createKey, keysAs, openOrg } from '../support/keys.ts';
import { invite, PASSWORD, roleIdOf, setApiAccess, type TestPerson } from '../support/people.ts';
import { approvalAs, type Collected, recordOf, setPolicy } from '../support/policies.ts';
import type { TestServer } from '../support/server.ts';

type Answered = Problem & { key: Key; secret?: string };

const put = ({ request }: TestServer, { orgId, token }: TestPerson, enabled: unknown) =>
  request<Answered>('PUT', `/v1/orgs/${orgId}/me/api-key`, { token, body: { enabled } });

test('seed 004: the switch creates a key when turned on and voids it when turned off', async () => {
  const { server, ada, bob } = await openOrg();
  const verify = await verifier(server, ada);
  const { status, body, headers } = await put(server, bob, true);
  expect(status).toBe(201);
  expect(headers.get('cache-control')).toBe('no-store');
  const { key, secret = '' } = body;
  expect(key).toMatchObject({
    name: 'Personal key',
    scopes: ['*'],
    personal: true,
    status: 'active',
    ownerId: bob.memberId,
    expiresAt: null,
  });
  expect((await verify(secret, ['tasks:delete', 'reports:read'])).code).toBe('valid');

  const again = await put(server, bob, true);
  expect(again.status).toBe(200);
  expect(again.body).toEqual({ key: (await keysAs(server, bob)('GET', key.id)).body });

  const off = await put(server, bob, false);
  expect([off.status, off.body]).toEqual([200, { key: null }]);
  expect((await verify(secret)).code).toBe('revoked');
  expect((await keysAs(server, bob)('GET', key.id)).body).toMatchObject({
    status: 'revoked',
    statusReason: 'revoked',
    revokedBy: bob.memberId,
  });
  expect((await put(server, bob, false)).body).toEqual({ key: null });

  const next = await put(server, bob, true);
  expect(next.status).toBe(201);
  expect(next.body.key.id).not.toBe(key.id);
  expect((await recordOf(server, ada, key.id)).map(({ action }) => action)).toEqual([
    'key.created',
    'key.revoked',
  ]);
});

test('it may do what its owner may, now', async () => {
  const { server, ada } = await openOrg();
  const verify = await verifier(server, ada);
  const noor = await invite(server, ada, 'read-only');
  const { body } = await put(server, noor, true);
  expect(body.key.effectiveScopes).toEqual(['*:read']);
  expect((await verify(body.secret ?? '', ['tasks:delete'])).code).toBe('insufficient_scope');
  await server.request('PATCH', `/v1/orgs/${ada.orgId}/members/${noor.memberId}`, {
    token: ada.token,
    body: { roleId: await roleIdOf(server, ada, 'member') },
  });
  expect((await verify(body.secret ?? '', ['tasks:delete'])).code).toBe('valid');
});

test('each member has their own, beside other keys', async () => {
  const { server, ada, bob } = await openOrg();
  const other = await createKey(server, bob);
  const [adas, bobs] = [await put(server, ada, true), await put(server, bob, true)];
  expect([adas.status, bobs.status]).toEqual([201, 201]);
  await put(server, bob, false);
  expect((await keysAs(server, bob)('GET', other.key.id)).body.status).toBe('active');
  expect((await keysAs(server, ada)('GET', adas.body.key.id)).body.status).toBe('active');
});

describe('on is on', () => {
  test('while it is deactivated, which only activating it changes', async () => {
    const { server, bob } = await openOrg();
    const { key } = (await put(server, bob, true)).body;
    await keysAs(server, bob)('POST', key.id, '/disable');
    const { status, body } = await put(server, bob, true);
    expect(status).toBe(200);
    expect(body).toMatchObject({ key: { id: key.id, status: 'disabled' } });
  });

  test('while it is suspended', async () => {
    const { server, ada, bob } = await openOrg();
    const { key } = (await put(server, bob, true)).body;
    await setApiAccess(server, ada, false);
    const { status, body } = await put(server, bob, true);
    expect(status).toBe(200);
    expect(body).toMatchObject({ key: { id: key.id, status: 'suspended' } });
    expect((await put(server, bob, false)).status).toBe(200);
    expect((await put(server, bob, true)).body).toMatchObject({ code: 'api_access_off' });
  });

  test('after it was regenerated, and off ends the grace as well', async () => {
    const { server, ada, bob } = await openOrg();
    const verify = await verifier(server, ada);
    const first = (await put(server, bob, true)).body;
    const ask = keysAs(server, bob);
    const next = await ask<Answered>('POST', first.key.id, '/regenerate', { graceSeconds: 60 });
    expect((await put(server, bob, true)).body).toMatchObject({
      key: { id: next.body.key.id, personal: true },
    });
    await put(server, bob, false);
    for (const { secret = '' } of [first, next.body]) {
      expect((await verify(secret)).code).toBe('revoked');
    }
  });
});

describe('a new one may be had', () => {
  test('where only the old one of a regeneration still has its grace', async () => {
    const { server, bob } = await openOrg();
    const ask = keysAs(server, bob);
    const { key } = (await put(server, bob, true)).body;
    const next = await ask<Answered>('POST', key.id, '/regenerate', { graceSeconds: 60 });
    await ask('POST', next.body.key.id, '/revoke');
    expect((await ask('GET', key.id)).body.status).toBe('active');
    expect((await put(server, bob, true)).status).toBe(201);
  });

  test.each<[string, (ask: ReturnType<typeof keysAs>, id: string) => Promise<unknown>]>([
    ['revoked', (ask, id) => ask('POST', id, '/revoke')],
    ['deleted', (ask, id) => ask('DELETE', id)],
  ])('where the last was %s', async (_, end) => {
    const { server, bob } = await openOrg();
    const { key } = (await put(server, bob, true)).body;
    await end(keysAs(server, bob), key.id);
    expect((await put(server, bob, true)).status).toBe(201);
  });

  test('where an admin has cleared it', async () => {
    const { server, ada, bob } = await openOrg();
    await put(server, bob, true);
    const clear = `/v1/orgs/${ada.orgId}/members/${bob.memberId}/clear-keys`;
    await server.request('POST', clear, { token: ada.token });
    expect((await put(server, bob, true)).status).toBe(201);
  });
});

describe('the policy binds it', () => {
  test.each<[Partial<Policy>, ErrorCode | number]>([
    [{ requireExpiry: true }, 'policy_expiry_required'],
    [{ requireExpiry: true, maxKeyLifetimeDays: 30 }, 30],
    [{ maxKeyLifetimeDays: 30 }, 30],
  ])('%j: %s', async (policy, outcome) => {
    const { server, ada, bob } = await openOrg();
    await setPolicy(server, ada, policy);
    const { status, body } = await put(server, bob, true);
    if (typeof outcome === 'string') {
      expect(body).toMatchObject({ status: 422, code: outcome });
    } else {
      expect(status).toBe(201);
      const expiresAt = new Date(server.clock.now() + outcome * DAY).toISOString();
      expect(body.key.expiresAt).toBe(expiresAt);
      server.clock.advance(outcome * DAY);
      // Its session has ended with the key.
      const session = await server.request<{ token: string }>('POST', '/v1/sessions', {
        body: { email: bob.email, password: PASSWORD },
      });
      expect((await put(server, { ...bob, token: session.body.token }, true)).status).toBe(201);
    }
  });

  test('the most active keys', async () => {
    const { server, ada, bob } = await openOrg();
    await setPolicy(server, ada, { maxActiveKeysPerMember: 1 });
    const { key } = await createKey(server, bob);
    expect((await put(server, bob, true)).body).toMatchObject({ code: 'policy_too_many_keys' });
    await keysAs(server, bob)('POST', key.id, '/revoke');
    expect((await put(server, bob, true)).status).toBe(201);
  });

  test('the approval: it waits, is on meanwhile, and a denied one is off', async () => {
    const { server, ada, bob } = await openOrg();
    await setPolicy(server, ada, { requireApproval: true });
    const asAda = approvalAs(server, ada);
    const asked = await put(server, bob, true);
    expect(asked.status).toBe(202);
    expect(asked.body).toMatchObject({ key: { status: 'pending', personal: true } });
    expect((await put(server, bob, true)).body.key.id).toBe(asked.body.key.id);

    await asAda('deny', asked.body.key.id);
    const next = await put(server, bob, true);
    expect(next.status).toBe(202);
    await asAda('approve', next.body.key.id);
    const { status, body } = await approvalAs(server, bob)<Collected>('collect', next.body.key.id);
    expect(status).toBe(201);
    expect(body.key).toMatchObject({ status: 'active', personal: true, scopes: ['*'] });

    const withdrawn = await invite(server, ada);
    const waiting = await put(server, withdrawn, true);
    await put(server, withdrawn, false);
    const { body: after } = await keysAs(server, withdrawn)('GET', waiting.body.key.id);
    expect(after.status).toBe('revoked');
  });

  test('a read-only member collects one as well', async () => {
    const { server, ada } = await openOrg();
    await setPolicy(server, ada, { requireApproval: true });
    const noor = await invite(server, ada, 'read-only');
    const { body } = await put(server, noor, true);
    await approvalAs(server, ada)('approve', body.key.id);
    expect((await approvalAs(server, noor)('collect', body.key.id)).status).toBe(201);
  });
});

describe('refused', () => {
  test('without API access, though never to an admin', async () => {
    const { server, ada, bob } = await openOrg();
    await setApiAccess(server, ada, false);
    expect((await put(server, bob, true)).body).toMatchObject({
      status: 403,
      code: 'api_access_off',
    });
    expect((await put(server, bob, false)).body).toEqual({ key: null });
    expect((await put(server, ada, true)).status).toBe(201);
  });

  test.each([['yes'], [null], [1]])('enabled: %j', async (enabled) => {
    const { server, bob } = await openOrg();
    expect((await put(server, bob, enabled)).body).toMatchObject({ code: 'invalid_input' });
  });
});

test('twenty at once make one key', async () => {
  const { server, bob } = await openOrg();
  const answers = await Promise.all(Array.from({ length: 20 }, () => put(server, bob, true)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(19);
  expect(new Set(answers.map(({ body }) => body.key.id)).size).toBe(1);
});
