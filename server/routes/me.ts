import { Router } from 'express';
import type { Context } from '../domain/context.ts';
import { turnPersonalKeyOff, turnPersonalKeyOn } from '../domain/keys/personal.ts';
import { meView } from '../domain/people/views.ts';
import { offer } from '../http/operation.ts';
import { issuedReply } from './issued-reply.ts';

export function meRoutes(context: Context): Router {
  const router = Router();

  offer(router, context, 'getMe', async ({ caller }) => ({
    status: 200,
    body: await meView(context.store, caller.user),
  }));

  offer(router, context, 'putPersonalKey', async ({ caller, body }) => {
    if (!body.enabled) {
      await turnPersonalKeyOff(context, caller);
      return { status: 200, body: { key: null } };
    }
    const turned = await turnPersonalKeyOn(context, caller);
    return turned.was ? { status: 200, body: { key: turned.key } } : issuedReply(turned);
  });

  return router;
}
