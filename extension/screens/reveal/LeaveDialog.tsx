import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Name } from '../../ui/Name.tsx';
import { words } from '../../words/words.ts';

interface Props {
  name: string;
  onStay: () => void;
  onLeave: () => void;
}

export function LeaveDialog({ name, onStay, onLeave }: Props) {
  return (
    <Dialog
      title={words.reveal.leaveQuestion(<Name>{name}</Name>)}
      onClose={onStay}
      buttons={
        <>
          <Button data-focus-first onClick={onStay}>
            {words.reveal.stay}
          </Button>
          <Button look="danger" onClick={onLeave}>
            {words.reveal.leave}
          </Button>
        </>
      }
    >
      <p>{words.reveal.leaveAbout}</p>
    </Dialog>
  );
}
