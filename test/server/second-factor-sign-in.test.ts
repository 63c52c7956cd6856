/** Signing in with a second factor. */
import { expect, test } from 'vitest';
import { invite, inviteOnly, PASSWORD, secondOrg, setUp } from '../support/people.ts';
import { addSecondFactor, codeAt, STEP, signInWith, wrongCode } from '../support/second-factor.ts';
import { type TestServerOptions, testServer } from '../support/server.ts';

/** Ada, whose account has one. */
async function world(options?: TestServerOptions) {
  const server = await testServer(options);
  const ada = await setUp(server);
  return { server, ada, ...(await addSecondFactor(server, ada)) };
}

test('the password alone is not enough, a code with it is', async () => {
  const { server, ada, nextCode } = await world();
  const alone = await signInWith(server, ada);
  expect(alone.body).toMatchObject({ status: 401, code: 'second_factor_required' });
  expect(alone.body).not.toHaveProperty('token');
  const { status, body } = await signInWith(server, ada, nextCode());
  expect(status).toBe(201);
  expect((await server.request('GET', '/v1/me', { token: body.token })).status).toBe(200);
});

test('the code that turned it on does not sign in', async () => {
  const { server, ada, secret } = await world();
  const answer = await signInWith(server, ada, codeAt(secret, server.clock.now()));
  expect(answer.body).toMatchObject({ status: 403, code: 'second_factor_wrong' });
});

test('a code works in its own time step and in the one after, in no other', async () => {
  const { server, ada, secret } = await world();
  const { clock } = server;
  const steps: [ahead: number, status: number][] = [
    [-2, 403],
    [1, 403],
    [-1, 201],
    [0, 201],
  ];
  clock.advance(10 * STEP);
  for (const [ahead, status] of steps) {
    const code = codeAt(secret, clock.now() + ahead * STEP);
    expect([ahead, (await signInWith(server, ada, code)).status]).toEqual([ahead, status]);
  }
});

test('a code works once, and none from before it works after it', async () => {
  const { server, ada, secret } = await world();
  const { clock } = server;
  clock.advance(10 * STEP);
  const before = codeAt(secret, clock.now() - STEP);
  const code = codeAt(secret, clock.now());
  expect((await signInWith(server, ada, code)).status).toBe(201);
  expect((await signInWith(server, ada, code)).status).toBe(403);
  expect((await signInWith(server, ada, before)).status).toBe(403);
  clock.advance(STEP);
  expect((await signInWith(server, ada, code)).status).toBe(403);
  expect((await signInWith(server, ada, codeAt(secret, clock.now()))).status).toBe(201);
});

test('of many sign-ins at once with one code one is let in', async () => {
  const { server, ada, nextCode, recoveryCodes } = await world();
  for (const code of [nextCode(), recoveryCodes[0] as string]) {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => signInWith(server, ada, code)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403, 403]);
  }
});

test.each<[string, (code: string) => string]>([
  ['as it was shown', (code) => code],
  ['in small letters with spaces', (code) => ` ${code.toLowerCase().replaceAll('-', ' ')} `],
  ['in one piece', (code) => code.replaceAll('-', '')],
])('a recovery code works once, typed %s', async (_how, typed) => {
  const { server, ada, recoveryCodes } = await world();
  const code = recoveryCodes[5] as string;
  expect((await signInWith(server, ada, typed(code))).status).toBe(201);
  const again = await signInWith(server, ada, code);
  expect(again.body).toMatchObject({ status: 403, code: 'second_factor_wrong' });
  expect((await signInWith(server, ada, recoveryCodes[6])).status).toBe(201);
  const { body } = await server.request('GET', '/v1/me/second-factor', { token: ada.token });
  expect(body).toMatchObject({ recoveryCodesLeft: 6 });
});

test('a code may be typed with a space', async () => {
  const { server, ada, nextCode } = await world();
  const code = nextCode();
  const typed = ` ${code.slice(0, 3)} ${code.slice(3)}`;
  expect((await signInWith(server, ada, typed)).status).toBe(201);
});

test.each(['１２３４５６', '😀😀😀', '-', ' ', '0'.repeat(100)])('%j is no code', async (code) => {
  const { server, ada } = await world();
  expect((await signInWith(server, ada, code)).body).toMatchObject({ code: 'second_factor_wrong' });
});

test('a wrong password is that alone, whatever the code and whether there is a factor', async () => {
  const { server, ada, nextCode, secret } = await world();
  const code = nextCode();
  const wrong = wrongCode(secret, server.clock.now());
  for (const given of [undefined, code, wrong]) {
    for (const email of [ada.email, 'nobody@example.com']) {
      const { body } = await signInWith(server, { email }, given, 'not the password');
      expect(body).toMatchObject({ status: 401, code: 'credentials_wrong' });
    }
  }
  expect((await signInWith(server, ada, code)).status).toBe(201);
});

test('a code of somebody without a second factor is not looked at', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  expect((await signInWith(server, ada, '123456')).status).toBe(201);
});

const FEW = { perAccount: 3, perAddress: 100, codesPerAddress: 100 };

test('guesses at the code stop, and the right password in between changes nothing', async () => {
  const { server, ada, secret, nextCode } = await world({ attemptLimits: FEW });
  for (const status of [403, 403, 403, 429]) {
    expect((await signInWith(server, ada)).body.code).toBe('second_factor_required');
    const wrong = wrongCode(secret, server.clock.now());
    expect((await signInWith(server, ada, wrong)).status).toBe(status);
  }
  const limited = await signInWith(server, ada, nextCode());
  expect(limited.status).toBe(429);
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('signing in in two steps is never too many attempts', async () => {
  const { server, ada, nextCode } = await world({ attemptLimits: FEW });
  for (let n = 0; n < 5; n++) {
    expect((await signInWith(server, ada)).status).toBe(401);
    expect((await signInWith(server, ada, nextCode())).status).toBe(201);
  }
});

test('guesses from many addresses stop too, and from where its owner is signed in', async () => {
  const { server, ada, secret } = await world({
    attemptLimits: { ...FEW, perAccountElsewhere: 4 },
    environment: { KEYTURN_TRUST_PROXY: '127.0.0.1' },
  });
  const guessFrom = async (ip: string) => {
    const secondFactorCode = wrongCode(secret, server.clock.now());
    const { status } = await server.request('POST', '/v1/sessions', {
      body: { email: ada.email, password: PASSWORD, secondFactorCode },
      headers: { 'X-Forwarded-For': ip },
    });
    return status;
  };
  const statuses = [];
  // Ada's own session is from 127.0.0.1.
  for (const ip of ['127.0.0.1', '127.0.0.1', '198.51.100.1', '198.51.100.2', '127.0.0.1']) {
    statuses.push(await guessFrom(ip));
  }
  expect(statuses).toEqual([403, 403, 403, 403, 429]);
});

test('accepting an invitation with an account that has one takes its code', async () => {
  const { server, ada, nextCode, secret } = await world();
  const globex = await secondOrg(server, await invite(server, ada));
  const { code } = await inviteOnly(server, globex, { email: ada.email });
  const accept = (secondFactorCode?: string) =>
    server.request('POST', '/v1/invitations/accept', {
      body: { code, password: PASSWORD, secondFactorCode },
    });
  expect((await accept()).body).toMatchObject({ status: 401, code: 'second_factor_required' });
  const wrong = wrongCode(secret, server.clock.now());
  expect((await accept(wrong)).body).toMatchObject({ status: 403, code: 'second_factor_wrong' });
  const right = nextCode();
  expect((await accept(right)).status).toBe(201);
  expect((await signInWith(server, ada, right)).status).toBe(403);
});

test('changing the password leaves the second factor on', async () => {
  const { server, ada, nextCode } = await world();
  const newPassword = 'nine red kites over Leeds';
  const body = { currentPassword: PASSWORD, newPassword };
  const changed = await server.request('PUT', '/v1/me/password', { token: ada.token, body });
  expect(changed.status).toBe(204);
  const alone = await signInWith(server, ada, undefined, newPassword);
  expect(alone.body.code).toBe('second_factor_required');
  expect((await signInWith(server, ada, nextCode(), newPassword)).status).toBe(201);
});
