import type { ListedKey, Reveal } from '../../messages.ts';
import type { KeyAction } from './actions.ts';
import { DeleteDialog, RegenerateDialog, RenameDialog, RevokeDialog } from './KeyDialogs.tsx';

interface Props {
  action: KeyAction;
  listed: ListedKey;
  onClose: () => void;
  onPut: (key: ListedKey, said: string) => void;
  onDrop: (said: string) => void;
  onReveal: (reveal: Reveal) => void;
}

/** The question that an action asks first; none for those that need no question. */
export function KeyDialog({ action, listed, onClose, onPut, onDrop, onReveal }: Props) {
  const common = { listed, onClose };
  switch (action) {
    case 'rename':
      return <RenameDialog {...common} onDone={(key) => onPut(key, `Renamed to ${key.name}`)} />;
    case 'revoke':
      return <RevokeDialog {...common} onDone={(key) => onPut(key, `Revoked ${key.name}`)} />;
    case 'delete':
      return <DeleteDialog {...common} onDone={() => onDrop(`Deleted ${listed.name}`)} />;
    case 'regenerate':
      return <RegenerateDialog {...common} onDone={onReveal} />;
    default:
      return null;
  }
}
