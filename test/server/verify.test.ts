import { describe, expect, test } from 'vitest';
import type { VerifyAnswer } from '../../shared/contract/check.ts';
import type { Problem } from '../../shared/contract/errors.ts';
import { verifier } from '../support/check.ts';
import { MINUTE } from '../support/clock.ts';
import { createKey, keysAs, openOrg, sharedOrg } from '../support/keys.ts';
import { secondOrg } from '../support/people.ts';

const org = sharedOrg();

const NOTHING = {
  valid: false,
  keyId: null,
  name: null,
  orgId: null,
  ownerId: null,
  ownerName: null,
  role: null,
  scopes: [],
  missingScopes: [],
  expiresAt: null,
};

/** Well-formed: the checksum is right. */
const NEVER = 'kt_0000000000000000000000000000000YpK7t';

test('a valid key, with all there is to know', async () => {
  const { server, ada, bob } = await openOrg();
  const verify = await verifier(server, ada);
  const { key, secret } = await createKey(server, bob, {
    scopes: ['tasks:*', '*:read'],
    expiresIn: '30d',
  });
  expect(await verify(secret, ['tasks:delete', 'files:read'])).toEqual({
    valid: true,
    code: 'valid',
    keyId: key.id,
    name: key.name,
    orgId: bob.orgId,
    ownerId: bob.memberId,
    ownerName: 'Pat',
    role: 'member',
    scopes: ['*:read', 'tasks:*'],
    missingScopes: [],
    expiresAt: key.expiresAt,
  });
});

test('expiresAt of a key that works is when it stops: in its grace, at the end of that', async () => {
  const { server, ada, bob } = await openOrg();
  const verify = await verifier(server, ada);
  const { key, secret } = await createKey(server, bob, { expiresIn: '30d' });
  const graceEnds = new Date(server.clock.now() + MINUTE).toISOString();
  await keysAs(server, bob)('POST', key.id, '/regenerate', { graceSeconds: 60 });
  expect(await verify(secret)).toMatchObject({ valid: true, expiresAt: graceEnds });
  server.clock.advance(MINUTE);
  expect(await verify(secret)).toMatchObject({ code: 'revoked', expiresAt: key.expiresAt });
});

test('a key that lacks some of what is asked', async () => {
  const { server, ada, bob } = await openOrg();
  const verify = await verifier(server, ada);
  const { key, secret } = await createKey(server, bob, { scopes: ['tasks:read'] });
  const asked = ['tasks:read', 'tasks:delete', 'files:read'];
  expect(await verify(secret, asked)).toMatchObject({
    valid: false,
    code: 'insufficient_scope',
    keyId: key.id,
    scopes: ['tasks:read'],
    missingScopes: ['tasks:delete', 'files:read'],
  });
});

describe('a text that is no key', () => {
  test.each([
    [''],
    ['nonsense'],
    ['kt_'],
    [`kt_${'0'.repeat(36)}`],
    ['🔑'],
    ['x'.repeat(1000)],
    ['\u0000'],
  ])('%j is malformed', async (text) => {
    const { server, ada } = org();
    const verify = await verifier(server, ada);
    expect(await verify(text)).toEqual({ ...NOTHING, code: 'malformed' });
  });

  test('a session token, and a key with one character changed, are malformed', async () => {
    const { server, ada, bob } = org();
    const verify = await verifier(server, ada);
    const { secret } = await createKey(server, bob);
    const typo = `kt_${secret[3] === 'a' ? 'b' : 'a'}${secret.slice(4)}`;
    for (const text of [bob.token, typo, secret.toLowerCase(), ` ${secret}`]) {
      expect((await verify(text)).code).toBe('malformed');
    }
  });
});

test("another org's key is not there, in any state, as is one that never was", async () => {
  const { server, ada } = await openOrg();
  const verify = await verifier(server, ada);
  const globex = await secondOrg(server, ada);
  const { key, secret } = await createKey(server, globex);
  const answers = [await verify(secret), await verify(secret, ['tasks:delete'])];
  await keysAs(server, globex)('POST', key.id, '/revoke');
  answers.push(await verify(secret), await verify(NEVER));
  expect(answers).toEqual(answers.map(() => ({ ...NOTHING, code: 'not_found' })));
  const { body } = await keysAs(server, globex)('GET', key.id);
  expect(body.lastUsedAt).toBe(null);
});

describe('what counts as a use', () => {
  test.each<[string, string[] | undefined, boolean]>([
    ['', undefined, true],
    ['', ['tasks:read'], true],
    ['', ['tasks:delete'], true],
    ['/disable', undefined, false],
    ['/revoke', undefined, false],
  ])('after %j, asking for %j: %s', async (path, scopes, counts) => {
    const { server, ada, bob } = await openOrg();
    const verify = await verifier(server, ada);
    const { key, secret } = await createKey(server, bob);
    if (path) await keysAs(server, bob)('POST', key.id, path as '/disable');
    server.clock.advance(MINUTE);
    await verify(secret, scopes);
    const { body } = await keysAs(server, bob)('GET', key.id);
    expect(body.lastUsedAt).toBe(counts ? new Date(server.clock.now()).toISOString() : null);
  });
});

describe('who may ask', () => {
  test('a key with keyturn.keys:verify, and nothing else', async () => {
    const { server, ada, bob } = await openOrg();
    const { secret: plain } = await createKey(server, bob, { scopes: ['*'] });
    const ask = async (token?: string) =>
      (await server.request<Problem>('POST', '/v1/verify', { token, body: { key: plain } })).body;
    expect(await ask()).toMatchObject({ status: 401, code: 'credentials_missing' });
    expect(await ask('nonsense')).toMatchObject({ status: 401, code: 'credentials_invalid' });
    expect(await ask(ada.token)).toMatchObject({ status: 401, code: 'credentials_invalid' });
    expect(await ask(plain)).toMatchObject({ status: 403, code: 'scope_missing' });
  });

  test('only while it works itself', async () => {
    const { server, ada } = await openOrg();
    const { key, secret: token } = await createKey(server, ada, {
      scopes: ['keyturn.keys:verify'],
    });
    const ask = () =>
      server.request<VerifyAnswer & Problem>('POST', '/v1/verify', { token, body: { key: token } });
    expect((await ask()).body.valid).toBe(true);
    await keysAs(server, ada)('POST', key.id, '/disable');
    expect((await ask()).body.code).toBe('credentials_invalid');
  });

  test('a refused caller of a working key has used it', async () => {
    const { server, bob } = await openOrg();
    const { key, secret: token } = await createKey(server, bob);
    await server.request('POST', '/v1/verify', { token, body: { key: token } });
    const { body } = await keysAs(server, bob)('GET', key.id);
    expect(body.lastUsedAt).toBe(new Date(server.clock.now()).toISOString());
  });
});

test.each([
  [undefined],
  [{}],
  [{ key: 7 }],
  [{ key: null }],
  [{ key: 'x'.repeat(1001) }],
  [{ key: 'x', scopes: 'tasks:read' }],
  [{ key: 'x', scopes: ['tasks:*'] }],
  [{ key: 'x', scopes: ['*'] }],
  [{ key: 'x', scopes: [''] }],
  [{ key: 'x', scopes: Array(51).fill('tasks:read') }],
  [{ key: 'x', scope: 'tasks:read' }],
  [[]],
])('%j is invalid input', async (body) => {
  const { server, ada } = org();
  const { secret: token } = await createKey(server, ada, { scopes: ['keyturn.keys:verify'] });
  const answer = await server.request<Problem>('POST', '/v1/verify', { token, body });
  expect(answer.body).toMatchObject({ status: 422, code: 'invalid_input' });
});

test.each(['/v1/verify/', '/v1/verify?from=here', '/v1/Verify'])(
  '%s is the same call, as other calls are by such paths',
  async (path) => {
    const { server, ada } = await openOrg();
    const { secret } = await createKey(server, ada, { scopes: ['keyturn.keys:verify'] });
    const answer = await server.request('POST', path, { token: secret, body: { key: secret } });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ valid: true, code: 'valid' });
  },
);
