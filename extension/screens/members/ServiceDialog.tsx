import { useState } from 'preact/hooks';
import type { Member } from '../../../shared/contract/people.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { fieldErrors, saidByFields } from '../../words/failures.ts';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { useRoles } from '../admin/use-roles.ts';
import { useDraft } from '../drafts.ts';
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
    <Dialog
      title={said.addService}
      onClose={onClose}
      onSubmit={submit}
      buttons={
        <>
          <Button onClick={onClose}>{fullTabWords.admin.cancel}</Button>
          <Button type="submit" look="primary" busy={busy} off={!roleId}>
            {said.add}
          </Button>
        </>
      }
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
      {failure && !saidByFields(failure, labels) && <FailureNotice failure={failure} />}
    </Dialog>
  );
}
