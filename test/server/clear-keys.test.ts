import { expect, test } from 'vitest';
import { verifier } from '../support/check.ts';
import { createKey, keysAs, openOrg } from '../support/keys.ts';
import { secondOrg, type TestPerson } from '../support/people.ts';
import type { TestServer } from '../support/server.ts';

function clear({ request }: TestServer, { orgId, token }: TestPerson, memberId: string) {
  return request<{ revoked: number }>('POST', `/v1/orgs/${orgId}/members/${memberId}/clear-keys`, {
    token,
  });
}

test('seed 004, Clear API Key: every key of the member stops, and a new one may be made', async () => {
  const { server, ada, bob } = await openOrg();
  const verify = await verifier(server, ada);
  const first = await createKey(server, bob);
  const second = await createKey(server, bob);
  await keysAs(server, bob)('POST', second.key.id, '/revoke');
  const adas = await createKey(server, ada);

  expect((await clear(server, ada, bob.memberId)).body).toEqual({ revoked: 1 });
  expect((await verify(first.secret)).code).toBe('revoked');
  expect((await verify(adas.secret)).code).toBe('valid');
  const { body } = await keysAs(server, bob)('GET', first.key.id);
  expect(body).toMatchObject({
    status: 'revoked',
    statusReason: 'cleared',
    revokedBy: ada.memberId,
  });

  expect((await clear(server, ada, bob.memberId)).body).toEqual({ revoked: 0 });
  const next = await createKey(server, bob);
  expect((await verify(next.secret)).code).toBe('valid');
});

test('only an admin clears keys, and only of the same org', async () => {
  const { server, ada, bob } = await openOrg();
  expect((await clear(server, bob, ada.memberId)).body).toMatchObject({ code: 'admin_only' });
  const elsewhere = await secondOrg(server, ada);
  expect((await clear(server, elsewhere, bob.memberId)).status).toBe(404);
});
