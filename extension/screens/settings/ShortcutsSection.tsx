import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Shortcuts } from '../../messages/settings.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { useAsk } from '../use-ask.ts';
import { Section } from './Section.tsx';

/** The browser keeps them and changes them; it tells nobody, so they are read again on return. */
export function ShortcutsSection() {
  const said = fullTabWords.settings.shortcuts;
  const [shortcuts, setShortcuts] = useState<Shortcuts | null>(null);
  const { busy, failure, run } = useAsk();
  const read = useCallback(async () => {
    const result = await send('shortcuts.read');
    if (result.ok) setShortcuts(result.value);
  }, []);
  useEffect(() => {
    void read();
    window.addEventListener('focus', read);
    return () => window.removeEventListener('focus', read);
  }, [read]);

  return (
    <Section title={said.title}>
      {shortcuts && (
        <>
          <dl class="settings__shortcuts">
            {shortcuts.items.map(({ name, keys }) => (
              <div key={name} class="settings__row">
                <dt class="grow">{said.does[name]}</dt>
                <dd>
                  {keys ? (
                    <kbd class="mono settings__keys">{keys}</kbd>
                  ) : (
                    <span class="quiet">{said.none}</span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
          <p class="small quiet">{shortcuts.opens ? said.about : said.aboutFirefox}</p>
          {shortcuts.opens && (
            <Button small busy={busy} onClick={() => run(() => send('shortcuts.open'))}>
              {said.change}
            </Button>
          )}
        </>
      )}
      {failure && <FailureNotice failure={failure} />}
    </Section>
  );
}
