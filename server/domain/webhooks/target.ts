/** Where a webhook may send to. */
import { invalidAt, Refusal } from '../refusal.ts';

/** Knows names and addresses; see `server/webhooks/targets.ts`. */
export interface Targets {
  /** Whether the host of a URL is known to be, or to lead to, an address that is not allowed. */
  isRefused(hostname: string): Promise<boolean>;
}

/**
 * The URL as it is kept, in the one form that the URL standard gives it: so the host is
 * an address in its usual notation wherever it was one in any (decimal, octal, …).
 * Throws `invalid_input`.
 */
export function targetUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !(url.protocol === 'https:' || url.protocol === 'http:')) {
    throw invalidAt('url', 'must be a URL that starts with https:// or http://');
  }
  if (url.username !== '' || url.password !== '') {
    throw invalidAt('url', 'must not have a user name or password in it');
  }
  url.hash = '';
  return url;
}

/** Throws `webhook_target_refused`. */
export async function requireTarget(targets: Targets, url: URL): Promise<void> {
  if (!(await targets.isRefused(url.hostname))) return;
  throw new Refusal(
    'webhook_target_refused',
    `${url.host} is, or leads to, an address inside a private network, where this server sends nothing. Give a public address.`,
  );
}
