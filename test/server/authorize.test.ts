import { describe, expect, test } from 'vitest';
import type { Problem } from '../../shared/contract/errors.ts';
import { DAY } from '../support/clock.ts';
import { createKey, keysAs, type OpenOrg, openOrg, sharedOrg } from '../support/keys.ts';
import { secondOrg, setApiAccess } from '../support/people.ts';

const org = sharedOrg();

/** A gateway that asks about one client's request. */
async function gateway(opened?: OpenOrg) {
  const { server, ada, bob } = opened ?? (await openOrg());
  const { key, secret } = await createKey(server, bob, { scopes: ['tasks:*', '*:read'] });
  const ask = (query: string, init: RequestInit = {}, org = bob.orgId) =>
    fetch(`${server.address}/v1/orgs/${org}/authorize${query}`, init);
  const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });
  return { server, ada, bob, key, secret, ask, bearer, withKey: bearer(secret) };
}

const challengeOf = (answer: Response) => answer.headers.get('www-authenticate');

describe('200', () => {
  test('empty, with who it is', async () => {
    const { ask, withKey, key, bob } = await gateway();
    const answer = await ask('?scope=tasks:delete&scope=files:read', withKey);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('');
    expect(answer.headers.get('x-keyturn-key-id')).toBe(key.id);
    expect(answer.headers.get('x-keyturn-owner-id')).toBe(bob.memberId);
    expect(answer.headers.get('x-keyturn-scopes')).toBe('*:read tasks:*');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(challengeOf(answer)).toBe(null);
  });

  test('to Envoy, which appends the client’s path and query to what it asks', async () => {
    const { ask, withKey } = await gateway(org());
    const statusOf = async (path: string) =>
      (await ask(`?scope=tasks:read&uri=${path}`, withKey)).status;
    expect(await statusOf('/tasks/7')).toBe(200);
    expect(await statusOf('/tasks?state=open&state=done')).toBe(200);
    // A scope in the client's own query is asked for too, and never takes one away.
    expect(await statusOf('/tasks?page=2&scope=files:delete')).toBe(403);
    const beyond = '?scope=files:delete&uri=/tasks?page=2&scope=tasks:read';
    expect((await ask(beyond, withKey)).status).toBe(403);
  });

  test.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])(
    'to %s',
    async (method) => {
      const { ask, withKey } = await gateway(org());
      expect((await ask('', { ...withKey, method })).status).toBe(200);
    },
  );

  test('without a scope, for any working key', async () => {
    const { ask, withKey } = await gateway(org());
    expect((await ask('', withKey)).status).toBe(200);
    expect((await ask('?other=1', withKey)).status).toBe(200);
  });

  test.each<[string, (secret: string) => Record<string, string>]>([
    ['X-API-Key', (secret) => ({ 'X-API-Key': secret })],
    ['bearer in lower case', (secret) => ({ Authorization: `bearer ${secret}` })],
    [
      "X-API-Key beside the API's own Basic",
      (secret) => ({ Authorization: 'Basic YTpi', 'X-API-Key': secret }),
    ],
    [
      'Bearer before a wrong X-API-Key',
      (secret) => ({ Authorization: `Bearer ${secret}`, 'X-API-Key': 'wrong' }),
    ],
  ])('by %s', async (_, headers) => {
    const { ask, secret } = await gateway(org());
    expect((await ask('', { headers: headers(secret) })).status).toBe(200);
  });

  test.each<[string, string, BodyInit]>([
    ['a megabyte', 'application/octet-stream', new Uint8Array(1_000_000)],
    ['broken JSON', 'application/json', '{'],
    ['an unknown type', 'nonsense/(', 'x'],
  ])('whatever the body: %s', async (_, type, body) => {
    const { ask, withKey } = await gateway(org());
    const headers = { ...withKey.headers, 'Content-Type': type };
    const answer = await ask('?scope=tasks:read', { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
  });
});

describe('401', () => {
  test.each<[string, Record<string, string>]>([
    ['no header', {}],
    ['Basic', { Authorization: 'Basic YTpi' }],
    ['an empty X-API-Key', { 'X-API-Key': '' }],
  ])('without an error for a client that gave no key: %s', async (_, headers) => {
    const { ask } = await gateway(org());
    const answer = await ask('?scope=tasks:read', { headers });
    expect(answer.status).toBe(401);
    expect(challengeOf(answer)).toBe('Bearer realm="Keyturn"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({ status: 401, code: 'credentials_missing' });
  });

  test('to OPTIONS and HEAD too: no preflight passes for a yes', async () => {
    const { ask } = await gateway(org());
    const preflight = {
      Origin: 'https://app.example.com',
      'Access-Control-Request-Method': 'DELETE',
    };
    expect((await ask('', { method: 'OPTIONS', headers: preflight })).status).toBe(401);
    const head = await ask('', { method: 'HEAD' });
    expect(head.status).toBe(401);
    expect(await head.text()).toBe('');
  });

  test.each(['nonsense', 'two words', 'kt_', 'ÿÿÿ', '"quoted\\"'])(
    'invalid_token for %j',
    async (token) => {
      const { ask, bearer } = await gateway(org());
      const answer = await ask('', bearer(token));
      expect(answer.status).toBe(401);
      expect(challengeOf(answer)).toBe(
        'Bearer realm="Keyturn", error="invalid_token", error_description="This is not a whole Keyturn key."',
      );
      expect(await answer.json()).toMatchObject({ code: 'credentials_invalid' });
    },
  );

  test('unknown to an org that is not there, to another org and to its own once deleted', async () => {
    const { server, ada, bob, key, ask, withKey } = await gateway();
    const globex = await secondOrg(server, ada);
    const answers = [
      await ask('?scope=tasks:read', withKey, 'org_nobody'),
      await ask('?scope=tasks:read', withKey, 'x'),
      await ask('?scope=tasks:read', withKey, globex.orgId),
    ];
    await keysAs(server, bob)('DELETE', key.id);
    answers.push(await ask('?scope=tasks:read', withKey));
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(challengeOf(answer)).toContain('error="invalid_token"');
      expect(answer.headers.get('x-keyturn-key-id')).toBe(null);
      expect(((await answer.json()) as Problem).detail).toBe('The key is unknown.');
    }
  });

  test('says what is wrong with a key that does not work', async () => {
    const { server, ada, bob, secret, key, ask, withKey, bearer } = await gateway();
    const expiring = await createKey(server, bob, { expiresIn: '1h' });
    const detail = async (init = withKey) => {
      const answer = await ask('?scope=tasks:read', init);
      const problem = (await answer.json()) as Problem;
      expect(answer.status).toBe(401);
      expect(challengeOf(answer)).toContain(`error_description="${problem.detail}"`);
      return problem.detail;
    };
    await setApiAccess(server, ada, false);
    expect(await detail()).toBe('API access is off for the owner of the key.');
    await setApiAccess(server, ada, true);
    await keysAs(server, bob)('POST', key.id, '/disable');
    expect(await detail()).toBe('The key is deactivated.');
    await keysAs(server, bob)('POST', key.id, '/revoke');
    expect(await detail()).toBe('The key is revoked.');
    server.clock.advance(DAY);
    expect(await detail(bearer(expiring.secret))).toBe('The key has expired.');
    expect(server.log()).not.toContain(secret);
  });
});

describe('403', () => {
  test('insufficient_scope names all that is needed', async () => {
    const { ask, withKey, key } = await gateway(org());
    const answer = await ask('?scope=tasks:read&scope=files:delete', withKey);
    expect(answer.status).toBe(403);
    expect(challengeOf(answer)).toBe(
      'Bearer realm="Keyturn", error="insufficient_scope", ' +
        'error_description="This needs files:delete, which the key does not have now.", ' +
        'scope="tasks:read files:delete"',
    );
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ status: 403, code: 'scope_missing' });
    expect(text).not.toContain(key.id);
  });

  test.each([
    ['?scope='],
    ['?scope=tasks'],
    ['?scope=*'],
    ['?scope=tasks:*'],
    ['?scope=Tasks:read'],
    ['?scope=tasks:read,files:read'],
    ['?scope=tasks:read%20files:read'],
    ['?scope=tasks:read%22%0d%0aX-Evil:1'],
    ['?scope=%FF'],
    ['?scope=tasks:read&scope='],
    [`?${'scope=tasks:read&'.repeat(51)}`],
  ])('%s is a mistake of the gateway, and no request passes', async (query) => {
    const { ask, withKey } = await gateway(org());
    const answer = await ask(query, withKey);
    expect(answer.status).toBe(403);
    expect(challengeOf(answer)).toContain('error="invalid_request"');
    expect(answer.headers.get('x-evil')).toBe(null);
    expect(await answer.json()).toMatchObject({ code: 'scope_invalid' });
  });
});
