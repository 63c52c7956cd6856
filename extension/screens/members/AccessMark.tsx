import type { ApiAccess } from '../../../shared/contract/people.ts';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';

/** Whether a member may hold a working key now, and why. */
export function AccessMark({ allowed, reason }: ApiAccess) {
  return (
    <span class="marked">
      <StatusMark mark={allowed ? 'active' : 'suspended'} />
      {fullTabWords.members.accesses[reason]}
    </span>
  );
}
