/** How a new key comes into the store, whoever asks for it. */
import type { Key } from '../../../shared/contract/keys.ts';
import { KEY_PREFIX } from '../../../shared/key-format.ts';
import type { KeyRow } from '../../store/rows.ts';
import type { CheckSubject, MemberAround, Transaction } from '../../store/store.ts';
import { record, theKey } from '../audit/record.ts';
import type { Actor, Context } from '../context.ts';
import { notFound } from '../refusal.ts';
import type { Draw } from './draw.ts';
import { newKeyRow } from './new-key-row.ts';
import { requireLifetime, requireRoom } from './policies.ts';
import { requireAccess } from './refusals.ts';
import { isoOrNull, keyView } from './view.ts';

/** A new key; its secret is null where an admin has to approve it first. */
export interface Issued {
  key: Key;
  secret: string | null;
}

/** An active member of the org; throws `not_found`. */
export async function ownerOf(
  tx: Transaction,
  orgId: string,
  ownerId: string,
): Promise<MemberAround> {
  const around = await tx.members.around(ownerId);
  if (around?.org.id !== orgId || !around.owner.active) throw notFound('active member');
  return around;
}

/**
 * Puts the key with its secret, or without it where the org asks for an approval and the
 * actor is no admin. Throws `api_access_off`, `policy_expiry_required`,
 * `policy_lifetime_too_long`, `policy_too_many_keys`.
 */
export async function issueKey(
  tx: Transaction,
  context: Context,
  actor: Actor,
  around: MemberAround,
  { row }: Draw,
  wanted: Pick<KeyRow, 'name' | 'scopes' | 'expiresAt' | 'personal'>,
  now: number,
): Promise<CheckSubject> {
  const { owner, role, org } = around;
  requireAccess(owner, role, org);
  requireLifetime(org, wanted.expiresAt, now);
  await requireRoom(tx, around, now);
  const waits = org.policy.requireApproval && !actor.isAdmin;
  const key = newKeyRow(
    owner,
    {
      ...row,
      ...(waits && { prefix: KEY_PREFIX, hash: null }),
      ...wanted,
      createdBy: actor.member.id,
      approval: waits ? 'pending' : null,
    },
    now,
  );
  tx.put('keys', key);
  record(tx, context, actor.author, waits ? 'key.requested' : 'key.created', theKey(key), {
    ownerId: key.ownerId,
    scopes: key.scopes,
    expiresAt: isoOrNull(key.expiresAt),
  });
  return { ...around, key };
}

export function issued(context: Context, subject: CheckSubject, { secret }: Draw): Issued {
  return {
    key: keyView(context, subject),
    secret: subject.key.hash === null ? null : secret,
  };
}
