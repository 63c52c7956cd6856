import { Router } from 'express';
import type { Context } from '../domain/context.ts';
import type { Doors } from '../domain/people/doors.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  secondFactorView,
} from '../domain/people/second-factor.ts';
import { offer } from '../http/operation.ts';

export function secondFactorRoutes(context: Context, doors: Doors): Router {
  const router = Router();

  offer(router, context, 'getSecondFactor', ({ caller }) => ({
    status: 200,
    body: secondFactorView(caller.user),
  }));

  offer(router, context, 'beginSecondFactor', async ({ caller, body, origin }) => ({
    status: 201,
    body: await beginSecondFactor(context, doors, caller, body, origin),
  }));

  offer(router, context, 'confirmSecondFactor', async ({ caller, body, origin }) => ({
    status: 200,
    body: await confirmSecondFactor(context, doors, caller, body, origin),
  }));

  offer(router, context, 'removeSecondFactor', async ({ caller, body, origin }) => {
    await removeSecondFactor(context, doors, caller, body, origin);
    return { status: 204, body: undefined };
  });

  return router;
}
