import { useCallback, useState } from 'preact/hooks';
import type { Member } from '../../../shared/contract/people.ts';
import type { Webhook } from '../../../shared/contract/webhooks.ts';
import type { Failure } from '../../messages/failure.ts';
import { send } from '../../send.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { PagedTable } from '../admin/PagedTable.tsx';
import { usePages } from '../admin/use-pages.ts';
import { webhookColumns } from './webhook-columns.tsx';

export function MemberWebhooks({ member, now }: { member: Member; now: number }) {
  const said = fullTabWords.members;
  const { id } = member;
  const [busyHook, setBusyHook] = useState<string | null>(null);
  const [actionFailure, setActionFailure] = useState<Failure | null>(null);
  const read = useCallback(
    (cursor: string | null) => send('members.webhooks', { id, cursor }),
    [id],
  );
  const pages = usePages(read);
  const { change } = pages;
  const tell = useToast();

  const turn = async (webhook: Webhook) => {
    const status = webhook.status === 'paused' ? 'active' : 'paused';
    setBusyHook(webhook.id);
    setActionFailure(null);
    const result = await send('webhooks.set-status', { id: webhook.id, status });
    setBusyHook(null);
    if (!result.ok) {
      setActionFailure(result.failure);
      return;
    }
    change((all) => all.map((one) => (one.id === webhook.id ? result.value : one)));
    tell(status === 'paused' ? said.isPaused : said.isResumed);
  };

  return (
    <section class="section" aria-labelledby="member-webhooks">
      <h2 id="member-webhooks">{said.webhooks}</h2>
      {actionFailure && <FailureNotice failure={actionFailure} />}
      <PagedTable
        pages={pages}
        caption={said.webhooks}
        columns={webhookColumns({ now, busyHook, onTurn: turn })}
        keyOf={(webhook) => webhook.id}
        empty={<p class="quiet">{said.noWebhooks}</p>}
      />
    </section>
  );
}
