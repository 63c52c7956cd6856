import { recordable } from '../audit/entry.ts';
import { auditRowProblem, rowProblem } from '../row-schemas.ts';
import type { AuditRow, TableName, Tables } from '../rows.ts';
import { StoreConflict, type Transaction } from '../store.ts';
import type { Change, Database } from './database.ts';
import { deepFreeze } from './freeze.ts';
import { Overlay } from './overlay.ts';
import { readerOf } from './reader.ts';

/**
 * Runs `work` on its own view of `database`; answers its result and its changes, which
 * are not made yet. A change that was refused fails the transaction even where `work`
 * caught the error.
 */
export async function runTransaction<T>(
  database: Database,
  work: (tx: Transaction) => Promise<T>,
): Promise<{ result: T; changes: Change[] }> {
  const overlay = new Overlay(database);
  let refused: unknown;
  let over = false;
  const steps: (() => Promise<void>)[] = [];
  const recorded: AuditRow[] = [];
  const change = (make: () => void): void => {
    if (over) throw new Error('The transaction is over.');
    try {
      make();
    } catch (error) {
      refused ??= error;
      throw error;
    }
  };
  try {
    const result = await work({
      ...readerOf(overlay),
      put<N extends TableName>(table: N, row: Tables[N]) {
        change(() => {
          const problem = rowProblem(table, row);
          if (problem) throw new StoreConflict(`What was put ${problem}.`);
          overlay.put(table, deepFreeze(row));
        });
      },
      remove: (table, id) => change(() => overlay.remove(table, id)),
      record: (row) =>
        change(() => {
          const problem = auditRowProblem(row);
          if (problem) throw new StoreConflict(`What was recorded ${problem}.`);
          recorded.push(recordable(row));
        }),
      atEnd: (step) => void steps.push(step),
    });
    for (const step of steps) await step();
    if (refused !== undefined) throw refused;
    return { result, changes: [...overlay.changes(), ...sealed(database, overlay, recorded)] };
  } finally {
    over = true;
  }
}

function sealed(database: Database, overlay: Overlay, recorded: readonly AuditRow[]): Change[] {
  const unknown = recorded.some(({ orgId }) => !overlay.get('orgs', orgId));
  if (unknown) throw new StoreConflict('What was recorded is of an org that is not there.');
  return database.audit.seal(recorded).map((entry) => ['audit', entry]);
}
