import { expect, test } from 'vitest';
import type { Store } from '../../../../server/store/store.ts';
import { verifyIndependently } from '../../../support/audit.ts';
import { crashImage, openStore } from '../../../support/json-store.ts';
import { killRounds } from '../../../support/kill-rounds.ts';
import { testFolder } from '../../../support/server.ts';
import { allOf } from '../../../support/store-world.ts';
import { startStoreWriter } from '../../../support/store-writer-process.ts';

const ROUNDS = killRounds();
/** On one folder: every round looks at all that the ones before it have left. */
const ROUNDS_EACH = 25;

test('kill -9 under 64 writers: no acknowledged create or revoke is lost, nor its audit entry; every start succeeds', {
  timeout: 30_000 + ROUNDS * 30_000,
}, async () => {
  let dir = '';
  let revokes = 0;
  const created = new Set<string>();
  const revoked = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    if (round % ROUNDS_EACH === 0) {
      dir = await testFolder();
      created.clear();
      revoked.clear();
    }
    const writer = await startStoreWriter(dir);
    await writer.acknowledged(1 + Math.floor(Math.random() ** 2 * 3_000));
    for (const [what, id] of await writer.kill()) (what === 'created' ? created : revoked).add(id);

    // The next writer starts on what the crash left, not on what this look at it leaves.
    const { store } = await openStore({ dir: await crashImage(dir) });
    const lost: string[] = [];
    for (const id of created) if (!(await store.keys.byId(id))) lost.push(`created ${id}`);
    for (const id of revoked) {
      if ((await store.keys.byId(id))?.revokedAt == null) lost.push(`revoked ${id}`);
    }
    const recorded = await recordedIn(store);
    for (const id of created) if (!recorded.has(`key.created ${id}`)) lost.push(`recorded ${id}`);
    for (const id of revoked) if (!recorded.has(`key.revoked ${id}`)) lost.push(`recorded ${id}`);
    expect(lost, `round ${round}`).toEqual([]);
    await store.close();
    revokes += revoked.size;
  }
  expect(revokes).toBeGreaterThan(0);
});

/** What the chains have, each once; throws where one does not hold. */
async function recordedIn(store: Store): Promise<Set<string>> {
  const recorded = new Set<string>();
  for (const orgId of await store.audit.orgIds()) {
    const chain = await allOf(store.audit.chain(orgId));
    verifyIndependently(chain);
    for (const { action, target } of chain) {
      const what = `${action} ${target.id}`;
      if (recorded.has(what)) throw new Error(`Recorded twice: ${what}`);
      recorded.add(what);
    }
  }
  return recorded;
}
