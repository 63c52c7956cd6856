/** Pwned Passwords' range protocol, on this machine. */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { onTestFinished } from 'vitest';
import type { BreachedPasswords } from '../../server/domain/people/doors.ts';
import { listen } from './listen.ts';

/** Where nobody is asked. */
export const NO_BREACHES: BreachedPasswords = { include: async () => false };

export const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase();

export interface PwnedPasswords {
  /** For `KEYTURN_BREACHED_PASSWORDS`. */
  url: string;
  asked: { method: string; path: string; headers: IncomingHttpHeaders }[];
}

/** Has these, with how often each was seen; 0: in the padding alone. Closed when the test ends. */
export function pwnedPasswords(seen: Record<string, number>): Promise<PwnedPasswords> {
  const lines = Object.entries(seen).map(([password, count]) => `${sha1(password)}:${count}`);
  return answering(({ url = '' }, response) => {
    const prefix = /^\/range\/([0-9A-F]{5})$/.exec(url)?.[1];
    if (prefix === undefined) return void response.writeHead(400).end();
    const padding = Array.from(
      { length: 800 },
      () => `${randomBytes(18).toString('hex').slice(1).toUpperCase()}:0`,
    );
    const known = lines.filter((line) => line.startsWith(prefix)).map((line) => line.slice(5));
    response.end([...padding, ...known].sort().join('\r\n'));
  });
}

/** Answers whatever it likes. */
export async function answering(listener: RequestListener): Promise<PwnedPasswords> {
  const asked: PwnedPasswords['asked'] = [];
  const server = await listen(() => (request, response) => {
    const { method = '', url: path = '', headers } = request;
    asked.push({ method, path, headers });
    listener(request, response);
  });
  onTestFinished(() => server.close());
  return { url: server.url, asked };
}
