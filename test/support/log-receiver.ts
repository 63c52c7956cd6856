/** Another system that takes the log: it reads syslog strictly, in clear or over TLS. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { onTestFinished } from 'vitest';
import { readFrames, type SyslogMessage } from './syslog.ts';
import { until } from './until.ts';

export interface Certificate {
  key: string;
  cert: string;
}

export interface LogReceiver {
  /** For `KEYTURN_LOG_TO`. */
  url: string;
  /** Whole ones, in the order in which they came. */
  messages: SyslogMessage[];
  /** The JSON of each. */
  lines(): LogLine[];
  /** All that came, to search in. */
  text(): string;
  /** How many connections there have been. */
  connections(): number;
  /** Resolves with the first line like that; throws when none comes. */
  waitFor(isIt: (line: LogLine) => boolean): Promise<LogLine>;
  /** Cuts all connections and takes no new ones, as a machine that is restarted. */
  goAway(): Promise<void>;
  /** On the port that it had. */
  comeBack(): Promise<void>;
  /** Leaves what comes unread, on connections to come, or reads it and forgets it. */
  behave(how: 'deaf' | 'forgetful' | 'well'): void;
  /** Breaks a connection over what contains that text. */
  refuse(text: string): void;
  /** How many bytes it has forgotten. */
  forgotten(): number;
}

export type LogLine = { level: number; time: number; msg: string; event?: string } & Record<
  string,
  unknown
>;

/** Closed when the test ends, which fails where something came that is no syslog. */
export async function logReceiver(certificate?: Certificate): Promise<LogReceiver> {
  const messages: SyslogMessage[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  let behaviour: Parameters<LogReceiver['behave']>[0] = 'well';
  let forgotten = 0;
  let refused: string | undefined;
  let wrong: unknown;

  const take = (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    let rest: Buffer = Buffer.alloc(0);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    if (behaviour === 'deaf') return;
    socket.on('data', (chunk: Buffer) => {
      if (behaviour === 'forgetful') {
        forgotten += chunk.length;
        return;
      }
      if (refused !== undefined && chunk.includes(refused)) {
        socket.destroy();
        return;
      }
      try {
        const read = readFrames(Buffer.concat([rest, chunk]));
        messages.push(...read.messages);
        rest = read.rest;
      } catch (error) {
        wrong ??= error;
        socket.destroy();
      }
    });
  };
  const open = async (port: number): Promise<Server> => {
    const server = certificate ? createTlsServer(certificate, take) : createServer(take);
    server.on('tlsClientError', () => undefined).listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  const close = async (server: Server) => {
    server.close();
    for (const socket of sockets) socket.destroy();
    if (server.listening) await once(server, 'close');
  };

  let server = await open(0);
  const { port } = server.address() as AddressInfo;
  onTestFinished(async () => {
    await close(server);
    if (wrong) throw wrong;
  });
  const lines = () => messages.map(({ text }) => JSON.parse(text) as LogLine);
  return {
    url: certificate ? `syslog+tls://localhost:${port}` : `syslog+tcp://127.0.0.1:${port}`,
    messages,
    lines,
    text: () => messages.map(({ text }) => text).join('\n'),
    connections: () => connections,
    async waitFor(isIt) {
      let found: LogLine | undefined;
      await until(() => {
        found = lines().find(isIt);
        return found !== undefined;
      });
      return found as LogLine;
    },
    goAway: () => close(server),
    async comeBack() {
      server = await open(port);
    },
    behave(how) {
      behaviour = how;
    },
    refuse(text) {
      refused = text;
    },
    forgotten: () => forgotten,
  };
}
