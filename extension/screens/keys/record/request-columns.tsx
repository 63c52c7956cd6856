import type { KeyRequest } from '../../../../shared/contract/requests.ts';
import { StatusMark } from '../../../ui/StatusMark.tsx';
import { Dash, Time } from '../../../ui/Time.tsx';
import { fullTabWords } from '../../../words/full-tab-words.ts';
import type { Column } from '../../admin/Table.tsx';
import { Scopes } from '../Scopes.tsx';

export function requestColumns(now: number): Column<KeyRequest>[] {
  const said = fullTabWords.record;
  return [
    {
      id: 'when',
      label: said.when,
      cell: ({ at }) => <Time time={Date.parse(at)} now={now} />,
    },
    {
      id: 'request',
      label: said.request,
      cell: ({ method, path }) =>
        method === null && path === null ? (
          <Dash label={said.notTold} />
        ) : (
          <code class="anywhere">
            {method} {path}
          </code>
        ),
    },
    { id: 'asked', label: said.asked, cell: ({ scopes }) => <Scopes scopes={scopes} /> },
    {
      id: 'outcome',
      label: said.outcome,
      cell: ({ outcome }) => (
        <span class="marked">
          <StatusMark mark={outcome === 'valid' ? 'active' : 'denied'} />
          {said.outcomes[outcome]}
        </span>
      ),
    },
  ];
}
