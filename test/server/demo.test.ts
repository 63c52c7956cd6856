import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHECKING_KEY, KEYS, PASSWORD, PEOPLE } from '../../scripts/demo/cast.ts';
import { type Seeded, seedDemo } from '../../scripts/demo/seed.ts';
import type { VerifyAnswer } from '../../shared/contract/check.ts';
import type { Key } from '../../shared/contract/keys.ts';
import type { Member, SessionAnswer } from '../../shared/contract/people.ts';
import { KEY_STATUSES } from '../../shared/status.ts';
import { DAY } from '../support/clock.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let seeded: Seeded;
let admin: SessionAnswer;
let keys: Key[];

beforeAll(async () => {
  server = await startTestServer();
  const { clock } = server;
  const present = clock.now();
  seeded = await seedDemo(server, {
    now: clock.now,
    setDaysAgo: (days) => clock.advance(present - days * DAY - clock.now()),
  });
  const { body } = await server.request<SessionAnswer>('POST', '/v1/sessions', {
    body: { email: PEOPLE.maya.email, password: PASSWORD },
  });
  admin = body;
  keys = await list<Key>('keys?owner=all&status=any&limit=200');
});
afterAll(() => server.close());

async function list<T>(what: string): Promise<T[]> {
  const [membership] = admin.memberships;
  const { body } = await server.request<{ items: T[] }>(
    'GET',
    `/v1/orgs/${membership?.org.id}/${what}`,
    { token: admin.token },
  );
  return body.items;
}

const named = (name: string) => keys.filter((key) => key.name === name);

test('it has keys in every status, used ones and others', () => {
  const statuses = new Set(keys.map(({ status }) => status));
  expect([...KEY_STATUSES].filter((status) => !statuses.has(status))).toEqual([]);
  expect(keys.some(({ lastUsedAt }) => lastUsedAt === null)).toBe(true);
  expect(keys.some(({ lastUsedAt }) => lastUsedAt !== null)).toBe(true);
});

test('every key of the story is there as it was told', () => {
  const now = server.clock.now();
  for (const story of [CHECKING_KEY, ...KEYS]) {
    // The one that was regenerated comes second: newest first.
    const key = named(story.name).at(-1);
    const age = (now - Date.parse(key?.createdAt ?? '')) / DAY;
    expect(age).toBeCloseTo(story.created);
    expect(key?.scopes).toEqual(story.scopes);
    if (story.used !== undefined) {
      const rest = (now - Date.parse(key?.lastUsedAt ?? '')) / DAY;
      expect(rest).toBeCloseTo(story.used);
    } else if (story !== CHECKING_KEY) {
      expect(key?.lastUsedAt).toBeNull();
    }
  }
  expect(named('CI smoke test').map(({ status }) => status)).toEqual(['active', 'revoked']);
});

test('it has an admin, a member, a read-only member and service members', async () => {
  const members = await list<Member>('members?limit=200');
  const told = members.map(({ kind, role, active }) => `${kind} ${role.name} ${active}`);
  expect(told).toEqual(
    expect.arrayContaining([
      'person admin true',
      'person member true',
      'person read-only true',
      'person member false',
      'service admin true',
      'service member true',
    ]),
  );
});

test('the sample API can check keys with its own, which can do nothing else', async () => {
  const { status, body } = await server.request<VerifyAnswer>('POST', '/v1/verify', {
    token: seeded.checkingKey,
    body: { key: seeded.checkingKey, scopes: ['tasks:read'] },
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({ code: 'insufficient_scope', scopes: ['keyturn.keys:verify'] });
});
