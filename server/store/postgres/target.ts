import { StoreRefused } from '../store.ts';

/** `host:port/database` of a database's URL, for people to read: never its password. */
export function describeTarget(url: string): string {
  // Not `new URL`: the error that it throws repeats what it was given.
  if (!URL.canParse(url)) throw badUrl();
  const { protocol, host, pathname, searchParams } = new URL(url);
  if (protocol !== 'postgres:' && protocol !== 'postgresql:') throw badUrl();
  return (searchParams.get('host') ?? (host || 'localhost')) + pathname;
}

function badUrl(): StoreRefused {
  return new StoreRefused(
    'DATABASE_URL is not a URL such as postgres://user:password@host:5432/database, with special characters in the password percent-encoded.',
  );
}
