import { useState } from 'preact/hooks';
import type { Account } from '../../../messages/session.ts';
import { Button } from '../../../ui/Button.tsx';
import { pageToolsWords as said } from '../../../words/page-tools-words.ts';
import { hostOf } from '../../../words/text.ts';
import { dateInput } from '../../../words/times.ts';
import { EMPTY_FORM } from '../../create-key/form.ts';
import { useDraft } from '../../drafts.ts';
import type { SeenPage } from '../choices.ts';
import type { KeyOnTab } from '../use-key-on-tab.ts';
import { TabKeyForm } from './TabKeyForm.tsx';

/** Days. */
const SHORT = 7;

interface Props {
  account: Account;
  page: SeenPage;
  scopes: string[];
  onTab: KeyOnTab;
  onCreate: () => void;
}

/** Two ways to a key that does what this page asks for, and no more. */
export function KeysForPage({ account, page, scopes, onTab, onCreate }: Props) {
  const form = useDraft('create-key', EMPTY_FORM);
  const [making, setMaking] = useState(false);
  const name = nameFor(page);
  const choices = onTab.choices.for(page);

  const startForm = () => {
    const date = dateInput(Date.now(), SHORT);
    form.set({ ...EMPTY_FORM, name, scopes, expiry: 'on', date });
    onCreate();
  };

  return (
    <div class="stack stack--tight">
      <Button wide off={choices.apiOrigins.length === 0} onClick={() => setMaking(true)}>
        {said.tabKey}
      </Button>
      <Button wide onClick={startForm}>
        {said.newKey}
      </Button>
      <p class="small quiet">{said.newKeyAbout}</p>
      {making && (
        <TabKeyForm
          account={account}
          name={name}
          scopes={scopes}
          choices={choices}
          onTab={onTab}
          onClose={() => setMaking(false)}
        />
      )}
    </div>
  );
}

/** The server takes names of at most 100 characters. */
function nameFor(page: SeenPage): string {
  const host = hostOf(page.apiOrigins[0] ?? page.origin);
  return said.keyName(page.apiPage?.apiName || page.title || host, host).slice(0, 90);
}
