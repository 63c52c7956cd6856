import type { Role } from '../../../shared/contract/roles.ts';
import { Select } from '../../ui/Choices.tsx';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import type { Loaded } from '../admin/use-loaded.ts';

interface Props {
  roles: Loaded<{ items: Role[] }>;
  value: string;
  onValue: (roleId: string) => void;
}

export function RoleSelect({ roles, value, onValue }: Props) {
  if (roles.failure) return <LoadFailure failure={roles.failure} onAgain={roles.reload} />;
  return (
    <Select
      label={fullTabWords.members.role}
      value={value}
      onValue={onValue}
      options={(roles.value?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

/** `member` where nothing else is chosen: an admin is made on purpose. */
export function defaultRole(roles: Role[] | undefined): string {
  const usual = roles?.find(({ builtIn, name }) => builtIn && name === 'member');
  return (usual ?? roles?.[0])?.id ?? '';
}
