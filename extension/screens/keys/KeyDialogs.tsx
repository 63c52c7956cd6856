import { useState } from 'preact/hooks';
import type { ListedKey, Reveal } from '../../messages/keys.ts';
import { send } from '../../send.ts';
import { RadioGroup } from '../../ui/Choices.tsx';
import { Name } from '../../ui/Name.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { fieldErrors, saidByFields } from '../../words/failures.ts';
import { words } from '../../words/words.ts';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { FormDialog } from '../FormDialog.tsx';
import { useAsk } from '../use-ask.ts';
import { useRename } from './use-rename.ts';

interface Props<T> {
  listed: ListedKey;
  onClose: () => void;
  onDone: (outcome: T) => void;
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
    <FormDialog
      title={words.keys.renameTitle(<Name>{listed.name}</Name>)}
      verb={words.keys.actions.rename}
      off={empty}
      busy={busy}
      failure={saidByFields(failure, labels) ? null : failure}
      onClose={close}
      onSubmit={rename}
    >
      <TextInput
        label={labels.name}
        autocomplete="off"
        maxLength={100}
        value={name}
        onValue={(typed) => set({ id: listed.id, name: typed })}
        error={empty ? words.failures.notEmpty(labels.name) : fieldErrors(failure, labels).name}
      />
    </FormDialog>
  );
}

export function RevokeDialog({ listed, ...rest }: Props<ListedKey>) {
  const { id, name } = listed;
  return (
    <ConfirmDialog
      {...rest}
      question={words.keys.revokeQuestion(<Name>{name}</Name>)}
      keep={words.keys.keep}
      verb={words.keys.actions.revoke}
      ask={() => send('keys.revoke', { id })}
    >
      <p>{words.keys.revokeAbout}</p>
    </ConfirmDialog>
  );
}

export function DeleteDialog({ listed, ...rest }: Props<undefined>) {
  const { id, name, status } = listed;
  const works = status !== 'revoked' && status !== 'expired';
  return (
    <ConfirmDialog
      {...rest}
      question={words.keys.deleteQuestion(<Name>{name}</Name>)}
      keep={words.keys.keep}
      verb={words.keys.actions.delete}
      ask={() => send('keys.delete', { id })}
    >
      <p>{works ? words.keys.deleteWorking : words.keys.deleteAbout}</p>
    </ConfirmDialog>
  );
}

/** Seconds. */
const GRACES = ['0', '3600', '86400'] as const;
type Grace = (typeof GRACES)[number];

export function RegenerateDialog({ listed, ...rest }: Props<Reveal>) {
  const { id, name, inThisBrowser } = listed;
  const [grace, setGrace] = useState<Grace>('0');
  // Only a key whose secret is here can be set on tabs.
  const onTabs = inThisBrowser ? words.keys.graceHintHere : words.keys.graceHint;
  return (
    <ConfirmDialog
      {...rest}
      question={words.keys.regenerateQuestion(<Name>{name}</Name>)}
      keep={words.keys.keep}
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
        hint={grace === '0' ? words.keys.noGraceHint : onTabs}
      />
    </ConfirmDialog>
  );
}
