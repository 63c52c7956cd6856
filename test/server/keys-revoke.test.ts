import { describe, expect, test } from 'vitest';
import type { Problem } from '../../shared/contract/errors.ts';
import type { Key } from '../../shared/contract/keys.ts';
import { verifier } from '../support/check.ts';
import { DAY, MINUTE } from '../support/clock.ts';
import { createKey, keysAs, type OpenOrg, openOrg } from '../support/keys.ts';
import { setApiAccess } from '../support/people.ts';

describe('revoke', () => {
  test('ends the key for good, with or without a reason', async () => {
    const { server, ada, bob } = await openOrg();
    const verify = await verifier(server, ada);
    for (const body of [undefined, {}, { reason: '' }, { reason: 'Was in a public repository' }]) {
      const { key, secret } = await createKey(server, bob);
      expect((await verify(secret)).code).toBe('valid');
      const { status, body: after } = await keysAs(server, bob)('POST', key.id, '/revoke', body);
      expect(status).toBe(200);
      expect(after).toEqual({
        ...key,
        status: 'revoked',
        statusReason: 'revoked',
        lastUsedAt: new Date(server.clock.now()).toISOString(),
        revokedAt: new Date(server.clock.now()).toISOString(),
        revokedBy: bob.memberId,
        note: body?.reason || null,
      });
      expect((await verify(secret)).code).toBe('revoked');
    }
  });

  test('a second one changes nothing, whoever asks and whenever', async () => {
    const { server, ada, bob } = await openOrg();
    const { key } = await createKey(server, bob);
    const first = await keysAs(server, bob)('POST', key.id, '/revoke', { reason: 'lost' });
    server.clock.advance(MINUTE);
    const second = await keysAs(server, ada)('POST', key.id, '/revoke', { reason: 'again' });
    expect(second.status).toBe(200);
    expect(second.body).toEqual(first.body);
  });

  test('names the admin who did it', async () => {
    const { server, ada, bob } = await openOrg();
    const { key } = await createKey(server, bob);
    const { body } = await keysAs(server, ada)('POST', key.id, '/revoke');
    expect(body.revokedBy).toBe(ada.memberId);
  });

  test('an expired key and a disabled one can be revoked', async () => {
    const { server, bob } = await openOrg();
    const ask = keysAs(server, bob);
    const disabled = await createKey(server, bob);
    await ask('POST', disabled.key.id, '/disable');
    const expired = await createKey(server, bob, { expiresIn: '1h' });
    server.clock.advance(DAY);
    for (const { key } of [disabled, expired]) {
      expect((await ask('POST', key.id, '/revoke')).body.status).toBe('revoked');
    }
  });

  test('during the grace of a regenerated key brings its end forward', async () => {
    const { server, ada, bob } = await openOrg();
    const verify = await verifier(server, ada);
    const { key, secret } = await createKey(server, bob);
    await keysAs(server, bob)('POST', key.id, '/regenerate', { graceSeconds: 3600 });
    server.clock.advance(MINUTE);
    const { body } = await keysAs(server, ada)('POST', key.id, '/revoke');
    expect(body).toMatchObject({
      status: 'revoked',
      statusReason: 'revoked',
      revokedAt: new Date(server.clock.now()).toISOString(),
      revokedBy: ada.memberId,
    });
    expect((await verify(secret)).code).toBe('revoked');
  });

  test.each([[{ reason: 'x'.repeat(301) }], [{ reason: 7 }], [{ why: 'x' }], [[]], ['x'], [null]])(
    '%j is invalid input',
    async (body) => {
      const { server, bob } = await openOrg();
      const { key } = await createKey(server, bob);
      const answer = await keysAs(server, bob)<Problem>('POST', key.id, '/revoke', body);
      expect(answer.body).toMatchObject({ status: 422, code: 'invalid_input' });
      expect((await keysAs(server, bob)('GET', key.id)).body.status).toBe('active');
    },
  );

  test('twenty at once are one', async () => {
    const { server, ada, bob } = await openOrg();
    const { key } = await createKey(server, bob);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => {
        server.clock.advance(1);
        return keysAs(server, n % 2 ? ada : bob)('POST', key.id, '/revoke');
      }),
    );
    const { body } = await keysAs(server, bob)('GET', key.id);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(answers.map((answer) => answer.body)).toEqual(answers.map(() => body));
  });
});

describe('revoke-self', () => {
  const path = '/v1/keys/revoke-self';

  test('the key itself is enough', async () => {
    const { server, ada, bob } = await openOrg();
    const verify = await verifier(server, ada);
    const { key, secret } = await createKey(server, bob);
    const { status, body } = await server.request<Key>('POST', path, { token: secret });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: key.id,
      status: 'revoked',
      statusReason: 'revoked',
      revokedBy: null,
    });
    expect((await verify(secret)).code).toBe('revoked');
    expect((await server.request('POST', path, { token: secret })).status).toBe(401);
  });

  test.each<[string, string, (all: OpenOrg, keyId: string) => Promise<unknown>]>([
    [
      'deactivated',
      'disabled',
      ({ server, bob }, id) => keysAs(server, bob)('POST', id, '/disable'),
    ],
    ['suspended', 'api_access_off', ({ server, ada }) => setApiAccess(server, ada, false)],
    [
      "a deactivated member's",
      'member_inactive',
      ({ server, ada, bob }) =>
        server.request('PATCH', `/v1/orgs/${ada.orgId}/members/${bob.memberId}`, {
          token: ada.token,
          body: { active: false },
        }),
    ],
  ])('a key that is %s can be given up too, before it works again', async (_, code, stop) => {
    const all = await openOrg();
    const { server, ada, bob } = all;
    const verify = await verifier(server, ada);
    const { key, secret } = await createKey(server, bob);
    await stop(all, key.id);
    expect((await verify(secret)).code).toBe(code);
    expect((await server.request('POST', path, { token: secret })).status).toBe(200);
    expect((await verify(secret)).code).toBe('revoked');
  });

  test('an expired key is none', async () => {
    const { server, bob } = await openOrg();
    const { secret } = await createKey(server, bob, { expiresIn: '1d' });
    server.clock.advance(2 * DAY);
    expect((await server.request('POST', path, { token: secret })).status).toBe(401);
  });

  test('no other credential is', async () => {
    const { server, bob } = await openOrg();
    const { secret } = await createKey(server, bob);
    const broken = `${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}`;
    for (const token of [bob.token, broken, 'nonsense']) {
      expect((await server.request<Problem>('POST', path, { token })).body).toMatchObject({
        status: 401,
        code: 'credentials_invalid',
      });
    }
    const nobody = await server.request<Problem>('POST', path);
    expect(nobody.body).toMatchObject({ status: 401, code: 'credentials_missing' });
  });
});
