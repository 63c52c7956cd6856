/** Where the log goes besides standard output: what `KEYTURN_LOG_TO` says. */
import { isIP } from 'node:net';

export interface LogTarget {
  /** A name or an address, IPv6 without brackets. */
  host: string;
  port: number;
  /** False only for this machine itself. */
  tls: boolean;
}

/** Syslog over TLS has it from IANA. */
const TLS_PORT = 6514;
const FORM = /^syslog\+(tls|tcp):\/\/(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?\/?$/i;

/** `syslog+tls://logs.example.com:6514`; null where it cannot be read. */
export function readLogTarget(text: string): LogTarget | null {
  const [, scheme = '', host = '', port] = FORM.exec(text) ?? [];
  const tls = scheme.toLowerCase() === 'tls';
  const number = port === undefined && tls ? TLS_PORT : Number(port);
  if (host === '' || !(number >= 1 && number <= 65_535)) return null;
  const bare = host.replace(/^\[|\]$/g, '');
  if (host.startsWith('[') && isIP(bare) !== 6) return null;
  return { host: bare, port: number, tls };
}

/** `logs.example.com:6514` */
export function describeLogTarget({ host, port }: LogTarget): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
