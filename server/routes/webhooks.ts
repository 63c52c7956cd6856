import { Router } from 'express';
import type { Context } from '../domain/context.ts';
import { changeWebhook } from '../domain/webhooks/change.ts';
import { createWebhook } from '../domain/webhooks/create.ts';
import { deleteWebhook } from '../domain/webhooks/delete.ts';
import { listDeliveries, listWebhooks } from '../domain/webhooks/list.ts';
import { managerOf } from '../domain/webhooks/manager.ts';
import type { Targets } from '../domain/webhooks/target.ts';
import { offer } from '../http/operation.ts';

export function webhookRoutes(context: Context, targets: Targets): Router {
  const router = Router();

  offer(router, context, 'listWebhooks', async ({ caller, query }) => ({
    status: 200,
    body: await listWebhooks(context, managerOf(caller), query),
  }));

  offer(router, context, 'createWebhook', async ({ caller, body }) => ({
    status: 201,
    body: await createWebhook(context, targets, managerOf(caller), body),
  }));

  offer(router, context, 'updateWebhook', async ({ caller, params, body }) => ({
    status: 200,
    body: await changeWebhook(context, managerOf(caller), params.id, body.status),
  }));

  offer(router, context, 'deleteWebhook', async ({ caller, params }) => {
    await deleteWebhook(context, managerOf(caller), params.id);
    return { status: 204, body: undefined };
  });

  offer(router, context, 'listDeliveries', async ({ caller, params, query }) => ({
    status: 200,
    body: await listDeliveries(context, managerOf(caller), params.id, query),
  }));

  return router;
}
