/**
 * lowdb as it comes: each create is a push and `await db.write()`. Arguments: the file,
 * and how many records it begins with.
 */
import { randomBytes } from 'node:crypto';
import { JSONFilePreset } from 'lowdb/node';
import { createId } from '../../../server/domain/ids.ts';
import { drawKey } from '../../../server/domain/keys/draw.ts';
import { newKeyRow } from '../../../server/domain/keys/new-key-row.ts';
import type { KeyRow } from '../../../server/store/rows.ts';
import { serveLoop } from './loop.ts';

const [file = '', count = ''] = process.argv.slice(2);
const owner = { id: createId('mem', randomBytes), orgId: createId('org', randomBytes) };

function keyOf(name: string, scopes: string[]): KeyRow {
  const fields = { ...drawKey(randomBytes).row, name, scopes, expiresAt: null };
  return newKeyRow(owner, fields, Date.now());
}

const db = await JSONFilePreset<{ keys: KeyRow[] }>(file, { keys: [] });
for (let at = 0; at < Number(count); at++)
  db.data.keys.push(keyOf('Nightly report', ['tasks:read']));
await db.write();

serveLoop(async () => {
  db.data.keys.push(keyOf('Nightly report', ['tasks:read', 'tasks:create']));
  await db.write();
});
