import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Choices.tsx';
import { PlusIcon, SearchIcon } from '../../ui/icons.tsx';
import { Empty } from '../../ui/Notice.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { LoadState } from '../admin/LoadState.tsx';
import { More } from '../admin/More.tsx';
import { PageHead } from '../admin/PageHead.tsx';
import { Table } from '../admin/Table.tsx';
import { Main } from '../shell/Main.tsx';
import { useNow } from '../use-now.ts';
import { memberColumns } from './columns.tsx';
import { findMembers, SHOWS, type Show } from './find.ts';
import { InviteDialog } from './InviteDialog.tsx';
import { ServiceDialog } from './ServiceDialog.tsx';
import type { MembersHold } from './use-members.ts';

interface Props {
  hold: MembersHold;
  /** The person's own member id. */
  own: string;
  filter: string;
  show: Show;
  onFilter: (change: { filter?: string; show?: string }) => void;
  onGo: (place: string) => void;
}

/** How many rows are drawn at first, and again each time the end comes into sight. */
const STEP = 100;

export function MemberList({ hold, own, filter, show, onFilter, onGo }: Props) {
  const said = fullTabWords.members;
  const [adding, setAdding] = useState<'person' | 'service' | null>(null);
  const [drawn, setDrawn] = useState(STEP);
  // What is found anew is looked at from its beginning.
  useEffect(() => setDrawn(STEP), [filter, show]);
  const tell = useToast();
  const now = useNow();
  const { items, failure, busy, done } = hold;
  const found = useMemo(() => findMembers(items ?? [], filter, show), [items, filter, show]);
  const columns = useMemo(() => memberColumns(own, now), [own, now]);
  const filtered = filter.trim() !== '' || show !== 'all';
  const rest = found.length > drawn || (!done && !filtered);
  const onMore = () => {
    setDrawn(drawn + STEP);
    if (found.length <= drawn + STEP && !filtered) void hold.more();
  };

  return (
    <Main flush>
      <PageHead
        title={said.title}
        about={said.about}
        actions={
          <>
            <Button onClick={() => setAdding('service')}>{said.addService}</Button>
            <Button look="primary" onClick={() => setAdding('person')}>
              <PlusIcon /> {said.invite}
            </Button>
          </>
        }
      />
      <div class="tools">
        <TextInput
          label={said.filter}
          autocomplete="off"
          spellcheck={false}
          value={filter}
          onValue={(typed) => onFilter({ filter: typed })}
        />
        <Select
          label={said.show}
          value={show}
          onValue={(value) => onFilter({ show: value })}
          options={SHOWS.map((value) => ({ value, label: said.shows[value] }))}
        />
        <div class="tools__count small quiet" role="status">
          {items && countWords(found.length, items.length, { done, filtered, failed: !!failure })}
        </div>
      </div>
      <LoadState there={items !== null} failure={failure} onAgain={hold.more} />
      {found.length > 0 && (
        <Table
          caption={said.title}
          columns={columns}
          items={found.slice(0, drawn)}
          keyOf={({ id }) => id}
        />
      )}
      {items && done && found.length === 0 && (
        <Empty
          icon={<SearchIcon />}
          title={said.noneFound}
          action={
            <Button small onClick={() => onFilter({ filter: '', show: 'all' })}>
              {said.clearFilter}
            </Button>
          }
        >
          <p>{said.noneFoundNext}</p>
        </Empty>
      )}
      {items && rest && !failure && <More busy={busy} onMore={onMore} />}
      {adding === 'person' && <InviteDialog onClose={() => setAdding(null)} onInvited={hold.put} />}
      {adding === 'service' && (
        <ServiceDialog
          onClose={() => setAdding(null)}
          onAdded={(member) => {
            setAdding(null);
            hold.put(member);
            tell(said.isAdded(member.name));
            onGo(`members/${member.id}`);
          }}
        />
      )}
    </Main>
  );
}

function countWords(
  found: number,
  all: number,
  { done, filtered, failed }: { done: boolean; filtered: boolean; failed: boolean },
): string {
  const said = fullTabWords.members;
  if (!filtered) return done ? said.count(all) : said.soFar(all);
  return done || failed ? said.found(found, all) : said.looking(all);
}
