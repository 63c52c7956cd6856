import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Happened } from '../../../messages/traffic.ts';
import { send } from '../../../send.ts';
import { useNotice } from '../../use-notice.ts';

/** The last requests that the tab's key went with; null until they are read. */
export function useHappened(tabId: number): Happened[] | null {
  const [requests, setRequests] = useState<Happened[] | null>(null);
  const reread = useCallback(async () => {
    const result = await send('tab.happened', { tabId });
    if (result.ok) setRequests(result.value);
  }, [tabId]);
  useEffect(() => {
    void reread();
  }, [reread]);
  useNotice('traffic', reread);
  return requests;
}
