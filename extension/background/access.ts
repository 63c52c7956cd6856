import type { Gives } from '../messages/messages.ts';
import type { Session } from '../stored.ts';
import { notify } from './notify.ts';
import { callAs, refreshAccount, requireSession } from './session/session.ts';

export async function readAccess(): Promise<Gives<'access.read'>> {
  const session = await requireSession();
  const org = await callAs(session, 'getOrg', { params: inOrg(session) });
  return withPreview(session, org);
}

export async function setAccess(apiAccess: boolean): Promise<Gives<'access.set'>> {
  const session = await requireSession();
  const org = await callAs(session, 'updateOrg', { params: inOrg(session), body: { apiAccess } });
  await refreshAccount();
  await notify('session');
  return withPreview(session, org);
}

async function withPreview(
  session: Session,
  org: Gives<'access.read'>['org'],
): Promise<Gives<'access.read'>> {
  return { org, preview: await callAs(session, 'previewAccess', { params: inOrg(session) }) };
}

function inOrg(session: Session) {
  return { org: session.account.current.org.id };
}
