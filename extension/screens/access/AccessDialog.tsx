import type { Gives } from '../../messages/messages.ts';
import { send } from '../../send.ts';
import { words } from '../../words/words.ts';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { consequence } from './words.ts';

interface Props {
  access: Gives<'access.read'>;
  onClose: () => void;
  onDone: (now: Gives<'access.set'>) => void;
}

export function AccessDialog({ access: { org, preview }, onClose, onDone }: Props) {
  const on = org.apiAccess;
  const name = <bdi>{org.name}</bdi>;
  return (
    <ConfirmDialog
      question={on ? words.access.turnOffQuestion(name) : words.access.turnOnQuestion(name)}
      keep={on ? words.access.keepOn : words.access.keepOff}
      verb={on ? words.access.turnOff : words.access.turnOn}
      look={on ? 'danger' : 'primary'}
      ask={() => send('access.set', { apiAccess: !on })}
      onClose={onClose}
      onDone={onDone}
    >
      <p>{consequence(preview)}</p>
    </ConfirmDialog>
  );
}
