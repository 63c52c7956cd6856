import { Router } from 'express';
import type { Context } from '../domain/context.ts';
import type { Doors } from '../domain/people/doors.ts';
import { acceptInvitation } from '../domain/people/invitations.ts';
import { offer } from '../http/operation.ts';

export function invitationRoutes(context: Context, doors: Doors): Router {
  const router = Router();

  offer(router, context, 'acceptInvitation', async ({ body, origin }) => ({
    status: 201,
    body: await acceptInvitation(context, doors, body, origin),
  }));

  return router;
}
