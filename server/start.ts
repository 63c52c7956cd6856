/** Builds the server's parts from the configuration and listens. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { DestinationStream } from 'pino';
import type { RandomBytes } from '../shared/key-format.ts';
import { createApp } from './app.ts';
import { createBreachedPasswords } from './breached-passwords.ts';
import { ChangeStreams, type StreamLimits } from './check/change-streams.ts';
import { checksFirst } from './check/dispatch.ts';
import type { Config } from './config.ts';
import { createCheckCounts } from './domain/check-counts.ts';
import type { Context } from './domain/context.ts';
import { createId } from './domain/ids.ts';
import { type WatchedImports, watchImportedKeys } from './domain/keys/imported.ts';
import { startKeySweep } from './domain/keys/sweep.ts';
import { ATTEMPT_LIMITS, type AttemptLimits, createAttempts } from './domain/people/attempts.ts';
import { createPasswords, PASSWORD_COST, type PasswordCost } from './domain/people/passwords.ts';
import { createSessionUses, startSessionFlush } from './domain/people/session-uses.ts';
import { createSetupCode } from './domain/people/setup-code.ts';
import { startPeopleSweep } from './domain/people/sweep.ts';
import { createUsage, type FlushTimes, startUsageFlush } from './domain/usage.ts';
import { addressOf } from './http/address.ts';
import { type Certificate, openCertificate } from './http/certificate.ts';
import { createCrossOrigin } from './http/cors.ts';
import { createAppServer } from './http/listener.ts';
import { createRequestIds } from './http/request-id.ts';
import { createAnswerLog } from './http/request-log.ts';
import { prepareStop } from './http/stopping.ts';
import { type Logs, openLogs } from './log/logs.ts';
import type { SenderLimits as LogLimits } from './log/sender.ts';
import type { MetricsServer } from './metrics/server.ts';
import { createRandomBytes } from './random-bytes.ts';
import { openJsonStore } from './store/json/index.ts';
import type { Store } from './store/store.ts';
import { isThisMachine } from './this-machine.ts';
import { type DeliveryCounts, type SenderLimits, startSender } from './webhooks/sender.ts';
import { createTargets, type Resolve } from './webhooks/targets.ts';

export interface ServerOptions {
  config: Config;
  /** Milliseconds since the epoch. */
  now?: () => number;
  /** Milliseconds since whenever; never set, unlike the clock. */
  monotonic?: () => number;
  randomBytes?: RandomBytes;
  /** Where the log goes in place of standard output. */
  output?: DestinationStream;
  /** Of sending the log to another system. */
  logLimits?: Partial<LogLimits>;
  passwordCost?: PasswordCost;
  attemptLimits?: AttemptLimits;
  keySweepMs?: number;
  timeouts?: typeof TIMEOUTS;
  /** How often a renewed certificate is looked for, in milliseconds. */
  certificateMs?: number;
  usageTimes?: FlushTimes;
  streamLimits?: StreamLimits;
  /** How webhook targets are looked up, and how deliveries are made. */
  webhooks?: { resolve?: Resolve; random?: () => number; limits?: Partial<SenderLimits> };
}

export interface RunningServer {
  /** `http://127.0.0.1:4777` */
  address: string;
  /** `http://127.0.0.1:9464/metrics`; null where it is not configured. */
  metricsAddress: string | null;
  /** Null once the server has been set up. */
  setupCode: string | null;
  /** Takes a renewed certificate from its files at once; undefined where it has none. */
  reloadCertificate?: (() => void) | undefined;
  /** Lets running requests finish, writes what waits, then lets go of the data. */
  close(): Promise<void>;
}

/** In milliseconds. Of what was done with keys, a crash may lose what came since a flush. */
const USAGE_TIMES = { flush: 5_000, firstTidy: 10 * 60_000, tidy: 24 * 3_600_000 };
/** How often last uses of sessions that have waited are written, in milliseconds. */
const SESSION_FLUSH_MS = 30_000;
/** How often expired invitations and sessions are taken away, in milliseconds. */
const PEOPLE_SWEEP_MS = 3_600_000;
/** How often a renewed certificate is looked for, in milliseconds. */
const CERTIFICATE_MS = 10_000;
/** How often unused keys are looked for, in milliseconds, where a policy asks for it. */
const KEY_SWEEP_MS = 3_600_000;
/** After how long at most keys that another process imported are known of, in milliseconds. */
const IMPORTED_KEYS_MS = 5_000;
/** In milliseconds: for the headers to come, and for the whole request. */
const TIMEOUTS = {
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  /** How often Node looks who is late; its own 30 s would make 15 s up to 45. */
  connectionsCheckingInterval: 5_000,
};

async function openStore(
  { databaseUrl, checks, dataDir }: Config,
  { log, onRecorded }: Logs,
): Promise<Store> {
  const onWarning = (message: string) => log.warn(message);
  if (databaseUrl === null) return openJsonStore({ dir: dataDir, onWarning, onRecorded });
  // Loaded where it is used: it is more code than all of the rest.
  const { openPostgresStore } = await import('./store/postgres/index.ts');
  return openPostgresStore({ url: databaseUrl, checks, onWarning, onRecorded });
}

/** Throws `StoreRefused`, or what `listen` fails with. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, output, logLimits } = options;
  const logs = openLogs({ config, output, limits: logLimits });
  try {
    const server = await startParts(options, logs);
    return { ...server, close: () => server.close().finally(() => logs.close()) };
  } catch (error) {
    await logs.close();
    throw error;
  }
}

/** Whether clients on other machines can reach it, and nothing between them encrypts. */
function isOpenInClear({ host, tls, trustProxy }: Config): boolean {
  return tls === null && trustProxy.length === 0 && !isThisMachine(host);
}

async function startParts(
  {
    config,
    now = Date.now,
    monotonic = () => performance.now(),
    randomBytes = createRandomBytes(),
    passwordCost = PASSWORD_COST,
    attemptLimits = ATTEMPT_LIMITS,
    keySweepMs = KEY_SWEEP_MS,
    timeouts = TIMEOUTS,
    certificateMs = CERTIFICATE_MS,
    usageTimes = USAGE_TIMES,
    streamLimits,
    webhooks = {},
  }: ServerOptions,
  logs: Logs,
): Promise<RunningServer> {
  const { log } = logs;
  if (isOpenInClear(config)) {
    log.warn(
      { host: config.host },
      'passwords and keys come here in clear: set KEYTURN_TLS_CERT and KEYTURN_TLS_KEY, or KEYTURN_TRUST_PROXY for a proxy with TLS',
    );
  }
  const attempts = createAttempts(attemptLimits);
  const [passwords, store] = await Promise.all([
    createPasswords(passwordCost, randomBytes),
    openStore(config, logs),
  ]);
  let certificate: Certificate | undefined;
  let imported: WatchedImports | undefined;
  let metricsServer: MetricsServer | undefined;
  try {
    if (config.tls) certificate = await openCertificate(config.tls, { ms: certificateMs, log });
    // Nobody else imports into a folder that is ours.
    const every = config.databaseUrl === null ? null : IMPORTED_KEYS_MS;
    imported = await watchImportedKeys(store, every);
    const context: Context = {
      store,
      now,
      randomBytes,
      usage: createUsage({
        requestsPerKey: config.requestsPerKey,
        requestsDays: config.requestsDays,
        idPrefix: createId('req', randomBytes).slice(4, 12),
      }),
      sessionUses: createSessionUses(config.sessionIdleMs),
      imported,
      checks: createCheckCounts(),
    };
    const setupCode = (await store.orgs.any())
      ? null
      : (config.setupCode ?? createSetupCode(randomBytes));
    const shared = {
      crossOrigin: createCrossOrigin(config.allowedOrigins),
      requestIds: createRequestIds(randomBytes),
      logAnswer: createAnswerLog(log),
      log,
    };
    const breached = createBreachedPasswords(config.breachedPasswords, log);
    const doors = { passwords, attempts, breached, setupCode };
    const changes = new ChangeStreams(context, streamLimits);
    const targets = createTargets({
      allowPrivate: config.webhookAllowPrivate,
      resolve: webhooks.resolve,
    });
    const { trustProxy, publicUrl } = config;
    const deliveries: DeliveryCounts = { delivered: 0, failed: 0, pending: 0 };
    const metering = config.metrics ? await import('./metrics/index.ts') : undefined;
    const metrics = metering?.createMetrics(context, deliveries);
    const app = createApp(context, {
      ...shared,
      doors,
      targets,
      trustProxy,
      publicUrl,
      changes,
      metrics,
    });
    const checks = checksFirst(context, { ...shared, trustProxy }, app);
    const server = createAppServer(app, timeouts, { ...shared, certificate }, checks);
    // Longer than the 60 s for which gateways commonly keep an idle connection, so that
    // it is never us who close one just as a request comes.
    server.keepAliveTimeout = 65_000;
    const stop = prepareStop(server);
    if (metering && metrics && config.metrics) {
      metricsServer = await metering.startMetricsServer(metrics.registry, config.metrics, log);
    }
    server.listen(config.port, config.host);
    await once(server, 'listening');
    const usageFlush = startUsageFlush(context, usageTimes, (error) =>
      log.warn({ err: error }, 'what was done with keys could not be written yet'),
    );
    const sessionFlush = startSessionFlush(context, SESSION_FLUSH_MS, (error) =>
      log.warn({ err: error }, 'when sessions were last used could not be written yet'),
    );
    const keySweep = startKeySweep(context, {
      every: keySweepMs,
      monotonic,
      onFailure: (error) => log.warn({ err: error }, 'unused keys could not be looked for'),
      onDoubt: (ahead) =>
        log.warn(
          { aheadMs: ahead },
          'the clock is ahead of the time seen; no unused key is revoked',
        ),
    });
    const peopleSweep = startPeopleSweep(context, PEOPLE_SWEEP_MS, (error) =>
      log.warn({ err: error }, 'what has ended could not be swept away'),
    );
    const sender = startSender(context, {
      targets,
      random: webhooks.random ?? Math.random,
      log,
      limits: webhooks.limits,
      isAlone: config.databaseUrl === null,
      counts: deliveries,
    });
    return {
      address: addressOf(server.address() as AddressInfo, certificate ? 'https' : 'http'),
      metricsAddress: metricsServer?.address ?? null,
      setupCode,
      reloadCertificate: certificate?.lookNow,
      async close() {
        imported?.stop();
        await certificate?.stop();
        changes.close();
        await Promise.all([stop(), sender.stop(), metricsServer?.close()]);
        await keySweep.stop();
        await peopleSweep.stop();
        await usageFlush
          .stop()
          .finally(() => sessionFlush.stop())
          .finally(() => store.close());
      },
    };
  } catch (error) {
    imported?.stop();
    await certificate?.stop();
    await metricsServer?.close();
    await store.close();
    throw error;
  }
}
