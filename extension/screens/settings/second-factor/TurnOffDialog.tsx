import { useState } from 'preact/hooks';
import type { SecondFactor } from '../../../messages/second-factor.ts';
import { send } from '../../../send.ts';
import { Button } from '../../../ui/Button.tsx';
import { CodeInput } from '../../../ui/CodeInput.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { PasswordInput } from '../../../ui/TextInput.tsx';
import { errorOfRefusal } from '../../../words/failures.ts';
import { fullTabWords } from '../../../words/full-tab-words.ts';
import { useAsk } from '../../use-ask.ts';
import { FIELD_OF } from './fields.ts';
import { focusWrong } from './focus-wrong.ts';

interface Props {
  onClose: () => void;
  onOff: (now: SecondFactor) => void;
}

export function TurnOffDialog({ onClose, onOff }: Props) {
  const said = fullTabWords.settings.secondFactor;
  const [typed, setTyped] = useState({ currentPassword: '', secondFactorCode: '' });
  const { busy, failure, run } = useAsk();
  const labels = { currentPassword: said.password, secondFactorCode: said.code };
  const wrong = errorOfRefusal(failure, FIELD_OF, labels);
  const complete = typed.currentPassword !== '' && typed.secondFactorCode.trim() !== '';

  const turnOff = async () => {
    if (busy || !complete) return;
    const result = await run(() => send('second-factor.remove', typed));
    if (result.ok) onOff(result.value);
    else focusWrong();
  };

  return (
    <Dialog
      title={said.turnOffQuestion}
      onClose={onClose}
      onSubmit={turnOff}
      buttons={
        <>
          <Button data-focus-first onClick={onClose}>
            {said.keep}
          </Button>
          <Button type="submit" look="danger" busy={busy} off={!complete}>
            {said.turnOff}
          </Button>
        </>
      }
    >
      <p>{said.turnOffAbout}</p>
      <PasswordInput
        label={labels.currentPassword}
        autocomplete="current-password"
        value={typed.currentPassword}
        onValue={(currentPassword) => setTyped({ ...typed, currentPassword })}
        error={wrong?.currentPassword}
      />
      <CodeInput
        label={labels.secondFactorCode}
        hint={said.codeHint}
        value={typed.secondFactorCode}
        onValue={(secondFactorCode) => setTyped({ ...typed, secondFactorCode })}
        error={wrong?.secondFactorCode}
      />
      {failure && !wrong && <FailureNotice failure={failure} />}
    </Dialog>
  );
}
