import { expect, test } from 'vitest';
import type { SessionAnswer } from '../../shared/contract/people.ts';
import { createKey } from '../support/keys.ts';
import { invite, inviteOnly, PASSWORD, setUp } from '../support/people.ts';
import { testServer } from '../support/server.ts';

test('the log of all flows, good and bad, has no secret in it', async () => {
  const server = await testServer();
  const { request } = server;
  const wrongCode = { setupCode: 'guessed-setup-code', organization: { name: 'A' } };
  await request('POST', '/v1/setup', { body: wrongCode });
  const ada = await setUp(server);
  const bob = await invite(server, ada);
  const { code } = await inviteOnly(server, ada, { email: 'grace@example.com' });
  const grace = await request<SessionAnswer>('POST', '/v1/invitations/accept', {
    body: { code, password: 'the password of Grace' },
  });
  const email = 'ada@example.com';
  await request('POST', '/v1/sessions', { body: { email, password: 'a wrong password' } });
  await request('POST', '/v1/sessions', { raw: '{"password":"half a password' });
  const broken = { raw: '{"password":"cut short', headers: { 'Content-Type': 'application/json' } };
  await request('POST', '/v1/sessions', broken);
  const { token } = ada;
  const scopes = ['tasks:read', 'keyturn.keys:verify'];
  const { key, secret } = await createKey(server, ada, { scopes });
  await request('POST', '/v1/verify', { token: secret, body: { key: secret } });
  await request('GET', '/v1/me', { token: secret });
  const regenerate = `/v1/orgs/${ada.orgId}/keys/${key.id}/regenerate`;
  const next = await request<{ secret: string }>('POST', regenerate, { token });
  await request('GET', `/v1/nowhere?token=${token}`, { token });
  await request('DELETE', '/v1/sessions/current', { token });

  const log = server.log();
  expect(log).toContain('/v1/nowhere');
  expect(log.split('\n').length).toBeGreaterThan(10);
  for (const leaked of [
    server.setupCode,
    'guessed-setup-code',
    PASSWORD,
    'the password of Grace',
    'a wrong password',
    'half a password',
    'cut short',
    code,
    token,
    bob.token,
    grace.body.token,
    secret,
    next.body.secret,
  ]) {
    expect(leaked).toBeTruthy();
    expect(log).not.toContain(leaked);
  }
});
