import { Router } from 'express';
import type { Context } from '../domain/context.ts';
import { listRoles } from '../domain/orgs/roles.ts';
import { roleView } from '../domain/orgs/views.ts';
import { offer } from '../http/operation.ts';

export function roleRoutes(context: Context): Router {
  const router = Router();

  offer(router, context, 'listRoles', async ({ params, query }) => {
    const { items, nextCursor } = await listRoles(context, params.org, query);
    return { status: 200, body: { items: items.map(roleView), nextCursor } };
  });

  return router;
}
