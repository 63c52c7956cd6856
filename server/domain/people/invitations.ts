/** Inviting a person into an organisation, and their coming in. */
import type { z } from 'zod';
import type { acceptInvitationRequest, SessionAnswer } from '../../../shared/contract/people.ts';
import { randomBase62 } from '../../../shared/key-format.ts';
import type { InvitationRow, MemberRow } from '../../store/rows.ts';
import type { Reader, Transaction } from '../../store/store.ts';
import { memberAuthor, type Origin } from '../audit/author.ts';
import { record, theMember } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { createId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { hashSecret } from '../secrets.ts';
import type { Doors } from './doors.ts';
import { newUserRow } from './new-user.ts';
import { type Proof, prove } from './proof.ts';
import { credentialsWrong, signedIn } from './sessions.ts';
import { refuseWeakPassword } from './weak-passwords.ts';

export const INVITATION_LIFETIME_MS = 7 * 24 * 3_600_000;
/** Base62 characters: 142 random bits. */
const CODE_LENGTH = 24;

export interface NewInvitation {
  /** In clear, this once. */
  code: string;
  expiresAt: string;
}

/** The member's earlier invitations end. */
export async function addInvitation(
  tx: Transaction,
  { now, randomBytes }: Pick<Context, 'now' | 'randomBytes'>,
  member: MemberRow,
): Promise<NewInvitation> {
  await removeInvitations(tx, member.id);
  const code = randomBase62(CODE_LENGTH, randomBytes);
  const expiresAt = now() + INVITATION_LIFETIME_MS;
  tx.put('invitations', {
    id: createId('inv', randomBytes),
    orgId: member.orgId,
    memberId: member.id,
    codeHash: hashSecret(code),
    expiresAt,
    createdAt: now(),
  });
  return { code, expiresAt: new Date(expiresAt).toISOString() };
}

/**
 * Joins the person to the member that was made for them and signs them in. Throws
 * `rate_limited`, `invitation_invalid`, `invalid_input` for a new password that is easy
 * to guess, or what signing in throws where the server knows the address.
 */
export async function acceptInvitation(
  context: Context,
  doors: Doors,
  { code, password, secondFactorCode }: z.output<typeof acceptInvitationRequest>,
  origin: Origin,
): Promise<SessionAnswer> {
  const codeAttempt = await doors.attempts.code(origin.ip);
  const { member, email } = await openInvitation(context, context.store, code);
  await codeAttempt.succeeded();

  const known = await context.store.users.byEmail(email);
  const claim = { user: known, email, password, secondFactorCode, ip: origin.ip };
  const proof = known
    ? await prove(context, doors, claim, credentialsWrong)
    : await newAccount(context, doors, { member, email, password });
  const answer = await context.store.transact(async (tx) => {
    const { member, invitation } = await openInvitation(context, tx, code);
    const user = await proof.inTransaction(tx);
    tx.put('members', { ...member, userId: user.id });
    tx.remove('invitations', invitation.id);
    record(tx, context, memberAuthor(member, origin), 'member.joined', theMember(member));
    return signedIn(tx, context, user, origin);
  });
  await proof.succeeded();
  return answer;
}

async function newAccount(
  context: Context,
  doors: Doors,
  { member, email, password }: { member: MemberRow; email: string; password: string },
): Promise<Proof> {
  const { name, orgId } = member;
  const org = await context.store.orgs.byId(orgId);
  await refuseWeakPassword(doors, password, [name, email, org?.name ?? ''], 'password');
  const passwordHash = await doors.passwords.hash(password);
  const user = newUserRow(context, { name, email, passwordHash });
  return {
    async inTransaction(tx) {
      const now = await tx.users.byEmail(email);
      // Another invitation made the account while this one's password was hashed.
      if (now) throw credentialsWrong(now.id);
      tx.put('users', user);
      return user;
    },
    async succeeded() {},
  };
}

async function openInvitation(
  context: Context,
  reader: Reader,
  code: string,
): Promise<{ invitation: InvitationRow; member: MemberRow; email: string }> {
  const invitation = await reader.invitations.byCodeHash(hashSecret(code));
  const member = invitation && (await reader.members.byId(invitation.memberId));
  if (
    !invitation ||
    invitation.expiresAt <= context.now() ||
    !member?.active ||
    member.userId !== null ||
    member.email === null
  ) {
    throw new Refusal('invitation_invalid', 'Ask an admin of the organisation for a new one.');
  }
  return { invitation, member, email: member.email };
}

async function removeInvitations(tx: Transaction, memberId: string): Promise<void> {
  for (const { id } of await tx.invitations.ofMember(memberId)) tx.remove('invitations', id);
}
