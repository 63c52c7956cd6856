import { Router } from 'express';
import type { Context } from '../domain/context.ts';
import { publishEvent } from '../domain/webhooks/publish.ts';
import { offer } from '../http/operation.ts';

export function eventRoutes(context: Context): Router {
  const router = Router();

  offer(router, context, 'publishEvent', async ({ caller, body }) => ({
    status: 202,
    body: await publishEvent(context, caller, body),
  }));

  return router;
}
