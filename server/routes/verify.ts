import { Router } from 'express';
import { checkKey } from '../check/check-key.ts';
import { verifyAnswer } from '../check/verify-answer.ts';
import type { Context } from '../domain/context.ts';
import { offer } from '../http/operation.ts';

export function verifyRoutes(context: Context): Router {
  const router = Router();

  offer(router, context, 'verify', async ({ caller, body }) => ({
    status: 200,
    body: verifyAnswer(await checkKey(context, caller.key.orgId, body.key, body.scopes ?? [])),
  }));

  return router;
}
