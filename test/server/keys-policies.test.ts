/** What an org's policy asks of keys, of everyone's alike. */
import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { Policy } from '../../shared/contract/orgs.ts';
import { DAY } from '../support/clock.ts';
import { createKey, type KeyWish, keysAs, openOrg } from '../support/keys.ts';
import { setApiAccess } from '../support/people.ts';
import { askForKey, setPolicy } from '../support/policies.ts';

const START = Date.parse('2026-11-21T09:00:00.000Z');
const at = (ms: number) => new Date(START + ms).toISOString();

describe('expiry', () => {
  test.each<[Partial<Policy>, KeyWish & { expiresAt?: string | null }, ErrorCode | null]>([
    [{ requireExpiry: false }, {}, null],
    [{ requireExpiry: true }, {}, 'policy_expiry_required'],
    [{ requireExpiry: true }, { expiresIn: '3660d' }, null],
    [{ requireExpiry: true, maxKeyLifetimeDays: 30 }, {}, 'policy_expiry_required'],
    [{ maxKeyLifetimeDays: 30 }, {}, 'policy_lifetime_too_long'],
    [{ maxKeyLifetimeDays: 30 }, { expiresIn: '30d' }, null],
    [{ maxKeyLifetimeDays: 30 }, { expiresIn: '720h' }, null],
    [{ maxKeyLifetimeDays: 30 }, { expiresIn: '721h' }, 'policy_lifetime_too_long'],
    [{ maxKeyLifetimeDays: 30 }, { expiresAt: at(30 * DAY) }, null],
    [{ maxKeyLifetimeDays: 30 }, { expiresAt: at(30 * DAY + 1) }, 'policy_lifetime_too_long'],
    [{ maxKeyLifetimeDays: 30 }, { expiresAt: at(-1) }, 'expiry_in_past'],
    [{ maxKeyLifetimeDays: 1, requireApproval: true }, {}, 'policy_lifetime_too_long'],
  ])('%j, asked for %j: %s', async (policy, wish, code) => {
    const { server, ada, bob } = await openOrg();
    await setPolicy(server, ada, policy);
    for (const person of [ada, bob]) {
      const { status, body } = await askForKey(server, person, wish);
      expect(code === null ? status : body.code).toBe(code ?? 201);
    }
  });

  test('null for never is refused as if nothing were said', async () => {
    const { server, ada, bob } = await openOrg();
    await setPolicy(server, ada, { requireExpiry: true });
    const { body } = await server.request('POST', `/v1/orgs/${bob.orgId}/keys`, {
      token: bob.token,
      body: { name: 'A', scopes: ['tasks:read'], expiresAt: null },
    });
    expect(body).toMatchObject({
      code: 'policy_expiry_required',
      errors: [{ path: 'expiresAt', message: 'must be given' }],
    });
  });

  test('keys that exist keep theirs, and regenerating makes none live longer', async () => {
    const { server, ada, bob } = await openOrg();
    const { key } = await createKey(server, bob);
    await setPolicy(server, ada, { requireExpiry: true, maxKeyLifetimeDays: 1 });
    const answer = await keysAs(server, bob)<{ key: { expiresAt: string | null } }>(
      'POST',
      key.id,
      '/regenerate',
    );
    expect(answer.status).toBe(201);
    expect(answer.body.key.expiresAt).toBeNull();
  });
});

describe('the most active keys of a member', () => {
  async function limitedTo(maxActiveKeysPerMember: number) {
    const org = await openOrg();
    await setPolicy(org.server, org.ada, { maxActiveKeysPerMember });
    const ask = keysAs(org.server, org.bob);
    const more = async () => (await askForKey(org.server, org.bob)).body.code ?? 'created';
    return { ...org, ask, more };
  }

  test('one more is refused, for an admin too; each member has their own', async () => {
    const { server, ada, bob, more } = await limitedTo(2);
    await createKey(server, bob);
    await createKey(server, bob);
    expect(await more()).toBe('policy_too_many_keys');
    await createKey(server, ada);
    const second = await createKey(server, ada);
    expect((await askForKey(server, ada)).body.code).toBe('policy_too_many_keys');
    const forBob = await askForKey(server, ada, { ownerId: bob.memberId });
    expect(forBob.body).toMatchObject({ status: 422, code: 'policy_too_many_keys' });
    await keysAs(server, ada)('DELETE', second.key.id);
    expect((await askForKey(server, ada)).status).toBe(201);
  });

  test.each(['/revoke', '/disable'] as const)('%s makes room', async (path) => {
    const { server, bob, ask, more } = await limitedTo(1);
    const { key } = await createKey(server, bob);
    expect(await more()).toBe('policy_too_many_keys');
    await ask('POST', key.id, path);
    expect(await more()).toBe('created');
  });

  test('an expiry that passes makes room', async () => {
    const { server, bob, more } = await limitedTo(1);
    await createKey(server, bob, { expiresIn: '1h' });
    server.clock.advance(3_600_000 - 1);
    expect(await more()).toBe('policy_too_many_keys');
    server.clock.advance(1);
    expect(await more()).toBe('created');
  });

  test('enabling needs room; what is enabled needs none', async () => {
    const { server, bob, ask } = await limitedTo(1);
    const { key: idle } = await createKey(server, bob);
    await ask('POST', idle.id, '/disable');
    const { key: busy } = await createKey(server, bob);
    const refused = await ask('POST', idle.id, '/enable');
    expect(refused.body).toMatchObject({ status: 422, code: 'policy_too_many_keys' });
    expect((await ask('GET', idle.id)).body.status).toBe('disabled');
    expect((await ask('POST', busy.id, '/enable')).status).toBe(200);
    await ask('POST', busy.id, '/disable');
    expect((await ask('POST', idle.id, '/enable')).body.status).toBe('active');
  });

  test('a suspended key counts: it works again by itself', async () => {
    const { server, ada, bob, ask } = await limitedTo(1);
    const { key: idle } = await createKey(server, bob);
    await ask('POST', idle.id, '/disable');
    await createKey(server, bob);
    await setApiAccess(server, ada, false);
    const refused = await ask('POST', idle.id, '/enable');
    expect(refused.body).toMatchObject({ code: 'policy_too_many_keys' });
  });

  test('regenerating replaces, with a grace too, and leaves no room', async () => {
    const { server, bob, ask, more } = await limitedTo(2);
    const { key } = await createKey(server, bob);
    const again = await ask<{ key: { id: string } }>('POST', key.id, '/regenerate', {
      graceSeconds: 60,
    });
    expect(again.status).toBe(201);
    await createKey(server, bob);
    expect(await more()).toBe('policy_too_many_keys');
    const { status } = await ask('POST', again.body.key.id, '/regenerate');
    expect(status).toBe(201);
    expect(await more()).toBe('policy_too_many_keys');
  });

  test('a key in its grace needs no room: its successor has it', async () => {
    const { server, bob, ask } = await limitedTo(1);
    const { key } = await createKey(server, bob);
    await ask('POST', key.id, '/regenerate', { graceSeconds: 60 });
    await ask('POST', key.id, '/disable');
    expect((await ask('POST', key.id, '/enable')).body.status).toBe('active');
  });

  test('twenty at once: no more than allowed', async () => {
    const { server, bob } = await limitedTo(3);
    const answers = await Promise.all(Array.from({ length: 20 }, () => askForKey(server, bob)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(answers.filter(({ body }) => body.code === 'policy_too_many_keys')).toHaveLength(17);
  });

  test('a policy that comes later ends nothing', async () => {
    const { server, ada, bob, ask, more } = await limitedTo(3);
    const keys = [await createKey(server, bob), await createKey(server, bob)];
    await setPolicy(server, ada, { maxActiveKeysPerMember: 1 });
    for (const { key } of keys) expect((await ask('GET', key.id)).body.status).toBe('active');
    expect(await more()).toBe('policy_too_many_keys');
  });
});
