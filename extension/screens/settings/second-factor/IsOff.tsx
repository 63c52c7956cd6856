import { useState } from 'preact/hooks';
import type { SecondFactor } from '../../../messages/second-factor.ts';
import { send } from '../../../send.ts';
import { Button } from '../../../ui/Button.tsx';
import { PasswordInput } from '../../../ui/TextInput.tsx';
import { errorOfRefusal } from '../../../words/failures.ts';
import { fullTabWords } from '../../../words/full-tab-words.ts';
import { FormDialog } from '../../FormDialog.tsx';
import { useAsk } from '../../use-ask.ts';
import { FIELD_OF } from './fields.ts';
import { focusWrong } from './focus-wrong.ts';

interface Props {
  onBegun: (now: SecondFactor) => void;
}

export function IsOff({ onBegun }: Props) {
  const said = fullTabWords.settings.secondFactor;
  const [asking, setAsking] = useState(false);
  return (
    <>
      <p>{said.off}</p>
      <p class="small quiet">{said.about}</p>
      <Button onClick={() => setAsking(true)}>{said.turnOn}</Button>
      {asking && <PasswordDialog onClose={() => setAsking(false)} onBegun={onBegun} />}
    </>
  );
}

/** Whoever finds the browser open shall not put a factor of their own here. */
function PasswordDialog({ onClose, onBegun }: Props & { onClose: () => void }) {
  const said = fullTabWords.settings.secondFactor;
  const [currentPassword, setCurrentPassword] = useState('');
  const { busy, failure, run } = useAsk();
  const labels = { currentPassword: said.password };
  const wrong = errorOfRefusal(failure, FIELD_OF, labels);

  const begin = async () => {
    if (busy || !currentPassword) return;
    const result = await run(() => send('second-factor.begin', { currentPassword }));
    if (result.ok) onBegun(result.value);
    else focusWrong();
  };

  return (
    <FormDialog
      title={said.turnOnTitle}
      verb={said.next}
      off={!currentPassword}
      busy={busy}
      failure={wrong ? null : failure}
      onClose={onClose}
      onSubmit={begin}
    >
      <p>{said.turnOnAbout}</p>
      <PasswordInput
        label={labels.currentPassword}
        autocomplete="current-password"
        value={currentPassword}
        onValue={setCurrentPassword}
        error={wrong?.currentPassword}
      />
    </FormDialog>
  );
}
