import { send } from '../../../send.ts';
import { useLoaded } from '../../admin/use-loaded.ts';
import { useNotice } from '../../use-notice.ts';

const read = () => send('second-factor.read');

/** The person's own, as the server has it, and what is under way. */
export function useSecondFactor() {
  const loaded = useLoaded(read);
  useNotice('session', loaded.reload);
  return loaded;
}
