import { useEffect, useState } from 'preact/hooks';
import type { Result } from '../../messages/failure.ts';
import type { Gives } from '../../messages/messages.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Skeleton } from '../../ui/Spinner.tsx';
import { Time } from '../../ui/Time.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { useAsk } from '../use-ask.ts';
import { useNotice } from '../use-notice.ts';
import { useNow } from '../use-now.ts';
import { Section } from './Section.tsx';

type Sessions = Gives<'account.sessions'>;

export function SessionsSection() {
  const said = fullTabWords.settings.sessions;
  const [sessions, setSessions] = useState<Sessions | null>(null);
  const { busy, failure, run } = useAsk();
  const now = useNow();
  const tell = useToast();

  const ask = async (what: () => Promise<Result<Sessions>>) => {
    const result = await run(what);
    if (result.ok) setSessions(result.value);
    return result.ok;
  };
  const read = () => void ask(() => send('account.sessions'));
  useEffect(read, []);
  // A second factor that is turned on ends the others.
  useNotice('session', read);

  return (
    <Section title={said.title}>
      <p class="quiet">{said.about}</p>
      {!sessions && !failure && <Skeleton width={240} />}
      {sessions && (
        <ul>
          {sessions.map(({ id, current, createdAt, expiresAt, lastUsedAt, ip, userAgent }) => (
            <li key={id} class="settings__row">
              <div class="grow">
                <div>
                  <strong>{current ? said.here : said.elsewhere}</strong> {ip && <code>{ip}</code>}
                </div>
                <div class="small quiet">
                  {said.since(
                    <Time time={Math.min(Date.parse(lastUsedAt), now)} now={now} />,
                    <Time time={Date.parse(createdAt)} now={now} />,
                    <Time time={Date.parse(expiresAt)} now={now} />,
                  )}
                </div>
                {userAgent && (
                  <div class="small quiet truncate" title={userAgent}>
                    {userAgent}
                  </div>
                )}
              </div>
              {!current && (
                <Button
                  small
                  busy={busy}
                  onClick={async () => {
                    if (await ask(() => send('account.end-session', { id }))) tell(said.ended);
                  }}
                >
                  {said.end}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {failure && <FailureNotice failure={failure} />}
    </Section>
  );
}
