/** An organisation that asks its people for a second factor. */
import { expect, test } from 'vitest';
import type { OperationName } from '../../shared/contract/endpoints.ts';
import { methodAndPath, OPERATIONS } from '../../shared/contract/operations.ts';
import type { Me } from '../../shared/contract/people.ts';
import { auditOf } from '../support/audit.ts';
import { createKey, openOrg } from '../support/keys.ts';
import { invite, inviteOnly, PASSWORD, secondOrg } from '../support/people.ts';
import { setPolicy } from '../support/policies.ts';
import { addSecondFactor, beginSecondFactor } from '../support/second-factor.ts';
import type { TestServer } from '../support/server.ts';

const forPeople = (Object.keys(OPERATIONS) as OperationName[]).filter((name) =>
  /member|admin/.test(OPERATIONS[name].caller),
);
const MISSING = { status: 403, code: 'second_factor_missing' };

/** Acme asks for one: Ada has it, Bob does not. */
async function world() {
  const { server, ada, bob } = await openOrg();
  const ofBob = await createKey(server, bob, { scopes: ['tasks:read'] });
  const factor = await addSecondFactor(server, ada);
  await setPolicy(server, ada, { requireSecondFactor: true });
  return { server, ada, bob, factor, ofBob };
}

async function meOf({ request }: TestServer, token: string) {
  return (await request<Me>('GET', '/v1/me', { token })).body;
}

test('nothing of the organisation is open to who has none, an admin neither', async () => {
  const { server, ada, bob } = await world();
  const { code } = await inviteOnly(server, ada, { email: 'cleo@example.com', role: 'admin' });
  const joined = await server.request<{ token: string }>('POST', '/v1/invitations/accept', {
    body: { code, password: PASSWORD },
  });
  expect(joined.status).toBe(201);
  expect(forPeople.length).toBeGreaterThan(30);
  for (const name of forPeople) {
    const { method, path } = methodAndPath(name);
    const url = path.replace('{org}', ada.orgId).replace('{id}', bob.memberId);
    for (const { token } of [bob, joined.body]) {
      const { body } = await server.request(method, url, { token });
      expect([name, body]).toEqual([name, expect.objectContaining(MISSING)]);
    }
  }
});

test('every operation that may be refused for it says so in the documentation', async () => {
  const { server } = await openOrg();
  const { body } = await server.request<{
    paths: Record<string, Record<string, { operationId: string; responses: object }>>;
  }>('GET', '/openapi.json');
  const saying = Object.values(body.paths)
    .flatMap((methods) => Object.values(methods))
    .filter(({ responses }) => JSON.stringify(responses).includes('second_factor_missing'))
    .map(({ operationId }) => operationId);
  expect(saying.sort()).toEqual([...forPeople].sort());
});

test('what is their own stays open, and once they have one the organisation is too', async () => {
  const { server, bob } = await world();
  const { token } = bob;
  expect(await meOf(server, token)).toMatchObject({ memberships: [{ secondFactorMissing: true }] });
  expect((await server.request('GET', '/v1/sessions', { token })).status).toBe(200);
  const body = { name: 'Globex' };
  expect((await server.request('POST', '/v1/orgs', { token, body })).status).toBe(201);
  const org = `/v1/orgs/${bob.orgId}`;
  await beginSecondFactor(server, bob);
  expect((await server.request('GET', org, { token })).body).toMatchObject(MISSING);
  const { nextCode } = await addSecondFactor(server, bob);
  expect((await server.request('GET', org, { token })).status).toBe(200);
  expect((await meOf(server, token)).memberships.map((one) => one.secondFactorMissing)).toEqual([
    false,
    false,
  ]);
  await server.request('POST', '/v1/me/second-factor/remove', {
    token,
    body: { currentPassword: PASSWORD, secondFactorCode: nextCode() },
  });
  expect((await server.request('GET', org, { token })).body).toMatchObject(MISSING);
});

test("it is asked for in that organisation alone, and of people: members' keys go on", async () => {
  const { server, ada, bob, ofBob } = await world();
  const globex = await secondOrg(server, ada);
  const dora = await invite(server, globex);
  const globexItself = await server.request('GET', `/v1/orgs/${globex.orgId}`, dora);
  expect(globexItself.status).toBe(200);
  const scopes = ['keyturn.keys:verify', 'keyturn.webhooks:manage'];
  const { secret } = await createKey(server, ada, { scopes });
  const verified = await server.request('POST', '/v1/verify', {
    token: secret,
    body: { key: ofBob.secret, scopes: ['tasks:read'] },
  });
  expect(verified.body).toMatchObject({ valid: true, code: 'valid' });
  const webhooks = `/v1/orgs/${bob.orgId}/webhooks`;
  expect((await server.request('GET', webhooks, { token: secret })).status).toBe(200);
  expect((await server.request('GET', webhooks, { token: bob.token })).body).toMatchObject(MISSING);
});

test('only who has one can ask others for it', async () => {
  const { server, ada } = await openOrg();
  const ask = (requireSecondFactor: boolean) =>
    server.request('PATCH', `/v1/orgs/${ada.orgId}`, {
      token: ada.token,
      body: { name: 'Acme Ltd', policy: { requireSecondFactor } },
    });
  const path = 'policy.requireSecondFactor';
  const message = 'turn on your own second factor first';
  await beginSecondFactor(server, ada);
  expect((await ask(true)).body).toMatchObject({
    status: 422,
    code: 'invalid_input',
    errors: [{ path, message }],
  });
  expect((await server.request('GET', `/v1/orgs/${ada.orgId}`, ada)).body).toMatchObject({
    name: 'Acme',
    policy: { requireSecondFactor: false },
  });
  expect((await ask(false)).status).toBe(200);
  await addSecondFactor(server, ada);
  expect((await ask(true)).status).toBe(200);
  expect((await auditOf(server, ada))[0]).toMatchObject({
    action: 'org.updated',
    detail: { requireSecondFactor: { from: false, to: true } },
  });
});
