/** Whatever a client sends, the answer is a problem that names the cause, never a 500. */
import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKey, keysAs } from '../support/keys.ts';
import { setUp, type TestPerson } from '../support/people.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let ada: TestPerson;
/** A key that may ask about others. */
let verifier: string;
beforeAll(async () => {
  server = await startTestServer();
  ada = await setUp(server);
  const made = await createKey(server, ada, { name: 'API', scopes: ['keyturn.keys:verify'] });
  verifier = made.secret;
});
afterAll(() => server.close());

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** Sends the body as it is to an operation that takes `{ name }`. */
const send = (raw: string | Uint8Array, headers: Record<string, string> = JSON_TYPE) =>
  server.request('POST', '/v1/orgs', { token: ada.token, raw, headers });

const sendName = (name: unknown) =>
  server.request<{ name: string }>('POST', '/v1/orgs', { token: ada.token, body: { name } });

describe('bodies', () => {
  const padded = (size: number) =>
    JSON.stringify({ name: 'x'.repeat(size - '{"name":""}'.length) });
  const badUtf8 = Buffer.concat([
    Buffer.from('{"name":"'),
    Buffer.from([0xc3, 0x28]),
    Buffer.from('"}'),
  ]);
  const gzip = { ...JSON_TYPE, 'Content-Encoding': 'gzip' };
  const utf16 = { 'Content-Type': 'application/json; charset=utf-16le' };

  test.each([
    ['of 1 MB', padded(1_000_000), JSON_TYPE, 413, 'body_too_large'],
    ['one byte over the limit', padded(100 * 1024 + 1), JSON_TYPE, 413, 'body_too_large'],
    ['as large as the limit', padded(100 * 1024), JSON_TYPE, 422, 'invalid_input'],
    ['with bad UTF-8', badUtf8, JSON_TYPE, 400, 'invalid_json'],
    ['cut short', '{"name":"A"', JSON_TYPE, 400, 'invalid_json'],
    ['that is no JSON', 'name=A', JSON_TYPE, 400, 'invalid_json'],
    ['that is a JSON string', '"name"', JSON_TYPE, 422, 'invalid_input'],
    ['that is null', 'null', JSON_TYPE, 422, 'invalid_input'],
    ['that is a list', '[]', JSON_TYPE, 422, 'invalid_input'],
    ['of white space', '  ', JSON_TYPE, 400, 'invalid_json'],
    ['of nothing', '', JSON_TYPE, 422, 'invalid_input'],
    [
      'nested 10,000 deep',
      `{"name":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
      JSON_TYPE,
      422,
      'invalid_input',
    ],
    [
      'with 5,000 unknown fields',
      JSON.stringify(Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`f${n}`, n]))),
      JSON_TYPE,
      422,
      'invalid_input',
    ],
    ['with __proto__', '{"name":"A","__proto__":{"admin":true}}', JSON_TYPE, 422, 'invalid_input'],
    [
      'with constructor',
      '{"name":"A","constructor":{"prototype":{}}}',
      JSON_TYPE,
      422,
      'invalid_input',
    ],
    [
      'of a form',
      'name=A',
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      415,
      'unsupported_media_type',
    ],
    [
      'of plain text',
      '{"name":"A"}',
      { 'Content-Type': 'text/plain' },
      415,
      'unsupported_media_type',
    ],
    ['in UTF-16', Buffer.from('{"name":"A"}', 'utf16le'), utf16, 400, 'invalid_json'],
    ['that is compressed', gzipSync('{"name":"A"}'), gzip, 415, 'unsupported_media_type'],
  ])('a body %s', async (_what, raw, headers, status, code) => {
    expect((await send(raw, headers)).body).toMatchObject({ status, code });
    // Answered before Express.
    const check = await server.request('POST', '/v1/verify', { token: verifier, raw, headers });
    expect(check.body).toMatchObject({ status, code });
  });

  test.each([
    'keys/{key}/approve',
    'keys/{key}/collect',
    'keys/{key}/deny',
    'keys/{key}/disable',
    'keys/{key}/enable',
    'keys/{key}/regenerate',
    'keys/{key}/revoke',
    'members/{member}/clear-keys',
  ])('a field that nobody knows is refused where no field is needed: %s', async (template) => {
    const { key } = await createKey(server, ada);
    const row = template.replace('{key}', key.id).replace('{member}', ada.memberId);
    const path = `/v1/orgs/${ada.orgId}/${row}`;
    const { body } = await server.request('POST', path, {
      token: ada.token,
      body: { unheardOf: 1 },
    });
    expect(body).toMatchObject({ status: 422, code: 'invalid_input' });
    expect((await keysAs(server, ada)('GET', key.id)).body).toEqual(key);
  });

  test('revoke-self takes no field either', async () => {
    const { key, secret: token } = await createKey(server, ada);
    const { body } = await server.request('POST', '/v1/keys/revoke-self', {
      token,
      body: { unheardOf: 1 },
    });
    expect(body).toMatchObject({ status: 422, code: 'invalid_input' });
    expect((await keysAs(server, ada)('GET', key.id)).body.status).toBe('active');
  });

  test('a problem never repeats more of the input than it needs', async () => {
    const { body } = await send(JSON.stringify({ ['x'.repeat(50_000)]: 1 }));
    expect(JSON.stringify(body).length).toBeLessThan(2000);
  });
});

describe('names', () => {
  test.each([
    ['10,000 characters', 'n'.repeat(10_000)],
    ['101 characters', 'n'.repeat(101)],
    ['nothing', ''],
    ['white space', ' \t\u00a0 '],
    ['a line break', 'a\nb'],
    ['a NUL', 'a\u0000b'],
    ['a C1 control', 'a\u0085b'],
    ['a line separator', 'a\u2028b'],
    ['a lone surrogate', 'a\ud800b'],
    ['a number', 7],
    ['a list', ['A']],
    ['null', null],
  ])('%s is no name', async (_what, name) => {
    expect((await sendName(name)).body).toMatchObject({
      code: 'invalid_input',
      errors: [{ path: 'name' }],
    });
  });

  test.each([
    ['emoji with joiners', '👩🏽‍🚀 Rakete'],
    ['right to left', 'مفتاح التقارير'],
    ['combining characters', 'e\u0301clair'],
    ['CJK beyond the BMP', '𠮷野家'],
    ['markup', '<img src=x onerror=alert(1)>'],
    ['a prototype field', '__proto__'],
    ['100 characters', 'ß'.repeat(100)],
  ])('%s stands as it was given', async (_what, name) => {
    const { status, body } = await sendName(name);
    expect(status).toBe(201);
    expect(body.name).toBe(name);
  });
});

describe('paths and methods', () => {
  test.each([
    ['GET', '/'],
    ['GET', '/v1'],
    ['GET', '/v1/unknown'],
    ['GET', '/v1/orgs/%E0%A4%A'],
    ['GET', '/v1/orgs/%00'],
    ['GET', '/v1/orgs/..%2F..%2Fetc%2Fpasswd'],
    ['GET', `/v1/orgs/org_${'x'.repeat(5000)}`],
    ['GET', '/v1/orgs/__proto__'],
    ['GET', '//v1/server'],
    ['DELETE', '/v1/sessions/ses_nobody'],
  ])('%s %s is not there', async (method, path) => {
    const { body } = await server.request(method, path, { token: ada.token });
    expect(body).toMatchObject({ status: 404, code: 'not_found' });
  });

  test.each([
    ['DELETE', '/v1/server', 'GET, HEAD'],
    ['PUT', '/v1/setup', 'POST'],
    ['GET', '/v1/setup', 'POST'],
    ['GET', '/v1/sessions/current', 'DELETE'],
    ['PROPFIND', '/v1/sessions', 'POST, GET, HEAD'],
  ])('%s is not offered at %s', async (method, path, allow) => {
    const { status, headers } = await server.request(method, path);
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe(allow);
  });

  test('HEAD answers as GET does, without a body', async () => {
    const { status, body, headers } = await server.request('HEAD', '/v1/server');
    expect(status).toBe(200);
    expect(body).toBeUndefined();
    expect(Number(headers.get('content-length'))).toBeGreaterThan(0);
  });

  test('a method that HTTP does not know is refused by the parser', async () => {
    const status = await new Promise((resolve, reject) => {
      const asked = httpRequest(`${server.address}/v1/server`, { method: 'M-SEARCH' }, (answer) =>
        resolve(answer.resume().statusCode),
      );
      asked.on('error', reject).end();
    });
    expect(status).toBe(405);
  });
});

test('an unknown content type is no matter where nothing is sent', async () => {
  const { status } = await server.request('GET', '/v1/me', {
    token: ada.token,
    headers: { 'Content-Type': 'text/plain' },
  });
  expect(status).toBe(200);
});

test('nothing of this was unforeseen', () => {
  expect(server.log()).not.toContain('unexpected failure');
});
