import { z } from 'zod';
import { displayName, id, scopeList } from './primitives.ts';

export const role = z.object({
  id: id('rol'),
  name: z.string(),
  permissions: z.array(z.string()),
  /** Whether its holders may use API keys while the org's switch is on. */
  apiAccess: z.boolean(),
  builtIn: z.boolean(),
});
export type Role = z.infer<typeof role>;

export const createRoleRequest = z.strictObject({
  name: displayName,
  /** Each in the catalogue, a wildcard over it, or a reserved scope by its full name. */
  permissions: scopeList,
  apiAccess: z.boolean().default(true),
});

/** A built-in role takes `apiAccess` only, and `admin` nothing. */
export const updateRoleRequest = z
  .strictObject({ name: displayName, permissions: scopeList, apiAccess: z.boolean() })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'must change something');
