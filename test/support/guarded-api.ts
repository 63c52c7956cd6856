/** An API with the guard before it, as a process of its own. */
import type { AddressInfo } from 'node:net';
import express from 'express';
import { keyturn } from '../../server/guard/express.ts';

const { KEYTURN = '', KEYTURN_KEY = '', CACHE_SECONDS = '0' } = process.env;

const guard = keyturn({
  server: KEYTURN,
  key: KEYTURN_KEY,
  cacheSeconds: Number(CACHE_SECONDS),
  timeoutMs: 2_000,
  onUnavailable: (cause) => console.log(`Unavailable: ${cause}`),
});
const app = express();
app.get('/tasks', guard.requireScope('tasks:read'), (req, res) => {
  res.json({ for: req.keyturn?.keyId });
});
const server = app.listen(0, '127.0.0.1', () => {
  console.log(`Listening at http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
// It ends by itself, once nothing holds it.
process.once('SIGTERM', async () => {
  server.close();
  server.closeAllConnections();
  await guard.close();
  console.log('Closed');
});
