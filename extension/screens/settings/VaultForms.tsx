import { useState } from 'preact/hooks';
import type { Result } from '../../messages/failure.ts';
import type { VaultState } from '../../messages/vault.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { PasswordInput } from '../../ui/TextInput.tsx';
import { failureWords } from '../../words/failures.ts';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { words } from '../../words/words.ts';
import { useAsk } from '../use-ask.ts';

interface Props {
  onDone: (state: VaultState) => void;
}

/** A new passphrase, typed twice: whoever mistypes it once would lose their keys. */
function useNewPassphrase(ask: (passphrase: string) => Promise<Result<VaultState>>) {
  const [typed, setTyped] = useState({ first: '', again: '' });
  const [differs, setDiffers] = useState(false);
  const asked = useAsk();
  return {
    ...asked,
    typed,
    set: (change: Partial<typeof typed>) => {
      setTyped({ ...typed, ...change });
      setDiffers(false);
    },
    differs,
    complete: typed.first !== '' && typed.again !== '',
    async submit(): Promise<VaultState | null> {
      if (asked.busy) return null;
      if (typed.first !== typed.again) {
        setDiffers(true);
        return null;
      }
      const result = await asked.run(() => ask(typed.first));
      return result.ok ? result.value : null;
    },
  };
}

function NewPassphrase({
  label,
  form,
}: {
  label: string;
  form: ReturnType<typeof useNewPassphrase>;
}) {
  const said = fullTabWords.settings.vault;
  const { typed, set, differs, failure } = form;
  const short = failure?.kind === 'passphrase-short' ? failureWords(failure) : null;
  return (
    <>
      <PasswordInput
        label={label}
        hint={said.passphraseHint}
        autocomplete="new-password"
        value={typed.first}
        onValue={(first) => set({ first })}
        error={short ? `${short.what} ${short.next}` : undefined}
      />
      <PasswordInput
        label={said.repeat}
        autocomplete="new-password"
        value={typed.again}
        onValue={(again) => set({ again })}
        error={differs ? said.differs : undefined}
      />
    </>
  );
}

export function SetUpVault({ onDone }: Props) {
  const said = fullTabWords.settings.vault;
  const form = useNewPassphrase((passphrase) => send('vault.set-up', { passphrase }));
  const { busy, failure, complete } = form;
  return (
    <form
      class="settings__form stack"
      noValidate
      onSubmit={async (event) => {
        event.preventDefault();
        const state = await form.submit();
        if (state) onDone(state);
      }}
    >
      <NewPassphrase label={words.vault.passphrase} form={form} />
      {failure && failure.kind !== 'passphrase-short' && <FailureNotice failure={failure} />}
      <div>
        <Button type="submit" look="primary" busy={busy} off={!complete}>
          {said.setUp}
        </Button>
      </div>
    </form>
  );
}

export function ChangePassphraseDialog({ onDone, onClose }: Props & { onClose: () => void }) {
  const said = fullTabWords.settings.vault;
  const [present, setPresent] = useState('');
  const form = useNewPassphrase((next) => send('vault.change', { passphrase: present, next }));
  const { busy, failure, complete } = form;
  const wrong = failure?.kind === 'passphrase-wrong' ? failureWords(failure).what : undefined;
  return (
    <Dialog
      title={said.changeTitle}
      onClose={onClose}
      onSubmit={async () => {
        if (!present || !complete) return;
        const state = await form.submit();
        if (state) onDone(state);
      }}
      buttons={
        <>
          <Button onClick={onClose}>{words.ui.cancel}</Button>
          <Button type="submit" look="primary" busy={busy} off={!present || !complete}>
            {said.change}
          </Button>
        </>
      }
    >
      <PasswordInput
        label={said.present}
        autocomplete="current-password"
        value={present}
        onValue={setPresent}
        error={wrong}
      />
      <NewPassphrase label={said.next} form={form} />
      {failure && !wrong && failure.kind !== 'passphrase-short' && (
        <FailureNotice failure={failure} />
      )}
    </Dialog>
  );
}
