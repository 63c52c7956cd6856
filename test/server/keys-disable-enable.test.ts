import { describe, expect, test } from 'vitest';
import type { Problem } from '../../shared/contract/errors.ts';
import type { Key } from '../../shared/contract/keys.ts';
import { auditOf } from '../support/audit.ts';
import { DAY } from '../support/clock.ts';
import { createKey, keysAs, openOrg } from '../support/keys.ts';
import { setApiAccess } from '../support/people.ts';

type Who = 'owner' | 'admin';
type Step = `${Who} ${'disables' | 'enables'}`;

async function play(steps: Step[], owner: 'bob' | 'ada' = 'bob') {
  const { server, ada, bob } = await openOrg();
  const { key } = await createKey(server, { ada, bob }[owner]);
  const as = { owner: keysAs(server, { ada, bob }[owner]), admin: keysAs(server, ada) };
  const answers: (Key | Problem)[] = [];
  for (const step of steps) {
    const [who, verb] = step.split(' ') as [Who, string];
    const path = verb === 'disables' ? '/disable' : '/enable';
    const { body } = await as[who]<Key | Problem>('POST', key.id, path);
    answers.push(body);
  }
  const { body } = await as.owner('GET', key.id);
  return { last: answers.at(-1), now: body.statusReason };
}

describe('who disabled it decides who enables it', () => {
  test.each<[Step[], Key['statusReason']]>([
    [['owner disables'], 'disabled_by_owner'],
    [['owner disables', 'owner disables'], 'disabled_by_owner'],
    [['owner disables', 'owner enables'], null],
    [['owner disables', 'admin enables'], null],
    [['owner disables', 'admin disables'], 'disabled_by_admin'],
    [['admin disables'], 'disabled_by_admin'],
    [['admin disables', 'admin enables'], null],
    [['admin disables', 'owner disables'], 'disabled_by_admin'],
    [['admin disables', 'admin enables', 'owner disables', 'owner enables'], null],
    [['owner enables'], null],
    [['admin enables'], null],
  ])('%j ends in %s', async (steps, reason) => {
    const { last, now } = await play(steps);
    expect(last).toMatchObject({ status: reason ? 'disabled' : 'active', statusReason: reason });
    expect(now).toBe(reason);
  });

  test.each<[Step[]]>([
    [['admin disables', 'owner enables']],
    [['owner disables', 'admin disables', 'owner enables']],
    [['admin disables', 'owner disables', 'owner enables']],
  ])('%j is refused', async (steps) => {
    const { last, now } = await play(steps);
    expect(last).toMatchObject({ status: 403, code: 'disabled_by_admin' });
    expect(now).toBe('disabled_by_admin');
  });

  test("an admin's own key is the admin's to enable", async () => {
    const { last } = await play(['owner disables', 'owner enables'], 'ada');
    expect(last).toMatchObject({ status: 'active' });
  });
});

test.each(['/disable', '/enable'] as const)('%s cannot reverse an end', async (path) => {
  const { server, bob } = await openOrg();
  const ask = keysAs(server, bob);
  const revoked = await createKey(server, bob);
  await ask('POST', revoked.key.id, '/revoke');
  const expired = await createKey(server, bob, { expiresIn: '1h' });
  server.clock.advance(DAY);
  for (const [{ key }, code] of [
    [revoked, 'key_revoked'],
    [expired, 'key_expired'],
  ] as const) {
    const { body } = await ask<Problem>('POST', key.id, path);
    expect(body).toMatchObject({ status: 409, code });
  }
});

test('a disabled key expires all the same, and says so', async () => {
  const { server, bob } = await openOrg();
  const ask = keysAs(server, bob);
  const { key } = await createKey(server, bob, { expiresIn: '1h' });
  await ask('POST', key.id, '/disable');
  server.clock.advance(DAY);
  expect((await ask('GET', key.id)).body.status).toBe('expired');
});

test('enabling while API access is off leaves it suspended', async () => {
  const { server, ada, bob } = await openOrg();
  const ask = keysAs(server, bob);
  const { key } = await createKey(server, bob);
  await ask('POST', key.id, '/disable');
  await setApiAccess(server, ada, false);
  expect((await ask('POST', key.id, '/enable')).body).toMatchObject({
    status: 'suspended',
    statusReason: 'org_access_off',
  });
});

test('the reason goes on the record of the change', async () => {
  const { server, ada } = await openOrg();
  const { key } = await createKey(server, ada);
  for (const [path, action] of [
    ['/disable', 'key.disabled'],
    ['/enable', 'key.enabled'],
  ] as const) {
    const reason = `Why it is ${action}`;
    expect((await keysAs(server, ada)('POST', key.id, path, { reason })).status).toBe(200);
    const [entry] = await auditOf(server, ada, `target=${key.id}`);
    expect(entry).toMatchObject({ action, detail: { reason } });
  }
});
