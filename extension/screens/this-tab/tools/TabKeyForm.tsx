import { useState } from 'preact/hooks';
import type { Account } from '../../../messages/session.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Skeleton } from '../../../ui/Spinner.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';
import { pageToolsWords as said } from '../../../words/page-tools-words.ts';
import { hostOf, listedAs } from '../../../words/text.ts';
import { words } from '../../../words/words.ts';
import { PermissionPicker } from '../../create-key/PermissionPicker.tsx';
import { usePermissions } from '../../create-key/use-permissions.ts';
import { useDraft } from '../../drafts.ts';
import { type Choices, headerName } from '../choices.ts';
import type { KeyOnTab } from '../use-key-on-tab.ts';

interface Props {
  account: Account;
  name: string;
  /** What the page's chosen operations ask for. */
  scopes: string[];
  /** Where it goes, as chosen for the page. */
  choices: Choices;
  onTab: KeyOnTab;
  onClose: () => void;
}

/** A key for this tab only: what it may do, then one press. */
export function TabKeyForm({ account, name, scopes, choices, onTab, onClose }: Props) {
  const starting = { for: name, name, scopes, search: '' };
  const draft = useDraft('tab-key', starting);
  const fields = draft.fields.for === name ? draft.fields : starting;
  const [tried, setTried] = useState(false);
  const { offered, failure: offerFailure } = usePermissions(account.current.permissions);
  const chosen = fields.scopes.filter((scope) => offered?.some((one) => one.scope === scope));
  const noName = tried && !fields.name.trim();
  const noScopes = tried && chosen.length === 0;
  const set = (change: Partial<typeof starting>) => draft.set({ ...fields, ...change });

  const make = async () => {
    setTried(true);
    if (!offered || !fields.name.trim() || chosen.length === 0) return;
    // Nothing is awaited before it: the browser wants the person's gesture.
    if (await onTab.make({ name: fields.name, scopes: chosen })) {
      draft.forget();
      onClose();
    }
  };

  return (
    <Dialog
      title={said.tabKey}
      onClose={onClose}
      onSubmit={() => void make()}
      buttons={
        <>
          <Button onClick={onClose}>{words.ui.cancel}</Button>
          <Button type="submit" look="primary" busy={onTab.busyKey !== null} off={!offered}>
            {said.make}
          </Button>
        </>
      }
    >
      <p class="small">
        {said.tabKeyAbout(
          listedAs(choices.apiOrigins, (origin) => <code title={origin}>{hostOf(origin)}</code>),
          <code>{headerName(choices.header)}</code>,
        )}
      </p>
      <TextInput
        label={said.name}
        maxLength={90}
        autocomplete="off"
        value={fields.name}
        onValue={(typed) => set({ name: typed })}
        error={noName ? said.noName : undefined}
      />
      {offered ? (
        <div class="page-tools__permissions">
          <PermissionPicker
            offered={offered}
            chosen={chosen}
            onChosen={(now) => set({ scopes: now })}
            search={fields.search}
            onSearch={(search) => set({ search })}
            error={noScopes ? said.noScopes : undefined}
          />
        </div>
      ) : (
        !offerFailure && (
          <div role="status">
            <span class="for-readers">{words.createKey.loadingPermissions}</span>
            <Skeleton width={200} />
          </div>
        )
      )}
      {offerFailure && <FailureNotice failure={offerFailure} />}
      {onTab.failure && <FailureNotice failure={onTab.failure} />}
    </Dialog>
  );
}
