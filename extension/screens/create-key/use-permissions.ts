import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Permission } from '../../../shared/contract/orgs.ts';
import type { Failure } from '../../messages/failure.ts';
import { send } from '../../send.ts';
import { offeredTo } from './picker.ts';

/** What the person's role allows of the catalogue; `offered` is null until it is known. */
export function usePermissions(rolePermissions: string[]) {
  const [catalogue, setCatalogue] = useState<Permission[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  const reload = useCallback(async () => {
    const result = await send('keys.permissions');
    setFailure(result.ok ? null : result.failure);
    if (result.ok) setCatalogue(result.value.items);
  }, []);
  useEffect(() => {
    void reload();
  }, [reload]);

  return { offered: catalogue && offeredTo(rolePermissions, catalogue), failure, reload };
}
