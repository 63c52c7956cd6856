import type { ComponentChildren } from 'preact';
import type { ListedKey } from '../../messages.ts';
import {
  BinIcon,
  DotsIcon,
  PauseIcon,
  PencilIcon,
  PlayIcon,
  StopIcon,
  TurnIcon,
} from '../../ui/icons.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { actionsFor, type KeyAction } from './actions.ts';

const ITEMS: Record<KeyAction, { label: string; icon: ComponentChildren; danger?: boolean }> = {
  rename: { label: 'Rename', icon: <PencilIcon /> },
  disable: { label: 'Deactivate', icon: <PauseIcon /> },
  enable: { label: 'Activate', icon: <PlayIcon /> },
  regenerate: { label: 'Regenerate', icon: <TurnIcon /> },
  revoke: { label: 'Revoke', icon: <StopIcon />, danger: true },
  delete: { label: 'Delete', icon: <BinIcon />, danger: true },
};

interface Props {
  listed: ListedKey;
  tabIndex: number;
  onAction: (action: KeyAction) => void;
}

export function KeyMenu({ listed, tabIndex, onAction }: Props) {
  return (
    <Menu label={`Actions for ${listed.name}`} icon={<DotsIcon />} tabIndex={tabIndex}>
      {(close) =>
        actionsFor(listed).map((action) => (
          <MenuItem
            key={action}
            icon={ITEMS[action].icon}
            danger={ITEMS[action].danger ?? false}
            onSelect={() => {
              close();
              onAction(action);
            }}
          >
            {ITEMS[action].label}
          </MenuItem>
        ))
      }
    </Menu>
  );
}
