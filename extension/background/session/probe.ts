import type { ServerInfo } from '../../../shared/contract/server.ts';
import type { ConnectedServer } from '../../stored.ts';
import { Failed } from '../failed.ts';
import { parseAddress } from './address.ts';
import { type Caller, call } from './api.ts';

/** The version of the contract that this extension speaks. */
const API_VERSION = 1;
/** Milliseconds by which two clocks may differ before expiries mislead. */
const CLOCK_SLACK = 10 * 60_000;
/** Milliseconds until an address that is being typed counts as not answering. */
const TIMEOUT = 5_000;

/**
 * What answers at an address as typed. Throws `Failed` with `bad-address`, `no-answer`,
 * `no-secure-answer`, `not-keyturn`, `too-old` or `too-new`.
 */
export async function probe(
  typed: string,
  fetch?: typeof globalThis.fetch,
): Promise<ConnectedServer> {
  const address = parseAddress(typed);
  if (address === null) throw new Failed({ kind: 'bad-address' });
  let serverTime: number | null = null;
  const onDate = (at: number) => {
    serverTime = at;
  };
  const caller = { address, onDate, signal: AbortSignal.timeout(TIMEOUT), ...(fetch && { fetch }) };
  const info: unknown = await call(caller, 'getServer').catch(async (error: unknown) => {
    const silent = error instanceof Failed && error.failure.kind === 'no-answer';
    if (!silent || (await answersAtAll(caller))) throw new Failed({ kind: 'not-keyturn', address });
    // The browser does not tell a certificate that it refuses from silence.
    throw address.startsWith('https:') ? new Failed({ kind: 'no-secure-answer', address }) : error;
  });
  if (!isServerInfo(info)) throw new Failed({ kind: 'not-keyturn', address });
  const version = info.version.slice(0, 40);
  if (info.apiVersion < API_VERSION) throw new Failed({ kind: 'too-old', address, version });
  if (info.apiVersion > API_VERSION) throw new Failed({ kind: 'too-new', address, version });
  const clockOff = serverTime === null ? 0 : serverTime - Date.now();
  return Math.abs(clockOff) < CLOCK_SLACK ? { address, info } : { address, info, clockOff };
}

/**
 * Whether anything is there. The browser hides from us an answer without CORS headers,
 * which Keyturn always sends, and one of any other server looks like silence.
 */
async function answersAtAll({
  address,
  signal,
  fetch = globalThis.fetch,
}: Caller): Promise<boolean> {
  const plain = { mode: 'no-cors', credentials: 'omit', cache: 'no-store' } as const;
  return fetch(address, { ...plain, signal: signal ?? null }).then(
    () => true,
    () => false,
  );
}

/** The part of the answer that every version has; anything may answer at a typed address. */
function isServerInfo(info: unknown): info is ServerInfo {
  if (typeof info !== 'object' || info === null) return false;
  const { name, version, apiVersion } = info as Record<string, unknown>;
  return name === 'Keyturn' && typeof version === 'string' && Number.isInteger(apiVersion);
}
