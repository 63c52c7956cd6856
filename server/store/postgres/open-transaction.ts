import type pg from 'pg';
import type { PoolConnection, Query } from './driver.ts';
import { StatementFailed } from './errors.ts';

type Answer = pg.QueryResult<object>;

const BEGIN = {
  sql: 'start transaction isolation level serializable; select pg_current_xact_id()::text as id',
  parameters: [],
};
const COMMIT = { sql: 'commit', parameters: [] };
const ROLLBACK = { sql: 'rollback', parameters: [] };

/** A transaction at PostgreSQL, begun with the first statement that is sent in it. */
export class OpenTransaction {
  readonly #connection: PoolConnection;
  #begun: Promise<void> | undefined;
  #id: string | undefined;

  constructor(connection: PoolConnection) {
    this.#connection = connection;
  }

  get isBegun(): boolean {
    return this.#begun !== undefined;
  }

  /** By which PostgreSQL can tell what became of it; known before anything is changed. */
  get id(): string | undefined {
    return this.#id;
  }

  /** Goes out in one piece with the beginning. */
  async read(query: Query): Promise<Answer> {
    const [begun, answer] = await Promise.allSettled(
      this.#connection.together(() => [this.#begin(), this.#connection.run(query)] as const),
    );
    if (begun.status === 'rejected') throw begun.reason;
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value;
  }

  async write(queries: readonly Query[]): Promise<void> {
    await this.#begin();
    firstFailure(await this.#send(queries));
  }

  /**
   * Makes the last changes and commits, in one piece: where a change fails, PostgreSQL
   * answers the commit with a rollback.
   */
  async commit(last: readonly Query[]): Promise<void> {
    await this.#begin();
    const answers = await this.#send([...last, COMMIT]);
    const committed = answers.pop();
    // Only the commit's own answer says whether it took place.
    if (committed?.status === 'rejected') throw committed.reason;
    firstFailure(answers);
    if (committed?.value.command !== 'COMMIT') {
      throw new StatementFailed('25P02', 'The transaction was undone.');
    }
  }

  async rollback(): Promise<void> {
    // Closing the connection undoes it too.
    if (!this.isBegun || this.#connection.broken) return;
    await this.#connection.run(ROLLBACK);
  }

  #send(queries: readonly Query[]): Promise<PromiseSettledResult<Answer>[]> {
    return Promise.allSettled(
      this.#connection.together(() => queries.map((query) => this.#connection.run(query))),
    );
  }

  #begin(): Promise<void> {
    this.#begun ??= this.#connection.run(BEGIN).then((results) => {
      // One for each statement.
      const [, { rows }] = results as unknown as [Answer, pg.QueryResult<{ id: string }>];
      this.#id = rows[0]?.id;
    });
    return this.#begun;
  }
}

function firstFailure(answers: readonly PromiseSettledResult<Answer>[]): void {
  for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
}
