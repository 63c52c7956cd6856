/** Reset codes over PostgreSQL, whose servers go on while one is issued. */
import { expect, test } from 'vitest';
import { PASSWORD, setUp } from '../support/people.ts';
import { issueResetCode } from '../support/reset-code.ts';
import { type TestServer, testServer } from '../support/server.ts';
import { emptyDatabase } from './database.ts';

test('a code is taken once by two servers at once, and what was open has ended on both', async () => {
  const environment = { DATABASE_URL: await emptyDatabase() };
  const here = await testServer({ environment });
  const there = await testServer({ environment, clock: here.clock });
  const { email, token } = await setUp(here);
  expect((await there.request('GET', '/v1/me', { token })).status).toBe(200);
  const code = await issueResetCode(environment, here.clock.now, email);
  for (const server of [here, there]) {
    expect((await server.request('GET', '/v1/me', { token })).status).toBe(401);
  }

  const signIn = ({ request }: TestServer, password: string) =>
    request('POST', '/v1/sessions', { body: { email, password } });
  const passwords = ['nine red kites over Leeds', 'eleven brown owls at dusk'];
  const answers = await Promise.all(
    [here, there].map(({ request }, at) =>
      request('POST', '/v1/password-reset', { body: { email, code, password: passwords[at] } }),
    ),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([204, 403]);
  const winner = passwords[statuses.indexOf(204)] as string;
  for (const password of [PASSWORD, ...passwords]) {
    const { status } = await signIn(there, password);
    expect(status).toBe(password === winner ? 201 : 401);
  }
});
