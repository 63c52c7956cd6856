/** What each change leaves in the audit log: that one entry, or those, and no other. */
import { expect, test } from 'vitest';
import type { AuditAction, AuditEntry } from '../../shared/contract/audit.ts';
import { auditOf } from '../support/audit.ts';
import { createKey, keysAs, type OpenOrg, openOrg } from '../support/keys.ts';
import { addService, inviteOnly, PASSWORD, roleIdOf, secondOrg } from '../support/people.ts';
import { addSecondFactor } from '../support/second-factor.ts';
import { createWebhook } from '../support/webhooks.ts';

type Expected = Partial<Omit<AuditEntry, 'actor' | 'target'>> & {
  actor?: { kind: string; id: string | null; name?: string };
  target: { kind: string; id: string; name?: string };
};

/** Makes the change; answers the entry that it shall leave. By Ada, unless it says otherwise. */
type Scenario = (world: OpenOrg) => Promise<Expected>;

const orgOf = ({ ada }: OpenOrg) => ({ kind: 'org', id: ada.orgId, name: 'Acme' });

function patchOrg({ server, ada }: OpenOrg, body: object) {
  return expectOk(server.request('PATCH', `/v1/orgs/${ada.orgId}`, { token: ada.token, body }));
}

async function expectOk<A extends { status: number; body: unknown }>(
  asked: Promise<A>,
): Promise<A> {
  const answer = await asked;
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return answer;
}

function asAda({ server, ada }: OpenOrg, method: string, path: string, body?: unknown) {
  return expectOk(
    server.request<{ id: string }>(method, `/v1/orgs/${ada.orgId}${path}`, {
      token: ada.token,
      body,
    }),
  );
}

async function addRole(world: OpenOrg) {
  const body = { name: 'Auditor', permissions: ['tasks:read'] };
  const { id } = (await asAda(world, 'POST', '/roles', body)).body;
  return { kind: 'role', id, name: 'Auditor' };
}

async function bobsKey({ server, bob }: OpenOrg) {
  const { key, secret } = await createKey(server, bob);
  const by = { kind: 'member', id: bob.memberId, name: 'Pat' };
  return { key, secret, by, target: { kind: 'key', id: key.id, name: key.name } };
}

/** A key of Bob's that waits for an admin's approval. */
async function askedFor(world: OpenOrg) {
  const { server, bob } = world;
  await patchOrg(world, { policy: { requireApproval: true } });
  const answer = await expectOk(
    server.request<{ key: { id: string; name: string } }>('POST', `/v1/orgs/${bob.orgId}/keys`, {
      token: bob.token,
      body: { name: 'Nightly report', scopes: ['tasks:read'] },
    }),
  );
  const { id, name } = answer.body.key;
  const by = { kind: 'member', id: bob.memberId, name: 'Pat' };
  return { id, by, target: { kind: 'key', id, name } };
}

const SCENARIOS: Partial<Record<AuditAction, Scenario>> = {
  async 'org.updated'(world) {
    await patchOrg(world, { name: 'Acme Ltd' });
    return {
      target: { ...orgOf(world), name: 'Acme Ltd' },
      detail: { name: { from: 'Acme', to: 'Acme Ltd' } },
    };
  },
  async 'org.access_turned_on'(world) {
    await patchOrg(world, { apiAccess: false });
    await patchOrg(world, { apiAccess: true });
    return { target: orgOf(world), detail: {} };
  },
  async 'org.access_turned_off'(world) {
    await patchOrg(world, { apiAccess: false });
    return { target: orgOf(world), detail: {} };
  },
  async 'permissions.replaced'(world) {
    const items = [{ scope: 'tasks:read', label: 'View', group: 'Tasks' }];
    await asAda(world, 'PUT', '/permissions', { items });
    return { target: orgOf(world), detail: expect.any(Object) };
  },
  async 'role.created'(world) {
    return {
      target: await addRole(world),
      detail: { permissions: ['tasks:read'], apiAccess: true },
    };
  },
  async 'role.updated'(world) {
    const target = await addRole(world);
    await asAda(world, 'PATCH', `/roles/${target.id}`, { apiAccess: false });
    return { target, detail: { apiAccess: { from: true, to: false } } };
  },
  async 'role.deleted'(world) {
    const target = await addRole(world);
    await asAda(world, 'DELETE', `/roles/${target.id}`);
    return { target, detail: {} };
  },
  async 'member.invited'({ server, ada }) {
    const { member } = await inviteOnly(server, ada, { email: 'cy@example.com' });
    return {
      target: { kind: 'member', id: member.id, name: 'Pat' },
      detail: { role: 'member' },
    };
  },
  async 'member.added'({ server, ada }) {
    const { id } = await addService(server, ada, 'read-only');
    return {
      target: { kind: 'member', id, name: 'Nightly import' },
      detail: { role: 'read-only' },
    };
  },
  async 'member.updated'(world) {
    const roleId = await roleIdOf(world.server, world.ada, 'read-only');
    const { memberId } = world.bob;
    await asAda(world, 'PATCH', `/members/${memberId}`, { roleId, name: 'Bob' });
    return {
      target: { kind: 'member', id: memberId, name: 'Bob' },
      detail: { name: { from: 'Pat', to: 'Bob' }, role: { from: 'member', to: 'read-only' } },
    };
  },
  async 'member.deactivated'(world) {
    await asAda(world, 'PATCH', `/members/${world.bob.memberId}`, { active: false });
    return { target: { kind: 'member', id: world.bob.memberId }, detail: {} };
  },
  async 'member.reactivated'(world) {
    await asAda(world, 'PATCH', `/members/${world.bob.memberId}`, { active: false });
    await asAda(world, 'PATCH', `/members/${world.bob.memberId}`, { active: true });
    return { target: { kind: 'member', id: world.bob.memberId }, detail: {} };
  },
  async 'member.keys_cleared'(world) {
    await bobsKey(world);
    await asAda(world, 'POST', `/members/${world.bob.memberId}/clear-keys`);
    return { target: { kind: 'member', id: world.bob.memberId }, detail: { revoked: 1 } };
  },
  async 'member.signed_in'({ server, bob }) {
    await expectOk(
      server.request('POST', '/v1/sessions', { body: { email: bob.email, password: PASSWORD } }),
    );
    const himself = { kind: 'member', id: bob.memberId, name: 'Pat' };
    return { actor: himself, target: himself };
  },
  async 'member.session_ended'({ server, bob }) {
    await expectOk(server.request('DELETE', '/v1/sessions/current', { token: bob.token }));
    const himself = { kind: 'member', id: bob.memberId };
    return { actor: himself, target: himself };
  },
  async 'member.password_changed'({ server, bob }) {
    const body = { currentPassword: PASSWORD, newPassword: 'battery staple horse' };
    await expectOk(server.request('PUT', '/v1/me/password', { token: bob.token, body }));
    const himself = { kind: 'member', id: bob.memberId };
    return { actor: himself, target: himself };
  },
  async 'member.second_factor_added'({ server, bob }) {
    await addSecondFactor(server, bob);
    const himself = { kind: 'member', id: bob.memberId };
    return { actor: himself, target: himself, detail: { sessionsEnded: 0 } };
  },
  async 'member.second_factor_removed'({ server, bob }) {
    const { nextCode } = await addSecondFactor(server, bob);
    const body = { currentPassword: PASSWORD, secondFactorCode: nextCode() };
    await expectOk(
      server.request('POST', '/v1/me/second-factor/remove', { token: bob.token, body }),
    );
    const himself = { kind: 'member', id: bob.memberId };
    return { actor: himself, target: himself, detail: {} };
  },
  async 'key.created'(world) {
    const { key, by, target } = await bobsKey(world);
    return {
      actor: by,
      target,
      detail: { ownerId: by.id, scopes: ['tasks:read'], expiresAt: key.expiresAt },
    };
  },
  async 'key.renamed'(world) {
    const { by, target } = await bobsKey(world);
    await keysAs(world.server, world.bob)('PATCH', target.id, '', { name: 'Weekly report' });
    return {
      actor: by,
      target: { ...target, name: 'Weekly report' },
      detail: { name: { from: 'Nightly report', to: 'Weekly report' } },
    };
  },
  async 'key.disabled'(world) {
    const { target } = await bobsKey(world);
    await asAda(world, 'POST', `/keys/${target.id}/disable`);
    return { target, detail: { disabledBy: { from: null, to: 'admin' } } };
  },
  async 'key.enabled'(world) {
    const { by, target } = await bobsKey(world);
    await keysAs(world.server, world.bob)('POST', target.id, '/disable');
    await keysAs(world.server, world.bob)('POST', target.id, '/enable');
    return { actor: by, target, detail: { disabledBy: { from: 'owner', to: null } } };
  },
  async 'key.revoked'(world) {
    const { target } = await bobsKey(world);
    await asAda(world, 'POST', `/keys/${target.id}/revoke`, { reason: 'Left the team' });
    return { target, detail: { reason: 'Left the team' } };
  },
  async 'key.regenerated'(world) {
    const { by, target } = await bobsKey(world);
    const { body } = await keysAs(world.server, world.bob)<{ key: { id: string } }>(
      'POST',
      target.id,
      '/regenerate',
      { graceSeconds: 60 },
    );
    return { actor: by, target, detail: expect.objectContaining({ successor: body.key.id }) };
  },
  async 'key.requested'(world) {
    const { id, target, by } = await askedFor(world);
    return { actor: by, target: { ...target, id }, detail: expect.any(Object) };
  },
  async 'key.approved'(world) {
    const { id, target } = await askedFor(world);
    await asAda(world, 'POST', `/keys/${id}/approve`);
    return { target };
  },
  async 'key.denied'(world) {
    const { id, target } = await askedFor(world);
    await asAda(world, 'POST', `/keys/${id}/deny`, { reason: 'Too much' });
    return { target, detail: { reason: 'Too much' } };
  },
  async 'key.collected'(world) {
    const { id, target, by } = await askedFor(world);
    await asAda(world, 'POST', `/keys/${id}/approve`);
    const path = `/v1/orgs/${world.bob.orgId}/keys/${id}/collect`;
    await expectOk(world.server.request('POST', path, { token: world.bob.token }));
    return { actor: by, target };
  },
  async 'key.deleted'(world) {
    const { by, target } = await bobsKey(world);
    await keysAs(world.server, world.bob)('DELETE', target.id);
    return { actor: by, target };
  },
};

test.each(Object.entries(SCENARIOS))('%s', async (action, change) => {
  const world = await openOrg();
  const expected = await change(world);
  const [entry] = await auditOf(world.server, world.ada);
  const { ada, server } = world;
  expect(entry).toMatchObject({
    actor: { kind: 'member', id: ada.memberId, name: 'Ada' },
    ...expected,
    action,
    ip: '127.0.0.1',
    requestId: expect.stringMatching(/^req_/),
    at: new Date(server.clock.now()).toISOString(),
  });
});

test('org.created: in the new org alone, by the one who made it', async () => {
  const { server, ada } = await openOrg();
  const before = await auditOf(server, ada);
  const globex = await secondOrg(server, ada);
  expect(await auditOf(server, globex)).toMatchObject([
    {
      action: 'org.created',
      actor: { kind: 'member', id: globex.memberId, name: 'Ada' },
      target: { kind: 'org', id: globex.orgId, name: 'Globex' },
    },
  ]);
  expect(await auditOf(server, ada)).toEqual(before);
});

test('member.joined comes before the first sign-in', async () => {
  const { server, ada } = await openOrg();
  const { member, code } = await inviteOnly(server, ada, { email: 'cy@example.com' });
  await expectOk(
    server.request('POST', '/v1/invitations/accept', { body: { code, password: PASSWORD } }),
  );
  const herself = { kind: 'member', id: member.id, name: 'Pat' };
  expect((await auditOf(server, ada)).slice(0, 2)).toMatchObject([
    { action: 'member.signed_in', actor: herself, target: herself },
    { action: 'member.joined', actor: herself, target: herself },
  ]);
});

test('a key that revokes itself is the one who did it', async () => {
  const world = await openOrg();
  const { secret, key } = await bobsKey(world);
  await expectOk(world.server.request('POST', '/v1/keys/revoke-self', { token: secret }));
  const itself = { kind: 'key', id: key.id, name: key.name };
  expect((await auditOf(world.server, world.ada))[0]).toMatchObject({
    action: 'key.revoked',
    actor: itself,
    target: itself,
  });
});

test('signing in is on the record of every org that the person is a member of', async () => {
  const { server, ada } = await openOrg();
  const globex = await secondOrg(server, ada);
  const body = { email: ada.email, password: PASSWORD };
  await expectOk(server.request('POST', '/v1/sessions', { body }));
  for (const org of [ada, globex]) {
    expect((await auditOf(server, org))[0]).toMatchObject({
      action: 'member.signed_in',
      actor: { id: org.memberId },
    });
  }
});

type Attempt = (world: OpenOrg) => Promise<{ status: number }>;

test('webhooks: made, paused, resumed, deleted', async () => {
  const world = await openOrg();
  const { server, ada, bob } = world;
  const { webhook } = await createWebhook(server, bob, { url: 'https://1.1.1.1/hook' });
  await asAda(world, 'PATCH', `/webhooks/${webhook.id}`, { status: 'paused' });
  await asAda(world, 'PATCH', `/webhooks/${webhook.id}`, { status: 'paused' });
  await asAda(world, 'PATCH', `/webhooks/${webhook.id}`, { status: 'active' });
  await asAda(world, 'DELETE', `/webhooks/${webhook.id}`);
  const entries = await auditOf(server, ada, `target=${webhook.id}`);
  expect(entries.map(({ action, actor }) => `${action} by ${actor.id}`)).toEqual([
    `webhook.deleted by ${ada.memberId}`,
    `webhook.resumed by ${ada.memberId}`,
    `webhook.paused by ${ada.memberId}`,
    `webhook.created by ${bob.memberId}`,
  ]);
  for (const { target } of entries) expect(target.kind).toBe('webhook');
});

const REFUSED: Record<string, Attempt> = {
  'a wrong password': ({ server, bob }) =>
    server.request('POST', '/v1/sessions', { body: { email: bob.email, password: 'wrong horse' } }),
  'a change by someone who may not': ({ server, bob }) =>
    server.request('PATCH', `/v1/orgs/${bob.orgId}`, { token: bob.token, body: { name: 'Mine' } }),
  'invalid input': ({ server, ada }) =>
    server.request('PATCH', `/v1/orgs/${ada.orgId}`, { token: ada.token, body: { name: '' } }),
  'the last admin deactivated': ({ server, ada }) =>
    server.request('PATCH', `/v1/orgs/${ada.orgId}/members/${ada.memberId}`, {
      token: ada.token,
      body: { active: false },
    }),
  'a key beyond its owner': ({ server, bob }) =>
    server.request('POST', `/v1/orgs/${bob.orgId}/keys`, {
      token: bob.token,
      body: { name: 'Too much', scopes: ['keyturn.keys:verify'] },
    }),
  'a role in use deleted': async ({ server, ada }) =>
    server.request(
      'DELETE',
      `/v1/orgs/${ada.orgId}/roles/${await roleIdOf(server, ada, 'member')}`,
      { token: ada.token },
    ),
};

test.each(Object.entries(REFUSED))('refused, %s leaves nothing', async (_, attempt) => {
  const world = await openOrg();
  const before = await auditOf(world.server, world.ada);
  expect((await attempt(world)).status).toBeGreaterThanOrEqual(400);
  expect(await auditOf(world.server, world.ada)).toEqual(before);
});

const NOTHING_NEW: Record<string, (world: OpenOrg) => Promise<() => Promise<unknown>>> = {
  'the same name': async (world) => () => patchOrg(world, { name: 'Acme' }),
  'a switch that is on turned on': async (world) => () => patchOrg(world, { apiAccess: true }),
  'an active member activated': async (world) => () =>
    asAda(world, 'PATCH', `/members/${world.bob.memberId}`, { active: true }),
  'no key to clear': async (world) => () =>
    asAda(world, 'POST', `/members/${world.bob.memberId}/clear-keys`),
  'a second revoke': async (world) => {
    const { target } = await bobsKey(world);
    const revoke = () => asAda(world, 'POST', `/keys/${target.id}/revoke`);
    await revoke();
    return revoke;
  },
  'a disabled key disabled': async (world) => {
    const { target } = await bobsKey(world);
    const disable = () => asAda(world, 'POST', `/keys/${target.id}/disable`);
    await disable();
    return disable;
  },
  'the name that a key has': async (world) => {
    const { target } = await bobsKey(world);
    return () => asAda(world, 'PATCH', `/keys/${target.id}`, { name: target.name });
  },
  reading: async (world) => () => asAda(world, 'GET', '/members'),
};

test.each(Object.entries(NOTHING_NEW))('%s leaves nothing', async (_, prepare) => {
  const world = await openOrg();
  const act = await prepare(world);
  const before = await auditOf(world.server, world.ada);
  await act();
  expect(await auditOf(world.server, world.ada)).toEqual(before);
});
