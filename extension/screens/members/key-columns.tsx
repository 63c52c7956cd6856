import type { Key } from '../../../shared/contract/keys.ts';
import { DotsIcon } from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { Dash, Time } from '../../ui/Time.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { markOf } from '../../words/status.ts';
import { words } from '../../words/words.ts';
import type { Column } from '../admin/Table.tsx';
import { actionsFor, type KeyAction } from '../keys/actions.ts';

interface With {
  now: number;
  unfolded: string | null;
  /** Whether a new secret may be shown to the one who asks. */
  maySeeSecret: boolean;
  onUnfold: (keyId: string) => void;
  onAction: (action: KeyAction, key: Key) => void;
}

const DANGEROUS: readonly KeyAction[] = ['revoke', 'delete'];

export function keyColumns(given: With): Column<Key>[] {
  const { now, unfolded, maySeeSecret, onUnfold, onAction } = given;
  const said = fullTabWords.members;
  return [
    {
      id: 'name',
      label: said.keyName,
      header: true,
      cell: (key) => (
        <button
          type="button"
          class="unfold"
          aria-expanded={unfolded === key.id}
          {...(unfolded === key.id && { 'aria-controls': `details-${key.id}` })}
          onClick={() => onUnfold(key.id)}
        >
          <bdi>{key.name}</bdi>
        </button>
      ),
    },
    {
      id: 'status',
      label: said.status,
      cell: (key) => {
        const mark = markOf(key, now);
        return (
          <span class="marked">
            <StatusMark mark={mark} />
            {words.status.marks[mark]}
          </span>
        );
      },
    },
    { id: 'prefix', label: said.prefix, cell: ({ prefix }) => <code>{prefix}…</code> },
    {
      id: 'used',
      label: said.keyLastUsed,
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? (
          <Time time={Date.parse(lastUsedAt)} now={now} />
        ) : (
          <Dash label={words.keys.neverUsed} />
        ),
    },
    {
      id: 'expires',
      label: said.expires,
      cell: ({ expiresAt }) =>
        expiresAt ? <Time time={Date.parse(expiresAt)} now={now} /> : said.never,
    },
    {
      id: 'actions',
      label: said.actions,
      number: true,
      cell: (key) => (
        <Menu label={words.keys.actionsFor(key.name)} icon={<DotsIcon />}>
          {(close) =>
            actionsFor(key)
              .filter((action) => maySeeSecret || action !== 'regenerate')
              .map((action) => (
                <MenuItem
                  key={action}
                  danger={DANGEROUS.includes(action)}
                  onSelect={() => {
                    close();
                    onAction(action, key);
                  }}
                >
                  {words.keys.actions[action]}
                </MenuItem>
              ))
          }
        </Menu>
      ),
    },
  ];
}
