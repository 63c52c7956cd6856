import { useEffect } from 'preact/hooks';
import type { Member } from '../../../shared/contract/people.ts';
import { send } from '../../send.ts';
import { type Pages, usePages } from '../admin/use-pages.ts';

const read = (cursor: string | null) => send('members.page', { cursor });

export interface MembersHold extends Pages<Member> {
  put(member: Member): void;
}

/** `whole`: go on until everyone is there, for what looks through all of them. */
export function useMembers(whole: (items: Member[]) => boolean): MembersHold {
  const pages = usePages(read);
  const { items, busy, done, failure, more, change } = pages;
  const goOn = items !== null && !busy && !done && !failure && whole(items);
  useEffect(() => {
    if (goOn) void more();
  }, [goOn, more]);
  const put = (member: Member) =>
    change((all) =>
      all.some(({ id }) => id === member.id)
        ? all.map((one) => (one.id === member.id ? member : one))
        : [...all, member],
    );
  return { ...pages, put };
}
