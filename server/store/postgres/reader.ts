import type { TableName, Tables } from '../rows.ts';
import type { Reader } from '../store.ts';
import { decode } from './columns.ts';
import type { Db } from './driver.ts';

/** Keys are read this many at a time: most listings end within the first page. */
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

  return {
    orgs: {
      byId: (id) => one('orgs', orgs.where('id', '=', id), id),
      any: async () => (await all('orgs', orgs.limit(1))).length > 0,
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
      async *newestFirst({ orgId, ownerId, before: first }) {
        let ofThose = keys
          .where('org_id', '=', orgId)
          .orderBy('created_at', 'desc')
          .orderBy('id', 'desc')
          .limit(PAGE);
        if (ownerId !== undefined) ofThose = ofThose.where('owner_id', '=', ownerId);
        let last = first;
        for (;;) {
          const below = last;
          const page = await all(
            'keys',
            below
              ? ofThose.where((eb) =>
                  eb(
                    eb.refTuple('created_at', 'id'),
                    '<',
                    eb.tuple(new Date(below.createdAt), below.id),
                  ),
                )
              : ofThose,
          );
          yield* page;
          last = page.at(-1);
          if (!last || page.length < PAGE) return;
        }
      },
    },
  };
}
