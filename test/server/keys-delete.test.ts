import { expect, test } from 'vitest';
import type { Problem } from '../../shared/contract/errors.ts';
import { verifier } from '../support/check.ts';
import { DAY } from '../support/clock.ts';
import { createKey, keysAs, openOrg } from '../support/keys.ts';

test('a deleted key is gone from everywhere and unusable', async () => {
  const { server, ada, bob } = await openOrg();
  const verify = await verifier(server, ada);
  const ask = keysAs(server, bob);
  const { key, secret } = await createKey(server, bob);
  await verify(secret);
  const { status, body } = await ask('DELETE', key.id);
  expect([status, body]).toEqual([204, undefined]);
  expect(await verify(secret)).toMatchObject({ valid: false, code: 'not_found', keyId: null });
  const { orgId, token } = bob;
  const list = await server.request('GET', `/v1/orgs/${orgId}/keys?status=any`, { token });
  expect(list.body).toEqual({ items: [], nextCursor: null });
  for (const [method, path] of [
    ['GET', ''],
    ['DELETE', ''],
    ['POST', '/revoke'],
    ['POST', '/regenerate'],
    ['POST', '/enable'],
  ] as const) {
    expect((await ask<Problem>(method, key.id, path)).body.code).toBe('not_found');
  }
  const self = await server.request('POST', '/v1/keys/revoke-self', { token: secret });
  expect(self.status).toBe(401);
});

test('in every status, by its owner or an admin', async () => {
  const { server, ada, bob } = await openOrg();
  const ask = keysAs(server, bob);
  const [active, disabled, revoked] = [
    await createKey(server, bob),
    await createKey(server, bob),
    await createKey(server, bob),
  ];
  const expired = await createKey(server, bob, { expiresIn: '1h' });
  await ask('POST', disabled.key.id, '/disable');
  await ask('POST', revoked.key.id, '/revoke');
  server.clock.advance(DAY);
  for (const [n, { key }] of [active, disabled, revoked, expired].entries()) {
    expect((await keysAs(server, n % 2 ? ada : bob)('DELETE', key.id)).status).toBe(204);
  }
});

test('deleting the old one leaves its successor', async () => {
  const { server, ada, bob } = await openOrg();
  const verify = await verifier(server, ada);
  const { key } = await createKey(server, bob);
  const next = await keysAs(server, bob)<{ secret: string }>('POST', key.id, '/regenerate');
  await keysAs(server, bob)('DELETE', key.id);
  expect((await verify(next.body.secret)).code).toBe('valid');
});
