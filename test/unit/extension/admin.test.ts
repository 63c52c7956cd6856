import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));

import { paintAction } from '../../../extension/background/action/paint.ts';
import {
  APPROVALS_WATCH,
  approveKey,
  denyKey,
  listApprovals,
  waitingCount,
  watchApprovals,
} from '../../../extension/background/admin/approvals.ts';
import { auditPage } from '../../../extension/background/admin/audit.ts';
import { inviteMember } from '../../../extension/background/admin/members.ts';
import { roleEffect } from '../../../extension/background/admin/roles.ts';
import {
  collectKey,
  createKey,
  setPersonalKey,
} from '../../../extension/background/keys/create.ts';
import { stored } from '../../../extension/stored.ts';
import {
  ADDRESS,
  aKey,
  aMembership,
  anAccount,
  aSecret,
  aSession,
  SERVER_INFO,
} from './support/builders.ts';
import { EVERY_TAB, resetBrowser, world } from './support/fake-browser.ts';
import { type Asked, problem, serve } from './support/fake-server.ts';

const admin = () => aSession({ account: anAccount({ isAdmin: true }) });
const pending = (id: string) =>
  aKey({ id, status: 'pending', statusReason: 'awaiting_approval', prefix: 'kt_' });
const NEW_KEY = { name: 'Nightly', scopes: ['tasks:read'], expiry: { kind: 'never' as const } };

let log: Asked[];
let answers: Record<string, unknown>;

/** By the beginning of what is asked: `GET /keys`. */
function answering(given: Record<string, unknown>): void {
  answers = given;
}

beforeEach(async () => {
  resetBrowser();
  answers = {};
  log = serve(({ method, path }) => {
    const asked = `${method} ${path.replace('/v1/orgs/org_1', '') || '/'}`;
    const name = Object.keys(answers).find((one) => asked.startsWith(one));
    if (name === undefined) return problem(404, 'not_found');
    return { status: method === 'POST' ? 201 : 200, body: answers[name] };
  });
  await stored.server.write({ address: ADDRESS, info: SERVER_INFO });
  await stored.session.write(admin());
});

afterEach(() => vi.unstubAllGlobals());

const listOf = (items: unknown[], nextCursor: string | null = null) => ({ items, nextCursor });

describe('what waits for an approval', () => {
  it('is listed oldest first, without what was approved already, and counted', async () => {
    const collected = aKey({ id: 'k3', status: 'pending', statusReason: 'awaiting_collection' });
    answering({ 'GET /keys': listOf([pending('k2'), collected, pending('k1')]) });
    const { items } = await listApprovals();
    expect(items.map(({ id }) => id)).toEqual(['k1', 'k2']);
    expect(await waitingCount()).toEqual({ count: 2 });
    await paintAction();
    expect(world.badges.get(EVERY_TAB)).toBe('2');
    expect(world.notices).toContainEqual({ changed: 'approvals' });
  });

  it('is counted anew after each decision', async () => {
    answering({ 'POST /keys': aKey(), 'GET /keys': listOf([pending('k1')]) });
    await approveKey('k2');
    expect(await waitingCount()).toEqual({ count: 1 });
    answering({ 'POST /keys': aKey(), 'GET /keys': listOf([]) });
    await denyKey('k1', ' ');
    expect(await waitingCount()).toEqual({ count: 0 });
    await paintAction();
    expect(world.badges.get(EVERY_TAB)).toBe('');
    expect(log.find(({ path }) => path.endsWith('/deny'))?.body).toEqual({});
  });

  it('stays decided where it cannot be counted anew', async () => {
    answering({ 'POST /keys/k1/approve': aKey({ id: 'k1' }) });
    expect((await approveKey('k1')).id).toBe('k1');
  });

  it('is watched for an admin, and for nobody else', async () => {
    answering({ 'GET /keys': listOf([pending('k1')]) });
    await watchApprovals();
    expect(world.alarms.get(APPROVALS_WATCH)).toEqual({ periodInMinutes: 30 });
    expect(await waitingCount()).toEqual({ count: 1 });
    await stored.session.write(aSession());
    log.length = 0;
    await watchApprovals();
    expect(world.alarms.has(APPROVALS_WATCH)).toBe(false);
    expect(log).toEqual([]);
    expect(await waitingCount()).toEqual({ count: 0 });
  });
});

describe('the effect of a role’s switch', () => {
  const role = { ...aMembership('org_1').role, id: 'rol_1' };
  const members = listOf([
    { id: 'mem_1', role },
    { id: 'mem_2', role },
    { id: 'mem_3', role: { ...role, id: 'rol_2' } },
  ]);
  const effectOf = (apiAccess: boolean, keys: unknown[]) => {
    answering({
      'GET /roles': listOf([{ ...role, apiAccess }]),
      'GET /members': members,
      'GET /keys': listOf(keys),
      'GET /': { apiAccess: true },
    });
    return roleEffect('rol_1');
  };

  it('off counts the active keys of its holders', async () => {
    const keys = [
      aKey({ ownerId: 'mem_1' }),
      aKey({ ownerId: 'mem_1' }),
      aKey({ ownerId: 'mem_3' }),
    ];
    expect(await effectOf(true, keys)).toMatchObject({ keys: 2, members: 1, orgAccess: true });
    expect(log.some(({ path }) => path.includes('owner=all&status=active'))).toBe(true);
  });

  it('on counts the keys that only the role suspends', async () => {
    const suspended = (ownerId: string, statusReason: 'role_access_off' | 'member_inactive') =>
      aKey({ ownerId, status: 'suspended', statusReason });
    const keys = [suspended('mem_1', 'role_access_off'), suspended('mem_2', 'member_inactive')];
    expect(await effectOf(false, keys)).toMatchObject({ keys: 1, members: 1 });
  });
});

it('an invitation comes with the server’s address', async () => {
  const invitation = { code: 'abc', expiresAt: '2026-12-01T00:00:00.000Z' };
  answering({ 'POST /members': { member: { id: 'mem_2' }, invitation } });
  const wanted = { name: 'Pat', email: 'pat@example.com', roleId: 'rol_1' };
  expect(await inviteMember(wanted)).toEqual({
    member: { id: 'mem_2' },
    ...invitation,
    address: ADDRESS,
  });
});

describe('the audit log', () => {
  it('is asked for with its filters', async () => {
    answering({ 'GET /audit': listOf([]) });
    await auditPage({ filter: { action: 'key.created' }, cursor: 'c1' });
    const [asked] = log;
    expect(asked?.path).toBe('/v1/orgs/org_1/audit?action=key.created&limit=50&cursor=c1');
  });
});

describe('a key that an admin has to approve', () => {
  it('is an outcome, not a failure', async () => {
    answering({ 'POST /keys': { key: pending('k1') } });
    expect(await createKey(NEW_KEY)).toEqual({ key: pending('k1'), secret: null });
    expect(await stored.reveal.read()).toBeNull();
    expect(world.notices).toContainEqual({ changed: 'keys' });
  });

  it('is collected into the reveal', async () => {
    const secret = aSecret();
    answering({ 'POST /keys/k1/collect': { key: aKey({ id: 'k1' }), secret } });
    await collectKey('k1');
    expect((await stored.reveal.read())?.secret).toBe(secret);
    expect(await stored.secrets.read()).toHaveProperty('k1');
  });
});

describe('a key for another member', () => {
  it('is shown once, and not kept to be set on tabs', async () => {
    const secret = aSecret();
    answering({ 'POST /keys': { key: aKey({ id: 'k1', ownerId: 'mem_service' }), secret } });
    await createKey({ ...NEW_KEY, ownerId: 'mem_service' });
    expect(log[0]?.body).toMatchObject({ ownerId: 'mem_service' });
    expect((await stored.reveal.read())?.secret).toBe(secret);
    expect(await stored.secrets.read()).toEqual({});
  });
});

describe('the personal key', () => {
  const secret = aSecret();

  it('turned on is shown once; on already or off, there is nothing to show', async () => {
    answering({ 'PUT /me/api-key': { key: aKey({ personal: true }), secret } });
    expect(await setPersonalKey(true)).toMatchObject({ secret });
    answering({ 'PUT /me/api-key': { key: aKey({ personal: true }) } });
    expect(await setPersonalKey(true)).toBeNull();
    answering({ 'PUT /me/api-key': { key: null } });
    expect(await setPersonalKey(false)).toBeNull();
    expect(log.at(-1)?.body).toEqual({ enabled: false });
  });

  it('that has to be approved is told as such', async () => {
    answering({ 'PUT /me/api-key': { key: pending('k1') } });
    expect(await setPersonalKey(true)).toEqual({ key: pending('k1'), secret: null });
  });
});
