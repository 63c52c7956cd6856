import { sql } from 'kysely';
import { every, type Repeated } from '../../every.ts';
import { entryOf } from '../audit/entry.ts';
import { type Head, START, seal } from '../audit/seal.ts';
import { StoreUnavailable } from '../store.ts';
import { decode } from './columns.ts';
import type { Db } from './driver.ts';
import { SEAL_INTERVAL } from './limits.ts';

/** Entries of one transaction. */
const BATCH = 500;
/** Of the advisory lock; any number that no other program at the database uses. */
const LOCK = 7_530_914_802;

/**
 * Gives the entries of the audit log their places in their chains. Not in the transaction
 * that records them: all writers of an org would wait for each other there. Of several
 * servers one at a time seals, and each goes on where another one ended or was killed.
 */
export class Sealer {
  readonly #sealing: Repeated;
  readonly #onFailure: (error: unknown) => void;
  #hasFailed = false;

  constructor(db: Db, onFailure: (error: unknown) => void) {
    this.#onFailure = onFailure;
    const seal = async () => {
      await sealAll(db, 'unless another does');
      this.#hasFailed = false;
    };
    this.#sealing = every(SEAL_INTERVAL, seal, (error) => this.#fail(error), SEAL_INTERVAL);
  }

  close(): Promise<void> {
    return this.#sealing.stop();
  }

  /** Told once, until it works again. The database away is told by others. */
  #fail(error: unknown): void {
    if (error instanceof StoreUnavailable || this.#hasFailed) return;
    this.#hasFailed = true;
    this.#onFailure(error);
  }
}

/** Seals what was committed before the call; `unless another does`: or leaves it to that one. */
export async function sealAll(db: Db, when: 'now' | 'unless another does' = 'now'): Promise<void> {
  while ((await sealSome(db, when)) === BATCH);
}

/** Answers how many. */
function sealSome(db: Db, when: 'now' | 'unless another does'): Promise<number> {
  // Each statement has to see what was committed while this one waited for the lock.
  return db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (trx) => {
      if (!(await takeLock(trx, when))) return 0;
      const records = await trx
        .selectFrom('audit')
        .selectAll()
        .where('seq', 'is', null)
        .orderBy('position')
        .limit(BATCH)
        .execute();
      if (records.length === 0) return 0;
      const heads = await headsOf(trx, [...new Set(records.map((record) => record.org_id))]);
      const sealed = records.map((record) => {
        const entry = seal(entryOf(decode('audit', record)), heads.get(record.org_id) ?? START);
        heads.set(record.org_id, entry);
        return entry;
      });
      await sql`
        update audit set seq = sealed.seq, previous_hash = sealed.previous_hash, hash = sealed.hash
        from unnest(
          ${records.map(({ position }) => position)}::bigint[],
          ${sealed.map(({ seq }) => seq)}::bigint[],
          ${sealed.map(({ previousHash }) => previousHash)}::text[],
          ${sealed.map(({ hash }) => hash)}::text[]
        ) as sealed (position, seq, previous_hash, hash)
        where audit.position = sealed.position`.execute(trx);
      return records.length;
    });
}

/** Until the end of the transaction. */
async function takeLock(trx: Db, when: 'now' | 'unless another does'): Promise<boolean> {
  if (when === 'now') {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
    return true;
  }
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(${LOCK}) as mine`.execute(trx);
  return rows[0]?.mine ?? false;
}

async function headsOf(trx: Db, orgIds: string[]): Promise<Map<string, Head>> {
  const { rows } = await sql<{ org_id: string; seq: string; hash: string }>`
    select org_id, seq, hash from unnest(${orgIds}::text[]) as wanted (id)
    cross join lateral (
      select org_id, seq, hash from audit
      where org_id = wanted.id and seq is not null order by seq desc limit 1
    ) as head`.execute(trx);
  return new Map(rows.map(({ org_id, seq, hash }) => [org_id, { seq: Number(seq), hash }]));
}
