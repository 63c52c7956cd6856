/** Organisations: making and changing them. */
import type { Permission } from '../../../shared/contract/orgs.ts';
import type { OrgRow, UserRow } from '../../store/rows.ts';
import type { Transaction } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { notFound } from '../refusal.ts';
import { addOrg } from './new-org.ts';

export async function createOrg(context: Context, founder: UserRow, name: string): Promise<OrgRow> {
  return context.store.transact(async (tx) => addOrg(tx, context, { name, founder }).org);
}

/** `apiAccess` takes effect on the very next check. */
export async function updateOrg(
  context: Context,
  orgId: string,
  { name, apiAccess }: { name?: string | undefined; apiAccess?: boolean | undefined },
): Promise<OrgRow> {
  return change(context, orgId, (org) => ({
    ...org,
    name: name ?? org.name,
    apiAccess: apiAccess ?? org.apiAccess,
  }));
}

/**
 * Replaces the permission catalogue. It only says what new keys may be given: keys that
 * exist keep their scopes, also those that are no longer in it.
 */
export async function putCatalogue(
  context: Context,
  orgId: string,
  catalogue: Permission[],
): Promise<OrgRow> {
  return change(context, orgId, (org) => ({ ...org, catalogue }));
}

async function change(
  context: Context,
  orgId: string,
  changed: (org: OrgRow) => OrgRow,
): Promise<OrgRow> {
  return context.store.transact(async (tx: Transaction) => {
    const before = await tx.orgs.byId(orgId);
    if (!before) throw notFound('organisation');
    const org = changed(before);
    tx.put('orgs', org);
    return org;
  });
}
