import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { invite, setUp, type TestPerson } from '../support/people.ts';
import { startTestServer, type TestServer, testServer } from '../support/server.ts';

/** A request to make an org, of which the server has read all but the body. */
async function halfSent({ address }: TestServer, { token }: TestPerson) {
  const asked: ClientRequest = httpRequest(`${address}/v1/orgs`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      Expect: '100-continue',
    },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    asked.on('response', (answer) => resolve(answer.resume())).on('error', reject);
  });
  asked.flushHeaders();
  await new Promise((resolve) => asked.on('continue', resolve));
  return { asked, answered };
}

test('a stop lets a running request finish, and takes no new one', async () => {
  const server = await startTestServer();
  const ada = await setUp(server);
  const { asked, answered } = await halfSent(server, ada);
  const closed = server.close();
  await expect(fetch(`${server.address}/healthz`)).rejects.toThrow();
  asked.end(JSON.stringify({ name: 'Globex' }));
  expect((await answered).statusCode).toBe(201);
  await closed;
});

test('a right that is lost while the body is on its way is lost', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada);
  const { asked, answered } = await halfSent(server, bob);
  await server.request('DELETE', '/v1/sessions/current', { token: bob.token });
  asked.end(JSON.stringify({ name: 'Globex' }));
  expect((await answered).statusCode).toBe(401);
});
