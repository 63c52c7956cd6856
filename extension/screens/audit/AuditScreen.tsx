import { useCallback, useMemo, useState } from 'preact/hooks';
import { send } from '../../send.ts';
import { LogIcon } from '../../ui/admin-icons.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Notice.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { megabytes } from '../../words/sizes.ts';
import { dateInput } from '../../words/times.ts';
import { PagedTable } from '../admin/PagedTable.tsx';
import { PageHead } from '../admin/PageHead.tsx';
import { usePages } from '../admin/use-pages.ts';
import { download } from '../download.ts';
import { useDraft } from '../drafts.ts';
import { Main } from '../shell/Main.tsx';
import { useAsk } from '../use-ask.ts';
import { useNow } from '../use-now.ts';
import { AuditFilters } from './AuditFilters.tsx';
import { auditColumns } from './columns.tsx';
import { exportedAudit } from './export.ts';
import { NO_FILTER, toFilter } from './filter.ts';

export function AuditScreen() {
  const said = fullTabWords.audit;
  const { fields, set } = useDraft('audit', NO_FILTER);
  const filter = useMemo(() => toFilter(fields), [fields]);
  const read = useCallback(
    (cursor: string | null) => send('audit.page', { filter, cursor }),
    [filter],
  );
  const pages = usePages(read);
  const { busy: exporting, failure: exportFailure, run } = useAsk();
  const [size, setSize] = useState(0);
  const tell = useToast();
  const now = useNow();
  const columns = useMemo(() => auditColumns({ now, onFilter: set }), [now, set]);

  const exportAll = async () => {
    setSize(0);
    const result = await run(() => exportedAudit(setSize));
    if (!result.ok) return;
    download(result.value, `keyturn-audit-${dateInput(Date.now())}.jsonl`);
    tell(said.exported(megabytes(result.value.size)));
  };

  return (
    <Main flush failure={exportFailure}>
      <PageHead
        title={said.title}
        about={said.about}
        actions={
          <>
            {exporting && size > 0 && (
              <span class="small quiet">{said.soFar(megabytes(size))}</span>
            )}
            <Button busy={exporting} onClick={exportAll}>
              {said.export}
            </Button>
          </>
        }
      />
      <AuditFilters fields={fields} onFields={set} />
      <PagedTable
        pages={pages}
        caption={said.title}
        columns={columns}
        keyOf={({ id }) => id}
        empty={
          <Empty
            icon={<LogIcon />}
            title={said.none}
            action={<Button onClick={() => set(NO_FILTER)}>{said.clear}</Button>}
          >
            <p>{said.noneNext}</p>
          </Empty>
        }
      />
    </Main>
  );
}
