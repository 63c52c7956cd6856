import { useCallback, useEffect, useState } from 'preact/hooks';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { hostsOf } from '../../words/failure-words.ts';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { useAsk } from '../use-ask.ts';
import { useNotice } from '../use-notice.ts';
import { Section } from './Section.tsx';

/** Where Keyturn may act, each to be given back. */
export function HostsSection() {
  const said = fullTabWords.settings.hosts;
  const [hosts, setHosts] = useState<string[] | null>(null);
  const { failure, run } = useAsk();
  const tell = useToast();
  const read = useCallback(async () => {
    const result = await send('hosts.list');
    if (result.ok) setHosts(result.value);
  }, []);
  useEffect(() => {
    void read();
  }, [read]);
  useNotice('tabs', read);

  return (
    <Section title={said.title}>
      <p class="quiet">{hosts?.length === 0 ? said.none : said.about}</p>
      {hosts && hosts.length > 0 && (
        <ul>
          {hosts.map((pattern) => {
            const [host = pattern] = hostsOf([pattern]);
            return (
              <li key={pattern} class="settings__row">
                <code class="grow anywhere">{pattern}</code>
                <Button
                  small
                  aria-label={said.giveBackOf(host)}
                  onClick={async () => {
                    const result = await run(() => send('hosts.give-back', { pattern }));
                    if (!result.ok) return;
                    setHosts(result.value);
                    tell(said.given(host));
                  }}
                >
                  {said.giveBack}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {failure && <FailureNotice failure={failure} />}
    </Section>
  );
}
