import type { Key } from '../../../shared/contract/keys.ts';
import { send } from '../../send.ts';
import { Name } from '../../ui/Name.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { useDraft } from '../drafts.ts';

interface Props {
  asked: Key;
  onClose: () => void;
  onDenied: () => void;
}

const NOTHING = { id: '', reason: '' };

export function DenyDialog({ asked, onClose, onDenied }: Props) {
  const said = fullTabWords.approvals;
  const { id, name, ownerName } = asked;
  const { fields, set, forget } = useDraft('deny', NOTHING);
  // What was typed about another key counts for nothing here.
  const reason = fields.id === id ? fields.reason : '';
  const close = () => {
    forget();
    onClose();
  };
  return (
    <ConfirmDialog
      question={said.denyQuestion(<Name>{name}</Name>, <Name>{ownerName}</Name>)}
      keep={fullTabWords.admin.keep}
      verb={said.deny}
      ask={() => send('approvals.deny', { id, reason })}
      onClose={close}
      onDone={() => {
        forget();
        onDenied();
      }}
    >
      <p>{said.denyAbout}</p>
      <TextInput
        label={said.reason}
        hint={said.reasonHint}
        autocomplete="off"
        maxLength={300}
        value={reason}
        onValue={(typed) => set({ id, reason: typed })}
      />
    </ConfirmDialog>
  );
}
