/** Sessions end when they are not used for `KEYTURN_SESSION_IDLE`. */
import { expect, test } from 'vitest';
import type { Session, SessionAnswer } from '../../shared/contract/people.ts';
import { DAY, MINUTE, TestClock } from '../support/clock.ts';
import { invite, PASSWORD, setUp } from '../support/people.ts';
import { startTestServer, type TestServer, testFolder, testServer } from '../support/server.ts';

/** As it is where nothing is configured. */
const environment = { KEYTURN_SESSION_IDLE: '' };

const me = ({ request }: TestServer, token: string) => request('GET', '/v1/me', { token });

async function signIn({ request }: TestServer, email: string): Promise<string> {
  const { body } = await request<SessionAnswer>('POST', '/v1/sessions', {
    body: { email, password: PASSWORD },
  });
  return body.token;
}

async function sessionsOf({ request }: TestServer, token: string): Promise<Session[]> {
  const { body } = await request<{ items: Session[] }>('GET', '/v1/sessions', { token });
  return body.items;
}

test('used now and then, a session lasts for its 30 days', async () => {
  const server = await testServer({ environment });
  const ada = await setUp(server);
  for (const days of [13, 13, 3]) {
    server.clock.advance(days * DAY);
    expect((await me(server, ada.token)).status).toBe(200);
  }
  server.clock.advance(DAY - 1);
  expect((await me(server, ada.token)).status).toBe(200);
  server.clock.advance(1);
  expect((await me(server, ada.token)).status).toBe(401);
});

test('unused for 14 days it is over, to the millisecond, for every kind of request', async () => {
  const server = await testServer({ environment });
  const ada = await setUp(server);
  const bob = await invite(server, ada);
  const org = (token: string) => server.request('GET', `/v1/orgs/${ada.orgId}`, { token });
  server.clock.advance(14 * DAY - 1);
  expect((await org(ada.token)).status).toBe(200);
  server.clock.advance(1);
  for (const answer of [await me(server, bob.token), await org(bob.token)]) {
    expect(answer.body).toMatchObject({ status: 401, code: 'credentials_invalid' });
  }
  // By asking in an organisation, too, it is used.
  expect((await me(server, ada.token)).status).toBe(200);
});

test('what is over is not listed, and asking with it does not bring it back', async () => {
  const server = await testServer({ environment });
  const { token, email } = await setUp(server);
  const unused = await signIn(server, email);
  server.clock.advance(7 * DAY);
  expect(await sessionsOf(server, token)).toHaveLength(2);
  server.clock.advance(7 * DAY);
  expect(await sessionsOf(server, token)).toMatchObject([{ current: true }]);
  expect((await me(server, unused)).status).toBe(401);
  expect(await sessionsOf(server, token)).toHaveLength(1);
});

test('the list says when each was last used', async () => {
  const server = await testServer({ environment });
  const { token, email } = await setUp(server);
  const signedInAt = server.clock.now();
  await signIn(server, email);
  // Less than what is written at once.
  server.clock.advance(MINUTE);
  const sessions = await sessionsOf(server, token);
  expect(sessions.find(({ current }) => current)?.lastUsedAt).toBe(
    new Date(server.clock.now()).toISOString(),
  );
  expect(sessions.find(({ current }) => !current)?.lastUsedAt).toBe(
    new Date(signedInAt).toISOString(),
  );
});

test('it can be as short as five minutes', async () => {
  const server = await testServer({ environment: { KEYTURN_SESSION_IDLE: '5m' } });
  const { token } = await setUp(server);
  for (let n = 0; n < 3; n++) {
    server.clock.advance(5 * MINUTE - 1);
    expect((await me(server, token)).status).toBe(200);
  }
  server.clock.advance(5 * MINUTE);
  expect((await me(server, token)).status).toBe(401);
});

test('a restart forgets no use', async () => {
  const dataDir = await testFolder();
  const clock = new TestClock();
  const first = await startTestServer({ dataDir, clock, environment });
  const { token } = await setUp(first);
  clock.advance(10 * DAY);
  await me(first, token);
  clock.advance(MINUTE);
  await me(first, token);
  await first.close();
  clock.advance(14 * DAY - 1);
  const second = await testServer({ dataDir, clock, environment });
  expect((await me(second, token)).status).toBe(200);
});

test('a clock set back ends nothing', async () => {
  const server = await testServer({ environment });
  const { token } = await setUp(server);
  server.clock.set(10 * DAY);
  expect((await me(server, token)).status).toBe(200);
  server.clock.set(-10 * DAY);
  expect((await me(server, token)).status).toBe(200);
});
