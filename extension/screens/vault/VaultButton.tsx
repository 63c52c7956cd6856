import { send } from '../../send.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { LockIcon, UnlockedIcon } from '../../ui/icons.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { clockTime } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import { useVault } from './use-vault.ts';

/** In the header, where there is a vault: whether it is open, and the other way. */
export function VaultButton() {
  const { state, take, askToUnlock } = useVault();
  const tell = useToast();
  const lock = async () => {
    const result = await send('vault.lock');
    if (!result.ok) return;
    take(result.value);
    tell(words.vault.isLocked);
  };
  if (state.stage === 'none') return null;
  if (state.stage === 'locked') {
    return (
      <IconButton label={words.vault.lockedUnlock} onClick={askToUnlock}>
        <LockIcon />
      </IconButton>
    );
  }
  return (
    <IconButton label={words.vault.openLock(clockTime(state.until))} onClick={lock}>
      <UnlockedIcon />
    </IconButton>
  );
}
