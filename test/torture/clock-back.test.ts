import { expect, test } from 'vitest';
import type { Key } from '../../shared/contract/keys.ts';
import { verifier } from '../support/check.ts';
import { createKey, keysAs, openOrg } from '../support/keys.ts';
import { testFolder, testServer } from '../support/server.ts';

const HOUR = 3_600_000;
const NAMES = ['After', 'Before', 'Replaced', 'Replaced', 'Revoked'];

test('the clock set back an hour: what is revoked stays revoked, lists keep their order, and a restart opens', async () => {
  const { server, ada, bob } = await openOrg({ dataDir: await testFolder() });
  const verify = await verifier(server, ada);
  const before = await createKey(server, bob, { name: 'Before' });
  const revoked = await createKey(server, bob, { name: 'Revoked' });
  await keysAs(server, bob)('POST', revoked.key.id, '/revoke');
  const replaced = await createKey(server, bob, { name: 'Replaced' });
  await keysAs(server, bob)('POST', replaced.key.id, '/regenerate');
  expect((await verify(before.secret)).code).toBe('valid');

  server.clock.advance(-HOUR);
  expect((await verify(replaced.secret)).code).toBe('revoked');
  expect((await verify(revoked.secret)).code).toBe('revoked');
  expect((await verify(before.secret)).code).toBe('valid');
  const after = await createKey(server, bob, { name: 'After', expiresIn: '1h' });
  expect((await verify(after.secret)).code).toBe('valid');
  const again = await keysAs(server, bob)<Key>('POST', revoked.key.id, '/revoke');
  expect(again.body.status).toBe('revoked');

  const listed = async (on: typeof server) => {
    const url = `/v1/orgs/${ada.orgId}/keys?status=any&limit=1`;
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { body: { items: Key[]; nextCursor: string | null } } = await on.request(
        'GET',
        cursor === null ? url : `${url}&cursor=${cursor}`,
        { token: bob.token },
      );
      names.push(...page.body.items.map(({ name }) => name));
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    return names.sort();
  };
  expect(await listed(server)).toEqual(NAMES);

  await server.close();
  const reopened = await testServer({ dataDir: server.dataDir, clock: server.clock });
  expect(await listed(reopened)).toEqual(NAMES);
  const verifyAgain = await verifier(reopened, ada);
  expect((await verifyAgain(revoked.secret)).code).toBe('revoked');
  expect((await verifyAgain(after.secret)).code).toBe('valid');
});
