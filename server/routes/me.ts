import { Router } from 'express';
import type { Context } from '../domain/context.ts';
import { meView } from '../domain/people/views.ts';
import { offer } from '../http/operation.ts';

export function meRoutes(context: Context): Router {
  const router = Router();

  offer(router, context, 'getMe', async ({ caller }) => ({
    status: 200,
    body: await meView(context.store, caller.user),
  }));

  return router;
}
