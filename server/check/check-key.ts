import { isWellFormed, KEY_PREFIX } from '../../shared/key-format.ts';
import type { Context } from '../domain/context.ts';
import { mayBeImported } from '../domain/keys/imported.ts';
import { andThen, type MaybePromise } from '../domain/maybe-promise.ts';
import { type Seen, UNSEEN } from '../domain/requests/pending.ts';
import { hashSecret } from '../domain/secrets.ts';
import type { CheckSubject } from '../store/store.ts';
import { type Decision, decide, MALFORMED } from './decide.ts';

export interface Checked {
  decision: Decision;
  /** Undefined where the org has no such key; then nothing about it may be told. */
  subject: CheckSubject | undefined;
}

/**
 * Whether a secret is a key of that org that may do all of `asked`, which are concrete
 * scopes; it goes on the key's record, with what was `seen` of the request that the key
 * came with. A promise only where the store has to ask; it rejects when the store cannot.
 */
export function checkKey(
  context: Context,
  orgId: string,
  secret: string,
  asked: readonly string[],
  seen: Seen = UNSEEN,
): MaybePromise<Checked> {
  if (!isWellFormed(secret, KEY_PREFIX) && !mayBeImported(secret, context.imported)) {
    context.checks.malformed += 1;
    return { decision: MALFORMED, subject: undefined };
  }
  return andThen(context.store.checkSubject(hashSecret(secret)), (found) =>
    checked(context, orgId, found, asked, seen),
  );
}

function checked(
  { now, usage, checks }: Context,
  orgId: string,
  found: CheckSubject | undefined,
  asked: readonly string[],
  seen: Seen,
): Checked {
  const at = now();
  const subject = found?.key.orgId === orgId ? found : undefined;
  const decision = decide(subject, asked, at);
  checks[decision.code] += 1;
  if (subject) usage.record(subject.key.id, at, decision.code, asked, seen);
  return { decision, subject };
}
