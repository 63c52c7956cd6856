/** What only one of several servers on one PostgreSQL may do, and what each knows of the others. */
import { expect, test, vi } from 'vitest';
import type { Problem } from '../../shared/contract/errors.ts';
import type { Key } from '../../shared/contract/keys.ts';
import { verifier } from '../support/check.ts';
import { DAY, TestClock } from '../support/clock.ts';
import { createKey, keysAs } from '../support/keys.ts';
import { invite, setApiAccess, setUp } from '../support/people.ts';
import { approvalAs, askForKey, recordOf, requestKey, setPolicy } from '../support/policies.ts';
import { testServer } from '../support/server.ts';
import { emptyDatabase } from './database.ts';

const DAYS = 20;
const PATIENCE = 20_000;

async function twoServers(keySweepMs = 3_600_000) {
  const environment = { DATABASE_URL: await emptyDatabase() };
  const clock = new TestClock();
  const here = await testServer({ environment, clock, keySweepMs });
  const there = await testServer({ environment, clock, keySweepMs });
  const ada = await setUp(here);
  await setApiAccess(here, ada, true);
  return { here, there, clock, ada, bob: await invite(here, ada) };
}

const both = <T>(count: number, ask: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => ask(n)));

test('one collects, and the other server knows the key', async () => {
  const { here, there, ada, bob } = await twoServers();
  await setPolicy(here, ada, { requireApproval: true });
  const { id } = await requestKey(here, bob);
  await approvalAs(there, ada)('approve', id);
  const answers = await both(8, (n) =>
    approvalAs(n % 2 ? here : there, bob)<Problem & { secret: string }>('collect', id),
  );
  const won = answers.filter(({ status }) => status === 201);
  expect(won).toHaveLength(1);
  expect(answers.filter(({ body }) => body.code === 'key_not_approved')).toHaveLength(7);
  for (const server of [here, there]) {
    const verify = await verifier(server, ada);
    expect((await verify(won[0]?.body.secret ?? '')).code).toBe('valid');
  }
});

test('one personal key, and no more keys than the policy allows', async () => {
  const { here, there, ada, bob } = await twoServers();
  const answers = await both(8, (n) =>
    (n % 2 ? here : there).request<{ key: Key }>('PUT', `/v1/orgs/${bob.orgId}/me/api-key`, {
      token: bob.token,
      body: { enabled: true },
    }),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(new Set(answers.map(({ body }) => body.key.id)).size).toBe(1);

  await setPolicy(here, ada, { maxActiveKeysPerMember: 3 });
  const created = await both(8, (n) => askForKey(n % 2 ? here : there, bob));
  expect(created.filter(({ status }) => status === 201)).toHaveLength(2);
});

test('a use on another server counts once it is written, and a key is revoked once', async () => {
  const { here, there, clock, ada, bob } = await twoServers(20);
  await setPolicy(here, ada, { revokeUnusedAfterDays: DAYS });
  const [used, unused] = [await createKey(here, bob), await createKey(here, bob)];
  clock.advance((DAYS - 1) * DAY);
  const verify = await verifier(there, ada);
  expect((await verify(used.secret)).code).toBe('valid');
  const ask = keysAs(here, bob);
  const seen = async (key: Key) => (await ask('GET', key.id)).body;
  await vi.waitFor(async () => expect((await seen(used.key)).lastUsedAt).not.toBeNull(), PATIENCE);

  clock.advance(DAY);
  await vi.waitFor(async () => expect((await seen(unused.key)).status).toBe('revoked'), PATIENCE);
  expect((await seen(used.key)).status).toBe('active');
  const actions = (await recordOf(here, ada, unused.key.id)).map(({ action }) => action);
  expect(actions).toEqual(['key.created', 'key.revoked']);
});
