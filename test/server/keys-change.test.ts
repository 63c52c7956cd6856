import { describe, expect, test } from 'vitest';
import type { Problem } from '../../shared/contract/errors.ts';
import { DAY } from '../support/clock.ts';
import { createKey, keysAs, openOrg, sharedOrg } from '../support/keys.ts';
import { invite } from '../support/people.ts';

const org = sharedOrg();

describe('rename', () => {
  test('changes the name and nothing else', async () => {
    const { server, bob } = await openOrg();
    const { key } = await createKey(server, bob, { expiresIn: '30d' });
    const { status, body } = await keysAs(server, bob)('PATCH', key.id, '', { name: ' Weekly ' });
    expect(status).toBe(200);
    expect(body).toEqual({ ...key, name: 'Weekly' });
    expect((await keysAs(server, bob)('GET', key.id)).body).toEqual(body);
  });

  test('works for an admin, and for keys that have ended', async () => {
    const { server, ada, bob } = await openOrg();
    const revoked = await createKey(server, bob);
    await keysAs(server, bob)('POST', revoked.key.id, '/revoke');
    const expired = await createKey(server, bob, { expiresIn: '1h' });
    server.clock.advance(DAY);
    for (const { key } of [revoked, expired]) {
      const { body } = await keysAs(server, ada)('PATCH', key.id, '', { name: 'Old' });
      expect(body.name).toBe('Old');
    }
  });

  test.each([
    [{ name: 'x', expiresAt: null }, 'immutable'],
    [{ name: 'x', expiresAt: '2030-01-01T00:00:00Z' }, 'immutable'],
    [{ expiresIn: '30d' }, 'immutable'],
    [{ name: 'x', scopes: ['*'] }, 'immutable'],
    [{ name: 'x', ownerId: 'mem_x' }, 'immutable'],
    [{ name: 'x', status: 'active' }, 'immutable'],
    [{ name: 'x', disabledBy: null }, 'immutable'],
    [{ name: 'x', nonsense: 1 }, 'immutable'],
    [{ name: '' }, 'invalid_input'],
    [{ name: 'a\nb' }, 'invalid_input'],
    [{ name: 'x'.repeat(101) }, 'invalid_input'],
    [{ name: 7 }, 'invalid_input'],
    [{}, 'invalid_input'],
    [[], 'invalid_input'],
    [undefined, 'invalid_input'],
  ])('%j is refused as %s and changes nothing', async (change, code) => {
    const { server, bob } = org();
    const { key } = await createKey(server, bob);
    const { body } = await keysAs(server, bob)<Problem>('PATCH', key.id, '', change);
    expect(body).toMatchObject({ status: 422, code });
    expect((await keysAs(server, bob)('GET', key.id)).body).toEqual(key);
  });
});

describe("another member's key", () => {
  test.each([
    ['GET', '', undefined],
    ['PATCH', '', { name: 'Mine' }],
    ['POST', '/disable', undefined],
    ['POST', '/enable', undefined],
    ['POST', '/revoke', undefined],
    ['POST', '/regenerate', undefined],
    ['DELETE', '', undefined],
  ] as const)('%s %s is not there, and changes nothing', async (method, path, body) => {
    const { server, ada, bob } = org();
    const eve = await invite(server, ada);
    const { key } = await createKey(server, bob);
    const real = await keysAs(server, eve)<Problem>(method, key.id, path, body);
    const none = await keysAs(server, eve)<Problem>(method, 'key_nobody', path, body);
    expect(real.body).toMatchObject({ status: 404, code: 'not_found' });
    expect({ ...real.body, requestId: '' }).toEqual({ ...none.body, requestId: '' });
    expect((await keysAs(server, bob)('GET', key.id)).body).toEqual(key);
  });
});
