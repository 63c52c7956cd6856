import type { Member } from '../../../shared/contract/people.ts';
import type { AdminMessages, Invited, PageOf } from '../../messages/admin.ts';
import { Failed } from '../failed.ts';
import { requireSession } from '../session/session.ts';
import { ask, oneParams, orgParams, pageQuery, tellSession } from './in-org.ts';

type Takes<N extends keyof AdminMessages> = AdminMessages[N][0];

export async function membersPage(cursor: string | null): Promise<PageOf<Member>> {
  return ask('listMembers', { params: await orgParams(), query: pageQuery(cursor) });
}

export async function inviteMember(wanted: Takes<'members.invite'>): Promise<Invited> {
  const { address } = await requireSession();
  const answer = await ask('createMember', {
    params: await orgParams(),
    body: { kind: 'person', ...wanted },
  });
  if (!answer.invitation) throw new Failed({ kind: 'not-keyturn', address });
  return { member: answer.member, ...answer.invitation, address };
}

export async function addService(wanted: Takes<'members.add-service'>): Promise<Member> {
  const body = { kind: 'service' as const, ...wanted };
  return (await ask('createMember', { params: await orgParams(), body })).member;
}

export async function changeMember({ id, change }: Takes<'members.change'>): Promise<Member> {
  const member = await ask('updateMember', { params: await oneParams(id), body: change });
  await tellSession();
  return member;
}

export async function clearMemberKeys(id: string): Promise<{ revoked: number }> {
  return ask('clearKeys', { params: await oneParams(id) });
}

export async function endMemberSessions(id: string): Promise<{ ended: number }> {
  return ask('endMemberSessions', { params: await oneParams(id) });
}

export async function memberKeys({ id, cursor }: Takes<'members.keys'>) {
  const query = { ...pageQuery(cursor), owner: id, status: 'any' as const };
  return ask('listKeys', { params: await orgParams(), query });
}
