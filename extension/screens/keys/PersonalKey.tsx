import { useState } from 'preact/hooks';
import type { ListedKey, Reveal } from '../../messages/keys.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { words } from '../../words/words.ts';
import { useAsk } from '../use-ask.ts';

interface Props {
  keys: ListedKey[];
  /** Without API access it can only be turned off. */
  mayCreate: boolean;
  onReveal: (reveal: Reveal) => void;
}

const ENDED: readonly ListedKey['status'][] = ['revoked', 'expired', 'denied'];

/** One switch: on makes a key that may do what its owner may, off revokes it. */
export function PersonalKey({ keys, mayCreate, onReveal }: Props) {
  const said = words.personalKey;
  const [asking, setAsking] = useState(false);
  const { busy, failure, run } = useAsk();
  const tell = useToast();
  const on = keys.some(({ personal, status }) => personal && !ENDED.includes(status));
  if (!on && !mayCreate) return null;

  const turn = async (enabled: boolean) => {
    const result = await run(() => send('keys.set-personal', { enabled }));
    if (!result.ok) return;
    setAsking(false);
    const made = result.value;
    if (made && made.secret !== null) onReveal(made);
    else tell(made ? words.createKey.requested : said.turned(enabled));
  };

  return (
    <div class="personal">
      <Switch on={on} busy={busy} onPress={() => (on ? setAsking(true) : turn(true))}>
        <strong>{said.title}</strong>
        <span class="small quiet personal__about">{on ? said.isOn : said.isOff}</span>
      </Switch>
      {failure && !asking && <FailureNotice failure={failure} />}
      {asking && (
        <Dialog
          title={said.turnOffQuestion}
          onClose={() => setAsking(false)}
          buttons={
            <>
              <Button data-focus-first onClick={() => setAsking(false)}>
                {words.keys.keep}
              </Button>
              <Button look="danger" busy={busy} onClick={() => turn(false)}>
                {said.turnOff}
              </Button>
            </>
          }
        >
          <p>{said.turnOffAbout}</p>
          {failure && <FailureNotice failure={failure} />}
        </Dialog>
      )}
    </div>
  );
}
