import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Result } from '../../messages/failure.ts';
import type { ListedKey, Reveal } from '../../messages/keys.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { RadioGroup } from '../../ui/Choices.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { fieldErrors, saidByFields } from '../../words/failures.ts';
import type { Rich } from '../../words/rich.ts';
import { words } from '../../words/words.ts';
import { useAsk } from '../use-ask.ts';
import { useRename } from './use-rename.ts';

interface Props<T> {
  listed: ListedKey;
  onClose: () => void;
  onDone: (outcome: T) => void;
}

function Name({ children }: { children: string }) {
  return (
    <em class="name">
      <bdi>{children}</bdi>
    </em>
  );
}

export function RenameDialog({ listed, onClose, onDone }: Props<ListedKey>) {
  const { fields, set, forget } = useRename(listed);
  const { name } = fields;
  const { busy, failure, run } = useAsk();
  const labels = { name: words.keys.name };
  const empty = name.trim() === '';

  const rename = async () => {
    if (busy || empty) return;
    const result = await run(() => send('keys.rename', { id: listed.id, name }));
    if (!result.ok) return;
    forget();
    onDone(result.value);
  };
  const close = () => {
    forget();
    onClose();
  };

  return (
    <Dialog
      title={words.keys.renameTitle(<Name>{listed.name}</Name>)}
      onClose={close}
      onSubmit={rename}
      buttons={
        <>
          <Button onClick={close}>{words.ui.cancel}</Button>
          <Button type="submit" look="primary" busy={busy} off={empty}>
            {words.keys.actions.rename}
          </Button>
        </>
      }
    >
      <TextInput
        label={labels.name}
        autocomplete="off"
        maxLength={100}
        value={name}
        onValue={(typed) => set({ id: listed.id, name: typed })}
        error={empty ? words.failures.notEmpty(labels.name) : fieldErrors(failure, labels).name}
      />
      {failure && !saidByFields(failure, labels) && <FailureNotice failure={failure} />}
    </Dialog>
  );
}

export function RevokeDialog(props: Props<ListedKey>) {
  const { id } = props.listed;
  return (
    <ConfirmDialog
      {...props}
      question={words.keys.revokeQuestion}
      verb={words.keys.actions.revoke}
      look="danger"
      ask={() => send('keys.revoke', { id })}
    >
      <p>{words.keys.revokeAbout}</p>
    </ConfirmDialog>
  );
}

export function DeleteDialog(props: Props<undefined>) {
  const { id, status } = props.listed;
  const works = status !== 'revoked' && status !== 'expired';
  return (
    <ConfirmDialog
      {...props}
      question={words.keys.deleteQuestion}
      verb={words.keys.actions.delete}
      look="danger"
      ask={() => send('keys.delete', { id })}
    >
      <p>{works ? words.keys.deleteWorking : words.keys.deleteAbout}</p>
    </ConfirmDialog>
  );
}

/** Seconds. */
const GRACES = ['0', '3600', '86400'] as const;
type Grace = (typeof GRACES)[number];

export function RegenerateDialog(props: Props<Reveal>) {
  const { id } = props.listed;
  const [grace, setGrace] = useState<Grace>('0');
  return (
    <ConfirmDialog
      {...props}
      question={words.keys.regenerateQuestion}
      verb={words.keys.actions.regenerate}
      look="primary"
      ask={() => send('keys.regenerate', { id, graceSeconds: Number(grace) })}
    >
      <p>{words.keys.regenerateAbout}</p>
      <RadioGroup
        as="chips"
        label={words.keys.oldKeyStops}
        value={grace}
        onValue={setGrace}
        options={GRACES.map((value) => ({ value, label: words.keys.graces[value] }))}
        hint={grace === '0' ? words.keys.noGraceHint : words.keys.graceHint}
      />
    </ConfirmDialog>
  );
}

interface ConfirmProps<T> extends Props<T> {
  question: (name: Rich) => Rich;
  verb: string;
  look: 'primary' | 'danger';
  ask: () => Promise<Result<T>>;
  children: ComponentChildren;
}

/** Names the key; the safe button has the focus. */
function ConfirmDialog<T>(props: ConfirmProps<T>) {
  const { listed, question, verb, look, ask, onClose, onDone, children } = props;
  const { busy, failure, run } = useAsk();
  const act = async () => {
    const result = await run(ask);
    if (result.ok) onDone(result.value);
  };
  return (
    <Dialog
      title={question(<Name>{listed.name}</Name>)}
      onClose={onClose}
      buttons={
        <>
          <Button data-focus-first onClick={onClose}>
            {words.keys.keep}
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
