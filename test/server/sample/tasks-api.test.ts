import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyturn } from '../../../server/guard/express.ts';
import { createTasksApi } from '../../../server/sample/tasks-api.ts';
import { answer, type FakeVerify, fakeVerify, SERVICE_KEY } from '../../support/fake-verify.ts';
import { type Listening, listen } from '../../support/listen.ts';

let verify: FakeVerify;
let api: Listening;

beforeAll(async () => {
  verify = await fakeVerify();
  verify.keys.set('reader', answer({ scopes: ['tasks:read'] }));
  verify.keys.set('writer', answer({ scopes: ['tasks:*'] }));
  const guard = keyturn({ server: verify.url, key: SERVICE_KEY });
  api = await listen((publicUrl) => createTasksApi({ guard, publicUrl }));
});
afterAll(() => Promise.all([api.close(), verify.close()]));

function call(method: string, path: string, key?: string, body?: string) {
  return fetch(api.url + path, {
    method,
    headers: { ...(key && { 'X-API-Key': key }), 'Content-Type': 'application/json' },
    ...(body !== undefined && { body }),
  });
}

test('a writer lists, adds, changes and deletes', async () => {
  const added = await call('POST', '/tasks', 'writer', '{"title":" Call the bank "}');
  expect(added.status).toBe(201);
  const task = await added.json();
  expect(task).toMatchObject({ title: 'Call the bank', state: 'open', assignee: null });
  expect(added.headers.get('location')).toBe(`/tasks/${task.id}`);

  const changed = await call('PATCH', `/tasks/${task.id}`, 'writer', '{"state":"done"}');
  expect(await changed.json()).toEqual({ ...task, state: 'done' });

  const list = await (await call('GET', '/tasks', 'writer')).json();
  expect(list.items[0]).toEqual({ ...task, state: 'done' });
  expect(list.items.length).toBeGreaterThan(3);

  expect((await call('DELETE', `/tasks/${task.id}`, 'writer')).status).toBe(204);
  expect((await call('DELETE', `/tasks/${task.id}`, 'writer')).status).toBe(404);
});

test.each([
  ['GET', '/tasks', 200],
  ['POST', '/tasks', 403],
  ['PATCH', '/tasks/tsk_9t5gjo', 403],
  ['DELETE', '/tasks/tsk_9t5gjo', 403],
])('a read key: %s %s is %i', async (method, path, status) => {
  expect((await call(method, path, 'reader')).status).toBe(status);
  expect((await call(method, path)).status).toBe(401);
});

test.each([
  ['POST', '/tasks', '{', 400],
  ['POST', '/tasks', '{}', 422],
  ['POST', '/tasks', '{"title":7}', 422],
  ['POST', '/tasks', '{"title":"x","owner":"me"}', 422],
  ['POST', '/tasks', `{"title":"${'x'.repeat(200_000)}"}`, 413],
  ['PATCH', '/tasks/tsk_9t5gjo', '{"dueOn":"soon"}', 422],
  ['PATCH', '/tasks/tsk_none', '{"state":"done"}', 404],
  ['GET', '/nothing', undefined, 404],
])('%s %s %.40s is a problem, %i', async (method, path, body, status) => {
  const got = await call(method, path, 'writer', body);
  expect(got.status).toBe(status);
  expect(got.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(await got.json()).toMatchObject({ status });
});

test('a page elsewhere may call it and read the challenge', async () => {
  const preflight = await fetch(`${api.url}/tasks`, {
    method: 'OPTIONS',
    headers: {
      Origin: 'http://console.test',
      'Access-Control-Request-Method': 'DELETE',
      'Access-Control-Request-Headers': 'authorization,x-api-key',
    },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  expect(preflight.headers.get('access-control-allow-methods')).toContain('DELETE');
  expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,x-api-key');

  const refused = await call('GET', '/tasks');
  expect(refused.headers.get('access-control-expose-headers')).toContain('WWW-Authenticate');
});

test('the page needs no inline script and nothing from elsewhere', async () => {
  const page = await fetch(`${api.url}/`);
  const html = await page.text();
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
  const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path as string);
  expect(files.length).toBeGreaterThan(3);
  for (const path of files) {
    expect(path).toMatch(/^\/[^/]/);
    expect((await fetch(api.url + path)).status).toBe(200);
  }
  const policy = page.headers.get('content-security-policy');
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toContain('upgrade-insecure-requests');
  expect(page.headers.get('link')).toBe('</openapi.json>; rel="service-desc"');
});
