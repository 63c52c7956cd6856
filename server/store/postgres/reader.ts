import { type SelectQueryBuilder, sql } from 'kysely';
import type { TableName, Tables } from '../rows.ts';
import type { Reader } from '../store.ts';
import { decode, type Schema } from './columns.ts';
import type { Db } from './driver.ts';

/** Rows are read this many at a time: most listings end within the first page. */
const PAGE = 100;

/** How each question is asked: of a table, and of one row where only that is looked at. */
type Ask = <R>(table: TableName, id: string | undefined, ask: () => Promise<R>) => Promise<R>;

/** The domain's questions in SQL. */
export function readerOf(db: Db, ask: Ask = (_table, _id, query) => query()): Reader {
  const one = async <T extends TableName>(
    table: T,
    query: { executeTakeFirst(): Promise<object | undefined> },
    id?: string,
  ): Promise<Tables[T] | undefined> => {
    const record = await ask(table, id, () => query.executeTakeFirst());
    return record && decode(table, record);
  };
  const all = async <T extends TableName>(
    table: T,
    query: { execute(): Promise<object[]> },
  ): Promise<Tables[T][]> => {
    const records = await ask(table, undefined, () => query.execute());
    return records.map((record) => decode(table, record));
  };
  const orgs = db.selectFrom('orgs').selectAll();
  const users = db.selectFrom('users').selectAll();
  const roles = db.selectFrom('roles').selectAll();
  const members = db.selectFrom('members').selectAll();
  const invitations = db.selectFrom('invitations').selectAll();
  const sessions = db.selectFrom('sessions').selectAll();
  const keys = db.selectFrom('keys').selectAll();
  const webhooks = db.selectFrom('webhooks').selectAll();
  const deliveries = db.selectFrom('deliveries').selectAll();

  /** Newest first, from just below `before`. */
  async function* pages<T extends 'keys' | 'deliveries'>(
    table: T,
    ofThose: SelectQueryBuilder<Schema, T, object>,
    before: { createdAt: number; id: string } | undefined,
  ): AsyncIterable<Tables[T]> {
    const newest = ofThose
      .orderBy(sql.ref('created_at'), 'desc')
      .orderBy(sql.ref('id'), 'desc')
      .limit(PAGE);
    let last = before;
    for (;;) {
      const page = await all(
        table,
        last
          ? newest.where(sql<boolean>`(created_at, id) < (${new Date(last.createdAt)}, ${last.id})`)
          : newest,
      );
      yield* page;
      last = page.at(-1);
      if (!last || page.length < PAGE) return;
    }
  }

  return {
    orgs: {
      byId: (id) => one('orgs', orgs.where('id', '=', id), id),
      any: async () => (await all('orgs', orgs.limit(1))).length > 0,
      all: () => all('orgs', orgs),
    },
    users: {
      byId: (id) => one('users', users.where('id', '=', id), id),
      byEmail: (email) => one('users', users.where('email', '=', email)),
    },
    roles: {
      byId: (id) => one('roles', roles.where('id', '=', id), id),
      ofOrg: (orgId) => all('roles', roles.where('org_id', '=', orgId).orderBy('id')),
    },
    members: {
      byId: (id) => one('members', members.where('id', '=', id), id),
      ofOrg: (orgId) =>
        all('members', members.where('org_id', '=', orgId).orderBy('created_at').orderBy('id')),
      ofUser: (userId) =>
        all('members', members.where('user_id', '=', userId).orderBy('created_at').orderBy('id')),
    },
    invitations: {
      byCodeHash: (codeHash) => one('invitations', invitations.where('code_hash', '=', codeHash)),
      ofMember: (memberId) =>
        all(
          'invitations',
          invitations.where('member_id', '=', memberId).orderBy('created_at').orderBy('id'),
        ),
    },
    sessions: {
      byId: (id) => one('sessions', sessions.where('id', '=', id), id),
      byTokenHash: (tokenHash) => one('sessions', sessions.where('token_hash', '=', tokenHash)),
      ofUser: (userId) =>
        all(
          'sessions',
          sessions
            .where('user_id', '=', userId)
            .orderBy('created_at', 'desc')
            .orderBy('id', 'desc'),
        ),
    },
    keys: {
      byId: (id) => one('keys', keys.where('id', '=', id), id),
      byHash: (hash) => one('keys', keys.where('hash', '=', hash)),
      async anyImported() {
        // As its index has it (0007-imported).
        const theirs = sql<boolean>`hash is not null and prefix not like 'kt\\_%'`;
        return (await all('keys', keys.where(theirs).limit(1))).length > 0;
      },
      newestFirst({ orgId, ownerId, before }) {
        const ofOrg = keys.where('org_id', '=', orgId);
        return pages(
          'keys',
          ownerId === undefined ? ofOrg : ofOrg.where('owner_id', '=', ownerId),
          before,
        );
      },
    },
    webhooks: {
      byId: (id) => one('webhooks', webhooks.where('id', '=', id), id),
      ofOrg: (orgId) =>
        all('webhooks', webhooks.where('org_id', '=', orgId).orderBy('created_at').orderBy('id')),
      ofOwner: ({ orgId, ownerId }) =>
        all(
          'webhooks',
          webhooks
            .where('org_id', '=', orgId)
            .where('owner_id', '=', ownerId)
            .orderBy('created_at')
            .orderBy('id'),
        ),
      ofKey: (keyId) =>
        all('webhooks', webhooks.where('key_id', '=', keyId).orderBy('created_at').orderBy('id')),
    },
    events: {
      byId: (id) => one('events', db.selectFrom('events').selectAll().where('id', '=', id), id),
    },
    deliveries: {
      byId: (id) => one('deliveries', deliveries.where('id', '=', id), id),
      ofEvent: (eventId) =>
        all(
          'deliveries',
          deliveries.where('event_id', '=', eventId).orderBy('created_at').orderBy('id'),
        ),
      due: (now, limit, except = []) => {
        const due = deliveries
          .where('next_attempt_at', '<=', new Date(now))
          .orderBy('next_attempt_at')
          .orderBy('id')
          .limit(limit);
        return all(
          'deliveries',
          except.length === 0 ? due : due.where('webhook_id', 'not in', except),
        );
      },
      overBefore: (createdAt, limit) =>
        all(
          'deliveries',
          deliveries
            .where('next_attempt_at', 'is', null)
            .where('created_at', '<', new Date(createdAt))
            .orderBy('created_at')
            .orderBy('id')
            .limit(limit),
        ),
      newestOf: (webhookId) =>
        one(
          'deliveries',
          deliveries
            .where('webhook_id', '=', webhookId)
            .orderBy('created_at', 'desc')
            .orderBy('id', 'desc')
            .limit(1),
        ),
      newestFirst: ({ webhookId, before }) =>
        pages('deliveries', deliveries.where('webhook_id', '=', webhookId), before),
    },
    clocks: {
      byId: (id) => one('clocks', db.selectFrom('clocks').selectAll().where('id', '=', id), id),
    },
  };
}
