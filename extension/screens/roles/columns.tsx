import type { Role } from '../../../shared/contract/roles.ts';
import { Button } from '../../ui/Button.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import type { Column } from '../admin/Table.tsx';
import { Scopes } from '../keys/Scopes.tsx';

interface With {
  onEdit: (role: Role) => void;
  onDelete: (role: Role) => void;
}

export function roleColumns({ onEdit, onDelete }: With): Column<Role>[] {
  const said = fullTabWords.roles;
  return [
    {
      id: 'name',
      label: said.name,
      header: true,
      cell: ({ name, builtIn }) => (
        <>
          <bdi>{name}</bdi> {builtIn && <span class="tag">{said.builtIn}</span>}
        </>
      ),
    },
    {
      id: 'permissions',
      label: said.permissions,
      cell: ({ permissions }) => <Scopes scopes={permissions} />,
    },
    {
      id: 'access',
      label: said.access,
      cell: ({ apiAccess }) => (apiAccess ? said.mayUse : said.mayNot),
    },
    {
      id: 'actions',
      label: said.actions,
      number: true,
      cell: (role) =>
        !role.builtIn && (
          <div class="table__buttons">
            <Button small aria-label={said.deleteOne(role.name)} onClick={() => onDelete(role)}>
              {said.delete}
            </Button>
            <Button small aria-label={said.editOne(role.name)} onClick={() => onEdit(role)}>
              {said.edit}
            </Button>
          </div>
        ),
    },
  ];
}
