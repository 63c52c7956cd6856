import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

interface Props {
  name: string;
  onStay: () => void;
  onLeave: () => void;
}

export function LeaveDialog({ name, onStay, onLeave }: Props) {
  return (
    <Dialog
      title={
        <>
          Leave without copying{' '}
          <em class="name">
            <bdi>{name}</bdi>
          </em>
          ?
        </>
      }
      onClose={onStay}
      buttons={
        <>
          <Button data-focus-first onClick={onStay}>
            Go back
          </Button>
          <Button look="danger" onClick={onLeave}>
            Leave
          </Button>
        </>
      }
    >
      <p>
        The secret is not shown again. Without a copy of it you can use the key on tabs until this
        browser closes; after that only regenerating it helps.
      </p>
    </Dialog>
  );
}
