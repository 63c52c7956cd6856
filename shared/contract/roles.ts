import { z } from 'zod';
import { id } from './primitives.ts';

export const role = z.object({
  id: id('rol'),
  name: z.string(),
  permissions: z.array(z.string()),
  /** Whether its holders may use API keys while the org's switch is on. */
  apiAccess: z.boolean(),
  builtIn: z.boolean(),
});
export type Role = z.infer<typeof role>;
