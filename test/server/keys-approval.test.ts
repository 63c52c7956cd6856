/** Where the org asks for an admin's approval: requested, approved or denied, collected. */
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../shared/contract/errors.ts';
import type { Key } from '../../shared/contract/keys.ts';
import { verifier } from '../support/check.ts';
import { DAY } from '../support/clock.ts';
import { createKey, keysAs, openOrg } from '../support/keys.ts';
import { addService, invite, roleIdOf, setApiAccess, type TestPerson } from '../support/people.ts';
import {
  approvalAs,
  askForKey,
  type Collected,
  recordOf,
  requestKey,
  setPolicy,
} from '../support/policies.ts';
import type { TestServer } from '../support/server.ts';

async function askingOrg() {
  const org = await openOrg();
  const { server, ada, bob } = org;
  await setPolicy(server, ada, { requireApproval: true });
  return { ...org, asAda: approvalAs(server, ada), asBob: approvalAs(server, bob) };
}

async function approved() {
  const org = await askingOrg();
  const key = await requestKey(org.server, org.bob);
  await org.asAda('approve', key.id);
  return { ...org, key };
}

const changeRole = (
  { request }: TestServer,
  { orgId, token }: TestPerson,
  { memberId }: TestPerson,
  roleId: string,
) => request('PATCH', `/v1/orgs/${orgId}/members/${memberId}`, { token, body: { roleId } });

test('a member asks, an admin approves, the member collects the secret once', async () => {
  const { server, ada, bob, asAda, asBob } = await askingOrg();
  const verify = await verifier(server, ada);
  const { status, body } = await askForKey(server, bob, { expiresIn: '30d' });
  expect(status).toBe(202);
  expect(Object.keys(body)).toEqual(['key']);
  const { key } = body;
  const expiresAt = new Date(server.clock.now() + 30 * DAY).toISOString();
  expect(key).toMatchObject({
    status: 'pending',
    statusReason: 'awaiting_approval',
    prefix: 'kt_',
    decidedAt: null,
    decidedBy: null,
    expiresAt,
  });

  server.clock.advance(DAY);
  const approval = await asAda('approve', key.id);
  const decidedAt = new Date(server.clock.now()).toISOString();
  expect(approval.status).toBe(200);
  expect(approval.body).toMatchObject({
    status: 'pending',
    statusReason: 'awaiting_collection',
    prefix: 'kt_',
    decidedAt,
    decidedBy: ada.memberId,
  });

  server.clock.advance(DAY);
  const collected = await asBob<Collected>('collect', key.id);
  const { secret } = collected.body;
  expect(collected.status).toBe(201);
  expect(collected.headers.get('cache-control')).toBe('no-store');
  expect(collected.body.key).toMatchObject({
    id: key.id,
    status: 'active',
    statusReason: null,
    prefix: secret.slice(0, 7),
    // As it was asked for and approved; the key itself begins now.
    expiresAt,
    createdAt: new Date(server.clock.now()).toISOString(),
    decidedAt,
    decidedBy: ada.memberId,
  });
  expect(await verify(secret, ['tasks:read'])).toMatchObject({ code: 'valid', keyId: key.id });

  expect((await asBob('collect', key.id)).body).toMatchObject({ code: 'key_not_approved' });
  expect((await verify(secret)).code).toBe('valid');

  const entries = await recordOf(server, ada, key.id);
  expect(entries.map(({ action, actor }) => [action, actor.id])).toEqual([
    ['key.requested', bob.memberId],
    ['key.approved', ada.memberId],
    ['key.collected', bob.memberId],
  ]);
  expect(entries[0]?.detail).toEqual({ ownerId: bob.memberId, scopes: ['tasks:read'], expiresAt });
  expect(server.log()).not.toContain(secret);
});

test('a denied key says why, and never becomes one', async () => {
  const { server, ada, bob, asAda, asBob } = await askingOrg();
  const key = await requestKey(server, bob, { expiresIn: '2d' });
  const { status, body } = await asAda('deny', key.id, { reason: ' Use the shared one. ' });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    status: 'denied',
    statusReason: 'denied',
    note: 'Use the shared one.',
    decidedBy: ada.memberId,
    revokedAt: null,
  });
  for (const [as, what] of [
    [asBob, 'collect'],
    [asAda, 'approve'],
    [asAda, 'deny'],
  ] as const) {
    expect((await as(what, key.id)).body).toMatchObject({ status: 409, code: 'key_not_approved' });
  }
  expect((await recordOf(server, ada, key.id)).at(-1)).toMatchObject({
    action: 'key.denied',
    detail: { reason: 'Use the shared one.' },
  });

  server.clock.advance(2 * DAY);
  expect((await keysAs(server, bob)('GET', key.id)).body.status).toBe('denied');
  const { body: revoked } = await keysAs(server, bob)('POST', key.id, '/revoke');
  expect(revoked).toMatchObject({ status: 'revoked', note: 'Use the shared one.' });
});

test('a denial needs no reason', async () => {
  const { server, bob, asAda } = await askingOrg();
  const key = await requestKey(server, bob);
  expect((await asAda('deny', key.id)).body).toMatchObject({ status: 'denied', note: null });
  const other = await requestKey(server, bob);
  const tooLong = await asAda('deny', other.id, { reason: 'x'.repeat(301) });
  expect(tooLong.body).toMatchObject({ status: 422, code: 'invalid_input' });
});

test('admins need no approval, nor do the keys that they make for others', async () => {
  const { server, ada, bob } = await askingOrg();
  expect((await createKey(server, ada)).key.status).toBe('active');
  expect((await createKey(server, ada, { ownerId: bob.memberId })).key.status).toBe('active');
  const service = await addService(server, ada);
  expect((await createKey(server, ada, { ownerId: service.id })).key.status).toBe('active');
});

describe('who may take which step', () => {
  test('only an admin approves and denies, also the own key', async () => {
    const { server, bob, asBob } = await askingOrg();
    const key = await requestKey(server, bob);
    for (const what of ['approve', 'deny'] as const) {
      expect((await asBob(what, key.id)).body).toMatchObject({ status: 403, code: 'admin_only' });
    }
    expect((await keysAs(server, bob)('GET', key.id)).body.status).toBe('pending');
  });

  test('only the owner collects: for others there is nothing to collect', async () => {
    const { server, ada, key, asAda, asBob } = await approved();
    const eve = await invite(server, ada);
    for (const as of [asAda, approvalAs(server, eve)]) {
      expect((await as('collect', key.id)).body).toMatchObject({ status: 404, code: 'not_found' });
    }
    expect((await asBob('collect', key.id)).status).toBe(201);
  });

  test('whoever becomes an admin may approve what they asked for themselves', async () => {
    const { server, ada, bob, asBob } = await askingOrg();
    const key = await requestKey(server, bob);
    await changeRole(server, ada, bob, await roleIdOf(server, ada, 'admin'));
    expect((await asBob('approve', key.id)).status).toBe(200);
    expect((await asBob('collect', key.id)).status).toBe(201);
  });
});

describe('out of turn', () => {
  test('collecting before the approval', async () => {
    const { server, bob, asBob } = await askingOrg();
    const key = await requestKey(server, bob);
    const { body } = await asBob('collect', key.id);
    expect(body).toMatchObject({ status: 409, code: 'key_not_approved' });
    expect((await keysAs(server, bob)('GET', key.id)).body.status).toBe('pending');
  });

  test('approving or denying what is approved', async () => {
    const { server, bob, asAda, key } = await approved();
    for (const what of ['approve', 'deny'] as const) {
      expect((await asAda(what, key.id)).body).toMatchObject({ code: 'key_not_approved' });
    }
    const { body } = await keysAs(server, bob)('GET', key.id);
    expect(body.statusReason).toBe('awaiting_collection');
  });

  test('any step with a key that nobody had to approve', async () => {
    const { server, ada, asAda } = await askingOrg();
    const { key } = await createKey(server, ada);
    for (const what of ['approve', 'deny', 'collect'] as const) {
      expect((await asAda(what, key.id)).body).toMatchObject({ code: 'key_not_approved' });
    }
    expect((await keysAs(server, ada)('GET', key.id)).body.status).toBe('active');
  });

  test.each(['/disable', '/enable', '/regenerate'] as const)(
    '%s of a key without a secret',
    async (path) => {
      const { server, bob, key } = await approved();
      const { body } = await keysAs(server, bob)<Problem>('POST', key.id, path);
      expect(body).toMatchObject({ status: 409, code: 'key_not_approved' });
    },
  );
});

describe('while it waits', () => {
  test('it is in the list, and found by its status', async () => {
    const { server, ada, bob, asAda } = await askingOrg();
    const waiting = await requestKey(server, bob);
    const denied = await requestKey(server, bob);
    await asAda('deny', denied.id);
    const listed = async (query: string) => {
      const { body } = await server.request<{ items: Key[] }>(
        'GET',
        `/v1/orgs/${ada.orgId}/keys?${query}`,
        { token: bob.token },
      );
      return body.items.map(({ id }) => id);
    };
    expect((await listed('')).sort()).toEqual([waiting.id, denied.id].sort());
    expect(await listed('status=pending')).toEqual([waiting.id]);
    expect(await listed('status=denied')).toEqual([denied.id]);
    expect(await listed('status=active')).toEqual([]);
  });

  test('its owner can withdraw it, rename it and delete it', async () => {
    const { server, bob, asAda, asBob } = await askingOrg();
    const ask = keysAs(server, bob);
    const key = await requestKey(server, bob);
    expect((await ask('PATCH', key.id, '', { name: 'Weekly report' })).body).toMatchObject({
      name: 'Weekly report',
      status: 'pending',
    });
    expect((await ask('POST', key.id, '/revoke')).body).toMatchObject({
      status: 'revoked',
      revokedBy: bob.memberId,
    });
    for (const [as, what] of [
      [asAda, 'approve'],
      [asAda, 'deny'],
      [asBob, 'collect'],
    ] as const) {
      expect((await as(what, key.id)).body).toMatchObject({ status: 409, code: 'key_revoked' });
    }
    const other = await requestKey(server, bob);
    expect((await ask('DELETE', other.id)).status).toBe(204);
    expect((await asAda('approve', other.id)).status).toBe(404);
  });

  test('its expiry can pass, and with it the key', async () => {
    const { server, bob, asAda, asBob, key: early } = await approvedFor('2d');
    const late = await requestKey(server, bob, { expiresIn: '2d' });
    server.clock.advance(2 * DAY - 1);
    expect((await keysAs(server, bob)('GET', early.id)).body.status).toBe('pending');
    server.clock.advance(1);
    expect((await keysAs(server, bob)('GET', early.id)).body.status).toBe('expired');
    for (const [as, what, id] of [
      [asAda, 'approve', late.id],
      [asAda, 'deny', late.id],
      [asBob, 'collect', early.id],
    ] as const) {
      expect((await as(what, id)).body).toMatchObject({ status: 409, code: 'key_expired' });
    }
  });

  test('the org may stop asking: what was asked for is still decided', async () => {
    const { server, ada, bob, asAda, asBob } = await askingOrg();
    const key = await requestKey(server, bob);
    await setPolicy(server, ada, { requireApproval: false });
    expect((await createKey(server, bob)).key.status).toBe('active');
    expect((await asBob('collect', key.id)).body).toMatchObject({ code: 'key_not_approved' });
    await asAda('approve', key.id);
    expect((await asBob('collect', key.id)).status).toBe(201);
  });
});

async function approvedFor(expiresIn: string) {
  const org = await askingOrg();
  const key = await requestKey(org.server, org.bob, { expiresIn });
  await org.asAda('approve', key.id);
  return { ...org, key };
}

describe('at the collection everything is looked at again', () => {
  test('API access', async () => {
    const { server, ada, asBob, key } = await approved();
    await setApiAccess(server, ada, false);
    expect((await asBob('collect', key.id)).body).toMatchObject({ code: 'api_access_off' });
    await setApiAccess(server, ada, true);
    expect((await asBob('collect', key.id)).status).toBe(201);
  });

  test('the scopes against the role', async () => {
    const { server, ada, bob, asAda, asBob } = await askingOrg();
    const key = await requestKey(server, bob, { scopes: ['tasks:read', 'tasks:delete'] });
    await asAda('approve', key.id);
    await changeRole(server, ada, bob, await roleIdOf(server, ada, 'read-only'));
    const { body } = await asBob('collect', key.id);
    expect(body).toMatchObject({ status: 403, code: 'scope_beyond_role' });
    expect(body.detail).toContain('tasks:delete');
    await changeRole(server, ada, bob, await roleIdOf(server, ada, 'member'));
    expect((await asBob('collect', key.id)).status).toBe(201);
  });

  test('the number of keys', async () => {
    const { server, ada, bob, asAda, asBob } = await askingOrg();
    const [one, other] = [await requestKey(server, bob), await requestKey(server, bob)];
    await setPolicy(server, ada, { maxActiveKeysPerMember: 1 });
    for (const { id } of [one, other]) await asAda('approve', id);
    expect((await asBob('collect', one.id)).status).toBe(201);
    const refused = await asBob('collect', other.id);
    expect(refused.body).toMatchObject({ status: 422, code: 'policy_too_many_keys' });
    await keysAs(server, bob)('POST', one.id, '/revoke');
    expect((await asBob('collect', other.id)).status).toBe(201);
  });
});

describe('at once', () => {
  test('twenty collect: exactly one gets the secret', async () => {
    const { server, ada, key, asBob } = await approved();
    const verify = await verifier(server, ada);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => asBob<Collected>('collect', key.id)),
    );
    const won = answers.filter(({ status }) => status === 201);
    expect(won).toHaveLength(1);
    const lost = answers.filter(({ body }) => body.code === 'key_not_approved');
    expect(lost).toHaveLength(19);
    expect((await verify(won[0]?.body.secret ?? '')).code).toBe('valid');
    const actions = (await recordOf(server, ada, key.id)).map(({ action }) => action);
    expect(actions.filter((action) => action === 'key.collected')).toHaveLength(1);
  });

  test('an approval and a denial: one of them stands', async () => {
    const { server, ada, bob, asAda } = await askingOrg();
    const key = await requestKey(server, bob);
    const answers = await Promise.all([
      asAda('approve', key.id),
      asAda('deny', key.id),
      asAda('approve', key.id),
      asAda('deny', key.id),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const decided = await recordOf(server, ada, key.id);
    expect(decided).toHaveLength(2);
  });
});
