import { sql } from 'kysely';
import { type AuditLog, StoreRefused } from '../store.ts';
import { auditLogOf } from './audit-log.ts';
import { connectTo } from './driver.ts';
import { reason, StatementFailed } from './errors.ts';
import { migrationsOf } from './migrate.ts';
import { describeTarget } from './target.ts';

interface Found {
  audit: AuditLog;
  unsealed: number;
}

/**
 * The audit log of a database that is not touched: its tables are not brought up to date,
 * and what has no place in a chain yet is left so and counted. Throws `StoreRefused`.
 */
export async function withReadOnlyAuditLog<T>(
  url: string,
  work: (found: Found) => Promise<T>,
): Promise<T> {
  const target = describeTarget(url);
  const db = connectTo(url, { max: 1 });
  try {
    const { missing, unknown } = await migrationsOf(db);
    if (missing.length > 0 || unknown.length > 0) {
      throw new StoreRefused(
        `The database ${target} is not of this version of Keyturn. Use the version that its servers run.`,
      );
    }
    const { rows } = await sql<{ count: string }>`
      select count(*) from audit where seq is null`.execute(db);
    const audit = auditLogOf(db, async () => undefined);
    return await work({ audit, unsealed: Number(rows[0]?.count) });
  } catch (error) {
    if (!(error instanceof StatementFailed) && (error as Error).name !== 'StoreUnavailable') {
      throw error;
    }
    throw new StoreRefused(
      `The database ${target} cannot be used: ${reason(error).replace(/\.$/, '')}. See that it runs and that DATABASE_URL is right.`,
    );
  } finally {
    await db.destroy();
  }
}
