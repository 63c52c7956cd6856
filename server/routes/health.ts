import { Router } from 'express';
import { API_VERSION } from '../../shared/contract/server.ts';
import type { Context } from '../domain/context.ts';
import { offer } from '../http/operation.ts';
import { VERSION } from '../version.ts';

export function healthRoutes(context: Context): Router {
  const router = Router();

  offer(router, context, 'healthz', () => ({ status: 200, body: { status: 'ok' } }));

  offer(router, context, 'readyz', async () => {
    await context.store.ready();
    return { status: 200, body: { status: 'ok', checks: context.store.status().checks } };
  });

  offer(router, context, 'getServer', async () => ({
    status: 200,
    body: {
      name: 'Keyturn',
      version: VERSION,
      apiVersion: API_VERSION,
      setupRequired: !(await context.store.orgs.any()),
      signInMethods: ['password'],
    },
  }));

  return router;
}
