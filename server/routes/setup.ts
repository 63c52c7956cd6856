import { Router } from 'express';
import type { Context } from '../domain/context.ts';
import type { Doors } from '../domain/people/doors.ts';
import { setUp } from '../domain/people/setup.ts';
import { offer } from '../http/operation.ts';

export function setupRoutes(context: Context, doors: Doors): Router {
  const router = Router();

  offer(router, context, 'setup', async ({ body, origin }) => ({
    status: 201,
    body: await setUp(context, doors, body, origin),
  }));

  return router;
}
