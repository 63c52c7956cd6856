import type pg from 'pg';
import type { AuditRow } from '../rows.ts';
import { FateUnknown, StoreUnavailable } from '../store.ts';
import type { Change, Changes } from './changes.ts';
import { type Db, type Query, take } from './driver.ts';
import { fateOf } from './fate.ts';
import { OpenTransaction } from './open-transaction.ts';
import { NotUndone, type Outcome, type Work, Workplace } from './work.ts';

/** Told of changes that stand, or may stand, before whoever made them hears of it. */
export type Committed = (changes: readonly Change[]) => void;

/** Where transactions take place. */
export interface Place {
  /** With `pipeline`. */
  pool: pg.Pool;
  /** The same pool. */
  db: Db;
  committed: Committed;
  /** Told of what stands in the audit log for sure. */
  recorded: (rows: readonly AuditRow[]) => void;
}

/** The connection was lost and nothing of the attempt stands: it may be made again. */
export class ConnectionLost extends Error {
  override name = 'ConnectionLost';
  readonly why: StoreUnavailable;

  constructor(why: StoreUnavailable) {
    super(why.message);
    this.why = why;
  }
}

/**
 * Runs each piece of work once, one after the other, in one transaction. Work that throws
 * leaves nothing behind and has its error as its outcome. All else is thrown, and then
 * nothing stands, `FateUnknown` excepted.
 */
export async function attempt(place: Place, works: readonly Work[]): Promise<Outcome[]> {
  const connection = await take(place.pool).catch(rethrow);
  const trx = new OpenTransaction(connection);
  const workplace = new Workplace(trx);
  const { changes } = workplace;
  const outcomes: Outcome[] = [];
  let lost: StoreUnavailable | undefined;
  try {
    for (const work of works) outcomes.push(await workplace.run(work));
    const last = [...changes.toSend(), ...changes.recordedToSend()];
    if (outcomes.every((outcome) => 'error' in outcome)) await trx.rollback().catch(nothing);
    else if (trx.isBegun || last.length > 0) lost = await commit(trx, last);
  } catch (error) {
    await trx.rollback().catch(nothing);
    if (error instanceof NotUndone && works.length === 1) return [{ error: error.why }];
    return rethrow(error);
  } finally {
    connection.release();
  }
  if (lost) await settle(place, trx.id, changes, lost);
  place.committed(changes.all);
  if (changes.recorded.length > 0) place.recorded(changes.recorded);
  return outcomes;
}

/** Answers why there was no answer. */
async function commit(
  trx: OpenTransaction,
  last: readonly Query[],
): Promise<StoreUnavailable | undefined> {
  try {
    await trx.commit(last);
    return undefined;
  } catch (error) {
    if (error instanceof StoreUnavailable) return error;
    throw error;
  }
}

/**
 * After a commit without an answer: returns when it took place, throws when it did not
 * or when PostgreSQL does not come back to say.
 */
async function settle(
  { db, committed }: Place,
  transactionId: string | undefined,
  changes: Changes,
  why: StoreUnavailable,
): Promise<void> {
  // Without an id there was not even a beginning.
  const fate =
    transactionId === undefined || changes.isEmpty
      ? 'aborted'
      : await fateOf(db, transactionId, changes);
  if (fate === 'committed') return;
  if (fate === 'aborted') throw new ConnectionLost(why);
  committed(changes.all);
  throw new FateUnknown(
    `${why.message} It went away during a commit; whether that change was stored is not known.`,
  );
}

function rethrow(error: unknown): never {
  throw error instanceof StoreUnavailable ? new ConnectionLost(error) : error;
}

function nothing(): void {}
