import type { Role } from '../../../../shared/contract/roles.ts';
import type { RoleEffect } from '../../../messages/admin.ts';
import { send } from '../../../send.ts';
import { Name } from '../../../ui/Name.tsx';
import { fullTabWords } from '../../../words/full-tab-words.ts';
import { words } from '../../../words/words.ts';
import { ConfirmDialog } from '../../ConfirmDialog.tsx';

interface Props {
  effect: RoleEffect;
  onClose: () => void;
  onDone: (role: Role) => void;
}

export function RoleSwitchDialog({ effect, onClose, onDone }: Props) {
  const said = fullTabWords.roles;
  const { role, orgAccess, keys, members } = effect;
  const on = role.apiAccess;
  const name = <Name>{role.name}</Name>;
  return (
    <ConfirmDialog
      question={on ? said.turnOffQuestion(name) : said.turnOnQuestion(name)}
      keep={on ? words.access.keepOn : words.access.keepOff}
      verb={on ? said.turnOff : said.turnOn}
      look={on ? 'danger' : 'primary'}
      ask={() => send('roles.change', { id: role.id, change: { apiAccess: !on } })}
      onClose={onClose}
      onDone={onDone}
    >
      <p>{orgAccess ? (on ? said.willStop : said.willWork)(keys, members) : said.orgIsOff}</p>
    </ConfirmDialog>
  );
}
