import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Failure } from '../../messages/failure.ts';
import type { ListedKey } from '../../messages/keys.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Choices.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { PlusIcon } from '../../ui/icons.tsx';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { words } from '../../words/words.ts';
import { AccessOffNotice } from '../access/AccessOffNotice.tsx';
import { lazily } from '../lazily.tsx';
import { Main } from '../shell/Main.tsx';
import type { PlaceProps } from '../shell/place.ts';
import { useKeyOnTab } from '../this-tab/use-key-on-tab.ts';
import { useNow } from '../use-now.ts';
import { LockedNotice } from '../vault/LockedNotice.tsx';
import type { KeyAction, RowAction } from './actions.ts';
import { findKeys } from './find.ts';
import { KeyList as Rows } from './KeyList.tsx';
import './keys.css';
import { NoKeys, NoMatch, Waiting } from './NoKeys.tsx';
import { OrderMenu } from './OrderMenu.tsx';
import { sorted, statusesIn } from './order.ts';
import { PersonalKey } from './PersonalKey.tsx';
import { Reminders } from './Reminders.tsx';
import { focusSearch } from './SearchBox.tsx';
import { useKeys } from './use-keys.ts';
import { useOrder } from './use-order.ts';
import { useRenameAgain } from './use-rename.ts';

const KeyDialog = lazily(() => import('./KeyDialog.tsx').then((module) => module.KeyDialog));

export function KeysScreen(props: PlaceProps) {
  const { account, opening, query, onQuery, tab, onCreate, onReveal } = props;
  const [showRevoked, setShowRevoked] = useState(false);
  const [dialog, setDialog] = useState<{ action: KeyAction; listed: ListedKey } | null>(null);
  const [actionFailure, setActionFailure] = useState<Failure | null>(null);
  const [collecting, setCollecting] = useState<string | null>(null);
  const { list, failure, reload, put, drop } = useKeys(showRevoked, opening);
  const { sort, setSort, status, setStatus } = useOrder();
  const onTab = useKeyOnTab(tab);
  useRenameAgain(list, (listed) => setDialog({ action: 'rename', listed }));
  const tell = useToast();
  const now = useNow();

  useEffect(focusSearch, []);

  const mayCreate = account.current.apiAccess.allowed;
  const found = useMemo(() => {
    const shown = (list?.keys ?? []).filter((key) => !status || key.status === status);
    return sorted(findKeys(shown, query), sort);
  }, [list, status, query, sort]);
  const problem = actionFailure ?? onTab.failure;

  const collect = async ({ id }: ListedKey) => {
    setCollecting(id);
    const result = await send('keys.collect', { id });
    setCollecting(null);
    if (result.ok) onReveal(result.value);
    else setActionFailure(result.failure);
  };
  const act = async (action: RowAction, listed: ListedKey) => {
    setActionFailure(null);
    if (action === 'collect') {
      await collect(listed);
      return;
    }
    if (action !== 'disable' && action !== 'enable') {
      setDialog({ action, listed });
      return;
    }
    const result = await send(`keys.${action}`, { id: listed.id });
    if (!result.ok) {
      setActionFailure(result.failure);
      return;
    }
    put(result.value);
    tell(words.keys.done[action](listed.name));
  };

  return (
    <Main
      flush
      action={
        mayCreate && (
          <Button look="primary" onClick={onCreate}>
            <PlusIcon /> {words.keys.create}
          </Button>
        )
      }
    >
      <h1 class="for-readers">{words.keys.title}</h1>
      <div class="keys__notice stack--tight">
        <LockedNotice />
        {!mayCreate && <AccessOffNotice current={account.current} />}
        {failure && (
          <LoadFailure failure={failure} tone={list ? 'warning' : 'bad'} onAgain={reload} />
        )}
        {problem && <FailureNotice failure={problem} />}
      </div>
      {list && (list.keys.length > 0 || showRevoked) && (
        <div class="keys__tools small">
          <span class="quiet" role="status">
            {query || status
              ? words.keys.found(found.length, list.keys.length)
              : words.keys.count(list.keys.length)}
          </span>
          {status && (
            <button type="button" class="link-button" onClick={() => setStatus(null)}>
              {words.keys.showAll}
            </button>
          )}
          <span class="grow" />
          <Checkbox checked={showRevoked} onValue={setShowRevoked}>
            {words.keys.showRevoked}
          </Checkbox>
          <OrderMenu
            sort={sort}
            onSort={setSort}
            statuses={statusesIn(list.keys)}
            status={status}
            onStatus={setStatus}
          />
        </div>
      )}
      {list && <PersonalKey keys={list.keys} mayCreate={mayCreate} onReveal={onReveal} />}
      {list && !query && !status && <Reminders keys={list.keys} now={now} onAction={act} />}
      {!list && !failure && <Waiting />}
      {list && found.length === 0 && query && <NoMatch query={query} onClear={() => onQuery('')} />}
      {list && list.keys.length === 0 && !query && (
        <NoKeys
          mayCreate={mayCreate}
          showsRevoked={showRevoked}
          onShowRevoked={() => setShowRevoked(true)}
        />
      )}
      {found.length > 0 && (
        <Rows
          keys={found}
          now={now}
          tab={tab.state}
          busyKey={onTab.busyKey ?? collecting}
          onUse={async ({ id, name }) => {
            if (await onTab.use(id)) tell(words.keys.isSet(name));
          }}
          onStop={async ({ id, name }) => {
            if (await onTab.stop(id)) tell(words.keys.isStopped(name));
          }}
          onAction={act}
        />
      )}
      {dialog && (
        <KeyDialog
          {...dialog}
          onClose={() => setDialog(null)}
          onPut={(key, said) => {
            setDialog(null);
            put(key);
            tell(said);
          }}
          onDrop={(said) => {
            setDialog(null);
            drop(dialog.listed.id);
            tell(said);
          }}
          onReveal={onReveal}
        />
      )}
    </Main>
  );
}
