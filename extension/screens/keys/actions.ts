import type { ListedKey } from '../../messages/keys.ts';

export type KeyAction =
  | 'copy'
  | 'rename'
  | 'disable'
  | 'enable'
  | 'regenerate'
  | 'revoke'
  | 'delete';

/** Also what a row offers by a button of its own. */
export type RowAction = KeyAction | 'collect';

/** What may be done with a key in its status, the harmless first. */
export function actionsFor(key: Pick<ListedKey, 'status'>): KeyAction[] {
  switch (key.status) {
    case 'active':
    case 'suspended':
      return ['rename', 'disable', 'regenerate', 'revoke', 'delete'];
    case 'disabled':
      return ['rename', 'enable', 'regenerate', 'revoke', 'delete'];
    case 'pending':
    case 'expired':
      return ['rename', 'revoke', 'delete'];
    case 'denied':
    case 'revoked':
      return ['rename', 'delete'];
  }
}
