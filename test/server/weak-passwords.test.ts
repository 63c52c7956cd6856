/** Wherever a password is chosen, one that is easy to guess is refused. */
import { expect, test } from 'vitest';
import { inviteOnly, setUp } from '../support/people.ts';
import { testServer } from '../support/server.ts';

const common = { message: 'must not be a common password' };
const context = { message: expect.stringContaining('names of the person') };

test.each([
  ['dragonmonkey12', common],
  ['30SecondsToMars', common],
  ['Fernhill-2026-1', context],
])('at setup %s is refused, and the code is still good', async (password, complaint) => {
  const server = await testServer();
  const body = {
    setupCode: server.setupCode,
    organization: { name: 'Fernhill' },
    admin: { name: 'Ada', email: 'ada@example.com', password },
  };
  const refused = await server.request('POST', '/v1/setup', { body });
  expect(refused.body).toMatchObject({
    status: 422,
    errors: [{ path: 'admin.password', ...complaint }],
  });
  await setUp(server);
});

test.each([
  ['dragonmonkey12', common],
  ['hopper-acme-1906', context],
])('with an invitation %s is refused, and the code is still good', async (password, complaint) => {
  const server = await testServer();
  const ada = await setUp(server);
  const { code } = await inviteOnly(server, ada, { email: 'hopper@example.com' });
  const accept = (chosen: string) =>
    server.request('POST', '/v1/invitations/accept', { body: { code, password: chosen } });
  expect((await accept(password)).body).toMatchObject({
    status: 422,
    errors: [{ path: 'password', ...complaint }],
  });
  expect((await accept('seven grey herons')).status).toBe(201);
});
