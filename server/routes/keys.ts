import { Router } from 'express';
import type { Context } from '../domain/context.ts';
import { approveKey, collectKey, denyKey } from '../domain/keys/approval.ts';
import { createKey } from '../domain/keys/create.ts';
import { deleteKey } from '../domain/keys/delete.ts';
import { disableKey, enableKey } from '../domain/keys/disable.ts';
import { getKey } from '../domain/keys/get.ts';
import { listKeys } from '../domain/keys/list.ts';
import { regenerateKey } from '../domain/keys/regenerate.ts';
import { renameKey } from '../domain/keys/rename.ts';
import { revokeKey, revokeSelf } from '../domain/keys/revoke.ts';
import { offer } from '../http/operation.ts';
import { issuedReply } from './issued-reply.ts';

export function keyRoutes(context: Context): Router {
  const router = Router();

  offer(router, context, 'listKeys', async ({ caller, query }) => ({
    status: 200,
    body: await listKeys(context, caller, query),
  }));

  offer(router, context, 'createKey', async ({ caller, body }) =>
    issuedReply(await createKey(context, caller, body)),
  );

  offer(router, context, 'getKey', async ({ caller, params }) => ({
    status: 200,
    body: await getKey(context, caller, params.id),
  }));

  offer(router, context, 'renameKey', async ({ caller, params, body }) => ({
    status: 200,
    body: await renameKey(context, caller, params.id, body.name),
  }));

  offer(router, context, 'disableKey', async ({ caller, params, body }) => ({
    status: 200,
    body: await disableKey(context, caller, params.id, body?.reason),
  }));

  offer(router, context, 'enableKey', async ({ caller, params, body }) => ({
    status: 200,
    body: await enableKey(context, caller, params.id, body?.reason),
  }));

  offer(router, context, 'revokeKey', async ({ caller, params, body }) => ({
    status: 200,
    body: await revokeKey(context, caller, params.id, body?.reason),
  }));

  offer(router, context, 'regenerateKey', async ({ caller, params, body }) => ({
    status: 201,
    body: await regenerateKey(context, caller, params.id, body?.graceSeconds ?? 0),
  }));

  offer(router, context, 'approveKey', async ({ caller, params }) => ({
    status: 200,
    body: await approveKey(context, caller, params.id),
  }));

  offer(router, context, 'denyKey', async ({ caller, params, body }) => ({
    status: 200,
    body: await denyKey(context, caller, params.id, body?.reason),
  }));

  offer(router, context, 'collectKey', async ({ caller, params }) => ({
    status: 201,
    body: await collectKey(context, caller, params.id),
  }));

  offer(router, context, 'deleteKey', async ({ caller, params }) => {
    await deleteKey(context, caller, params.id);
    return { status: 204, body: undefined };
  });

  offer(router, context, 'revokeSelf', async ({ caller }) => ({
    status: 200,
    body: await revokeSelf(context, caller),
  }));

  return router;
}
