import type { AuditEntry } from '../../../shared/contract/audit.ts';
import type { AdminMessages, PageOf } from '../../messages/admin.ts';
import { ask, orgParams, pageQuery } from './in-org.ts';

export async function auditPage({
  filter,
  cursor,
}: AdminMessages['audit.page'][0]): Promise<PageOf<AuditEntry>> {
  const query = { ...filter, ...pageQuery(cursor), limit: 50 };
  return ask('listAudit', { params: await orgParams(), query });
}
