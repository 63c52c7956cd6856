import { Router } from 'express';
import type { Context } from '../domain/context.ts';
import { pageOf } from '../domain/page.ts';
import type { Doors } from '../domain/people/doors.ts';
import { endSession, openSessions, signIn } from '../domain/people/sessions.ts';
import { sessionView } from '../domain/people/views.ts';
import { offer } from '../http/operation.ts';

export function sessionRoutes(context: Context, doors: Doors): Router {
  const router = Router();

  offer(router, context, 'createSession', async ({ body, origin }) => ({
    status: 201,
    body: await signIn(context, doors, body, origin),
  }));

  offer(router, context, 'listSessions', async ({ caller, query }) => {
    const sessions = await openSessions(context, caller.user.id);
    const { items, nextCursor } = pageOf(sessions, query, 'newest first', (session) => ({
      at: session.createdAt,
      id: session.id,
    }));
    return {
      status: 200,
      body: { items: items.map((session) => sessionView(session, caller.session.id)), nextCursor },
    };
  });

  // Before the one with an id, which would match its path too.
  offer(router, context, 'endCurrentSession', async ({ caller, origin }) => {
    await endSession(context, caller.user.id, caller.session.id, origin);
    return { status: 204, body: undefined };
  });

  offer(router, context, 'endSession', async ({ caller, params, origin }) => {
    await endSession(context, caller.user.id, params.id, origin);
    return { status: 204, body: undefined };
  });

  return router;
}
