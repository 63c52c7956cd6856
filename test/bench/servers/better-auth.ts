/**
 * better-auth's API-key check behind bare node:http. Its keys are in memory, and few,
 * because its memory adapter goes through all of them at each look-up. Its own limit of
 * requests per key is off. Argument: a file for the keys, one on each line.
 */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readJson } from './read-json.ts';
import { serve } from './serve.ts';

const KEYS = 16;

/** As much of its types as is used: the package may not be there when this is compiled. */
interface BetterAuth {
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
const { apiKey } = await load('@better-auth/api-key');

const auth: BetterAuth = betterAuth({
  baseURL: 'http://127.0.0.1',
  secret: 'Zk3v9QxT7mWb1LrYc5HdNe8UfJg2SaPo',
  telemetry: { enabled: false },
  emailAndPassword: { enabled: true },
  database: memoryAdapter({ user: [], session: [], account: [], verification: [], apikey: [] }),
  plugins: [apiKey({ rateLimit: { enabled: false } })],
});

const person = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };
const { user } = await auth.api.signUpEmail({ body: person });
const keys: string[] = [];
for (let at = 0; at < KEYS; at++) {
  const { key } = await auth.api.createApiKey({ body: { name: `Key ${at}`, userId: user.id } });
  keys.push(key);
}
writeFileSync(process.argv[2] as string, keys.join('\n'));

const server = createServer(async (request, response) => {
  const { key } = (await readJson(request)) as { key: string };
  const { valid, error } = await auth.api.verifyApiKey({ body: { key } });
  const answer = Buffer.from(JSON.stringify({ valid, error }));
  response
    .writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': answer.length })
    .end(answer);
});
serve(server);
