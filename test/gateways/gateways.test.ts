/** Clients of an API behind a real gateway, whose configuration is the documentation's. */
import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { KeyRequest } from '../../shared/contract/requests.ts';
import { type Gateway, startGateway } from '../support/gateway.ts';
import { createKey, keysAs } from '../support/keys.ts';
import { type Listening, listen } from '../support/listen.ts';
import { invite, roleIdOf, setApiAccess, setUp, type TestPerson } from '../support/people.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type TcpProxy, tcpProxy } from '../support/tcp-proxy.ts';

/** A request as the API gets it. */
interface Arrived {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Of an HTTP request as it went over the wire, by their names in lower case. */
function headersOf(request: string): Record<string, string> {
  const [head = ''] = request.split('\r\n\r\n');
  const lines = head.split('\r\n').slice(1);
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

describe.each(['nginx', 'caddy'] as const)('%s', (name) => {
  const path = inject('gateways')[name];
  let server: TestServer;
  /** Null once a test has closed it. */
  let keyturn: TestServer | null = null;
  let proxy: TcpProxy;
  let api: Listening;
  let gateway: Gateway;
  let ada: TestPerson;
  const arrived: Arrived[] = [];

  beforeAll(async () => {
    if (!path) return;
    server = await startTestServer({ environment: { KEYTURN_TRUST_PROXY: '127.0.0.1' } });
    keyturn = server;
    ada = await setUp(server);
    await setApiAccess(server, ada, true);
    api = await listen(() => async (req, res) => {
      const { method = '', url = '', headers } = req;
      arrived.push({ method, url, headers, body: await text(req) });
      res.setHeader('Access-Control-Allow-Origin', '*');
      res.end('the API');
    });
    proxy = await tcpProxy(server.address);
    const keyturnPort = Number(new URL(proxy.through(server.address)).port);
    gateway = await startGateway({ name, path, orgId: ada.orgId, keyturnPort, apiPort: api.port });
  });
  afterAll(async () => {
    await gateway?.stop();
    await api?.close();
    await proxy?.close();
    await keyturn?.close();
  });

  const call = async (url: string, init: RequestInit = {}) => {
    arrived.length = 0;
    const answer = await fetch(gateway.url + url, init);
    return { answer, text: await answer.text(), arrived: arrived[0], count: arrived.length };
  };
  const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` });
  const here = test.skipIf(!path);

  here('a working key passes, and the API is told whose it is, but not the key', async () => {
    const { key, secret } = await createKey(server, ada, { scopes: ['tasks:read', 'files:*'] });
    const got = await call('/tasks/7?page=2&q=a%20b', { headers: bearer(secret) });
    expect([got.answer.status, got.text]).toEqual([200, 'the API']);
    expect(got.arrived).toMatchObject({
      method: 'GET',
      url: '/tasks/7?page=2&q=a%20b',
      headers: {
        'x-keyturn-key-id': key.id,
        'x-keyturn-owner-id': ada.memberId,
        'x-keyturn-scopes': 'files:* tasks:read',
      },
    });
    expect(JSON.stringify(got.arrived)).not.toContain(secret);
  });

  here('by X-API-Key too', async () => {
    const { key, secret } = await createKey(server, ada);
    const got = await call('/tasks', { headers: { 'X-API-Key': secret } });
    expect(got.arrived?.headers['x-keyturn-key-id']).toBe(key.id);
    expect(JSON.stringify(got.arrived)).not.toContain(secret);
  });

  here('what a client forges does not arrive', async () => {
    const { key, secret } = await createKey(server, ada);
    const forged = {
      'X-Keyturn-Key-Id': 'key_forged',
      'X-Keyturn-Owner-Id': 'mem_forged',
      'X-Keyturn-Scopes': '*',
    };
    const got = await call('/tasks', { headers: { ...bearer(secret), ...forged } });
    expect(got.arrived?.headers).toMatchObject({
      'x-keyturn-key-id': key.id,
      'x-keyturn-owner-id': ada.memberId,
      'x-keyturn-scopes': 'tasks:read',
    });
    expect(JSON.stringify(got.arrived)).not.toContain('forged');
    expect((await call('/tasks', { headers: forged })).answer.status).toBe(401);
  });

  here('a key that may do nothing any more is told as one without scopes', async () => {
    const pat = await invite(server, ada);
    const { key, secret } = await createKey(server, pat, {
      scopes: ['tasks:delete', 'tasks:read'],
    });
    const roleId = await roleIdOf(server, ada, 'read-only');
    await server.request('PATCH', `/v1/orgs/${ada.orgId}/members/${pat.memberId}`, {
      token: ada.token,
      body: { roleId },
    });
    const reading = await call('/tasks', { headers: bearer(secret) });
    expect(reading.arrived?.headers['x-keyturn-scopes']).toBe('tasks:read');
    const deleting = await call('/tasks/7', { method: 'DELETE', headers: bearer(secret) });
    expect(deleting.answer.status).toBe(403);
    expect(key.scopes).toContain('tasks:delete');
  });

  here.each(['POST', 'PATCH', 'DELETE', 'PUT'])('%s passes with its body', async (method) => {
    const { secret } = await createKey(server, ada, { scopes: ['tasks:*'] });
    const body = JSON.stringify({ title: 'ä'.repeat(50_000) });
    const headers = { ...bearer(secret), 'Content-Type': 'application/json' };
    const got = await call('/tasks', { method, headers, body });
    expect(got.answer.status).toBe(200);
    expect(got.arrived?.method).toBe(method);
    expect(got.arrived?.body === body).toBe(true);
    expect(got.arrived?.headers['content-type']).toBe('application/json');
  });

  here('no key is 401 with a challenge without an error', async () => {
    const got = await call('/tasks');
    expect(got.answer.status).toBe(401);
    expect(got.answer.headers.get('www-authenticate')).toBe('Bearer realm="Keyturn"');
    expect(got.answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(got.count).toBe(0);
  });

  here('a revoked key is 401 at the very next request, and the challenge says why', async () => {
    const { key, secret } = await createKey(server, ada);
    expect((await call('/tasks', { headers: bearer(secret) })).answer.status).toBe(200);
    await keysAs(server, ada)('POST', key.id, '/revoke', {});
    const got = await call('/tasks', { headers: bearer(secret) });
    expect(got.answer.status).toBe(401);
    expect(got.answer.headers.get('www-authenticate')).toBe(
      'Bearer realm="Keyturn", error="invalid_token", error_description="The key is revoked."',
    );
    expect(got.count).toBe(0);
  });

  here.each(['POST', 'PATCH', 'DELETE', 'PUT', 'PROPFIND'])(
    '%s with a key that only reads is 403, and the challenge names the scope',
    async (method) => {
      const { secret } = await createKey(server, ada);
      const got = await call('/tasks', { method, headers: bearer(secret) });
      expect(got.answer.status).toBe(403);
      const needed = { POST: 'tasks:create', PATCH: 'tasks:update' }[method] ?? 'tasks:delete';
      const challenge = got.answer.headers.get('www-authenticate');
      expect(challenge).toContain('error="insufficient_scope"');
      expect(challenge).toContain(`scope="${needed}"`);
      expect(got.count).toBe(0);
    },
  );

  here("a query of the client's cannot change what is asked", async () => {
    const { secret } = await createKey(server, ada);
    const headers = bearer(secret);
    const query = '?scope=tasks:read&scope=%23#x';
    expect((await call(`/tasks${query}`, { method: 'DELETE', headers })).answer.status).toBe(403);
    expect((await call(`/tasks${query}`, { headers })).answer.status).toBe(200);
  });

  here('a preflight reaches the API without a key, and as nobody', async () => {
    const got = await call('/tasks', {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://app.example.com',
        'Access-Control-Request-Method': 'DELETE',
        'X-Keyturn-Key-Id': 'key_forged',
      },
    });
    expect(got.answer.status).toBe(200);
    expect(got.answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(got.arrived?.method).toBe('OPTIONS');
    const names = Object.keys(got.arrived?.headers ?? {});
    expect(names.filter((header) => header.startsWith('x-keyturn'))).toEqual([]);
  });

  here('a key with very many scopes passes as any other', async () => {
    const scopes = Array.from({ length: 150 }, (_, i) => `tasks-${i}-${'x'.repeat(60)}:read`);
    const items = ['tasks:read', ...scopes].map((scope) => ({
      scope,
      label: scope,
      group: 'Tasks',
      description: '',
    }));
    const put = await server.request('PUT', `/v1/orgs/${ada.orgId}/permissions`, {
      token: ada.token,
      body: { items },
    });
    expect(put.status).toBe(200);
    const { key, secret } = await createKey(server, ada, { scopes: ['tasks:read', ...scopes] });
    const got = await call('/tasks', { headers: bearer(secret) });
    expect(got.answer.status).toBe(200);
    expect(got.arrived?.headers['x-keyturn-key-id']).toBe(key.id);
    const told = String(got.arrived?.headers['x-keyturn-scopes']).split(' ');
    expect(told).toContain('tasks:read');
    expect(told.length).toBeGreaterThan(20);
    expect(told.every((scope) => key.scopes.includes(scope))).toBe(true);
  });

  here(
    "the client's own request goes on the key's record, and nothing that it claims",
    async () => {
      const { key, secret } = await createKey(server, ada, { scopes: ['tasks:*'] });
      const forged = {
        'X-Forwarded-Method': 'GET',
        'X-Forwarded-Uri': '/forged',
        'X-Forwarded-For': '198.51.100.7',
        'X-Original-Method': 'GET',
        'X-Original-URI': '/forged',
      };
      let asked = '';
      proxy.onRequest((text) => {
        asked = text;
        return undefined;
      });
      await call('/tasks/7?page=1', {
        method: 'DELETE',
        headers: { ...bearer(secret), ...forged },
      });
      const told = headersOf(asked);
      const kind = name === 'nginx' ? 'x-original' : 'x-forwarded';
      expect(told).toMatchObject({
        [`${kind}-method`]: 'DELETE',
        [`${kind}-uri`]: '/tasks/7?page=1',
        'x-forwarded-for': '127.0.0.1',
      });
      expect(asked).not.toMatch(/forged|198\.51/);
      const { body } = await server.request<{ items: KeyRequest[] }>(
        'GET',
        `/v1/orgs/${ada.orgId}/keys/${key.id}/requests`,
        { token: ada.token },
      );
      expect(body.items).toEqual([
        {
          at: new Date(server.clock.now()).toISOString(),
          outcome: 'valid',
          scopes: ['tasks:delete'],
          method: 'DELETE',
          path: '/tasks/7',
          ip: '127.0.0.1',
        },
      ]);
    },
  );

  // The last one: Keyturn is gone after it.
  here('without Keyturn nobody passes', async () => {
    const { secret } = await createKey(server, ada);
    expect((await call('/tasks', { headers: bearer(secret) })).answer.status).toBe(200);
    await server.close();
    keyturn = null;
    const got = await call('/tasks', { headers: bearer(secret) });
    expect(got.answer.status).toBe(name === 'nginx' ? 503 : 502);
    expect(got.count).toBe(0);
  });
});
