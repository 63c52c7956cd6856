import { expect, test } from 'vitest';
import { testServer } from '../support/server.ts';

test.each([
  ['/healthz', { status: 'ok' }],
  ['/readyz', { status: 'ok', checks: 'cached' }],
])('%s says ok to anyone', async (path, said) => {
  const server = await testServer();
  const { status, body } = await server.request('GET', path);
  expect(status).toBe(200);
  expect(body).toEqual(said);
});

test('every answer names its request, is not stored, and tells nothing of the machinery', async () => {
  const server = await testServer();
  const first = await server.request('GET', '/v1/server');
  const second = await server.request('GET', '/v1/server');
  const id = first.headers.get('x-request-id');
  expect(id).toMatch(/^req_/);
  expect(id).not.toBe(second.headers.get('x-request-id'));
  expect(first.headers.get('cache-control')).toBe('no-store');
  expect(first.headers.get('x-content-type-options')).toBe('nosniff');
  expect(first.headers.has('x-powered-by')).toBe(false);
  expect(first.headers.has('etag')).toBe(false);
});
