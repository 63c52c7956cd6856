import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { verifier } from '../support/check.ts';
import { createKey, openOrg } from '../support/keys.ts';

const CONNECTIONS = 1_000;
const START = 'POST /v1/verify HTTP/1.1\r\nHost: keyturn.test\r\nX-Slow: ';

let open: Socket[] = [];
afterEach(() => {
  for (const socket of open) socket.destroy();
  open = [];
});

async function slowConnection(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  open.push(socket);
  // That the server tires of it is what it should do.
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(START);
  return socket;
}

test('1,000 connections that send one byte a second: others are still served, and the slow ones are ended', {
  timeout: 60_000,
}, async () => {
  const { server, ada, bob } = await openOrg({
    timeouts: { headersTimeout: 3_000, requestTimeout: 5_000, connectionsCheckingInterval: 500 },
  });
  const verify = await verifier(server, ada);
  const { secret } = await createKey(server, bob);
  const port = Number(new URL(server.address).port);
  const slow = await Promise.all(Array.from({ length: CONNECTIONS }, () => slowConnection(port)));
  const drip = setInterval(() => {
    for (const socket of slow) if (socket.writable) socket.write('a');
  }, 1_000);
  try {
    const isOpen = () => slow.filter((socket) => !socket.closed).length;
    expect(isOpen()).toBe(CONNECTIONS);
    let served = 0;
    // Until the last of them has been given up, everybody else is answered.
    while (isOpen() > 0) {
      expect((await verify(secret)).code).toBe('valid');
      await createKey(server, bob, { name: `While others drip ${served}` });
      served++;
    }
    expect(served).toBeGreaterThan(1);
  } finally {
    clearInterval(drip);
  }
});
