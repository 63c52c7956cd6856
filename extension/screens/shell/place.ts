import type { ComponentChildren } from 'preact';
import type { KeyList, Reveal } from '../../messages/keys.ts';
import type { Account } from '../../messages/session.ts';
import type { TabHold } from '../front-tab.ts';

/** What every place is given; it takes of it what it needs. */
export interface PlaceProps {
  account: Account;
  /** What follows the place's name in the address: which member, which role. */
  path: string;
  /** The last known list of keys, for the first paint. */
  opening: KeyList | null;
  tab: TabHold;
  /** What is typed in the header's search. */
  query: string;
  onQuery: (query: string) => void;
  onCreate: () => void;
  onReveal: (reveal: Reveal) => void;
  onGo: (place: string) => void;
}

/** One of the app's places: a frame lists those that it offers. */
export interface Place {
  /** In addresses (`manage.html#keys`) and drafts: never changed. */
  id: string;
  label: () => string;
  icon: () => ComponentChildren;
  adminsOnly?: boolean;
  /** What the header's search says; without it the header has none. */
  search?: () => string;
  /** A hook: how much waits there, as a mark beside its name. */
  useWaiting?: () => number;
  Screen: (props: PlaceProps) => ComponentChildren;
}
