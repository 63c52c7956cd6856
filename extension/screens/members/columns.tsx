import type { Member } from '../../../shared/contract/people.ts';
import { Dash, Time } from '../../ui/Time.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import type { Column } from '../admin/Table.tsx';
import { AccessMark } from './AccessMark.tsx';

export function memberColumns(own: string, now: number): Column<Member>[] {
  const said = fullTabWords.members;
  return [
    {
      id: 'name',
      label: said.name,
      header: true,
      cell: (member) => (
        <>
          <a class="table__link" href={`#members/${member.id}`}>
            <bdi>{member.name}</bdi>
          </a>{' '}
          {member.id === own && <span class="tag">{said.you}</span>}
          {!member.joined && <span class="tag">{said.invited}</span>}
          {!member.active && <span class="tag">{said.inactive}</span>}
          {member.email && <div class="small quiet table__under">{member.email}</div>}
        </>
      ),
    },
    { id: 'role', label: said.role, cell: ({ role }) => <bdi>{role.name}</bdi> },
    { id: 'kind', label: said.kind, cell: ({ kind }) => said.kinds[kind] },
    {
      id: 'keys',
      label: said.activeKeys,
      number: true,
      cell: ({ activeKeyCount }) => activeKeyCount,
    },
    {
      id: 'webhooks',
      label: said.webhookCount,
      number: true,
      cell: ({ webhookCount }) => webhookCount,
    },
    {
      id: 'used',
      label: said.lastUsed,
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? (
          <Time time={Date.parse(lastUsedAt)} now={now} />
        ) : (
          <Dash label={said.neverUsed} />
        ),
    },
    { id: 'access', label: said.access, cell: ({ apiAccess }) => <AccessMark {...apiAccess} /> },
  ];
}
