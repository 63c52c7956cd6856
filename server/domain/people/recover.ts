/** Letting a person in again, by whoever runs the server. */
import { randomBase62 } from '../../../shared/key-format.ts';
import type { MemberRow, OrgRow, RoleRow, UserRow } from '../../store/rows.ts';
import type { Transaction } from '../../store/store.ts';
import { SYSTEM } from '../audit/author.ts';
import { record, theMember } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../refusal.ts';
import { hashSecret } from '../secrets.ts';
import { hasWorkingAdmin } from './members.ts';
import type { Passwords } from './passwords.ts';
import { hasSecondFactor } from './views.ts';

/** As short as typing it in allows: whoever runs the server gives it to the person at once. */
export const RESET_CODE_LIFETIME_MS = 3_600_000;
/** Base62 characters: 142 random bits. */
const CODE_LENGTH = 24;
/** Base62 characters: 256 random bits. */
const NOBODYS_LENGTH = 43;

export interface Recovered {
  /** In clear, this once: good for one new password (`reset-password.ts`). */
  code: string;
  expiresAt: string;
  /** How many sessions of the person were ended. */
  sessions: number;
  /** Whether signing in asks for one, and whether it did before. */
  secondFactor: { is: boolean; was: boolean };
  orgs: { name: string; role: string; active: boolean; becameAdmin: boolean }[];
}

/**
 * Gives the person a reset code; their password is void from now on, and their sessions
 * end. In each of their organisations that no admin can work in, they become an active
 * admin. Their second factor stays on, unless that is lost, too. Throws `not_found`.
 */
export async function recoverPerson(
  context: Pick<Context, 'store' | 'now' | 'randomBytes'>,
  passwords: Pick<Passwords, 'hash'>,
  email: string,
  { withoutSecondFactor = false }: { withoutSecondFactor?: boolean } = {},
): Promise<Recovered> {
  const { store, now, randomBytes } = context;
  const code = randomBase62(CODE_LENGTH, randomBytes);
  // Signing in has to take as long as for anybody else, so there is a hash still.
  const passwordHash = await passwords.hash(randomBase62(NOBODYS_LENGTH, randomBytes));
  return store.transact(async (tx) => {
    const user = await tx.users.byEmail(email);
    if (!user) {
      throw new Refusal(
        'not_found',
        `Nobody with the address ${email} has an account. Whoever was only invited needs a new invitation.`,
      );
    }
    const expiresAt = now() + RESET_CODE_LIFETIME_MS;
    const after: UserRow = {
      ...user,
      passwordHash,
      resetCode: { hash: hashSecret(code), expiresAt },
      ...(withoutSecondFactor && { secondFactor: null }),
    };
    tx.put('users', after);
    const secondFactor = { is: hasSecondFactor(after), was: hasSecondFactor(user) };
    const sessions = await tx.sessions.ofUser(user.id);
    for (const { id } of sessions) tx.remove('sessions', id);
    const orgs: Recovered['orgs'] = [];
    for (const member of await tx.members.ofUser(user.id)) {
      record(tx, context, SYSTEM, 'member.reset_code_issued', theMember(member));
      if (secondFactor.was && !secondFactor.is) {
        record(tx, context, SYSTEM, 'member.second_factor_removed', theMember(member));
      }
      if (sessions.length > 0) {
        const detail = { sessions: sessions.length };
        record(tx, context, SYSTEM, 'member.session_ended', theMember(member), detail);
      }
      orgs.push(await makeSureOfAdmin(tx, context, member));
    }
    return {
      code,
      expiresAt: new Date(expiresAt).toISOString(),
      sessions: sessions.length,
      secondFactor,
      orgs,
    };
  });
}

async function makeSureOfAdmin(
  tx: Transaction,
  context: Pick<Context, 'now' | 'randomBytes'>,
  member: MemberRow,
): Promise<Recovered['orgs'][number]> {
  const org = (await tx.orgs.byId(member.orgId)) as OrgRow;
  const roles = await tx.roles.ofOrg(org.id);
  const roleOf = (id: string) => roles.find((role) => role.id === id) as RoleRow;
  const before = roleOf(member.roleId);
  if (await hasWorkingAdmin(tx, org.id)) {
    return { name: org.name, role: before.name, active: member.active, becameAdmin: false };
  }
  const admin = roles.find((role) => role.builtIn === 'admin') as RoleRow;
  const after: MemberRow = { ...member, roleId: admin.id, active: true };
  tx.put('members', after);
  if (before.id !== admin.id) {
    const role = { from: before.name, to: admin.name };
    record(tx, context, SYSTEM, 'member.updated', theMember(after), { role });
  }
  if (!member.active) record(tx, context, SYSTEM, 'member.reactivated', theMember(after));
  return { name: org.name, role: admin.name, active: true, becameAdmin: true };
}
