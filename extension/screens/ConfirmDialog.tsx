import type { ComponentChildren } from 'preact';
import type { Result } from '../messages/failure.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { FailureNotice } from '../ui/FailureNotice.tsx';
import { useAsk } from './use-ask.ts';

interface Props<T> {
  question: ComponentChildren;
  /** The safe button, which has the focus. */
  keep: string;
  verb: string;
  look?: 'primary' | 'danger';
  ask: () => Promise<Result<T>>;
  onClose: () => void;
  onDone: (outcome: T) => void;
  children?: ComponentChildren;
}

/** Asks the person first; stays, with the reason, where it fails. */
export function ConfirmDialog<T>(props: Props<T>) {
  const { question, keep, verb, look = 'danger', ask, onClose, onDone, children } = props;
  const { busy, failure, run } = useAsk();
  const act = async () => {
    const result = await run(ask);
    if (result.ok) onDone(result.value);
  };
  return (
    <Dialog
      title={question}
      onClose={onClose}
      buttons={
        <>
          <Button data-focus-first onClick={onClose}>
            {keep}
          </Button>
          <Button look={look} busy={busy} onClick={act}>
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
