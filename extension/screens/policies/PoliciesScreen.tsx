import { send } from '../../send.ts';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { Loading } from '../admin/Loading.tsx';
import { useLoaded } from '../admin/use-loaded.ts';
import { Main, Title } from '../shell/Main.tsx';
import { PolicyForm } from './PolicyForm.tsx';

const read = () => send('org.read');

export function PoliciesScreen() {
  const { value, failure, reload, set } = useLoaded(read);
  if (value) return <PolicyForm org={value} onSaved={set} />;
  return (
    <Main>
      <div class="stack">
        <Title>{fullTabWords.policies.title}</Title>
        <Loading failure={failure} onAgain={reload} />
      </div>
    </Main>
  );
}
