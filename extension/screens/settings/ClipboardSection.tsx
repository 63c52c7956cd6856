import { useEffect, useState } from 'preact/hooks';
import { browser } from '../../browser.ts';
import type { Settings, SettingsState } from '../../messages/settings.ts';
import { CLIPBOARD_SECONDS } from '../../stored.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Choices.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { CLIPBOARD_READ } from '../clipboard.ts';
import { Section } from './Section.tsx';

interface Props {
  settings: SettingsState;
  onChange: (change: Partial<Settings>) => void;
}

export function ClipboardSection({ settings, onChange }: Props) {
  const said = fullTabWords.settings.clipboard;
  const [mayRead, setMayRead] = useState(false);
  useEffect(() => {
    void browser.permissions.contains(CLIPBOARD_READ).then(setMayRead);
  }, []);
  const label = (seconds: number) => (seconds === 0 ? said.never : said.after(seconds));

  return (
    <Section title={said.title}>
      <Select
        label={said.seconds}
        value={String(settings.clipboardSeconds)}
        options={CLIPBOARD_SECONDS.map((one) => ({ value: String(one), label: label(one) }))}
        onValue={(value) => onChange({ clipboardSeconds: Number(value) })}
      />
      {settings.clipboardSeconds > 0 && (
        <>
          <p class="small quiet">{mayRead ? said.allowed : said.about}</p>
          {/* Asked straight from the press: the browser wants the person's gesture. */}
          {mayRead ? (
            <Button
              small
              onClick={async () => setMayRead(!(await browser.permissions.remove(CLIPBOARD_READ)))}
            >
              {said.takeBack}
            </Button>
          ) : (
            <Button
              small
              onClick={async () => setMayRead(await browser.permissions.request(CLIPBOARD_READ))}
            >
              {said.allow}
            </Button>
          )}
        </>
      )}
      <p class="small quiet">{said.beyond}</p>
    </Section>
  );
}
