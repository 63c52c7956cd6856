import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../shared/contract/errors.ts';
import type { Member } from '../../../shared/contract/people.ts';
import type { Webhook } from '../../../shared/contract/webhooks.ts';
import { createKey, sharedOrg } from '../../support/keys.ts';
import { addService, invite, type TestPerson } from '../../support/people.ts';
import { createWebhook, webhooksAs } from '../../support/webhooks.ts';

const org = sharedOrg();
const URL = 'https://1.1.1.1/hook';

/** What the key's holder may do with webhooks. */
async function keyOf(person: TestPerson, scopes = ['keyturn.webhooks:manage']) {
  return createKey(org().server, org().ada, { scopes, ownerId: person.memberId });
}

/** Registers one as whoever has the token; answers what they are told. */
const register = (token: string, body: object) =>
  org().server.request<Partial<Problem> & { webhook?: Webhook; secret?: string }>(
    'POST',
    `/v1/orgs/${org().ada.orgId}/webhooks`,
    { token, body: { url: URL, entity: 'task', ...body } },
  );

/** The admin role may hold `keyturn.webhooks:manage`; a new admin for each test. */
const newAdmin = () => invite(org().server, org().ada, 'admin');

describe('registering', () => {
  test('by a member, for a key of theirs; the secret is shown this once', async () => {
    const { server, bob } = org();
    const { key } = await createKey(server, bob);
    const { body, status } = await register(bob.token, { keyId: key.id });
    expect(status).toBe(201);
    expect(body.webhook).toEqual({
      id: expect.stringMatching(/^whk_/),
      orgId: bob.orgId,
      keyId: key.id,
      ownerId: bob.memberId,
      url: URL,
      entity: 'task',
      operation: '*',
      status: 'active',
      stopReason: null,
      createdAt: expect.any(String),
      lastDelivery: null,
    });
    const [, encoded = ''] = /^whsec_([A-Za-z0-9+/]+=*)$/.exec(body.secret ?? '') ?? [];
    expect(Buffer.from(encoded, 'base64')).toHaveLength(32);
    expect(JSON.stringify(await webhooksAs(server, bob).list())).not.toContain(encoded);
  });

  test('a member who names no key is told to', async () => {
    const { body } = await register(org().bob.token, {});
    expect(body).toMatchObject({
      status: 422,
      code: 'webhook_key_missing',
      errors: [{ path: 'keyId' }],
    });
  });

  test("another member's key is not there for a member", async () => {
    const { server, ada, bob } = org();
    const { key } = await createKey(server, ada);
    const { body } = await register(bob.token, { keyId: key.id });
    expect(body).toMatchObject({ status: 404, code: 'not_found' });
  });

  test("an admin may, for the key of a service member: it is that member's", async () => {
    const { server, ada } = org();
    const { id } = await addService(server, ada);
    const { key } = await createKey(server, ada, { ownerId: id });
    const { body } = await register(ada.token, { keyId: key.id });
    expect(body.webhook).toMatchObject({ keyId: key.id, ownerId: id });
  });

  test('by a key: tied to itself, or to another of its own owner', async () => {
    const admin = await newAdmin();
    const { key, secret } = await keyOf(admin);
    const itself = await register(secret, {});
    expect(itself.body.webhook).toMatchObject({ keyId: key.id, ownerId: admin.memberId });
    const { key: other } = await createKey(org().server, admin);
    const another = await register(secret, { keyId: other.id });
    expect(another.body.webhook).toMatchObject({ keyId: other.id });
  });

  test("a key reaches no other owner's, also where its owner is an admin", async () => {
    const { server, ada, bob } = org();
    const { secret } = await keyOf(ada);
    const { key } = await createKey(server, bob);
    const { body } = await register(secret, { keyId: key.id });
    expect(body).toMatchObject({ status: 404, code: 'not_found' });
  });

  test('a key without the scope may not', async () => {
    const { secret } = await createKey(org().server, org().ada, { scopes: ['*'] });
    expect((await register(secret, {})).body).toMatchObject({ status: 403, code: 'scope_missing' });
  });

  test.each(['revoke', 'disable'] as const)('for a key after %s', async (path) => {
    const { server, bob } = org();
    const { key } = await createKey(server, bob);
    await server.request('POST', `/v1/orgs/${bob.orgId}/keys/${key.id}/${path}`, {
      token: bob.token,
      body: {},
    });
    const { body } = await register(bob.token, { keyId: key.id });
    if (path === 'revoke') expect(body).toMatchObject({ status: 409, code: 'key_revoked' });
    else expect(body.webhook).toMatchObject({ status: 'stopped', stopReason: 'key' });
  });

  test.each([
    ['entity', 'Task'],
    ['entity', ''],
    ['operation', 'read'],
    ['url', 'nowhere'],
    ['url', 'https://ada:secret@example.com/'],
    ['url', `https://example.com/${'x'.repeat(2000)}`],
    ['keyId', 'whk_1'],
  ])('%s=%j is invalid', async (field, value) => {
    const { server, bob } = org();
    const { key } = await createKey(server, bob);
    const { body } = await register(bob.token, { keyId: key.id, [field]: value });
    expect(body).toMatchObject({ status: 422, code: 'invalid_input', errors: [{ path: field }] });
    expect(body.detail).not.toContain('secret@');
  });

  test('a member has no more than a hundred', async () => {
    const { server, ada } = org();
    const { id } = await addService(server, ada);
    const { key } = await createKey(server, ada, { ownerId: id });
    const answers = await Promise.all(
      Array.from({ length: 102 }, () => register(ada.token, { keyId: key.id })),
    );
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused).toHaveLength(2);
    for (const { body } of refused) {
      expect(body).toMatchObject({ status: 409, code: 'webhook_limit_reached' });
    }
  });
});

describe('listing', () => {
  test('own ones, oldest first, page by page', async () => {
    const { server } = org();
    const carol = await invite(server, org().ada);
    const { key } = await createKey(server, carol);
    const made: string[] = [];
    for (let n = 0; n < 3; n++) {
      const { webhook } = await createWebhook(server, carol, { url: URL, keyId: key.id });
      made.push(webhook.id);
      server.clock.advance(1);
    }
    const page = async (query: string) =>
      (
        await server.request<{ items: Webhook[]; nextCursor: string | null }>(
          'GET',
          `/v1/orgs/${carol.orgId}/webhooks?limit=2${query}`,
          { token: carol.token },
        )
      ).body;
    const first = await page('');
    const second = await page(`&cursor=${first.nextCursor}`);
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(ids).toEqual(made);
    expect(second.nextCursor).toBeNull();
  });

  test('of one key', async () => {
    const { server, bob } = org();
    const { key } = await createKey(server, bob);
    const { webhook } = await createWebhook(server, bob, { url: URL, keyId: key.id });
    await createWebhook(server, bob, { url: URL });
    const found = await webhooksAs(server, bob).list(`?keyId=${key.id}`);
    expect(found.map(({ id }) => id)).toEqual([webhook.id]);
  });

  test('of everybody or one member: for admins, not for members nor for keys', async () => {
    const { server, ada, bob } = org();
    const { webhook } = await createWebhook(server, bob, { url: URL });
    const ask = async (token: string, owner: string) =>
      (
        await server.request<Partial<Problem> & { items?: Webhook[] }>(
          'GET',
          `/v1/orgs/${ada.orgId}/webhooks?owner=${owner}&limit=200`,
          { token },
        )
      ).body;
    const { secret: adasKey } = await keyOf(ada);
    for (const owner of ['all', bob.memberId]) {
      const { items } = await ask(ada.token, owner);
      expect(items?.map(({ id }) => id)).toContain(webhook.id);
    }
    expect(await ask(ada.token, 'mem_nobody')).toMatchObject({ code: 'not_found' });
    expect((await ask(bob.token, bob.memberId)).items?.length).toBeGreaterThan(0);
    expect(await ask(bob.token, 'all')).toMatchObject({ code: 'admin_only' });
    expect(await ask(bob.token, ada.memberId)).toMatchObject({ code: 'admin_only' });
    expect(await ask(adasKey, 'all')).toMatchObject({ code: 'admin_only' });
    expect(await ask(adasKey, bob.memberId)).toMatchObject({ code: 'admin_only' });
  });

  test('a member shows how many there are', async () => {
    const { server, ada } = org();
    const carol = await invite(server, ada);
    const count = async () => {
      const { body } = await server.request<{ items: Member[] }>(
        'GET',
        `/v1/orgs/${ada.orgId}/members?limit=200`,
        { token: ada.token },
      );
      return body.items.find(({ id }) => id === carol.memberId)?.webhookCount;
    };
    expect(await count()).toBe(0);
    const { webhook } = await createWebhook(server, carol, { url: URL });
    await createWebhook(server, carol, { url: URL });
    expect(await count()).toBe(2);
    await webhooksAs(server, carol).remove(webhook.id);
    expect(await count()).toBe(1);
  });
});

describe("another member's", () => {
  test.each([
    ['PATCH', '', { status: 'paused' }],
    ['DELETE', '', undefined],
    ['GET', '/deliveries', undefined],
  ])('%s %s: not there for a member or a key, but for an admin', async (method, path, body) => {
    const { server, ada, bob } = org();
    const carol = await invite(server, ada);
    const { webhook } = await createWebhook(server, bob, { url: URL });
    const ask = (token: string) =>
      server.request(method, `/v1/orgs/${ada.orgId}/webhooks/${webhook.id}${path}`, {
        token,
        body,
      });
    expect(await ask(carol.token)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    const { secret } = await keyOf(ada);
    expect(await ask(secret)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect((await ask(ada.token)).status).toBeLessThan(300);
  });
});

test('every change is on the record, without the URL', async () => {
  const { server, ada, bob } = org();
  const url = 'https://1.1.1.1/hook/with-a-token';
  const { webhook, secret } = await createWebhook(server, bob, { url });
  const bobs = webhooksAs(server, bob);
  await bobs.set(webhook.id, 'paused');
  await bobs.set(webhook.id, 'paused');
  await bobs.set(webhook.id, 'active');
  await bobs.remove(webhook.id);
  const { body } = await server.request<{ items: { action: string; target: object }[] }>(
    'GET',
    `/v1/orgs/${ada.orgId}/audit?target=${webhook.id}`,
    { token: ada.token },
  );
  expect(body.items.map(({ action }) => action)).toEqual([
    'webhook.deleted',
    'webhook.resumed',
    'webhook.paused',
    'webhook.created',
  ]);
  for (const { target } of body.items) {
    expect(target).toEqual({ kind: 'webhook', id: webhook.id, name: 'https://1.1.1.1' });
  }
  expect(JSON.stringify(body)).not.toContain('with-a-token');
  expect(server.log()).not.toContain(secret);
});
