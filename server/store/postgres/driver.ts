/** Kysely over pg's pool, with our errors and with prepared statements. */
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import pg from 'pg';
import type { Schema } from './columns.ts';
import { fromDriver, StatementFailed } from './errors.ts';
import { ANSWER_LIMIT, CONNECT_LIMIT, IDLE_TRANSACTION_LIMIT, STATEMENT_LIMIT } from './limits.ts';

export type Db = Kysely<Schema>;

/** Kept as text: the column's codec reads it. */
const JSON_TYPE = 114;
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === JSON_TYPE ? String : pg.types.getTypeParser(oid, format as 'text')) as never,
};

export function connectTo(url: string, settings?: pg.PoolConfig): Db {
  return kyselyOn(openPool(url, settings));
}

export function openPool(url: string, settings: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'keyturn',
    types,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_LIMIT,
    idleTimeoutMillis: 30_000,
    statement_timeout: STATEMENT_LIMIT,
    query_timeout: ANSWER_LIMIT,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_LIMIT,
    ...settings,
  });
  // The pool drops an idle connection that broke; the next use opens another.
  pool.on('error', () => undefined);
  return pool;
}

/** Ends the pool when it is destroyed. */
export function kyselyOn(pool: pg.Pool): Db {
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PoolDriver(pool),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
  return new Kysely<Schema>({ dialect });
}

class PoolDriver implements Driver {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return take(this.#pool);
  }

  async beginTransaction(connection: DatabaseConnection, { isolationLevel }: TransactionSettings) {
    const level = isolationLevel ? ` isolation level ${isolationLevel}` : '';
    await connection.executeQuery(CompiledQuery.raw(`start transaction${level}`));
  }

  async commitTransaction(connection: DatabaseConnection) {
    await (connection as PoolConnection).commit();
  }

  async rollbackTransaction(connection: DatabaseConnection) {
    // Closing the connection undoes it too.
    if ((connection as PoolConnection).broken) return;
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(connection: DatabaseConnection) {
    (connection as PoolConnection).release();
  }

  async destroy() {
    await this.#pool.end();
  }
}

/** A connection that nobody else uses until it is released; throws `StoreUnavailable`. */
export async function take(pool: pg.Pool): Promise<PoolConnection> {
  const client = await pool.connect().catch((error) => {
    throw fromDriver(error);
  });
  return new PoolConnection(client);
}

/** An SQL text with its values. */
export interface Query extends Pick<CompiledQuery, 'sql' | 'parameters'> {
  /** Whether it is not worth preparing. */
  isRare?: boolean;
}

/** Asks one question on a connection of the pool; throws as PostgreSQL's answer has it. */
export async function ask(pool: pg.Pool, query: Query): Promise<pg.QueryResult<object>> {
  const connection = await take(pool);
  try {
    return await connection.run(query);
  } finally {
    connection.release();
  }
}

export class PoolConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  /** Not to be used again: it may still be busy with what was given up. */
  #broken = false;
  readonly #onError = () => {
    this.#broken = true;
  };

  constructor(client: pg.PoolClient) {
    this.#client = client;
    client.on('error', this.#onError);
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { command, rowCount, rows } = await this.run(query);
    const changed = command !== 'SELECT' && rowCount !== null;
    return { rows: rows as R[], ...(changed && { numAffectedRows: BigInt(rowCount) }) };
  }

  streamQuery(): never {
    throw new Error('Lists are read page by page instead.');
  }

  async commit(): Promise<void> {
    const { command } = await this.run({ sql: 'commit', parameters: [] });
    // PostgreSQL answers COMMIT with ROLLBACK, and no error, once a statement has failed.
    if (command !== 'COMMIT') throw new StatementFailed('25P02', 'The transaction was undone.');
  }

  get broken(): boolean {
    return this.#broken;
  }

  release(): void {
    this.#client.off('error', this.#onError);
    this.#client.release(this.#broken);
  }

  /** What is run in `send` goes out in one piece. */
  together<R>(send: () => R): R {
    const { stream } = this.#client.connection;
    stream.cork();
    try {
      return send();
    } finally {
      stream.uncork();
    }
  }

  /**
   * Sends it at once, also while others are under way where the pool has `pipeline`:
   * PostgreSQL answers them one after the other.
   */
  async run({ sql, parameters, isRare }: Query): Promise<pg.QueryResult<object>> {
    try {
      const name = parameters.length > 0 && !isRare ? nameOf(sql) : undefined;
      return await this.#client.query<object>({
        text: sql,
        values: parameters.map(storable),
        ...(name && { name }),
      });
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) this.#broken = true;
      throw fromDriver(error);
    }
  }
}

/** PostgreSQL's text cannot hold NUL, and refuses to be asked for it. */
function storable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(storable);
  return typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value;
}

/** Prepared statements stay with the connection, so only so many texts get a name. */
const NAMED_STATEMENTS = 200;
const names = new Map<string, string>();

function nameOf(sql: string): string | undefined {
  const known = names.get(sql);
  if (known !== undefined || names.size >= NAMED_STATEMENTS) return known;
  const name = `keyturn_${names.size}`;
  names.set(sql, name);
  return name;
}
