/** What Node's HTTP parser refuses is answered as a problem too, and the server goes on. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { exchange } from '../support/exchange.ts';
import { createKey, openOrg } from '../support/keys.ts';
import { setUp } from '../support/people.ts';
import { testServer } from '../support/server.ts';

const HEAD = 'GET /v1/server HTTP/1.1\r\nHost: x\r\n';
const BODY = 'POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

test.each([
  ['no HTTP', 'hello there\r\n\r\n', 400, 'malformed_request'],
  [
    'a method that is none',
    'FETCH /v1/server HTTP/1.1\r\nHost: x\r\n\r\n',
    400,
    'malformed_request',
  ],
  ['a version that is none', 'GET / HTTP/9.9\r\nHost: x\r\n\r\n', 400, 'malformed_request'],
  ['no Host', 'GET /v1/server HTTP/1.1\r\n\r\n', 400, 'malformed_request'],
  ['a header without a colon', `${HEAD}Nonsense\r\n\r\n`, 400, 'malformed_request'],
  ['a NUL in a header', `${HEAD}X-Odd: a\0b\r\n\r\n`, 400, 'malformed_request'],
  ['a space before the colon', `${HEAD}X-Odd : a\r\n\r\n`, 400, 'malformed_request'],
  [
    'a header folded over two lines',
    `${HEAD}X-Odd: a\n\tb: c\r\nY\0: z\r\n\r\n`,
    400,
    'malformed_request',
  ],
  ['headers of 20 kB', `${HEAD}X-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'headers_too_large'],
  [
    'a path of 20 kB',
    `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    431,
    'headers_too_large',
  ],
  [
    'almost two thousand headers',
    `${HEAD}${Array.from({ length: 1900 }, (_, n) => `X-Header-${n}: ${n}\r\n`).join('')}\r\n`,
    431,
    'headers_too_large',
  ],
  [
    'two lengths',
    `${BODY}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
    400,
    'malformed_request',
  ],
  [
    'both a length and chunks, as request smugglers send it',
    `${BODY}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n`,
    400,
    'malformed_request',
  ],
  ['a length that is no number', `${BODY}Content-Length: two\r\n\r\n{}`, 400, 'malformed_request'],
  [
    'a chunk without a size',
    `${BODY}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
    400,
    'malformed_request',
  ],
])('%s', async (_what, request, status, code) => {
  const server = await testServer();
  const answer = await exchange(server.address, request);
  expect(answer.status).toBe(status);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/problem+json; charset=utf-8',
    connection: 'close',
  });
  const problem = JSON.parse(answer.body);
  expect(problem).toMatchObject({ status, code, requestId: answer.headers['x-request-id'] });
  expect(Number(answer.headers['content-length'])).toBe(Buffer.byteLength(answer.body));
  expect(server.log()).toContain(problem.requestId);
  expect((await server.request('GET', '/healthz')).status).toBe(200);
});

test('headers that are too slow are 408', async () => {
  const timeouts = { headersTimeout: 50, requestTimeout: 50, connectionsCheckingInterval: 20 };
  const server = await testServer({ timeouts });
  const answer = await exchange(server.address, 'GET /v1/server HTTP/1.1\r\nHost:');
  expect(answer.status).toBe(408);
  expect(JSON.parse(answer.body)).toMatchObject({ code: 'request_too_slow' });
});

test('a client that is too slow and does not hang up is cut off', async () => {
  const timeouts = { headersTimeout: 50, requestTimeout: 50, connectionsCheckingInterval: 20 };
  const server = await testServer({ timeouts });
  const socket = connect(Number(new URL(server.address).port), '127.0.0.1');
  socket.on('error', () => {});
  // It does not read: it would not notice that the other side has ended.
  socket.write(`${HEAD}X-Slow: `);
  const drip = setInterval(() => socket.write('a'), 50);
  onTestFinished(() => clearInterval(drip));
  await new Promise((resolve) => socket.once('close', resolve));
});

test('nothing is put into an answer that has begun', async () => {
  const { server, ada } = await openOrg();
  const { secret } = await createKey(server, ada, { scopes: ['keyturn.keys:verify'] });
  const socket = connect(Number(new URL(server.address).port), '127.0.0.1');
  const head = `GET /v1/changes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${secret}\r\n\r\n`;
  socket.write(head);
  const [begun] = await once(socket, 'data');
  expect(String(begun)).toMatch(/^HTTP\/1\.1 200 /);
  socket.write('garbage\r\n\r\n');
  expect(await text(socket)).not.toContain('400');
});

test('a connection that breaks off is no refused request', async () => {
  const server = await testServer();
  await setUp(server);
  const socket = connect(Number(new URL(server.address).port), '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write(HEAD);
  socket.resetAndDestroy();
  await new Promise((resolve) => socket.once('close', resolve));
  expect((await server.request('GET', '/healthz')).status).toBe(200);
  expect(server.log()).not.toContain('request_refused');
});

test('an expectation that is unknown is ignored', async () => {
  const server = await testServer();
  const answer = await exchange(
    server.address,
    `${HEAD}Expect: miracles\r\nConnection: close\r\n\r\n`,
  );
  expect(answer.status).toBe(200);
});

test('an upgrade that is not offered is answered without one', async () => {
  const server = await testServer();
  const upgrade = 'Connection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n';
  const answer = await exchange(server.address, `${HEAD}${upgrade}`);
  expect(answer.status).toBe(200);
});
