import type { ComponentChildren } from 'preact';
import type { Failure } from '../messages/failure.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { words } from '../words/words.ts';

interface Props {
  title: ComponentChildren;
  verb: string;
  /** Nothing can be sent yet. */
  off: boolean;
  busy: boolean;
  /** What no field says already. */
  failure: Failure | null;
  onClose: () => void;
  onSubmit: () => void;
  children: ComponentChildren;
}

/** Asks for a few fields; stays, with the reason, where sending them fails. */
export function FormDialog(props: Props) {
  const { title, verb, off, busy, failure, onClose, onSubmit, children } = props;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onSubmit={onSubmit}
      buttons={
        <>
          <Button onClick={onClose}>{words.ui.cancel}</Button>
          <Button type="submit" look="primary" busy={busy} off={off}>
            {verb}
          </Button>
        </>
      }
    >
      {children}
      {failure && <FailureNotice failure={failure} />}
    </Dialog>
  );
}
