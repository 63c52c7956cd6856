import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { VaultState } from '../../messages/vault.ts';
import { lazily } from '../lazily.tsx';
import { useVaultState, VaultContext } from './use-vault.ts';

const UnlockDialog = lazily(() =>
  import('./UnlockDialog.tsx').then((module) => module.UnlockDialog),
);

/** Tells every screen below how the vault is, and asks for the passphrase where one wishes it. */
export function VaultPlace({
  opening,
  children,
}: {
  opening: VaultState;
  children: ComponentChildren;
}) {
  const { state, take } = useVaultState(opening);
  const [asking, setAsking] = useState(false);
  const hold = useMemo(() => ({ state, take, askToUnlock: () => setAsking(true) }), [state, take]);
  return (
    <VaultContext.Provider value={hold}>
      {children}
      {asking && state.stage === 'locked' && (
        <UnlockDialog
          held={state.held}
          onClose={() => setAsking(false)}
          onUnlocked={(now) => {
            setAsking(false);
            take(now);
          }}
        />
      )}
    </VaultContext.Provider>
  );
}
