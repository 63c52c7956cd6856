import { useState } from 'preact/hooks';
import type { SessionState } from '../messages.ts';
import { AccessScreen } from './access/AccessScreen.tsx';
import { CreateKey } from './create-key/CreateKey.tsx';
import { useDraft } from './drafts.ts';
import { useFrontTab } from './front-tab.ts';
import { KeysScreen } from './keys/KeysScreen.tsx';
import { SearchBox } from './keys/SearchBox.tsx';
import type { Opening } from './opening.ts';
import { RevealScreen } from './reveal/RevealScreen.tsx';
import type { SessionHold } from './session.ts';
import { AccountMenu } from './shell/AccountMenu.tsx';
import { Header, type ServerMark } from './shell/Header.tsx';
import { type Place, Places } from './shell/Places.tsx';
import { ThisTab } from './this-tab/ThisTab.tsx';

interface Props {
  state: Extract<SessionState, { stage: 'signed-in' }>;
  session: SessionHold;
  opening: Opening;
}

const FIRST_VIEW: { place: string; creating: boolean } = { place: 'keys', creating: false };

/** The three places, and the two screens that take their turn before them. */
export function SignedIn({ state, session, opening }: Props) {
  const { account, address } = state;
  const view = useDraft('view', FIRST_VIEW);
  const [reveal, setReveal] = useState(opening.reveal);
  const [query, setQuery] = useState('');
  const tab = useFrontTab(opening.tabId);

  const offered: Place[] = account.isAdmin ? ['keys', 'this-tab', 'access'] : ['keys', 'this-tab'];
  const place = offered.find((one) => one === view.fields.place) ?? 'keys';
  const creating = view.fields.creating && account.current.apiAccess.allowed;
  const header = { orgName: account.current.org.name, address, server: markOf(session) };
  const create = () => view.set({ creating: true });

  if (reveal) {
    return (
      <>
        <Header {...header} />
        <RevealScreen
          reveal={reveal}
          tab={tab}
          onCopied={() => setReveal({ ...reveal, copied: true })}
          onDone={() => setReveal(null)}
        />
      </>
    );
  }

  const accountMenu = <AccountMenu account={account} onSession={session.take} />;
  if (creating) {
    return (
      <>
        <Header {...header} end={accountMenu} />
        <CreateKey
          account={account}
          onCancel={() => view.set({ creating: false })}
          onReveal={(made) => {
            view.set({ creating: false });
            setReveal(made);
          }}
        />
      </>
    );
  }

  const keyList = { account, opening: opening.keys, tab, onCreate: create };
  return (
    <>
      <Header
        {...header}
        middle={place === 'keys' && <SearchBox value={query} onValue={setQuery} />}
        end={accountMenu}
      />
      <Places offered={offered} current={place} onGo={(to) => view.set({ place: to })} />
      {place === 'keys' && (
        <KeysScreen {...keyList} query={query} onQuery={setQuery} onReveal={setReveal} />
      )}
      {place === 'this-tab' && <ThisTab {...keyList} onKeys={() => view.set({ place: 'keys' })} />}
      {place === 'access' && <AccessScreen />}
    </>
  );
}

function markOf({ serverFailure }: SessionHold): ServerMark {
  if (serverFailure === undefined) return 'asking';
  return serverFailure === null ? 'answers' : 'problem';
}
