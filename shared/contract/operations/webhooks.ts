import { listOf } from '../primitives.ts';
import * as webhooks from '../webhooks.ts';
import { inOrg, justPage, type Operation, oneWebhook } from './operation.ts';

const MANAGER = 'member or keyturn.webhooks:manage';

export const webhooksOperations = {
  listWebhooks: {
    summary: 'List webhooks, oldest first',
    caller: MANAGER,
    params: inOrg,
    query: webhooks.listWebhooksQuery,
    answers: { 200: listOf(webhooks.webhook) },
    errors: ['admin_only'],
  },
  createWebhook: {
    summary: 'Have events sent to a URL, for as long as a key works',
    caller: MANAGER,
    params: inOrg,
    body: webhooks.createWebhookRequest,
    answers: { 201: webhooks.createWebhookAnswer },
    errors: [
      'webhook_target_refused',
      'webhook_key_missing',
      'webhook_limit_reached',
      'key_revoked',
      'key_expired',
    ],
  },
  updateWebhook: {
    summary: 'Pause or resume a webhook',
    caller: MANAGER,
    params: oneWebhook,
    body: webhooks.updateWebhookRequest,
    answers: { 200: webhooks.webhook },
    errors: [],
  },
  deleteWebhook: {
    summary: 'Delete a webhook',
    caller: MANAGER,
    params: oneWebhook,
    answers: { 204: null },
    errors: [],
  },
  listDeliveries: {
    summary: 'What was sent to a webhook, newest first',
    caller: MANAGER,
    params: oneWebhook,
    query: justPage,
    answers: { 200: listOf(webhooks.delivery) },
    errors: [],
  },
  publishEvent: {
    summary: 'Tell the webhooks of an organisation what happened',
    caller: 'keyturn.events:publish',
    params: inOrg,
    body: webhooks.publishEventRequest,
    answers: { 202: webhooks.publishEventAnswer },
    errors: [],
  },
} as const satisfies Record<string, Operation>;
