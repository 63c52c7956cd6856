/**
 * Keeps deliveries out of the server's own network. A name is looked up once for each
 * connection, and the connection goes to an address of that very answer: what the name
 * leads to a moment later (DNS rebinding) makes no difference.
 */
import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup as dnsLookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { isPublicAddress } from '../domain/webhooks/address.ts';
import type { Targets } from '../domain/webhooks/target.ts';

/** All addresses of a host; rejects where there is none. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

export interface TargetGate extends Targets {
  /** Whether a URL's host is forbidden as it stands, before anything is looked up. */
  isRefusedByName(hostname: string): boolean;
  /** For connecting; fails with `TargetRefused` where any of the addresses is not allowed. */
  lookup: LookupFunction;
}

export class TargetRefused extends Error {
  override name = 'TargetRefused';
}

/** How long the registration of a webhook waits for a name server, in milliseconds. */
const REGISTRATION_LIMIT = 3_000;

const systemResolve: Resolve = (hostname) => dnsLookup(hostname, { all: true });

export function createTargets({
  allowPrivate,
  resolve = systemResolve,
}: {
  allowPrivate: boolean;
  resolve?: Resolve | undefined;
}): TargetGate {
  const isAllowed = (address: string) => allowPrivate || isPublicAddress(address);

  const isRefusedByName = (hostname: string) => {
    if (allowPrivate) return false;
    const host = bare(hostname);
    if (isIP(host)) return !isAllowed(host);
    // RFC 6761 section 6.3.
    return host === 'localhost' || host.endsWith('.localhost');
  };

  return {
    isRefusedByName,

    async isRefused(hostname) {
      if (isRefusedByName(hostname)) return true;
      if (allowPrivate || isIP(bare(hostname))) return false;
      // A name that leads nowhere now is checked again, as all are, at each delivery.
      const addresses = await within(REGISTRATION_LIMIT, resolve(bare(hostname))).catch(() => []);
      return addresses.some(({ address }) => !isAllowed(address));
    },

    lookup(hostname, options: LookupOptions, callback) {
      resolve(hostname).then(
        (addresses) => {
          const [first] = addresses;
          if (!first || !addresses.every(({ address }) => isAllowed(address))) {
            callback(new TargetRefused('The address is not allowed.'), '', 4);
          } else if (options.all) callback(null, addresses);
          else callback(null, first.address, first.family);
        },
        (error: NodeJS.ErrnoException) => callback(error, '', 4),
      );
    },
  };
}

/** Without the brackets of an IPv6 address and the dot at the end of a full name. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

async function within<T>(limit: number, value: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = setTimeout(limit, undefined, { signal: timer.signal, ref: false }).then(() => {
    throw new Error('It takes too long.');
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([value, late]);
  } finally {
    timer.abort();
  }
}
