/** A PostgreSQL for one case, from npm's binaries, on the core of the load. */
import pg from 'pg';
import { startPostgres } from '../../support/postgres.ts';

/** `work` gets the URL of an empty database. */
export async function withPostgres<T>(work: (url: string) => Promise<T>): Promise<T> {
  const postgres = await startPostgres();
  try {
    const client = new pg.Client({ connectionString: postgres.url('postgres') });
    await client.connect();
    await client.query('create database bench');
    await client.end();
    return await work(postgres.url('bench'));
  } finally {
    await postgres.stop();
  }
}

export const POSTGRES_NOTE =
  'PostgreSQL 18 as it comes (fsync on), on the same machine, on the core of the load.';
