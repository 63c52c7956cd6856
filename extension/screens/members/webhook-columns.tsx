import type { Webhook } from '../../../shared/contract/webhooks.ts';
import { Button } from '../../ui/Button.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';
import { Dash, Time } from '../../ui/Time.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import type { Column } from '../admin/Table.tsx';

interface With {
  now: number;
  busyHook: string | null;
  onTurn: (webhook: Webhook) => void;
}

const MARKS = { active: 'active', paused: 'disabled', stopped: 'suspended' } as const;

export function webhookColumns({ now, busyHook, onTurn }: With): Column<Webhook>[] {
  const said = fullTabWords.members;
  return [
    {
      id: 'url',
      label: said.url,
      header: true,
      cell: ({ url }) => <code class="anywhere">{url}</code>,
    },
    {
      id: 'event',
      label: said.event,
      cell: ({ entity, operation }) => (
        <>
          <code>{entity}</code> {said.operations[operation]}
        </>
      ),
    },
    {
      id: 'status',
      label: said.status,
      cell: ({ status, stopReason }) => (
        <>
          <span class="marked">
            <StatusMark mark={MARKS[status]} />
            {said.webhookStatus[status]}
          </span>
          {stopReason && <div class="small quiet">{said.stopReason[stopReason]}</div>}
        </>
      ),
    },
    {
      id: 'delivery',
      label: said.lastDelivery,
      cell: ({ lastDelivery: last }) =>
        last ? (
          <>
            {said.delivery[last.status]}{' '}
            <span class="quiet">
              <Time time={Date.parse(last.lastAttemptAt ?? last.createdAt)} now={now} />
              {last.responseStatus !== null && ` · ${last.responseStatus}`}
            </span>
          </>
        ) : (
          <Dash label={said.noDelivery} />
        ),
    },
    {
      id: 'actions',
      label: said.actions,
      number: true,
      cell: (webhook) => {
        const paused = webhook.status === 'paused';
        return (
          <Button
            small
            busy={busyHook === webhook.id}
            aria-label={(paused ? said.resumeOne : said.pauseOne)(webhook.url)}
            onClick={() => onTurn(webhook)}
          >
            {paused ? said.resume : said.pause}
          </Button>
        );
      },
    },
  ];
}
