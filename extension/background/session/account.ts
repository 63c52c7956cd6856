import type { Me } from '../../../shared/contract/people.ts';
import type { Account } from '../../messages/session.ts';

/**
 * The account as the screens know it, in the org chosen last where that still is one
 * of the person's, or else the first. Null for who is in no org any more.
 */
export function toAccount(me: Me, chosenOrg: string | null): Account | null {
  const current = me.memberships.find(({ org }) => org.id === chosenOrg) ?? me.memberships[0];
  if (!current) return null;
  const memberships = me.memberships.map(({ memberId, org, role }) => ({ memberId, org, role }));
  const isAdmin = current.role.builtIn && current.role.name === 'admin';
  return { user: me.user, current, memberships, isAdmin };
}
