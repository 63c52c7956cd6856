/** Signatures as the Standard Webhooks specification has them: HMAC-SHA256, scheme `v1`. */
import { createHmac } from 'node:crypto';

export interface Message {
  /** The same at every attempt, so that a receiver can tell what it has had already. */
  id: string;
  /** Of this attempt, in whole seconds since the epoch. */
  timestamp: number;
  body: string;
}

/** `secret`: `whsec_` and the key in base64. */
export function signedHeaders({ id, timestamp, body }: Message, secret: string) {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  };
}
