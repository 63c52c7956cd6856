import { useState } from 'preact/hooks';
import type { Member } from '../../../shared/contract/people.ts';
import { send } from '../../send.ts';
import { TextInput } from '../../ui/TextInput.tsx';
import { fieldErrors, saidByFields } from '../../words/failures.ts';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { useRoles } from '../admin/use-roles.ts';
import { useDraft } from '../drafts.ts';
import { FormDialog } from '../FormDialog.tsx';
import { useAsk } from '../use-ask.ts';
import { defaultRole, RoleSelect } from './RoleSelect.tsx';

interface Props {
  onClose: () => void;
  onAdded: (member: Member) => void;
}

const EMPTY = { name: '', roleId: '' };

export function ServiceDialog({ onClose, onAdded }: Props) {
  const said = fullTabWords.members;
  const { fields, set, forget } = useDraft('service', EMPTY);
  const [tried, setTried] = useState(false);
  const roles = useRoles();
  const { busy, failure, run } = useAsk();
  const labels = { name: said.name };
  const roleId = fields.roleId || defaultRole(roles.value?.items);
  const lacksName = !fields.name.trim();

  const submit = async () => {
    setTried(true);
    if (busy || lacksName || !roleId) return;
    const result = await run(() => send('members.add-service', { name: fields.name, roleId }));
    if (!result.ok) return;
    forget();
    onAdded(result.value);
  };

  return (
    <FormDialog
      title={said.addService}
      verb={said.add}
      off={!roleId}
      busy={busy}
      failure={saidByFields(failure, labels) ? null : failure}
      onClose={onClose}
      onSubmit={submit}
    >
      <p class="quiet">{said.addServiceAbout}</p>
      <TextInput
        label={said.name}
        autocomplete="off"
        maxLength={100}
        value={fields.name}
        onValue={(name) => set({ name })}
        error={tried && lacksName ? said.mustName : fieldErrors(failure, labels).name}
      />
      <RoleSelect roles={roles} value={roleId} onValue={(id) => set({ roleId: id })} />
    </FormDialog>
  );
}
