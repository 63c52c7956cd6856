import type { Webhook } from '../../../shared/contract/webhooks.ts';
import type { AdminMessages, PageOf } from '../../messages/admin.ts';
import { ask, oneParams, orgParams, pageQuery } from './in-org.ts';

export async function memberWebhooks({
  id,
  cursor,
}: AdminMessages['members.webhooks'][0]): Promise<PageOf<Webhook>> {
  const query = { ...pageQuery(cursor), owner: id };
  return ask('listWebhooks', { params: await orgParams(), query });
}

export async function setWebhookStatus({
  id,
  status,
}: AdminMessages['webhooks.set-status'][0]): Promise<Webhook> {
  return ask('updateWebhook', { params: await oneParams(id), body: { status } });
}
