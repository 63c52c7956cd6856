import { expect, test } from 'vitest';
import { setUp } from '../support/people.ts';
import { testServer } from '../support/server.ts';

type Sessions = { items: { ip: string; userAgent: string }[] };

/** What a session says about where its sign-in came from. */
async function originSeen(environment: Record<string, string>) {
  const server = await testServer({ environment });
  const { token } = await setUp(server);
  server.clock.advance(1);
  await server.request('POST', '/v1/sessions', {
    body: { email: 'ada@example.com', password: 'correct horse battery' },
    headers: { 'X-Forwarded-For': '203.0.113.7', 'User-Agent': `Tester ${'x'.repeat(1000)}` },
  });
  const { body } = await server.request<Sessions>('GET', '/v1/sessions', { token });
  return body.items[0];
}

test("a stranger's forwarding header does not count", async () => {
  expect((await originSeen({}))?.ip).toBe('127.0.0.1');
  expect((await originSeen({ KEYTURN_TRUST_PROXY: '10.0.0.0/8' }))?.ip).toBe('127.0.0.1');
});

test("a trusted proxy's does", async () => {
  const origin = await originSeen({ KEYTURN_TRUST_PROXY: '10.0.0.0/8, 127.0.0.1' });
  expect(origin?.ip).toBe('203.0.113.7');
  expect(origin?.userAgent).toMatch(/^Tester x{293}$/);
});
