import type { Key } from '../../../shared/contract/keys.ts';
import { Button } from '../../ui/Button.tsx';
import { Time } from '../../ui/Time.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import type { Column } from '../admin/Table.tsx';
import { Scopes } from '../keys/Scopes.tsx';

interface With {
  now: number;
  busyKey: string | null;
  onApprove: (key: Key) => void;
  onDeny: (key: Key) => void;
}

export function approvalColumns({ now, busyKey, onApprove, onDeny }: With): Column<Key>[] {
  const said = fullTabWords.approvals;
  return [
    { id: 'key', label: said.key, header: true, cell: ({ name }) => <bdi>{name}</bdi> },
    {
      id: 'owner',
      label: said.owner,
      cell: ({ ownerId, ownerName }) => (
        <a class="table__link" href={`#members/${ownerId}`}>
          <bdi>{ownerName}</bdi>
        </a>
      ),
    },
    {
      id: 'permissions',
      label: said.permissions,
      cell: ({ scopes }) => <Scopes scopes={scopes} />,
    },
    {
      id: 'asked',
      label: said.asked,
      cell: ({ createdAt }) => <Time time={Date.parse(createdAt)} now={now} />,
    },
    {
      id: 'expires',
      label: said.expires,
      cell: ({ expiresAt }) =>
        expiresAt ? <Time time={Date.parse(expiresAt)} now={now} /> : said.never,
    },
    {
      id: 'decide',
      label: said.decide,
      number: true,
      cell: (key) => (
        <div class="table__buttons">
          <Button
            small
            aria-label={said.denyOne(key.name, key.ownerName)}
            onClick={() => onDeny(key)}
          >
            {said.deny}
          </Button>
          <Button
            small
            look="primary"
            busy={busyKey === key.id}
            aria-label={said.approveOne(key.name, key.ownerName)}
            onClick={() => onApprove(key)}
          >
            {said.approve}
          </Button>
        </div>
      ),
    },
  ];
}
