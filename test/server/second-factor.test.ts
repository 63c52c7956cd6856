/** Turning a second factor on and off. */
import { URI } from 'otpauth';
import { expect, test } from 'vitest';
import type { SecondFactorState } from '../../shared/contract/people.ts';
import { auditOf } from '../support/audit.ts';
import { MINUTE } from '../support/clock.ts';
import { PASSWORD, secondOrg, setUp, type TestPerson } from '../support/people.ts';
import {
  addSecondFactor,
  beginSecondFactor,
  codeAt,
  confirmSecondFactor,
  STEP,
  signInWith,
  wrongCode,
} from '../support/second-factor.ts';
import { type TestServer, testServer } from '../support/server.ts';

const FEW = { perAccount: 3, perAddress: 100, codesPerAddress: 100 };

async function stateOf({ request }: TestServer, { token }: TestPerson) {
  return (await request<SecondFactorState>('GET', '/v1/me/second-factor', { token })).body;
}

function remove(
  { request }: TestServer,
  { token }: TestPerson,
  secondFactorCode: string,
  currentPassword = PASSWORD,
) {
  return request<{ code: string } | undefined>('POST', '/v1/me/second-factor/remove', {
    token,
    body: { currentPassword, secondFactorCode },
  });
}

const OFF = { enabled: false, since: null, recoveryCodesLeft: 0 };

test('a secret is drawn, a first code turns it on, and recovery codes are shown once', async () => {
  const server = await testServer();
  const { clock } = server;
  const ada = await setUp(server);
  expect(await stateOf(server, ada)).toEqual(OFF);
  const begun = await beginSecondFactor(server, ada);
  expect(begun.status).toBe(201);
  const { secret, uri, expiresAt } = begun.body;
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(Date.parse(expiresAt)).toBe(clock.now() + 10 * MINUTE);
  expect(URI.parse(uri)).toMatchObject({
    issuer: 'Keyturn',
    label: ada.email,
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    secret: { base32: secret },
  });
  expect(uri).toMatch(/^otpauth:\/\/totp\/Keyturn:ada%40example\.com\?/);
  expect(await stateOf(server, ada)).toEqual(OFF);

  clock.advance(STEP);
  const confirmed = await confirmSecondFactor(server, ada, codeAt(secret, clock.now()));
  expect(confirmed.status).toBe(200);
  const { recoveryCodes } = confirmed.body;
  expect(new Set(recoveryCodes).size).toBe(8);
  for (const code of recoveryCodes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{7}-?){4}$/);
  const since = new Date(clock.now()).toISOString();
  expect(await stateOf(server, ada)).toEqual({ enabled: true, since, recoveryCodesLeft: 8 });
});

test('it is on only once a code has proved it: until then the password is enough', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const { secret } = (await beginSecondFactor(server, ada)).body;
  const wrong = wrongCode(secret, server.clock.now());
  expect((await confirmSecondFactor(server, ada, wrong)).body).toMatchObject({
    status: 403,
    code: 'second_factor_wrong',
  });
  expect((await signInWith(server, ada)).status).toBe(201);
});

test('whoever begins proves the password, and guesses at it are guesses at signing in', async () => {
  const server = await testServer({ attemptLimits: FEW });
  const ada = await setUp(server);
  const begin = () =>
    server.request<{ code: string }>('POST', '/v1/me/second-factor', {
      token: ada.token,
      body: { currentPassword: 'not the password' },
    });
  expect((await begin()).body).toMatchObject({ status: 403, code: 'password_wrong' });
  for (const status of [403, 403, 429]) expect((await begin()).status).toBe(status);
  expect((await signInWith(server, ada)).status).toBe(429);
});

test('a secret waits for ten minutes, and beginning again replaces it', async () => {
  const server = await testServer();
  const { clock } = server;
  const ada = await setUp(server);
  const first = (await beginSecondFactor(server, ada)).body.secret;
  const second = (await beginSecondFactor(server, ada)).body.secret;
  expect((await confirmSecondFactor(server, ada, codeAt(first, clock.now()))).status).toBe(403);
  clock.advance(10 * MINUTE);
  const late = await confirmSecondFactor(server, ada, codeAt(second, clock.now()));
  expect(late.body).toMatchObject({ status: 409, code: 'second_factor_not_begun' });
  const third = (await beginSecondFactor(server, ada)).body.secret;
  clock.advance(10 * MINUTE - 1);
  expect((await confirmSecondFactor(server, ada, codeAt(third, clock.now()))).status).toBe(200);
});

test('without one begun there is none to confirm or to turn off; one that is on stays', async () => {
  const server = await testServer({ attemptLimits: FEW });
  const ada = await setUp(server);
  const nothing = { status: 409, code: 'second_factor_not_begun' };
  // No guesses, however many.
  for (let n = 0; n < 4; n++) {
    expect((await confirmSecondFactor(server, ada, '123456')).body).toMatchObject(nothing);
  }
  expect((await remove(server, ada, '123456')).body).toMatchObject(nothing);
  await beginSecondFactor(server, ada);
  expect((await remove(server, ada, '123456')).body).toMatchObject(nothing);
  const { nextCode } = await addSecondFactor(server, ada);
  const on = { status: 409, code: 'second_factor_on' };
  expect((await beginSecondFactor(server, ada)).body).toMatchObject(on);
  expect((await confirmSecondFactor(server, ada, nextCode())).body).toMatchObject(on);
});

test('guesses at the first code stop', async () => {
  const server = await testServer({ attemptLimits: FEW });
  const ada = await setUp(server);
  const { secret } = (await beginSecondFactor(server, ada)).body;
  const wrong = wrongCode(secret, server.clock.now());
  for (const status of [403, 403, 403, 429]) {
    expect((await confirmSecondFactor(server, ada, wrong)).status).toBe(status);
  }
});

test('of two confirmations at once one stands, and its recovery codes work', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const { secret } = (await beginSecondFactor(server, ada)).body;
  const code = codeAt(secret, server.clock.now());
  const answers = await Promise.all([1, 2].map(() => confirmSecondFactor(server, ada, code)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const won = answers.find(({ status }) => status === 200);
  expect((await signInWith(server, ada, won?.body.recoveryCodes[0])).status).toBe(201);
});

test('turning it on ends every other session of the person', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const other = (await signInWith(server, ada)).body.token;
  await addSecondFactor(server, ada);
  const me = async (token: string) => (await server.request('GET', '/v1/me', { token })).status;
  expect([await me(ada.token), await me(other)]).toEqual([200, 401]);
});

test('turning it off takes both, and then the password is enough', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const { nextCode, secret } = await addSecondFactor(server, ada);
  const wrong = wrongCode(secret, server.clock.now());
  expect((await remove(server, ada, wrong)).body).toMatchObject({ code: 'second_factor_wrong' });
  const code = nextCode();
  const guess = await remove(server, ada, code, 'not the password');
  expect(guess.body).toMatchObject({ status: 403, code: 'password_wrong' });
  expect((await stateOf(server, ada)).enabled).toBe(true);
  expect((await remove(server, ada, code)).status).toBe(204);
  expect(await stateOf(server, ada)).toEqual(OFF);
  expect((await signInWith(server, ada)).status).toBe(201);
});

test('of two at once one turns it off', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const { recoveryCodes } = await addSecondFactor(server, ada);
  const answers = await Promise.all(
    recoveryCodes.slice(0, 2).map((code) => remove(server, ada, code)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
});

test('a recovery code turns it off too', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const { recoveryCodes } = await addSecondFactor(server, ada);
  expect((await remove(server, ada, recoveryCodes[3] as string)).status).toBe(204);
});

test('every organisation of the person has both on record', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const globex = await secondOrg(server, ada);
  await signInWith(server, ada);
  const { nextCode } = await addSecondFactor(server, ada);
  await remove(server, ada, nextCode());
  for (const org of [ada, globex]) {
    const herself = { kind: 'member', id: org.memberId };
    expect((await auditOf(server, org)).slice(0, 2)).toMatchObject([
      { action: 'member.second_factor_removed', actor: herself, target: herself, detail: {} },
      {
        action: 'member.second_factor_added',
        actor: herself,
        target: herself,
        detail: { sessionsEnded: 1 },
      },
    ]);
  }
});
