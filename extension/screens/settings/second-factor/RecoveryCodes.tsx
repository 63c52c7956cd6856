import { useEffect, useState } from 'preact/hooks';
import type { SecondFactorSetUp } from '../../../messages/second-factor.ts';
import type { SessionState } from '../../../messages/session.ts';
import { send } from '../../../send.ts';
import { Button } from '../../../ui/Button.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { fullTabWords } from '../../../words/full-tab-words.ts';
import { dayOf } from '../../../words/times.ts';
import { clearInTime } from '../../clipboard.ts';
import { download } from '../../download.ts';
import { ClipboardNote } from '../../reveal/ClipboardNote.tsx';

interface Props {
  codes: Extract<SecondFactorSetUp, { stage: 'codes' }>;
  onDone: () => void;
}

/** Shown until Done, in this browser alone. */
export function RecoveryCodes({ codes, onDone }: Props) {
  const said = fullTabWords.settings.secondFactor;
  const { recoveryCodes } = codes;
  const [saved, setSaved] = useState(codes.saved);
  const [leaving, setLeaving] = useState(false);
  const [clearing, setClearing] = useState<number | null>(null);
  const account = useAccountName();

  const noteSaved = () => {
    setSaved(true);
    void send('second-factor.saved');
  };
  const asText = () =>
    `${said.codesFile(account, dayOf(Date.now()))}\n\n${recoveryCodes.join('\n')}\n`;

  return (
    <>
      <p>{said.codesAbout}</p>
      <ul class="recovery-codes" data-secret>
        {recoveryCodes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div class="settings__buttons" data-begin>
        <CopyButton
          label={said.copyCodes}
          look="primary"
          text={() => recoveryCodes.join('\n')}
          onCopied={(text) => {
            noteSaved();
            void clearInTime(text).then(setClearing);
          }}
        />
        <Button
          onClick={() => {
            download(new Blob([asText()], { type: 'text/plain' }), said.codesFileName);
            noteSaved();
          }}
        >
          {said.download}
        </Button>
        <Button onClick={() => (saved ? onDone() : setLeaving(true))}>{said.done}</Button>
      </div>
      <ClipboardNote seconds={clearing} />
      <p class="small quiet">{said.codesLost}</p>
      {leaving && (
        <Dialog
          title={said.leaveQuestion}
          onClose={() => setLeaving(false)}
          buttons={
            <>
              <Button data-focus-first onClick={() => setLeaving(false)}>
                {said.stay}
              </Button>
              <Button look="danger" onClick={onDone}>
                {said.leave}
              </Button>
            </>
          }
        >
          <p>{said.leaveAbout}</p>
        </Dialog>
      )}
    </>
  );
}

/** Whose codes they are, and where: a file lies about for years. */
function useAccountName(): string {
  const [state, setState] = useState<SessionState | null>(null);
  useEffect(() => {
    void send('session.state').then((result) => result.ok && setState(result.value));
  }, []);
  return state?.stage === 'signed-in' ? `${state.account.user.email}, ${state.address}` : '';
}
