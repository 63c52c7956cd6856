import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Context } from './domain/context.ts';
import type { Doors } from './domain/people/doors.ts';
import { crossOrigin } from './http/cors.ts';
import { methodNotAllowed } from './http/method-not-allowed.ts';
import { nothingHere, problems } from './http/problem.ts';
import { requestId } from './http/request-id.ts';
import { requestLog } from './http/request-log.ts';
import { authorizeRoutes } from './routes/authorize.ts';
import { docsRoutes } from './routes/docs.ts';
import { healthRoutes } from './routes/health.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { keyRoutes } from './routes/keys.ts';
import { meRoutes } from './routes/me.ts';
import { memberRoutes } from './routes/members.ts';
import { orgRoutes } from './routes/orgs.ts';
import { permissionRoutes } from './routes/permissions.ts';
import { roleRoutes } from './routes/roles.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { setupRoutes } from './routes/setup.ts';
import { verifyRoutes } from './routes/verify.ts';

export interface AppParts {
  config: Pick<Config, 'allowedOrigins' | 'trustProxy'>;
  doors: Doors;
  log: Logger;
}

/** The whole HTTP side of the server, without the socket that it listens on. */
export function createApp(context: Context, { config, doors, log }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', config.trustProxy);

  app.use(requestId(context.randomBytes));
  app.use(requestLog(log));
  app.use(helmet());
  // Before CORS, whose 204 to a preflight would tell a gateway to let the request pass.
  app.use(authorizeRoutes(context));
  app.use(crossOrigin(config.allowedOrigins));

  app.use([
    healthRoutes(context),
    docsRoutes(),
    setupRoutes(context, doors),
    sessionRoutes(context, doors),
    invitationRoutes(context, doors),
    meRoutes(context),
    orgRoutes(context),
    roleRoutes(context),
    permissionRoutes(context),
    memberRoutes(context),
    keyRoutes(context),
    verifyRoutes(context),
  ]);

  app.use(methodNotAllowed());
  app.use(nothingHere);
  app.use(problems(log));
  return app;
}
