/**
 * better-auth's API-key check behind bare node:http, its own limit of requests per key
 * off. Arguments: a file for the keys, one on each line; how many; the URL of an empty
 * PostgreSQL database, without which its data is in memory.
 */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { readJson } from './read-json.ts';
import { serve } from './serve.ts';

/** As much of its types as is used: the package may not be there when this is compiled. */
interface BetterAuth {
  options: object;
  api: {
    signUpEmail(call: { body: Record<string, string> }): Promise<{ user: { id: string } }>;
    createApiKey(call: { body: { name: string; userId: string } }): Promise<{ key: string }>;
    verifyApiKey(call: { body: { key: string } }): Promise<{ valid: boolean; error: unknown }>;
  };
}

const { resolve } = createRequire(join(process.cwd(), 'test/bench/better-auth/package.json'));
const load = (name: string) => import(pathToFileURL(resolve(name)).href);
const { betterAuth } = await load('better-auth');
const { memoryAdapter } = await load('better-auth/adapters/memory');
const { getMigrations } = await load('better-auth/db/migration');
const { apiKey } = await load('@better-auth/api-key');

const [file = '', count = '', connectionString] = process.argv.slice(2);
const auth: BetterAuth = betterAuth({
  baseURL: 'http://127.0.0.1',
  secret: 'Zk3v9QxT7mWb1LrYc5HdNe8UfJg2SaPo',
  telemetry: { enabled: false },
  emailAndPassword: { enabled: true },
  database: connectionString
    ? new pg.Pool({ connectionString })
    : memoryAdapter({ user: [], session: [], account: [], verification: [], apikey: [] }),
  plugins: [apiKey({ rateLimit: { enabled: false } })],
});
if (connectionString) await (await getMigrations(auth.options)).runMigrations();

const person = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
const { user } = await auth.api.signUpEmail({ body: person });
const keys: string[] = [];
for (let at = 0; at < Number(count); at++) {
  const { key } = await auth.api.createApiKey({ body: { name: `Key ${at}`, userId: user.id } });
  keys.push(key);
}
writeFileSync(file, keys.join('\n'));

const server = createServer(async (request, response) => {
  const { key } = (await readJson(request)) as { key: string };
  const { valid, error } = await auth.api.verifyApiKey({ body: { key } });
  const answer = JSON.stringify({ valid, error });
  response
    .writeHead(valid ? 200 : 500, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(answer),
    })
    .end(answer);
});
serve(server);
