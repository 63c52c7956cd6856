import { z } from 'zod';

export const health = z.object({ status: z.literal('ok') });

/**
 * Where checks are answered from: `cached`, memory, which hears of every change;
 * `database`, asked at each check; `away`, memory for want of the database.
 */
export const readiness = health.extend({ checks: z.enum(['cached', 'database', 'away']) });

/** The version of this contract. A client that knows another one says so and stops. */
export const API_VERSION = 1;

export const serverInfo = z.object({
  name: z.literal('Keyturn'),
  version: z.string(),
  apiVersion: z.number().int(),
  setupRequired: z.boolean(),
  signInMethods: z.array(z.string()),
});
export type ServerInfo = z.infer<typeof serverInfo>;
