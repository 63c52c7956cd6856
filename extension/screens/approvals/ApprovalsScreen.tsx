import { useState } from 'preact/hooks';
import type { Key } from '../../../shared/contract/keys.ts';
import { send } from '../../send.ts';
import { ApproveIcon } from '../../ui/admin-icons.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Notice.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { LoadState } from '../admin/LoadState.tsx';
import { PageHead } from '../admin/PageHead.tsx';
import { Table } from '../admin/Table.tsx';
import { useLoaded } from '../admin/use-loaded.ts';
import { Main } from '../shell/Main.tsx';
import type { PlaceProps } from '../shell/place.ts';
import { useAsk } from '../use-ask.ts';
import { useNotice } from '../use-notice.ts';
import { useNow } from '../use-now.ts';
import { approvalColumns } from './columns.tsx';
import { DenyDialog } from './DenyDialog.tsx';

const read = () => send('approvals.list');

export function ApprovalsScreen({ onGo }: PlaceProps) {
  const said = fullTabWords.approvals;
  const { value, failure, reload, set } = useLoaded(read);
  const [denying, setDenying] = useState<Key | null>(null);
  const [busyKey, setBusyKey] = useState<string | null>(null);
  const { failure: actionFailure, run } = useAsk();
  useNotice('approvals', reload);
  const tell = useToast();
  const now = useNow();

  const drop = (id: string) => {
    if (value) set({ items: value.items.filter((key) => key.id !== id) });
  };
  const approve = async ({ id, name, ownerName }: Key) => {
    setBusyKey(id);
    const result = await run(() => send('approvals.approve', { id }));
    setBusyKey(null);
    if (!result.ok) return;
    drop(id);
    tell(said.approved(name, ownerName));
  };

  return (
    <Main flush failure={actionFailure}>
      <PageHead title={said.title} about={said.about} />
      <LoadState there={value !== null} failure={failure} onAgain={reload} />
      {value?.items.length === 0 && (
        <Empty
          icon={<ApproveIcon />}
          title={said.none}
          action={<Button onClick={() => onGo('policies')}>{said.toPolicies}</Button>}
        >
          <p>{said.noneNext}</p>
        </Empty>
      )}
      {value && value.items.length > 0 && (
        <Table
          caption={said.title}
          columns={approvalColumns({ now, busyKey, onApprove: approve, onDeny: setDenying })}
          items={value.items}
          keyOf={({ id }) => id}
        />
      )}
      {denying && (
        <DenyDialog
          asked={denying}
          onClose={() => setDenying(null)}
          onDenied={() => {
            setDenying(null);
            drop(denying.id);
            tell(said.denied(denying.name));
          }}
        />
      )}
    </Main>
  );
}
