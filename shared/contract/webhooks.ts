import { z } from 'zod';
import { id, page, timestamp } from './primitives.ts';

export const EVENT_OPERATIONS = ['create', 'update', 'delete'] as const;
export type EventOperation = (typeof EVENT_OPERATIONS)[number];
export const WEBHOOK_OPERATIONS = [...EVENT_OPERATIONS, '*'] as const;
export type WebhookOperation = (typeof WEBHOOK_OPERATIONS)[number];

/** What kind of thing an event is about: `task`, `key`, … */
const entity = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,59}$/, 'must be a name in lower case, such as task');

export const deliverySummary = z.object({
  id: id('dlv'),
  eventId: id('evt'),
  status: z.enum(['pending', 'delivered', 'failed']),
  attempts: z.number().int(),
  createdAt: timestamp,
  lastAttemptAt: timestamp.nullable(),
  nextAttemptAt: timestamp.nullable(),
  /** The HTTP status of the receiver's last answer. */
  responseStatus: z.number().int().nullable(),
});

export const delivery = deliverySummary.extend({
  entity: z.string(),
  operation: z.enum(EVENT_OPERATIONS),
  /** The beginning of the receiver's last answer. */
  responseBody: z.string().nullable(),
  /** Why there was no answer. */
  error: z.string().nullable(),
});
export type Delivery = z.infer<typeof delivery>;

export const webhook = z.object({
  id: id('whk'),
  orgId: id('org'),
  keyId: id('key'),
  ownerId: id('mem'),
  url: z.string(),
  entity: z.string(),
  operation: z.enum(WEBHOOK_OPERATIONS),
  /** `stopped` while its key does not work, and after lasting failure. */
  status: z.enum(['active', 'paused', 'stopped']),
  /** Why it is stopped; null when it is not. */
  stopReason: z.enum(['key', 'gone', 'failing']).nullable(),
  createdAt: timestamp,
  lastDelivery: deliverySummary.nullable(),
});
export type Webhook = z.infer<typeof webhook>;

export const createWebhookRequest = z.strictObject({
  /** `https:` or `http:`, without a user name or password in it. */
  url: z.string().max(2000, 'must have at most 2000 characters'),
  entity,
  operation: z.enum(WEBHOOK_OPERATIONS).default('*'),
  /** The key that it is tied to; of the calling key itself without it. */
  keyId: id('key').optional(),
});
export const createWebhookAnswer = z.object({
  webhook,
  /** `whsec_…`, this once: the receiver checks signatures with it. */
  secret: z.string(),
});

export const listWebhooksQuery = z.strictObject({
  ...page,
  owner: z.union([z.literal('me'), z.literal('all'), id('mem')]).default('me'),
  keyId: id('key').optional(),
});

export const updateWebhookRequest = z.strictObject({ status: z.enum(['active', 'paused']) });

/** Deeper than anything of use, and far from where recursion ends. */
const DEEPEST_DATA = 100;

function isNestedWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isNestedWithin(inner, levels - 1));
}

export const publishEventRequest = z.strictObject({
  entity: entity.refine((name) => name !== 'key', 'must not be key: those events are our own'),
  operation: z.enum(EVENT_OPERATIONS),
  /** Any JSON. */
  data: z
    .unknown()
    .refine((value) => value !== undefined, 'is missing')
    .refine(
      (value) => isNestedWithin(value, DEEPEST_DATA),
      `must be nested at most ${DEEPEST_DATA} deep`,
    ),
});
/** To how many webhooks it goes. */
export const publishEventAnswer = z.object({ eventId: id('evt'), deliveries: z.number().int() });
