import type { KeyRow } from '../../store/rows.ts';
import type { CheckSubject, Reader } from '../../store/store.ts';
import type { Actor } from '../context.ts';
import { notFound } from '../refusal.ts';

/** The key with everything around it; undefined where its org or owner is gone. */
export async function subjectOf(reader: Reader, key: KeyRow): Promise<CheckSubject | undefined> {
  const owner = await reader.members.byId(key.ownerId);
  const role = owner && (await reader.roles.byId(owner.roleId));
  const org = await reader.orgs.byId(key.orgId);
  return owner && role && org && { key, owner, role, org };
}

/** A key of the actor's org that is the actor's own, or any for an admin; throws `not_found`. */
export async function visibleKey(
  reader: Reader,
  { org, member, isAdmin }: Actor,
  keyId: string,
): Promise<CheckSubject> {
  const key = await reader.keys.byId(keyId);
  if (key?.orgId !== org.id || !(isAdmin || key.ownerId === member.id)) throw notFound('key');
  const subject = await subjectOf(reader, key);
  if (!subject) throw notFound('key');
  return subject;
}
