/**
 * A server's writes as a process of its own, to be killed: 64 writers that make keys and
 * revoke every other, each recorded in the audit log and printed as `created <id>` or
 * `revoked <id>` once it is acknowledged. Argument: the data folder.
 */
import { writeSync } from 'node:fs';
import { openJsonStore } from '../../server/store/json/index.ts';
import type { MemberRow } from '../../server/store/rows.ts';
import type { Store } from '../../server/store/store.ts';
import { auditRow, keyRow } from './rows.ts';
import { change, putWorld } from './store-world.ts';

const WRITERS = 64;
/** Small, so that snapshots are under way most of the time. */
const JOURNAL_LIMIT = 100_000;

const [dir = ''] = process.argv.slice(2);
const store = await openJsonStore({ dir, journalLimit: JOURNAL_LIMIT });
const { org, owner } = await putWorld(store);
await Promise.all(Array.from({ length: WRITERS }, () => write(store, owner)));

async function write(store: Store, owner: MemberRow): Promise<void> {
  for (let revokes = false; ; revokes = !revokes) {
    const key = keyRow(owner);
    await change(store, (tx) => {
      tx.put('keys', key);
      tx.record(auditRow(org, { targetId: key.id, action: 'key.created' }));
    });
    writeSync(1, `created ${key.id}\n`);
    if (!revokes) continue;
    await change(store, (tx) => {
      tx.put('keys', { ...key, revokedAt: 5, revokeReason: 'revoked' });
      tx.record(auditRow(org, { targetId: key.id, action: 'key.revoked' }));
    });
    writeSync(1, `revoked ${key.id}\n`);
  }
}
