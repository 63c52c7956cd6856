import { useCallback } from 'preact/hooks';
import { send } from '../../../send.ts';
import { Button } from '../../../ui/Button.tsx';
import { LoadFailure } from '../../../ui/LoadFailure.tsx';
import { fullTabWords } from '../../../words/full-tab-words.ts';
import { Loading } from '../../admin/Loading.tsx';
import { Table } from '../../admin/Table.tsx';
import { useLoaded } from '../../admin/use-loaded.ts';
import { usePages } from '../../admin/use-pages.ts';
import { DaysChart } from './DaysChart.tsx';
import './record.css';
import { requestColumns } from './request-columns.tsx';

/** What was checked with a key: by day, and the last requests. */
export function KeyRecord({ id, now }: { id: string; now: number }) {
  const said = fullTabWords.record;
  const readDays = useCallback(() => send('record.days', { id }), [id]);
  const read = useCallback(
    (cursor: string | null) => send('record.requests', { id, cursor }),
    [id],
  );
  const days = useLoaded(readDays);
  const { items, failure, busy, done, more } = usePages(read);

  if (!days.value || !items) {
    const again = async () => {
      await Promise.all([days.reload(), more()]);
    };
    return <Loading failure={days.failure ?? failure} onAgain={again} />;
  }
  return (
    <div class="record">
      <h3>{said.daysTitle}</h3>
      <DaysChart days={days.value.items} now={now} />
      <h3>{said.requestsTitle}</h3>
      {items.length === 0 && <p class="quiet">{said.noRequests}</p>}
      {items.length > 0 && (
        <Table
          caption={said.requestsTitle}
          columns={requestColumns(now)}
          items={items}
          keyOf={(request) => String(items.indexOf(request))}
        />
      )}
      {failure && <LoadFailure failure={failure} onAgain={more} />}
      {!done && !failure && (
        <div>
          <Button small busy={busy} onClick={more}>
            {fullTabWords.admin.more}
          </Button>
        </div>
      )}
    </div>
  );
}
