import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useState } from 'preact/hooks';
import type { VaultState } from '../../messages/vault.ts';
import { send } from '../../send.ts';
import { useNotice } from '../use-notice.ts';

export interface VaultHold {
  state: VaultState;
  take: (state: VaultState) => void;
  /** Asks for the passphrase, over whatever screen is there. */
  askToUnlock: () => void;
}

export const VaultContext = createContext<VaultHold>({
  state: { stage: 'none' },
  take: () => {},
  askToUnlock: () => {},
});

export function useVault(): VaultHold {
  return useContext(VaultContext);
}

/** The vault as it is now, from what was known when the frame opened. */
export function useVaultState(opening: VaultState) {
  const [state, take] = useState(opening);
  const reread = useCallback(async () => {
    const result = await send('vault.state');
    if (result.ok) take(result.value);
  }, []);
  useNotice('vault', reread);
  // A key made while it is locked waits to be saved.
  useNotice('keys', reread);
  useEffect(() => {
    void reread();
  }, [reread]);
  return { state, take };
}
