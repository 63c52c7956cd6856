import { recordable } from '../audit/entry.ts';
import { auditRowProblem, rowProblem } from '../row-schemas.ts';
import type { TableName, Tables } from '../rows.ts';
import { StoreConflict, StoreUnavailable, type Transaction } from '../store.ts';
import { type Change, Changes } from './changes.ts';
import type { Db } from './driver.ts';
import { fateOf } from './fate.ts';
import { readerOf } from './reader.ts';

/** Told of changes that stand, or may stand, before whoever made them hears of it. */
export type Committed = (changes: readonly Change[]) => void;

/** The connection was lost and nothing of the attempt stands: it may be made again. */
export class ConnectionLost extends Error {
  override name = 'ConnectionLost';
  readonly why: StoreUnavailable;

  constructor(why: StoreUnavailable) {
    super(why.message);
    this.why = why;
  }
}

/** Runs `work` once, in a transaction of its own. */
export async function attempt<T>(
  db: Db,
  work: (tx: Transaction) => Promise<T>,
  committed: Committed,
): Promise<T> {
  const trx = await db
    .startTransaction()
    .setIsolationLevel('serializable')
    .execute()
    .catch((error) => {
      throw error instanceof StoreUnavailable ? new ConnectionLost(error) : error;
    });
  const changes = new Changes(trx);
  let result: T;
  try {
    result = await runWork(trx, changes, work);
  } catch (error) {
    await trx.rollback().execute().catch(nothing);
    throw error instanceof StoreUnavailable ? new ConnectionLost(error) : error;
  }
  try {
    await trx.commit().execute();
  } catch (error) {
    await trx.rollback().execute().catch(nothing);
    if (!(error instanceof StoreUnavailable)) throw error;
    await settle(db, changes, error, committed);
  }
  committed(changes.all);
  return result;
}

async function runWork<T>(
  trx: Db,
  changes: Changes,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  let failure: { error: unknown } | undefined;
  let over = false;
  const steps: (() => Promise<void>)[] = [];
  /** What PostgreSQL refused has undone the transaction, also where `work` caught the error. */
  const noted = async <R>(step: () => Promise<R>): Promise<R> => {
    try {
      return await step();
    } catch (error) {
      failure ??= { error };
      throw error;
    }
  };
  const change = (make: () => void): void => {
    if (over) throw new Error('The transaction is over.');
    try {
      make();
    } catch (error) {
      failure ??= { error };
      throw error;
    }
  };
  try {
    const result = await work({
      ...readerOf(trx, (table, id, ask) =>
        noted(async () => {
          await changes.sendFor(table, id);
          return ask();
        }),
      ),
      put: <N extends TableName>(table: N, row: Tables[N]) =>
        change(() => {
          const problem = rowProblem(table, row);
          if (problem) throw new StoreConflict(`What was put ${problem}.`);
          changes.put(table, row);
        }),
      remove: (table, id) => change(() => changes.remove(table, id)),
      record: (row) =>
        change(() => {
          const problem = auditRowProblem(row);
          if (problem) throw new StoreConflict(`What was recorded ${problem}.`);
          changes.record(recordable(row));
        }),
      atEnd: (step) => void steps.push(step),
    });
    for (const step of steps) await step();
    over = true;
    await changes.send();
    await changes.sendRecorded();
    if (failure) throw failure.error;
    return result;
  } catch (error) {
    throw failure ? failure.error : error;
  } finally {
    over = true;
  }
}

/**
 * After a commit without an answer: returns when it took place, throws when it did not
 * or when PostgreSQL does not come back to say.
 */
async function settle(
  db: Db,
  changes: Changes,
  why: StoreUnavailable,
  committed: Committed,
): Promise<void> {
  const fate =
    changes.transactionId === undefined
      ? 'aborted'
      : await fateOf(db, changes.transactionId, changes);
  if (fate === 'committed') return;
  if (fate === 'aborted') throw new ConnectionLost(why);
  committed(changes.all);
  throw new StoreUnavailable(
    `${why.message} It went away during a commit; whether that change was stored is not known.`,
  );
}

function nothing(): void {}
