import type { VaultState } from '../../messages/vault.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { useAsk } from '../use-ask.ts';

interface Props {
  vault: Exclude<VaultState, { stage: 'none' }>;
  onClose: () => void;
  onDone: (state: VaultState) => void;
}

/** The only way on for a lost passphrase: says what is lost. */
export function ResetVaultDialog({ vault, onClose, onDone }: Props) {
  const said = fullTabWords.settings.vault;
  const { busy, failure, run } = useAsk();
  const reset = async () => {
    const result = await run(() => send('vault.reset'));
    if (result.ok) onDone(result.value);
  };
  return (
    <Dialog
      title={said.resetTitle}
      onClose={onClose}
      buttons={
        <>
          <Button data-focus-first onClick={onClose}>
            {said.keep}
          </Button>
          <Button look="danger" busy={busy} onClick={reset}>
            {said.reset}
          </Button>
        </>
      }
    >
      <p>{vault.stage === 'open' ? said.resetOpen : said.resetLocked}</p>
      {vault.stage === 'locked' && vault.held > 0 && <p>{said.resetHeld(vault.held)}</p>}
      {failure && <FailureNotice failure={failure} />}
    </Dialog>
  );
}
