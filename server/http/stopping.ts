/** How a server stops: running requests finish, and no other connection holds it up. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** How long running requests may take to finish at a stop, in milliseconds. */
const GRACE_MS = 10_000;

/** How often connections are looked for that have become idle since, in milliseconds. */
const IDLE_EVERY_MS = 20;

/** To be called before the server listens; gives what stops it. */
export function prepareStop(server: Server): () => Promise<void> {
  const connections = trackConnections(server);
  return async () => {
    const closed = once(server, 'close');
    server.close();
    // Browsers connect ahead of need. To Node, what has not yet asked is busy, not idle.
    for (const connection of connections) if (connection.bytesRead === 0) connection.destroy();
    // `server.close()` leaves connections open that become idle only after it: when the
    // answer is out, or later, when a body that nobody waited for has come in whole. To be
    // told of each costs every request of the server's life a twentieth of a check.
    const closing = setInterval(() => server.closeIdleConnections(), IDLE_EVERY_MS);
    const deadline = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    await closed;
    clearInterval(closing);
    clearTimeout(deadline);
  };
}

function trackConnections(server: Server): ReadonlySet<Socket> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return open;
}
