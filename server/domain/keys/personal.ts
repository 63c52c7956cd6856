/** The one-switch way: a key that may do what its owner may. */
import type { Key } from '../../../shared/contract/keys.ts';
import type { KeyRow } from '../../store/rows.ts';
import type { CheckSubject, MemberAround, Transaction } from '../../store/store.ts';
import { record, theKey } from '../audit/record.ts';
import type { Actor, Context } from '../context.ts';
import { revoked } from './changes.ts';
import { drawKey } from './draw.ts';
import { type Issued, issued, issueKey, ownerOf } from './issue.ts';
import { latestExpiry } from './policies.ts';
import { statusOf } from './standing.ts';
import { keyView } from './view.ts';

const NAME = 'Personal key';

/** `was`: it was on already. */
export type TurnedOn = { was: true; key: Key } | ({ was: false } & Issued);

/**
 * On is a key that waits, is suspended or deactivated too. A new one lives as long as the
 * org's policy allows: the switch has no place for an expiry. Throws `api_access_off`,
 * `policy_expiry_required` (where the policy says no longest lifetime to take),
 * `policy_too_many_keys`.
 */
export async function turnPersonalKeyOn(context: Context, actor: Actor): Promise<TurnedOn> {
  const draw = drawKey(context.randomBytes);
  const { was, subject } = await context.store.transact(async (tx) => {
    const around = await ownerOf(tx, actor.org.id, actor.member.id);
    const now = context.now();
    const present = await presentKey(tx, around, now);
    if (present) return { was: true, subject: present };
    const expiresAt = latestExpiry(around.org, now);
    const wanted = { name: NAME, scopes: ['*'], expiresAt, personal: true };
    const subject = await issueKey(tx, context, actor, around, draw, wanted, now);
    return { was: false, subject };
  });
  if (was) return { was, key: keyView(context, subject) };
  return { was, ...issued(context, subject, draw) };
}

/** Revokes it; one that still has the grace of its regeneration too. */
export async function turnPersonalKeyOff(context: Context, actor: Actor): Promise<void> {
  await context.store.transact(async (tx) => {
    const around = await ownerOf(tx, actor.org.id, actor.member.id);
    const now = context.now();
    for await (const { key } of livingKeys(tx, around, now)) {
      const row = revoked(key, actor.member.id, null, now);
      tx.put('keys', row);
      record(tx, context, actor.author, 'key.revoked', theKey(row));
    }
  });
}

async function presentKey(
  tx: Transaction,
  around: MemberAround,
  now: number,
): Promise<CheckSubject | undefined> {
  for await (const subject of livingKeys(tx, around, now)) {
    if (subject.key.revokedAt === null) return subject;
  }
  return undefined;
}

const OVER: readonly string[] = ['revoked', 'expired', 'denied'];

/** The member's personal keys that work, or may yet. */
async function* livingKeys(
  tx: Transaction,
  around: MemberAround,
  now: number,
): AsyncIterable<CheckSubject & { key: KeyRow }> {
  const { owner, org } = around;
  for await (const key of tx.keys.newestFirst({ orgId: org.id, ownerId: owner.id })) {
    const subject = { ...around, key };
    if (key.personal && !OVER.includes(statusOf(subject, now).status)) yield subject;
  }
}
