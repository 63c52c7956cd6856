import { useEffect, useState } from 'preact/hooks';
import { send } from '../../send.ts';

/** The server that the person's organisation has set for this browser; null for none. */
export function usePreset(): string | null {
  const [preset, setPreset] = useState<string | null>(null);
  useEffect(() => {
    void send('settings.read').then((result) => {
      if (result.ok) setPreset(result.value.preset.address);
    });
  }, []);
  return preset;
}
