/**
 * Keyturn's Express application by itself, over JSON files. Argument: `fixed` where
 * requests are born with Express's prototypes, `plain` where Express sets them itself.
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { pino } from 'pino';
import { createApp } from '../../../server/app.ts';
import { createBreachedPasswords } from '../../../server/breached-passwords.ts';
import { ChangeStreams } from '../../../server/check/change-streams.ts';
import { readConfig } from '../../../server/config.ts';
import { createCheckCounts } from '../../../server/domain/check-counts.ts';
import type { Context } from '../../../server/domain/context.ts';
import { ATTEMPT_LIMITS, createAttempts } from '../../../server/domain/people/attempts.ts';
import { createPasswords, PASSWORD_COST } from '../../../server/domain/people/passwords.ts';
import { createSessionUses } from '../../../server/domain/people/session-uses.ts';
import { createUsage } from '../../../server/domain/usage.ts';
import { createCrossOrigin } from '../../../server/http/cors.ts';
import { createAppServer } from '../../../server/http/listener.ts';
import { createRequestIds } from '../../../server/http/request-id.ts';
import { createAnswerLog } from '../../../server/http/request-log.ts';
import { openJsonStore } from '../../../server/store/json/index.ts';
import { createTargets } from '../../../server/webhooks/targets.ts';
import { serve } from './serve.ts';

const config = readConfig(process.env);
const log = pino({ level: config.logLevel });
const store = await openJsonStore({ dir: config.dataDir });
const context: Context = {
  store,
  now: Date.now,
  randomBytes,
  usage: createUsage(),
  sessionUses: createSessionUses(config.sessionIdleMs),
  imported: { exist: false },
  checks: createCheckCounts(),
};
const requestIds = createRequestIds(randomBytes);
const app = createApp(context, {
  crossOrigin: createCrossOrigin(config.allowedOrigins),
  targets: createTargets({ allowPrivate: false }),
  requestIds,
  logAnswer: createAnswerLog(log),
  log,
  doors: {
    passwords: await createPasswords(PASSWORD_COST, randomBytes),
    attempts: createAttempts(ATTEMPT_LIMITS),
    breached: createBreachedPasswords(null, log),
    setupCode: null,
  },
  trustProxy: config.trustProxy,
  publicUrl: null,
  changes: new ChangeStreams(context),
});
const server =
  process.argv[2] === 'fixed'
    ? createAppServer(app, {}, { requestIds, log }, app)
    : createServer(app);
serve(server, () => store.close());
