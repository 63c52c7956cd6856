import { KEY_PREFIX } from '../../../shared/key-format.ts';
import type { DeliveryRow, KeyRow, MemberRow, TableName, Tables } from '../rows.ts';
import type { CheckSubject, MemberAround, Reader } from '../store.ts';
import type { Source } from './database.ts';
import type { ReferenceField } from './indexes.ts';
import { compare, type Position } from './ordered.ts';

/** The domain's questions, answered by the indexes of `source`. */
export function readerOf(source: Source): Reader {
  return {
    orgs: {
      byId: async (id) => source.get('orgs', id),
      any: async () => !source.isEmpty('orgs'),
      all: async () => [...source.values('orgs')],
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
      around: async (id) => aroundOf(source, source.get('members', id)),
    },
    invitations: {
      byCodeHash: async (codeHash) => source.byUnique('invitations', 'codeHash', codeHash),
      ofMember: async (memberId) => source.referring('invitations', 'memberId', memberId),
    },
    sessions: {
      byId: async (id) => source.get('sessions', id),
      byTokenHash: async (tokenHash) => source.byUnique('sessions', 'tokenHash', tokenHash),
      async inOrg(tokenHash, orgId) {
        const session = source.byUnique('sessions', 'tokenHash', tokenHash);
        const user = session && source.get('users', session.userId);
        if (!session || !user) return undefined;
        const members = source.referring('members', 'userId', user.id);
        const around = aroundOf(
          source,
          members.find((member) => member.orgId === orgId),
        );
        if (!around) return { session, user, membership: null };
        const { owner: member, role, org } = around;
        return { session, user, membership: { member, role, org } };
      },
      ofUser: async (userId) => source.referring('sessions', 'userId', userId).reverse(),
    },
    keys: {
      byId: async (id) => source.get('keys', id),
      byHash: async (hash) => source.byUnique('keys', 'hash', hash),
      subject: async (id) => subjectOf(source, source.get('keys', id)),
      async anyImported() {
        for (const key of source.values('keys')) {
          if (key.hash !== null && !key.prefix.startsWith(KEY_PREFIX)) return true;
        }
        return false;
      },
      async *newestFirst({ orgId, ownerId, before }) {
        const rows =
          ownerId === undefined
            ? below(source, 'keys', 'orgId', orgId, before)
            : below(source, 'keys', 'ownerId', ownerId, before);
        for (const row of rows) if (row.orgId === orgId) yield row;
      },
    },
    webhooks: {
      byId: async (id) => source.get('webhooks', id),
      ofOrg: async (orgId) => source.referring('webhooks', 'orgId', orgId),
      ofOwner: async ({ orgId, ownerId }) =>
        source.referring('webhooks', 'ownerId', ownerId).filter((row) => row.orgId === orgId),
      ofKey: async (keyId) => source.referring('webhooks', 'keyId', keyId),
    },
    events: {
      byId: async (id) => source.get('events', id),
    },
    deliveries: {
      byId: async (id) => source.get('deliveries', id),
      ofEvent: async (eventId) => source.referring('deliveries', 'eventId', eventId),
      async due(now, limit, except = []) {
        const due: DeliveryRow[] = [];
        for (const row of source.due('deliveries', now)) {
          if (due.length === limit) break;
          if (!except.includes(row.webhookId)) due.push(row);
        }
        return due;
      },
      async overBefore(createdAt, limit) {
        const over: DeliveryRow[] = [];
        for (const row of source.values('deliveries')) {
          if (row.nextAttemptAt === null && row.createdAt < createdAt) over.push(row);
        }
        return over.sort(compare).slice(0, limit);
      },
      newestOf: async (webhookId) => source.below('deliveries', 'webhookId', webhookId, null),
      async *newestFirst({ webhookId, before }) {
        yield* below(source, 'deliveries', 'webhookId', webhookId, before);
      },
    },
    clocks: {
      byId: async (id) => source.get('clocks', id),
    },
  };
}

function aroundOf(source: Source, owner: MemberRow | undefined): MemberAround | undefined {
  const role = owner && source.get('roles', owner.roleId);
  const org = owner && source.get('orgs', owner.orgId);
  return owner && role && org && { owner, role, org };
}

function subjectOf(source: Source, key: KeyRow | undefined): CheckSubject | undefined {
  const around = key && aroundOf(source, source.get('members', key.ownerId));
  return around && { key, ...around };
}

/** Newest first, from just below `before`. */
function* below<T extends TableName>(
  source: Source,
  table: T,
  field: ReferenceField<T>,
  value: string,
  before: Position | undefined,
): Iterable<Tables[T]> {
  let last: Position | null = before ?? null;
  for (;;) {
    const row = source.below(table, field, value, last);
    if (!row) return;
    last = row;
    yield row;
  }
}
