import { describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../shared/contract/audit.ts';
import { auditOf } from '../support/audit.ts';
import { DAY } from '../support/clock.ts';
import type { Answer } from '../support/http.ts';
import { createKey, keysAs, openOrg } from '../support/keys.ts';
import { invite, secondOrg } from '../support/people.ts';

interface Page {
  items: AuditEntry[];
  nextCursor: string | null;
}

const actionsOf = (entries: AuditEntry[]) => entries.map(({ action }) => action);

test('every change is there, the latest first, with who, what, where from and which request', async () => {
  const { server, ada, bob } = await openOrg();
  const { key } = await createKey(server, bob);
  const renaming = await keysAs(server, bob)('PATCH', key.id, '', { name: 'Weekly report' });
  const entries = await auditOf(server, ada);
  expect(actionsOf(entries)).toEqual([
    'key.renamed',
    'key.created',
    'member.signed_in',
    'member.joined',
    'member.invited',
    'org.access_turned_on',
    'org.created',
  ]);
  expect(entries[0]).toEqual({
    id: expect.stringMatching(/^aud_/),
    at: new Date(server.clock.now()).toISOString(),
    actor: { kind: 'member', id: bob.memberId, name: 'Pat' },
    action: 'key.renamed',
    target: { kind: 'key', id: key.id, name: 'Weekly report' },
    detail: { name: { from: 'Nightly report', to: 'Weekly report' } },
    ip: '127.0.0.1',
    requestId: renaming.headers.get('x-request-id'),
  });
});

describe('filters', () => {
  test('by action, actor, target and time, each and together', async () => {
    const { server, ada, bob } = await openOrg();
    const { clock } = server;
    const bobs = await createKey(server, bob);
    clock.advance(DAY);
    const noon = new Date(clock.now()).toISOString();
    const adas = await createKey(server, ada);
    await keysAs(server, ada)('POST', bobs.key.id, '/revoke');
    clock.advance(DAY);
    const later = new Date(clock.now()).toISOString();
    await keysAs(server, bob)('DELETE', bobs.key.id);

    const find = async (query: string) =>
      (await auditOf(server, ada, query)).map(({ action, target }) => `${action} ${target.id}`);
    const [revoked, deleted] = [`key.revoked ${bobs.key.id}`, `key.deleted ${bobs.key.id}`];
    const [bobsMade, adasMade] = [`key.created ${bobs.key.id}`, `key.created ${adas.key.id}`];
    expect(await find('action=key.created')).toEqual([adasMade, bobsMade]);
    expect(await find(`target=${bobs.key.id}`)).toEqual([deleted, revoked, bobsMade]);
    expect(await find(`actor=${bob.memberId}&action=key.created`)).toEqual([bobsMade]);
    expect(await find(`actor=${ada.memberId}&target=${bobs.key.id}`)).toEqual([revoked]);
    expect(await find(`since=${later}`)).toEqual([deleted]);
    expect(await find(`since=${noon}&until=${later}`)).toEqual([revoked, adasMade]);
    expect(await find(`until=${noon}&target=${bobs.key.id}`)).toEqual([bobsMade]);
    expect(await find('target=key_none')).toEqual([]);
  });

  test.each([
    ['action=key.stolen', 'action'],
    ['actor=usr_1', 'actor'],
    ['since=yesterday', 'since'],
    ['limit=0', 'limit'],
    ['cursor=nonsense', 'cursor'],
    ['sort=oldest', ''],
  ])('%s is refused', async (query, path) => {
    const { server, ada } = await openOrg();
    const { status, body } = await server.request<{ errors: { path: string }[] }>(
      'GET',
      `/v1/orgs/${ada.orgId}/audit?${query}`,
      { token: ada.token },
    );
    expect(status).toBe(422);
    expect(body.errors[0]?.path).toBe(path);
  });
});

test('pages meet each entry once, also when the clock is set back and more is recorded meanwhile', async () => {
  const { server, ada } = await openOrg();
  for (let n = 0; n < 9; n++) {
    await createKey(server, ada, { name: `Key ${n}` });
    server.clock.set(-1_000);
  }
  const before = await auditOf(server, ada);
  const met: AuditEntry[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const path: string = `/v1/orgs/${ada.orgId}/audit?limit=4${cursor && `&cursor=${cursor}`}`;
    const { body }: Answer<Page> = await server.request('GET', path, { token: ada.token });
    met.push(...body.items);
    cursor = body.nextCursor;
    await createKey(server, ada);
  }
  expect(met).toEqual(before);
  expect(met[0]?.target.name).toBe('Key 8');
});

test('a page that ends with the last entry has no next one', async () => {
  const { server, ada } = await openOrg();
  const all = await auditOf(server, ada);
  const path = `/v1/orgs/${ada.orgId}/audit?limit=${all.length}`;
  const { body } = await server.request<{ nextCursor: null }>('GET', path, { token: ada.token });
  expect(body.nextCursor).toBeNull();
});

test("another org's entries are never there, whatever is asked for", async () => {
  const { server, ada } = await openOrg();
  const { key } = await createKey(server, ada);
  const globex = await secondOrg(server, ada);
  expect(actionsOf(await auditOf(server, globex))).toEqual(['org.created']);
  expect(await auditOf(server, globex, `target=${key.id}`)).toEqual([]);
  expect(await auditOf(server, globex, `actor=${ada.memberId}`)).toEqual([]);
});

describe.each(['/audit', '/audit/export'])('%s', (path) => {
  const ask = (server: Awaited<ReturnType<typeof openOrg>>['server'], orgId: string, token = '') =>
    server.request<{ code: string }>('GET', `/v1/orgs/${orgId}${path}`, {
      ...(token && { token }),
    });

  test('is for admins', async () => {
    const { server, ada, bob } = await openOrg();
    expect((await ask(server, ada.orgId, bob.token)).body.code).toBe('admin_only');
  });

  test("is not there for another org's admin, and as if there were no such org", async () => {
    const { server, ada } = await openOrg();
    const globex = await secondOrg(server, ada);
    const eve = await invite(server, globex, 'admin');
    for (const orgId of [ada.orgId, 'org_nobody']) {
      expect((await ask(server, orgId, eve.token)).body).toMatchObject({
        status: 404,
        code: 'not_found',
      });
    }
  });

  test('is for signed-in people, not for keys', async () => {
    const { server, ada } = await openOrg();
    const { secret } = await createKey(server, ada, { scopes: ['*', 'keyturn.keys:verify'] });
    expect((await ask(server, ada.orgId, secret)).body.code).toBe('session_required');
    expect((await ask(server, ada.orgId)).body.code).toBe('credentials_missing');
  });

  test('nothing changes it', async () => {
    const { server, ada } = await openOrg();
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const { status } = await server.request(method, `/v1/orgs/${ada.orgId}${path}`, {
        token: ada.token,
        body: {},
      });
      expect([404, 405], method).toContain(status);
    }
  });
});
