import { Migrator, sql } from 'kysely';
import { StoreRefused } from '../store.ts';
import { connectTo, type Db } from './driver.ts';
import { reason } from './errors.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { describeTarget } from './target.ts';

const TABLE = 'keyturn_migrations';
/** A migration may take long, and so may waiting for another server that is at it. */
const LIMIT = 10 * 60_000;

/**
 * Brings the database up to date, under an advisory lock: of several servers that start
 * at once one does it and the others wait. Throws `StoreRefused` where the database
 * cannot be used.
 */
export async function migrate(url: string, migrations = MIGRATIONS): Promise<void> {
  const target = describeTarget(url);
  const db = connectTo(url, {
    max: 1,
    statement_timeout: LIMIT,
    query_timeout: LIMIT,
    idle_in_transaction_session_timeout: LIMIT,
  });
  const refuseNewer = async () => {
    const newer = (await executed(db)).filter((name) => !(name in migrations));
    if (newer.length === 0) return;
    throw new StoreRefused(
      `The database ${target} was migrated by a newer Keyturn (${newer.join(', ')}). Start that version, or restore a backup from before it.`,
    );
  };
  try {
    await refuseLossy(db, target);
    await refuseNewer();
    const { error } = await new Migrator({
      db,
      provider: { getMigrations: async () => migrations },
      migrationTableName: TABLE,
      migrationLockTableName: `${TABLE}_lock`,
    }).migrateToLatest();
    if (error) {
      // A newer server may have come first while this one waited for the lock.
      await refuseNewer();
      throw error;
    }
  } catch (error) {
    if (error instanceof StoreRefused) throw error;
    throw new StoreRefused(
      `The database ${target} cannot be used: ${reason(error).replace(/\.$/, '')}. See that it runs and that DATABASE_URL is right.`,
    );
  } finally {
    await db.destroy();
  }
}

/** How a database's migrations differ from those of this Keyturn, without running any. */
export async function migrationsOf(db: Db): Promise<{ missing: string[]; unknown: string[] }> {
  const done = await executed(db);
  return {
    missing: Object.keys(MIGRATIONS).filter((name) => !done.includes(name)),
    unknown: done.filter((name) => !(name in MIGRATIONS)),
  };
}

async function executed(db: Db): Promise<string[]> {
  const found = await sql<{ here: boolean }>`
    select to_regclass(${TABLE}) is not null as here`.execute(db);
  if (!found.rows[0]?.here) return [];
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.table(TABLE)} order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/** With `synchronous_commit = off`, PostgreSQL acknowledges what a crash may still undo. */
async function refuseLossy(db: Db, target: string): Promise<void> {
  const { rows } = await sql<{ value: string }>`
    select current_setting('synchronous_commit') as value`.execute(db);
  if (rows[0]?.value !== 'off') return;
  throw new StoreRefused(
    `The database ${target} has synchronous_commit off: a crash would lose acknowledged changes. Set it to on for Keyturn's user or database.`,
  );
}
