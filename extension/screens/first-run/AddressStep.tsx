import type { SessionState } from '../../messages/session.ts';
import { isPlainAndPublic } from '../../plain-http.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { KeyIcon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { failureWords } from '../../words/failures.ts';
import { firstRunWords } from '../../words/first-run-words.ts';
import { useDraft } from '../drafts.ts';
import { Main, Title } from '../shell/Main.tsx';
import { useAsk } from '../use-ask.ts';
import { ServerFound } from './ServerFound.tsx';
import { usePreset } from './use-preset.ts';
import { useProbe } from './use-probe.ts';

/** Where `npm start` puts it. */
const USUAL_ADDRESS = 'http://127.0.0.1:4777';

interface Props {
  onSession: (state: SessionState) => void;
}

export function AddressStep({ onSession }: Props) {
  const { fields, set, forget } = useDraft('address', { address: USUAL_ADDRESS });
  const { busy, failure, run } = useAsk();
  const preset = usePreset();
  const address = preset ?? fields.address;
  const probe = useProbe(address);
  const result = probe !== null && probe !== 'looking' ? probe : null;
  const wrong = result && !result.ok ? failureWords(result.failure) : null;

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || !result?.ok) return;
    const connected = await run(() => send('session.connect', { address: result.value.address }));
    if (!connected.ok) return;
    forget();
    onSession(connected.value);
  };

  return (
    <form class="main" onSubmit={submit} noValidate>
      <Main
        failure={failure}
        action={
          <Button type="submit" look="primary" busy={busy} off={!result?.ok}>
            {firstRunWords.continue}
          </Button>
        }
      >
        <div class="stack stack--wide">
          <div class="welcome">
            <KeyIcon />
            <Title>{firstRunWords.connectTitle}</Title>
            <p class="quiet">{firstRunWords.connectAbout}</p>
          </div>
          <div class="stack">
            <TextInput
              label={firstRunWords.address}
              mono
              autofocus
              autocomplete="url"
              spellcheck={false}
              placeholder={USUAL_ADDRESS}
              value={address}
              readOnly={preset !== null}
              hint={preset !== null && firstRunWords.preset}
              onValue={(address) => set({ address })}
              error={wrong ? `${wrong.what} ${wrong.next}` : undefined}
            />
            <div role="status">
              {probe === 'looking' && (
                <p class="looking quiet">
                  <Spinner /> {firstRunWords.looking}
                </p>
              )}
              {result?.ok && (
                <ServerFound address={result.value.address} server={result.value.server} />
              )}
              {result?.ok && isPlainAndPublic(result.value.address) && (
                <Notice tone="warning" title={firstRunWords.plainHttp}>
                  <p>{firstRunWords.plainHttpNext}</p>
                </Notice>
              )}
              {wrong && <span class="for-readers">{`${wrong.what} ${wrong.next}`}</span>}
            </div>
          </div>
        </div>
      </Main>
    </form>
  );
}
