import { describe, expect, test } from 'vitest';
import type { Problem } from '../../shared/contract/errors.ts';
import type { Key } from '../../shared/contract/keys.ts';
import { verifier } from '../support/check.ts';
import { DAY, MINUTE } from '../support/clock.ts';
import { createKey, keysAs, openOrg } from '../support/keys.ts';
import { roleIdOf, setApiAccess, type TestPerson } from '../support/people.ts';
import type { TestServer } from '../support/server.ts';

type Made = { key: Key; secret: string };

const regenerate = (server: TestServer, person: TestPerson, keyId: string, body?: unknown) =>
  keysAs(server, person)<Made & Problem>('POST', keyId, '/regenerate', body);

async function keysOf({ request }: TestServer, { orgId, token }: TestPerson): Promise<Key[]> {
  const path = `/v1/orgs/${orgId}/keys?status=any`;
  return (await request<{ items: Key[] }>('GET', path, { token })).body.items;
}

test('a successor with the same name, scopes, owner and expiry; the old one ends at once', async () => {
  const { server, ada, bob } = await openOrg();
  const verify = await verifier(server, ada);
  const old = await createKey(server, bob, { scopes: ['tasks:*', '*:read'], expiresIn: '30d' });
  await verify(old.secret);
  server.clock.advance(MINUTE);
  const { status, body } = await regenerate(server, bob, old.key.id);
  const now = new Date(server.clock.now()).toISOString();
  expect(status).toBe(201);
  expect(body.secret).not.toBe(old.secret);
  expect(body.key).toEqual({
    ...old.key,
    id: expect.stringMatching(/^key_[\w-]{21}$/),
    prefix: body.secret.slice(0, 7),
    createdAt: now,
  });
  expect(body.key.id).not.toBe(old.key.id);
  expect((await keysAs(server, bob)('GET', old.key.id)).body).toMatchObject({
    status: 'revoked',
    statusReason: 'regenerated',
    revokedAt: now,
    revokedBy: bob.memberId,
  });
  expect((await verify(old.secret)).code).toBe('revoked');
  expect((await verify(body.secret)).code).toBe('valid');
});

describe('with a grace', () => {
  test('both work until it is over, to the millisecond', async () => {
    const { server, ada, bob } = await openOrg();
    const verify = await verifier(server, ada);
    const old = await createKey(server, bob);
    const next = await regenerate(server, bob, old.key.id, { graceSeconds: 60 });
    const end = new Date(server.clock.now() + MINUTE).toISOString();
    expect((await keysAs(server, bob)('GET', old.key.id)).body).toMatchObject({
      status: 'active',
      revokedAt: end,
    });
    server.clock.advance(MINUTE - 1);
    expect((await verify(old.secret)).code).toBe('valid');
    server.clock.advance(1);
    expect((await verify(old.secret)).code).toBe('revoked');
    expect((await verify(next.body.secret)).code).toBe('valid');
  });

  test('it does not outlast the expiry', async () => {
    const { server, ada, bob } = await openOrg();
    const verify = await verifier(server, ada);
    const old = await createKey(server, bob, { expiresIn: '1h' });
    const next = await regenerate(server, bob, old.key.id, { graceSeconds: 604_800 });
    server.clock.advance(60 * MINUTE);
    expect((await verify(old.secret)).code).toBe('expired');
    expect((await verify(next.body.secret)).code).toBe('expired');
  });

  test('there is no second successor, during the grace or after it', async () => {
    const { server, bob } = await openOrg();
    const { key } = await createKey(server, bob);
    await regenerate(server, bob, key.id, { graceSeconds: 60 });
    const during = await regenerate(server, bob, key.id);
    expect(during.body).toMatchObject({ status: 409, code: 'key_revoked' });
    expect(during.body.detail).toContain('Use its successor');
    server.clock.advance(MINUTE);
    expect((await regenerate(server, bob, key.id)).body.code).toBe('key_revoked');
    expect(await keysOf(server, bob)).toHaveLength(2);
  });

  test.each([
    [{ graceSeconds: -1 }],
    [{ graceSeconds: 604_801 }],
    [{ graceSeconds: 1.5 }],
    [{ graceSeconds: '60' }],
    [{ graceSeconds: null }],
    [{ grace: 60 }],
  ])('%j is invalid input, and the key stays', async (body) => {
    const { server, bob } = await openOrg();
    const { key } = await createKey(server, bob);
    const answer = await regenerate(server, bob, key.id, body);
    expect(answer.body).toMatchObject({ status: 422, code: 'invalid_input' });
    expect(await keysOf(server, bob)).toEqual([key]);
  });
});

describe('is refused', () => {
  test('for a key that has ended', async () => {
    const { server, bob } = await openOrg();
    const revoked = await createKey(server, bob);
    await keysAs(server, bob)('POST', revoked.key.id, '/revoke');
    const expired = await createKey(server, bob, { expiresIn: '1h' });
    server.clock.advance(DAY);
    expect((await regenerate(server, bob, revoked.key.id)).body.code).toBe('key_revoked');
    expect((await regenerate(server, bob, expired.key.id)).body.code).toBe('key_expired');
    expect(await keysOf(server, bob)).toHaveLength(2);
  });

  test('while API access is off, and the old key stays as it was', async () => {
    const { server, ada, bob } = await openOrg();
    const { key } = await createKey(server, bob);
    await setApiAccess(server, ada, false);
    for (const person of [ada, bob]) {
      const { body } = await regenerate(server, person, key.id);
      expect(body).toMatchObject({ status: 403, code: 'api_access_off' });
    }
    await setApiAccess(server, ada, true);
    expect(await keysOf(server, bob)).toEqual([key]);
  });

  test('for the owner of what an admin disabled', async () => {
    const { server, ada, bob } = await openOrg();
    const { key } = await createKey(server, bob);
    await keysAs(server, ada)('POST', key.id, '/disable');
    const { body } = await regenerate(server, bob, key.id);
    expect(body).toMatchObject({ status: 403, code: 'disabled_by_admin' });
    expect(await keysOf(server, bob)).toHaveLength(1);
  });
});

test.each([
  ['owner', 'owner', 'disabled_by_owner'],
  ['owner', 'admin', 'disabled_by_owner'],
  ['admin', 'admin', 'disabled_by_admin'],
] as const)('what the %s disabled stays so when the %s regenerates it', async (by, who, reason) => {
  const { server, ada, bob } = await openOrg();
  const people = { owner: bob, admin: ada };
  const { key } = await createKey(server, bob);
  await keysAs(server, people[by])('POST', key.id, '/disable');
  const { body } = await regenerate(server, people[who], key.id);
  expect(body.key).toMatchObject({ status: 'disabled', statusReason: reason });
});

test("an admin's regeneration leaves the owner", async () => {
  const { server, ada, bob } = await openOrg();
  const { key } = await createKey(server, bob);
  const { body } = await regenerate(server, ada, key.id);
  expect(body.key).toMatchObject({ ownerId: bob.memberId, createdBy: ada.memberId });
});

test("scopes beyond the owner's role of today are carried and do not work", async () => {
  const { server, ada, bob } = await openOrg();
  const { key } = await createKey(server, bob, { scopes: ['tasks:*'] });
  await server.request('PATCH', `/v1/orgs/${ada.orgId}/members/${bob.memberId}`, {
    token: ada.token,
    body: { roleId: await roleIdOf(server, ada, 'read-only') },
  });
  const { body } = await regenerate(server, bob, key.id);
  expect(body.key).toMatchObject({ scopes: ['tasks:*'], effectiveScopes: ['tasks:read'] });
});

test('twenty at once leave exactly one successor', async () => {
  const { server, ada, bob } = await openOrg();
  const verify = await verifier(server, ada);
  const { key } = await createKey(server, bob);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      regenerate(server, n % 2 ? ada : bob, key.id, { graceSeconds: n }),
    ),
  );
  const made = answers.filter(({ status }) => status === 201);
  const refused = answers.filter(({ status }) => status !== 201);
  expect(made).toHaveLength(1);
  expect(refused.map(({ body }) => body.code)).toEqual(Array(19).fill('key_revoked'));
  expect(await keysOf(server, bob)).toHaveLength(2);
  expect((await verify(made[0]?.body.secret as string)).code).toBe('valid');
});
