import { useCallback, useState } from 'preact/hooks';
import type { Key } from '../../../shared/contract/keys.ts';
import type { Member } from '../../../shared/contract/people.ts';
import type { Failure } from '../../messages/failure.ts';
import type { Reveal } from '../../messages/keys.ts';
import { send } from '../../send.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { words } from '../../words/words.ts';
import { PagedTable } from '../admin/PagedTable.tsx';
import { usePages } from '../admin/use-pages.ts';
import type { KeyAction } from '../keys/actions.ts';
import { KeyDetails } from '../keys/KeyDetails.tsx';
import { KeyDialog } from '../keys/KeyDialog.tsx';
import { keyColumns } from './key-columns.tsx';

interface Props {
  member: Member;
  isSelf: boolean;
  now: number;
  onReveal: (reveal: Reveal) => void;
}

export function MemberKeys({ member, isSelf, now, onReveal }: Props) {
  const said = fullTabWords.members;
  const { id } = member;
  const [unfolded, setUnfolded] = useState<string | null>(null);
  const [dialog, setDialog] = useState<{ action: KeyAction; key: Key } | null>(null);
  const [actionFailure, setActionFailure] = useState<Failure | null>(null);
  const read = useCallback((cursor: string | null) => send('members.keys', { id, cursor }), [id]);
  const pages = usePages(read);
  const { change } = pages;
  const tell = useToast();

  const put = (key: Key) => change((all) => all.map((one) => (one.id === key.id ? key : one)));
  const act = async (action: KeyAction, key: Key) => {
    setActionFailure(null);
    if (action !== 'disable' && action !== 'enable') {
      setDialog({ action, key });
      return;
    }
    const result = await send(`keys.${action}`, { id: key.id });
    if (!result.ok) {
      setActionFailure(result.failure);
      return;
    }
    put(result.value);
    tell(words.keys.done[action](key.name));
  };
  const columns = keyColumns({
    now,
    unfolded,
    // The secret of another person's key is nobody else's to see.
    maySeeSecret: isSelf || member.kind === 'service',
    onUnfold: (keyId) => setUnfolded(unfolded === keyId ? null : keyId),
    onAction: act,
  });

  return (
    <section class="section" aria-labelledby="member-keys">
      <h2 id="member-keys">{said.keys}</h2>
      {actionFailure && <FailureNotice failure={actionFailure} />}
      <PagedTable
        pages={pages}
        caption={said.keys}
        columns={columns}
        empty={<p class="quiet">{said.noKeys}</p>}
        keyOf={(key) => key.id}
        below={(key) =>
          key.id === unfolded && (
            <KeyDetails
              id={`details-${key.id}`}
              listed={{ ...key, inThisBrowser: false }}
              now={now}
            />
          )
        }
      />
      {dialog && (
        <KeyDialog
          action={dialog.action}
          listed={{ ...dialog.key, inThisBrowser: false }}
          onClose={() => setDialog(null)}
          onPut={(key, words) => {
            setDialog(null);
            put(key);
            tell(words);
          }}
          onDrop={(words) => {
            setDialog(null);
            change((all) => all.filter((one) => one.id !== dialog.key.id));
            tell(words);
          }}
          onReveal={onReveal}
        />
      )}
    </section>
  );
}
