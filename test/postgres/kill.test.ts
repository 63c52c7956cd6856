import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { verifyIndependently } from '../support/audit.ts';
import { killRounds } from '../support/kill-rounds.ts';
import { allOf, putWorld } from '../support/store-world.ts';
import { until } from '../support/until.ts';
import { emptyDatabase } from './database.ts';
import { open } from './stores.ts';

const ROUNDS = killRounds();
/** On one database: every round looks at all that the ones before it have left. */
const ROUNDS_EACH = 25;

/** Kills the writer with -9 once it has said more than `lines` lines; answers all of them. */
async function killedWriter(url: string, ownerId: string, lines: number): Promise<string[]> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/postgres/writer.ts', url, ownerId],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const closed = once(child, 'close');
  await until(() => child.exitCode !== null || said.split('\n').length > lines);
  child.kill('SIGKILL');
  await closed;
  // The last line may be torn: what it says was not heard.
  return said.split('\n').slice(0, -1);
}

test('kill -9 of a server under 64 writers: no acknowledged create or revoke is lost, nor its audit entry', {
  timeout: 60_000 + ROUNDS * 30_000,
}, async () => {
  let { url, store, owner } = await newWorld();
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0 && round % ROUNDS_EACH === 0) {
      await store.close();
      ({ url, store, owner } = await newWorld());
    }
    const lines = await killedWriter(url, owner.id, 50 + Math.floor(Math.random() * 200));
    expect(lines.length).toBeGreaterThan(49);
    const stored = new Map(
      (await allOf(store.keys.newestFirst({ orgId: owner.orgId }))).map((key) => [key.id, key]),
    );
    const chain = await allOf(store.audit.chain(owner.orgId));
    verifyIndependently(chain);
    const recorded = new Set(chain.map(({ action, target }) => `${action} ${target.id}`));
    expect(recorded.size).toBe(chain.length);
    for (const line of lines) {
      const [what, id = ''] = line.split(' ');
      expect(recorded).toContain(`key.${what} ${id}`);
      expect(stored.get(id)).toMatchObject(what === 'revoked' ? { id, revokedAt: 5 } : { id });
    }
  }
});

async function newWorld() {
  const url = await emptyDatabase();
  const store = await open(url);
  const { owner } = await putWorld(store);
  return { url, store, owner };
}
