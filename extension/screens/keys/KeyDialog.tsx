import type { ListedKey, Reveal } from '../../messages/keys.ts';
import { words } from '../../words/words.ts';
import { lazily } from '../lazily.tsx';
import type { KeyAction } from './actions.ts';
import { DeleteDialog, RegenerateDialog, RenameDialog, RevokeDialog } from './KeyDialogs.tsx';

const CopyKeyDialog = lazily(() =>
  import('./CopyKeyDialog.tsx').then((module) => module.CopyKeyDialog),
);

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
  const { done } = words.keys;
  switch (action) {
    case 'copy':
      return <CopyKeyDialog {...common} />;
    case 'rename':
      return <RenameDialog {...common} onDone={(key) => onPut(key, done.rename(key.name))} />;
    case 'revoke':
      return <RevokeDialog {...common} onDone={(key) => onPut(key, done.revoke(key.name))} />;
    case 'delete':
      return <DeleteDialog {...common} onDone={() => onDrop(done.delete(listed.name))} />;
    case 'regenerate':
      return <RegenerateDialog {...common} onDone={onReveal} />;
    default:
      return null;
  }
}
