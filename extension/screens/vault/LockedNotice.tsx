import { Notice } from '../../ui/Notice.tsx';
import { words } from '../../words/words.ts';
import { useVault } from './use-vault.ts';

/** Why keys that were kept here cannot be used now; nothing where none are locked. */
export function LockedNotice() {
  const { state, askToUnlock } = useVault();
  if (state.stage !== 'locked') return null;
  return (
    <Notice
      title={words.vault.lockedTitle}
      action={
        <button type="button" class="link-button" onClick={askToUnlock}>
          {words.vault.unlock}
        </button>
      }
    >
      {state.held > 0 && <p>{words.vault.heldAbout(state.held)}</p>}
    </Notice>
  );
}
