import type { Permission } from '../../../shared/contract/orgs.ts';
import { coveredBy } from '../../../shared/scopes.ts';
import { callAs, refreshAccount } from '../session/session.ts';

/** The catalogue as far as the person's role allows it now. */
export async function grantablePermissions(): Promise<{ items: Permission[] }> {
  const session = await refreshAccount();
  const { org, permissions } = session.account.current;
  const { items } = await callAs(session, 'getPermissions', { params: { org: org.id } });
  return { items: items.filter(({ scope }) => coveredBy(scope, permissions)) };
}
