import { Loading } from '../admin/Loading.tsx';
import { CreateKey } from '../create-key/CreateKey.tsx';
import { useDraft } from '../drafts.ts';
import { Main } from '../shell/Main.tsx';
import type { PlaceProps } from '../shell/place.ts';
import { toShow } from './find.ts';
import { MemberList } from './MemberList.tsx';
import { MemberPage } from './MemberPage.tsx';
import { UnknownMember } from './Unknown.tsx';
import { useMembers } from './use-members.ts';

const NO_FILTER = { filter: '', show: 'all' };

/** The list; or, where the address names one, that member. */
export function MembersScreen({ account, path, onGo, onReveal }: PlaceProps) {
  const [memberId = '', part] = path.split('/');
  const { fields, set } = useDraft('members', NO_FILTER);
  const show = toShow(fields.show);
  const filtered = memberId === '' && (fields.filter.trim() !== '' || show !== 'all');
  const hold = useMembers(
    (items) => filtered || (memberId !== '' && !items.some(({ id }) => id === memberId)),
  );

  if (memberId === '') {
    return (
      <MemberList
        hold={hold}
        own={account.current.memberId}
        filter={fields.filter}
        show={show}
        onFilter={set}
        onGo={onGo}
      />
    );
  }
  const member = hold.items?.find(({ id }) => id === memberId);
  const toMember = () => onGo(`members/${memberId}`);
  if (member && part === 'new-key') {
    return (
      <CreateKey
        account={account}
        owner={member}
        onCancel={toMember}
        onReveal={(made) => {
          toMember();
          onReveal(made);
        }}
      />
    );
  }
  if (member) {
    return (
      <MemberPage
        // Nothing of one member is left for the next.
        key={member.id}
        member={member}
        isSelf={member.id === account.current.memberId}
        onMember={hold.put}
        onReveal={onReveal}
        onGo={onGo}
      />
    );
  }
  return (
    <Main>
      {hold.done ? (
        <UnknownMember onBack={() => onGo('members')} />
      ) : (
        <Loading failure={hold.failure} onAgain={hold.more} />
      )}
    </Main>
  );
}
