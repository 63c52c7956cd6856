import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startTestServer } from '../support/server.ts';

// Without care these connections would stay open for the whole grace, which is longer than
// a test may take.

// The answer goes out before the body is in.
test('a stop does not wait for a connection whose body came after its answer', async () => {
  const server = await startTestServer();
  const { hostname, port } = new URL(server.address);
  const client = connect(Number(port), hostname);
  client.write(
    'POST /v1/orgs/org_x/authorize HTTP/1.1\r\nHost: keyturn\r\nContent-Length: 10\r\n\r\n12345',
  );
  const [answer] = await once(client, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1\.1 401 /);
  const ended = once(client, 'close');
  const stopped = server.close();
  client.write('67890');
  await Promise.all([stopped, ended]);
});

// Browsers connect ahead of need.
test('a stop does not wait for a connection that never asked for anything', async () => {
  const server = await startTestServer();
  const { hostname, port } = new URL(server.address);
  const client = connect(Number(port), hostname);
  await once(client, 'connect');
  // An answer on another connection shows that the first one has been accepted.
  await server.request('GET', '/healthz');
  await Promise.all([server.close(), once(client, 'close')]);
});

test('a stop lets a request finish that is still coming in', async () => {
  const server = await startTestServer();
  const { hostname, port } = new URL(server.address);
  const client = connect(Number(port), hostname);
  client.write('GET /v1/server HTTP/1.1\r\nHost: keyturn\r\n');
  await server.request('GET', '/healthz');
  const stopped = server.close();
  client.write('\r\n');
  const [answer] = await once(client, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /);
  await stopped;
});
