import { Router } from 'express';
import type { Context } from '../domain/context.ts';
import { createRole, deleteRole, listRoles, updateRole } from '../domain/orgs/roles.ts';
import { roleView } from '../domain/orgs/views.ts';
import { offer } from '../http/operation.ts';

export function roleRoutes(context: Context): Router {
  const router = Router();

  offer(router, context, 'listRoles', async ({ params, query }) => {
    const { items, nextCursor } = await listRoles(context, params.org, query);
    return { status: 200, body: { items: items.map(roleView), nextCursor } };
  });

  offer(router, context, 'createRole', async ({ caller, body }) => ({
    status: 201,
    body: roleView(await createRole(context, caller, body)),
  }));

  offer(router, context, 'updateRole', async ({ caller, params, body }) => ({
    status: 200,
    body: roleView(await updateRole(context, caller, params.id, body)),
  }));

  offer(router, context, 'deleteRole', async ({ caller, params }) => {
    await deleteRole(context, caller, params.id);
    return { status: 204, body: undefined };
  });

  return router;
}
