/** What was checked with a key: its owner's to see, and an admin's. */

import type { KeyDay, KeyRequest } from '../../../shared/contract/requests.ts';
import type { AdminMessages, PageOf } from '../../messages/admin.ts';
import { ask, oneParams } from './in-org.ts';

const DAYS = 30;
const REQUESTS = 20;

export async function recordDays(id: string): Promise<{ items: KeyDay[] }> {
  return ask('listKeyDays', { params: await oneParams(id), query: { days: DAYS } });
}

export async function recordRequests({
  id,
  cursor,
}: AdminMessages['record.requests'][0]): Promise<PageOf<KeyRequest>> {
  const query = { limit: REQUESTS, ...(cursor !== null && { cursor }) };
  return ask('listKeyRequests', { params: await oneParams(id), query });
}
