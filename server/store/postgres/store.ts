import type { Store, StoreStatus, Transaction } from '../store.ts';
import { Watchers } from '../watchers.ts';
import { auditLogOf } from './audit-log.ts';
import type { Change } from './changes.ts';
import { checkQuery } from './check-query.ts';
import { Checks } from './checks.ts';
import { connectTo } from './driver.ts';
import { reason } from './errors.ts';
import { CHECK_CONNECTIONS, CHECK_LIMIT, STORE_CONNECTIONS } from './limits.ts';
import { migrate } from './migrate.ts';
import { isWatched, readNotice } from './notice.ts';
import { readerOf } from './reader.ts';
import { assertWritable } from './ready.ts';
import { RequestTables, touch } from './requests.ts';
import { Sealer, sealAll } from './sealer.ts';
import { ChangeStream } from './stream.ts';
import { transact } from './transact.ts';
import { Watch } from './watch.ts';

export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database`, TLS settings as parameters. */
  url: string;
  /** `strict`: every check reads the database. */
  checks: 'cached' | 'strict';
  /** Told what went wrong without loss, and will be tried again. */
  onWarning?: (message: string) => void;
}

export interface PostgresStore extends Store {
  status(): StoreStatus;
}

/** Opens the PostgreSQL store. Throws `StoreRefused` where the database cannot be used. */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<PostgresStore> {
  const { url } = options;
  await migrate(url);
  const db = connectTo(url, { max: STORE_CONNECTIONS });
  const checksDb = connectTo(url, {
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
  const checks = new Checks({ ask: checkQuery(checksDb), stream });
  await stream?.start();
  const sealer = new Sealer(db, (error) =>
    options.onWarning?.(`Entries of the audit log are not sealed yet: ${reason(error)}`),
  );

  return {
    ...readerOf(db),
    audit: auditLogOf(db, () => sealAll(db)),
    async transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
      const result = await transact(db, work, (changes) => {
        dropAll(checks, changes);
        watch.committed(changes);
      });
      checks.back();
      return result;
    },
    requests: new RequestTables(db),
    touch: (uses) => touch(db, uses),
    checkSubject: (hash) => checks.subject(hash),
    watch: (listener) => watch.add(listener),
    ready: () => assertWritable(db),
    status: () => checks.status,
    async close() {
      await Promise.all([watch.close(), sealer.close()]);
      await Promise.all([db.destroy(), checksDb.destroy()]);
    },
  };
}

function dropAll(checks: Checks, changes: readonly Change[]): void {
  for (const { table, id, hash } of changes) {
    if (isWatched(table)) checks.drop({ table, id, ...(hash !== undefined && { hash }) });
  }
}
