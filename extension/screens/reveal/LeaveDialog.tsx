import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Name } from '../../ui/Name.tsx';
import { words } from '../../words/words.ts';

interface Props {
  name: string;
  /** Whose key it is, where it is not the person's own. */
  owner: string | null;
  onStay: () => void;
  onLeave: () => void;
}

export function LeaveDialog({ name, owner, onStay, onLeave }: Props) {
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
      <p>
        {owner === null ? words.reveal.leaveAbout : words.reveal.leaveAboutFor(<bdi>{owner}</bdi>)}
      </p>
    </Dialog>
  );
}
