import type { ListedKey } from '../../../messages/keys.ts';
import type { Account } from '../../../messages/session.ts';
import type { TabState } from '../../../messages/tabs.ts';
import type { TabHold } from '../../front-tab.ts';
import type { SeenPage } from '../choices.ts';
import { HappenedList } from '../happened/HappenedList.tsx';
import type { KeyOnTab } from '../use-key-on-tab.ts';
import { ApiDocument } from './ApiDocument.tsx';
import { FillForm } from './FillForm.tsx';
import { KeysForPage } from './KeysForPage.tsx';
import { PageApi } from './PageApi.tsx';
import './page-tools.css';
import { useChosenScopes } from './use-chosen-scopes.ts';
import { WhyNotApplied } from './WhyNotApplied.tsx';

export interface Props {
  account: Account;
  state: TabState;
  tab: TabHold;
  onTab: KeyOnTab;
  /** The key that is chosen or set; null for none. */
  chosen: ListedKey | null;
  mayCreate: boolean;
  onCreate: () => void;
}

/** What happened, the page's API, keys made for it, and why one is not applied. */
export function PageTools({ state, ...props }: Props) {
  const { tabId, page, use } = state;
  return (
    <>
      <HappenedList tabId={tabId} isSet={use !== null} />
      {page.seen ? (
        <ForPage {...props} state={state} page={page} />
      ) : (
        <WhyNotApplied tabId={tabId} key={tabId} />
      )}
    </>
  );
}

function ForPage({ page, state, tab, ...props }: Props & { page: SeenPage }) {
  const { account, onTab, chosen, mayCreate, onCreate } = props;
  const scopes = useChosenScopes(page);
  return (
    <div class="stack page-tools">
      {page.apiPage && <PageApi apiPage={page.apiPage} scopes={scopes} />}
      {mayCreate && !state.use && (
        <KeysForPage
          account={account}
          page={page}
          scopes={scopes.chosen}
          onTab={onTab}
          onCreate={onCreate}
        />
      )}
      {page.apiPage && chosen && (
        <FillForm tabId={state.tabId} page={page} apiPage={page.apiPage} chosen={chosen} />
      )}
      {!state.use && <ApiDocument tabId={state.tabId} page={page} onState={tab.take} />}
      <WhyNotApplied tabId={state.tabId} key={`${state.tabId} ${state.use?.since ?? ''}`} />
    </div>
  );
}
