import pg from 'pg';

/** Holds a table so that others wait to write to it. */
export async function blockTable(url: string, table: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('begin');
  await client.query(`lock table ${table} in share mode`);
  return {
    /** Whether somebody waits. */
    async isReached(): Promise<boolean> {
      const { rowCount } = await client.query(
        'select from pg_locks where not granted and relation = $1::regclass',
        [table],
      );
      return rowCount !== 0;
    },
    release: () => client.end(),
  };
}
