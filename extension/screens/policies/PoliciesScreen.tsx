import { send } from '../../send.ts';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { Loading } from '../admin/Loading.tsx';
import { useLoaded } from '../admin/use-loaded.ts';
import { Main, Title } from '../shell/Main.tsx';
import type { PlaceProps } from '../shell/place.ts';
import { PolicyForm } from './PolicyForm.tsx';

const read = () => send('org.read');

export function PoliciesScreen({ onGo }: Pick<PlaceProps, 'onGo'>) {
  const { value, failure, reload, set } = useLoaded(read);
  if (value) return <PolicyForm org={value} onSaved={set} onGo={onGo} />;
  return (
    <Main>
      <div class="stack">
        <Title>{fullTabWords.policies.title}</Title>
        <Loading failure={failure} onAgain={reload} />
      </div>
    </Main>
  );
}
