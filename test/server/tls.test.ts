/** The server over TLS, and how its certificate is renewed. */
import { once } from 'node:events';
import { Agent, request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ConfigRefused } from '../../server/config.ts';
import { createKey } from '../support/keys.ts';
import { setApiAccess, setUp } from '../support/people.ts';
import {
  startTestServer,
  type TestServerOptions,
  testFolder,
  testServer,
} from '../support/server.ts';
import { certificateFolder, makeCertificate, secured, tlsRequester } from '../support/tls.ts';

/** For a busy machine, in milliseconds. */
const PATIENCE = 10_000;
/** Rather than the ten seconds of a stop's grace, in milliseconds. */
const SOON = 8_000;

async function tlsServer(options: TestServerOptions = {}) {
  const files = await certificateFolder();
  const environment = { ...files.environment, ...options.environment };
  const server = await startTestServer({ ...options, environment });
  return { server, files, request: tlsRequester(server.address, files.cert) };
}

async function openTlsServer(options?: TestServerOptions) {
  const all = await tlsServer(options);
  onTestFinished(() => all.server.close());
  return all;
}

/** The certificate that a new connection is shown. */
async function shown(address: string): Promise<string> {
  const socket = await secured(address, { rejectUnauthorized: false });
  onTestFinished(() => void socket.destroy());
  return String(socket.getPeerX509Certificate());
}

const same = (pem: string) => `${pem.trim()}\n`;

test('people and keys go in and out over TLS, checks too', async () => {
  const { server, request } = await openTlsServer();
  expect(server.address).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  const ada = await setUp({ request, setupCode: server.setupCode });
  await setApiAccess({ request }, ada, true);
  const scopes = ['tasks:read', 'keyturn.keys:verify'];
  const { secret } = await createKey({ request }, ada, { scopes });
  server.secrets.add(secret);
  const checked = await request('POST', '/v1/verify', { token: secret, body: { key: secret } });
  expect(checked).toMatchObject({ status: 200, body: { valid: true } });
  const gateway = { headers: { Authorization: `Bearer ${secret}` } };
  const path = `/v1/orgs/${ada.orgId}/authorize?scope=tasks:read`;
  expect((await request('GET', path, gateway)).status).toBe(200);
});

test('changes are told over TLS as they happen, and a stop ends them', {
  timeout: SOON,
}, async () => {
  const { server, files, request } = await tlsServer();
  const ada = await setUp({ request, setupCode: server.setupCode });
  await setApiAccess({ request }, ada, true);
  const { secret } = await createKey({ request }, ada, { scopes: ['keyturn.keys:verify'] });
  const headers = { Authorization: `Bearer ${secret}` };
  const asked = httpsRequest(`${server.address}/v1/changes`, { ca: files.cert, headers }).end();
  const [response] = await once(asked, 'response');
  const [first] = await once(response, 'data');
  expect(String(first)).toContain('"ready"');
  const next = once(response, 'data');
  await setApiAccess({ request }, ada, false);
  expect(String((await next)[0])).toContain('"changed"');
  await Promise.all([server.close(), once(response.resume(), 'end')]);
});

test('a client that does not trust the certificate gets nothing', async () => {
  const { server } = await openTlsServer();
  await expect(fetch(`${server.address}/healthz`)).rejects.toThrow('fetch failed');
  const { cert } = await makeCertificate();
  const stranger = tlsRequester(server.address, cert);
  await expect(stranger('GET', '/healthz')).rejects.toThrow('self-signed certificate');
});

test('TLS 1.2 and 1.3 are spoken, and nothing older', async () => {
  const { server, files } = await openTlsServer();
  const version = async (of: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3') => {
    const ciphers = 'DEFAULT@SECLEVEL=0';
    const options = { ca: files.cert, minVersion: of, maxVersion: of, ciphers };
    const socket = await secured(server.address, options);
    onTestFinished(() => void socket.destroy());
    return socket.getProtocol();
  };
  expect(await version('TLSv1.2')).toBe('TLSv1.2');
  expect(await version('TLSv1.3')).toBe('TLSv1.3');
  await expect(version('TLSv1.1')).rejects.toMatchObject({
    code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  });
});

test('browsers are told to stay with TLS, over TLS alone', async () => {
  const hsts = 'strict-transport-security';
  const { request } = await openTlsServer();
  expect((await request('GET', '/v1/server')).headers.get(hsts)).toBe(
    'max-age=31536000; includeSubDomains',
  );
  const environment = { KEYTURN_TRUST_PROXY: '127.0.0.1' };
  const plain = await testServer({ environment });
  const forwarded = (proto: string) =>
    plain.request('GET', '/v1/server', { headers: { 'X-Forwarded-Proto': proto } });
  expect((await forwarded('http')).headers.get(hsts)).toBeNull();
  expect((await forwarded('https')).headers.get(hsts)).toMatch(/^max-age=/);
});

test('its OAuth metadata names its address with https', async () => {
  const { server, request } = await openTlsServer();
  const { body } = await request<{ issuer: string }>(
    'GET',
    '/.well-known/oauth-authorization-server',
  );
  expect(body.issuer).toBe(server.address);
});

test('HTTP without TLS gets no answer, and a line in the log', async () => {
  const { server, request } = await openTlsServer();
  const { hostname, port } = new URL(server.address);
  const socket = connect(Number(port), hostname);
  socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
  expect(await text(socket)).toBe('');
  await vi.waitFor(() => expect(server.log()).toContain('"tls":"ERR_SSL_HTTP_REQUEST"'), PATIENCE);
  const line = server
    .log()
    .split('\n')
    .find((one) => one.includes('ERR_SSL_HTTP_REQUEST'));
  expect(JSON.parse(line ?? '')).toMatchObject({
    event: 'request_refused',
    code: 'malformed_request',
    ip: '127.0.0.1',
    requestId: expect.stringMatching(/^req_/),
  });
  expect((await request('GET', '/healthz')).status).toBe(200);
});

test('what is no HTTP within TLS is answered as a problem', async () => {
  const { server, files } = await openTlsServer();
  const socket = await secured(server.address, { ca: files.cert });
  socket.write('hello there\r\n\r\n');
  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain('"code":"malformed_request"');
});

test('whoever is slow with the handshake or with headers is not waited for', async () => {
  const timeouts = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 };
  const { server, files } = await openTlsServer({ timeouts });
  const { hostname, port } = new URL(server.address);
  const silent = once(connect(Number(port), hostname).resume(), 'close');
  const slow = await secured(server.address, { ca: files.cert });
  slow.write('GET /healthz HTTP/1.1\r\n');
  expect(await text(slow)).toMatch(/^HTTP\/1\.1 408 /);
  await silent;
  const late = () => server.log().match(/"code":"request_too_slow"/g);
  await vi.waitFor(() => expect(late()).toHaveLength(2), PATIENCE);
});

test('a renewed certificate is shown without a restart; open connections go on', async () => {
  const { server, files } = await openTlsServer({ certificateMs: 10 });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const kept = tlsRequester(server.address, files.cert, agent);
  await kept('GET', '/healthz');
  expect(await shown(server.address)).toBe(same(files.cert));
  const next = await makeCertificate();
  await files.write(next);
  await vi.waitFor(async () => expect(await shown(server.address)).toBe(same(next.cert)), PATIENCE);
  // Over the connection that trusts only the first one.
  expect((await kept('GET', '/healthz')).status).toBe(200);
  expect(await shown(server.address)).toBe(same(next.cert));
  expect((await tlsRequester(server.address, next.cert)('GET', '/healthz')).status).toBe(200);
  expect(server.log().match(/the certificate was read again/g)).toHaveLength(1);
});

test('files that do not fit leave the one before in use, and are told of once', async () => {
  const { server, files } = await openTlsServer({ certificateMs: 10 });
  const errors = () => server.log().match(/the certificate cannot be renewed/g) ?? [];
  const next = await makeCertificate();
  await files.write({ cert: next.cert });
  await vi.waitFor(
    () => expect(server.log()).toContain('is not the key of the certificate'),
    PATIENCE,
  );
  await vi.waitFor(() => expect(errors()).toHaveLength(1), PATIENCE);
  expect(await shown(server.address)).toBe(same(files.cert));
  await files.write({ key: next.key.slice(0, 60) });
  await vi.waitFor(() => expect(server.log()).toContain('has no private key in PEM'), PATIENCE);
  expect(await shown(server.address)).toBe(same(files.cert));
  await files.write({ key: next.key });
  await vi.waitFor(async () => expect(await shown(server.address)).toBe(same(next.cert)), PATIENCE);
  expect(errors()).toHaveLength(2);
  expect(server.log()).not.toContain(next.key.slice(30, 60));
});

test('it is read again when it is asked for', async () => {
  const { server, files } = await openTlsServer({ certificateMs: 3_600_000 });
  const next = await makeCertificate();
  await files.write(next);
  server.reloadCertificate?.();
  await vi.waitFor(async () => expect(await shown(server.address)).toBe(same(next.cert)), PATIENCE);
});

test('a stop waits for no connection that asks for nothing, whether its handshake is over or not', {
  timeout: SOON,
}, async () => {
  const { server, files, request } = await tlsServer();
  const { hostname, port } = new URL(server.address);
  const silent = connect(Number(port), hostname).resume();
  const stuck = connect(Number(port), hostname).resume();
  // The beginning of a handshake: a record that is to have 512 bytes.
  stuck.write(Buffer.from([0x16, 3, 1, 2, 0, 1]));
  const idle = (await secured(server.address, { ca: files.cert })).resume();
  // An answer on another connection shows that the others have been accepted.
  await request('GET', '/healthz');
  const closed = [silent, stuck, idle].map((socket) => once(socket, 'close'));
  await Promise.all([server.close(), ...closed]);
});

test('a stop lets a request finish that is still coming in', { timeout: SOON }, async () => {
  const { server, files, request } = await tlsServer();
  const socket = await secured(server.address, { ca: files.cert });
  socket.write('GET /v1/server HTTP/1.1\r\nHost: keyturn\r\n');
  await request('GET', '/healthz');
  const stopped = server.close();
  socket.write('\r\n');
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /);
  await stopped;
});

test.each<[string, Partial<Record<'cert' | 'key', string>>, RegExp]>([
  ['no certificate', { cert: 'hello' }, /^KEYTURN_TLS_CERT=".+" has no certificate in PEM\.$/],
  ['no key', { key: 'hello' }, /^KEYTURN_TLS_KEY=".+" has no private key in PEM, or one with/],
])('%s in the file is refused at the start', async (_what, wrong, message) => {
  const { environment, write } = await certificateFolder();
  await write(wrong);
  const refused = startTestServer({ environment });
  await expect(refused).rejects.toThrow(ConfigRefused);
  await expect(refused).rejects.toThrow(message);
});

test('a file that is not there, and a chain that is cut off, are refused, and the data let go', async () => {
  const { environment, write, cert } = await certificateFolder();
  const dataDir = await testFolder();
  const start = (changes: Partial<typeof environment> = {}) =>
    startTestServer({ dataDir, environment: { ...environment, ...changes } });
  await expect(start({ KEYTURN_TLS_KEY: '/nowhere/key.pem' })).rejects.toThrow(
    'KEYTURN_TLS_KEY="/nowhere/key.pem" cannot be read (ENOENT).',
  );
  await write({ cert: same(cert) + cert.slice(0, 200) });
  await expect(start()).rejects.toThrow(/^KEYTURN_TLS_CERT=".+" has a certificate that cannot/);
  await write({ cert: same(cert) + cert });
  await (await start()).close();
});

test.each([
  ['0.0.0.0', {}, true],
  ['0.0.0.0', { KEYTURN_TRUST_PROXY: '10.0.0.1' }, false],
  ['127.0.0.1', {}, false],
])('on %s with %o a warning that all goes in clear: %s', async (HOST, more, isWarned) => {
  const server = await testServer({ environment: { HOST, ...more } });
  expect(server.log().includes('in clear')).toBe(isWarned);
});

test('over TLS there is no such warning', async () => {
  const { server } = await openTlsServer({ environment: { HOST: '0.0.0.0' } });
  expect(server.log()).not.toContain('in clear');
});
