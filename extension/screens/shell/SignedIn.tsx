import { useState } from 'preact/hooks';
import type { SessionState } from '../../messages/session.ts';
import { useDraft } from '../drafts.ts';
import { useFrontTab } from '../front-tab.ts';
import { SearchBox } from '../keys/SearchBox.tsx';
import type { Opening } from '../opening.ts';
import type { SessionHold } from '../session.ts';
import { VaultButton } from '../vault/VaultButton.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { ClockNotice } from './ClockNotice.tsx';
import { useFrame } from './frame.ts';
import { Header, type ServerMark } from './Header.tsx';
import { Places } from './Places.tsx';
import { CreateKey, RevealScreen, SecondFactorMissing } from './parts.ts';
import { useView } from './use-view.ts';

interface Props {
  state: Extract<SessionState, { stage: 'signed-in' }>;
  session: SessionHold;
  opening: Opening;
}

/** The frame's places, and the two screens that take their turn before them. */
export function SignedIn({ state, session, opening }: Props) {
  const { account, address } = state;
  const { kind, places } = useFrame();
  const view = useView();
  const [reveal, setReveal] = useState(opening.reveal);
  const search = useDraft('search', { query: '' });
  const tab = useFrontTab(opening.tabId);

  const offered = places.filter(({ adminsOnly }) => account.isAdmin || !adminsOnly);
  const [placeId, ...path] = view.place.split('/');
  const place = offered.find(({ id }) => id === placeId) ?? offered[0];
  // A key that is set is not out of sight, nor are the settings, where one is turned on.
  const open = place?.id === 'settings' || (place?.id === 'this-tab' && tab.state?.use);
  const missing = account.current.secondFactorMissing && !open;
  const creating = view.creating && account.current.apiAccess.allowed && !missing;
  const header = { orgName: account.current.org.name, address, server: markOf(session) };
  const query = search.fields.query;
  const onQuery = (typed: string) => search.set({ query: typed });

  if (reveal) {
    const isOwn = reveal.key.ownerId === account.current.memberId;
    return (
      <>
        <Header {...header} />
        <RevealScreen
          reveal={reveal}
          isOwn={isOwn}
          // Another member's secret is not kept here to be set on tabs.
          tab={isOwn ? tab : { ...tab, state: null }}
          onCopied={() => setReveal((shown) => shown && { ...shown, copied: true })}
          onDone={() => {
            // Where the popup closed before the key was made, the form is still the view.
            view.endCreate();
            setReveal(null);
          }}
        />
      </>
    );
  }

  const accountMenu = (
    <>
      <VaultButton />
      <AccountMenu
        account={account}
        address={address}
        place={place?.id ?? ''}
        onSession={session.take}
      />
    </>
  );
  // The rail stays; in a narrow frame a form has the room to itself.
  const nav = (!creating || kind === 'full-tab') && (
    <Places offered={offered} current={creating ? null : (place?.id ?? null)} onGo={view.go} />
  );

  if (creating) {
    return (
      <>
        <Header {...header} end={accountMenu} />
        <div class="frame__body">
          {nav}
          <CreateKey
            account={account}
            onCancel={view.endCreate}
            onReveal={(made) => {
              view.endCreate();
              setReveal(made);
            }}
          />
        </div>
      </>
    );
  }

  const label = missing ? undefined : place?.search?.();
  return (
    <>
      <Header
        {...header}
        middle={label && <SearchBox label={label} value={query} onValue={onQuery} />}
        end={accountMenu}
      />
      <ClockNotice clockOff={state.clockOff} />
      <div class="frame__body">
        {nav}
        {missing && <SecondFactorMissing orgName={account.current.org.name} onGo={view.go} />}
        {place && !missing && (
          <place.Screen
            key={place.id}
            account={account}
            path={path.join('/')}
            opening={opening.keys}
            tab={tab}
            query={query}
            onQuery={onQuery}
            onCreate={view.create}
            onReveal={setReveal}
            onGo={view.go}
          />
        )}
      </div>
    </>
  );
}

function markOf({ serverFailure }: SessionHold): ServerMark {
  if (serverFailure === undefined) return 'asking';
  return serverFailure === null ? 'answers' : 'problem';
}
