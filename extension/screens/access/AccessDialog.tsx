import type { Gives } from '../../messages/messages.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { words } from '../../words/words.ts';
import { useAsk } from '../use-ask.ts';
import { consequence } from './words.ts';

interface Props {
  access: Gives<'access.read'>;
  onClose: () => void;
  onDone: (now: Gives<'access.set'>) => void;
}

export function AccessDialog({ access: { org, preview }, onClose, onDone }: Props) {
  const { busy, failure, run } = useAsk();
  const on = org.apiAccess;
  const name = <bdi>{org.name}</bdi>;
  const turn = async () => {
    const result = await run(() => send('access.set', { apiAccess: !on }));
    if (result.ok) onDone(result.value);
  };
  return (
    <Dialog
      title={on ? words.access.turnOffQuestion(name) : words.access.turnOnQuestion(name)}
      onClose={onClose}
      buttons={
        <>
          <Button data-focus-first onClick={onClose}>
            {on ? words.access.keepOn : words.access.keepOff}
          </Button>
          <Button look={on ? 'danger' : 'primary'} busy={busy} onClick={turn}>
            {on ? words.access.turnOff : words.access.turnOn}
          </Button>
        </>
      }
    >
      <p>{consequence(preview)}</p>
      {failure && <FailureNotice failure={failure} />}
    </Dialog>
  );
}
