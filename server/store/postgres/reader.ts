import { type Compilable, type SelectQueryBuilder, sql } from 'kysely';
import type { TableName, Tables } from '../rows.ts';
import type { Reader } from '../store.ts';
import { builder } from './builder.ts';
import { decode, type Schema } from './columns.ts';
import type { Query } from './driver.ts';
import { aroundMember, readSessions, sessionsQuery, subjectById } from './joined.ts';

/** Rows are read this many at a time: most listings end within the first page. */
const PAGE = 100;

/** A question and what its answer depends on. */
export interface Question<R> {
  query: Query;
  read(records: readonly object[]): R;
  /** Tables; and of the first, the row, where only that is looked at. */
  about: readonly TableName[];
  id?: string | undefined;
  /** The same for the same question, where it is worth remembering. */
  name?: string | undefined;
  /** Other questions that this answer answers too. */
  alsoSays?: (answer: R) => Said | null | undefined;
}

/** The answer to the question of that name. */
export interface Said {
  about: TableName;
  name: string;
  answer: unknown;
}

export type Ask = <R>(question: Question<R>) => Promise<R>;

const orgs = builder.selectFrom('orgs').selectAll();
const users = builder.selectFrom('users').selectAll();
const roles = builder.selectFrom('roles').selectAll();
const members = builder.selectFrom('members').selectAll();
const invitations = builder.selectFrom('invitations').selectAll();
const sessions = builder.selectFrom('sessions').selectAll();
const keys = builder.selectFrom('keys').selectAll();
const webhooks = builder.selectFrom('webhooks').selectAll();
const events = builder.selectFrom('events').selectAll();
const deliveries = builder.selectFrom('deliveries').selectAll();
const clocks = builder.selectFrom('clocks').selectAll();

const webhooksOfOrg = webhooks
  .where('org_id', '=', '')
  .orderBy('created_at')
  .orderBy('id')
  .compile().sql;
const webhooksOf = (orgId: string) => `webhooks.ofOrg ${orgId}`;

function noWebhooks(orgId: string, hasWebhooks: boolean): Said | null {
  return hasWebhooks ? null : { about: 'webhooks', name: webhooksOf(orgId), answer: [] };
}

/** The domain's questions in SQL. */
export function readerOf(ask: Ask): Reader {
  const one = <T extends TableName>(
    table: T,
    query: Compilable,
    id?: string,
  ): Promise<Tables[T] | undefined> =>
    ask({
      query: query.compile(),
      read: ([record]) => record && decode(table, record),
      about: [table],
      id,
    });
  const all = <T extends TableName>(table: T, query: Compilable): Promise<Tables[T][]> =>
    ask({
      query: query.compile(),
      read: (records) => records.map((record) => decode(table, record)),
      about: [table],
    });

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
      async around(id) {
        const answer = await ask({
          query: aroundMember.query(id),
          read: aroundMember.read,
          about: ['members', 'roles', 'orgs', 'webhooks'],
          id,
          name: `members.around ${id}`,
          alsoSays: (said) => said && noWebhooks(said.found.org.id, said.hasWebhooks),
        });
        return answer?.found;
      },
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
      inOrg: (tokenHash, orgId) =>
        ask({
          query: sessionsQuery([{ tokenHash, orgId }]),
          read: (records) => readSessions([{ tokenHash, orgId }], records)[0],
          about: ['sessions', 'users', 'members', 'roles', 'orgs'],
        }),
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
      async subject(id) {
        const answer = await ask({
          query: subjectById.query(id),
          read: subjectById.read,
          about: ['keys', 'members', 'roles', 'orgs', 'webhooks'],
          id,
          alsoSays: (said) => said && noWebhooks(said.found.org.id, said.hasWebhooks),
        });
        return answer?.found;
      },
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
        // Often known already, so not even compiled each time.
        ask({
          query: { sql: webhooksOfOrg, parameters: [orgId] },
          read: (records) => records.map((record) => decode('webhooks', record)),
          about: ['webhooks'],
          name: webhooksOf(orgId),
        }),
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
      byId: (id) => one('events', events.where('id', '=', id), id),
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
      byId: (id) => one('clocks', clocks.where('id', '=', id), id),
    },
  };
}
