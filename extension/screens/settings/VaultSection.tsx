import { useState } from 'preact/hooks';
import type { Settings, SettingsState } from '../../messages/settings.ts';
import { send } from '../../send.ts';
import { VAULT_MINUTES } from '../../stored.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Choices.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { clockTime } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import { useVault } from '../vault/use-vault.ts';
import { ResetVaultDialog } from './ResetVaultDialog.tsx';
import { Section } from './Section.tsx';
import { ChangePassphraseDialog, SetUpVault } from './VaultForms.tsx';

interface Props {
  settings: SettingsState;
  onChange: (change: Partial<Settings>) => void;
}

export function VaultSection({ settings, onChange }: Props) {
  const said = fullTabWords.settings.vault;
  const { state, take, askToUnlock } = useVault();
  const [dialog, setDialog] = useState<'change' | 'reset' | null>(null);
  const tell = useToast();
  const { vaultMinutes, preset } = settings;
  const offered = VAULT_MINUTES.map((one) => ({ value: String(one), label: said.after(one) }));

  if (state.stage === 'none') {
    return (
      <Section title={said.title}>
        <p class="quiet">{said.none}</p>
        <SetUpVault
          onDone={(now) => {
            take(now);
            tell(said.setUpDone);
          }}
        />
      </Section>
    );
  }
  return (
    <Section title={said.title}>
      <p>{state.stage === 'open' ? said.open(clockTime(state.until)) : said.locked}</p>
      {preset.vaultMinutes ? (
        <p>
          {said.minutes} {said.after(vaultMinutes)}.{' '}
          <span class="quiet">{fullTabWords.settings.presetBy}</span>
        </p>
      ) : (
        <Select
          label={said.minutes}
          value={String(vaultMinutes)}
          options={offered}
          onValue={(value) => onChange({ vaultMinutes: Number(value) })}
        />
      )}
      <p class="small quiet">{said.minutesHint}</p>
      <div class="settings__buttons">
        {state.stage === 'open' ? (
          <Button
            onClick={async () => {
              const result = await send('vault.lock');
              if (!result.ok) return;
              take(result.value);
              tell(words.vault.isLocked);
            }}
          >
            {said.lock}
          </Button>
        ) : (
          <Button look="primary" onClick={askToUnlock}>
            {said.unlock}
          </Button>
        )}
        <Button onClick={() => setDialog('change')}>{said.change}</Button>
        <Button onClick={() => setDialog('reset')}>{said.reset}</Button>
      </div>
      {dialog === 'change' && (
        <ChangePassphraseDialog
          onClose={() => setDialog(null)}
          onDone={(now) => {
            setDialog(null);
            take(now);
            tell(said.changed);
          }}
        />
      )}
      {dialog === 'reset' && (
        <ResetVaultDialog
          vault={state}
          onClose={() => setDialog(null)}
          onDone={(now) => {
            setDialog(null);
            take(now);
            tell(said.resetDone);
          }}
        />
      )}
    </Section>
  );
}
