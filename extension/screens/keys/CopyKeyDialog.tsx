import { useEffect, useState } from 'preact/hooks';
import type { ListedKey } from '../../messages/keys.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Name } from '../../ui/Name.tsx';
import { words } from '../../words/words.ts';
import { clearInTime } from '../clipboard.ts';
import { ClipboardNote } from '../reveal/ClipboardNote.tsx';
import { CopyAs } from '../reveal/CopyAs.tsx';
import { useAsk } from '../use-ask.ts';

interface Props {
  listed: ListedKey;
  onClose: () => void;
}

/** A key that is in this browser, once more. Its secret is not shown, only copied. */
export function CopyKeyDialog({ listed, onClose }: Props) {
  const [secret, setSecret] = useState<string>();
  const [seconds, setSeconds] = useState<number | null>(null);
  const { failure, run } = useAsk();

  useEffect(() => {
    void run(() => send('keys.secret', { id: listed.id })).then((result) => {
      if (result.ok) setSecret(result.value.secret);
    });
  }, [run, listed.id]);

  return (
    <Dialog
      title={words.keys.copyTitle(<Name>{listed.name}</Name>)}
      onClose={onClose}
      buttons={<Button onClick={onClose}>{words.keys.close}</Button>}
    >
      <CopyAs
        name={listed.name}
        prefix={listed.prefix}
        secret={secret}
        header={{ kind: 'bearer' }}
        onCopied={(text) => void clearInTime(text).then(setSeconds)}
      />
      <ClipboardNote seconds={seconds} />
      {failure && <FailureNotice failure={failure} />}
    </Dialog>
  );
}
