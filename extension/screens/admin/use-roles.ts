import type { Role } from '../../../shared/contract/roles.ts';
import { send } from '../../send.ts';
import { type Loaded, useLoaded } from './use-loaded.ts';

const read = () => send('roles.list');

export function useRoles(): Loaded<{ items: Role[] }> {
  return useLoaded(read);
}
