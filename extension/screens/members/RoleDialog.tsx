import { useState } from 'preact/hooks';
import type { Member } from '../../../shared/contract/people.ts';
import { send } from '../../send.ts';
import { Name } from '../../ui/Name.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { useRoles } from '../admin/use-roles.ts';
import { FormDialog } from '../FormDialog.tsx';
import { useAsk } from '../use-ask.ts';
import { RoleSelect } from './RoleSelect.tsx';

interface Props {
  member: Member;
  onClose: () => void;
  onChanged: (member: Member) => void;
}

export function RoleDialog({ member, onClose, onChanged }: Props) {
  const said = fullTabWords.members;
  const [roleId, setRoleId] = useState(member.role.id);
  const roles = useRoles();
  const { busy, failure, run } = useAsk();
  const same = roleId === member.role.id;

  const submit = async () => {
    if (busy || same) return;
    const result = await run(() => send('members.change', { id: member.id, change: { roleId } }));
    if (result.ok) onChanged(result.value);
  };

  return (
    <FormDialog
      title={said.changeRoleOf(<Name>{member.name}</Name>)}
      verb={said.change}
      off={same}
      busy={busy}
      failure={failure}
      onClose={onClose}
      onSubmit={submit}
    >
      <p>{said.changeRoleAbout}</p>
      <RoleSelect roles={roles} value={roleId} onValue={setRoleId} />
    </FormDialog>
  );
}
