import { expect, test } from 'vitest';
import { setUp } from '../support/people.ts';
import { testServer } from '../support/server.ts';

type Sessions = { items: { ip: string; userAgent: string }[] };

/** What a session says about where its sign-in came from. */
async function originSeen(environment: Record<string, string>, forwarded = '203.0.113.7') {
  const server = await testServer({ environment });
  const { token } = await setUp(server);
  server.clock.advance(1);
  await server.request('POST', '/v1/sessions', {
    body: { email: 'ada@example.com', password: 'correct horse battery' },
    headers: { 'X-Forwarded-For': forwarded, 'User-Agent': `Tester ${'x'.repeat(1000)}` },
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

test('what a client writes before its proxy does not count', async () => {
  const environment = { KEYTURN_TRUST_PROXY: '127.0.0.1, 10.0.0.0/8' };
  const origin = await originSeen(environment, '198.51.100.66, 203.0.113.7, 10.0.0.9');
  expect(origin?.ip).toBe('203.0.113.7');
});

test('a header made up anew for each guess does not get around the limits', async () => {
  const attemptLimits = { perAccount: 3, perAddress: 100, codesPerAddress: 100 };
  const server = await testServer({ attemptLimits });
  await setUp(server);
  const statuses: number[] = [];
  for (let n = 0; n < 5; n++) {
    const { status } = await server.request('POST', '/v1/sessions', {
      body: { email: 'ada@example.com', password: 'not the password' },
      headers: {
        'X-Forwarded-For': `198.51.100.${n}`,
        'X-Real-IP': `198.51.100.${n}`,
        Forwarded: `for=198.51.100.${n}`,
      },
    });
    statuses.push(status);
  }
  expect(statuses).toEqual([401, 401, 401, 429, 429]);
});
