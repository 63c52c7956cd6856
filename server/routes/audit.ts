import { Router } from 'express';
import { listAudit } from '../domain/audit/list.ts';
import type { Context } from '../domain/context.ts';
import { offer, offerStream } from '../http/operation.ts';

export function auditRoutes(context: Context): Router {
  const router = Router();

  offer(router, context, 'listAudit', async ({ caller, query }) => ({
    status: 200,
    body: await listAudit(context, caller, query),
  }));

  offerStream(router, context, 'exportAudit', ({ caller }) => ({
    items: context.store.audit.chain(caller.org.id),
    headers: {
      'Content-Disposition': `attachment; filename="keyturn-audit-${caller.org.id}.jsonl"`,
    },
  }));

  return router;
}
