import type { MemberRow, OrgRow } from '../store/rows.ts';
import type { Reader } from '../store/store.ts';
import { notFound, Refusal } from './refusal.ts';

interface Asker {
  org: OrgRow;
  member: MemberRow;
  isAdmin: boolean;
}

/**
 * Whose `what` are asked for: `me`, `all`, or a member's id; null for everyone's. Throws
 * `admin_only`, `not_found`.
 */
export async function ownerAsked(
  reader: Pick<Reader, 'members'>,
  { org, member, isAdmin }: Asker,
  owner: string,
  what: 'keys' | 'webhooks',
): Promise<string | null> {
  if (owner === 'me' || owner === member.id) return member.id;
  if (!isAdmin) {
    throw new Refusal('admin_only', `Only an admin of ${org.name} sees the ${what} of others.`);
  }
  if (owner === 'all') return null;
  const other = await reader.members.byId(owner);
  if (other?.orgId !== org.id) throw notFound('member');
  return other.id;
}
