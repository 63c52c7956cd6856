import { useCallback, useEffect } from 'preact/hooks';
import type { Key } from '../../../shared/contract/keys.ts';
import type { Member } from '../../../shared/contract/people.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Name } from '../../ui/Name.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { words } from '../../words/words.ts';
import { Loading } from '../admin/Loading.tsx';
import { usePages } from '../admin/use-pages.ts';
import { ConfirmDialog } from '../ConfirmDialog.tsx';

interface Props {
  member: Member;
  onClose: () => void;
  /** With how many keys. */
  onCleared: (revoked: number) => void;
}

/** Counts the keys anew, since the question says how many: also those that do not work now. */
export function ClearDialog({ member, onClose, onCleared }: Props) {
  const said = fullTabWords.members;
  const { id, name, kind } = member;
  const read = useCallback((cursor: string | null) => send('members.keys', { id, cursor }), [id]);
  const { items, busy, done, failure, more } = usePages<Key>(read);
  useEffect(() => {
    if (items && !busy && !done && !failure) void more();
  }, [items, busy, done, failure, more]);

  if (!items || !done) {
    return (
      <Dialog
        title={said.clearKeys}
        onClose={onClose}
        buttons={<Button onClick={onClose}>{words.ui.cancel}</Button>}
      >
        <Loading failure={failure} onAgain={more} />
      </Dialog>
    );
  }
  const count = items.filter(({ status }) => status !== 'revoked').length;
  if (count === 0) {
    return (
      <Dialog
        title={said.clearKeys}
        onClose={onClose}
        buttons={
          <Button data-focus-first onClick={onClose}>
            {fullTabWords.admin.close}
          </Button>
        }
      >
        <p>{said.nothingToClear}</p>
      </Dialog>
    );
  }
  return (
    <ConfirmDialog
      question={said.clearQuestion(<Name>{name}</Name>, count)}
      keep={fullTabWords.admin.keep}
      verb={said.clear(count)}
      ask={() => send('members.clear-keys', { id })}
      onClose={onClose}
      onDone={({ revoked }) => onCleared(revoked)}
    >
      <p>
        {said.clearAbout(count)} {said.clearNext[kind]}
      </p>
    </ConfirmDialog>
  );
}
