/** What a person may look at and change of their own account. */

import type { Session as ListedSession } from '../../../shared/contract/people.ts';
import type { Takes } from '../../messages/messages.ts';
import { callAs, requireSession } from './session.ts';

export async function listSessions(): Promise<ListedSession[]> {
  const session = await requireSession();
  const { items } = await callAs(session, 'listSessions', { query: { limit: 200 } });
  return items;
}

export async function endOtherSession(id: string): Promise<ListedSession[]> {
  await callAs(await requireSession(), 'endSession', { params: { id } });
  return listSessions();
}

export async function changePassword(body: Takes<'account.change-password'>): Promise<void> {
  await callAs(await requireSession(), 'changePassword', { body });
}
