import type { z } from 'zod';
import type { Key, listKeysQuery } from '../../../shared/contract/keys.ts';
import type { KeyRow } from '../../store/rows.ts';
import type { CheckSubject, MemberAround } from '../../store/store.ts';
import type { Actor, Context } from '../context.ts';
import { decodeCursor, encodeCursor, type Page } from '../page.ts';
import { notFound, Refusal } from '../refusal.ts';
import { contains } from './search.ts';
import { keyView } from './view.ts';

export type ListKeys = z.output<typeof listKeysQuery>;

/**
 * Newest first. The store is read only as far as the page needs, and one match further,
 * to know whether there is a next one. Throws `admin_only`, `not_found` (the owner),
 * `invalid_input` (the cursor).
 */
export async function listKeys(
  context: Context,
  actor: Actor,
  query: ListKeys,
): Promise<Page<Key>> {
  const ownerId = await ownerAsked(context, actor, query.owner);
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor);
  const rows = context.store.keys.newestFirst({
    orgId: actor.org.id,
    ...(ownerId !== null && { ownerId }),
    ...(after && { before: { createdAt: after.at, id: after.id } }),
  });
  const matches = matcher(query);
  const surroundings = surroundingsOf(context);
  const page: { row: KeyRow; view: Key }[] = [];
  for await (const row of rows) {
    const subject = await surroundings(row);
    const view = subject && keyView(context, subject);
    if (!view || !matches(view)) continue;
    const last = page.at(-1);
    if (last && page.length === query.limit) {
      const nextCursor = encodeCursor({ at: last.row.createdAt, id: last.row.id });
      return { items: page.map((one) => one.view), nextCursor };
    }
    page.push({ row, view });
  }
  return { items: page.map((one) => one.view), nextCursor: null };
}

/** Whose keys; null for everyone's. */
async function ownerAsked(
  { store }: Context,
  { member, org, isAdmin }: Actor,
  owner: ListKeys['owner'],
): Promise<string | null> {
  if (owner === 'me' || owner === member.id) return member.id;
  if (!isAdmin) {
    throw new Refusal('admin_only', `Only an admin of ${org.name} sees the keys of others.`);
  }
  if (owner === 'all') return null;
  const other = await store.members.byId(owner);
  if (other?.orgId !== org.id) throw notFound('member');
  return other.id;
}

function matcher({ status, q }: ListKeys): (key: Key) => boolean {
  const found = contains(q ?? '');
  return (key) => {
    const wanted =
      status === undefined ? key.status !== 'revoked' : status === 'any' || key.status === status;
    return wanted && (found(key.name) || found(key.prefix));
  };
}

/** Asks for each owner once. */
function surroundingsOf({ store }: Context) {
  const known = new Map<string, MemberAround | undefined>();
  return async (key: KeyRow): Promise<CheckSubject | undefined> => {
    if (!known.has(key.ownerId)) known.set(key.ownerId, await store.members.around(key.ownerId));
    const around = known.get(key.ownerId);
    return around && { ...around, key };
  };
}
