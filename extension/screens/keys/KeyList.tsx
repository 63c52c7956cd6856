import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ListedKey } from '../../messages/keys.ts';
import type { TabState } from '../../messages/tabs.ts';
import { words } from '../../words/words.ts';
import { type FrameKind, useFrame } from '../shell/frame.ts';
import type { RowAction } from './actions.ts';
import { KeyRow } from './KeyRow.tsx';
import { sectionsOf } from './order.ts';
import { focusRow, keyIdAt } from './rows.ts';
import { focusSearch } from './SearchBox.tsx';

interface Props {
  /** In their order; the list puts those in this browser first. */
  keys: ListedKey[];
  now: number;
  tab: TabState | null;
  /** The key that is being set or stopped just now. */
  busyKey: string | null;
  onUse: (key: ListedKey) => void;
  onStop: (key: ListedKey) => void;
  onAction: (action: RowAction, key: ListedKey) => void;
}

export function KeyList({ keys: unsorted, now, tab, busyKey, onUse, onStop, onAction }: Props) {
  const all = sectionsOf(unsorted);
  const keys = all.flatMap((section) => section.keys);
  const [openKey, setOpenKey] = useState<string | null>(null);
  const [lastFocused, setLastFocused] = useState<string | null>(null);
  const reachable = keys.some(({ id }) => id === lastFocused) ? lastFocused : keys[0]?.id;
  useKeptFocus(keys, lastFocused);
  const drawn = new Set(keys.slice(0, useDrawn(keys.length, useFrame().kind)));
  const sections = all
    .map((section) => ({ ...section, keys: section.keys.filter((key) => drawn.has(key)) }))
    .filter((section) => section.keys.length > 0);

  const onKeyDown = (event: KeyboardEvent) => {
    const near = event.target as Element;
    const moves: Record<string, () => void> = {
      ArrowDown: () => focusRow({ near, step: 1 }),
      ArrowUp: () => focusRow({ near, step: -1 }) || focusSearch(),
      Home: () => focusRow('first'),
      End: () => focusRow('last'),
      Escape: () => (openKey ? setOpenKey(null) : focusSearch()),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };

  const row = (key: ListedKey) => (
    <KeyRow
      key={key.id}
      listed={key}
      now={now}
      open={key.id === openKey}
      reachable={key.id === reachable}
      onTab={onTab(key, tab)}
      busy={key.id === busyKey}
      onToggle={() => setOpenKey(key.id === openKey ? null : key.id)}
      onUse={() => onUse(key)}
      onStop={() => onStop(key)}
      onAction={(action) => onAction(action, key)}
    />
  );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move between the rows' buttons
    <div onKeyDown={onKeyDown} onFocusIn={(event) => setLastFocused(keyIdAt(event.target))}>
      {sections.map(({ id, keys: inSection }) => (
        <section key={id} aria-labelledby={`keys-${id}`}>
          <h2 id={`keys-${id}`} class={sections.length > 1 ? 'keys__section' : 'for-readers'}>
            {words.keys.sections[id]}
          </h2>
          <ul aria-labelledby={`keys-${id}`}>{inSection.map(row)}</ul>
        </section>
      ))}
    </div>
  );
}

function onTab(key: ListedKey, tab: TabState | null): 'set' | 'can' | 'no' {
  if (tab?.use?.keyId === key.id) return 'set';
  return tab?.page.seen && key.inThisBrowser && key.status === 'active' ? 'can' : 'no';
}

/** When the row that had the focus leaves the list, its neighbour takes the focus. */
function useKeptFocus(keys: ListedKey[], lastFocused: string | null): void {
  const place = useRef(0);
  const at = keys.findIndex(({ id }) => id === lastFocused);
  if (at >= 0) place.current = at;
  const gone = lastFocused !== null && at < 0;

  useLayoutEffect(() => {
    if (!gone || (document.activeElement && document.activeElement !== document.body)) return;
    const all = document.querySelectorAll<HTMLElement>('[data-row]');
    all[Math.min(place.current, all.length - 1)]?.focus();
  }, [gone]);
}

/** How many rows fill each frame with some to spare. */
const FIRST_ROWS: Record<FrameKind, number> = { popup: 10, 'side-panel': 40, 'full-tab': 40 };

/** How many rows more the browser draws before it answers the person again. */
const MORE_ROWS = 100;
/** Milliseconds: a page that is never idle, or hidden, has them all the same. */
const AT_LATEST = 500;

/** How many rows to draw: those in sight at once, the others bit by bit after the first paint. */
function useDrawn(count: number, kind: FrameKind): number {
  const [drawn, setDrawn] = useState(FIRST_ROWS[kind]);
  const waiting = drawn < count;
  useEffect(() => {
    if (!waiting) return;
    const more = () => setDrawn(drawn + MORE_ROWS);
    const asked = requestIdleCallback(more, { timeout: AT_LATEST });
    return () => cancelIdleCallback(asked);
  }, [drawn, waiting]);
  return drawn;
}
