import type { ComponentChildren } from 'preact';
import type { Failure } from '../../messages/failure.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { BackIcon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { firstRunWords } from '../../words/first-run-words.ts';
import { Main, Title } from '../shell/Main.tsx';
import type { StepContext } from './fields.ts';
import { ServerFound } from './ServerFound.tsx';

interface Props {
  title: string;
  before: StepContext;
  submit: (event: Event) => void;
  action: string;
  busy: boolean;
  failure: Failure | null;
  children: ComponentChildren;
}

export function StepForm({ title, before, submit, action, busy, failure, children }: Props) {
  return (
    <form class="main" onSubmit={submit} noValidate>
      <Main
        failure={failure}
        action={
          <Button type="submit" look="primary" busy={busy}>
            {action}
          </Button>
        }
      >
        <div class="stack">
          <Title
            back={
              <IconButton label={firstRunWords.changeServer} onClick={before.onChangeServer}>
                <BackIcon />
              </IconButton>
            }
          >
            {title}
          </Title>
          <ServerFound address={before.address} server={before.server} />
          {before.setUpMeanwhile && (
            <Notice title={firstRunWords.setUpMeanwhile}>
              <p>{firstRunWords.setUpMeanwhileNext}</p>
            </Notice>
          )}
          {before.lost && (
            <Notice tone="warning" title={firstRunWords.lostTitle}>
              <p>{firstRunWords.lostAbout}</p>
            </Notice>
          )}
          {children}
        </div>
      </Main>
    </form>
  );
}
