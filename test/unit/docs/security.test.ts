/** docs/security.md says what the code does, and names tests that there are. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ATTEMPT_LIMITS } from '../../../server/domain/people/attempts.ts';
import { INVITATION_LIFETIME_MS } from '../../../server/domain/people/invitations.ts';
import { PASSWORD_COST } from '../../../server/domain/people/passwords.ts';
import { RESET_CODE_LIFETIME_MS } from '../../../server/domain/people/recover.ts';
import { CONFIRM_WITHIN_MS } from '../../../server/domain/people/second-factor.ts';
import {
  LEAST_SESSION_IDLE_MS,
  SESSION_IDLE_MS,
} from '../../../server/domain/people/session-uses.ts';
import { MAX_SESSIONS, SESSION_LIFETIME_MS } from '../../../server/domain/people/sessions.ts';
import { commonPasswords } from '../../../server/domain/people/weak-passwords.ts';
import { SENDER_LIMITS } from '../../../server/log/sender.ts';
import { newPassword } from '../../../shared/contract/primitives.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const page = readFileSync(resolve(ROOT, 'docs/security.md'), 'utf8');
const rows = [...page.matchAll(/^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| (.+) \|$/gm)].map(
  ([, number = '', level, , here = '']) => ({ number, level, here }),
);

/** Every requirement of levels 1 and 2 in the chapters that the page goes through, ASVS 5.0.0. */
const REQUIRED: Record<string, number> = {
  '4.1': 3,
  '4.2': 1,
  '4.3': 2,
  '4.4': 4,
  '6.1': 3,
  '6.2': 12,
  '6.3': 4,
  '6.4': 4,
  '6.5': 5,
  '6.6': 3,
  '6.8': 4,
  '7.1': 3,
  '7.2': 4,
  '7.3': 2,
  '7.4': 5,
  '7.5': 2,
  '7.6': 2,
  '8.1': 2,
  '8.2': 3,
  '8.3': 1,
  '8.4': 1,
  '9.1': 3,
  '9.2': 4,
  '16.1': 1,
  '16.2': 5,
  '16.3': 4,
  '16.4': 3,
  '16.5': 3,
};

test('every requirement of levels 1 and 2 is there, once', () => {
  const wanted = Object.entries(REQUIRED).flatMap(([section, count]) =>
    Array.from({ length: count }, (_, n) => `${section}.${n + 1}`),
  );
  const numbers = rows.map(({ number }) => number);
  expect(numbers.filter((one) => wanted.includes(one))).toEqual(wanted);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test('each is said to be met, not to apply, or not to be met', () => {
  for (const { number, here } of rows) {
    expect(here, number).toMatch(/^(met|n\/a)\b/);
  }
});

test('what is met names a test, or the part of the page that says so', () => {
  for (const { number, here } of rows.filter((row) => row.here.startsWith('met'))) {
    expect(here, number).toMatch(/`(test|extension)\/|above|has no age|`keyturn reset-admin`/);
  }
});

test('every file that it names is there', () => {
  const named = [...page.matchAll(/`((?:test|extension|shared)\/[^`]+)`/g)].map(([, path]) => path);
  expect(named.length).toBeGreaterThan(50);
  for (const path of named) expect(existsSync(resolve(ROOT, path ?? '')), path).toBe(true);
});

test('its numbers are those of the code', async () => {
  const { perAccount, perAddress, codesPerAddress, perAccountElsewhere } = ATTEMPT_LIMITS;
  const days = (milliseconds: number) => milliseconds / (24 * 3_600_000);
  const common = await commonPasswords();
  const long = [...common].filter((password) => newPassword.safeParse(password).success);
  for (const text of [
    `one of ${common.size.toLocaleString('en')} common passwords`,
    `the ${long.length.toLocaleString('en')} most common ones`,
    `the ${long.length.toLocaleString('en')} most common of at least 12`,
    `(an IPv6 /64 counts as one) | ${perAccount} |`,
    `from one address | ${perAddress} |`,
    `codes from one address | ${codesPerAddress} |`,
    `142 random bits, for ${RESET_CODE_LIFETIME_MS === 3_600_000 ? 'an hour' : '?'}`,
    `no session | ${perAccountElsewhere} a day |`,
    `second-factor codes for one account from one address | ${perAccount} |`,
    `second-factor codes for one account from all addresses | ${perAccountElsewhere} a day |`,
    `a first code, within ${CONFIRM_WITHIN_MS / 60_000} minutes`,
    `oldest of more than ${MAX_SESSIONS} of one person`,
    `${SENDER_LIMITS.lines.toLocaleString('en')} lines\n(${SENDER_LIMITS.bytes / 1024 ** 2} MB) wait in memory`,
    `- ${days(SESSION_LIFETIME_MS)} days after signing in`,
    `- when it was not used for ${days(SESSION_IDLE_MS)} days`,
    `from \`${LEAST_SESSION_IDLE_MS / 60_000}m\` to \`${days(SESSION_LIFETIME_MS)}d\``,
    `142 random bits, for ${days(INVITATION_LIFETIME_MS)} days`,
    `argon2id (${Math.floor(PASSWORD_COST.memoryCost / 1024)} MiB, ${PASSWORD_COST.timeCost} passes, ${PASSWORD_COST.parallelism} lane)`,
  ]) {
    expect(page).toContain(text);
  }
});
