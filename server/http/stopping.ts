/** How a server stops: running requests finish, and no other connection holds it up. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket, Server as TlsServer } from 'node:tls';

/** How long running requests may take to finish at a stop, in milliseconds. */
const GRACE_MS = 10_000;

/** How often connections are looked for that have become idle since, in milliseconds. */
const IDLE_EVERY_MS = 20;

/** To be called before the server listens; gives what stops it. */
export function prepareStop(server: Server): () => Promise<void> {
  const connections = trackConnections(server);
  const isTls = server instanceof TlsServer;
  return async () => {
    const closed = once(server, 'close');
    server.close();
    // Browsers connect ahead of need. To Node, what has not yet asked is busy, not idle.
    for (const connection of connections.values()) {
      if (!hasAsked(connection, isTls)) connection.destroy();
    }
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

/** Whether anything of a request has come: over TLS, beyond the handshake. */
function hasAsked(connection: Socket, isTls: boolean): boolean {
  return connection.bytesRead > 0 && (!isTls || connection instanceof TLSSocket);
}

/**
 * The open ones, by their two ends. Once its handshake is over, a TLS connection stands in
 * place of the one that carries it.
 */
function trackConnections(server: Server): ReadonlyMap<string, Socket> {
  const open = new Map<string, Socket>();
  const track = (socket: Socket) => {
    const { remoteAddress, remotePort, localAddress } = socket;
    const ends = `${remoteAddress} ${remotePort} ${localAddress}`;
    open.set(ends, socket);
    socket.once('close', () => {
      if (open.get(ends) === socket) open.delete(ends);
    });
  };
  server.on('connection', track).on('secureConnection', track);
  return open;
}
