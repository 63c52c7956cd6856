/** Who is asking: a signed-in person, a member of one org, or a key. */
import type { CheckCode } from '../../shared/contract/check.ts';
import { isWellFormed, KEY_PREFIX, SESSION_PREFIX } from '../../shared/key-format.ts';
import { RESERVED_SCOPES, type ReservedScope } from '../../shared/scopes.ts';
import { decide } from '../check/decide.ts';
import type { SessionRow, UserRow } from '../store/rows.ts';
import type { CheckSubject } from '../store/store.ts';
import { memberAuthor, type Origin } from './audit/author.ts';
import type { Actor, Context } from './context.ts';
import { mayBeImported } from './keys/imported.ts';
import type { MaybePromise } from './maybe-promise.ts';
import { hasSecondFactor } from './people/views.ts';
import { notFound, Refusal } from './refusal.ts';
import type { Seen } from './requests/pending.ts';
import { hashSecret } from './secrets.ts';

export interface Person {
  user: UserRow;
  session: SessionRow;
}

const invalid = () =>
  new Refusal('credentials_invalid', 'The token or key is unknown, ended or not of use here.');

/** The person behind a session token; throws `credentials_invalid`, or `session_required` for a key. */
export async function personByToken(context: Context, token: string): Promise<Person> {
  const session = await context.store.sessions.byTokenHash(sessionHash(token));
  if (!session || !isUsable(context, session)) throw invalid();
  const user = await context.store.users.byId(session.userId);
  if (!user) throw invalid();
  return { user, session };
}

/**
 * The same as an active member of that org; throws `not_found`, too, where they are none, and
 * `second_factor_missing` where the org asks for one.
 */
export async function memberByToken(
  context: Context,
  token: string,
  orgId: string,
  origin: Origin,
): Promise<Actor & Person> {
  const found = await context.store.sessions.inOrg(sessionHash(token), orgId);
  if (!found || !isUsable(context, found.session)) throw invalid();
  const { user, session, membership } = found;
  if (!membership?.member.active) throw notFound('organisation');
  const { member, role, org } = membership;
  if (org.policy.requireSecondFactor && !hasSecondFactor(user)) {
    throw new Refusal(
      'second_factor_missing',
      `Turn on a second factor for your account to reach ${org.name}.`,
      { subject: member.id },
    );
  }
  const isAdmin = role.builtIn === 'admin';
  return { user, session, member, role, org, isAdmin, author: memberAuthor(member, origin) };
}

/** Whether it is open; if so, this is a use of it. */
function isUsable({ sessionUses, now }: Context, session: SessionRow): boolean {
  const at = now();
  if (!sessionUses.isOpen(session, at)) return false;
  sessionUses.note(session, at);
  return true;
}

function sessionHash(token: string): string {
  if (isWellFormed(token, KEY_PREFIX)) {
    throw new Refusal(
      'session_required',
      'Sign in and use the session token; a key cannot do this.',
    );
  }
  if (!isWellFormed(token, SESSION_PREFIX)) throw invalid();
  return hashSecret(token);
}

/** What may come back, so that whoever holds the key can still give it up. */
const REVERSIBLE: ReadonlySet<CheckCode> = new Set([
  'disabled',
  'api_access_off',
  'member_inactive',
]);

const NO_SCOPE: readonly string[] = Object.freeze([]);
const SCOPE_LISTS = new Map<string | null, readonly string[]>([
  [null, NO_SCOPE],
  ...Object.keys(RESERVED_SCOPES).map((scope) => [scope, Object.freeze([scope])] as const),
]);

/**
 * The key behind a secret: with `scope`, a working one that has it; without, one that is
 * not over for good. Where the request is
 * `seen` for the first time, it goes on the key's record. Throws, or rejects with,
 * `credentials_invalid` or `scope_missing`.
 */
export function keyCaller(
  context: Context,
  secret: string,
  scope: ReservedScope | null,
  seen: Seen | null,
): MaybePromise<CheckSubject> {
  return keyCallerByHash(context, callerHash(context, secret, scope), scope, seen);
}

/** Throws `credentials_invalid` for what can be no key. */
export function callerHash(context: Context, secret: string, scope: ReservedScope | null): string {
  // An imported key has none of our scopes, but may be given up by whoever holds it.
  const isOther = scope === null && mayBeImported(secret, context.imported);
  if (!isWellFormed(secret, KEY_PREFIX) && !isOther) throw invalid();
  return hashSecret(secret);
}

/** The same as `keyCaller` of the secret with that hash. */
export function keyCallerByHash(
  context: Context,
  hash: string,
  scope: ReservedScope | null,
  seen: Seen | null,
): MaybePromise<CheckSubject> {
  const found = context.store.checkSubject(hash);
  return found instanceof Promise
    ? found.then((subject) => workingCaller(context, subject, scope, seen))
    : workingCaller(context, found, scope, seen);
}

function workingCaller(
  context: Context,
  subject: CheckSubject | undefined,
  scope: ReservedScope | null,
  seen: Seen | null,
): CheckSubject {
  const now = context.now();
  const asked = SCOPE_LISTS.get(scope) ?? NO_SCOPE;
  const { valid, code } = decide(subject, asked, now);
  if (!subject) throw invalid();
  if (seen) context.usage.record(subject.key.id, now, code, asked, seen);
  if (valid || (scope === null && REVERSIBLE.has(code))) return subject;
  if (code !== 'insufficient_scope') throw invalid();
  throw new Refusal('scope_missing', `This needs a key with the scope ${scope}.`, {
    subject: subject.key.id,
  });
}
