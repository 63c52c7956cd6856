import { RolesIcon } from '../../ui/admin-icons.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Notice.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { Loading } from '../admin/Loading.tsx';
import { useRoles } from '../admin/use-roles.ts';
import { Main, Title } from '../shell/Main.tsx';
import type { PlaceProps } from '../shell/place.ts';
import { RoleForm } from './RoleForm.tsx';
import { RoleList } from './RoleList.tsx';

export function RolesScreen({ account, path, onGo }: PlaceProps) {
  const said = fullTabWords.roles;
  const roles = useRoles();
  const tell = useToast();
  const { value } = roles;
  const toList = () => onGo('roles');

  if (!value) {
    return (
      <Main>
        <div class="stack">
          <Title>{said.title}</Title>
          <Loading failure={roles.failure} onAgain={roles.reload} />
        </div>
      </Main>
    );
  }
  if (path === '') return <RoleList roles={roles} items={value.items} onGo={onGo} />;
  const role = value.items.find(({ id }) => id === path) ?? null;
  if (path !== 'new' && (!role || role.builtIn)) {
    return (
      <Main>
        <Empty
          icon={<RolesIcon />}
          title={said.unknown}
          action={<Button onClick={toList}>{said.back}</Button>}
        >
          <p>{said.unknownNext}</p>
        </Empty>
      </Main>
    );
  }
  return (
    <RoleForm
      key={path}
      account={account}
      role={role}
      onBack={toList}
      onSaved={(saved) => {
        const others = value.items.filter(({ id }) => id !== saved.id);
        roles.set({
          items: role
            ? value.items.map((one) => (one.id === saved.id ? saved : one))
            : [...others, saved],
        });
        tell(said.saved(saved.name));
        toList();
      }}
    />
  );
}
