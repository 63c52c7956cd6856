import type { z } from 'zod';
import type { Key, listKeysQuery } from '../../../shared/contract/keys.ts';
import type { KeyRow } from '../../store/rows.ts';
import type { CheckSubject, MemberAround } from '../../store/store.ts';
import type { Actor, Context } from '../context.ts';
import { ownerAsked } from '../owner-asked.ts';
import { type Page, pageFrom, positionOf, rowBefore } from '../page.ts';
import { contains } from './search.ts';
import { keyView } from './view.ts';

export type ListKeys = z.output<typeof listKeysQuery>;

/** Newest first. Throws `admin_only`, `not_found` (the owner), `invalid_input` (the cursor). */
export async function listKeys(
  context: Context,
  actor: Actor,
  query: ListKeys,
): Promise<Page<Key>> {
  const ownerId = await ownerAsked(context.store, actor, query.owner, 'keys');
  const rows = context.store.keys.newestFirst({
    orgId: actor.org.id,
    ...(ownerId !== null && { ownerId }),
    ...rowBefore(query.cursor),
  });
  const matches = matcher(query);
  const surroundings = surroundingsOf(context);
  return pageFrom(rows, query.limit, positionOf, async (row) => {
    const subject = await surroundings(row);
    const view = subject && keyView(context, subject);
    return view && matches(view) ? view : undefined;
  });
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
