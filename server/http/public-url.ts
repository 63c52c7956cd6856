import type { Request } from 'express';
import type { Config } from '../config.ts';

/**
 * The origin where clients reach this server: as configured, or as this request did,
 * which counts forwarding headers of trusted proxies.
 */
export function publicUrl(configured: Config['publicUrl'], request: Request): string {
  if (configured !== null) return configured;
  const seen = `${request.protocol}://${request.host}`;
  if (URL.canParse(seen)) return new URL(seen).origin;
  const { localAddress = '127.0.0.1', localPort } = request.socket;
  const host = localAddress.includes(':') ? `[${localAddress}]` : localAddress;
  return `${request.protocol}://${host}:${localPort}`;
}
