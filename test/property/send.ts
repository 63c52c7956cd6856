/** Sends what `fetch` would not: any path, any header, a body with any method. */
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

export interface ToSend {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Uint8Array | null;
}

/** Longer than the server itself lets anything take but for streams, which end after their first piece. */
const HANGS_AFTER_MS = 40_000;

export class Client {
  readonly #agent: Agent;
  readonly #address: URL;

  constructor(address: string, connections: number) {
    this.#address = new URL(address);
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  close(): void {
    this.#agent.destroy();
  }

  /** Rejects where there is no answer. */
  send({ method, path, headers, body }: ToSend): Promise<Answer> {
    const { hostname, port } = this.#address;
    return new Promise((resolve, reject) => {
      const asked = httpRequest(
        {
          agent: this.#agent,
          hostname,
          port,
          method,
          path,
          headers: {
            ...headers,
            ...(body !== null && { 'content-length': Buffer.byteLength(body) }),
          },
          signal: AbortSignal.timeout(HANGS_AFTER_MS),
        },
        (answer) => {
          const { statusCode: status = 0, headers: given } = answer;
          const chunks: Buffer[] = [];
          const done = () => resolve({ status, headers: given, body: Buffer.concat(chunks) });
          answer.on('data', (chunk: Buffer) => {
            chunks.push(chunk);
            if (!given['content-type']?.startsWith('text/event-stream')) return;
            done();
            answer.destroy();
          });
          answer.on('end', done).on('error', reject);
        },
      );
      asked.on('error', reject).end(body ?? undefined);
    });
  }
}
