/** Ending the sessions of others: by an admin, or by whoever runs the server. */
import type { MemberRow } from '../../store/rows.ts';
import type { Transaction } from '../../store/store.ts';
import { type Author, memberAuthor, type Origin, SYSTEM } from '../audit/author.ts';
import { record, theMember } from '../audit/record.ts';
import type { Person } from '../callers.ts';
import type { Actor, Context } from '../context.ts';
import { notFound, Refusal } from '../refusal.ts';
import { standingsOf } from './views.ts';

type Ending = Pick<Context, 'store' | 'now' | 'randomBytes' | 'sessionUses'>;

/**
 * Ends the sessions of the person behind a member, wherever else they are a member too: a
 * session is a person's, not an organisation's. The calling one stays. Gives how many there
 * were: none of a service member or of someone who has not joined. Throws `not_found`.
 */
export function endMemberSessions(
  context: Ending,
  actor: Actor & Person,
  memberId: string,
  origin: Origin,
): Promise<number> {
  return context.store.transact(async (tx) => {
    const member = await tx.members.byId(memberId);
    if (member?.orgId !== actor.org.id) throw notFound('member');
    const { userId } = member;
    if (userId === null) return 0;
    const sessions = await removeSessions(tx, context, userId, actor.session.id);
    const others = (await standingsOf(tx, userId)).filter((one) => one.member.id !== member.id);
    recordEnd(tx, context, actor.author, member, sessions);
    for (const other of others) {
      // Organisations are kept apart: another one hears of it, not of whose admin it was.
      const author = userId === actor.user.id ? memberAuthor(other.member, origin) : SYSTEM;
      recordEnd(tx, context, author, other.member, sessions);
    }
    return sessions;
  });
}

/** Gives how many sessions of that person there were. Throws `not_found`. */
export async function endSessionsOfPerson(context: Ending, email: string): Promise<number> {
  const user = await context.store.users.byEmail(email);
  if (!user) {
    throw new Refusal('not_found', `Nobody with the address ${email} has an account.`);
  }
  return endBySystem(context, user.id);
}

/** The same for everybody, person by person: one long transaction would hold up all others. */
export async function endEverySession(
  context: Ending,
): Promise<{ people: number; sessions: number }> {
  const userIds = new Set<string>();
  for (const org of await context.store.orgs.all()) {
    for (const { userId } of await context.store.members.ofOrg(org.id)) {
      if (userId !== null) userIds.add(userId);
    }
  }
  let people = 0;
  let sessions = 0;
  for (const userId of userIds) {
    const ended = await endBySystem(context, userId);
    sessions += ended;
    if (ended > 0) people++;
  }
  return { people, sessions };
}

function endBySystem(context: Ending, userId: string): Promise<number> {
  return context.store.transact(async (tx) => {
    const sessions = await removeSessions(tx, context, userId);
    for (const member of await tx.members.ofUser(userId)) {
      recordEnd(tx, context, SYSTEM, member, sessions);
    }
    return sessions;
  });
}

/** Gives how many of them still worked. */
async function removeSessions(
  tx: Transaction,
  { sessionUses, now }: Ending,
  userId: string,
  exceptId?: string,
): Promise<number> {
  const sessions = (await tx.sessions.ofUser(userId)).filter(({ id }) => id !== exceptId);
  for (const { id } of sessions) tx.remove('sessions', id);
  return sessions.filter((session) => sessionUses.isOpen(session, now())).length;
}

function recordEnd(
  tx: Transaction,
  context: Ending,
  author: Author,
  member: MemberRow,
  sessions: number,
): void {
  if (sessions === 0) return;
  record(tx, context, author, 'member.session_ended', theMember(member), { sessions });
}
