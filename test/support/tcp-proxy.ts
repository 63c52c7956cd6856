/** A proxy between a server and its database, to do to connections what networks do. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

interface Link {
  client: Socket;
  upstream: Socket;
  /** What the client said first: PostgreSQL's startup message has the application's name in it. */
  greeting: string;
  dead: boolean;
}

/** What becomes of a piece of what the client sends; without an answer it goes on. */
export type OnRequest = (text: string) => 'lose' | 'cut-after' | undefined;

export interface TcpProxy {
  /** `url` with the proxy's address in place of the target's. */
  through(url: string): string;
  /**
   * From now on nothing is forwarded, on connections there are and to come, and nobody is
   * told; only those whose greeting contains `text`, where it is given.
   */
  freeze(text?: string): void;
  /** New connections work again; frozen ones stay dead. */
  thaw(): void;
  /**
   * Looks at each piece that clients send: `lose` loses it and all that follows on its
   * connection; `cut-after` forwards it, then loses the answer and cuts the connection.
   */
  onRequest(handler: OnRequest | undefined): void;
  /** How many it has accepted so far. */
  connections(): number;
  close(): Promise<void>;
}

export async function tcpProxy(to: string): Promise<TcpProxy> {
  const target = new URL(to);
  const links = new Set<Link>();
  let frozen: string | null = null;
  let handler: OnRequest | undefined;
  let connections = 0;
  const isFrozen = (link: Link) =>
    link.dead || (frozen !== null && link.greeting !== '' && link.greeting.includes(frozen));

  const server = createServer((client) => {
    connections += 1;
    const upstream = connect(Number(target.port), target.hostname);
    const link: Link = { client, upstream, greeting: '', dead: false };
    links.add(link);
    client.on('data', (chunk) => {
      const text = chunk.toString('latin1');
      link.greeting ||= text;
      if (isFrozen(link)) return;
      const verdict = handler?.(text);
      if (verdict === 'lose') {
        link.dead = true;
        return;
      }
      upstream.write(chunk);
      if (verdict === 'cut-after') {
        link.dead = true;
        // The answer says that the request was worked on.
        upstream.once('data', () => client.resetAndDestroy());
      }
    });
    upstream.on('data', (chunk) => {
      if (!isFrozen(link)) client.write(chunk);
    });
    // A frozen connection hides the other end's goodbye too.
    const part = (from: Socket, other: Socket) =>
      from
        .on('error', () => undefined)
        .on('close', () => {
          if (!isFrozen(link)) other.destroy();
        });
    part(client, upstream);
    part(upstream, client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    through(url) {
      const proxied = new URL(url);
      proxied.host = `127.0.0.1:${port}`;
      return proxied.href;
    },
    freeze(text = '') {
      frozen = text;
      for (const link of links) link.dead = isFrozen(link);
    },
    thaw() {
      frozen = null;
    },
    onRequest(next) {
      handler = next;
    },
    connections: () => connections,
    async close() {
      for (const { client, upstream } of links) {
        client.destroy();
        upstream.destroy();
      }
      server.close();
      await once(server, 'close');
    },
  };
}
