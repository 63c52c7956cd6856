import type { KeyList, ListedKey } from '../../messages/keys.ts';
import type { Account } from '../../messages/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Choices.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { Skeleton } from '../../ui/Spinner.tsx';
import { words } from '../../words/words.ts';
import { AccessOffNotice } from '../access/AccessOffNotice.tsx';
import type { TabHold } from '../front-tab.ts';
import { useKeys } from '../keys/use-keys.ts';
import { Main } from '../shell/Main.tsx';
import { LockedNotice } from '../vault/LockedNotice.tsx';
import { useVault } from '../vault/use-vault.ts';
import { usableKeys } from './choices.ts';
import { EndedNotice } from './EndedNotice.tsx';
import { InUse } from './InUse.tsx';
import { NothingToUse } from './NothingToUse.tsx';
import { PageSummary } from './PageSummary.tsx';
import './this-tab.css';
import { PageTools } from './tools/index.ts';
import { Unseen } from './Unseen.tsx';
import { useKeyOnTab } from './use-key-on-tab.ts';
import { WhereTo } from './WhereTo.tsx';

interface Props {
  account: Account;
  opening: KeyList | null;
  tab: TabHold;
  onCreate: () => void;
  onKeys: () => void;
}

export function ThisTab({ account, opening, tab, onCreate, onKeys }: Props) {
  const { list, failure: listFailure, reload } = useKeys(false, opening);
  const onTab = useKeyOnTab(tab);
  const { busyKey, failure, use, stop, choices } = onTab;
  const vault = useVault().state.stage;
  const { state } = tab;

  if (tab.failure) {
    return (
      <Main>
        <h1 class="for-readers">{words.thisTab.title}</h1>
        <FailureNotice failure={tab.failure} />
      </Main>
    );
  }
  if (!state || (!list && !listFailure)) return <Looking />;

  const { page, use: inUse, ended } = state;
  const usable = usableKeys(list?.keys ?? []);
  const chosenKey = usable.find(({ id }) => id === choices.keyId) ?? usable[0];
  const mayCreate = account.current.apiAccess.allowed;
  const tools = (chosen: ListedKey | null) => (
    <PageTools {...{ account, state, tab, onTab, chosen, mayCreate, onCreate }} />
  );

  if (inUse) {
    return (
      <Main
        failure={failure}
        action={
          <Button busy={busyKey !== null} onClick={() => stop(inUse.keyId)}>
            {words.thisTab.stop}
          </Button>
        }
      >
        <div class="stack stack--wide this-tab">
          <h1 class="for-readers">{words.thisTab.title}</h1>
          <InUse use={inUse} tabKey={state.tabKey} />
          {page.seen && <PageSummary page={page} />}
          {tools(usable.find(({ id }) => id === inUse.keyId) ?? null)}
        </div>
      </Main>
    );
  }

  const form = page.seen && mayCreate;
  // What is only locked is not to be replaced.
  const nothing = form && list && !chosenKey && vault !== 'locked';
  const noHost = page.seen && choices.for(page).apiOrigins.length === 0;
  return (
    <Main
      failure={failure}
      action={
        form && chosenKey ? (
          <Button
            look="primary"
            busy={busyKey !== null}
            off={noHost}
            onClick={() => use(chosenKey.id)}
          >
            {words.thisTab.use}
          </Button>
        ) : (
          nothing && (
            <Button look="primary" onClick={onCreate}>
              {words.thisTab.create}
            </Button>
          )
        )
      }
    >
      <div class="stack stack--wide this-tab">
        <h1 class="for-readers">{words.thisTab.title}</h1>
        {ended && <EndedNotice ended={ended} />}
        {page.seen ? <PageSummary page={page} /> : <Unseen reason={page.reason} />}
        {!mayCreate && <AccessOffNotice current={account.current} />}
        {listFailure && (
          <LoadFailure failure={listFailure} tone={list ? 'warning' : 'bad'} onAgain={reload} />
        )}
        {form && <LockedNotice />}
        {nothing && <NothingToUse vault={vault} hasKeys={list.keys.length > 0} onKeys={onKeys} />}
        {form && chosenKey && (
          <Select
            label={words.thisTab.key}
            value={chosenKey.id}
            onValue={choices.chooseKey}
            options={usable.map(({ id, name, prefix }) => ({
              value: id,
              label: `${name} (${prefix}…)`,
            }))}
          />
        )}
        {form && (
          <WhereTo
            page={page}
            choices={choices.for(page)}
            onChoices={(change) => choices.choose(page, change)}
          />
        )}
        {tools(chosenKey ?? null)}
      </div>
    </Main>
  );
}

function Looking() {
  return (
    <Main>
      <h1 class="for-readers">{words.thisTab.title}</h1>
      <div class="stack" role="status">
        <span class="for-readers">{words.thisTab.looking}</span>
        <Skeleton width={200} />
        <Skeleton width={280} />
        <Skeleton width={160} />
      </div>
    </Main>
  );
}
