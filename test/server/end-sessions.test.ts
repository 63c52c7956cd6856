/** An admin signs a member out everywhere. */
import { expect, test } from 'vitest';
import type { Session, SessionAnswer } from '../../shared/contract/people.ts';
import { auditOf } from '../support/audit.ts';
import { DAY } from '../support/clock.ts';
import {
  addService,
  invite,
  inviteOnly,
  PASSWORD,
  secondOrg,
  setUp,
  type TestPerson,
} from '../support/people.ts';
import { type TestServer, testServer } from '../support/server.ts';

function end({ request }: TestServer, { orgId, token }: TestPerson, memberId: string) {
  return request<{ ended: number }>('POST', `/v1/orgs/${orgId}/members/${memberId}/end-sessions`, {
    token,
  });
}

async function signIn({ request }: TestServer, { email }: TestPerson): Promise<string> {
  const answer = await request<SessionAnswer>('POST', '/v1/sessions', {
    body: { email, password: PASSWORD },
  });
  return answer.body.token;
}

const statusOf = async ({ request }: TestServer, token: string) =>
  (await request('GET', '/v1/me', { token })).status;

/** Bob is a member of Acme, Ada's, and of Globex, where Eve is the admin. */
async function twoOrgs() {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada);
  const globex = await secondOrg(server, ada);
  const eve = await invite(server, globex, 'admin');
  const { member, code } = await inviteOnly(server, eve, { email: bob.email });
  await server.request('POST', '/v1/invitations/accept', { body: { code, password: PASSWORD } });
  return { server, ada, bob, eve, bobInGlobex: member.id };
}

test('every session of the person ends at once, those of nobody else', async () => {
  const { server, ada, bob, eve } = await twoOrgs();
  const other = await signIn(server, bob);
  const { status, body } = await end(server, ada, bob.memberId);
  // Two by invitation, one by signing in.
  expect({ status, body }).toEqual({ status: 200, body: { ended: 3 } });
  expect(await statusOf(server, bob.token)).toBe(401);
  expect(await statusOf(server, other)).toBe(401);
  expect(await statusOf(server, ada.token)).toBe(200);
  expect(await statusOf(server, eve.token)).toBe(200);
  expect((await end(server, ada, bob.memberId)).body).toEqual({ ended: 0 });
  expect(await statusOf(server, await signIn(server, bob))).toBe(200);
});

test('it is on the record by the admin, and of another org without naming them', async () => {
  const { server, ada, bob, eve, bobInGlobex } = await twoOrgs();
  await end(server, ada, bob.memberId);
  const here = await auditOf(server, ada, 'action=member.session_ended');
  expect(here).toMatchObject([
    {
      actor: { kind: 'member', id: ada.memberId, name: 'Ada' },
      target: { kind: 'member', id: bob.memberId },
      detail: { sessions: 2 },
      ip: '127.0.0.1',
      requestId: expect.stringMatching(/^req_/),
    },
  ]);
  const there = await auditOf(server, eve, 'action=member.session_ended');
  expect(there).toMatchObject([
    {
      actor: { kind: 'system', id: null, name: 'Keyturn' },
      target: { kind: 'member', id: bobInGlobex },
      detail: { sessions: 2 },
      ip: null,
      requestId: null,
    },
  ]);
  // Where there was nothing to end, nothing has happened.
  await end(server, ada, bob.memberId);
  expect(await auditOf(server, ada, 'action=member.session_ended')).toEqual(here);
});

test("an org that has deactivated the person hears nothing of another's", async () => {
  const { server, ada, bob, eve, bobInGlobex } = await twoOrgs();
  const path = `/v1/orgs/${eve.orgId}/members/${bobInGlobex}`;
  await server.request('PATCH', path, { token: eve.token, body: { active: false } });
  expect((await end(server, ada, bob.memberId)).body).toEqual({ ended: 2 });
  expect(await auditOf(server, eve, 'action=member.session_ended')).toEqual([]);
});

test('of their own, the calling session stays, and every org names them', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const globex = await secondOrg(server, ada);
  const elsewhere = await signIn(server, ada);
  expect((await end(server, ada, ada.memberId)).body).toEqual({ ended: 1 });
  expect(await statusOf(server, ada.token)).toBe(200);
  expect(await statusOf(server, elsewhere)).toBe(401);
  for (const org of [ada, globex]) {
    expect((await auditOf(server, org))[0]).toMatchObject({
      action: 'member.session_ended',
      actor: { kind: 'member', id: org.memberId },
      target: { id: org.memberId },
      detail: { sessions: 1 },
      ip: '127.0.0.1',
    });
  }
});

test('a deactivated member can be signed out, too', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada);
  const path = `/v1/orgs/${ada.orgId}/members/${bob.memberId}`;
  await server.request('PATCH', path, { token: ada.token, body: { active: false } });
  expect((await end(server, ada, bob.memberId)).body).toEqual({ ended: 1 });
  expect(await statusOf(server, bob.token)).toBe(401);
});

test('who has no sessions has none to end', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const service = await addService(server, ada);
  const { member } = await inviteOnly(server, ada, { email: 'cy@example.com' });
  for (const { id } of [service, member]) {
    expect((await end(server, ada, id)).body).toEqual({ ended: 0 });
  }
});

test('sessions that were over already do not count', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada);
  server.clock.advance(30 * DAY);
  ada.token = await signIn(server, ada);
  expect((await end(server, ada, bob.memberId)).body).toEqual({ ended: 0 });
});

test('only an admin may, and only for members of that org', async () => {
  const { server, ada, bob, eve } = await twoOrgs();
  expect((await end(server, bob, ada.memberId)).body).toMatchObject({ code: 'admin_only' });
  expect((await end(server, eve, bob.memberId)).body).toMatchObject({ code: 'not_found' });
  expect((await end(server, ada, eve.memberId)).body).toMatchObject({ code: 'not_found' });
  const { body } = await server.request<{ items: Session[] }>('GET', '/v1/sessions', {
    token: bob.token,
  });
  expect(body.items).toHaveLength(2);
});
