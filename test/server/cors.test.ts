import { expect, test } from 'vitest';
import { testServer } from '../support/server.ts';

const CHROME = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const FIREFOX = 'moz-extension://0f8b7e1c-3d5a-4c2e-9a6b-1c2d3e4f5a6b';
const ADMIN_PAGE = 'https://admin.example.com';

const preflight = (origin: string, more: Record<string, string> = {}) => ({
  headers: {
    Origin: origin,
    'Access-Control-Request-Method': 'PATCH',
    'Access-Control-Request-Headers': 'authorization,content-type',
    ...more,
  },
});

test.each([CHROME, FIREFOX, ADMIN_PAGE])('%s may call, without cookies', async (origin) => {
  const server = await testServer({ environment: { KEYTURN_ALLOWED_ORIGINS: ADMIN_PAGE } });
  const { status, headers } = await server.request('OPTIONS', '/v1/me', preflight(origin));
  expect(status).toBe(204);
  expect(headers.get('access-control-allow-origin')).toBe(origin);
  expect(headers.get('access-control-allow-methods')).toContain('PATCH');
  expect(headers.get('access-control-allow-headers')).toBe('Authorization,Content-Type');
  expect(headers.has('access-control-allow-credentials')).toBe(false);
  const answer = await server.request('GET', '/v1/server', { headers: { Origin: origin } });
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  expect(answer.headers.get('access-control-expose-headers')).toBe(
    'X-Request-Id,Retry-After,WWW-Authenticate,Date',
  );
});

test.each([
  'https://evil.example.com',
  `${ADMIN_PAGE}.evil.example.com`,
  'http://admin.example.com',
  'chrome-extension://short',
  `https://${CHROME}`,
  'null',
])('%s may not', async (origin) => {
  const server = await testServer({ environment: { KEYTURN_ALLOWED_ORIGINS: ADMIN_PAGE } });
  for (const [method, options] of [
    ['OPTIONS', preflight(origin)],
    ['GET', { headers: { Origin: origin } }],
  ] as const) {
    const { headers } = await server.request(method, '/v1/server', options);
    expect(headers.has('access-control-allow-origin')).toBe(false);
    expect(headers.get('vary')).toContain('Origin');
  }
});

test('a preflight for a private network is answered where it is asked', async () => {
  const server = await testServer();
  const asking = preflight(CHROME, { 'Access-Control-Request-Private-Network': 'true' });
  const asked = await server.request('OPTIONS', '/v1/me', asking);
  expect(asked.headers.get('access-control-allow-private-network')).toBe('true');
  const plain = await server.request('OPTIONS', '/v1/me', preflight(CHROME));
  expect(plain.headers.has('access-control-allow-private-network')).toBe(false);
});

test('a gateway that passes a preflight on is not told to let it through', async () => {
  const server = await testServer();
  const { status } = await server.request('OPTIONS', '/v1/orgs/org_1/authorize', preflight(CHROME));
  expect(status).toBe(401);
});
