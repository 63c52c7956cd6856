/** What changes between the proof of a password and the session that it is for. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { ATTEMPT_LIMITS, createAttempts } from '../../server/domain/people/attempts.ts';
import type { Passwords } from '../../server/domain/people/passwords.ts';
import { createSessionUses, SESSION_IDLE_MS } from '../../server/domain/people/session-uses.ts';
import { signIn } from '../../server/domain/people/sessions.ts';
import type { UserRow } from '../../server/store/rows.ts';
import { openStore } from '../support/json-store.ts';
import { userRow } from '../support/rows.ts';
import { change } from '../support/store-world.ts';

const CONFIRMED = {
  secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  createdAt: 0,
  confirmedAt: 0,
  lastStep: 0,
  recoveryHashes: [],
};

test.each<[string, Partial<UserRow>, string]>([
  ['the password is changed', { passwordHash: 'another' }, 'credentials_wrong'],
  ['a second factor is turned on', { secondFactor: CONFIRMED }, 'second_factor_required'],
])('while it is proved, %s: no session', async (_what, changed, code) => {
  const { store } = await openStore();
  const user = userRow();
  await change(store, (tx) => tx.put('users', user));
  const passwords: Passwords = {
    hash: async () => '-',
    async verify() {
      await change(store, (tx) => tx.put('users', { ...user, ...changed }));
      return true;
    },
  };
  const doors = { passwords, attempts: createAttempts(ATTEMPT_LIMITS) };
  const sessionUses = createSessionUses(SESSION_IDLE_MS);
  const context = { store, now: Date.now, randomBytes, sessionUses };
  const asked = { email: user.email, password: 'once the right one' };
  const origin = { ip: '192.0.2.1', userAgent: null, requestId: 'req_test' };
  await expect(signIn(context, doors, asked, origin)).rejects.toMatchObject({ code });
  expect(await store.sessions.ofUser(user.id)).toEqual([]);
});
