/** RFC 7662 and RFC 8414, asked by an OAuth client that is not ours. */
import * as oauth from 'openid-client';
import { describe, expect, test } from 'vitest';
import { DAY } from '../support/clock.ts';
import { createKey, keysAs, type OpenOrg, openOrg, sharedOrg } from '../support/keys.ts';
import { secondOrg } from '../support/people.ts';

const org = sharedOrg();

/** An API of the org that introspects with a key of its own. */
async function api(opened?: OpenOrg) {
  const all = opened ?? (await openOrg());
  const { server, ada } = all;
  const own = await createKey(server, ada, { scopes: ['keyturn.keys:verify'] });
  return { ...all, own };
}

type Api = Awaited<ReturnType<typeof api>>;

function discover({ server }: Pick<Api, 'server'>, id: string, auth: oauth.ClientAuth) {
  return oauth.discovery(new URL(server.address), id, undefined, auth, {
    algorithm: 'oauth2',
    execute: [oauth.allowInsecureRequests],
  });
}

const asBasic = ({ server, own }: Api) =>
  discover({ server }, own.key.id, oauth.ClientSecretBasic(own.secret));

const asBearer = ({ server, own }: Api) =>
  discover({ server }, own.key.id, (_as, _client, _body, headers) =>
    headers.set('Authorization', `Bearer ${own.secret}`),
  );

const basic = (id: string, secret: string) =>
  `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

/** A form sent by hand. */
function post({ server, own }: Api, body: string, headers: Record<string, string> = {}) {
  return server.request('POST', '/v1/introspect', {
    token: own.secret,
    raw: body,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
  });
}

describe('openid-client', () => {
  test.each([
    ['HTTP Basic', asBasic],
    ['Bearer', asBearer],
  ])('by %s: finds the endpoint and reads what a working key is', async (_, configure) => {
    const all = await api(org());
    const { server, bob } = all;
    const { key, secret } = await createKey(server, bob, {
      scopes: ['tasks:read', 'files:*'],
      expiresIn: '30d',
    });
    const config = await configure(all);
    expect(config.serverMetadata()).toMatchObject({
      issuer: server.address,
      introspection_endpoint: `${server.address}/v1/introspect`,
    });
    expect(await oauth.tokenIntrospection(config, secret)).toEqual({
      active: true,
      scope: 'files:* tasks:read',
      client_id: key.id,
      sub: bob.memberId,
      token_type: 'Bearer',
      iat: Math.floor(Date.parse(key.createdAt) / 1000),
      exp: Math.floor(Date.parse(key.expiresAt as string) / 1000),
      iss: server.address,
    });
  });

  test('a key that does not work, for any reason, is inactive and nothing more', async () => {
    const all = await api();
    const { server, ada, bob } = all;
    const config = await asBasic(all);
    const ask = (secret: string) => oauth.tokenIntrospection(config, secret);
    const inactive = { active: false };

    const { key, secret } = await createKey(server, bob, { expiresIn: '30d' });
    const mine = keysAs(server, bob);
    await mine('POST', key.id, '/disable', {});
    expect(await ask(secret)).toEqual(inactive);
    await mine('POST', key.id, '/enable', {});
    expect(await ask(secret)).toMatchObject({ active: true });
    await mine('POST', key.id, '/revoke', {});
    expect(await ask(secret)).toEqual(inactive);
    await mine('DELETE', key.id);
    expect(await ask(secret)).toEqual(inactive);

    const foreign = await createKey(server, await secondOrg(server, ada));
    expect(await ask(foreign.secret)).toEqual(inactive);
    expect(await ask('nonsense')).toEqual(inactive);

    const passing = await createKey(server, bob, { expiresIn: '30d' });
    server.clock.advance(30 * DAY);
    expect(await ask(passing.secret)).toEqual(inactive);
  });

  test('is on the record of the key, as any check', async () => {
    const all = await api(org());
    const { server, ada } = all;
    const { key, secret } = await createKey(server, ada);
    await oauth.tokenIntrospection(await asBasic(all), secret);
    const path = `/v1/orgs/${ada.orgId}/keys/${key.id}/requests`;
    const { body } = await server.request<object>('GET', path, { token: ada.token });
    expect(body).toMatchObject({ items: [{ outcome: 'valid', scopes: [], method: null }] });
  });

  test('exp is where the grace of a regenerated key ends', async () => {
    const all = await api(org());
    const { server, bob } = all;
    const { key, secret } = await createKey(server, bob);
    const config = await asBasic(all);
    expect(await oauth.tokenIntrospection(config, secret)).not.toHaveProperty('exp');
    const now = server.clock.now();
    await keysAs(server, bob)('POST', key.id, '/regenerate', { graceSeconds: 60 });
    expect(await oauth.tokenIntrospection(config, secret)).toMatchObject({
      exp: Math.floor(now / 1000) + 60,
    });
  });

  test.each<[string, (all: Api) => [id: string, secret: string]]>([
    ['a wrong secret', ({ own }) => [own.key.id, `${own.secret.slice(0, -1)}_`]],
    ["another key's id", ({ own }) => [`${own.key.id}x`, own.secret]],
    ['no id', ({ own }) => ['-', own.secret]],
  ])('%s is told as RFC 6749 says, in the scheme that was tried', async (_, credential) => {
    const all = await api(org());
    const [id, secret] = credential(all);
    const config = await discover(all, id, oauth.ClientSecretBasic(secret));
    const failure = await oauth.tokenIntrospection(config, 'x').catch((error) => error);
    expect(failure).toBeInstanceOf(oauth.WWWAuthenticateChallengeError);
    expect(failure).toMatchObject({ status: 401, cause: [{ scheme: 'basic' }] });
  });
});

describe('the caller', () => {
  test.each<[string, string | undefined, string]>([
    ['nobody', undefined, 'Bearer realm="Keyturn"'],
    ['a wrong Bearer', 'Bearer nonsense', 'Bearer realm="Keyturn", error="invalid_token"'],
    ['an empty Basic', 'Basic', 'Basic realm="Keyturn", charset="UTF-8"'],
    ['a Basic without a colon', 'Basic eDp', 'Basic realm="Keyturn", charset="UTF-8"'],
    ['a Basic with a broken escape', basic('%zz', 'x'), 'Basic realm="Keyturn", charset="UTF-8"'],
  ])('%s is refused with a challenge', async (_, authorization, challenge) => {
    const { server } = org();
    const answer = await server.request('POST', '/v1/introspect', {
      raw: 'token=x',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        ...(authorization && { Authorization: authorization }),
      },
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe(challenge);
  });

  test('needs the scope, by Basic as by Bearer', async () => {
    const { server, bob } = org();
    const { key, secret } = await createKey(server, bob);
    for (const authorization of [basic(key.id, secret), `Bearer ${secret}`]) {
      const answer = await server.request('POST', '/v1/introspect', {
        raw: 'token=x',
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          Authorization: authorization,
        },
      });
      expect(answer).toMatchObject({ status: 403, body: { code: 'scope_missing' } });
    }
  });

  test('finds Basic taken here only', async () => {
    const { server, own } = await api(org());
    const headers = { Authorization: basic(own.key.id, own.secret) };
    const answer = await server.request('POST', '/v1/verify', { body: { key: 'x' }, headers });
    expect(answer).toMatchObject({ status: 401, body: { code: 'credentials_missing' } });
  });
});

describe('the form', () => {
  test('may have a hint, and what else OAuth clients send', async () => {
    const all = await api(org());
    const { secret } = await createKey(all.server, all.bob);
    const body = `token=${secret}&token_type_hint=access_token&resource=x`;
    expect(await post(all, body)).toMatchObject({ status: 200, body: { active: true } });
    const charset = { 'Content-Type': 'Application/X-WWW-Form-Urlencoded ; charset=UTF-8' };
    expect(await post(all, body, charset)).toMatchObject({ status: 200, body: { active: true } });
  });

  test.each<[string, string, number, string]>([
    ['without a token', 'token_type_hint=access_token', 422, 'invalid_input'],
    ['empty', '', 422, 'invalid_input'],
    ['with two tokens', 'token=a&token=b', 422, 'invalid_input'],
    ['with one token twice', 'token=a&token=a', 422, 'invalid_input'],
    ['with too long a token', `token=${'x'.repeat(1001)}`, 422, 'invalid_input'],
    ['with too long a hint', `token=a&token_type_hint=${'x'.repeat(101)}`, 422, 'invalid_input'],
    ['too large', `token=a&x=${'y'.repeat(100 * 1024)}`, 413, 'body_too_large'],
  ])('%s is refused', async (_, body, status, code) => {
    expect(await post(await api(org()), body)).toMatchObject({ status, body: { code } });
  });

  test.each(['', '%ff', '%', '%00', '__proto__', '🔑', '+'])(
    'token=%s is just no key',
    async (token) => {
      const answer = await post(await api(org()), `__proto__=x&token=${token}`);
      expect(answer).toMatchObject({ status: 200, body: { active: false } });
    },
  );

  test.each(['application/json', 'multipart/form-data; boundary=x', 'text/plain', ''])(
    'as %j is refused',
    async (type) => {
      const answer = await post(await api(org()), '{"token":"x"}', { 'Content-Type': type });
      expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
      expect((answer.body as { detail: string }).detail).toContain('x-www-form-urlencoded');
    },
  );

  test('is posted: a token never stands in a URL', async () => {
    const { server } = org();
    const answer = await server.request('GET', '/v1/introspect?token=x');
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });
});

describe('the issuer', () => {
  const issuerOf = async (environment: Record<string, string>, headers = {}) => {
    const { server } = await openOrg({ environment });
    const path = '/.well-known/oauth-authorization-server';
    const { body } = await server.request<{ issuer: string }>('GET', path, { headers });
    return { issuer: body.issuer, server };
  };
  const forwarded = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'keys.example.com' };

  test('is KEYTURN_PUBLIC_URL', async () => {
    const environment = { KEYTURN_PUBLIC_URL: 'https://keys.example.com' };
    expect(await issuerOf(environment)).toMatchObject({ issuer: 'https://keys.example.com' });
  });

  test('is otherwise where the request came to, as a trusted proxy says and a stranger does not', async () => {
    const trusting = { KEYTURN_TRUST_PROXY: '127.0.0.1' };
    expect((await issuerOf(trusting, forwarded)).issuer).toBe('https://keys.example.com');
    const { issuer, server } = await issuerOf({}, forwarded);
    expect(issuer).toBe(server.address);
  });

  test('is the address itself where the Host is none', async () => {
    const trusting = { KEYTURN_TRUST_PROXY: '127.0.0.1' };
    const { issuer, server } = await issuerOf(trusting, { 'X-Forwarded-Host': 'a b<c>' });
    expect(issuer).toBe(server.address);
  });
});
