/**
 * One `INSERT` of a key and nothing else, through a pool as large as Keyturn's. Each is a
 * copy of a key that is there. Arguments: the database's URL; `loop` or `http`.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';
import { STORE_CONNECTIONS } from '../../../server/store/postgres/limits.ts';
import { serveLoop } from './loop.ts';
import { readJson } from './read-json.ts';
import { serve } from './serve.ts';

const [connectionString = '', way] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: STORE_CONNECTIONS });
const { rows, fields } = await pool.query<Record<string, unknown>>('select * from keys limit 1');
const columns = fields.map(({ name }) => name);
const text = `insert into keys (${columns.map((name) => `"${name}"`).join(', ')})
  values (${columns.map((_, at) => `$${at + 1}`).join(', ')})`;

function insert() {
  const row = { ...rows[0], id: `key_${randomUUID()}`, hash: randomUUID() } as Record<
    string,
    unknown
  >;
  return pool.query({ name: 'insert', text, values: columns.map((name) => row[name]) });
}

if (way === 'loop') {
  serveLoop(insert);
} else {
  const server = createServer(async (request, response) => {
    await readJson(request);
    await insert();
    response.writeHead(201, { 'Content-Type': 'application/json' }).end('{}');
  });
  serve(server);
}
