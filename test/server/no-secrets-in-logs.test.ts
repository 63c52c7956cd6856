/**
 * The log of every test server is searched for every secret that it was given or has given
 * out, when it is closed (`test/support/server.ts`). Here: that the search finds, and
 * secrets in places where only a mistake puts them.
 */
import { expect, test } from 'vitest';
import { createKey } from '../support/keys.ts';
import { inviteOnly, PASSWORD, setUp } from '../support/people.ts';
import { addSecondFactor } from '../support/second-factor.ts';
import { Secrets } from '../support/secrets.ts';
import { testServer } from '../support/server.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };

test('the search knows every kind of secret that is asked with or answered', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const { code } = await inviteOnly(server, ada, { email: 'grace@example.com' });
  const { secret } = await createKey(server, ada);
  const { secret: ofCodes, recoveryCodes } = await addSecondFactor(server, ada);
  const seconds = [ofCodes, ...recoveryCodes];
  for (const known of [server.setupCode, PASSWORD, ada.token, code, secret, ...seconds]) {
    expect(server.secrets.leakedIn(`{"msg":"${known}"}`)).toHaveLength(1);
  }
  expect(server.secrets.leakedIn(server.log())).toEqual([]);
});

test('it finds one in the middle of a line, also as JSON writes it, and does not repeat it', () => {
  const secrets = new Secrets();
  secrets.add('half a "password"');
  const line = JSON.stringify({ msg: 'wrong: half a "password" given' });
  expect(secrets.leakedIn(line)).toEqual(['half a …']);
  expect(() => secrets.expectNoneIn(line)).toThrow('secrets in the log');
});

test('what is sent wrongly is not logged either', async () => {
  const server = await testServer();
  const { request } = server;
  const ada = await setUp(server);
  const { secret } = await createKey(server, ada, { scopes: ['tasks:read'] });
  const misplaced = 'kt_0000000000000000000000000000000iMPtB';
  await request('POST', '/v1/setup', { body: { setupCode: 'guessed-setup-code' } });
  await request('POST', '/v1/sessions', { raw: '{"password":"half a password' });
  await request('POST', '/v1/sessions', { raw: '{"password":"cut short', headers: JSON_TYPE });
  await request('POST', '/v1/sessions', {
    body: { email: 'a@b.co', password: 'a wrong password' },
  });
  await request('POST', '/v1/password-reset', {
    body: { email: ada.email, code: 'guessed-reset-code', password: 'a password to come' },
  });
  await request('POST', '/v1/sessions', {
    body: { email: ada.email, password: PASSWORD, secondFactorCode: 'guessed-second-factor' },
  });
  await request('POST', '/v1/me/second-factor/confirm', {
    token: ada.token,
    body: { code: 'guessed-first-code' },
  });
  await request('GET', '/v1/me', { headers: { Authorization: `Basic ${secret}` } });
  await request('GET', '/v1/me', { token: secret });
  await request('GET', '/v1/me', { headers: { 'X-API-Key': secret, Cookie: `a=${ada.token}` } });
  await request('GET', `/v1/nowhere?token=${ada.token}`);
  await request('GET', `/v1/orgs/${misplaced}/keys`, { token: ada.token });
  await request('GET', `/v1/orgs/${ada.orgId}/authorize?key=${secret}`, { token: misplaced });

  const log = server.log();
  expect(log).toContain('/v1/nowhere');
  expect(log).toContain('/v1/orgs/kt_…/keys');
  for (const leaked of [
    'guessed-setup-code',
    'half a password',
    'cut short',
    'a wrong password',
    'guessed-reset-code',
    'a password to come',
    'guessed-second-factor',
    'guessed-first-code',
    misplaced,
    secret,
    ada.token,
  ]) {
    expect(log).not.toContain(leaked);
  }
});
