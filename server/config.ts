/** The server's configuration, read from the environment and nowhere else. */
import { isIP } from 'node:net';
import { z } from 'zod';
import { PWNED_PASSWORDS, readBreachedPasswords } from './breached-passwords.ts';
import { LEAST_SESSION_IDLE_MS, SESSION_IDLE_MS } from './domain/people/session-uses.ts';
import { SESSION_LIFETIME_MS } from './domain/people/sessions.ts';
import { normaliseTypedCode } from './domain/people/typed-code.ts';
import { type LogTarget, readLogTarget } from './log/target.ts';
import { isThisMachine } from './this-machine.ts';

export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug'] as const;

export interface Config {
  /** 0: any free port. */
  port: number;
  host: string;
  dataDir: string;
  /** A PostgreSQL to keep the data in, with its password; null: in `dataDir`. */
  databaseUrl: string | null;
  /** `strict`: every check reads the database. Means nothing without one. */
  checks: 'cached' | 'strict';
  /** The origin where clients reach the server; null: the one that each request came to. */
  publicUrl: string | null;
  /** Null: a random one is drawn while setup is required. */
  setupCode: string | null;
  /** Whom to ask whether a password is known from data breaches; null: nobody. */
  breachedPasswords: string | null;
  /** Besides the extension's own origins. */
  allowedOrigins: string[];
  /** Addresses or ranges whose forwarding headers count. */
  trustProxy: string[];
  /** PEM files of the certificate and its key; null: the server speaks HTTP. */
  tls: { cert: string; key: string } | null;
  /** Whether events may be sent to addresses inside private networks, this machine's too. */
  webhookAllowPrivate: boolean;
  /** After how long without a use a session is over, in milliseconds. */
  sessionIdleMs: number;
  /** Of the requests that were checked with a key, how many are kept at most. */
  requestsPerKey: number;
  /** For how long; 0: only last uses and counts are kept. */
  requestsDays: number;
  logLevel: (typeof LOG_LEVELS)[number];
  /** Where the log goes besides standard output; null: nowhere. */
  logTo: LogTarget | null;
  /** Where Prometheus may ask; null: nowhere. */
  metrics: { port: number; host: string } | null;
}

/** The environment cannot be used; the message has a line for each wrong variable. */
export class ConfigRefused extends Error {
  override name = 'ConfigRefused';
}

const list = (isGood: (entry: string) => boolean, allowed: string) =>
  z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((entry) => entry !== ''))
    .refine((entries) => entries.every(isGood), allowed);

const PORT_ALLOWED = 'must be a whole number from 0 (any free port) to 65535';

const port = z
  .string()
  .regex(/^\d{1,5}$/, PORT_ALLOWED)
  .transform(Number)
  .refine((number) => number <= 65_535, PORT_ALLOWED);
const host = z
  .string()
  .regex(/^[A-Za-z0-9.:_-]+$/, 'must be a host name or an address such as 127.0.0.1 or ::');

const whole = (least: number, most: number) => {
  const allowed = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, allowed)
    .transform(Number)
    .refine((number) => number >= least && number <= most, allowed);
};

const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000 };
const IDLE = /^(\d{1,5})([dhm])$/;

const sessionIdle = z
  .string()
  .regex(IDLE, 'must be days, hours or minutes, such as 14d, 12h or 30m')
  .transform((text) => {
    const [, amount, unit] = IDLE.exec(text) as unknown as [string, string, keyof typeof UNITS];
    return Number(amount) * UNITS[unit];
  })
  .refine(
    (span) => span >= LEAST_SESSION_IDLE_MS && span <= SESSION_LIFETIME_MS,
    'must be from 5m to 30d, the longest that a session lasts',
  );

const VARIABLES = z.object({
  PORT: port.default(4777),
  HOST: host.default('127.0.0.1'),
  KEYTURN_DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z
    .string()
    .refine(
      (url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url),
      'must be a URL such as postgres://user:password@host:5432/database, special characters in it percent-encoded',
    )
    .nullable()
    .default(null),
  KEYTURN_CHECKS: z.enum(['cached', 'strict'], 'must be cached or strict').default('cached'),
  KEYTURN_PUBLIC_URL: z
    .string()
    .transform((text) => text.replace(/\/$/, ''))
    .refine(isOrigin, 'must be an origin such as https://keys.example.com, without a path')
    .nullable()
    .default(null),
  KEYTURN_SETUP_CODE: z
    .string()
    .max(200, 'must have at most 200 characters')
    .refine(
      (code) => normaliseTypedCode(code).length >= 8,
      'must have at least 8 characters, spaces and hyphens not counted',
    )
    .nullable()
    .default(null),
  KEYTURN_BREACHED_PASSWORDS: z
    .string()
    .transform((text, issue) => {
      try {
        return readBreachedPasswords(text);
      } catch (error) {
        issue.addIssue({ code: 'custom', message: (error as Error).message });
        return z.NEVER;
      }
    })
    .default(PWNED_PASSWORDS),
  KEYTURN_ALLOWED_ORIGINS: list(
    isOrigin,
    'must be origins such as https://admin.example.com, parted by commas',
  ).default([]),
  KEYTURN_TRUST_PROXY: list(
    isAddressRange,
    'must be addresses or ranges such as 10.0.0.0/8, parted by commas',
  ).default([]),
  KEYTURN_TLS_CERT: z.string().nullable().default(null),
  KEYTURN_TLS_KEY: z.string().nullable().default(null),
  KEYTURN_WEBHOOK_ALLOW_PRIVATE: z
    .enum(['true', 'false'], 'must be true or false')
    .transform((text) => text === 'true')
    .default(false),
  KEYTURN_SESSION_IDLE: sessionIdle.default(SESSION_IDLE_MS),
  KEYTURN_REQUESTS_PER_KEY: whole(1, 10_000).default(200),
  KEYTURN_REQUESTS_DAYS: whole(0, 366).default(30),
  KEYTURN_LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('warn'),
  KEYTURN_LOG_TO: z
    .string()
    .transform((text, issue) => {
      const target = readLogTarget(text);
      const message =
        target === null
          ? 'must be an address such as syslog+tls://logs.example.com:6514'
          : 'must be syslog+tls://…; syslog+tcp:// sends in clear, which is for this machine alone (127.0.0.1)';
      if (target && (target.tls || isThisMachine(target.host))) return target;
      issue.addIssue({ code: 'custom', message });
      return z.NEVER;
    })
    .nullable()
    .default(null),
  KEYTURN_METRICS_PORT: port.nullable().default(null),
  KEYTURN_METRICS_HOST: host.default('127.0.0.1'),
});

/** Shown as `…` in complaints: what was given may be a secret. */
const SECRET_VARIABLES: ReadonlySet<string> = new Set([
  'KEYTURN_SETUP_CODE',
  'KEYTURN_BREACHED_PASSWORDS',
  'DATABASE_URL',
  'KEYTURN_LOG_TO',
]);

/** A variable that is set but empty counts as unset. Throws `ConfigRefused`. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.keys(VARIABLES.shape).map((name) => [name, environment[name]?.trim() || undefined]),
  );
  const result = VARIABLES.safeParse(given);
  const issues = result.error?.issues ?? [];
  const lines = issues.map((issue) => {
    const name = String(issue.path[0]);
    const got = SECRET_VARIABLES.has(name) ? '…' : JSON.stringify(given[name]);
    return `${name}=${got} ${issue.message}.`;
  });
  const { KEYTURN_TLS_CERT: cert, KEYTURN_TLS_KEY: key } = given;
  if (cert && !key) lines.push('KEYTURN_TLS_KEY is missing: the certificate needs its key.');
  if (key && !cert) lines.push('KEYTURN_TLS_CERT is missing: the key needs its certificate.');
  if (!result.success || lines.length > 0) throw new ConfigRefused([...new Set(lines)].join('\n'));
  const variables = result.data;
  return {
    port: variables.PORT,
    host: variables.HOST,
    dataDir: variables.KEYTURN_DATA_DIR,
    databaseUrl: variables.DATABASE_URL,
    checks: variables.KEYTURN_CHECKS,
    publicUrl: variables.KEYTURN_PUBLIC_URL,
    setupCode: variables.KEYTURN_SETUP_CODE,
    breachedPasswords: variables.KEYTURN_BREACHED_PASSWORDS,
    allowedOrigins: variables.KEYTURN_ALLOWED_ORIGINS,
    trustProxy: variables.KEYTURN_TRUST_PROXY,
    tls: cert && key ? { cert, key } : null,
    webhookAllowPrivate: variables.KEYTURN_WEBHOOK_ALLOW_PRIVATE,
    sessionIdleMs: variables.KEYTURN_SESSION_IDLE,
    requestsPerKey: variables.KEYTURN_REQUESTS_PER_KEY,
    requestsDays: variables.KEYTURN_REQUESTS_DAYS,
    logLevel: variables.KEYTURN_LOG_LEVEL,
    logTo: variables.KEYTURN_LOG_TO,
    metrics:
      variables.KEYTURN_METRICS_PORT === null
        ? null
        : { port: variables.KEYTURN_METRICS_PORT, host: variables.KEYTURN_METRICS_HOST },
  };
}

function isOrigin(text: string): boolean {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return false;
  return new URL(text).origin === text;
}

function isAddressRange(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return (
    prefix === undefined || (/^\d{1,3}$/.test(prefix) && +prefix <= (version === 4 ? 32 : 128))
  );
}
