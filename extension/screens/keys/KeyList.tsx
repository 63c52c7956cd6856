import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ListedKey, TabState } from '../../messages.ts';
import { words } from '../../words/words.ts';
import type { RowAction } from './actions.ts';
import { KeyRow } from './KeyRow.tsx';
import { focusRow, keyIdAt } from './rows.ts';
import { focusSearch } from './SearchBox.tsx';

interface Props {
  keys: ListedKey[];
  now: number;
  tab: TabState | null;
  /** The key that is being set or stopped just now. */
  busyKey: string | null;
  onUse: (key: ListedKey) => void;
  onStop: (key: ListedKey) => void;
  onAction: (action: RowAction, key: ListedKey) => void;
}

export function KeyList({ keys, now, tab, busyKey, onUse, onStop, onAction }: Props) {
  const [openKey, setOpenKey] = useState<string | null>(null);
  const [lastFocused, setLastFocused] = useState<string | null>(null);
  const reachable = keys.some(({ id }) => id === lastFocused) ? lastFocused : keys[0]?.id;
  useKeptFocus(keys, lastFocused);
  const drawn = useDrawn(keys.length);

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

  return (
    <ul
      aria-label={words.keys.title}
      onKeyDown={onKeyDown}
      onFocusIn={(event) => setLastFocused(keyIdAt(event.target))}
    >
      {keys.slice(0, drawn).map((key) => (
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
      ))}
    </ul>
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

/** How many rows fill the popup with some to spare. */
const FIRST_ROWS = 40;

/** How many rows to draw: those in sight at once, the others after the first paint. */
function useDrawn(count: number): number {
  const [all, setAll] = useState(count <= FIRST_ROWS);
  useEffect(() => {
    if (all) return;
    const timer = setTimeout(() => setAll(true));
    return () => clearTimeout(timer);
  }, [all]);
  return all ? count : FIRST_ROWS;
}
