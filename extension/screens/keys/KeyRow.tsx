import { useId, useMemo, useRef } from 'preact/hooks';
import type { ListedKey } from '../../messages/keys.ts';
import { Button } from '../../ui/Button.tsx';
import { KeyIcon } from '../../ui/icons.tsx';
import { StatusBadge, StatusMark } from '../../ui/StatusMark.tsx';
import { Dash, Time } from '../../ui/Time.tsx';
import { endOf, markOf } from '../../words/status.ts';
import { words } from '../../words/words.ts';
import { useVault } from '../vault/use-vault.ts';
import type { RowAction } from './actions.ts';
import { KeyDetails } from './KeyDetails.tsx';
import { KeyMenu } from './KeyMenu.tsx';

interface Props {
  listed: ListedKey;
  now: number;
  open: boolean;
  /** Its controls are the ones that Tab reaches; the arrow keys move between rows. */
  reachable: boolean;
  /** What the tab in front makes of it. */
  onTab: 'set' | 'can' | 'no';
  busy: boolean;
  onToggle: () => void;
  onUse: () => void;
  onStop: () => void;
  onAction: (action: RowAction) => void;
}

/** Drawn again only when what it shows has changed: a list may have a thousand rows. */
export function KeyRow(props: Props) {
  const latest = useRef(props);
  latest.current = props;
  const { listed, now, open, reachable, onTab, busy } = props;
  return useMemo(
    () => (
      <Row
        {...{ listed, now, open, reachable, onTab, busy }}
        onToggle={() => latest.current.onToggle()}
        onUse={() => latest.current.onUse()}
        onStop={() => latest.current.onStop()}
        onAction={(action) => latest.current.onAction(action)}
      />
    ),
    [listed, now, open, reachable, onTab, busy],
  );
}

function Row(props: Props) {
  const { listed, now, open, reachable, onTab, busy, onToggle, onUse, onStop, onAction } = props;
  const detailsId = useId();
  const mark = markOf(listed, now);
  const tabIndex = reachable ? 0 : -1;
  const { name } = listed;

  return (
    <li class="key" data-key={listed.id}>
      <div class="key__row">
        <StatusMark mark={mark} />
        <button
          type="button"
          class="key__main"
          data-row
          tabIndex={tabIndex}
          aria-expanded={open}
          {...(open && { 'aria-controls': detailsId })}
          onClick={onToggle}
        >
          <span class="key__title">
            <bdi class="key__name truncate" title={name}>
              {name}
            </bdi>
            <span class="for-readers">
              {words.keys.and}
              {mark === 'active' && words.status.marks[mark]}
            </span>
            {mark !== 'active' && <StatusBadge mark={mark} />}
            {listed.inThisBrowser && <HereMark />}
          </span>
          <span class="key__facts small quiet truncate">
            <span class="for-readers">{words.keys.and}</span>
            <code>{listed.prefix}…</code>
            {' · '}
            <LastUsed listed={listed} now={now} />
            {' · '}
            <Ends listed={listed} now={now} />
          </span>
        </button>
        {onTab === 'can' && (
          <Button
            small
            tabIndex={tabIndex}
            busy={busy}
            aria-label={words.keys.useKey(name)}
            title={words.keys.useKeyHere(name)}
            onClick={onUse}
          >
            {words.keys.use}
          </Button>
        )}
        {onTab === 'set' && (
          <Button
            small
            tabIndex={tabIndex}
            busy={busy}
            aria-label={words.keys.stopKey(name)}
            title={words.keys.stopKeyHere(name)}
            onClick={onStop}
          >
            {words.keys.stop}
          </Button>
        )}
        {listed.statusReason === 'awaiting_collection' && (
          <Button
            small
            look="primary"
            tabIndex={tabIndex}
            busy={busy}
            aria-label={words.keys.collectOne(name)}
            onClick={() => onAction('collect')}
          >
            {words.keys.collect}
          </Button>
        )}
        <KeyMenu listed={listed} tabIndex={tabIndex} onAction={onAction} />
      </div>
      {open && <KeyDetails id={detailsId} listed={listed} now={now} />}
    </li>
  );
}

function HereMark() {
  const { state } = useVault();
  return (
    <span class="key__here" title={words.keys.here[state.stage]}>
      <KeyIcon />
      <span class="for-readers">{words.keys.hereForReaders}</span>
    </span>
  );
}

function LastUsed({ listed, now }: { listed: ListedKey; now: number }) {
  const when = listed.lastUsedAt ? (
    <Time time={Date.parse(listed.lastUsedAt)} now={now} />
  ) : (
    <Dash label={words.keys.neverUsed} />
  );
  return <>{words.keys.used(when)}</>;
}

function Ends({ listed, now }: { listed: ListedKey; now: number }) {
  if (listed.status === 'revoked' && listed.revokedAt) {
    return <>{words.keys.revoked(<Time time={Date.parse(listed.revokedAt)} now={now} />)}</>;
  }
  const end = endOf(listed);
  if (end === null) return <>{words.keys.noExpiry}</>;
  const say = end <= now ? words.keys.expired : words.keys.ends;
  return <>{say(<Time time={end} now={now} />)}</>;
}
