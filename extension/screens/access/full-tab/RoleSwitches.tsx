import { useState } from 'preact/hooks';
import type { Role } from '../../../../shared/contract/roles.ts';
import type { RoleEffect } from '../../../messages/admin.ts';
import { send } from '../../../send.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import { useToast } from '../../../ui/Toast.tsx';
import { fullTabWords } from '../../../words/full-tab-words.ts';
import { Loading } from '../../admin/Loading.tsx';
import { useRoles } from '../../admin/use-roles.ts';
import { useAsk } from '../../use-ask.ts';
import { RoleSwitchDialog } from './RoleSwitchDialog.tsx';

/** Which roles may use API keys at all. */
export function RoleSwitches() {
  const said = fullTabWords.roles;
  const roles = useRoles();
  const [asked, setAsked] = useState<string | null>(null);
  const [effect, setEffect] = useState<RoleEffect | null>(null);
  const { failure, run } = useAsk();
  const tell = useToast();

  const count = async ({ id }: Role) => {
    setAsked(id);
    const result = await run(() => send('roles.effect', { id }));
    setAsked(null);
    if (result.ok) setEffect(result.value);
  };
  const done = (now: Role, { keys }: RoleEffect) => {
    const items = roles.value?.items ?? [];
    setEffect(null);
    roles.set({ items: items.map((one) => (one.id === now.id ? now : one)) });
    tell((now.apiAccess ? said.worksAgain : said.hasStopped)(now.name, keys));
  };

  return (
    <section class="stack" aria-labelledby="role-switches">
      <div class="stack stack--tight">
        <h2 id="role-switches">{said.switches}</h2>
        <p class="quiet">{said.switchesAbout}</p>
      </div>
      {!roles.value && <Loading failure={roles.failure} onAgain={roles.reload} />}
      {failure && <FailureNotice failure={failure} />}
      {roles.value?.items.map((role) => (
        <OneRole key={role.id} role={role} busy={asked === role.id} onPress={() => count(role)} />
      ))}
      {effect && (
        <RoleSwitchDialog
          effect={effect}
          onClose={() => setEffect(null)}
          onDone={(now) => done(now, effect)}
        />
      )}
    </section>
  );
}

function OneRole({ role, busy, onPress }: { role: Role; busy: boolean; onPress: () => void }) {
  const said = fullTabWords.roles;
  const name = <bdi>{role.name}</bdi>;
  if (role.builtIn && role.name === 'admin') {
    return (
      <div class="access">
        <strong>{said.switchFor(name)}</strong>
        <p class="small quiet">{said.adminFixed}</p>
      </div>
    );
  }
  return (
    <div class="access">
      <Switch on={role.apiAccess} busy={busy} onPress={onPress}>
        <strong>{said.switchFor(name)}</strong>
      </Switch>
      <p class="small quiet">{role.apiAccess ? said.switchOn : said.switchOff}</p>
    </div>
  );
}
