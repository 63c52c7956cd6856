import { useState } from 'preact/hooks';
import type { Member } from '../../../shared/contract/people.ts';
import type { Invited } from '../../messages/admin.ts';
import { send } from '../../send.ts';
import { TextInput } from '../../ui/TextInput.tsx';
import { fieldErrors, saidByFields } from '../../words/failures.ts';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { useRoles } from '../admin/use-roles.ts';
import { useDraft } from '../drafts.ts';
import { FormDialog } from '../FormDialog.tsx';
import { useAsk } from '../use-ask.ts';
import { InvitedDialog } from './InvitedDialog.tsx';
import { defaultRole, RoleSelect } from './RoleSelect.tsx';

interface Props {
  onClose: () => void;
  onInvited: (member: Member) => void;
}

const EMPTY = { name: '', email: '', roleId: '' };

export function InviteDialog({ onClose, onInvited }: Props) {
  const said = fullTabWords.members;
  const { fields, set, forget } = useDraft('invite', EMPTY);
  const [tried, setTried] = useState(false);
  const [invited, setInvited] = useState<Invited | null>(null);
  const roles = useRoles();
  const { busy, failure, run } = useAsk();
  const labels = { name: said.name, email: said.email, roleId: said.role };
  const roleId = fields.roleId || defaultRole(roles.value?.items);
  const refused = fieldErrors(failure, labels);
  const lacks = { name: !fields.name.trim(), email: !fields.email.trim() };

  if (invited) return <InvitedDialog invited={invited} onClose={onClose} />;

  const submit = async () => {
    setTried(true);
    if (busy || lacks.name || lacks.email || !roleId) return;
    const { name, email } = fields;
    const result = await run(() => send('members.invite', { name, email, roleId }));
    if (!result.ok) return;
    forget();
    onInvited(result.value.member);
    setInvited(result.value);
  };

  return (
    <FormDialog
      title={said.invite}
      verb={said.sendInvite}
      off={!roleId}
      busy={busy}
      failure={saidByFields(failure, labels) ? null : failure}
      onClose={onClose}
      onSubmit={submit}
    >
      <p class="quiet">{said.inviteAbout}</p>
      <TextInput
        label={said.name}
        autocomplete="off"
        maxLength={100}
        value={fields.name}
        onValue={(name) => set({ name })}
        error={tried && lacks.name ? said.mustName : refused.name}
      />
      <TextInput
        label={said.email}
        type="email"
        autocomplete="off"
        value={fields.email}
        onValue={(email) => set({ email })}
        error={tried && lacks.email ? said.mustEmail : refused.email}
      />
      <RoleSelect roles={roles} value={roleId} onValue={(id) => set({ roleId: id })} />
    </FormDialog>
  );
}
