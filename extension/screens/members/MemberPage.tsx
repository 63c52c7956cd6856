import { useState } from 'preact/hooks';
import type { Member } from '../../../shared/contract/people.ts';
import type { Invited } from '../../messages/admin.ts';
import type { Reveal } from '../../messages/keys.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { BackIcon } from '../../ui/icons.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { PageHead } from '../admin/PageHead.tsx';
import { Main } from '../shell/Main.tsx';
import { useAsk } from '../use-ask.ts';
import { useNow } from '../use-now.ts';
import { InvitedDialog } from './InvitedDialog.tsx';
import { type MemberAction, MemberDialog } from './MemberDialog.tsx';
import { MemberFacts } from './MemberFacts.tsx';
import { MemberKeys } from './MemberKeys.tsx';
import { MemberWebhooks } from './MemberWebhooks.tsx';

interface Props {
  member: Member;
  isSelf: boolean;
  onMember: (member: Member) => void;
  onReveal: (reveal: Reveal) => void;
  onGo: (place: string) => void;
}

export function MemberPage({ member, isSelf, onMember, onReveal, onGo }: Props) {
  const said = fullTabWords.members;
  const [dialog, setDialog] = useState<MemberAction | null>(null);
  const [invited, setInvited] = useState<Invited | null>(null);
  /** Counts up when the member's keys have changed below the list. */
  const [cleared, setCleared] = useState(0);
  const { busy, failure, run } = useAsk();
  const tell = useToast();
  const now = useNow();
  const { id, name, email, role } = member;

  const done = (now: Member, words: string) => {
    setDialog(null);
    onMember(now);
    tell(words);
  };
  const reactivate = async () => {
    const result = await run(() => send('members.change', { id, change: { active: true } }));
    if (result.ok) done(result.value, said.isActive(name));
  };
  const inviteAgain = async () => {
    if (email === null) return;
    const result = await run(() => send('members.invite', { name, email, roleId: role.id }));
    if (result.ok) setInvited(result.value);
  };

  return (
    <Main flush failure={failure}>
      <PageHead
        title={<bdi>{name}</bdi>}
        back={
          <IconButton label={said.back} onClick={() => onGo('members')}>
            <BackIcon />
          </IconButton>
        }
        actions={
          <>
            {member.kind === 'service' && (
              <Button look="primary" onClick={() => onGo(`members/${id}/new-key`)}>
                {said.createKeyFor}
              </Button>
            )}
            {!member.joined && (
              <Button busy={busy} onClick={inviteAgain}>
                {said.inviteAgain}
              </Button>
            )}
            <Button onClick={() => setDialog('role')}>{said.changeRole}</Button>
            {member.active ? (
              <Button onClick={() => setDialog('deactivate')}>{said.deactivate}</Button>
            ) : (
              <Button busy={busy} onClick={reactivate}>
                {said.reactivate}
              </Button>
            )}
            {member.kind === 'person' && member.joined && !isSelf && (
              <Button onClick={() => setDialog('end-sessions')}>{said.endSessions}</Button>
            )}
            <Button onClick={() => setDialog('clear')}>{said.clearKeys}</Button>
          </>
        }
      />
      <MemberFacts member={member} now={now} />
      <MemberKeys key={cleared} member={member} isSelf={isSelf} now={now} onReveal={onReveal} />
      <MemberWebhooks member={member} now={now} />
      {invited && <InvitedDialog invited={invited} onClose={() => setInvited(null)} />}
      {dialog && (
        <MemberDialog
          action={dialog}
          member={member}
          onClose={() => setDialog(null)}
          onDone={done}
          onCleared={(revoked) => {
            setCleared(cleared + 1);
            done({ ...member, activeKeyCount: 0 }, said.cleared(name, revoked));
          }}
        />
      )}
    </Main>
  );
}
