import { useEffect, useState } from 'preact/hooks';
import type { SessionState } from '../../messages/session.ts';
import type { SettingsState } from '../../messages/settings.ts';
import { send } from '../../send.ts';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { Section } from './Section.tsx';

export function ServerSection({ settings }: { settings: SettingsState }) {
  const said = fullTabWords.settings.server;
  const [state, setState] = useState<SessionState | null>(null);
  useEffect(() => {
    void send('session.state').then((result) => result.ok && setState(result.value));
  }, []);
  if (!state || state.stage === 'no-server') return null;
  return (
    <Section title={said.title}>
      <p>
        <code class="anywhere">{state.address}</code>
      </p>
      <p class="quiet">
        {said.version(state.server.version)}
        {settings.preset.address === state.address && ` ${fullTabWords.settings.presetBy}`}
      </p>
      <p class="small quiet">{said.language}</p>
    </Section>
  );
}
