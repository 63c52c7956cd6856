import type { BodyOf } from '../../../shared/contract/operations.ts';
import type { Org } from '../../../shared/contract/orgs.ts';
import { ask, orgParams, tellSession } from './in-org.ts';

export async function readOrg(): Promise<Org> {
  return ask('getOrg', { params: await orgParams() });
}

export async function changeOrg(change: BodyOf<'updateOrg'>): Promise<Org> {
  const org = await ask('updateOrg', { params: await orgParams(), body: change });
  await tellSession();
  return org;
}
