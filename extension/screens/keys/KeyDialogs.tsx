import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ListedKey, Result, Reveal } from '../../messages.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { RadioGroup } from '../../ui/Choices.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { fieldErrors, saidByFields } from '../../words/failures.ts';
import { useAsk } from '../use-ask.ts';

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
  const [name, setName] = useState(listed.name);
  const { busy, failure, run } = useAsk();
  const labels = { name: 'Name' };
  const empty = name.trim() === '';

  const rename = async () => {
    if (busy || empty) return;
    const result = await run(() => send('keys.rename', { id: listed.id, name }));
    if (result.ok) onDone(result.value);
  };

  return (
    <Dialog
      title={
        <>
          Rename <Name>{listed.name}</Name>
        </>
      }
      onClose={onClose}
      onSubmit={rename}
      buttons={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy} off={empty}>
            Rename
          </Button>
        </>
      }
    >
      <TextInput
        label={labels.name}
        autocomplete="off"
        maxLength={100}
        value={name}
        onValue={setName}
        error={empty ? 'Name must not be empty.' : fieldErrors(failure, labels).name}
      />
      {failure && !saidByFields(failure, labels) && <FailureNotice failure={failure} />}
    </Dialog>
  );
}

export function RevokeDialog(props: Props<ListedKey>) {
  const { id } = props.listed;
  return (
    <ConfirmDialog {...props} verb="Revoke" look="danger" ask={() => send('keys.revoke', { id })}>
      <p>Whatever uses it stops at once. This cannot be undone.</p>
    </ConfirmDialog>
  );
}

export function DeleteDialog(props: Props<undefined>) {
  const { id, status } = props.listed;
  const works = status !== 'revoked' && status !== 'expired';
  return (
    <ConfirmDialog {...props} verb="Delete" look="danger" ask={() => send('keys.delete', { id })}>
      <p>
        {works && 'Whatever uses it stops at once. '}It leaves the list for good. This cannot be
        undone.
      </p>
    </ConfirmDialog>
  );
}

const GRACES = { '0': 'At once', '3600': 'In 1 hour', '86400': 'In 1 day' };
type Grace = keyof typeof GRACES;

export function RegenerateDialog(props: Props<Reveal>) {
  const { id } = props.listed;
  const [grace, setGrace] = useState<Grace>('0');
  return (
    <ConfirmDialog
      {...props}
      verb="Regenerate"
      look="primary"
      ask={() => send('keys.regenerate', { id, graceSeconds: Number(grace) })}
    >
      <p>
        A new key takes its place, with the same name, permissions and expiry. Its secret is shown
        once.
      </p>
      <RadioGroup
        as="chips"
        label="The old key stops"
        value={grace}
        onValue={setGrace}
        options={(['0', '3600', '86400'] as const).map((value) => ({
          value,
          label: GRACES[value],
        }))}
        hint={
          grace === '0'
            ? 'Whatever still uses it stops at once. This cannot be undone.'
            : 'Until then both work. On tabs it is taken off now. This cannot be undone.'
        }
      />
    </ConfirmDialog>
  );
}

interface ConfirmProps<T> extends Props<T> {
  verb: string;
  look: 'primary' | 'danger';
  ask: () => Promise<Result<T>>;
  children: ComponentChildren;
}

/** Names the key; the safe button has the focus. */
function ConfirmDialog<T>({ listed, verb, look, ask, onClose, onDone, children }: ConfirmProps<T>) {
  const { busy, failure, run } = useAsk();
  const act = async () => {
    const result = await run(ask);
    if (result.ok) onDone(result.value);
  };
  return (
    <Dialog
      title={
        <>
          {verb} <Name>{listed.name}</Name>?
        </>
      }
      onClose={onClose}
      buttons={
        <>
          <Button data-focus-first onClick={onClose}>
            Keep
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
