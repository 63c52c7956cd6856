import { Router } from 'express';
import type { Context } from '../domain/context.ts';
import type { Doors } from '../domain/people/doors.ts';
import { refuseWhenSetUp, setUp } from '../domain/people/setup.ts';
import { type Handler, offer } from '../http/operation.ts';

export function setupRoutes(context: Context, doors: Doors): Router {
  const router = Router();

  const handler: Handler<'setup'> = async ({ body, origin }) => ({
    status: 201,
    body: await setUp(context, doors, body, origin),
  });
  offer(router, context, 'setup', handler, () => refuseWhenSetUp(context.store));

  return router;
}
