import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Settings, SettingsState } from '../../messages/settings.ts';
import { send } from '../../send.ts';
import { useAsk } from '../use-ask.ts';
import { useNotice } from '../use-notice.ts';

export function useSettings() {
  const [settings, setSettings] = useState<SettingsState | null>(null);
  const { failure, run } = useAsk();
  const read = useCallback(async () => {
    const result = await send('settings.read');
    if (result.ok) setSettings(result.value);
  }, []);
  useEffect(() => {
    void read();
  }, [read]);
  useNotice('settings', read);
  const change = async (wanted: Partial<Settings>) => {
    const result = await run(() => send('settings.write', wanted));
    if (result.ok) setSettings(result.value);
  };
  return { settings, failure, change };
}
