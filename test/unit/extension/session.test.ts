import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));

import { applyUses } from '../../../extension/background/injection/apply.ts';
import * as session from '../../../extension/background/session/session.ts';
import { stored } from '../../../extension/stored.ts';
import {
  ADDRESS,
  aKey,
  aMembership,
  aSecret,
  aSession,
  aTabUse,
  SERVER_INFO,
} from './support/builders.ts';
import { browser, resetBrowser, world } from './support/fake-browser.ts';
import { type Asked, problem, serve } from './support/fake-server.ts';

const user = { id: 'usr_1', name: 'Ann', email: 'ann@example.com' };
const begun = {
  status: 201,
  body: { token: 'kts_new', expiresAt: new Date(Date.now() + 60_000).toISOString(), user },
};

let memberships: ReturnType<typeof aMembership>[];
let answers: Record<string, ReturnType<typeof problem> | 'no-answer'>;
let log: Asked[];

beforeEach(async () => {
  resetBrowser();
  memberships = [aMembership('org_1'), aMembership('org_2', 'admin')];
  answers = {};
  log = serve(({ method, path }) => {
    const call = `${method} ${path}`;
    if (answers[call]) return answers[call];
    if (call === 'GET /v1/server') return { status: 200, body: SERVER_INFO };
    if (call === 'GET /v1/me') return { status: 200, body: { user, memberships } };
    return method === 'DELETE' ? { status: 204 } : begun;
  });
  await stored.server.write({ address: ADDRESS, info: { ...SERVER_INFO, setupRequired: true } });
});

afterEach(() => vi.unstubAllGlobals());

const calls = () => log.map(({ method, path }) => `${method} ${path}`);
const credentials = { email: 'ann@example.com', password: 'a long password' };

/** Someone signed in, with a secret and a key set on a tab. */
async function someoneAtWork() {
  await stored.session.write(aSession());
  await stored.secrets.write({ key_1: { secret: aSecret(), orgId: 'org_1' } });
  await stored.reveal.write({ key: aKey(), secret: aSecret(), copied: false });
  await stored.tabUses.write({ 7: aTabUse() });
  await stored.keyLists.write({
    [`${ADDRESS} usr_1 org_1 unrevoked`]: { keys: [aKey()], fetchedAt: 1 },
  });
  await applyUses();
}

/** But for what tells the person that it was not their doing. */
async function expectNothingLeft() {
  const { lostSession: _, ...left } = await browser.storage.session.get();
  expect(left).toEqual({});
  expect(await stored.keyLists.read()).toEqual({});
  expect(world.rules).toEqual([]);
}

describe('connecting', () => {
  it('keeps the server', async () => {
    await stored.server.remove();
    expect(await session.sessionState()).toEqual({ stage: 'no-server' });
    expect(await session.connect('127.0.0.1:4777')).toEqual({
      stage: 'no-session',
      address: ADDRESS,
      server: SERVER_INFO,
    });
  });

  it('to another server signs out of the one before', async () => {
    await someoneAtWork();
    await session.connect('localhost:4777');
    expect(calls()).toContain('DELETE /v1/sessions/current');
    await expectNothingLeft();
  });

  it('to the same server changes nothing', async () => {
    await someoneAtWork();
    expect(await session.connect(ADDRESS)).toMatchObject({ stage: 'signed-in' });
  });

  it('to nothing keeps what was', async () => {
    await someoneAtWork();
    answers['GET /v1/server'] = answers['GET /'] = 'no-answer';
    await expect(session.connect('localhost:1')).rejects.toMatchObject({
      failure: { kind: 'no-answer' },
    });
    expect(await session.sessionState()).toMatchObject({ stage: 'signed-in', address: ADDRESS });
  });
});

describe('a server that the organisation has set', () => {
  const PRESET = 'https://keys.example.com';
  const refused = { failure: { kind: 'other-server-preset', address: PRESET } };

  beforeEach(() => browser.storage.managed.set({ serverAddress: 'keys.example.com/' }));

  it('is the only one that is connected to, and no other is asked anything', async () => {
    await stored.server.remove();
    await expect(session.connect(ADDRESS)).rejects.toMatchObject(refused);
    expect(log).toEqual([]);
    expect(await session.connect(PRESET)).toMatchObject({ stage: 'no-session', address: PRESET });
  });

  it.each([
    ['signed in to', () => session.signIn(credentials)],
    [
      'set up',
      () =>
        session.setUp({
          setupCode: 'x',
          organization: { name: 'x' },
          admin: { name: 'x', ...credentials },
        }),
    ],
    ['joined', () => session.acceptInvitation({ code: 'x', password: 'a long password' })],
  ])('is the only one that is %s, whatever was connected to before', async (_, begin) => {
    await expect(begin()).rejects.toMatchObject(refused);
    expect(log).toEqual([]);
  });

  it('ends a session at another one, at the next look', async () => {
    await someoneAtWork();
    expect(await session.refreshSession()).toEqual({ stage: 'no-server' });
    expect(calls()).toEqual(['DELETE /v1/sessions/current']);
    await expectNothingLeft();
  });

  it('leaves the choice free where what is set is no address', async () => {
    await browser.storage.managed.set({ serverAddress: 'mailto:admin@example.com' });
    expect(await session.connect(ADDRESS)).toMatchObject({ address: ADDRESS });
  });
});

describe('signing in', () => {
  it('gives the account in the first org', async () => {
    const state = await session.signIn(credentials);
    expect(state).toMatchObject({
      stage: 'signed-in',
      account: { user, current: { org: { id: 'org_1' } }, isAdmin: false },
    });
    expect(log[0]?.body).toEqual(credentials);
    expect(await browser.storage.local.get()).not.toHaveProperty('session');
  });

  it('returns to the org chosen last', async () => {
    await stored.chosenOrg.write('org_2');
    expect(await session.signIn(credentials)).toMatchObject({
      account: { current: { org: { id: 'org_2' } }, isAdmin: true },
    });
  });

  it('keeps the lists of that person to paint from, and of nobody else', async () => {
    const list = { keys: [aKey()], fetchedAt: 1 };
    await stored.keyLists.write({
      [`${ADDRESS} usr_1 org_1 unrevoked`]: list,
      [`${ADDRESS} usr_2 org_1 unrevoked`]: list,
      'http://other.example usr_1 org_1 unrevoked': list,
    });
    await session.signIn(credentials);
    expect(Object.keys(await stored.keyLists.read())).toEqual([`${ADDRESS} usr_1 org_1 unrevoked`]);
  });

  it('with a wrong password keeps nothing', async () => {
    answers['POST /v1/sessions'] = problem(401, 'credentials_wrong');
    await expect(session.signIn(credentials)).rejects.toMatchObject({
      failure: { kind: 'refused', code: 'credentials_wrong' },
    });
    expect(await session.sessionState()).toMatchObject({ stage: 'no-session' });
  });

  it('without any org ends the session again', async () => {
    memberships = [];
    await expect(session.signIn(credentials)).rejects.toMatchObject({
      failure: { kind: 'refused', code: 'no_membership' },
    });
    expect(calls().at(-1)).toBe('DELETE /v1/sessions/current');
    expect(await stored.session.read()).toBeNull();
  });

  it('by setup also remembers that setup is done', async () => {
    const state = await session.setUp({
      setupCode: 'code',
      organization: { name: 'Acme' },
      admin: { name: 'Ann', ...credentials },
    });
    expect(state).toMatchObject({ stage: 'signed-in', server: { setupRequired: false } });
  });

  it('by invitation', async () => {
    const state = await session.acceptInvitation({ code: 'c', password: 'a long password' });
    expect(state).toMatchObject({ stage: 'signed-in' });
    expect(calls()[0]).toBe('POST /v1/invitations/accept');
  });
});

describe('a session', () => {
  beforeEach(someoneAtWork);

  it('can be told from storage alone', async () => {
    expect(await session.sessionState()).toMatchObject({ stage: 'signed-in' });
    expect(log).toEqual([]);
  });

  it('that has run out is none', async () => {
    await stored.session.write(aSession({ expiresAt: Date.now() - 1 }));
    expect(await session.sessionState()).toMatchObject({ stage: 'no-session' });
    await expect(session.requireSession()).rejects.toMatchObject({
      failure: { kind: 'signed-out' },
    });
  });

  it('of another server is none', async () => {
    await stored.session.write(aSession({ address: 'https://other.example' }));
    expect(await session.sessionState()).toMatchObject({ stage: 'no-session' });
  });

  it('is refreshed from the server', async () => {
    memberships = [aMembership('org_1', 'admin')];
    expect(await session.refreshSession()).toMatchObject({
      server: { setupRequired: false },
      account: { isAdmin: true },
    });
  });

  it('outlives a server that is away', async () => {
    answers['GET /v1/server'] = answers['GET /'] = 'no-answer';
    await expect(session.refreshSession()).rejects.toMatchObject({
      failure: { kind: 'no-answer', address: ADDRESS },
    });
    expect(await session.sessionState()).toMatchObject({ stage: 'signed-in' });
    expect(world.rules).toHaveLength(1);
  });

  it('that the server has ended takes everything with it', async () => {
    answers['GET /v1/me'] = problem(401, 'credentials_invalid');
    expect(await session.refreshSession()).toMatchObject({ stage: 'no-session' });
    await expectNothingLeft();
    expect(await session.sessionState()).toMatchObject({ stage: 'no-session', lost: true });
    delete answers['GET /v1/me'];
    await session.signIn(credentials);
    await session.signOut();
    expect(await session.sessionState()).not.toHaveProperty('lost');
    expect(world.notices).toContainEqual({ changed: 'session' });
  });

  it('in no org any more takes everything with it', async () => {
    memberships = [];
    expect(await session.refreshSession()).toMatchObject({ stage: 'no-session' });
    await expectNothingLeft();
  });

  it('is not ended by a late answer to the one before', async () => {
    const before = aSession({ token: 'kts_old' });
    answers['GET /v1/me'] = problem(401, 'credentials_invalid');
    await expect(session.callAs(before, 'getMe')).rejects.toMatchObject({
      failure: { kind: 'signed-out' },
    });
    expect(await session.sessionState()).toMatchObject({ stage: 'signed-in' });
  });

  it('signed out of is revoked on the server, and leaves nothing', async () => {
    expect(await session.signOut()).toMatchObject({ stage: 'no-session' });
    expect(log).toMatchObject([
      { method: 'DELETE', init: { headers: { Authorization: 'Bearer kts_token' } } },
    ]);
    await expectNothingLeft();
  });

  it('signed out of while the server is away leaves nothing either', async () => {
    answers['DELETE /v1/sessions/current'] = 'no-answer';
    await session.signOut();
    await expectNothingLeft();
  });

  it('disconnected forgets the server too', async () => {
    expect(await session.disconnect()).toEqual({ stage: 'no-server' });
    await expectNothingLeft();
  });

  it('moves to another org, and remembers it', async () => {
    expect(await session.switchOrg('org_2')).toMatchObject({
      account: { current: { org: { id: 'org_2' } }, isAdmin: true },
    });
    expect(await stored.chosenOrg.read()).toBe('org_2');
  });

  it('stays where it is when moving fails', async () => {
    answers['GET /v1/me'] = 'no-answer';
    await expect(session.switchOrg('org_2')).rejects.toMatchObject({
      failure: { kind: 'no-answer' },
    });
    expect(await stored.chosenOrg.read()).toBeNull();
  });
});
