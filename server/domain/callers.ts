/** Who is asking: a signed-in person, a member of one org, or a key. */
import { isWellFormed, KEY_PREFIX, SESSION_PREFIX } from '../../shared/key-format.ts';
import type { ReservedScope } from '../../shared/scopes.ts';
import type { SessionRow, UserRow } from '../store/rows.ts';
import type { CheckSubject } from '../store/store.ts';
import { memberAuthor, type Origin } from './audit/author.ts';
import type { Actor, Context } from './context.ts';
import { mayBeImported } from './keys/imported.ts';
import { holds, statusOf } from './keys/standing.ts';
import { andThen, type MaybePromise } from './maybe-promise.ts';
import { notFound, Refusal } from './refusal.ts';
import { hashSecret } from './secrets.ts';

export interface Person {
  user: UserRow;
  session: SessionRow;
}

const invalid = () =>
  new Refusal('credentials_invalid', 'The token or key is unknown, ended or not of use here.');

/** The person behind a session token; throws `credentials_invalid`, or `session_required` for a key. */
export async function personByToken(context: Context, token: string): Promise<Person> {
  if (isWellFormed(token, KEY_PREFIX)) {
    throw new Refusal(
      'session_required',
      'Sign in and use the session token; a key cannot do this.',
    );
  }
  if (!isWellFormed(token, SESSION_PREFIX)) throw invalid();
  const session = await context.store.sessions.byTokenHash(hashSecret(token));
  if (!session || session.expiresAt <= context.now()) throw invalid();
  const user = await context.store.users.byId(session.userId);
  if (!user) throw invalid();
  return { user, session };
}

/** The person as an active member of that org; throws `not_found` where they are none. */
export async function actorInOrg(
  context: Context,
  person: Person,
  orgId: string,
  origin: Origin,
): Promise<Actor> {
  const org = await context.store.orgs.byId(orgId);
  const memberships = await context.store.members.ofUser(person.user.id);
  const member = memberships.find((one) => one.orgId === orgId);
  if (!org || !member?.active) throw notFound('organisation');
  const role = await context.store.roles.byId(member.roleId);
  if (!role) throw notFound('organisation');
  return {
    member,
    role,
    org,
    isAdmin: role.builtIn === 'admin',
    author: memberAuthor(member, origin),
  };
}

/**
 * The working key behind a secret; with `scope`, one that has it. Throws, or rejects
 * with, `credentials_invalid` or `scope_missing`.
 */
export function keyCaller(
  context: Context,
  secret: string,
  scope: ReservedScope | null,
): MaybePromise<CheckSubject> {
  // An imported key has none of our scopes, but may be given up by whoever holds it.
  const isOther = scope === null && mayBeImported(secret, context.imported);
  if (!isWellFormed(secret, KEY_PREFIX) && !isOther) throw invalid();
  return andThen(context.store.checkSubject(hashSecret(secret)), (subject) => {
    const now = context.now();
    if (!subject || statusOf(subject, now).status !== 'active') throw invalid();
    // A working key that lacks the scope has made a request all the same.
    context.usage.note(subject.key.id, now);
    if (scope !== null && !holds(subject, scope)) {
      throw new Refusal('scope_missing', `This needs a key with the scope ${scope}.`);
    }
    return subject;
  });
}
