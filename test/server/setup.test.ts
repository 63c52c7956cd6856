import { expect, test } from 'vitest';
import { PASSWORD, setUp } from '../support/people.ts';
import { startTestServer, temporaryFolder, testServer } from '../support/server.ts';

const setupBody = (setupCode: string | null, email = 'ada@example.com') => ({
  setupCode,
  organization: { name: 'Acme' },
  admin: { name: 'Ada', email, password: PASSWORD },
});

test('a new server says that it needs setup, and no longer once it is set up', async () => {
  const server = await testServer();
  const before = await server.request('GET', '/v1/server');
  expect(before.body).toMatchObject({ name: 'Keyturn', apiVersion: 1, setupRequired: true });
  await setUp(server);
  const after = await server.request('GET', '/v1/server');
  expect(after.body).toMatchObject({ setupRequired: false, signInMethods: ['password'] });
});
