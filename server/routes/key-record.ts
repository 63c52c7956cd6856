import { Router } from 'express';
import type { Context } from '../domain/context.ts';
import { listKeyDays, listKeyRequests } from '../domain/requests/list.ts';
import { offer } from '../http/operation.ts';

export function keyRecordRoutes(context: Context): Router {
  const router = Router();

  offer(router, context, 'listKeyRequests', async ({ caller, params, query }) => ({
    status: 200,
    body: await listKeyRequests(context, caller, params.id, query),
  }));

  offer(router, context, 'listKeyDays', async ({ caller, params, query }) => ({
    status: 200,
    body: await listKeyDays(context, caller, params.id, query),
  }));

  return router;
}
