import type { Result } from '../../messages/failure.ts';
import type { Account, SessionState } from '../../messages/session.ts';
import { send } from '../../send.ts';
import { GearIcon, LeaveIcon, OrgIcon, PersonIcon, ServerIcon, TickIcon } from '../../ui/icons.tsx';
import { Menu, MenuGroup, MenuItem } from '../../ui/Menu.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { failureWords } from '../../words/failures.ts';
import { words } from '../../words/words.ts';
import { closePopup } from './close-popup.ts';
import { Documentation, useDocumentation } from './Documentation.tsx';
import { useFrame } from './frame.ts';
import { OtherFrames } from './OtherFrames.tsx';

interface Props {
  account: Account;
  /** The server's. */
  address: string;
  /** The place that the person is at. */
  place: string;
  onSession: (state: SessionState) => void;
}

/** Who I am, where else I am, and the way out. */
export function AccountMenu({ account, address, place, onSession }: Props) {
  const tell = useToast();
  const { kind } = useFrame();
  const { user, current, memberships } = account;
  const documentation = useDocumentation();

  const take = async (asked: Promise<Result<SessionState>>) => {
    const result = await asked;
    if (result.ok) onSession(result.value);
    else tell(failureWords(result.failure).what);
  };

  const about = (
    <>
      <strong>
        <bdi>{user.name}</bdi>
      </strong>
      <div class="small quiet">{user.email}</div>
      <div class="small quiet">{words.shell.role(current.role.name)}</div>
    </>
  );

  return (
    <Menu label={words.shell.account} icon={<PersonIcon />} about={about}>
      {(close) => {
        const choose = (ask: () => Promise<Result<SessionState>>) => () => {
          close();
          void take(ask());
        };
        return (
          <>
            {memberships.length > 1 && (
              <MenuGroup label={words.shell.organisation}>
                {memberships.map(({ memberId, org }) => (
                  <MenuItem
                    key={memberId}
                    icon={memberId === current.memberId ? <TickIcon /> : <OrgIcon />}
                    checked={memberId === current.memberId}
                    onSelect={choose(() => send('session.switch-org', { orgId: org.id }))}
                  >
                    {org.name}
                  </MenuItem>
                ))}
              </MenuGroup>
            )}
            <OtherFrames place={place} onChosen={close} />
            <Documentation address={address} own={documentation} onChosen={close} />
            <MenuItem
              icon={<GearIcon />}
              onSelect={async () => {
                close();
                const opened = await send('full-tab.open', { place: 'settings' });
                if (opened.ok) closePopup(kind);
                else tell(failureWords(opened.failure).what);
              }}
            >
              {words.shell.settings}
            </MenuItem>
            <MenuItem icon={<ServerIcon />} onSelect={choose(() => send('session.disconnect'))}>
              {words.shell.changeServer}
            </MenuItem>
            <MenuItem icon={<LeaveIcon />} onSelect={choose(() => send('session.sign-out'))}>
              {words.shell.signOut}
            </MenuItem>
          </>
        );
      }}
    </Menu>
  );
}
