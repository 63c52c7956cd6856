import type { AuditEntry } from '../../../shared/contract/audit.ts';
import type { AdminMessages, PageOf } from '../../messages/admin.ts';
import { callForText } from '../session/api.ts';
import { requireSession } from '../session/session.ts';
import { ask, inOrg, orgParams, pageQuery } from './in-org.ts';

/** Milliseconds: a long record takes its time. */
const EXPORT_TIMEOUT = 120_000;

export async function auditPage({
  filter,
  cursor,
}: AdminMessages['audit.page'][0]): Promise<PageOf<AuditEntry>> {
  const query = { ...filter, ...pageQuery(cursor), limit: 50 };
  return ask('listAudit', { params: await orgParams(), query });
}

export async function exportAudit(): Promise<{ text: string }> {
  const session = await requireSession();
  const signal = AbortSignal.timeout(EXPORT_TIMEOUT);
  const params = inOrg(session);
  return { text: await callForText({ ...session, signal }, 'exportAudit', { params }) };
}
