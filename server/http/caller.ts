/** Who an operation's request comes from, and whether they are of the kind that may call it. */
import type { Request } from 'express';
import type { CallerKind, Operation } from '../../shared/contract/operations.ts';
import { KEY_PREFIX } from '../../shared/key-format.ts';
import type { ReservedScope } from '../../shared/scopes.ts';
import { keyAuthor, type Origin } from '../domain/audit/author.ts';
import { keyCaller, memberByToken, type Person, personByToken } from '../domain/callers.ts';
import type { Actor, Context, KeyCaller } from '../domain/context.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import type { Seen } from '../domain/requests/pending.ts';
import { isBasic, readBasic } from './basic.ts';
import { bearerToken } from './bearer.ts';

export type CallerOf<K extends CallerKind> = K extends 'anyone'
  ? null
  : K extends 'person'
    ? Person
    : K extends 'member' | 'admin'
      ? Actor & Person
      : K extends 'member or keyturn.webhooks:manage'
        ? (Actor & Person) | KeyCaller
        : KeyCaller;

type Caller = CallerOf<CallerKind>;

/** Throws the refusals of `callers.ts`, or `admin_only`. */
export async function readCaller(
  context: Context,
  { caller: kind, basic }: Pick<Operation, 'caller' | 'basic'>,
  request: Request,
  origin: Origin,
): Promise<Caller> {
  if (kind === 'anyone') return null;
  const { authorization } = request.headers;
  const byBasic = basic && authorization !== undefined && isBasic(authorization);
  const { id, secret: credential } = byBasic
    ? basicCredential(authorization)
    : { id: null, secret: bearerToken(authorization) };
  const withKey = async (scope: ReservedScope | null) => {
    const caller = await keyInPath(context, credential, scope, request, origin);
    if (id !== null && id !== caller.key.id) throw notThatKey();
    return caller;
  };
  switch (kind) {
    case 'person':
      return personByToken(context, credential);
    case 'member':
    case 'admin':
      return memberInPath(context, credential, kind, request, origin);
    case 'member or keyturn.webhooks:manage':
      return credential.startsWith(KEY_PREFIX)
        ? withKey('keyturn.webhooks:manage')
        : memberInPath(context, credential, 'member', request, origin);
    case 'key':
      return withKey(null);
    default:
      return withKey(kind satisfies ReservedScope);
  }
}

function basicCredential(authorization: string): { id: string; secret: string } {
  const credential = readBasic(authorization);
  if (!credential) throw notThatKey();
  return credential;
}

function notThatKey(): Refusal {
  return new Refusal(
    'credentials_invalid',
    "Send a key's id as the user and its secret as the password.",
  );
}

async function memberInPath(
  context: Context,
  token: string,
  kind: 'member' | 'admin',
  request: Request,
  origin: Origin,
): Promise<Actor & Person> {
  const actor = await memberByToken(context, token, request.params.org as string, origin);
  if (kind === 'admin' && !actor.isAdmin) {
    throw new Refusal('admin_only', `Ask an admin of ${actor.org.name}.`, {
      subject: actor.member.id,
    });
  }
  return actor;
}

const met = new WeakSet<Request>();

/** What goes on the key's record; null where the request was met before, ahead of its body. */
function firstSight(request: Request, { ip }: Origin): Seen | null {
  if (met.has(request)) return null;
  met.add(request);
  return { method: request.method, path: request.originalUrl, ip: ip || null };
}

/** Where the path names an org, it is the key's own. */
async function keyInPath(
  context: Context,
  secret: string,
  scope: ReservedScope | null,
  request: Request,
  origin: Origin,
): Promise<KeyCaller> {
  const subject = await keyCaller(context, secret, scope, firstSight(request, origin));
  const { org } = request.params;
  if (org !== undefined && org !== subject.org.id) throw notFound('organisation');
  return { ...subject, author: keyAuthor(subject.key, origin) };
}
