import { useState } from 'preact/hooks';
import type { ListedKey, Reveal } from '../../messages.ts';
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

export function RevokeDialog({ listed, onClose, onDone }: Props<ListedKey>) {
  const { busy, failure, run } = useAsk();
  const revoke = async () => {
    const result = await run(() => send('keys.revoke', { id: listed.id }));
    if (result.ok) onDone(result.value);
  };
  return (
    <Dialog
      title={
        <>
          Revoke <Name>{listed.name}</Name>?
        </>
      }
      onClose={onClose}
      buttons={
        <>
          <Button data-focus-first onClick={onClose}>
            Keep
          </Button>
          <Button look="danger" busy={busy} onClick={revoke}>
            Revoke
          </Button>
        </>
      }
    >
      <p>Whatever uses it stops at once. This cannot be undone.</p>
      {failure && <FailureNotice failure={failure} />}
    </Dialog>
  );
}

export function DeleteDialog({ listed, onClose, onDone }: Props<undefined>) {
  const { busy, failure, run } = useAsk();
  const works = listed.status !== 'revoked' && listed.status !== 'expired';
  const remove = async () => {
    const result = await run(() => send('keys.delete', { id: listed.id }));
    if (result.ok) onDone(undefined);
  };
  return (
    <Dialog
      title={
        <>
          Delete <Name>{listed.name}</Name>?
        </>
      }
      onClose={onClose}
      buttons={
        <>
          <Button data-focus-first onClick={onClose}>
            Keep
          </Button>
          <Button look="danger" busy={busy} onClick={remove}>
            Delete
          </Button>
        </>
      }
    >
      <p>
        {works && 'Whatever uses it stops at once. '}It leaves the list for good. This cannot be
        undone.
      </p>
      {failure && <FailureNotice failure={failure} />}
    </Dialog>
  );
}

const GRACES = { '0': 'At once', '3600': 'In 1 hour', '86400': 'In 1 day' };
type Grace = keyof typeof GRACES;

export function RegenerateDialog({ listed, onClose, onDone }: Props<Reveal>) {
  const [grace, setGrace] = useState<Grace>('0');
  const { busy, failure, run } = useAsk();
  const regenerate = async () => {
    const result = await run(() =>
      send('keys.regenerate', { id: listed.id, graceSeconds: Number(grace) }),
    );
    if (result.ok) onDone(result.value);
  };
  return (
    <Dialog
      title={
        <>
          Regenerate <Name>{listed.name}</Name>?
        </>
      }
      onClose={onClose}
      buttons={
        <>
          <Button data-focus-first onClick={onClose}>
            Keep
          </Button>
          <Button look="primary" busy={busy} onClick={regenerate}>
            Regenerate
          </Button>
        </>
      }
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
      {failure && <FailureNotice failure={failure} />}
    </Dialog>
  );
}
