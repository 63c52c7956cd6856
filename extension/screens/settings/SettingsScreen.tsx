import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { Main, Title } from '../shell/Main.tsx';
import type { PlaceProps } from '../shell/place.ts';
import { ClipboardSection } from './ClipboardSection.tsx';
import { HostsSection } from './HostsSection.tsx';
import { PasswordSection } from './PasswordSection.tsx';
import { ServerSection } from './ServerSection.tsx';
import { SessionsSection } from './SessionsSection.tsx';
import { ShortcutsSection } from './ShortcutsSection.tsx';
import { SecondFactorSection } from './second-factor/SecondFactorSection.tsx';
import './settings.css';
import { useSettings } from './use-settings.ts';
import { VaultSection } from './VaultSection.tsx';

/** `path`: the part of it that the person has come for. */
export function SettingsScreen({ path }: PlaceProps) {
  const { settings, failure, change } = useSettings();
  return (
    <Main>
      <div class="stack">
        <Title>{fullTabWords.settings.title}</Title>
        {failure && <FailureNotice failure={failure} />}
        {settings && (
          <div>
            <VaultSection settings={settings} onChange={change} />
            <ClipboardSection settings={settings} onChange={change} />
            <HostsSection />
            <ShortcutsSection />
            <PasswordSection />
            <SecondFactorSection asked={path === 'second-factor'} />
            <SessionsSection />
            <ServerSection settings={settings} />
          </div>
        )}
      </div>
    </Main>
  );
}
