/** Named builders: an organisation, and people in it with their sessions. */
import type { Member, SessionAnswer } from '../../shared/contract/people.ts';
import type { Role } from '../../shared/contract/roles.ts';
import type { TestServer } from './server.ts';

export const PASSWORD = 'correct horse battery';

/** Someone signed in, in one org. */
export interface TestPerson {
  token: string;
  userId: string;
  memberId: string;
  orgId: string;
  email: string;
}

export type BuiltInRole = 'admin' | 'member' | 'read-only';

/** Sets the server up: Ada is the admin of Acme. */
export async function setUp({
  request,
  setupCode,
}: Pick<TestServer, 'request' | 'setupCode'>): Promise<TestPerson> {
  const email = 'ada@example.com';
  const { status, body } = await request<{
    token: string;
    user: { id: string };
    membership: { memberId: string; org: { id: string } };
  }>('POST', '/v1/setup', {
    body: {
      setupCode,
      organization: { name: 'Acme' },
      admin: { name: 'Ada', email, password: PASSWORD },
    },
  });
  expectStatus(201, status, body);
  return {
    token: body.token,
    userId: body.user.id,
    memberId: body.membership.memberId,
    orgId: body.membership.org.id,
    email,
  };
}

let people = 0;

/** A new person in the admin's org, who has accepted the invitation and is signed in. */
export async function invite(
  server: Pick<TestServer, 'request'>,
  admin: TestPerson,
  role: BuiltInRole = 'member',
): Promise<TestPerson> {
  const email = `person${++people}@example.com`;
  const { member, code } = await inviteOnly(server, admin, { email, role });
  const { status, body } = await server.request<SessionAnswer>('POST', '/v1/invitations/accept', {
    body: { code, password: PASSWORD },
  });
  expectStatus(201, status, body);
  const { token, user } = body;
  return { token, userId: user.id, memberId: member.id, orgId: admin.orgId, email };
}

/** An invitation that nobody has accepted yet. */
export async function inviteOnly(
  { request }: Pick<TestServer, 'request'>,
  admin: TestPerson,
  { email, role = 'member' }: { email: string; role?: BuiltInRole },
): Promise<{ member: Member; code: string }> {
  const roleId = await roleIdOf({ request }, admin, role);
  const { status, body } = await request<{ member: Member; invitation: { code: string } }>(
    'POST',
    `/v1/orgs/${admin.orgId}/members`,
    { token: admin.token, body: { kind: 'person', name: 'Pat', email, roleId } },
  );
  expectStatus(201, status, body);
  return { member: body.member, code: body.invitation.code };
}

/** A service member of the admin's org. */
export async function addService(
  { request }: Pick<TestServer, 'request'>,
  admin: TestPerson,
  role: BuiltInRole = 'member',
): Promise<Member> {
  const roleId = await roleIdOf({ request }, admin, role);
  const { status, body } = await request<{ member: Member }>(
    'POST',
    `/v1/orgs/${admin.orgId}/members`,
    { token: admin.token, body: { kind: 'service', name: 'Nightly import', roleId } },
  );
  expectStatus(201, status, body);
  return body.member;
}

export async function roleIdOf(
  { request }: Pick<TestServer, 'request'>,
  { orgId, token }: TestPerson,
  name: BuiltInRole,
): Promise<string> {
  const { body } = await request<{ items: Role[] }>('GET', `/v1/orgs/${orgId}/roles`, { token });
  const role = body.items.find((one) => one.name === name);
  if (!role) throw new Error(`No role ${name}`);
  return role.id;
}

/** Ada's second organisation, where nobody else is. */
export async function secondOrg(
  { request }: Pick<TestServer, 'request'>,
  admin: TestPerson,
): Promise<TestPerson> {
  const { token } = admin;
  const org = await request<{ id: string }>('POST', '/v1/orgs', {
    token,
    body: { name: 'Globex' },
  });
  expectStatus(201, org.status, org.body);
  const members = await request<{ items: Member[] }>('GET', `/v1/orgs/${org.body.id}/members`, {
    token,
  });
  return { ...admin, orgId: org.body.id, memberId: (members.body.items[0] as Member).id };
}

/** Opens or closes API access for the admin's org. */
export async function setApiAccess(
  { request }: Pick<TestServer, 'request'>,
  { orgId, token }: TestPerson,
  apiAccess: boolean,
): Promise<void> {
  const { status, body } = await request('PATCH', `/v1/orgs/${orgId}`, {
    token,
    body: { apiAccess },
  });
  expectStatus(200, status, body);
}

function expectStatus(wanted: number, status: number, body: unknown): void {
  if (status !== wanted)
    throw new Error(`Expected ${wanted}, got ${status}: ${JSON.stringify(body)}`);
}
