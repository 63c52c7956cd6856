import type { Key } from '../../../shared/contract/keys.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { words } from '../../words/words.ts';
import { Main, Title } from '../shell/Main.tsx';

/** The key has been asked for, and what happens now. */
export function RequestedScreen({ requested, onDone }: { requested: Key; onDone: () => void }) {
  return (
    <Main
      action={
        <Button look="primary" autofocus onClick={onDone}>
          {words.createKey.backToKeys}
        </Button>
      }
    >
      <div class="stack">
        <Title>
          <bdi>{requested.name}</bdi>
        </Title>
        <Notice tone="good" title={words.createKey.requested}>
          <p>{words.createKey.requestedNext}</p>
        </Notice>
      </div>
    </Main>
  );
}
