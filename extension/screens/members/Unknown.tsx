import { PeopleIcon } from '../../ui/admin-icons.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Notice.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';

export function UnknownMember({ onBack }: { onBack: () => void }) {
  const said = fullTabWords.members;
  return (
    <Empty
      icon={<PeopleIcon />}
      title={said.unknown}
      action={<Button onClick={onBack}>{said.back}</Button>}
    >
      <p>{said.unknownNext}</p>
    </Empty>
  );
}
