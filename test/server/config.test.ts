import { expect, test } from 'vitest';
import { ConfigRefused, readConfig } from '../../server/config.ts';

test('without any variable it is a server for this machine alone', () => {
  expect(readConfig({})).toEqual({
    port: 4777,
    host: '127.0.0.1',
    dataDir: './data',
    databaseUrl: null,
    checks: 'cached',
    publicUrl: null,
    setupCode: null,
    breachedPasswords: 'https://api.pwnedpasswords.com',
    allowedOrigins: [],
    trustProxy: [],
    tls: null,
    webhookAllowPrivate: false,
    sessionIdleMs: 14 * 86_400_000,
    requestsPerKey: 200,
    requestsDays: 30,
    logLevel: 'warn',
    logTo: null,
    metrics: null,
  });
});

test('an empty variable counts as unset', () => {
  const empty = { PORT: '', HOST: ' ', DATABASE_URL: '', KEYTURN_SETUP_CODE: '' };
  expect(readConfig(empty)).toEqual(readConfig({}));
});

test('every variable is read', () => {
  expect(
    readConfig({
      PORT: '8080',
      HOST: '::',
      KEYTURN_DATA_DIR: '/var/lib/keyturn',
      DATABASE_URL: 'postgres://kt:hunter2@db.example.com/kt?sslmode=verify-full',
      KEYTURN_CHECKS: 'strict',
      KEYTURN_PUBLIC_URL: 'https://keys.example.com/',
      KEYTURN_SETUP_CODE: 'open sesame',
      KEYTURN_BREACHED_PASSWORDS: 'off',
      KEYTURN_ALLOWED_ORIGINS: 'https://a.example.com, http://localhost:3000',
      KEYTURN_TRUST_PROXY: '10.0.0.0/8,fd00::/8 192.0.2.1',
      KEYTURN_TLS_CERT: '/etc/keyturn/fullchain.pem',
      KEYTURN_TLS_KEY: '/etc/keyturn/privkey.pem',
      KEYTURN_WEBHOOK_ALLOW_PRIVATE: 'true',
      KEYTURN_SESSION_IDLE: '12h',
      KEYTURN_REQUESTS_PER_KEY: '1000',
      KEYTURN_REQUESTS_DAYS: '0',
      KEYTURN_LOG_LEVEL: 'info',
      KEYTURN_LOG_TO: 'syslog+tls://logs.example.com:7514',
      KEYTURN_METRICS_PORT: '9464',
      KEYTURN_METRICS_HOST: '10.0.0.5',
    }),
  ).toEqual({
    port: 8080,
    host: '::',
    dataDir: '/var/lib/keyturn',
    databaseUrl: 'postgres://kt:hunter2@db.example.com/kt?sslmode=verify-full',
    checks: 'strict',
    publicUrl: 'https://keys.example.com',
    setupCode: 'open sesame',
    breachedPasswords: null,
    allowedOrigins: ['https://a.example.com', 'http://localhost:3000'],
    trustProxy: ['10.0.0.0/8', 'fd00::/8', '192.0.2.1'],
    tls: { cert: '/etc/keyturn/fullchain.pem', key: '/etc/keyturn/privkey.pem' },
    webhookAllowPrivate: true,
    sessionIdleMs: 12 * 3_600_000,
    requestsPerKey: 1000,
    requestsDays: 0,
    logLevel: 'info',
    logTo: { host: 'logs.example.com', port: 7514, tls: true },
    metrics: { port: 9464, host: '10.0.0.5' },
  });
});

test.each([
  ['PORT', 'http', 'PORT="http" must be a whole number from 0'],
  ['PORT', '65536', 'PORT="65536" must be'],
  ['PORT', '-1', 'PORT="-1" must be'],
  ['PORT', '80.5', 'PORT="80.5" must be'],
  ['HOST', 'http://localhost', 'HOST="http://localhost" must be a host name or an address'],
  ['KEYTURN_ALLOWED_ORIGINS', 'https://a.example.com/', 'must be origins such as'],
  ['KEYTURN_ALLOWED_ORIGINS', '*', 'must be origins such as'],
  ['KEYTURN_ALLOWED_ORIGINS', 'a.example.com', 'must be origins such as'],
  ['KEYTURN_TRUST_PROXY', 'true', 'must be addresses or ranges such as'],
  ['KEYTURN_TRUST_PROXY', '10.0.0.0/33', 'must be addresses or ranges'],
  ['KEYTURN_TRUST_PROXY', '10.0.0.0/8/8', 'must be addresses or ranges'],
  ['KEYTURN_PUBLIC_URL', 'keys.example.com', 'must be an origin such as'],
  ['KEYTURN_PUBLIC_URL', 'https://example.com/keys', 'must be an origin such as'],
  ['KEYTURN_CHECKS', 'sometimes', 'must be cached or strict'],
  ['KEYTURN_WEBHOOK_ALLOW_PRIVATE', 'yes', 'must be true or false'],
  ['KEYTURN_METRICS_PORT', 'yes', 'KEYTURN_METRICS_PORT="yes" must be a whole number from 0'],
  ['KEYTURN_METRICS_HOST', '*', 'must be a host name or an address'],
  ['KEYTURN_SESSION_IDLE', '14', 'must be days, hours or minutes, such as 14d, 12h or 30m'],
  ['KEYTURN_SESSION_IDLE', '4m', 'must be from 5m to 30d'],
  ['KEYTURN_SESSION_IDLE', '31d', 'must be from 5m to 30d'],
  ['KEYTURN_SESSION_IDLE', '0d', 'must be from 5m to 30d'],
  ['KEYTURN_REQUESTS_PER_KEY', '0', 'must be a whole number from 1 to 10000'],
  ['KEYTURN_REQUESTS_PER_KEY', '10001', 'must be a whole number'],
  ['KEYTURN_REQUESTS_DAYS', '1.5', 'must be a whole number from 0 to 366'],
  ['KEYTURN_LOG_LEVEL', 'verbose', 'must be one of silent, fatal, error, warn, info, debug'],
])('%s=%s is refused', (name, value, message) => {
  expect(() => readConfig({ [name]: value })).toThrow(ConfigRefused);
  expect(() => readConfig({ [name]: value })).toThrow(message);
});

test.each([
  ['https://pwned.example.com/', 'https://pwned.example.com'],
  ['https://mirror.example.com:8443/pwned/', 'https://mirror.example.com:8443/pwned'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['http://127.8.9.10', 'http://127.8.9.10'],
  ['http://[::1]:8080/', 'http://[::1]:8080'],
  ['http://localhost:8080', 'http://localhost:8080'],
])('breached passwords may be asked about at %s', (KEYTURN_BREACHED_PASSWORDS, url) => {
  expect(readConfig({ KEYTURN_BREACHED_PASSWORDS }).breachedPasswords).toBe(url);
});

test.each([
  ['on', 'must be off, or a URL such as'],
  ['api.pwnedpasswords.com', 'must be off, or a URL such as'],
  ['http://api.pwnedpasswords.com', 'http: is for a mirror on this machine alone'],
  ['http://127.0.0.1.example.com', 'http: is for a mirror on this machine alone'],
  ['http://10.0.0.5:8080', 'http: is for a mirror on this machine alone'],
  ['ftp://pwned.example.com', 'must be an https: URL'],
  ['https://kt:hunter2@pwned.example.com', 'must be an https: URL without a user name'],
  ['https://pwned.example.com/?key=hunter2', 'must be an https: URL without'],
])('breached passwords are not asked about at %s', (KEYTURN_BREACHED_PASSWORDS, message) => {
  const read = () => readConfig({ KEYTURN_BREACHED_PASSWORDS });
  expect(read).toThrow(ConfigRefused);
  expect(read).toThrow(message);
  expect(read).not.toThrow('hunter2');
});

test.each([
  ['syslog+tls://logs.example.com', { host: 'logs.example.com', port: 6514, tls: true }],
  ['syslog+tls://logs.example.com/', { host: 'logs.example.com', port: 6514, tls: true }],
  ['SYSLOG+TLS://192.0.2.7:514', { host: '192.0.2.7', port: 514, tls: true }],
  ['syslog+tls://[2001:db8::7]:6515', { host: '2001:db8::7', port: 6515, tls: true }],
  ['syslog+tcp://127.0.0.1:601', { host: '127.0.0.1', port: 601, tls: false }],
  ['syslog+tcp://127.8.9.10:601', { host: '127.8.9.10', port: 601, tls: false }],
  ['syslog+tcp://[::1]:601', { host: '::1', port: 601, tls: false }],
  ['syslog+tcp://localhost:601', { host: 'localhost', port: 601, tls: false }],
])('the log may go to %s', (KEYTURN_LOG_TO, logTo) => {
  expect(readConfig({ KEYTURN_LOG_TO })).toMatchObject({ logTo });
});

test.each([
  'logs.example.com:6514',
  'tls://logs.example.com:6514',
  'https://logs.example.com',
  'syslog+tls://',
  'syslog+tls://logs.example.com:0',
  'syslog+tls://logs.example.com:65536',
  'syslog+tls://logs.example.com/path',
  'syslog+tls://logs.example.com?token=hunter2',
  'syslog+tls://keyturn:hunter2@logs.example.com:6514',
  'syslog+tls://[logs]:6514',
  'syslog+tls://[192.0.2.7]:6514',
  // Which port that would be is no standard.
  'syslog+tcp://127.0.0.1',
])('the log cannot go to %s', (KEYTURN_LOG_TO) => {
  expect(() => readConfig({ KEYTURN_LOG_TO })).toThrow(
    'KEYTURN_LOG_TO=… must be an address such as syslog+tls://logs.example.com:6514.',
  );
});

test.each([
  'syslog+tcp://logs.example.com:601',
  'syslog+tcp://192.0.2.7:601',
  'syslog+tcp://127.0.0.1.example.com:601',
  'syslog+tcp://[2001:db8::7]:601',
  'syslog+tcp://0.0.0.0:601',
])('the log does not leave this machine in clear: %s', (KEYTURN_LOG_TO) => {
  expect(() => readConfig({ KEYTURN_LOG_TO })).toThrow(
    'KEYTURN_LOG_TO=… must be syslog+tls://…; syslog+tcp:// sends in clear, which is for this machine alone',
  );
});

test.each([
  ['5m', 300_000],
  ['30d', 2_592_000_000],
])('KEYTURN_SESSION_IDLE=%s is taken', (text, sessionIdleMs) => {
  expect(readConfig({ KEYTURN_SESSION_IDLE: text })).toMatchObject({ sessionIdleMs });
});

test.each([
  ['KEYTURN_SETUP_CODE', 's-h-o-r-t-', 'KEYTURN_SETUP_CODE=… must have at least 8 characters'],
  ['DATABASE_URL', 'mysql://kt:hunter2@db/kt', 'DATABASE_URL=… must be a URL such as postgres://'],
  ['DATABASE_URL', 'postgres://kt:hunter2@db:port/kt', 'DATABASE_URL=… must be a URL such as'],
])('%s is refused without repeating it', (name, value, message) => {
  expect(() => readConfig({ [name]: value })).toThrow(message);
  expect(() => readConfig({ [name]: value })).not.toThrow(value);
});

test.each([
  ['KEYTURN_TLS_CERT', 'KEYTURN_TLS_KEY is missing: the certificate needs its key.'],
  ['KEYTURN_TLS_KEY', 'KEYTURN_TLS_CERT is missing: the key needs its certificate.'],
])('%s alone is refused', (name, message) => {
  expect(() => readConfig({ [name]: '/etc/keyturn/one.pem' })).toThrow(message);
  expect(() => readConfig({ [name]: '/etc/keyturn/one.pem', PORT: 'x' })).toThrow(
    /^PORT="x" .+\.\nKEYTURN_TLS_/,
  );
});

test('all that is wrong is said at once, a line each', () => {
  expect(() => readConfig({ PORT: 'x', KEYTURN_LOG_LEVEL: 'loud' })).toThrow(
    /^PORT="x" .+\.\nKEYTURN_LOG_LEVEL="loud" .+\.$/,
  );
});
