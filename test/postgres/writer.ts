/**
 * A server's writes as a process of its own, to be killed: makes keys and revokes every
 * other, and prints `created <id>` or `revoked <id>` once that is acknowledged.
 * Arguments: the database's URL, the owner's id.
 */
import { writeSync } from 'node:fs';
import { openPostgresStore } from '../../server/store/postgres/index.ts';
import { auditRow, keyRow } from '../support/rows.ts';

const [url = '', ownerId = ''] = process.argv.slice(2);
const store = await openPostgresStore({ url, checks: 'cached' });
const owner = await store.members.byId(ownerId);
if (!owner) throw new Error('There is no such owner.');
const org = { id: owner.orgId };

const say = (what: string, id: string) => writeSync(1, `${what} ${id}\n`);
const write = async (revokes: boolean) => {
  for (;;) {
    const key = keyRow(owner);
    await store.transact(async (tx) => {
      tx.put('keys', key);
      tx.record(auditRow(org, { targetId: key.id, action: 'key.created' }));
    });
    say('created', key.id);
    if (!revokes) continue;
    await store.transact(async (tx) => {
      const stored = await tx.keys.byId(key.id);
      if (stored) tx.put('keys', { ...stored, revokedAt: 5, revokeReason: 'revoked' });
      tx.record(auditRow(org, { targetId: key.id, action: 'key.revoked' }));
    });
    say('revoked', key.id);
  }
};
await Promise.all(Array.from({ length: 64 }, (_, at) => write(at % 2 === 0)));
