import { useState } from 'preact/hooks';
import type { SecondFactor, SecondFactorSetUp } from '../../../messages/second-factor.ts';
import { send } from '../../../send.ts';
import { Button } from '../../../ui/Button.tsx';
import { CodeInput } from '../../../ui/CodeInput.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { errorOfRefusal } from '../../../words/failures.ts';
import { fullTabWords } from '../../../words/full-tab-words.ts';
import { clockTime } from '../../../words/times.ts';
import { words } from '../../../words/words.ts';
import { clearInTime } from '../../clipboard.ts';
import { useAsk } from '../../use-ask.ts';
import { FIELD_OF } from './fields.ts';
import { focusWrong } from './focus-wrong.ts';
import { inFours } from './in-fours.ts';
import { QrCode } from './QrCode.tsx';

interface Props {
  begun: Extract<SecondFactorSetUp, { stage: 'begun' }>;
  onConfirmed: (now: SecondFactor) => void;
  onCancel: () => void;
}

/** The secret goes into an authenticator; a first code proves that it is there. */
export function ConfirmForm({ begun, onConfirmed, onCancel }: Props) {
  const said = fullTabWords.settings.secondFactor;
  const [code, setCode] = useState('');
  const { busy, failure, run } = useAsk();
  const labels = { secondFactorCode: said.firstCode };
  const wrong = errorOfRefusal(failure, FIELD_OF, labels);

  const confirm = async (event: Event) => {
    event.preventDefault();
    if (busy || !code.trim()) return;
    const form = event.currentTarget as HTMLFormElement;
    const result = await run(() => send('second-factor.confirm', { code: code.trim() }));
    if (result.ok) onConfirmed(result.value);
    else focusWrong(form);
  };

  return (
    <form class="stack" onSubmit={confirm} noValidate>
      <p>{said.scan}</p>
      <div class="scan">
        <QrCode text={begun.uri} label={said.qrCode} />
        <div class="stack stack--tight scan__typed">
          <p class="quiet">{said.orType}</p>
          <code class="scan__secret" data-secret>
            {inFours(begun.secret)}
          </code>
          <div>
            <CopyButton
              label={said.copySecret}
              text={() => begun.secret}
              onCopied={(text) => void clearInTime(text)}
            />
          </div>
        </div>
      </div>
      <div class="settings__form" data-begin>
        <CodeInput
          label={labels.secondFactorCode}
          hint={said.firstCodeHint(clockTime(begun.expiresAt))}
          value={code}
          onValue={setCode}
          error={wrong?.secondFactorCode}
        />
      </div>
      {failure && !wrong && <FailureNotice failure={failure} />}
      <div class="settings__buttons">
        <Button onClick={onCancel}>{words.ui.cancel}</Button>
        <Button type="submit" look="primary" busy={busy} off={!code.trim()}>
          {said.turnOn}
        </Button>
      </div>
    </form>
  );
}
