/** Every check goes on the record of the key that was checked. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CheckCode } from '../../shared/contract/check.ts';
import type { Problem } from '../../shared/contract/errors.ts';
import type { KeyRequest } from '../../shared/contract/requests.ts';
import { verifier } from '../support/check.ts';
import { DAY, MINUTE } from '../support/clock.ts';
import { daysOf, requestsOf } from '../support/key-record.ts';
import { createKey, keysAs, type OpenOrg, openOrg } from '../support/keys.ts';
import { invite, setApiAccess, type TestPerson } from '../support/people.ts';
import { type TestServerOptions, testFolder, testServer } from '../support/server.ts';

/** Nothing is written but at the stop. */
const NEVER = { flush: 2 ** 31 - 1, firstTidy: 2 ** 31 - 1, tidy: 2 ** 31 - 1 };

/** Bob's key, and the two ways to check it. */
async function recorded(options: TestServerOptions = {}) {
  const opened = await openOrg({ usageTimes: NEVER, ...options });
  const { server, ada, bob } = opened;
  const { key, secret } = await createKey(server, bob, { scopes: ['tasks:*'] });
  const { key: apiKey, secret: token } = await createKey(server, ada, {
    name: 'Tasks API',
    scopes: ['keyturn.keys:verify'],
  });
  const verify = (body: object) =>
    server.request<Partial<Problem>>('POST', '/v1/verify', {
      token,
      body: { key: secret, ...body },
    });
  const authorize = (query = '', headers: Record<string, string> = {}) =>
    fetch(`${server.address}/v1/orgs/${bob.orgId}/authorize${query}`, {
      headers: { Authorization: `Bearer ${secret}`, ...headers },
    });
  const record = () => requestsOf(server, bob, key.id);
  return { ...opened, key, secret, apiKey, token, verify, authorize, record };
}

const isoNow = ({ server }: Pick<OpenOrg, 'server'>) => new Date(server.clock.now()).toISOString();

const suspend = ({ server, ada, bob }: OpenOrg) =>
  server.request('PATCH', `/v1/orgs/${ada.orgId}/members/${bob.memberId}`, {
    token: ada.token,
    body: { active: false },
  });

describe('each outcome', () => {
  test.each<[CheckCode, string, (world: OpenOrg, keyId: string) => unknown]>([
    ['valid', 'tasks:read', () => undefined],
    ['insufficient_scope', 'files:read', () => undefined],
    ['revoked', 'tasks:read', ({ server, bob }, id) => keysAs(server, bob)('POST', id, '/revoke')],
    [
      'disabled',
      'tasks:read',
      ({ server, bob }, id) => keysAs(server, bob)('POST', id, '/disable'),
    ],
    ['expired', 'tasks:read', ({ server }) => server.clock.advance(31 * DAY)],
    ['api_access_off', 'tasks:read', ({ server, ada }) => setApiAccess(server, ada, false)],
    ['member_inactive', 'tasks:read', suspend],
  ])('%s', async (outcome, scope, bring) => {
    const opened = await openOrg({ usageTimes: NEVER });
    const { server, ada, bob } = opened;
    const { key, secret } = await createKey(server, bob, { expiresIn: '30d' });
    await bring(opened, key.id);
    // A session is shorter than the key.
    const { body: session } = await server.request<{ token: string }>('POST', '/v1/sessions', {
      body: { email: ada.email, password: 'correct horse battery' },
    });
    const admin = { ...ada, token: session.token };
    const verify = await verifier(server, admin);
    expect((await verify(secret, [scope])).code).toBe(outcome);
    await fetch(`${server.address}/v1/orgs/${bob.orgId}/authorize?scope=${scope}`, {
      headers: { 'X-API-Key': secret },
    });
    const check = { at: isoNow(opened), outcome, scopes: [scope], method: null, path: null };
    expect(await requestsOf(server, admin, key.id)).toEqual([
      { ...check, ip: '127.0.0.1' },
      { ...check, ip: null },
    ]);
    const [today] = await daysOf(server, admin, key.id, 1);
    expect(today).toMatchObject(
      outcome === 'valid' ? { allowed: 2, refused: 0 } : { allowed: 0, refused: 2 },
    );
  });

  test('a text that is no key, and a key of another org, are on no record', async () => {
    const { server, ada, verify, record } = await recorded();
    await verify({ key: 'kt_nonsense' });
    const { body: globex } = await server.request<{ id: string }>('POST', '/v1/orgs', {
      token: ada.token,
      body: { name: 'Globex' },
    });
    const other = { ...ada, orgId: globex.id };
    const foreign = await createKey(server, other);
    await verify({ key: foreign.secret });
    expect(await requestsOf(server, other, foreign.key.id)).toEqual([]);
    expect(await record()).toEqual([]);
  });
});

describe('the request that the key came with', () => {
  test('as an API tells it to verify, without its query', async () => {
    const world = await recorded();
    const request = { method: 'PATCH', path: '/v1/tasks/7?token=hunter2#x', ip: '2001:db8::7' };
    await world.verify({ scopes: ['tasks:read', 'tasks:update'], request });
    await world.verify({ request: { path: '/v1/files' } });
    expect(await world.record()).toEqual([
      {
        at: isoNow(world),
        outcome: 'valid',
        scopes: [],
        method: null,
        path: '/v1/files',
        ip: null,
      },
      {
        at: isoNow(world),
        outcome: 'valid',
        scopes: ['tasks:read', 'tasks:update'],
        method: 'PATCH',
        path: '/v1/tasks/7',
        ip: '2001:db8::7',
      },
    ]);
  });

  test.each([
    [{ method: 7 }],
    [{ method: 'x'.repeat(21) }],
    [{ path: 'x'.repeat(2001) }],
    [{ ip: null }],
    [{ host: 'x' }],
  ])('not as %j', async (request) => {
    const { verify, record } = await recorded();
    expect((await verify({ request })).body.code).toBe('invalid_input');
    expect(await record()).toEqual([]);
  });

  const GATEWAYS: [string, Record<string, string>][] = [
    [
      'Caddy and Traefik',
      { 'X-Forwarded-Method': 'DELETE', 'X-Forwarded-Uri': '/v1/tasks/7?token=hunter2' },
    ],
    ['nginx', { 'X-Original-Method': 'DELETE', 'X-Original-URI': '/v1/tasks/7?token=hunter2' }],
    [
      'ingress-nginx',
      {
        'X-Original-Method': 'DELETE',
        'X-Original-URL': 'https://api.example.com/v1/tasks/7?token=hunter2',
      },
    ],
  ];
  const FORWARDED_FOR = { 'X-Forwarded-For': '198.51.100.1, 203.0.113.7' };

  test.each(GATEWAYS)('as a trusted gateway (%s) tells it', async (_name, headers) => {
    const { authorize, record } = await recorded({
      environment: { KEYTURN_TRUST_PROXY: '127.0.0.1' },
    });
    expect((await authorize('?scope=tasks:read', { ...headers, ...FORWARDED_FOR })).status).toBe(
      200,
    );
    expect(await record()).toMatchObject([
      { method: 'DELETE', path: '/v1/tasks/7', ip: '203.0.113.7', scopes: ['tasks:read'] },
    ]);
  });

  test.each([[''], ['10.0.0.0/8']])(
    'not as someone tells it who is not trusted (%j)',
    async (trusted) => {
      const { authorize, record } = await recorded({
        environment: { KEYTURN_TRUST_PROXY: trusted },
      });
      for (const [, headers] of GATEWAYS) await authorize('', { ...headers, ...FORWARDED_FOR });
      const own = { method: null, path: null, ip: '127.0.0.1' };
      expect(await record()).toMatchObject([own, own, own]);
    },
  );
});

describe("Keyturn's own API", () => {
  test('each request with a key is on its record once, refused ones too', async () => {
    const world = await recorded({ environment: { KEYTURN_TRUST_PROXY: '127.0.0.1' } });
    const { server, ada, bob, key, secret, token, apiKey } = world;
    const from = { 'X-Forwarded-For': '203.0.113.7' };
    const ask = (path: string, bearer: string, raw = '') =>
      fetch(`${server.address}${path}`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${bearer}`,
          'Content-Type': path.startsWith('/v1/introspect')
            ? 'application/x-www-form-urlencoded'
            : 'application/json',
          ...from,
        },
        body: raw,
      });
    await ask('/v1/verify', token, JSON.stringify({ key: 'x' }));
    await ask('/v1/introspect?hunter2', token, `token=${secret}`);
    await ask('/v1/verify', secret);
    await ask('/v1/keys/revoke-self', secret);
    await ask('/v1/verify', secret);

    const own = { method: 'POST', ip: '203.0.113.7', at: isoNow(world) };
    const scopes = ['keyturn.keys:verify'];
    expect(await requestsOf(server, ada, apiKey.id)).toEqual([
      { ...own, path: '/v1/introspect', outcome: 'valid', scopes },
      { ...own, path: '/v1/verify', outcome: 'valid', scopes },
    ]);
    expect(await requestsOf(server, bob, key.id)).toEqual([
      { ...own, path: '/v1/verify', outcome: 'revoked', scopes },
      { ...own, path: '/v1/keys/revoke-self', outcome: 'valid', scopes: [] },
      { ...own, path: '/v1/verify', outcome: 'insufficient_scope', scopes },
      { ...own, method: null, path: null, ip: null, outcome: 'valid', scopes: [] },
    ]);
  });
});

type Page = { items: KeyRequest[]; nextCursor: string | null };

describe('who sees it', () => {
  test("the key's owner and admins; for others there is no such key", async () => {
    const { server, ada, bob, key, verify } = await recorded();
    await verify({});
    const eve = await invite(server, ada);
    const ask = async (person: TestPerson, path: '/requests' | '/days') =>
      (await keysAs(server, person)<Problem & { items: unknown[] }>('GET', key.id, path)).body;
    for (const path of ['/requests', '/days'] as const) {
      expect((await ask(bob, path)).items).not.toEqual([]);
      expect((await ask(ada, path)).items).toEqual((await ask(bob, path)).items);
      expect(await ask(eve, path)).toMatchObject({ status: 404, code: 'not_found' });
      expect(await ask({ ...eve, token: '' }, path)).toMatchObject({ status: 401 });
    }
  });

  test('pages follow each other, newest first, without a gap or a repetition', async () => {
    const { server, bob, key, verify } = await recorded();
    for (let i = 1; i <= 7; i++) {
      await verify({ request: { path: `/${i}` } });
      if (i % 3 === 0) server.clock.advance(1);
    }
    const ask = keysAs(server, bob);
    const pages: string[][] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const path = `/requests?limit=3${cursor && `&cursor=${cursor}`}` as const;
      const page: Page = (await ask<Page>('GET', key.id, path)).body;
      pages.push(page.items.map((item) => item.path ?? ''));
      cursor = page.nextCursor;
    }
    expect(pages).toEqual([['/7', '/6', '/5'], ['/4', '/3', '/2'], ['/1']]);
    const wrong = await ask<Problem>('GET', key.id, '/requests?cursor=nonsense');
    expect(wrong.body).toMatchObject({ status: 422, code: 'invalid_input' });
  });
});

describe('what is kept', () => {
  test('of each key the newest', async () => {
    const { server, bob, verify, record, secret, token } = await recorded({
      environment: { KEYTURN_REQUESTS_PER_KEY: '3' },
    });
    const { key: other, secret: otherSecret } = await createKey(server, bob);
    for (let i = 1; i <= 5; i++) await verify({ request: { path: `/${i}` } });
    await server.request('POST', '/v1/verify', { token, body: { key: otherSecret } });
    expect((await record()).map(({ path }) => path)).toEqual(['/5', '/4', '/3']);
    expect(await requestsOf(server, bob, other.id)).toHaveLength(1);
    expect(secret).not.toBe(otherSecret);
  });

  test('requests as long as configured, counts longer', async () => {
    const { server, ada, key, authorize } = await recorded({
      environment: { KEYTURN_REQUESTS_DAYS: '2' },
    });
    await authorize();
    server.clock.advance(2 * DAY);
    await authorize();
    expect(await requestsOf(server, ada, key.id)).toHaveLength(2);
    server.clock.advance(1);
    expect(await requestsOf(server, ada, key.id)).toHaveLength(1);
    expect(await daysOf(server, ada, key.id, 4)).toMatchObject([
      { allowed: 0 },
      { allowed: 1 },
      { allowed: 0 },
      { allowed: 1 },
    ]);
  });

  test('with 0 days no request, but the last use and the counts', async () => {
    const { server, bob, key, verify, record } = await recorded({
      environment: { KEYTURN_REQUESTS_DAYS: '0' },
    });
    await verify({ request: { method: 'GET', path: '/v1/tasks', ip: '203.0.113.7' } });
    expect(await record()).toEqual([]);
    expect(await daysOf(server, bob, key.id, 1)).toMatchObject([{ allowed: 1, refused: 0 }]);
    expect((await keysAs(server, bob)('GET', key.id)).body.lastUsedAt).not.toBe(null);
  });

  test('a day has a row also where nothing happened; only so many days can be asked for', async () => {
    const { server, bob, key, verify } = await recorded();
    await verify({});
    await verify({ scopes: ['files:read'] });
    expect(await daysOf(server, bob, key.id, 3)).toEqual([
      { day: '2026-11-19', allowed: 0, refused: 0 },
      { day: '2026-11-20', allowed: 0, refused: 0 },
      { day: '2026-11-21', allowed: 1, refused: 1 },
    ]);
    const ask = keysAs(server, bob)<Problem & { items: unknown[] }>;
    expect((await ask('GET', key.id, '/days')).body.items).toHaveLength(30);
    for (const days of ['0', '367', 'x']) {
      expect((await ask('GET', key.id, `/days?days=${days}`)).body.code).toBe('invalid_input');
    }
  });
});

/** Every file below the folder with its content. */
async function contents(dir: string): Promise<Record<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Object.fromEntries(
    await Promise.all(
      files.map(async (file) => {
        const path = join(file.parentPath, file.name);
        return [
          path,
          createHash('sha256')
            .update(await readFile(path))
            .digest('hex'),
        ] as const;
      }),
    ),
  );
}

describe('storing it', () => {
  test('no check writes, and what is in memory alone is on the record', async () => {
    const { server, verify, authorize, record } = await recorded();
    const before = await contents(server.dataDir);
    for (let i = 0; i < 20; i++) await verify({});
    for (let i = 0; i < 20; i++) await authorize('?scope=files:read');
    expect(await contents(server.dataDir)).toEqual(before);
    expect(await record()).toHaveLength(40);
  });

  test('it is written while the server runs', async () => {
    const { server, verify, record } = await recorded({
      usageTimes: { flush: 20, firstTidy: 50, tidy: 50 },
    });
    await verify({ request: { path: '/v1/tasks' } });
    const folder = join(server.dataDir, 'requests');
    await expect.poll(() => readdir(folder).catch(() => [])).not.toEqual([]);
    await verify({ request: { path: '/v1/files' } });
    expect((await record()).map(({ path }) => path)).toEqual(['/v1/files', '/v1/tasks']);
  });

  test('it survives a stop, together with what comes after', async () => {
    const dataDir = await testFolder();
    const first = await recorded({ dataDir });
    await first.verify({ request: { path: '/1' } });
    first.server.clock.advance(MINUTE);
    await first.verify({ scopes: ['files:read'], request: { path: '/2' } });
    const { bob, key, token, secret } = first;
    const { clock } = first.server;
    await first.server.close();

    const server = await testServer({ dataDir, clock, usageTimes: NEVER });
    // The same millisecond as the last one before the stop.
    await server.request('POST', '/v1/verify', {
      token,
      body: { key: secret, request: { path: '/3' } },
    });
    const paths = (await requestsOf(server, bob, key.id)).map(({ path }) => path);
    expect(paths.toSorted()).toEqual(['/1', '/2', '/3']);
    expect(paths.at(-1)).toBe('/1');
    expect(await daysOf(server, bob, key.id, 1)).toMatchObject([{ allowed: 2, refused: 1 }]);
  });

  test('nothing of it holds a query or a secret', async () => {
    const dataDir = await testFolder();
    const { server, verify, authorize, secret, token } = await recorded({
      dataDir,
      environment: { KEYTURN_TRUST_PROXY: '127.0.0.1' },
    });
    await verify({ request: { path: '/v1/tasks?token=hunter2' } });
    await authorize('?scope=tasks:read', { 'X-Forwarded-Uri': '/v1/tasks?token=hunter2' });
    await server.close();
    const folder = join(dataDir, 'requests');
    const names = await readdir(folder);
    const text = (
      await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
    ).join();
    expect(text).toContain('/v1/tasks');
    for (const hidden of ['hunter2', secret, token]) expect(text).not.toContain(hidden);
  });
});
