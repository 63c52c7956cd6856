import { entryOf } from '../audit/entry.ts';
import type { OnRecorded, Store, StoreStatus, Transaction } from '../store.ts';
import { Watchers } from '../watchers.ts';
import { auditLogOf } from './audit-log.ts';
import type { Change } from './changes.ts';
import { Checks } from './checks.ts';
import { ask, kyselyOn, openPool } from './driver.ts';
import { reason } from './errors.ts';
import { deepFreeze } from './freeze.ts';
import { Gathered } from './gathered.ts';
import { nameOf, readSessions, type SessionAsked, sessionsQuery, subjectByHash } from './joined.ts';
import { CHECK_CONNECTIONS, CHECK_LIMIT, STORE_CONNECTIONS } from './limits.ts';
import { migrate } from './migrate.ts';
import { isWatched, readNotice } from './notice.ts';
import { readerOf } from './reader.ts';
import { assertWritable } from './ready.ts';
import { RequestTables, touch } from './requests.ts';
import { Sealer, sealAll } from './sealer.ts';
import { ChangeStream } from './stream.ts';
import { Transactions } from './transactions.ts';
import { Watch } from './watch.ts';

export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database`, TLS settings as parameters. */
  url: string;
  /** `strict`: every check reads the database. */
  checks: 'cached' | 'strict';
  /** Told what went wrong without loss, and will be tried again. */
  onWarning?: (message: string) => void;
  onRecorded?: OnRecorded | undefined;
}

export interface PostgresStore extends Store {
  status(): StoreStatus;
}

/** Opens the PostgreSQL store. Throws `StoreRefused` where the database cannot be used. */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<PostgresStore> {
  const { url } = options;
  await migrate(url);
  const pool = openPool(url, { max: STORE_CONNECTIONS, pipeline: true });
  const db = kyselyOn(pool);
  const checksPool = openPool(url, {
    max: CHECK_CONNECTIONS,
    connectionTimeoutMillis: CHECK_LIMIT,
    query_timeout: CHECK_LIMIT,
  });
  const watchers = new Watchers();
  const newStream = () =>
    new ChangeStream(url, {
      onListening() {
        checks.clear();
        watchers.tell(null);
      },
      onChange(payload) {
        const notice = readNotice(payload);
        if (notice) checks.drop(notice.drop);
        else checks.clear();
        watchers.tell(notice?.orgId ?? null);
      },
    });
  const stream = options.checks === 'strict' ? null : newStream();
  const watch = new Watch(watchers, stream, newStream);
  const checks = new Checks({
    async ask(hash) {
      const { rows } = await ask(checksPool, subjectByHash.query(hash));
      return subjectByHash.read(rows);
    },
    stream,
  });
  const transactions = new Transactions({
    pool,
    db,
    committed(changes) {
      dropAll(checks, changes);
      watch.committed(changes);
    },
    recorded: (rows) => options.onRecorded?.(rows.map(entryOf)),
  });
  await stream?.start();
  const sealer = new Sealer(db, (error) =>
    options.onWarning?.(`Entries of the audit log are not sealed yet: ${reason(error)}`),
  );
  const close = async () => {
    await Promise.all([watch.close(), sealer.close()]);
    await Promise.all([db.destroy(), checksPool.end()]);
  };
  let closing: Promise<void> | undefined;

  const reader = readerOf(async ({ query, read }) => read((await ask(pool, query)).rows));
  const sessions = new Gathered(nameOf, async (asked: readonly SessionAsked[]) =>
    // Frozen, since several may get the same.
    deepFreeze(readSessions(asked, (await ask(pool, sessionsQuery(asked))).rows)),
  );

  return {
    ...reader,
    sessions: {
      ...reader.sessions,
      inOrg: (tokenHash, orgId) => sessions.ask({ tokenHash, orgId }),
    },
    audit: auditLogOf(db, () => sealAll(db)),
    async transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
      const result = await transactions.run(work);
      checks.back();
      return result;
    },
    requests: new RequestTables(db),
    touch: (uses) => touch(db, uses),
    checkSubject: (hash) => checks.subject(hash),
    watch: (listener) => watch.add(listener),
    ready: () => assertWritable(db),
    status: () => checks.status,
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function dropAll(checks: Checks, changes: readonly Change[]): void {
  for (const { table, id, hash } of changes) {
    if (isWatched(table)) checks.drop({ table, id, ...(hash !== undefined && { hash }) });
  }
}
