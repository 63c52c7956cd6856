import type { VaultState } from '../../messages/vault.ts';
import { Notice } from '../../ui/Notice.tsx';
import { words } from '../../words/words.ts';

interface Props {
  vault: Exclude<VaultState['stage'], 'locked'>;
  hasKeys: boolean;
  onKeys: () => void;
}

/** No key's secret is here: why, and how to get one here. */
export function NothingToUse({ vault, hasKeys, onKeys }: Props) {
  return (
    <Notice
      title={words.thisTab.noKey}
      action={
        hasKeys && (
          <button type="button" class="link-button" onClick={onKeys}>
            {words.thisTab.regenerateOne}
          </button>
        )
      }
    >
      <p>{words.thisTab.noKeyAbout[vault]}</p>
    </Notice>
  );
}
