/** A reset code works once: whatever follows it, the person has to be able to go on. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));

import { resetPassword } from '../../../extension/background/session/reset-password.ts';
import { readDrafts, writeDraft } from '../../../extension/drafts.ts';
import { stored } from '../../../extension/stored.ts';
import { ADDRESS, aMembership, SERVER_INFO } from './support/builders.ts';
import { resetBrowser } from './support/fake-browser.ts';
import { type Asked, problem, serve } from './support/fake-server.ts';

const user = { id: 'usr_1', name: 'Ann', email: 'ann@example.com' };
const typed = { email: 'ann@example.com', code: 'a code', password: 'a long new password' };

let log: Asked[];
let answers: Record<string, ReturnType<typeof problem> | 'no-answer'>;

beforeEach(async () => {
  resetBrowser();
  answers = {};
  log = serve(({ method, path }) => {
    const call = `${method} ${path}`;
    if (answers[call]) return answers[call];
    if (call === 'POST /v1/password-reset') return { status: 204 };
    if (call === 'GET /v1/me') {
      return { status: 200, body: { user, memberships: [aMembership('org_1')] } };
    }
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    return { status: 201, body: { token: 'kts_new', expiresAt, user } };
  });
  await stored.server.write({ address: ADDRESS, info: SERVER_INFO });
  await writeDraft('first-run', { way: 'reset', resetCode: 'a code', ...typed }, Date.now());
});

afterEach(() => vi.unstubAllGlobals());

const draft = async () => (await readDrafts(Date.now())).get('first-run');

it('signs in with the new password at once', async () => {
  expect(await resetPassword(typed)).toMatchObject({
    state: { stage: 'signed-in' },
    failure: null,
  });
  const { email, password } = typed;
  expect(log.map(({ body }) => body)).toEqual([typed, { email, password }, undefined]);
  expect(await draft()).toBeUndefined();
});

it('with a wrong code changes nothing of what was typed', async () => {
  answers['POST /v1/password-reset'] = problem(403, 'reset_code_wrong');
  await expect(resetPassword(typed)).rejects.toMatchObject({
    failure: { code: 'reset_code_wrong' },
  });
  expect(log).toHaveLength(1);
  expect(await draft()).toMatchObject({ way: 'reset', resetCode: 'a code' });
});

it.each([
  ['asks for a second factor', problem(401, 'second_factor_required'), { kind: 'refused' }],
  ['does not answer any more', 'no-answer' as const, { kind: 'no-answer' }],
])(
  'where the server %s, goes on by the password, which is the new one',
  async (_, answer, failure) => {
    answers['POST /v1/sessions'] = answer;
    expect(await resetPassword(typed)).toMatchObject({ state: { stage: 'no-session' }, failure });
    expect(await draft()).toMatchObject({
      way: 'password',
      passwordReset: true,
      resetCode: '',
      email: typed.email,
      password: typed.password,
    });
  },
);
