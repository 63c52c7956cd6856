/** What the background keeps while a second factor is turned on, and tells of it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));

import * as secondFactor from '../../../extension/background/session/second-factor.ts';
import { callAs, requireSession, signOut } from '../../../extension/background/session/session.ts';
import { stored } from '../../../extension/stored.ts';
import { ADDRESS, aMembership, aSession, SERVER_INFO } from './support/builders.ts';
import { browser, resetBrowser, world } from './support/fake-browser.ts';
import { problem, serve } from './support/fake-server.ts';

const user = { id: 'usr_1', name: 'Ann', email: 'ann@example.com' };
const OFF = { enabled: false, since: null, recoveryCodesLeft: 0 };
const ON = { enabled: true, since: '2026-11-22T00:00:00.000Z', recoveryCodesLeft: 2 };
const RECOVERY_CODES = ['aaaa-bbbb', 'cccc-dddd'];
const MINUTE = 60_000;

let answers: Record<string, { status: number; body?: unknown }>;
let state: typeof ON | typeof OFF;
let missing: boolean;
let expiresAt: number;

beforeEach(async () => {
  resetBrowser();
  answers = {};
  state = OFF;
  missing = false;
  expiresAt = Date.now() + 10 * MINUTE;
  serve(({ method, path }) => {
    const call = `${method} ${path}`;
    if (answers[call]) return answers[call];
    if (call === 'GET /v1/me') {
      const membership = { ...aMembership('org_1'), secondFactorMissing: missing };
      return { status: 200, body: { user, memberships: [membership] } };
    }
    if (call === 'GET /v1/me/second-factor') return { status: 200, body: state };
    if (call === 'POST /v1/me/second-factor') {
      const body = { secret: 'JBSWY3DP', uri: 'otpauth://totp/x', expiresAt: new Date(expiresAt) };
      return { status: 201, body };
    }
    if (call === 'POST /v1/me/second-factor/confirm') {
      state = ON;
      return { status: 200, body: { recoveryCodes: RECOVERY_CODES } };
    }
    state = OFF;
    return { status: 204 };
  });
  await stored.server.write({ address: ADDRESS, info: SERVER_INFO });
  await stored.session.write(aSession());
});

afterEach(() => vi.unstubAllGlobals());

describe('turning it on', () => {
  it('keeps the secret in memory alone until a code confirms it', async () => {
    const begun = { stage: 'begun', secret: 'JBSWY3DP', uri: 'otpauth://totp/x', expiresAt };
    expect(await secondFactor.beginSecondFactor('a password')).toEqual({
      state: OFF,
      setUp: begun,
    });
    expect(await secondFactor.readSecondFactor()).toMatchObject({ setUp: begun });
    expect(JSON.stringify(await browser.storage.local.get())).not.toContain('JBSWY3DP');
  });

  it('forgets it once it is too late to confirm', async () => {
    expiresAt = Date.now() - 1;
    expect(await secondFactor.beginSecondFactor('a password')).toMatchObject({ setUp: null });
  });

  it('keeps the recovery codes until they are put away', async () => {
    await secondFactor.beginSecondFactor('a password');
    const codes = { stage: 'codes', recoveryCodes: RECOVERY_CODES, saved: false };
    expect(await secondFactor.confirmSecondFactor('123456')).toEqual({ state: ON, setUp: codes });
    await secondFactor.noteSaved();
    expect(await secondFactor.readSecondFactor()).toMatchObject({ setUp: { saved: true } });
    expect(JSON.stringify(await browser.storage.local.get())).not.toContain(RECOVERY_CODES[0]);
    await secondFactor.endSetUp();
    expect(await secondFactor.readSecondFactor()).toEqual({ state: ON, setUp: null });
  });

  it('tells the screens what the organisation then shows', async () => {
    const session = aSession();
    session.account.current.secondFactorMissing = true;
    await stored.session.write(session);
    await secondFactor.beginSecondFactor('a password');
    await secondFactor.confirmSecondFactor('123456');
    expect((await requireSession()).account.current.secondFactorMissing).toBe(false);
    expect(world.notices).toContainEqual({ changed: 'session' });
  });

  it('with a wrong code stays where it is', async () => {
    await secondFactor.beginSecondFactor('a password');
    answers['POST /v1/me/second-factor/confirm'] = problem(403, 'second_factor_wrong');
    await expect(secondFactor.confirmSecondFactor('000000')).rejects.toMatchObject({
      failure: { code: 'second_factor_wrong' },
    });
    expect(await secondFactor.readSecondFactor()).toMatchObject({ setUp: { stage: 'begun' } });
  });

  it('goes with the session', async () => {
    await secondFactor.beginSecondFactor('a password');
    await signOut();
    expect(await stored.secondFactorSetUp.read()).toBeNull();
  });
});

describe('what is kept', () => {
  it('is no longer shown once it was turned on elsewhere, or off', async () => {
    await secondFactor.beginSecondFactor('a password');
    state = ON;
    expect(await secondFactor.readSecondFactor()).toEqual({ state: ON, setUp: null });
    state = OFF;
    await secondFactor.confirmSecondFactor('123456');
    state = OFF;
    expect(await secondFactor.readSecondFactor()).toEqual({ state: OFF, setUp: null });
  });

  it('goes as it is turned off', async () => {
    await secondFactor.confirmSecondFactor('123456');
    const typed = { currentPassword: 'a password', secondFactorCode: '123456' };
    expect(await secondFactor.removeSecondFactor(typed)).toEqual({ state: OFF, setUp: null });
    expect(await stored.secondFactorSetUp.read()).toBeNull();
  });
});

describe('an organisation that asks for one', () => {
  const LIST = 'GET /v1/orgs/org_1/members';

  it('is seen to do so at its first refusal', async () => {
    answers[LIST] = problem(403, 'second_factor_missing');
    missing = true;
    const ask = async () =>
      callAs(await requireSession(), 'listMembers', { params: { org: 'org_1' } });
    await expect(ask()).rejects.toMatchObject({ failure: { code: 'second_factor_missing' } });
    expect((await requireSession()).account.current.secondFactorMissing).toBe(true);
    expect(world.notices).toEqual([{ changed: 'session' }]);
    await expect(ask()).rejects.toMatchObject({ failure: { code: 'second_factor_missing' } });
    expect(world.notices).toHaveLength(1);
  });
});
