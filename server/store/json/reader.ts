import type { Reader } from '../store.ts';
import type { Source } from './database.ts';
import type { Position } from './ordered.ts';

/** The domain's questions, answered by the indexes of `source`. */
export function readerOf(source: Source): Reader {
  return {
    orgs: {
      byId: async (id) => source.get('orgs', id),
      any: async () => !source.isEmpty('orgs'),
    },
    users: {
      byId: async (id) => source.get('users', id),
      byEmail: async (email) => source.byUnique('users', 'email', email),
    },
    roles: {
      byId: async (id) => source.get('roles', id),
      ofOrg: async (orgId) => source.referring('roles', 'orgId', orgId),
    },
    members: {
      byId: async (id) => source.get('members', id),
      ofOrg: async (orgId) => source.referring('members', 'orgId', orgId),
      ofUser: async (userId) => source.referring('members', 'userId', userId),
    },
    invitations: {
      byCodeHash: async (codeHash) => source.byUnique('invitations', 'codeHash', codeHash),
      ofMember: async (memberId) => source.referring('invitations', 'memberId', memberId),
    },
    sessions: {
      byId: async (id) => source.get('sessions', id),
      byTokenHash: async (tokenHash) => source.byUnique('sessions', 'tokenHash', tokenHash),
      ofUser: async (userId) => source.referring('sessions', 'userId', userId).reverse(),
    },
    keys: {
      byId: async (id) => source.get('keys', id),
      byHash: async (hash) => source.byUnique('keys', 'hash', hash),
      async *newestFirst({ orgId, ownerId, before }) {
        let last: Position | null = before ?? null;
        for (;;) {
          const row =
            ownerId === undefined
              ? source.below('keys', 'orgId', orgId, last)
              : source.below('keys', 'ownerId', ownerId, last);
          if (!row) return;
          last = row;
          if (row.orgId === orgId) yield row;
        }
      },
    },
  };
}
