import type { AccessPreview } from '../../../shared/contract/orgs.ts';
import type { OrgRow } from '../../store/rows.ts';
import type { Context } from '../context.ts';
import { statusOf } from '../keys/standing.ts';

/** Counts the keys that turning the org's API-access switch would stop or bring back now. */
export async function accessPreview(context: Context, org: OrgRow): Promise<AccessPreview> {
  const { store } = context;
  const turned: OrgRow = { ...org, apiAccess: !org.apiAccess };
  const owners = new Map((await store.members.ofOrg(org.id)).map((owner) => [owner.id, owner]));
  const roles = new Map((await store.roles.ofOrg(org.id)).map((role) => [role.id, role]));
  const now = context.now();
  const affectedMembers = new Set<string>();
  let affectedKeys = 0;
  for await (const key of store.keys.newestFirst({ orgId: org.id })) {
    const owner = owners.get(key.ownerId);
    const role = owner && roles.get(owner.roleId);
    if (!owner || !role) continue;
    const isNow = statusOf({ key, owner, role, org }, now).status;
    const wouldBe = statusOf({ key, owner, role, org: turned }, now).status;
    if (isNow === wouldBe) continue;
    affectedKeys++;
    affectedMembers.add(owner.id);
  }
  return { apiAccess: org.apiAccess, affectedKeys, affectedMembers: affectedMembers.size };
}
