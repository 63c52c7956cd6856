import type { ComponentChildren } from 'preact';
import type { ListedKey } from '../../messages/keys.ts';
import {
  BinIcon,
  CopyIcon,
  DotsIcon,
  PauseIcon,
  PencilIcon,
  PlayIcon,
  StopIcon,
  TurnIcon,
} from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { words } from '../../words/words.ts';
import { actionsFor, type KeyAction } from './actions.ts';

const ITEMS: Record<KeyAction, { icon: ComponentChildren; danger?: boolean }> = {
  copy: { icon: <CopyIcon /> },
  rename: { icon: <PencilIcon /> },
  disable: { icon: <PauseIcon /> },
  enable: { icon: <PlayIcon /> },
  regenerate: { icon: <TurnIcon /> },
  revoke: { icon: <StopIcon />, danger: true },
  delete: { icon: <BinIcon />, danger: true },
};

interface Props {
  listed: ListedKey;
  tabIndex: number;
  onAction: (action: KeyAction) => void;
}

export function KeyMenu({ listed, tabIndex, onAction }: Props) {
  return (
    <Menu label={words.keys.actionsFor(listed.name)} icon={<DotsIcon />} tabIndex={tabIndex}>
      {(close) =>
        actionsWith(listed).map((action) => (
          <MenuItem
            key={action}
            icon={ITEMS[action].icon}
            danger={ITEMS[action].danger ?? false}
            onSelect={() => {
              close();
              onAction(action);
            }}
          >
            {words.keys.actions[action]}
          </MenuItem>
        ))
      }
    </Menu>
  );
}

/** Only what is in this browser can be copied from here. */
function actionsWith(listed: ListedKey): KeyAction[] {
  return listed.inThisBrowser ? ['copy', ...actionsFor(listed)] : actionsFor(listed);
}
