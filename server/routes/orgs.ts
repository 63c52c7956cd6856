import { Router } from 'express';
import type { Context } from '../domain/context.ts';
import { accessPreview } from '../domain/orgs/access-preview.ts';
import { createOrg, updateOrg } from '../domain/orgs/orgs.ts';
import { orgView } from '../domain/orgs/views.ts';
import { offer } from '../http/operation.ts';

export function orgRoutes(context: Context): Router {
  const router = Router();

  offer(router, context, 'createOrg', async ({ caller, body, origin }) => ({
    status: 201,
    body: orgView(await createOrg(context, caller.user, body.name, origin)),
  }));

  offer(router, context, 'getOrg', ({ caller }) => ({ status: 200, body: orgView(caller.org) }));

  offer(router, context, 'updateOrg', async ({ caller, body }) => ({
    status: 200,
    body: orgView(await updateOrg(context, caller, body)),
  }));

  offer(router, context, 'previewAccess', async ({ caller }) => ({
    status: 200,
    body: await accessPreview(context, caller.org),
  }));

  return router;
}
