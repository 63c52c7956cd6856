import { Router } from 'express';
import type { Context } from '../domain/context.ts';
import { putCatalogue } from '../domain/orgs/orgs.ts';
import { offer } from '../http/operation.ts';

export function permissionRoutes(context: Context): Router {
  const router = Router();

  offer(router, context, 'getPermissions', ({ caller }) => ({
    status: 200,
    body: { items: caller.org.catalogue },
  }));

  offer(router, context, 'putPermissions', async ({ caller, body }) => {
    const { catalogue } = await putCatalogue(context, caller, body.items);
    return { status: 200, body: { items: catalogue } };
  });

  return router;
}
