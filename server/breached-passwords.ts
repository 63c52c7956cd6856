/**
 * Asks whether a password is known from data breaches, by the range protocol of Have I Been
 * Pwned's Pwned Passwords (https://haveibeenpwned.com/API/v3#PwnedPasswords): the first five
 * characters of its SHA-1 go out, and the rest of all hashes that begin so come back.
 */
import { hash } from 'node:crypto';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import type { Logger } from 'pino';
import type { BreachedPasswords } from './domain/people/doors.ts';
import { isThisMachine } from './this-machine.ts';
import { VERSION } from './version.ts';

export const PWNED_PASSWORDS = 'https://api.pwnedpasswords.com';

const PREFIX_LENGTH = 5;
/** Whoever chooses a password waits for it, in milliseconds. */
const TIMEOUT = 2_000;
/** Characters: an answer has one or two thousand lines of 40. */
const MAX_ANSWER = 1_000_000;
const LINE = /^([0-9A-F]{35}):(\d+)\r?$/gim;

/** Where to ask, without a slash at its end; null: nowhere. Throws with what is wrong with it. */
export function readBreachedPasswords(text: string): string | null {
  if (text === 'off') return null;
  if (!URL.canParse(text)) throw new Error(`must be off, or a URL such as ${PWNED_PASSWORDS}`);
  const url = new URL(text);
  const { protocol, username, password, search, hash } = url;
  if (!/^https?:$/.test(protocol) || username || password || search || hash) {
    throw new Error('must be an https: URL without a user name, a query or a fragment');
  }
  if (protocol === 'http:' && !isThisMachine(url.hostname)) {
    throw new Error('must begin with https: http: is for a mirror on this machine alone');
  }
  return url.href.replace(/\/+$/, '');
}

/** `base`: as `readBreachedPasswords` gives it. Whom it cannot ask it knows nothing from. */
export function createBreachedPasswords(
  base: string | null,
  log: Pick<Logger, 'warn'>,
  timeout = TIMEOUT,
): BreachedPasswords {
  return {
    async include(password) {
      if (base === null) return false;
      const digest = hash('sha1', password.normalize('NFKC'), 'hex').toUpperCase();
      try {
        const counts = countsIn(
          await ask(`${base}/range/${digest.slice(0, PREFIX_LENGTH)}`, timeout),
        );
        return (counts.get(digest.slice(PREFIX_LENGTH)) ?? 0) > 0;
      } catch (error) {
        log.warn(
          { reason: reasonOf(error) },
          'breached passwords could not be asked about; only the lists here were looked into',
        );
        return false;
      }
    },
  };
}

class NoAnswer extends Error {}

/** Padding is counted 0. */
function countsIn(answer: string): Map<string, number> {
  const counts = new Map(
    Array.from(answer.matchAll(LINE), ([, rest = '', count]) => [
      rest.toUpperCase(),
      Number(count),
    ]),
  );
  if (counts.size === 0) throw new NoAnswer('no hashes');
  return counts;
}

function ask(url: string, timeout: number): Promise<string> {
  const isSecure = url.startsWith('https:');
  return new Promise((resolve, reject) => {
    const request = (isSecure ? httpsGet : httpGet)(
      url,
      {
        agent: false,
        // Whatever NODE_TLS_REJECT_UNAUTHORIZED says.
        ...(isSecure && { rejectUnauthorized: true }),
        headers: { 'add-padding': 'true', 'user-agent': `Keyturn/${VERSION}` },
        signal: AbortSignal.timeout(timeout),
      },
      (response) =>
        textOf(response)
          .then(resolve, reject)
          .finally(() => request.destroy()),
    );
    request.on('error', reject);
  });
}

/** A redirect is no answer, and not followed. */
async function textOf(response: IncomingMessage): Promise<string> {
  if (response.statusCode !== 200) throw new NoAnswer(`status ${response.statusCode}`);
  let text = '';
  for await (const chunk of response.setEncoding('latin1')) {
    text += chunk;
    if (text.length > MAX_ANSWER) throw new NoAnswer('too long');
  }
  return text;
}

/** Nothing of what was asked: messages of Node have addresses, and paths in them. */
function reasonOf(error: unknown): string {
  if (error instanceof NoAnswer) return error.message;
  const { code, name } = error as NodeJS.ErrnoException;
  return code === 'ABORT_ERR' ? 'too late' : (code ?? name);
}
