/** People with a second factor, and the codes that their authenticators show. */
import { TOTP } from 'otpauth';
import type { TestClock } from './clock.ts';
import type { Answer } from './http.ts';
import { PASSWORD, type TestPerson } from './people.ts';
import type { TestServer } from './server.ts';

export const STEP = 30_000;

/** What an authenticator shows at that time. */
export function codeAt(secret: string, milliseconds: number): string {
  return new TOTP({ secret }).generate({ timestamp: milliseconds });
}

/** None that it shows within the minutes around. */
export function wrongCode(secret: string, milliseconds: number): string {
  const right = [-2, -1, 0, 1, 2].map((step) => codeAt(secret, milliseconds + step * STEP));
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find(
    (code) => !right.includes(code),
  ) as string;
}

export interface SecondFactorOf {
  secret: string;
  recoveryCodes: string[];
  /** One that was not taken yet: time passes for it. */
  nextCode(): string;
}

export function beginSecondFactor(
  { request }: Pick<TestServer, 'request'>,
  { token }: Pick<TestPerson, 'token'>,
): Promise<Answer<{ secret: string; uri: string; expiresAt: string }>> {
  return request('POST', '/v1/me/second-factor', { token, body: { currentPassword: PASSWORD } });
}

export function confirmSecondFactor(
  { request }: Pick<TestServer, 'request'>,
  { token }: Pick<TestPerson, 'token'>,
  code: string,
): Promise<Answer<{ recoveryCodes: string[]; code: string }>> {
  return request('POST', '/v1/me/second-factor/confirm', { token, body: { code } });
}

/** Turns it on; throws where the server refuses. */
export async function addSecondFactor(
  server: Pick<TestServer, 'request'> & { clock: Pick<TestClock, 'now' | 'advance'> },
  person: Pick<TestPerson, 'token'>,
): Promise<SecondFactorOf> {
  const { clock } = server;
  const { secret } = (await beginSecondFactor(server, person)).body;
  const { status, body } = await confirmSecondFactor(server, person, codeAt(secret, clock.now()));
  if (status !== 200) throw new Error(JSON.stringify(body));
  return {
    secret,
    recoveryCodes: body.recoveryCodes,
    nextCode() {
      clock.advance(STEP);
      return codeAt(secret, clock.now());
    },
  };
}

export function signInWith(
  { request }: Pick<TestServer, 'request'>,
  { email }: Pick<TestPerson, 'email'>,
  secondFactorCode?: string,
  password: string = PASSWORD,
): Promise<Answer<{ token: string; code: string }>> {
  return request('POST', '/v1/sessions', { body: { email, password, secondFactorCode } });
}
