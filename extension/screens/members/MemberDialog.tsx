import type { Member } from '../../../shared/contract/people.ts';
import { send } from '../../send.ts';
import { Name } from '../../ui/Name.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { words } from '../../words/words.ts';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { ClearDialog } from './ClearDialog.tsx';
import { RoleDialog } from './RoleDialog.tsx';

export type MemberAction = 'role' | 'deactivate' | 'clear' | 'end-sessions';

interface Props {
  action: MemberAction;
  member: Member;
  onClose: () => void;
  onDone: (member: Member, words: string) => void;
  /** With how many keys. */
  onCleared: (revoked: number) => void;
}

export function MemberDialog({ action, member, onClose, onDone, onCleared }: Props) {
  const said = fullTabWords.members;
  const { id, name } = member;
  switch (action) {
    case 'role':
      return (
        <RoleDialog
          member={member}
          onClose={onClose}
          onChanged={(now) => onDone(now, said.roleIsNow(name, now.role.name))}
        />
      );
    case 'deactivate':
      return (
        <ConfirmDialog
          question={said.deactivateQuestion(<Name>{name}</Name>)}
          keep={fullTabWords.admin.keep}
          verb={said.deactivate}
          ask={() => send('members.change', { id, change: { active: false } })}
          onClose={onClose}
          onDone={(now) => onDone(now, said.isInactive(name))}
        >
          <p>
            {member.kind === 'service'
              ? said.deactivateServiceAbout(member.activeKeyCount)
              : said.deactivateAbout(member.activeKeyCount)}
          </p>
        </ConfirmDialog>
      );
    case 'end-sessions':
      return (
        <ConfirmDialog
          question={said.endSessionsQuestion(<Name>{name}</Name>)}
          keep={words.ui.cancel}
          verb={said.endSessionsVerb}
          ask={() => send('members.end-sessions', { id })}
          onClose={onClose}
          onDone={({ ended }) => onDone(member, said.sessionsEnded(name, ended))}
        >
          <p>{said.endSessionsAbout}</p>
        </ConfirmDialog>
      );
    case 'clear':
      return <ClearDialog member={member} onClose={onClose} onCleared={onCleared} />;
  }
}
