/** A key mirrors its owner and its org: every change counts from the very next check on. */
import { describe, expect, test } from 'vitest';
import type { CheckCode } from '../../shared/contract/check.ts';
import { verifier } from '../support/check.ts';
import { MINUTE } from '../support/clock.ts';
import { createKey, keysAs, openOrg } from '../support/keys.ts';
import { invite, roleIdOf, setApiAccess, setUp, type TestPerson } from '../support/people.ts';
import { startTestServer, type TestServer, testFolder, testServer } from '../support/server.ts';

/** Bob's key for all of tasks, and how both ways of checking judge it. */
async function checkedKey() {
  const { server, ada, bob } = await openOrg();
  const verify = await verifier(server, ada);
  const { key, secret } = await createKey(server, bob, { scopes: ['tasks:*'] });
  const check = async (scope = 'tasks:read'): Promise<CheckCode> => {
    const { code, valid } = await verify(secret, [scope]);
    const authorized = await fetch(
      `${server.address}/v1/orgs/${bob.orgId}/authorize?scope=${scope}`,
      { headers: { Authorization: `Bearer ${secret}` } },
    );
    const same = valid ? 200 : code === 'insufficient_scope' ? 403 : 401;
    expect(authorized.status, `authorize and verify (${code}) agree`).toBe(same);
    return code;
  };
  return { server, ada, bob, key, secret, verify, check };
}

const change = ({ request }: TestServer, admin: TestPerson, member: TestPerson, body: unknown) =>
  request('PATCH', `/v1/orgs/${admin.orgId}/members/${member.memberId}`, {
    token: admin.token,
    body,
  });

describe('the very next check sees', () => {
  test('a role change, and the change back', async () => {
    const { server, ada, bob, key, check } = await checkedKey();
    const [member, readOnly] = [
      await roleIdOf(server, ada, 'member'),
      await roleIdOf(server, ada, 'read-only'),
    ];
    expect(await check('tasks:delete')).toBe('valid');
    await change(server, ada, bob, { roleId: readOnly });
    expect(await check('tasks:delete')).toBe('insufficient_scope');
    expect(await check('tasks:read')).toBe('valid');
    const { body } = await keysAs(server, bob)('GET', key.id);
    expect(body).toMatchObject({ scopes: ['tasks:*'], effectiveScopes: ['tasks:read'] });
    await change(server, ada, bob, { roleId: member });
    expect(await check('tasks:delete')).toBe('valid');
  });

  test('the org switch, both ways', async () => {
    const { server, ada, bob, key, check } = await checkedKey();
    for (const [open, code] of [
      [false, 'api_access_off'],
      [true, 'valid'],
    ] as const) {
      await setApiAccess(server, ada, open);
      expect(await check()).toBe(code);
    }
    await setApiAccess(server, ada, false);
    const { body } = await keysAs(server, bob)('GET', key.id);
    expect(body).toMatchObject({ status: 'suspended', statusReason: 'org_access_off' });
  });

  test('a deactivation, and the activation', async () => {
    const { server, ada, bob, key, check } = await checkedKey();
    await change(server, ada, bob, { active: false });
    expect(await check()).toBe('member_inactive');
    const { body } = await keysAs(server, ada)('GET', key.id);
    expect(body).toMatchObject({ status: 'suspended', statusReason: 'member_inactive' });
    expect((await keysAs(server, bob)('GET', key.id)).status).toBe(404);
    await change(server, ada, bob, { active: true });
    expect(await check()).toBe('valid');
  });

  test('disabling, enabling, revoking', async () => {
    const { server, bob, key, check } = await checkedKey();
    const ask = keysAs(server, bob);
    await ask('POST', key.id, '/disable');
    expect(await check()).toBe('disabled');
    await ask('POST', key.id, '/enable');
    expect(await check()).toBe('valid');
    await ask('POST', key.id, '/revoke');
    expect(await check()).toBe('revoked');
  });

  test('the clock: an expiry, to the millisecond', async () => {
    const { server, bob, verify } = await checkedKey();
    const { secret } = await createKey(server, bob, { expiresIn: '1h' });
    server.clock.advance(60 * MINUTE - 1);
    expect((await verify(secret)).code).toBe('valid');
    server.clock.advance(1);
    expect((await verify(secret)).code).toBe('expired');
  });
});

test("an admin's keys go on while the switch is off; who stops being an admin stops too", async () => {
  const { server, ada, verify } = await checkedKey();
  const eve = await invite(server, ada, 'admin');
  const { secret } = await createKey(server, eve, { scopes: ['*'] });
  await setApiAccess(server, ada, false);
  expect((await verify(secret)).code).toBe('valid');
  await change(server, ada, eve, { roleId: await roleIdOf(server, ada, 'member') });
  expect((await verify(secret)).code).toBe('api_access_off');
});

test('a verifier that loses its scope with its role is refused', async () => {
  const { server, ada, secret } = await checkedKey();
  const eve = await invite(server, ada, 'admin');
  const ask = await verifier(server, eve);
  expect((await ask(secret)).code).toBe('valid');
  await change(server, ada, eve, { roleId: await roleIdOf(server, ada, 'member') });
  await expect(ask(secret)).rejects.toThrow('scope_missing');
});

test('the last use shows at once, and outlives a stop', async () => {
  const dataDir = await testFolder();
  const before = await startTestServer({ dataDir });
  const ada = await setUp(before);
  const { key, secret } = await createKey(before, ada, { scopes: ['keyturn.keys:verify'] });
  before.clock.advance(MINUTE);
  const used = new Date(before.clock.now()).toISOString();
  await before.request('POST', '/v1/verify', { token: secret, body: { key: secret } });
  expect((await keysAs(before, ada)('GET', key.id)).body.lastUsedAt).toBe(used);
  await before.close();

  const after = await testServer({ dataDir });
  expect((await keysAs(after, ada)('GET', key.id)).body.lastUsedAt).toBe(used);
});
