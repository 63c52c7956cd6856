/** One piece of work in a transaction that it may share with others. */
import { recordable } from '../audit/entry.ts';
import { auditRowProblem, rowProblem } from '../row-schemas.ts';
import type { TableName, Tables } from '../rows.ts';
import { StoreConflict, type Transaction } from '../store.ts';
import { Answers } from './answers.ts';
import { Changes } from './changes.ts';
import type { OpenTransaction } from './open-transaction.ts';
import { type Ask, readerOf } from './reader.ts';

export type Work<T = unknown> = (tx: Transaction) => Promise<T>;

/** What a piece of work came to, once the transaction stands. */
export type Outcome = { value: unknown } | { error: unknown };

/** The work failed after some of its changes were sent: the transaction has to be undone. */
export class NotUndone extends Error {
  override name = 'NotUndone';
  readonly why: unknown;

  constructor(why: unknown) {
    super('A part of a transaction cannot be undone.');
    this.why = why;
  }
}

/** Runs pieces of work one after the other, each on what those before it have changed. */
export class Workplace {
  readonly #trx: OpenTransaction;
  readonly changes = new Changes();
  readonly #answers = new Answers();
  /** What PostgreSQL refused has undone the transaction, also where work caught the error. */
  #undone: { error: unknown } | undefined;

  constructor(trx: OpenTransaction) {
    this.#trx = trx;
  }

  /** Throws where the transaction cannot go on: what PostgreSQL answered, or `NotUndone`. */
  async run(work: Work): Promise<Outcome> {
    const { mark } = this.changes;
    const outcome = await this.#outcomeOf(work);
    if (this.#undone) throw this.#undone.error;
    if ('error' in outcome && !this.changes.undoTo(mark)) throw new NotUndone(outcome.error);
    return outcome;
  }

  async #outcomeOf(work: Work): Promise<Outcome> {
    let refused: { error: unknown } | undefined;
    let isOver = false;
    const steps: (() => Promise<void>)[] = [];
    const change = (make: () => void): void => {
      if (isOver) throw new Error('The transaction is over.');
      try {
        make();
      } catch (error) {
        refused ??= { error };
        throw error;
      }
    };
    try {
      const value = await work({
        ...readerOf(this.#ask),
        put: <N extends TableName>(table: N, row: Tables[N]) =>
          change(() => {
            const problem = rowProblem(table, row);
            if (problem) throw new StoreConflict(`What was put ${problem}.`);
            this.#answers.forget(table);
            this.changes.put(table, row);
          }),
        remove: (table, id) =>
          change(() => {
            this.#answers.forget(table);
            this.changes.remove(table, id);
          }),
        record: (row) =>
          change(() => {
            const problem = auditRowProblem(row);
            if (problem) throw new StoreConflict(`What was recorded ${problem}.`);
            this.changes.record(recordable(row));
          }),
        atEnd: (step) => void steps.push(step),
      });
      for (const step of steps) await step();
      return refused ?? { value };
    } catch (error) {
      return refused ?? { error };
    } finally {
      isOver = true;
    }
  }

  readonly #ask: Ask = async (question) => {
    const known = this.#answers.to(question);
    if (known) return known.answer;
    try {
      if (this.changes.concern(question.about, question.id)) {
        await this.#trx.write(this.changes.toSend());
      }
      const before = this.changes.all.length;
      const { rows } = await this.#trx.read(question.query);
      const answer = question.read(rows);
      if (this.changes.all.length === before) this.#answers.keep(question, answer);
      return answer;
    } catch (error) {
      this.#undone ??= { error };
      throw error;
    }
  };
}
