import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { Main, Title } from '../shell/Main.tsx';
import { ClipboardSection } from './ClipboardSection.tsx';
import { HostsSection } from './HostsSection.tsx';
import { PasswordSection } from './PasswordSection.tsx';
import { ServerSection } from './ServerSection.tsx';
import { SessionsSection } from './SessionsSection.tsx';
import { ShortcutsSection } from './ShortcutsSection.tsx';
import './settings.css';
import { useSettings } from './use-settings.ts';
import { VaultSection } from './VaultSection.tsx';

export function SettingsScreen() {
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
            <SessionsSection />
            <PasswordSection />
            <ServerSection settings={settings} />
          </div>
        )}
      </div>
    </Main>
  );
}
