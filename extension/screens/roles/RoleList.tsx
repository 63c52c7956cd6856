import { useState } from 'preact/hooks';
import type { Role } from '../../../shared/contract/roles.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { PlusIcon } from '../../ui/icons.tsx';
import { Name } from '../../ui/Name.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { PageHead } from '../admin/PageHead.tsx';
import { Table } from '../admin/Table.tsx';
import type { Loaded } from '../admin/use-loaded.ts';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { Main } from '../shell/Main.tsx';
import { roleColumns } from './columns.tsx';

interface Props {
  roles: Loaded<{ items: Role[] }>;
  items: Role[];
  onGo: (place: string) => void;
}

export function RoleList({ roles, items, onGo }: Props) {
  const said = fullTabWords.roles;
  const [deleting, setDeleting] = useState<Role | null>(null);
  const tell = useToast();
  return (
    <Main flush>
      <PageHead
        title={said.title}
        about={
          <>
            <p>{said.about}</p>
            <p>{said.builtInAbout}</p>
          </>
        }
        actions={
          <Button look="primary" onClick={() => onGo('roles/new')}>
            <PlusIcon /> {said.create}
          </Button>
        }
      />
      <Table
        caption={said.title}
        columns={roleColumns({ onEdit: ({ id }) => onGo(`roles/${id}`), onDelete: setDeleting })}
        items={items}
        keyOf={({ id }) => id}
      />
      {deleting && (
        <ConfirmDialog
          question={said.deleteQuestion(<Name>{deleting.name}</Name>)}
          keep={fullTabWords.admin.keep}
          verb={said.delete}
          ask={() => send('roles.delete', { id: deleting.id })}
          onClose={() => setDeleting(null)}
          onDone={() => {
            setDeleting(null);
            roles.set({ items: items.filter(({ id }) => id !== deleting.id) });
            tell(said.deleted(deleting.name));
          }}
        >
          <p>{said.deleteAbout}</p>
        </ConfirmDialog>
      )}
    </Main>
  );
}
