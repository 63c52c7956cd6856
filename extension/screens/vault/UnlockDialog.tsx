import { useState } from 'preact/hooks';
import type { VaultState } from '../../messages/vault.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Choices.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { PasswordInput } from '../../ui/TextInput.tsx';
import { failureWords } from '../../words/failures.ts';
import { words } from '../../words/words.ts';
import { useAsk } from '../use-ask.ts';

interface Props {
  /** How many keys wait in memory to be saved. */
  held: number;
  onClose: () => void;
  onUnlocked: (state: VaultState) => void;
}

/** What is typed here is not kept when the popup closes: a passphrase is written down nowhere. */
export function UnlockDialog({ held, onClose, onUnlocked }: Props) {
  const [passphrase, setPassphrase] = useState('');
  const [saveHeld, setSaveHeld] = useState(true);
  const { busy, failure, run } = useAsk();
  const said = words.vault;
  const wrong = failure?.kind === 'passphrase-wrong';

  const unlock = async () => {
    if (busy || !passphrase) return;
    const result = await run(() => send('vault.unlock', { passphrase, saveHeld }));
    if (result.ok) onUnlocked(result.value);
  };

  return (
    <Dialog
      title={said.unlockTitle}
      onClose={onClose}
      onSubmit={unlock}
      buttons={
        <>
          <Button onClick={onClose}>{words.ui.cancel}</Button>
          <Button type="submit" look="primary" busy={busy} off={!passphrase}>
            {said.unlock}
          </Button>
        </>
      }
    >
      <PasswordInput
        label={said.passphrase}
        autocomplete="current-password"
        value={passphrase}
        onValue={setPassphrase}
        error={wrong ? failureWords(failure).what : undefined}
      />
      {held > 0 && (
        <Checkbox checked={saveHeld} onValue={setSaveHeld}>
          {said.saveHeld(held)}
        </Checkbox>
      )}
      {failure && !wrong && <FailureNotice failure={failure} />}
      <p class="small quiet">
        {said.lost}{' '}
        <button
          type="button"
          class="link-button"
          onClick={() => send('full-tab.open', { place: 'settings' })}
        >
          {said.toSettings}
        </button>
      </p>
    </Dialog>
  );
}
