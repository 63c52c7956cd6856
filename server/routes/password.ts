import { Router } from 'express';
import type { Context } from '../domain/context.ts';
import { changePassword } from '../domain/people/change-password.ts';
import type { Doors } from '../domain/people/doors.ts';
import { resetPassword } from '../domain/people/reset-password.ts';
import { offer } from '../http/operation.ts';

export function passwordRoutes(context: Context, doors: Doors): Router {
  const router = Router();

  offer(router, context, 'changePassword', async ({ caller, body, origin }) => {
    await changePassword(context, doors, caller, body, origin);
    return { status: 204, body: undefined };
  });

  offer(router, context, 'resetPassword', async ({ body, origin }) => {
    await resetPassword(context, doors, body, origin);
    return { status: 204, body: undefined };
  });

  return router;
}
