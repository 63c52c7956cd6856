import type { CheckSubject, Reader } from '../../store/store.ts';
import type { Actor } from '../context.ts';
import { notFound } from '../refusal.ts';

/** A key of the actor's org that is the actor's own, or any for an admin; throws `not_found`. */
export async function visibleKey(
  reader: Reader,
  { org, member, isAdmin }: Actor,
  keyId: string,
): Promise<CheckSubject> {
  const subject = await reader.keys.subject(keyId);
  if (subject?.key.orgId !== org.id) throw notFound('key');
  if (!isAdmin && subject.owner.id !== member.id) throw notFound('key');
  return subject;
}
