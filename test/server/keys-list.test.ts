import { beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../shared/contract/errors.ts';
import type { Key } from '../../shared/contract/keys.ts';
import { DAY, MINUTE } from '../support/clock.ts';
import { createKey, keysAs, openOrg, sharedOrg } from '../support/keys.ts';
import { invite, secondOrg, setApiAccess, type TestPerson } from '../support/people.ts';
import type { TestServer } from '../support/server.ts';

const org = sharedOrg();

type List = { items: Key[]; nextCursor: string | null };

const list = ({ request }: TestServer, { orgId, token }: TestPerson, query = '') =>
  request<List & Problem>('GET', `/v1/orgs/${orgId}/keys${query}`, { token });

const names = async (server: TestServer, person: TestPerson, query = '') =>
  (await list(server, person, query)).body.items.map((key) => key.name);

/** Bob's keys in every status, oldest first, named for it. */
async function everyStatus() {
  const { server, ada, bob } = await openOrg();
  const ask = keysAs(server, bob);
  const made = new Map<string, string>();
  for (const name of ['revoked', 'expired', 'disabled', 'active', 'in its grace']) {
    server.clock.advance(MINUTE);
    const expiresIn = name === 'expired' ? { expiresIn: '1h' } : {};
    made.set(name, (await createKey(server, bob, { name, ...expiresIn })).key.id);
  }
  await ask('POST', made.get('revoked') as string, '/revoke');
  await ask('POST', made.get('disabled') as string, '/disable');
  server.clock.advance(DAY);
  await ask('POST', made.get('in its grace') as string, '/regenerate', { graceSeconds: 60 });
  return { server, ada, bob };
}

describe('by status', () => {
  test.each([
    ['', ['in its grace', 'in its grace', 'active', 'disabled', 'expired']],
    ['?status=active', ['in its grace', 'in its grace', 'active']],
    ['?status=disabled', ['disabled']],
    ['?status=expired', ['expired']],
    ['?status=revoked', ['revoked']],
    ['?status=suspended', []],
    ['?status=any', ['in its grace', 'in its grace', 'active', 'disabled', 'expired', 'revoked']],
  ])('%j is newest first', async (query, found) => {
    const { server, bob } = await everyStatus();
    expect(await names(server, bob, query)).toEqual(found);
  });

  test('suspended while the switch is off, and only what would work otherwise', async () => {
    const { server, ada, bob } = await everyStatus();
    await setApiAccess(server, ada, false);
    expect(await names(server, bob, '?status=active')).toEqual([]);
    expect(await names(server, bob, '?status=suspended')).toEqual([
      'in its grace',
      'in its grace',
      'active',
    ]);
  });
});

describe('by name or prefix', () => {
  const searched = sharedOrg();
  beforeAll(async () => {
    const { server, bob } = searched();
    for (const name of ['Nightly report', 'Café import', 'Straße', 'ΟΔΟΣΦΩΣ']) {
      server.clock.advance(MINUTE);
      await createKey(server, bob, { name });
    }
  });

  test.each([
    ['nightly', ['Nightly report']],
    ['REPORT', ['Nightly report']],
    ['  report ', ['Nightly report']],
    ['', ['ΟΔΟΣΦΩΣ', 'Straße', 'Café import', 'Nightly report']],
    [' ', ['ΟΔΟΣΦΩΣ', 'Straße', 'Café import', 'Nightly report']],
    ['CAFÉ', ['Café import']],
    // The same é as a letter and a combining accent.
    ['cafe\u0301', ['Café import']],
    ['strasse', ['Straße']],
    ['οδος', ['ΟΔΟΣΦΩΣ']],
    ['.*', []],
    ['%', []],
    ['\u0000', []],
  ])('%j', async (q, found) => {
    const { server, bob } = searched();
    expect(await names(server, bob, `?q=${encodeURIComponent(q)}`)).toEqual(found);
  });

  test('the masked prefix, whatever the case', async () => {
    const { server, bob } = await openOrg();
    await createKey(server, bob, { name: 'other' });
    const { key, secret } = await createKey(server, bob, { name: 'wanted' });
    expect(await names(server, bob, `?q=${key.prefix.toLowerCase()}`)).toContain('wanted');
    expect(await names(server, bob, `?q=${secret.slice(0, 8)}`)).toEqual([]);
  });
});

describe('whose', () => {
  const shared = sharedOrg();
  let people: Record<'ada' | 'bob' | 'eve' | 'elsewhere', TestPerson>;
  beforeAll(async () => {
    const { server, ada, bob } = shared();
    people = { ada, bob, eve: await invite(server, ada), elsewhere: await secondOrg(server, ada) };
    await createKey(server, people.elsewhere, { name: "Elsewhere's" });
    await createKey(server, ada, { name: "Ada's" });
    server.clock.advance(MINUTE);
    await createKey(server, bob, { name: "Bob's" });
  });

  test.each<['ada' | 'bob' | 'eve', string, string[] | string]>([
    ['bob', '', ["Bob's"]],
    ['bob', '?owner=me', ["Bob's"]],
    ['bob', '?owner=BOB', ["Bob's"]],
    ['bob', '?owner=ADA', 'admin_only'],
    ['bob', '?owner=mem_nobody', 'admin_only'],
    ['bob', '?owner=all', 'admin_only'],
    ['eve', '', []],
    ['ada', '', ["Ada's"]],
    ['ada', '?owner=all', ["Bob's", "Ada's"]],
    ['ada', '?owner=BOB', ["Bob's"]],
    ['ada', '?owner=EVE', []],
    ['ada', '?owner=mem_nobody', 'not_found'],
    ['ada', '?owner=ELSEWHERE', 'not_found'],
    ['ada', '?owner=everyone', 'invalid_input'],
  ])('%s asks for %j', async (who, query, answer) => {
    const { ada, bob, eve, elsewhere } = people;
    const path = query
      .replace('ADA', ada.memberId)
      .replace('BOB', bob.memberId)
      .replace('EVE', eve.memberId)
      .replace('ELSEWHERE', elsewhere.memberId);
    const { body } = await list(shared().server, people[who], path);
    if (typeof answer === 'string') expect(body.code).toBe(answer);
    else expect(body.items.map((key) => key.name)).toEqual(answer);
  });
});

describe('page by page', () => {
  async function walk(server: TestServer, person: TestPerson, query: string): Promise<string[][]> {
    const pages: string[][] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const at: string = cursor && `&cursor=${cursor}`;
      const { body } = await list(server, person, `${query}${at}`);
      pages.push(body.items.map((key) => key.name));
      cursor = body.nextCursor;
    }
    return pages;
  }

  test('every match once, in order, and no page that is empty', async () => {
    const { server, bob } = await openOrg();
    for (let n = 1; n <= 6; n++) {
      // Two at a time are made in the same millisecond.
      server.clock.advance(n % 2);
      await createKey(server, bob, { name: n % 3 === 0 ? `third ${n}` : `key ${n}` });
    }
    const whole = await names(server, bob);
    expect(whole).toHaveLength(6);
    expect(await walk(server, bob, '?limit=2')).toEqual([
      whole.slice(0, 2),
      whole.slice(2, 4),
      whole.slice(4),
    ]);
    expect((await walk(server, bob, '?limit=4')).map((page) => page.length)).toEqual([4, 2]);
    expect(await walk(server, bob, '?limit=1&q=third')).toEqual([['third 6'], ['third 3']]);
    expect(await walk(server, bob, '?limit=6')).toEqual([whole]);
  });

  test('a key deleted between two pages does not break the walk', async () => {
    const { server, bob } = await openOrg();
    for (let n = 1; n <= 3; n++) {
      server.clock.advance(MINUTE);
      await createKey(server, bob, { name: `key ${n}` });
    }
    const first = (await list(server, bob, '?limit=1')).body;
    await keysAs(server, bob)('DELETE', (first.items[0] as Key).id);
    expect(await names(server, bob, `?limit=5&cursor=${first.nextCursor}`)).toEqual([
      'key 2',
      'key 1',
    ]);
  });

  test.each([
    ['?limit=0'],
    ['?limit=201'],
    ['?limit=1.5'],
    ['?limit=x'],
    ['?cursor=nonsense'],
    ['?cursor='],
    [`?cursor=${'a'.repeat(201)}`],
    [`?q=${'a'.repeat(101)}`],
    ['?status=gone'],
    ['?status=active&status=revoked'],
    ['?colour=red'],
  ])('%s is invalid input', async (query) => {
    const { server, bob } = org();
    const { body } = await list(server, bob, query);
    expect(body).toMatchObject({ status: 422, code: 'invalid_input' });
  });
});

test('no list and no key tells a secret or its hash', async () => {
  const { server, ada, bob } = await openOrg();
  const { key, secret } = await createKey(server, bob);
  const next = await keysAs(server, bob)<{ key: Key; secret: string }>(
    'POST',
    key.id,
    '/regenerate',
    { graceSeconds: 60 },
  );
  const answers = JSON.stringify([
    await list(server, bob, '?status=any'),
    await list(server, ada, '?owner=all&status=any'),
    await keysAs(server, bob)('GET', key.id),
    await keysAs(server, ada)('GET', next.body.key.id),
    await keysAs(server, bob)('PATCH', key.id, '', { name: 'x' }),
    await keysAs(server, bob)('POST', key.id, '/revoke'),
  ]);
  for (const one of [secret, next.body.secret]) {
    expect(answers).not.toContain(one.slice(8));
  }
  expect(answers).not.toMatch(/hash|[0-9a-f]{64}/);
});
