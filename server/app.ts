import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { ChangeStreams } from './check/change-streams.ts';
import type { Context } from './domain/context.ts';
import type { Doors } from './domain/people/doors.ts';
import type { Targets } from './domain/webhooks/target.ts';
import type { CrossOrigin } from './http/cors.ts';
import { methodNotAllowed } from './http/method-not-allowed.ts';
import { nothingHere, problems } from './http/problem.ts';
import { type RequestIds, requestId } from './http/request-id.ts';
import { type AnswerLog, requestLog } from './http/request-log.ts';
import type { Metrics } from './metrics/metrics.ts';
import { measured } from './metrics/middleware.ts';
import { auditRoutes } from './routes/audit.ts';
import { checkRoutes } from './routes/checks.ts';
import { docsRoutes } from './routes/docs.ts';
import { eventRoutes } from './routes/events.ts';
import { healthRoutes } from './routes/health.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { keyRecordRoutes } from './routes/key-record.ts';
import { keyRoutes } from './routes/keys.ts';
import { meRoutes } from './routes/me.ts';
import { memberRoutes } from './routes/members.ts';
import { orgRoutes } from './routes/orgs.ts';
import { passwordRoutes } from './routes/password.ts';
import { permissionRoutes } from './routes/permissions.ts';
import { roleRoutes } from './routes/roles.ts';
import { secondFactorRoutes } from './routes/second-factor.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { setupRoutes } from './routes/setup.ts';
import { webhookRoutes } from './routes/webhooks.ts';

export interface AppParts {
  trustProxy: string[];
  /** As configured. */
  publicUrl: string | null;
  changes: ChangeStreams;
  crossOrigin: CrossOrigin;
  doors: Doors;
  targets: Targets;
  requestIds: RequestIds;
  logAnswer: AnswerLog | undefined;
  /** Undefined where nobody asks for them. */
  metrics?: Metrics | undefined;
  log: Logger;
}

/** RFC 6797 section 7.2: not over HTTP; behind a proxy as it forwards it. */
function overTlsOnly(handler: RequestHandler): RequestHandler {
  return (request, response, next) => (request.secure ? handler(request, response, next) : next());
}

/** Everything but the checks (`check/dispatch.ts`), without the socket that it listens on. */
export function createApp(
  context: Context,
  {
    trustProxy,
    publicUrl,
    changes,
    crossOrigin,
    doors,
    targets,
    requestIds,
    logAnswer,
    metrics,
    log,
  }: AppParts,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', trustProxy);

  app.use(requestId(requestIds));
  app.use(requestLog(logAnswer));
  if (metrics) app.use(measured(metrics));
  app.use(helmet({ strictTransportSecurity: false }));
  app.use(overTlsOnly(helmet.strictTransportSecurity()));
  app.use(crossOrigin);

  app.use([
    healthRoutes(context),
    docsRoutes(),
    setupRoutes(context, doors),
    sessionRoutes(context, doors),
    invitationRoutes(context, doors),
    meRoutes(context),
    passwordRoutes(context, doors),
    secondFactorRoutes(context, doors),
    orgRoutes(context),
    roleRoutes(context),
    permissionRoutes(context),
    memberRoutes(context),
    keyRoutes(context),
    keyRecordRoutes(context),
    auditRoutes(context),
    webhookRoutes(context, targets),
    eventRoutes(context),
    checkRoutes(context, changes, publicUrl),
  ]);

  app.use(methodNotAllowed());
  app.use(nothingHere);
  app.use(problems(log));
  return app;
}
