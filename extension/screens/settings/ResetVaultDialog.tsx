import type { VaultState } from '../../messages/vault.ts';
import { send } from '../../send.ts';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { ConfirmDialog } from '../ConfirmDialog.tsx';

interface Props {
  vault: Exclude<VaultState, { stage: 'none' }>;
  onClose: () => void;
  onDone: (state: VaultState) => void;
}

/** The only way on for a lost passphrase: says what is lost. */
export function ResetVaultDialog({ vault, onClose, onDone }: Props) {
  const said = fullTabWords.settings.vault;
  return (
    <ConfirmDialog
      question={said.resetTitle}
      keep={said.keep}
      verb={said.reset}
      ask={() => send('vault.reset')}
      onClose={onClose}
      onDone={onDone}
    >
      <p>{vault.stage === 'open' ? said.resetOpen : said.resetLocked}</p>
      {vault.stage === 'locked' && vault.held > 0 && <p>{said.resetHeld(vault.held)}</p>}
    </ConfirmDialog>
  );
}
