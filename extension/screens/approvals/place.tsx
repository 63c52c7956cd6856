import { useCallback, useEffect, useState } from 'preact/hooks';
import { send } from '../../send.ts';
import { ApproveIcon } from '../../ui/admin-icons.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import type { Place } from '../shell/place.ts';
import { useNotice } from '../use-notice.ts';
import { ApprovalsScreen } from './ApprovalsScreen.tsx';

export const APPROVALS: Place = {
  id: 'approvals',
  label: () => fullTabWords.approvals.title,
  icon: ApproveIcon,
  adminsOnly: true,
  useWaiting,
  Screen: ApprovalsScreen,
};

/** How many keys wait, as the background last counted them. */
function useWaiting(): number {
  const [count, setCount] = useState(0);
  const read = useCallback(async () => {
    const known = await send('approvals.waiting');
    if (known.ok) setCount(known.value.count);
  }, []);
  useEffect(() => {
    void read();
  }, [read]);
  useNotice('approvals', read);
  return count;
}
