import { describe, expect, test } from 'vitest';
import type { Problem } from '../../shared/contract/errors.ts';
import type { Key } from '../../shared/contract/keys.ts';
import { isWellFormed } from '../../shared/key-format.ts';
import { DAY } from '../support/clock.ts';
import { createKey, type KeyWish, openOrg, sharedOrg } from '../support/keys.ts';
import {
  addService,
  type BuiltInRole,
  invite,
  inviteOnly,
  secondOrg,
  setApiAccess,
  type TestPerson,
} from '../support/people.ts';
import type { TestServer } from '../support/server.ts';

const org = sharedOrg();

const VERIFY = 'keyturn.keys:verify';

const create = ({ request }: TestServer, { orgId, token }: TestPerson, body: unknown) =>
  request<Problem & { key: Key; secret: string }>('POST', `/v1/orgs/${orgId}/keys`, {
    token,
    body,
  });

test('a new key, as the contract shows it', async () => {
  const { server, bob } = await openOrg();
  const { status, body, headers } = await create(server, bob, {
    name: '  Nightly report ',
    scopes: ['tasks:read', 'tasks:create', 'tasks:read'],
  });
  expect(status).toBe(201);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(isWellFormed(body.secret, 'kt_')).toBe(true);
  expect(body.key).toEqual({
    id: expect.stringMatching(/^key_[\w-]{21}$/),
    orgId: bob.orgId,
    ownerId: bob.memberId,
    ownerName: 'Pat',
    name: 'Nightly report',
    prefix: body.secret.slice(0, 7),
    scopes: ['tasks:read', 'tasks:create'],
    effectiveScopes: ['tasks:create', 'tasks:read'],
    status: 'active',
    statusReason: null,
    createdAt: new Date(server.clock.now()).toISOString(),
    createdBy: bob.memberId,
    expiresAt: null,
    lastUsedAt: null,
    revokedAt: null,
    revokedBy: null,
    personal: false,
    note: null,
    decidedAt: null,
    decidedBy: null,
  });
});

test('two keys may have the same name, and differ in all else', async () => {
  const { server, bob } = await openOrg();
  const [one, other] = [await createKey(server, bob), await createKey(server, bob)];
  expect(one.key.name).toBe(other.key.name);
  expect(one.key.id).not.toBe(other.key.id);
  expect(one.secret).not.toBe(other.secret);
});

test.each([
  ['中文密钥 – Ünïcode 🔑'],
  ['x'.repeat(100)],
  ["Robert'); DROP TABLE keys;--"],
  ['<b>bold</b>'],
  ['__proto__'],
])('the name %j is kept as it is', async (name) => {
  const { server, bob } = org();
  expect((await createKey(server, bob, { name })).key.name).toBe(name);
});

describe('expiry', () => {
  test.each<[KeyWish, number]>([
    [{ expiresIn: '12h' }, DAY / 2],
    [{ expiresIn: '30d' }, 30 * DAY],
    [{ expiresIn: '3660d' }, 3660 * DAY],
    [{ expiresAt: '2026-12-24T18:00:00Z' }, 33.375 * DAY],
    [{ expiresAt: '2026-11-21T09:00:00.001Z' }, 1],
  ])('%j', async (wish, span) => {
    const { server, bob } = org();
    const { key } = await createKey(server, bob, wish);
    expect(Date.parse(key.expiresAt as string) - server.clock.now()).toBe(span);
  });

  test.each([
    [{ expiresAt: '2026-11-21T09:00:00.000Z' }, 'expiry_in_past'],
    [{ expiresAt: '2020-01-01T00:00:00Z' }, 'expiry_in_past'],
    [{ expiresAt: '0001-01-01T00:00:00Z' }, 'expiry_in_past'],
    [{ expiresAt: '+010000-01-01T00:00:00Z' }, 'invalid_input'],
    [{ expiresAt: '2027-02-30T00:00:00Z' }, 'invalid_input'],
    [{ expiresAt: '2027-01-01' }, 'invalid_input'],
    [{ expiresAt: 1_900_000_000_000 }, 'invalid_input'],
    [{ expiresAt: '2027-01-01T00:00:00Z', expiresIn: '30d' }, 'invalid_input'],
    [{ expiresIn: '0d' }, 'invalid_input'],
    [{ expiresIn: '-1d' }, 'invalid_input'],
    [{ expiresIn: '30 days' }, 'invalid_input'],
    [{ expiresIn: '3661d' }, 'invalid_input'],
    [{ expiresIn: '999999d' }, 'invalid_input'],
    [{ expiresIn: 30 }, 'invalid_input'],
  ])('%j is refused as %s', async (wish, code) => {
    const { server, bob } = org();
    const answer = await create(server, bob, { name: 'x', scopes: ['tasks:read'], ...wish });
    expect(answer.body).toMatchObject({ status: 422, code });
  });

  test('null is never', async () => {
    const { server, bob } = org();
    const wish = { name: 'x', scopes: ['tasks:read'], expiresAt: null };
    expect((await create(server, bob, wish)).body.key.expiresAt).toBe(null);
  });
});

describe('scopes', () => {
  test.each<[BuiltInRole, string[]]>([
    ['member', ['*']],
    ['member', ['tasks:*', '*:read', 'tasks:delete']],
    ['read-only', ['*:read']],
    ['read-only', ['tasks:read']],
    ['admin', ['*', VERIFY]],
  ])('the role %s may give %j', async (role, scopes) => {
    const { server, ada } = org();
    const person = await invite(server, ada, role);
    expect((await createKey(server, person, { scopes })).key.scopes).toEqual(scopes);
  });

  test.each<[BuiltInRole, string[], string, number, string[]]>([
    ['read-only', ['*'], 'scope_beyond_role', 403, ['*']],
    ['read-only', ['tasks:*'], 'scope_beyond_role', 403, ['tasks:*']],
    ['read-only', ['tasks:read', 'tasks:delete'], 'scope_beyond_role', 403, ['tasks:delete']],
    ['member', ['tasks:read', VERIFY], 'scope_beyond_role', 403, [VERIFY]],
    ['member', ['unicorns:ride'], 'scope_unknown', 422, ['unicorns:ride']],
    ['member', ['unicorns:*', 'tasks:read'], 'scope_unknown', 422, ['unicorns:*']],
    ['member', ['*:ride'], 'scope_unknown', 422, ['*:ride']],
    ['admin', ['keyturn.keys:steal'], 'scope_unknown', 422, ['keyturn.keys:steal']],
    ['read-only', ['a:b', 'c:d', 'tasks:delete'], 'scope_unknown', 422, ['a:b', 'c:d']],
  ])('the role %s may not give %j: %s', async (role, scopes, code, status, named) => {
    const { server, ada } = org();
    const person = await invite(server, ada, role);
    const { body } = await create(server, person, { name: 'x', scopes });
    expect(body).toMatchObject({ status, code });
    expect(body.errors).toHaveLength(named.length);
    for (const [at, scope] of named.entries()) {
      expect(body.errors?.[at]?.message).toContain(scope);
      expect(body.detail).toContain(scope);
    }
  });

  test.each([
    [[]],
    [['tasks']],
    [['Tasks:read']],
    [['keyturn.keys:*']],
    [['*:*']],
    [[1]],
    ['tasks:read'],
    [Array.from({ length: 201 }, (_, n) => `tasks:a${n}`)],
  ])('%j is invalid input', async (scopes) => {
    const { server, ada } = org();
    const { body } = await create(server, ada, { name: 'x', scopes });
    expect(body).toMatchObject({ status: 422, code: 'invalid_input' });
  });
});

test('an unknown field and an empty name are invalid input', async () => {
  const { server, ada } = org();
  const good = { name: 'x', scopes: ['tasks:read'] };
  for (const wrong of [
    { admin: true },
    { status: 'active' },
    { name: ' ' },
    { name: 'a\u0000b' },
  ]) {
    const { body } = await create(server, ada, { ...good, ...wrong });
    expect(body).toMatchObject({ status: 422, code: 'invalid_input' });
  }
});

describe('for another member', () => {
  test('an admin creates what the owner may have', async () => {
    const { server, ada, bob } = await openOrg();
    const { key } = await createKey(server, ada, { ownerId: bob.memberId });
    expect(key).toMatchObject({ ownerId: bob.memberId, createdBy: ada.memberId });
    const service = await addService(server, ada, 'read-only');
    const wish = { name: 'x', scopes: ['tasks:delete'], ownerId: service.id };
    expect((await create(server, ada, wish)).body.code).toBe('scope_beyond_role');
  });

  test('nobody else does, whoever it is for', async () => {
    const { server, ada, bob } = await openOrg();
    const wish = { name: 'x', scopes: ['tasks:read'] };
    for (const ownerId of [ada.memberId, 'mem_nobody']) {
      const { body } = await create(server, bob, { ...wish, ownerId });
      expect(body).toMatchObject({ status: 403, code: 'admin_only' });
    }
    expect((await create(server, bob, { ...wish, ownerId: bob.memberId })).status).toBe(201);
  });

  test('the owner is an active member of this org', async () => {
    const { server, ada, bob } = await openOrg();
    const elsewhere = await secondOrg(server, ada);
    await server.request('PATCH', `/v1/orgs/${ada.orgId}/members/${bob.memberId}`, {
      token: ada.token,
      body: { active: false },
    });
    for (const ownerId of [bob.memberId, elsewhere.memberId, 'mem_nobody']) {
      const { body } = await create(server, ada, { name: 'x', scopes: ['*'], ownerId });
      expect(body).toMatchObject({ status: 404, code: 'not_found' });
    }
  });

  test('it may be someone who has not joined yet', async () => {
    const { server, ada } = await openOrg();
    const { member } = await inviteOnly(server, ada, { email: 'new@example.com' });
    const { key } = await createKey(server, ada, { ownerId: member.id });
    expect(key.status).toBe('active');
  });
});

describe('while API access is off', () => {
  test('a member learns which switch it is and whom to ask', async () => {
    const { server, ada, bob } = await openOrg();
    await setApiAccess(server, ada, false);
    const { body } = await create(server, bob, { name: 'x', scopes: ['tasks:read'] });
    expect(body).toMatchObject({ status: 403, code: 'api_access_off' });
    expect(body.detail).toBe('API access is off for Acme. Ask an admin of Acme to turn it on.');
  });

  test('an admin creates keys, but none for a member', async () => {
    const { server, ada, bob } = await openOrg();
    await setApiAccess(server, ada, false);
    expect((await createKey(server, ada)).key.status).toBe('active');
    const wish = { name: 'x', scopes: ['tasks:read'], ownerId: bob.memberId };
    expect((await create(server, ada, wish)).body.code).toBe('api_access_off');
  });
});
